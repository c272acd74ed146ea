"""Patronen zoeken met spaCy: waar ze passen, en wat er van de tekst achterblijft."""

import pytest

from knowledge.patroon import ontleed
from knowledge.taal import woorden
from knowledge.woordzoeker import Woordzoeker

_BEGRIPPEN = {"delict": (("diefstal",), ("open", "geweld"))}


def _gevonden(patroon: str, tekst: str) -> list[str]:
    zoeker = Woordzoeker([("x", delen) for delen in ontleed(patroon, _BEGRIPPEN)], ("geen",))
    alle = woorden(tekst)
    return [
        " ".join(woord.norm for woord in alle[begin:eind]) for _, begin, eind in zoeker.zoek(alle)
    ]


@pytest.mark.parametrize(
    ("patroon", "tekst", "verwacht"),
    [
        ("@delict", "Diefstal en open geweld.", ["diefstal", "open geweld"]),
        ("steelt .. fiets*", "Hij steelt elke dag twee fietsen", ["steelt elke dag twee fietsen"]),
        ("steelt .. fiets*", "Hij steelt geen fietsen", []),
        ("steelt .. fiets*", "Hij steelt. Fietsen", []),
        ("fiets* & steelt", "Fietsen zijn wat hij steelt", ["fietsen zijn wat hij steelt"]),
        ("is al? gestolen", "fiets is al gestolen", ["is al gestolen"]),
        (
            "open|@delict gezien",
            "open geweld gezien en open gezien",
            ["open geweld gezien", "open gezien"],
        ),
        ("steelt .. fiets*", "steelt een fiets en fietsen", ["steelt een fiets"]),
        ("steelt & fiets* & weer", "weer steelt hij een fiets", ["weer steelt hij een fiets"]),
    ],
)
def test_een_patroon_past_binnen_de_zin(patroon, tekst, verwacht):
    assert _gevonden(patroon, tekst) == verwacht


def test_woorden_van_een_gebruiker_blijven_niet_achter_in_de_woordenschat():
    zoeker = Woordzoeker([("x", delen) for delen in ontleed("steelt", {})], ())
    zoeker.zoek(woorden("Qwertziaan steelt op de Zebrapadlaan"))
    assert "qwertziaan" not in zoeker.vocab.strings


@pytest.mark.parametrize(
    ("patroon", "tekst", "verwacht"),
    [
        ("steelt & fiets*", "hij steelt " + "wel " * 9 + "een fiets", 1),
        ("steelt & fiets*", "hij steelt " + "wel " * 10 + "een fiets", 0),
        ("steelt ... fiets*", "hij steelt " + "wel " * 8 + "fietsen", 1),
        ("steelt ... fiets*", "hij steelt " + "wel " * 9 + "fietsen", 0),
    ],
)
def test_een_wijd_gat_heeft_een_grens(patroon, tekst, verwacht):
    assert len(_gevonden(patroon, tekst)) == verwacht


def test_herhaalde_woorden_zonder_het_derde_deel_geven_geen_treffer():
    assert _gevonden("steelt & fiets* & weer", "steelt fiets steelt fiets " * 100) == []
