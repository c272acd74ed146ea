"""De ladder van een regio: dezelfde stappen in de tekst en in de tekening."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from knowledge.ladder import BESTAND, ladder, lees, namen, teken
from knowledge.ladder_svg import Trede, als_svg
from knowledge.yamlbestand import BestandFout

SVG = "{http://www.w3.org/2000/svg}"
BREEDSTE_LETTER, BREEDSTE_VETTE_LETTER = (
    0.62,
    0.7,
)  # gemeten aan DejaVu Sans, als deel van de hoogte


def _lees(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - eigen tekening


def _vakken(svg: str) -> list[tuple[float, float, float, float]]:
    """De vakken (links, boven, rechts, onder) van alle teksten, ruim geschat."""
    vakken = []
    for tekst in _lees(svg).iter(f"{SVG}text"):
        hoog = float(tekst.get("font-size", 0))
        letter = BREEDSTE_VETTE_LETTER if tekst.get("font-weight") else BREEDSTE_LETTER
        breed = len(tekst.text or "") * hoog * letter
        links = float(tekst.get("x", 0)) - (breed / 2 if tekst.get("text-anchor") else 0)
        onder = float(tekst.get("y", 0)) + 0.2 * hoog
        vakken.append((links, onder - hoog, links + breed, onder))
    return vakken


@pytest.mark.parametrize(
    ("regio", "stap", "document"),
    [
        ("VR12", "Ketenregiegroep", "S2"),
        ("VR04", "Opschaling", "S3"),
        (None, "Landelijk", "S1"),
        ("VR23", "Landelijk", "S1"),
    ],
)
def test_elke_regio_heeft_haar_eigen_ladder_en_anders_de_landelijke(regio, stap, document):
    gevonden = ladder(regio)
    assert any(stap in trede.naam for trede in gevonden.treden)
    assert gevonden.bron.document == document


def test_kennemerland_gaat_van_casusoverleg_via_de_ketenregiegroep_naar_de_burgemeester():
    regels = ladder("VR12").tekst().splitlines()
    assert "casusoverleg" in regels[1]
    assert "Ketenregiegroep" in regels[2]
    assert "Burgemeester en/of directeur Publieke Gezondheid" in regels[3]
    assert "na overleg" in regels[3]
    assert "Koers en sturing" in regels[-1]


@pytest.mark.parametrize("naam", namen())
def test_de_tekening_bevat_elke_stap_voor_het_oog_en_voor_een_schermlezer(naam):
    svg = _lees(teken(naam))
    zichtbaar = " ".join(tekst.text or "" for tekst in svg.iter(f"{SVG}text"))
    voorgelezen = svg.findtext(f"{SVG}desc") or ""
    for nummer, trede in enumerate(ladder(naam).treden, start=1):
        assert f"{nummer} {trede.naam}" in zichtbaar
        assert trede.wanneer in zichtbaar
        assert trede.tekst() in voorgelezen
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "titel beschrijving"
    assert svg.findtext(f"{SVG}title") == ladder(naam).titel


@pytest.mark.parametrize("naam", namen())
def test_in_de_tekening_staat_geen_tekst_over_een_andere_of_buiten_het_vlak(naam):
    svg = teken(naam)
    _, _, breed, hoog = map(float, _lees(svg).get("viewBox", "").split())
    assert breed == 320
    vakken = _vakken(svg)
    for links, boven, rechts, onder in vakken:
        assert links >= 0
        assert rechts <= breed
        assert boven >= 0
        assert onder <= hoog
    for een, ander in combinations(vakken, 2):
        naast = een[2] <= ander[0] or ander[2] <= een[0]
        onder_elkaar = een[3] <= ander[1] or ander[3] <= een[1]
        assert naast or onder_elkaar, (een, ander)


@pytest.mark.parametrize("naam", namen())
def test_de_tekening_haalt_niets_van_buiten_en_voert_niets_uit(naam):
    svg = teken(naam)
    zonder_naamruimte = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|url\(|@import|<script|\son\w+=|href", zonder_naamruimte)


def test_de_tekening_staat_ook_zonder_stijlregels_donker_op_licht():
    svg = re.sub(r"<style>.*</style>", "", teken("VR12"))
    assert all(tekst.get("fill") == "#1b2733" for tekst in _lees(svg).iter(f"{SVG}text"))
    assert _lees(svg).find(f"{SVG}rect").get("fill") == "#ffffff"


def test_tekens_met_een_betekenis_in_xml_blijven_tekst():
    svg = als_svg("A & B", "<x>", [Trede("zorg & straf", "als 1 < 2"), Trede("b")], "bron")
    assert "zorg & straf" in " ".join(_lees(svg).itertext())


def test_de_afbeelding_noemt_een_naam_die_er_is_en_alle_stappen():
    afbeelding = ladder("VR12").als_afbeelding()
    assert afbeelding["naam"] in namen()
    assert all(trede.tekst() in afbeelding["alt"] for trede in ladder("VR12").treden)


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ("landelijk:\n", "land:\n", "'landelijk' ontbreekt"),
        ("    - naam: Individueel casusoverleg (ICO)\n", "    - wie: ICO\n", "'naam' ontbreekt"),
        ("  titel: Opschalen in IJsselland\n", "", "'titel' ontbreekt"),
    ],
)
def test_een_fout_in_het_bestand_noemt_regel_en_veld(tmp_path, oud, nieuw, woord):
    pad = tmp_path / "ladders.yml"
    pad.write_text(BESTAND.read_text(encoding="utf-8").replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(BestandFout, match=woord) as fout:
        lees(pad)
    assert str(fout.value).startswith("ladders.yml, regel ")


def test_een_ladder_van_een_stap_is_geen_ladder(tmp_path):
    pad = tmp_path / "ladders.yml"
    pad.write_text(
        "landelijk:\n  titel: a\n  bron: {document: S1, paragraaf: '5.6'}\n"
        "  stappen: [{naam: b}]\n",
        encoding="utf-8",
    )
    with pytest.raises(BestandFout, match="twee of meer"):
        lees(pad)


@pytest.mark.parametrize("naam", ["", "VR99", "vr12", "Kennemerland"])
def test_een_onbekende_naam_valt_niet_terug_op_de_landelijke_ladder(naam: str) -> None:
    with pytest.raises(KeyError):
        ladder(naam)


def test_een_bestaande_regio_zonder_eigen_ladder_krijgt_de_landelijke() -> None:
    assert ladder("VR01") is ladder(None) is ladder("landelijk")
