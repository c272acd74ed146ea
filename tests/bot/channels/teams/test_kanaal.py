"""Een gesprek in Teams van begin tot eind, over echte HTTP met een nagemaakt Teams."""

from __future__ import annotations

import json
import uuid

import pytest

from bot.channels.botframework.activiteiten import verwijzing
from bot.channels.teams import teksten
from tests.bot.channels.botframework.nepteams import BREEK
from tests.bot.channels.teams.gebruiker import (
    BOT,
    Gebruiker,
    delen,
    knoppen,
    tekst,
)
from tests.bot.channels.web.client import vraag

pytestmark = pytest.mark.rasa


def _naam(collega):
    gelezen = verwijzing(collega.activiteit())
    assert gelezen is not None
    return gelezen.naam


def _erbij(collega, soort="conversationUpdate"):
    extra = {"membersAdded": [{"id": BOT}]} if soort == "conversationUpdate" else {"action": "add"}
    return collega.post(collega.activiteit(type=soort, **extra))


def test_wie_de_bot_toevoegt_krijgt_een_welkom_dat_zegt_wat_er_kan(collega):
    assert _erbij(collega).status == 200
    assert _erbij(collega, "installationUpdate").status == 200

    collega.nep.wacht_op(lambda _: collega.hier())
    antwoord = collega.zeg("hallo")

    welkom = collega.hier()[0]
    assert len(collega.hier()) == 2
    assert "digitale assistent, geen mens" in tekst(welkom)
    assert list(knoppen(welkom)) == [titel for titel, _ in teksten.BEGIN]
    assert knoppen(antwoord)


def test_een_knop_van_het_welkom_begint_de_toets_en_staat_daarna_als_keuze_op_de_kaart(collega):
    _erbij(collega)
    collega.nep.wacht_op(lambda _: collega.hier())

    antwoord = collega.klik(collega.hier()[0], "Casus toetsen")

    assert "Vertel in een paar zinnen wat er speelt" in tekst(antwoord)
    assert "digitale assistent" not in tekst(antwoord)
    (bijgewerkt,) = collega.nep.wacht_op(lambda _: collega.hier("PUT"))
    assert "Gekozen: Casus toetsen" in tekst(bijgewerkt)
    assert knoppen(bijgewerkt) == {}


def test_een_beurt_is_een_bericht_zonder_melding_erbij(collega):
    antwoord = collega.zeg("Ik wil een adviesvraag indienen")

    assert len(collega.hier()) == 1
    assert "digitale assistent" in tekst(antwoord)
    assert "Wat voor vraag heb je" in tekst(antwoord)
    assert "notification" not in str(antwoord)
    assert antwoord["summary"]


def test_een_adviesvraag_vraagt_niet_naar_de_werkmail_die_teams_al_kent(collega):
    _erbij(collega)
    collega.nep.wacht_op(lambda _: collega.hier())
    collega.wacht_op_mail()
    bericht = collega.klik(collega.hier()[0], "Adviesvraag indienen")
    bericht = collega.klik(bericht, "Informatie: wie, wat of waar")
    collega.zeg("Wie kan in dit soort zaken meedenken?")
    bericht = collega.zeg("Haarlem")
    bericht = collega.kies(bericht, "Wijkteam of sociaal team")
    bericht = collega.klik(bericht, "Nee, algemeen")

    assert "Klopt dit, en mag ik het indienen?" in tekst(bericht)
    feiten = [f for deel in delen(bericht) for f in deel.get("facts", ())]
    assert {"title": "Werkmail", "value": "opgegeven (versleuteld bewaard)"} in feiten
    assert "haarlem.nl" not in str(collega.hier())
    ontvangst = collega.klik(bericht, "Indienen")
    assert "Je kenmerk is AV-KL" in tekst(ontvangst)
    assert "Kenmerk" in tekst(ontvangst)


