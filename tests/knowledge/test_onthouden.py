"""Wat van woorden onthouden wordt, blijft klein: ook bij berichten vol onzin of één lang woord."""

from __future__ import annotations

import random
import string
import sys
import tracemalloc

from knowledge.betekenis import vector
from knowledge.gevaarkans import kans
from knowledge.probleemkans import kansen, probleemkop
from knowledge.taal import LANGSTE_WOORD, norm, woorden
from knowledge.zoektaal import woorden as zoekwoorden

BYTES_PER_WOORD = 2_500


def _verzonnen(aantal: int) -> list[str]:
    toeval = random.Random(2026)  # noqa: S311 - dezelfde woorden bij elke keer
    letters = string.ascii_lowercase
    return ["".join(toeval.choices(letters, k=toeval.randint(4, 9))) for _ in range(aantal)]


def _vergeet_woorden() -> None:
    """Maak alles leeg wat een begrensd aantal uitkomsten onthoudt."""
    for naam, module in tuple(sys.modules.items()):
        if naam.startswith("knowledge."):
            for ding in vars(module).values():
                instelling = getattr(ding, "cache_parameters", None)
                if instelling and instelling()["maxsize"]:
                    ding.cache_clear()


def test_een_nieuw_woord_kost_weinig_geheugen():
    lijst = _verzonnen(800)
    # Wat één keer geladen wordt, hoort niet bij een woord.
    probleemkop()
    vector("een gewone zin vooraf")
    kansen("een gewone zin vooraf")
    kans(["een", "gewone", "zin"], set())
    # Andere toetsen vulden al: anders telt het groeien van een bijna volle lijst hier mee.
    _vergeet_woorden()
    tracemalloc.start()
    voor = tracemalloc.get_traced_memory()[0]
    for plek in range(0, len(lijst), 200):
        stuk = lijst[plek : plek + 200]
        kansen(" ".join(stuk))
        kans(stuk, set())
    erbij = tracemalloc.get_traced_memory()[0] - voor
    tracemalloc.stop()

    assert erbij / len(lijst) < BYTES_PER_WOORD


def test_een_eindeloos_woord_wordt_niet_onthouden_en_begin_en_eind_kloppen():
    lang = "".join(_verzonnen(3_000))
    tekst = f"man {lang} mes"

    gevonden = woorden(tekst)

    assert [woord.norm for woord in gevonden] == ["man", lang[:LANGSTE_WOORD], "mes"]
    assert tekst[gevonden[1].begin : gevonden[1].eind] == lang
    assert norm("help" + "p" * 500) == "help"
    assert max(map(len, zoekwoorden(tekst))) <= LANGSTE_WOORD
