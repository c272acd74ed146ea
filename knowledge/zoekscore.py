"""Hoe goed een artikel bij een vraag past: een gewogen som van vijf maten.

De gewichten zijn gemeten, niet gekozen: zie docs/adr/0021-zoeken-in-de-kennis.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

REEKS = 4  # letters per reeks


@dataclass(frozen=True)
class Delen:
    """De maten voor een vraag en een artikel; hoger is beter.

    Attributes:
        bm25: BM25 van FTS5 over woordstammen, gedeeld door het gewicht van de vraag.
        dekking: deel van het gewicht van de vraag dat in het artikel staat, 0 tot 1.
        vraag: overlap in stammen met de vraag bij het artikel die er het meest op lijkt, 0 tot 1.
        letters_vraag: overlap in letterreeksen met die vraag, 0 tot 1; vangt vormen van een woord,
            delen van een samenstelling en tikfouten.
        letters_tekst: deel van de letterreeksen van de vraag dat in de tekst staat, 0 tot 1.
    """

    bm25: float
    dekking: float
    vraag: float
    letters_vraag: float
    letters_tekst: float


GEWICHT = Delen(bm25=0.8, dekking=3.6, vraag=1.8, letters_vraag=3.0, letters_tekst=3.5)


def score(delen: Delen) -> float:
    """Geef de gewogen som van de maten."""
    return (
        GEWICHT.bm25 * delen.bm25
        + GEWICHT.dekking * delen.dekking
        + GEWICHT.vraag * delen.vraag
        + GEWICHT.letters_vraag * delen.letters_vraag
        + GEWICHT.letters_tekst * delen.letters_tekst
    )


def letterreeksen(woorden: Iterable[str]) -> frozenset[str]:
    """Geef alle reeksen van vier letters; begin en eind van een woord tellen als teken mee."""
    reeksen: set[str] = set()
    for woord in woorden:
        rand = f"_{woord}_"
        reeksen.update(rand[plek : plek + REEKS] for plek in range(max(1, len(rand) - REEKS + 1)))
    return frozenset(reeksen)


def overlap(een: frozenset[str], ander: frozenset[str]) -> float:
    """Geef de overlap (Dice) van twee verzamelingen, 0 tot 1."""
    return 2 * len(een & ander) / (len(een) + len(ander)) if een and ander else 0.0
