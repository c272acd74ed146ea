"""Een eerder antwoord verbeteren door het te noemen; bij twijfel verandert er niets."""

from __future__ import annotations

import pytest

from knowledge.genoemd import (
    genoemde_vraag,
    lees_verbeteringen,
    ontkent_wat_volgt,
    wil_verbeteren,
    wil_verder_met,
)
from knowledge.vragenlijst import ONBEKEND
from knowledge.vragenlijst_bestand import vragenlijst

BEANTWOORD = frozenset({"gemeente", "zorgcomponent", "veiligheidscomponent", "systeem"})


@pytest.fixture
def triage():
    return vragenlijst("triage")


def _waarden(lijst, tekst, laatste=None):
    gevonden = lees_verbeteringen(lijst, tekst, BEANTWOORD, laatste)
    return {v.vraag: v.antwoord.waarde if v.antwoord else None for v in gevonden}


@pytest.mark.parametrize(
    ("tekst", "waarden"),
    [
        ("de zorgkant moet toch nee zijn", {"zorgcomponent": "nee"}),
        ("zet veiligheid op ja", {"veiligheidscomponent": "ja"}),
        ("wacht, zorg is nee en veiligheid is ja",
         {"zorgcomponent": "nee", "veiligheidscomponent": "ja"}),
        ("zorg moet weet ik niet zijn", {"zorgcomponent": ONBEKEND}),
        ("zorg klopt niet", {"zorgcomponent": None}),
    ],
)  # fmt: skip
def test_een_genoemd_antwoord_wordt_verbeterd(triage, tekst, waarden):
    assert _waarden(triage, tekst) == waarden


@pytest.mark.parametrize(
    "tekst",
    [
        "hij krijgt zorg",
        "toch wil de zorg hem niet meer helpen",
        "ja",
        "de gewone weg moet toch nee zijn",
    ],
)
def test_wat_niet_duidelijk_of_niet_beantwoord_is_verandert_niets(triage, tekst):
    assert _waarden(triage, tekst) == {}


def test_een_los_teruggenomen_antwoord_gaat_over_de_laatste_vraag(triage):
    assert _waarden(triage, "nee wacht, toch ja", "systeem") == {"systeem": "ja"}
    assert _waarden(triage, "nee wacht, toch ja") == {}


@pytest.mark.parametrize("tekst", ["wacht", "dat klopt niet", "ik bedoelde Velsen"])
def test_terugnemen_is_te_horen(tekst):
    assert wil_verbeteren(tekst)


def test_gewoon_antwoorden_is_geen_terugnemen():
    assert not wil_verbeteren("ja hoor, al maanden")


def test_de_langste_naam_wint(triage):
    vraag = genoemde_vraag(triage, "de gemeente")
    assert vraag is not None
    assert vraag.id == "gemeente"
    assert genoemde_vraag(triage, "goedemorgen") is None


def test_verder_met_een_vragenlijst_die_wacht(triage):
    assert wil_verder_met("eerst de triage afmaken", triage)
    assert not wil_verder_met("de triage", triage)
    assert not wil_verder_met("verder", triage)


@pytest.mark.parametrize(
    ("begin", "ontkend"),
    [
        ("hij woont in Zwartsluis, niet in ", True),
        ("nee, niet meer in ", True),
        ("hij woont in ", False),
        ("ik weet niet zeker of hij in ", False),
    ],
)
def test_een_ontkenning_vlak_ervoor_telt_voor_wat_volgt(begin, ontkend):
    assert ontkent_wat_volgt(begin) is ontkend
