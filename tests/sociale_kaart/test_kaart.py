from __future__ import annotations

import csv
import json
import shutil
from datetime import date

import pytest

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaart import KaartFout, SocialeKaart, controleer
from sociale_kaart.plaatsen import zoek
from sociale_kaart.soorten import OVERIG, SOORTEN, TERUGVAL
from sociale_kaart.tabellen import DATAMAP

SOORTEN_VAN_HET_CONTRACT = [
    "noodnummer",
    "politie",
    "zorg_en_veiligheidshuis",
    "veilig_thuis",
    "ggd_meldpunt",
    "meldpunt_zorgwekkend_gedrag",
    "gemeente_oov",
    "burgemeester",
    "procesregisseur_lokaal",
    "wijkteam",
    "jeugdteam",
    "leerplicht",
    "halt",
    "schuldhulpverlening",
    "woningcorporatie",
    "buurtbemiddeling",
    "huisarts",
    "zelfmoordpreventie",
    "ggz",
    "verslavingszorg",
    "nazorg",
    "reclassering",
    "om_zsm",
    "raad_voor_de_kinderbescherming",
    "gecertificeerde_instelling",
    "steunpunt_extremisme",
    "slachtofferhulp",
    "clientondersteuning",
    "riec",
    "aandachtsfunctionaris",
    "overig",
]
ZORGWEKKEND = ("ggd_meldpunt", "meldpunt_zorgwekkend_gedrag")


@pytest.fixture(scope="module")
def kaart():
    return SocialeKaart.laad()


@pytest.fixture
def kopie(tmp_path):
    doel = tmp_path / "data"
    shutil.copytree(DATAMAP, doel)
    return doel


def code(naam):
    (gemeente,) = zoek(naam)
    return gemeente.code


def wijzig(pad, sleutel, **velden):
    with pad.open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.DictReader(stroom))
    (rij,) = [rij for rij in rijen if next(iter(rij.values())) == sleutel][:1]
    rij.update(velden)
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, rijen[0].keys(), lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)


def test_de_soorten_zijn_die_van_het_contract():
    assert list(SOORTEN) == SOORTEN_VAN_HET_CONTRACT


@pytest.mark.parametrize(
    ("gemeente", "telefoon"),
    [
        ("Zwolle", "038-428 15 50"),
        ("Hardenberg", "038-428 15 50"),
        ("Steenwijk", "038-428 15 50"),
        ("Deventer", "0800-1205"),
        ("Raalte", "0800-1205"),
        ("Olst-Wijhe", "0800-1205"),
        ("Zandvoort", "023-515 9998"),
        ("Bennebroek", "023-515 9998"),
        ("Amersfoort", "0800-1205"),
    ],
)
def test_zorgwekkend_gedrag_gaat_naar_het_meldpunt_van_de_gemeente(kaart, gemeente, telefoon):
    assert kaart.voor(ZORGWEKKEND, code(gemeente))[0].telefoon == telefoon
    assert kaart.voor(["ggd_meldpunt"], code(gemeente))[0].telefoon == telefoon


def test_zonder_gemeente_gaat_zorgwekkend_gedrag_naar_het_landelijke_meldpunt(kaart):
    (contact,) = kaart.voor(ZORGWEKKEND, None)
    assert contact.telefoon == "0800-1205"


@pytest.mark.parametrize("gemeente_code", [*alle_gemeenten(), None])
def test_veilig_thuis_is_overal_te_bellen(kaart, gemeente_code):
    assert [c.telefoon for c in kaart.voor(["veilig_thuis"], gemeente_code)] == ["0800-2000"]


def test_veilig_thuis_heet_in_de_regio_naar_de_regio(kaart):
    namen = [kaart.voor(["veilig_thuis"], code(g))[0].naam for g in ("Velsen", "Raalte", "Tilburg")]
    assert namen == ["Veilig Thuis Kennemerland", "Veilig Thuis IJsselland", "Veilig Thuis"]


@pytest.mark.parametrize("soort", SOORTEN_VAN_HET_CONTRACT)
def test_in_elke_gemeente_is_elke_soort_te_vinden_en_nooit_van_een_andere_gemeente(kaart, soort):
    for gemeente in alle_gemeenten().values():
        contacten = kaart.voor([soort], gemeente.code)
        assert contacten, gemeente
        for contact in contacten:
            assert contact.soort_contact in {soort, TERUGVAL.get(soort)}
            assert not contact.gemeenten or gemeente.code in contact.gemeenten
            assert "{" not in contact.naam


@pytest.mark.parametrize("soort", SOORTEN_VAN_HET_CONTRACT)
def test_zonder_gemeente_komen_alleen_landelijke_contacten(kaart, soort):
    contacten = kaart.voor([soort], None)
    assert contacten
    assert all(contact.gemeenten == () for contact in contacten)


