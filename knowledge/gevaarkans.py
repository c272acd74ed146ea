"""De geleerde kans dat een bericht over gevaar van nu gaat.

Het model is een lijst kenmerken met een gewicht (`lexicon/gevaarmodel.tsv`), gemaakt door
`bot/nlu/gevaarleren.py`. Rekenen is optellen; per woord wordt de uitkomst onthouden.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.gevaarkenmerken import FAMILIES, letters, losse, naast_elkaar, paren
from knowledge.lexiconbestand import MAP
from knowledge.yamlbestand import BestandFout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.gevaarsamenhang import Samenhang
    from knowledge.taal import Woord

BESTAND = MAP / "gevaarmodel.tsv"
# Zo telt een los bekend stukje in een verder onbekend bericht niet meteen zwaar.
DEMPING = 500.0
_VELDEN = 4


class Gewicht(NamedTuple):
    """Hoe zeldzaam een kenmerk is en hoe zwaar het telt."""

    zeldzaam: float
    gewicht: float


class Kansmodel(NamedTuple):
    """Het geladen model.

    Attributes:
        vingerafdruk: waaruit het geleerd is.
        basis: de uitkomst zonder kenmerken.
        families: per familie de kenmerken met hun gewicht.
    """

    vingerafdruk: str
    basis: float
    families: dict[str, dict[str, Gewicht]]


class Kansen(NamedTuple):
    """De kans voor het hele bericht, en de hoogste voor een deel ervan met begin en eind."""

    geheel: float
    deel: float
    begin: int
    eind: int

    @property
    def hoogste(self) -> float:
        """De hoogste van de twee."""
        return max(self.geheel, self.deel)


def kansen(alle: Sequence[Woord], samenhang: Samenhang) -> Kansen:
    """Bereken de kans op gevaar nu, van het geheel en van elk tweetal zinnen."""
    normen = [woord.norm for woord in alle]
    geheel = kans(normen, samenhang.vlaggen(0, len(normen)))
    stukken = samenhang.stukken()
    if len(stukken) < 2:  # noqa: PLR2004 - een enkel tweetal is het geheel
        return Kansen(geheel, geheel, 0, len(normen))
    deel, begin, eind = max(
        (kans(normen[begin:eind], samenhang.vlaggen(begin, eind)), begin, eind)
        for begin, eind in stukken
    )
    return Kansen(geheel, deel, begin, eind)


def kans_van_zin(alle: Sequence[Woord], samenhang: Samenhang, plek: int) -> float:
    """De kans op gevaar nu van alleen de zin met dit woord, met of zonder de vraag erachter."""
    return max(
        kans([woord.norm for woord in alle[begin:eind]], samenhang.vlaggen(begin, eind))
        for begin, eind in (samenhang.zin(plek), samenhang.voor_de_vraag(plek))
    )


def kans(normen: Sequence[str], vlaggen: set[str]) -> float:
    """De kans, van 0 tot 1, dat deze woorden met deze vlaggen over gevaar nu gaan."""
    model = kansmodel()
    som = model.basis
    som += _geschaald(_van_woord(norm) for norm in losse(normen))
    som += _geschaald(_van_paar(links, rechts) for links, rechts in naast_elkaar(normen))
    gewichten = model.families["vlaggen"]
    som += sum(gewichten[vlag].gewicht for vlag in vlaggen if vlag in gewichten)
    return 1 / (1 + math.exp(-som))


def _geschaald(delen: Iterable[Gewicht]) -> float:
    """Tel de gewichten op, geschaald op lengte: een lang bericht mag niet door lengte winnen."""
    lengte = DEMPING
    som = 0.0
    for zeldzaam, gewicht in delen:
        lengte += zeldzaam
        som += gewicht
    return som / math.sqrt(lengte)


@lru_cache(maxsize=20_000)
def _van_woord(norm: str) -> Gewicht:
    return _samen(kansmodel().families["letters"], letters(norm))


@lru_cache(maxsize=20_000)
def _van_paar(links: str, rechts: str) -> Gewicht:
    return _samen(kansmodel().families["paren"], paren(links, rechts))


def _samen(gewichten: dict[str, Gewicht], kenmerken: Sequence[str]) -> Gewicht:
    """De som van de gewichten en het kwadraat van de lengte van een rij kenmerken."""
    bekend = [gewichten[kenmerk] for kenmerk in kenmerken if kenmerk in gewichten]
    return Gewicht(
        sum(zeldzaam * zeldzaam for zeldzaam, _ in bekend),
        sum(zeldzaam * gewicht for zeldzaam, gewicht in bekend),
    )


@cache
def kansmodel() -> Kansmodel:
    """Het model van dit project, één keer geladen.

    Raises:
        BestandFout: het bestand is niet goed.
    """
    return laad(BESTAND)


def laad(pad: Path) -> Kansmodel:
    """Lees een model.

    Raises:
        BestandFout: een regel is niet goed; de tekst noemt bestand, regel en veld.
    """
    kop, *regels = pad.read_text(encoding="utf-8").splitlines()
    vingerafdruk, basis = _kop(pad, kop)
    families: dict[str, dict[str, Gewicht]] = {naam: {} for naam in FAMILIES}
    for nummer, regel in enumerate(regels, start=2):
        velden = regel.split("\t")
        if len(velden) != _VELDEN or velden[0] not in families:
            raise BestandFout(f"{pad.name}, regel {nummer}: verwacht familie en drie velden.")
        familie, kenmerk, *getallen = velden
        families[familie][kenmerk] = Gewicht(*_getallen(pad, nummer, getallen))
    return Kansmodel(vingerafdruk, basis, families)


def _kop(pad: Path, kop: str) -> tuple[str, float]:
    velden = kop.split("\t")
    if len(velden) != _VELDEN or velden[0] != "uit" or velden[2] != "basis":
        raise BestandFout(f"{pad.name}, regel 1: verwacht de velden 'uit' en 'basis'.")
    return velden[1], _getallen(pad, 1, velden[3:])[0]


def _getallen(pad: Path, nummer: int, velden: Sequence[str]) -> list[float]:
    try:
        return [float(veld) for veld in velden]
    except ValueError as fout:
        raise BestandFout(f"{pad.name}, regel {nummer}, veld 'gewicht': {fout}.") from fout
