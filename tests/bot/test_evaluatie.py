"""De meting van het verstaan: tellen, vergelijken met de vorige keer, bewaren en tekenen."""

from __future__ import annotations

import pytest

from bot.evaluatie import tekening, verslag
from bot.evaluatie.bedoelingen import meet_bedoelingen, meet_gevaar
from bot.evaluatie.casussen import meet
from bot.evaluatie.problemen import meet_routes
from knowledge.triage import CRITERIA

ZINNEN = {"groet": ["hoi", "dag"], "stop": ["stop"], "buiten_bereik": ["weer", "mop"]}
HERKEND = {"hoi": "groet", "dag": "stop", "stop": "stop", "weer": "kennis", "mop": "nlu_fallback"}
CASUS = {
    "id": 1,
    "tekst": "Ik heb een lastige vent.",
    "gemeente": "Zwolle",
    "uitkomst": "twijfel",
    "ook_goed": [],
    "criteria": dict.fromkeys(CRITERIA, "onbekend"),
    "soort_contact_goed": [],
}
ROUTE = {"tekst": "gezin met huurschuld in Zwolle, wie helpt", "goed": ["schuldhulpverlening"]}


@pytest.fixture
def bedoelingen():
    return meet_bedoelingen(ZINNEN, HERKEND.__getitem__)


@pytest.fixture
def cijfers(bedoelingen):
    gevaar = {"proef": meet_gevaar(["brand", "mes"], ["mop"], lambda zin: zin == "brand")}
    return verslag.cijfers(bedoelingen, gevaar, meet([CASUS]), meet_routes([ROUTE]))


def test_per_bedoeling_telt_de_meting_goed_en_verward(bedoelingen):
    assert bedoelingen.nauwkeurigheid == pytest.approx(2 / 5)
    assert bedoelingen.f1("stop") == pytest.approx(2 / 3)
    assert (("groet", "stop"), 1) in bedoelingen.verward
    assert ("dag", "groet", "stop") in bedoelingen.fouten


def test_buiten_bereik_dat_niet_herkend_wordt_is_niet_ten_onrechte_aangenomen(bedoelingen):
    assert bedoelingen.ten_onrechte_aangenomen == 1


def test_het_verslag_noemt_gevaar_triage_en_vragen(cijfers):
    assert cijfers["proef: gevonden"] == 0.5
    assert cijfers["proef: gemist van 2"] == 1
    assert cijfers["proef: vals alarm van 1"] == 0
    assert cijfers["triage: goed na de vragen"] == 1
    assert cijfers["triage: vragen per casus, mediaan"] > 0


def test_het_verslag_noemt_hoe_vaak_het_eerste_contact_klopt(cijfers):
    fout = meet_routes([{**ROUTE, "goed": ["halt"]}])

    assert cijfers["routes: eerste contact goed"] == 1
    assert cijfers["routes: gevraagd bij twijfel"] == 0
    assert fout.fouten == [(ROUTE["tekst"], "schuldhulpverlening")]


@pytest.mark.parametrize(
    ("naam", "nu", "eerder", "woord"),
    [
        ("bedoelingen: goed", 0.90, 0.95, "SLECHTER (-0.050)"),
        ("bedoelingen: goed", 0.97, 0.95, "beter (+0.020)"),
        ("verse berichten: gemist van 44", 5, 3, "SLECHTER (+2.000)"),
        ("verse berichten: vals alarm van 46", 1, 3, "beter (-2.000)"),
        ("triage: vragen per casus, mediaan", 5, 4, "SLECHTER (+1.000)"),
        ("bedoelingen: goed", 0.95, 0.95, "gelijk"),
        ("bedoelingen: goed", 0.95, None, "nieuw"),
    ],
)
def test_slechter_heet_slechter(naam, nu, eerder, woord):
    assert verslag.verschil(naam, nu, eerder) == woord


def test_een_slechtere_meting_staat_als_slechter_in_de_tabel(cijfers, tmp_path):
    beter = {**cijfers, "bedoelingen: goed": cijfers["bedoelingen: goed"] + 0.1}
    verslag.bewaar({"datum": "2026-11-01", "commit": "a", "cijfers": beter}, tmp_path)
    eerder = verslag.vorige(tmp_path)["cijfers"]

    slechter = [regel for regel in verslag.tabel(cijfers, eerder) if "SLECHTER" in regel]
    assert [regel.split("  ")[0].strip() for regel in slechter] == ["bedoelingen: goed"]


def test_de_geschiedenis_groeit_en_wordt_getekend(bedoelingen, cijfers, tmp_path):
    assert verslag.geschiedenis(tmp_path) == []
    for nummer in range(2):
        datum = f"2026-11-0{nummer + 1}"
        verslag.bewaar({"datum": datum, "commit": "abc", "cijfers": cijfers}, tmp_path)
    verslagen = verslag.geschiedenis(tmp_path)
    tekening.teken_verloop(verslagen, tmp_path / tekening.VERLOOP)
    tekening.teken_verwarring(bedoelingen, tmp_path / tekening.VERWARRING)

    assert [eerder["datum"] for eerder in verslagen] == ["2026-11-01", "2026-11-02"]
    assert all(
        (tmp_path / naam).stat().st_size > 1000 for naam in ("verloop.png", "verwarring.png")
    )