def test_meer_leefgebieden_in_een_keer_kiezen_is_een_beurt(collega):
    bericht = collega.zeg("Ik wil een adviesvraag indienen")
    bericht = collega.klik(bericht, "Advies over een casus")
    collega.zeg("Ik zoek iemand die meedenkt over de aanpak.")
    bericht = collega.zeg("Haarlem")
    bericht = collega.kies(bericht, "Politie")
    bericht = collega.klik(bericht, "Ja, over een casus")
    for _ in range(4):
        if any(d["type"] == "Input.ChoiceSet" for d in delen(bericht)):
            break
        bericht = collega.klik(bericht, "Nee" if "gevaar" in tekst(bericht) else "Ja")
    al = len(collega.hier())

    antwoord = collega.kies(bericht, "Wonen", "Geld", "Psychisch welzijn")

    assert len(collega.hier()) == al + 1
    assert "Welk gedrag geeft de meeste zorgen?" in tekst(antwoord)
    bijgewerkt = collega.nep.wacht_op(
        lambda _: [b for b in collega.hier("PUT") if "Wonen, Geld" in tekst(b)]
    )
    assert "Gekozen: Wonen, Geld, Psychisch welzijn" in tekst(bijgewerkt[0])
    overzicht = tekst(collega.zeg("wat heb je al?"))
    assert "Wonen, Geld, Psychisch welzijn" in overzicht


def test_een_antwoord_met_bron_draagt_een_verwijzing_en_duimen(collega):
    collega.zeg("hallo")

    antwoord = collega.zeg("Wat doet een procesregisseur?")

    (entiteit,) = antwoord["entities"]
    eerste = entiteit["citation"][0]
    assert "[1]" in antwoord["text"]
    assert eerste["position"] == 1
    assert eerste["appearance"]["name"]
    assert len(eerste["appearance"]["name"]) <= 80
    assert antwoord["channelData"]["feedbackLoop"] == {"type": "default"}
    (voorstel,) = antwoord["suggestedActions"]["actions"]
    assert (voorstel["type"], voorstel["value"]) == ("imBack", voorstel["title"])
    ander = collega.zeg(voorstel["value"])
    assert ander["text"] != antwoord["text"]
    assert "[1]" in ander["text"]


def test_een_duim_met_toelichting_wordt_bewaard_zonder_persoonsgegevens(collega, teams_data):
    collega.zeg("hallo")
    collega.zeg("Wat doet een procesregisseur?")
    nummers = [v.nummer for v in collega.nep.verzoeken if v.inhoud == collega.hier()[-1]]
    # Teams heeft het bericht eerder dan de server het nummer dat Teams eraan gaf.
    collega.nep.wacht_op(lambda _: nummers[-1] in teams_data().staat_er(_naam(collega)).values())
    # Geen willekeurig nummer erin: dat lijkt soms zelf op een persoonsgegeven.
    toelichting = "Dit mist het sociale team. Bel Fatima Gracht, bsn 111222333"
    al = len(teams_data().oordelen())
    duim = {"reaction": "dislike", "feedback": json.dumps({"feedbackText": toelichting})}

    for reactie in ("like", "dislike"):
        antwoord = collega.post(
            collega.activiteit(
                type="invoke",
                name="message/submitAction",
                replyToId=nummers[-1],
                value={"actionName": "feedback", "actionValue": {**duim, "reaction": reactie}},
            )
        )
        assert (antwoord.status, antwoord.json) == (200, {})

    (bewaard,) = teams_data().oordelen()[al:]
    assert bewaard["duim"] == "neer"
    assert bewaard["over"].startswith("antwoord S3")
    assert "Fatima" not in bewaard["tekst"]
    assert "111222333" not in bewaard["tekst"]


def test_een_duim_van_een_client_die_geen_bericht_noemt_telt_voor_het_laatste_antwoord(
    collega, teams_data
):
    collega.zeg("hallo")
    collega.zeg("Wat doet een procesregisseur?")
    collega.zeg("Ik wil een adviesvraag indienen")
    toelichting = f"Mist het wijkteam {uuid.uuid4().hex}"
    waarde = {
        "actionName": "feedback",
        "actionValue": {"reaction": "like", "feedback": toelichting},
    }

    antwoord = collega.post(
        collega.activiteit(type="invoke", name="message/submitAction", value=waarde)
    )

    assert (antwoord.status, antwoord.json) == (200, {})
    (bewaard,) = [o for o in teams_data().oordelen() if o["tekst"].startswith(toelichting[:30])]
    assert bewaard["duim"] == "op"
    assert bewaard["over"].startswith("antwoord S3")