def test_een_contact_van_de_gemeente_gaat_voor_de_regio_en_het_land(kaart):
    assert [c.naam for c in kaart.voor(["wijkteam"], code("Haarlem"))] == [
        "Wijkteams Haarlem (Buurts)"
    ]
    assert [c.naam for c in kaart.voor(["wijkteam"], code("Velsen"))] == [
        "Wijkteam of sociaal team van de gemeente Velsen"
    ]
    assert [c.naam for c in kaart.voor(["wijkteam"], None)] == [
        "Wijkteam of sociaal team van je gemeente"
    ]


def test_het_veiligheidshuis_noemt_de_regio(kaart):
    (contact,) = kaart.voor(["zorg_en_veiligheidshuis"], code("Tilburg"))
    assert contact.naam == "Zorg- en Veiligheidshuis in de regio Midden- en West-Brabant"


def test_de_volgorde_van_de_vraag_blijft_en_niets_komt_dubbel(kaart):
    gevraagd = ["politie", "noodnummer", "ggd_meldpunt", "meldpunt_zorgwekkend_gedrag", "politie"]
    contacten = kaart.voor(gevraagd, code("Deventer"))
    assert [c.telefoon for c in contacten] == ["0900-8844", "112", "0800-1205"]


def test_overig_geeft_alle_passende_contacten_met_de_lokale_eerst(kaart):
    soorten = [contact.id for contact in kaart.voor([OVERIG], code("Haarlem"))]
    assert soorten[0] in {
        "opvang-dak-en-thuislozen-haarlem",
        "noodteam-beschermingstafel-kennemerland",
    }
    assert {"meld-misdaad-anoniem", "kindertelefoon"} <= set(soorten)


def test_een_onbekende_soort_of_gemeente_is_een_fout(kaart):
    with pytest.raises(KaartFout, match="brandweer"):
        kaart.voor(["brandweer"], None)
    with pytest.raises(KaartFout, match="GM9999"):
        kaart.voor(["politie"], "GM9999")


@pytest.mark.parametrize("soort", ["ggz", "huisarts"])
def test_een_crisisdienst_krijgt_nooit_een_nummer_maar_gaat_via_de_huisarts(kaart, soort):
    for gemeente in ("Haarlem", "Zwolle", "Utrecht"):
        for contact in kaart.voor([soort], code(gemeente)):
            assert contact.telefoon == ""
            assert "huisartsenpost" in contact.bereikbaar


def test_het_bericht_heeft_de_velden_van_het_contract_en_past_in_json(kaart):
    (contact,) = kaart.voor(["ggd_meldpunt"], code("Zandvoort"))
    bericht = json.loads(json.dumps(contact.als_bericht()))
    assert set(bericht) - {"zekerheid", "niet_voor", "doelgroep", "waarschuwing"} == {
        "id", "soort_contact", "naam", "telefoon", "website", "bereikbaar", "gemeenten", "wanneer",
        "gecontroleerd_op", "bron",
    }  # fmt: skip
    assert bericht["bron"] == {
        "document": "Meldpunt Zorg en Overlast",
        "paragraaf": "",
        "jaar": 2020,
    }
    assert bericht["gecontroleerd_op"] is None
    assert len(bericht["gemeenten"]) == 9


def test_de_regel_zegt_dat_een_officieel_contact_nog_niet_is_nagebeld(kaart):
    regel = kaart.voor(["ggd_meldpunt"], code("Zandvoort"))[0].regel()
    assert "023-515 9998" in regel
    assert "maandag tot en met woensdag van 9.00 tot 17.00 uur" in regel
    assert "Nog niet nagebeld; gevonden in Gemeente Zandvoort" in regel
    assert "\n" not in regel


def test_de_regel_zegt_dat_een_onbevestigd_contact_niet_bij_de_uitgever_is_gecontroleerd(kaart):
    regel = kaart.voor(["verslavingszorg"], code("Zwolle"))[0].regel()
    assert "088 382 28 87" in regel
    assert "niet bij de uitgever gecontroleerd" in regel


def test_de_regel_zegt_het_als_het_nummer_niet_bekend_is(kaart):
    regel = kaart.voor(["zorg_en_veiligheidshuis"], code("Haarlem"))[0].regel()
    assert "nummer niet bekend" in regel
    assert "vraag het via je eigen organisatie of de gemeente" in regel


def test_een_nagevraagd_contact_toont_de_datum(kopie):
    wijzig(kopie / "diensten.csv", "politie-geen-spoed", gecontroleerd_op="2026-01-31")
    contact = SocialeKaart.laad(kopie).voor(["politie"], None)[0]
    assert contact.gecontroleerd_op == date(2026, 1, 31)
    assert contact.als_bericht()["gecontroleerd_op"] == "2026-01-31"
    assert contact.regel().endswith("(Nagevraagd op 31-01-2026.)")


def test_geen_enkel_contact_doet_alsof_het_is_nagevraagd(kaart):
    assert all(contact.gecontroleerd_op is None for contact in kaart.per_id.values())


def test_een_dienst_die_niet_actief_is_wordt_niet_getoond(kopie):
    wijzig(kopie / "diensten.csv", "ggd-meldpunt-kennemerland", status="opgeheven")
    contacten = SocialeKaart.laad(kopie).voor(["ggd_meldpunt"], code("Haarlem"))
    assert [c.telefoon for c in contacten] == ["0800-1205"]


