"""Vragen waarop geen bron antwoord geeft, als tegenwicht bij het zoeken.

Ze staan in `knowledge/onbeantwoord.yml`. Lijkt een vraag meer op een van deze vragen dan op de
vragen bij het gevonden artikel, dan is 'dat weet ik niet' het goede antwoord.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import lexiconbestand
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van
from knowledge.zoekscore import letterreeksen, overlap
from knowledge.zoektaal import zonder_accenten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.artikelen import Artikel

BESTAND = Path(__file__).with_name("onbeantwoord.yml")
# Gemeten (docs/adr/0021): zo veel meer, en zo veel op zichzelf, moet een vraag erop lijken.
MARGE, MINSTENS = 0.05, 0.35
WOORD = re.compile(r"[a-z0-9]+")


def lijkt_onbeantwoord(vraag: str, artikel: Artikel) -> bool:
    """Zeg of een vraag meer op een vraag zonder antwoord lijkt dan op de vragen bij het artikel.

    Alle woorden tellen, ook `wie is nu` en `hoe lang`: juist die maken hier het verschil.
    """
    letters = _letters(vraag)
    zonder = max(overlap(letters, reeks) for reeks in _zonder_antwoord())
    return zonder >= MINSTENS and zonder > gelijkenis(vraag, artikel) + MARGE


def gelijkenis(vraag: str, artikel: Artikel) -> float:
    """Geef de gelijkenis met de vraag bij het artikel die er het meest op lijkt, 0 tot 1."""
    letters = _letters(vraag)
    return max(overlap(letters, reeks) for reeks in _van_artikel(artikel))


@cache
def onbeantwoord() -> Mapping[str, tuple[str, ...]]:
    """Geef per onderwerp de vragen zonder antwoord, een keer gelezen.

    Raises:
        BestandFout: het bestand klopt niet; de zin noemt bestand, regel en veld.
    """
    return lees_onbeantwoord(BESTAND)


def lees_onbeantwoord(pad: Path) -> dict[str, tuple[str, ...]]:
    """Lees en controleer een bestand met onderwerpen.

    Raises:
        BestandFout: een veld ontbreekt of is onbekend, of een onderwerp staat er twee keer.
    """
    inhoud = lees_yaml(pad)
    controleer_velden(pad, inhoud, ("onderwerpen",))
    gelezen: dict[str, tuple[str, ...]] = {}
    for knoop in inhoud["onderwerpen"]:
        controleer_velden(pad, knoop, ("onderwerp", "vragen"))
        titel = lexiconbestand.tekst(pad, knoop, "onderwerp")
        if titel in gelezen:
            regel = regel_van(knoop, "onderwerp")
            raise BestandFout(f"{pad.name}, regel {regel}, veld 'onderwerp': staat er twee keer.")
        gelezen[titel] = tuple(vraag for _, vraag in lexiconbestand.regels(pad, knoop, "vragen"))
    return gelezen


def _letters(tekst: str) -> frozenset[str]:
    return letterreeksen(WOORD.findall(zonder_accenten(tekst)))


@cache
def _zonder_antwoord() -> tuple[frozenset[str], ...]:
    return tuple(_letters(vraag) for vragen in onbeantwoord().values() for vraag in vragen)


@lru_cache(maxsize=2048)
def _van_artikel(artikel: Artikel) -> tuple[frozenset[str], ...]:
    return tuple(map(_letters, (*artikel.vragen, artikel.titel)))