def test_een_duim_zonder_antwoord_wordt_niet_bewaard(collega, teams_data):
    al = len(teams_data().oordelen())
    waarde = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": ""}}

    antwoord = collega.post(
        collega.activiteit(type="invoke", name="message/submitAction", value=waarde)
    )

    assert (antwoord.status, antwoord.json) == (200, {})
    assert len(teams_data().oordelen()) == al


def test_wie_de_bot_weghaalt_laat_niets_achter(collega, teams_data):
    collega.zeg("Ik wil een adviesvraag indienen")
    naam = _naam(collega)
    assert teams_data().verwijzing(naam) is not None

    collega.post(collega.activiteit(type="installationUpdate", action="remove"))

    assert teams_data().verwijzing(naam) is None
    assert teams_data().staat_er(naam) == {}


def test_dezelfde_bezorging_twee_keer_is_een_beurt(collega):
    activiteit = collega.activiteit(text="hallo")

    for _ in range(4):
        assert collega.post(activiteit).status == 200
    collega.stuur("Ik wil een adviesvraag indienen")

    # Dat antwoord komt als laatste; wat een herhaling opleverde, stond er dan al.
    collega.nep.wacht_op(
        lambda _: any("Wat voor vraag heb je" in tekst(bericht) for bericht in collega.hier())
    )
    assert ["Wat voor vraag heb je" in tekst(bericht) for bericht in collega.hier()] == [
        False,
        True,
    ]


def test_berichten_vlak_na_elkaar_houden_hun_volgorde(collega):
    collega.stuur("Ik wil een adviesvraag indienen")
    collega.stuur("informatievraag")
    collega.stuur("Wie kan in dit soort zaken meedenken?")
    collega.nep.wacht_op(lambda _: len(collega.hier()) == 3)

    gevraagd = [tekst(bericht) for bericht in collega.hier()]

    assert "Wat voor vraag heb je" in gevraagd[0]
    assert "Vat in een paar zinnen samen" in gevraagd[1]
    assert "In welke gemeente speelt dit?" in gevraagd[2]


def test_twee_mensen_in_dezelfde_groep_delen_niets_en_een_groep_krijgt_geen_casus(teams):
    nep, adres = teams
    groep = f"19:{uuid.uuid4().hex}@thread.v2"
    een = Gebruiker(adres, nep, "groupChat", gesprek=groep)
    naam = "<at>Wegwijzer</at>"
    vermelding = {"type": "mention", "text": naam, "mentioned": {"id": BOT}}

    antwoord = een.zeg(f"{naam} ik heb een casus over een man in Haarlem", entities=[vermelding])

    assert antwoord["text"] == teksten.NAAR_EIGEN_CHAT
    (begonnen,) = [
        v.inhoud
        for v in nep.verzoeken
        if v.pad == "/v3/conversations" and v.inhoud["members"] == [{"id": een.id}]
    ]
    assert begonnen["isGroup"] is False
    welkom = nep.wacht_op(
        lambda n: [b for b in n.gestuurd() if "attachments" in b and teksten.WELKOM[:40] in str(b)]
    )
    assert welkom
    assert len(een.hier()) == 1


def test_gevaar_in_een_groep_noemt_eerst_112(teams):
    nep, adres = teams
    een = Gebruiker(adres, nep, "channel", gesprek=f"19:{uuid.uuid4().hex}@thread.tacv2")

    antwoord = een.zeg("Hij staat hier met een mes en bedreigt zijn moeder")

    assert antwoord["text"].startswith("Bel nu 112.")


def test_staat_de_app_niet_bij_de_gebruiker_dan_zegt_de_groep_hoe_wel(teams):
    nep, adres = teams
    een = Gebruiker(adres, nep, "groupChat", gesprek=f"19:{uuid.uuid4().hex}@thread.v2")
    nep.gericht["POST", "/v3/conversations"] = 403

    antwoord = een.zeg("help")

    assert antwoord["text"] == teksten.ZOEK_EIGEN_CHAT
    assert not nep.gericht