def test_de_kaart_van_het_project_heeft_geen_fouten():
    assert controleer() == []


@pytest.mark.parametrize(
    ("bestand", "sleutel", "velden", "veld", "deel"),
    [
        ("diensten.csv", "112", {"soort_contact": "brandweer"}, "soort_contact", "brandweer"),
        ("diensten.csv", "112", {"id": "113"}, "id", "twee keer"),
        ("diensten.csv", "112", {"id": "Nood 112"}, "id", "kleine letters"),
        ("diensten.csv", "112", {"organisatie_id": "x"}, "organisatie_id", "organisaties.csv"),
        ("diensten.csv", "112", {"bron_id": "x"}, "bron_id", "bronnen.csv"),
        ("diensten.csv", "112", {"zekerheid": "C"}, "zekerheid", "'C'"),
        ("diensten.csv", "112", {"status": "weg"}, "status", "'weg'"),
        ("diensten.csv", "112", {"doelgroep": ""}, "doelgroep", "professional"),
        ("diensten.csv", "112", {"wanneer": ""}, "wanneer", "leeg"),
        ("diensten.csv", "112", {"gecontroleerd_op": "31-1-2026"}, "gecontroleerd_op", "datum"),
        ("diensten.csv", "112", {"gecontroleerd_op": "2999-01-01"}, "gecontroleerd_op", "datum"),
        ("diensten.csv", "halt", {"toegang": ""}, "toegang", "telefoonnummer"),
        ("telefoons.csv", "112-tel-1", {"nummer": "12345"}, "nummer", "12345"),
        ("telefoons.csv", "112-tel-1", {"nummer": "+49 30 123456"}, "nummer", "Nederlands"),
        ("telefoons.csv", "112-tel-1", {"nummer": "bel ons"}, "nummer", "Nederlands"),
        ("telefoons.csv", "112-tel-1", {"dienst_id": "x"}, "dienst_id", "diensten.csv"),
        ("openingstijden.csv", "112-tijd-1", {"dagen": "maandag"}, "dagen", "ma;di"),
        ("openingstijden.csv", "112-tijd-1", {"sluit": "25:00"}, "sluit", "25:00"),
        ("openingstijden.csv", "112-tijd-1", {"opent": "24:00"}, "sluit", "na opent"),
        ("openingstijden.csv", "112-tijd-1", {"op_feestdagen": "vrij"}, "op_feestdagen", "vrij"),
        (
            "openingstijden.csv",
            "ggd-meldpunt-kennemerland-tijd-2",
            {"op_feestdagen": "open"},
            "op_feestdagen",
            "hetzelfde",
        ),
        ("telefoons.csv", "113-tel-2", {"omschrijving": "crisislijn"}, "nummer", "huisarts"),
        ("locaties.csv", "113-chat", {"soort": "chat"}, "soort", "virtueel"),
        ("locaties.csv", "113-chat", {"url": "113.nl"}, "url", "https://"),
        ("functies.csv", "procesregisseur", {"functie": ""}, "functie", "leeg"),
        ("functies.csv", "procesregisseur", {"dienst_id": "x"}, "dienst_id", "diensten.csv"),
        ("bronnen.csv", "S1", {"jaar": "ooit"}, "jaar", "ooit"),
        ("werkgebieden.csv", "zvh-ijsselland", {"gemeente_code": "GM1"}, "gemeente_code", "GM1"),
        ("werkgebieden.csv", "zvh-ijsselland", {"regio_code": "VR12"}, "regio_code", "VR04"),
    ],
)
def test_een_fout_in_de_tabellen_noemt_bestand_regel_en_veld(
    kopie, bestand, sleutel, velden, veld, deel
):
    wijzig(kopie / bestand, sleutel, **velden)
    fouten = [fout for fout in controleer(kopie) if fout.startswith(f"{bestand}, regel ")]
    assert any(f"veld {veld}: " in fout and deel in fout for fout in fouten), controleer(kopie)
    with pytest.raises(KaartFout, match=bestand):
        SocialeKaart.laad(kopie)


def test_een_soort_zonder_landelijk_contact_is_een_fout(kopie):
    wijzig(kopie / "diensten.csv", "halt", status="opgeheven")
    assert any("halt heeft geen contact" in fout for fout in controleer(kopie))


def test_een_ontbrekende_kolom_of_bestand_is_een_fout(kopie):
    pad = kopie / "telefoons.csv"
    pad.write_text(pad.read_text(encoding="utf-8").replace("nummer", "tel", 1), encoding="utf-8")
    assert controleer(kopie) == ["telefoons.csv, regel 1, veld nummer: deze kolom ontbreekt."]
    pad.unlink()
    assert "telefoons.csv" in controleer(kopie)[0]


def test_een_regel_met_te_weinig_velden_is_een_fout(kopie):
    with (kopie / "organisaties.csv").open("a", encoding="utf-8") as stroom:
        stroom.write("alleen-een-id\n")
    assert "precies 3 velden" in controleer(kopie)[0]
