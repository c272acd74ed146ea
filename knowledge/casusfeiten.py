"""Feiten uit een casus: leefgebieden, ketens, gedrag, zorg, omgeving, aanpak en gebied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.casuscontext import Zinsverband
from knowledge.casuslexicon import CONTEXT, casuslexicon
from knowledge.taal import Woord

KETEN = "keten"
VAST = "vast"
AANPAK = "aanpak"
LEEFGEBIED = "leefgebied"
LOOPT_VAST = frozenset({"uitgesloten", "afgewezen", "gestopt", "geen_bereik", "geen_effect"})
_OPSOMMING = 4
_ERVOOR = 12
_ERNA = 5


@dataclass(frozen=True)
class Feit:
    """Iets wat de tekst zegt, met de plek waar dat staat.

    Attributes:
        soort: `leefgebied`, `keten`, `gedrag`, `zorg`, `omgeving`, `aanpak`, `gebied`, `persoon`,
            of `vast`: een keten die volgens de tekst vastloopt.
        waarde: wat er gevonden is, zoals `wonen` of `straf`.
        begin: plaats van het eerste teken in de tekst.
        eind: plaats na het laatste teken.
        zin: het nummer van de zin.
        woorden: de gevonden woorden, in vergelijkbare vorm.
        ontkend: de tekst zegt dat het juist niet zo is.
        tijd: `nu` of `vroeger`.
        onzeker: de verteller weet het zelf niet.
    """

    soort: str
    waarde: str
    begin: int
    eind: int
    zin: int
    woorden: str
    ontkend: bool = False
    tijd: str = "nu"
    onzeker: bool = False

    @property
    def geldt(self) -> bool:
        """Of het feit nu speelt: niet ontkend, niet vroeger en niet onzeker."""
        return not (self.ontkend or self.onzeker) and self.tijd == "nu"


class _Vondst(NamedTuple):
    feit: Feit
    begin: int
    eind: int


def lees_feiten(alle: Sequence[Woord], lemmas: Sequence[str] = ()) -> tuple[Feit, ...]:
    """Zoek alle feiten in een tekst, met hun ontkenning, tijd en zekerheid.

    Args:
        alle: de woorden van de tekst (`knowledge.taal.woorden`).
        lemmas: per woord het lemma (`knowledge.taalmodel.lemmas`), of leeg.
    """
    lexicon = casuslexicon()
    treffers = lexicon.zoeker.zoek(alle, lemmas)
    verband = Zinsverband(lexicon, alle, treffers)
    vondsten = [
        _Vondst(_feit(soort, waarde, alle[begin:eind], verband, (begin, eind)), begin, eind)
        for (soort, waarde), begin, eind in treffers
        if soort != CONTEXT and not (soort == KETEN and verband.over_verteller(begin))
    ]
    return tuple(v.feit for v in vondsten) + _vastgelopen(vondsten)


def _feit(
    soort: str, waarde: str, stuk: Sequence[Woord], verband: Zinsverband, plek: tuple[int, int]
) -> Feit:
    begin, eind = plek
    return Feit(
        soort,
        waarde,
        stuk[0].begin,
        stuk[-1].eind,
        verband.zin(begin),
        " ".join(woord.norm for woord in stuk),
        ontkend=verband.ontkend(begin, eind),
        tijd="vroeger" if verband.vroeger(begin, eind) else "nu",
        onzeker=verband.onzeker(begin),
    )


def _vastgelopen(vondsten: Sequence[_Vondst]) -> tuple[Feit, ...]:
    """Welke ketens vastlopen: de partijen die bij een mislukking in dezelfde zin staan."""
    ketens = [v for v in vondsten if v.feit.soort == KETEN]
    uit: dict[tuple[str, str], Feit] = {}
    for vondst in vondsten:
        mislukt = vondst.feit.soort == AANPAK and vondst.feit.waarde in LOOPT_VAST
        if mislukt and vondst.feit.geldt:
            for keten in _bij(vondst, ketens):
                sleutel = (keten.feit.waarde, keten.feit.woorden)
                uit.setdefault(sleutel, replace(keten.feit, soort=VAST))
    return tuple(uit.values())


def _bij(vondst: _Vondst, ketens: Sequence[_Vondst]) -> list[_Vondst]:
    """De partijen waar een mislukking over gaat: het rijtje dat er vlak voor staat, of erna."""
    zelfde = [k for k in ketens if k.feit.zin == vondst.feit.zin]
    ervoor = [k for k in zelfde if k.begin < vondst.eind and vondst.begin - k.eind <= _ERVOOR]
    if not ervoor:
        return [k for k in zelfde if 0 <= k.begin - vondst.eind <= _ERNA][:1]
    rij = [max(ervoor, key=lambda k: k.begin)]
    for keten in sorted(ervoor, key=lambda k: -k.begin)[1:]:
        if rij[-1].begin - keten.eind <= _OPSOMMING:
            rij.append(keten)
    return rij