@pytest.mark.parametrize("storing", [429, 502, BREEK])
def test_hapert_teams_dan_komt_het_antwoord_een_keer_aan(collega, storing):
    collega.zeg("hallo")
    collega.stoor_volgende(storing)

    antwoord = collega.zeg("Ik wil een adviesvraag indienen")
    collega.zeg("stop")

    assert not collega.nep.gericht, "de storing is echt geweest"
    assert "Wat voor vraag heb je" in tekst(antwoord)
    assert sum("Wat voor vraag heb je" in tekst(b) for b in collega.hier()) == 1


def test_een_kaart_die_niet_bijgewerkt_kan_worden_houdt_de_klik_niet_tegen(collega):
    bericht = collega.zeg("Ik wil een adviesvraag indienen")
    al = len(collega.nep.verzoeken)

    antwoord = collega.zeg(value={"payload": "keuze~vals~vals~vals~vals"})

    assert antwoord
    assert "Vat in een paar zinnen" in tekst(collega.klik(bericht, "Advies over een casus"))
    assert len(collega.nep.verzoeken) > al


@pytest.mark.parametrize(
    ("soort", "anders"),
    [
        ("event", {}),
        ("messageReaction", {"reactionsAdded": [{"type": "like"}]}),
        ("typing", {}),
        ("iets_nieuws", {"entities": "geen lijst", "value": 7}),
        ("invoke", {"name": "composeExtension/query"}),
        ("conversationUpdate", {"membersAdded": [{"id": "een ander"}]}),
    ],
)
def test_een_onbekend_bericht_is_geen_fout(collega, soort, anders):
    antwoord = collega.post(collega.activiteit(type=soort, **anders))

    assert (antwoord.status, antwoord.json) == (200, {})


def test_een_klik_als_invoke_krijgt_json_en_telt(collega):
    bericht = collega.zeg("Ik wil een adviesvraag indienen")
    data = knoppen(bericht)["Advies over een casus"]
    al = len(collega.hier())

    antwoord = collega.post(
        collega.activiteit(
            type="invoke", name="adaptiveCard/action", value={"action": {"data": data}}
        )
    )

    assert antwoord.json["statusCode"] == 200
    collega.nep.wacht_op(lambda _: len(collega.hier()) > al)
    assert "Vat in een paar zinnen" in tekst(collega.hier()[-1])


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"geen json", 400), (b"[]", 400), (b"null", 400), (b"{", 400), (b"x" * 300_000, 400)],
    ids=["geen json", "lijst", "null", "half", "groot"],
)
def test_wat_geen_bericht_is_wordt_geweigerd(teams, body, status):
    nep, adres = teams
    kop = f"Bearer {nep.teken()}"

    antwoord = vraag(adres, "POST", "/webhooks/teams/webhook", body, Authorization=kop)

    assert antwoord.status == status
    assert antwoord.json["fout"]


def test_een_vals_token_krijgt_geen_antwoord(collega):
    al = len(collega.nep.verzoeken)

    vals = collega.post(collega.activiteit(text="hallo"), collega.nep.teken(aud="iemand anders"))
    zonder = vraag(collega.server, "POST", "/webhooks/teams/webhook", collega.activiteit())

    assert (vals.status, zonder.status) == (401, 401)
    assert len(collega.nep.verzoeken) == al


def test_alleen_een_bijlage_krijgt_een_zin(collega):
    antwoord = collega.zeg("", attachments=[{"contentType": "image/png"}])

    assert antwoord["text"] == teksten.GEEN_BIJLAGEN


def test_een_te_lang_bericht_krijgt_een_zin(collega):
    assert "te lang" in tekst(collega.zeg("woord " * 500))


def test_persoonsgegevens_komen_niet_terug(collega):
    antwoord = collega.zeg("Ik heb een vraag over Fatima Gracht, bsn 111222333")

    assert "weggelaten" in tekst(antwoord)
    assert "111222333" not in str(collega.hier())


def test_de_gezondheid_zegt_dat_niet_bekend_is_wanneer_het_geheim_verloopt(collega):
    antwoord = vraag(collega.server, "GET", "/webhooks/teams/")

    assert antwoord.status == 200
    assert antwoord.json["status"] == "waarschuwing"
