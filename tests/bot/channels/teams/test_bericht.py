"""Van antwoorden naar een bericht in Teams: één per beurt, klein genoeg, en niets kwijt."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.bericht import HOOGUIT_BYTES, grootte, maak
from bot.channels.teams.keuzes import MEESTE_KNOPPEN
from bot.payload import Keuze, teken
from knowledge.vragenlijst_bestand import namen, vragenlijst
from sociale_kaart.kaart import SocialeKaart
from tests.bot.channels.teams.gebruiker import delen, kaart, knoppen, tekst
from tests.processen import SLEUTEL

CRITERIA = dict.fromkeys(
    (
        "multiprobleem",
        "ketenoverstijgend",
        "systeem",
        "gebiedsgebonden",
        "zorgcomponent",
        "veiligheidscomponent",
        "regulier_doorlopen",
    ),
    "onbekend",
)
GESPREK = f"teams-{'0' * 40}"
VRAGEN = [(naam, vraag) for naam in namen() for vraag in vragenlijst(naam).vragen.values()]


def _rij(zin, *objecten, knoppen_=(), laatste=True):
    rij = {
        "text": zin,
        "channelData": {"wegwijzer": {"objecten": list(objecten), "laatste": laatste}},
    }
    if knoppen_:
        rij["suggestedActions"] = {"actions": [{"title": t, "value": p} for t, p in knoppen_]}
    return rij


def _opties(vraag):
    return [
        {
            "waarde": o.waarde,
            "titel": o.titel,
            "payload": teken(SLEUTEL, GESPREK, Keuze("0" * 8, vraag.id, o.waarde)),
            **({"onderdeel": True} if o.onderdeel else {}),
        }
        for o in vraag.opties
    ]


def _keuzes(bericht):
    """Alles wat te kiezen is: titel en payload."""
    uit = {titel: data["payload"] for titel, data in knoppen(bericht).items() if "payload" in data}
    for deel in delen(bericht):
        uit.update({k["title"]: k["value"] for k in deel.get("choices", ())})
    return uit


@pytest.mark.parametrize(("naam", "vraag"), VRAGEN, ids=lambda w: getattr(w, "id", w))
def test_elke_vraag_past_op_een_kaart_met_al_haar_antwoorden(naam, vraag):
    opties = _opties(vraag)
    zichtbaar = [(o["titel"], o["payload"]) for o in opties if not o.get("onderdeel")]
    inhoud = {"soort": "vraag", "id": vraag.id, "opties": opties}

    bericht = maak([_rij(f"{vraag.tekst}\n\n{vraag.uitleg}", inhoud, knoppen_=zichtbaar)])

    assert grootte(bericht) < 25_000
    assert kaart(bericht)["version"] == "1.5"
    assert _keuzes(bericht) == {o["titel"]: o["payload"] for o in opties}
    rijen = [len(deel["actions"]) for deel in delen(bericht) if deel["type"] == "ActionSet"]
    assert all(aantal <= MEESTE_KNOPPEN for aantal in rijen)
    assert {a["type"] for d in delen(bericht) for a in d.get("actions", ())} <= {"Action.Submit"}


def test_een_kaart_met_een_keuze_heeft_geen_knoppen_meer_en_nog_wel_de_vraag():
    rijen = [_rij("Is er zorg nodig?", knoppen_=[("Ja", "p1"), ("Nee", "p2")])]

    bericht = maak(rijen, "Ja")

    assert "Is er zorg nodig?" in tekst(bericht)
    assert "Gekozen: Ja" in tekst(bericht)
    assert knoppen(bericht) == {}


def test_een_contact_staat_er_een_keer_met_een_knop_om_te_bellen():
    contact = {"naam": "Veilig Thuis", "telefoon": "0800 2000", "website": "https://veilig.nl"}
    zin = "Bel eerst:\n- Veilig Thuis: 0800 2000. Dag en nacht.\n- Wijkteam: vraag de gemeente."

    bericht = maak([_rij(zin, {"soort": "contacten", "contacten": [contact]})])

    acties = [a for d in delen(bericht) for a in d.get("actions", ())]
    assert tekst(bericht).count("Dag en nacht.") == 1
    assert "Wijkteam: vraag de gemeente." in tekst(bericht)
    assert [(a["type"], a["url"]) for a in acties] == [
        ("Action.OpenUrl", "tel:08002000"),
        ("Action.OpenUrl", "https://veilig.nl"),
    ]


def test_een_contact_met_een_eigen_kop_heeft_ook_een_knop_om_te_bellen():
    contact = {"naam": "Veilig Thuis", "telefoon": "0800 2000", "website": "https://veilig.nl"}
    zin = "Veilig Thuis, 0800 2000.\nDag en nacht open.\n\nStaat je gemeente er niet bij?"

    bericht = maak([_rij(zin, {"soort": "contacten", "contacten": [contact]})])

    acties = [a["url"] for d in delen(bericht) for a in d.get("actions", ())]
    assert acties == ["tel:08002000", "https://veilig.nl"]
    vak = next(d for d in delen(bericht) if d["type"] == "Container")
    assert [d["text"] for d in vak["items"][:2]] == [
        "Veilig Thuis, 0800 2000.",
        "Dag en nacht open.",
    ]
    assert vak["items"][0]["weight"] == "Bolder"
    assert "Staat je gemeente er niet bij?" in tekst(bericht)


def test_hoe_zeker_een_nummer_is_staat_klein_onder_het_contact():
    contact = {"naam": "Veilig Thuis", "telefoon": "0800 2000"}
    zin = "- Veilig Thuis: 0800 2000. Dag en nacht. (Nog niet nagebeld; volgens Gids (2020).)"

    bericht = maak([_rij(zin, {"soort": "contacten", "contacten": [contact]})])

    klein = [d["text"] for d in delen(bericht) if d.get("size") == "Small"]
    assert klein == ["Nog niet nagebeld; volgens Gids (2020)."]


def test_een_sterretje_als_voetnoot_wordt_geen_lijst_en_geen_schuine_letters():
    zin = "- Situatie: gevaar.*\n- Regie: de keten.*\n\n* volgens deze bron, niet gecontroleerd."

    bericht = maak([_rij(zin)])

    assert "*" not in tekst(bericht)
    assert "gevaar.¹" in tekst(bericht)
    assert "¹ volgens deze bron" in tekst(bericht)


def test_gevaar_valt_op_en_heeft_een_knop_om_te_bellen():
    bericht = maak([_rij("Bel nu 112.", {"soort": "acuut", "nummers": ["112"]})])

    vak = next(d for d in delen(bericht) if d.get("style") == "attention")
    assert vak["items"][0]["text"] == "Bel nu 112."
    assert vak["items"][1]["actions"][0]["url"] == "tel:112"


def test_een_nummer_van_een_bron_staat_bij_het_antwoord_dat_erop_rust():
    bron = {"document": "S1", "paragraaf": "5.5", "titel": "Kader (2013), 5.5"}
    antwoord = _rij("Zo zit het.", {"soort": "antwoord", "bronnen": [bron]}, laatste=False)
    over_privacy = _rij("Ik liet een naam weg.", {"soort": "privacy", "gevonden": ["naam"]})

    bericht = maak([antwoord, over_privacy])

    assert tekst(bericht) == "Zo zit het. [1]\n\nIk liet een naam weg."


def test_elke_kaart_met_echte_contacten_blijft_onder_25_kb():
    soorten = SocialeKaart.laad().per_soort
    alle = [contact for contacten in soorten.values() for contact in contacten]
    assert len(alle) > 40
    for begin in range(0, len(alle), 8):
        groep = [contact.als_bericht() for contact in alle[begin : begin + 8]]
        zin = "\n".join(f"- {contact.regel()}" for contact in alle[begin : begin + 8])
        triage = {"soort": "triage", "criteria": CRITERIA, "ave_fase": 3, "contacten": groep}
        bericht = maak(
            [
                _rij(f"Deze casus past.\n\n{zin}", triage, laatste=False),
                _rij(zin, {"soort": "contacten", "contacten": groep}, _ave(3)),
            ]
        )
        assert kaart(bericht)["type"] == "AdaptiveCard"
        assert grootte(bericht) < 25_000


def test_een_oordeel_toont_de_criteria_en_een_fase_de_ladder_ook_zonder_kleur():
    triage = {"soort": "triage", "criteria": {"multiprobleem": "ja"}, "ave_fase": 2}

    bericht = maak([_rij("Dit past.", triage, laatste=False), _rij("Fase.", _ave(2))])

    feiten = [f["title"] for d in delen(bericht) for f in d.get("facts", ())]
    assert "Problemen op meer leefgebieden" in feiten
    assert "Fase 2 (nu)" in tekst(bericht)
    assert bericht["channelData"]["feedbackLoop"] == {"type": "default"}


def _ave(fase):
    return {"soort": "ave", "fase": fase, "onbevestigd": []}


def test_een_vraag_heeft_geen_duimen():
    assert "channelData" not in maak([_rij("Welke gemeente?", {"soort": "vraag", "id": "x"})])


def test_een_koppeling_in_de_tekst_van_een_gebruiker_wordt_geen_koppeling():
    bericht = maak([_rij("Genoteerd: [klik](https://kwaad.example)")])

    assert not re.search(r"\]\(", tekst(bericht))


def test_veel_bronnen_en_lange_titels_blijven_binnen_wat_teams_aanneemt():
    bronnen = [{"document": "S1", "paragraaf": "x" * 300, "titel": "y" * 300}] * 30
    antwoord = {"soort": "antwoord", "bronnen": bronnen}

    bericht = maak([_rij("Zo zit het.", antwoord)])

    verwijzingen = bericht["entities"][0]["citation"]
    assert len(verwijzingen) == 20
    assert all(len(v["appearance"]["name"]) <= 80 for v in verwijzingen)
    assert all(len(v["appearance"]["abstract"]) <= 160 for v in verwijzingen)


@given(st.lists(st.text(max_size=4000), min_size=1, max_size=8), st.booleans())
def test_elke_tekst_past_en_is_als_json_te_versturen(teksten, met_knop):
    knop = [("Ja", "p")] if met_knop else []
    rijen = [_rij(t, knoppen_=knop) for t in teksten]

    bericht = maak(rijen)

    assert json.loads(json.dumps(bericht)) == bericht
    assert "text" in bericht or grootte(bericht) <= HOOGUIT_BYTES
