"""Wat de woorden rond een naam zeggen: is hier een plaats bedoeld of een gewoon woord?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sociale_kaart.namen import GEEN_PLAATS, VOORZETSEL, VRIJ, WOORD, Gevouwen
from sociale_kaart.tabellen import DATAMAP, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_ZINSEINDE = frozenset(".!?:;\n")
_KORTSTE_SPELFOUT = 5
_LANGE_NAAM = 10
_HEEL_LANGE_NAAM = 11


@cache
def contextwoorden(rol: str) -> frozenset[str]:
    """Geef de woorden met deze rol, bijvoorbeeld de voorzetsels waar een plaats op volgt."""
    rijen = lees_tabel(DATAMAP / "contextwoorden.csv", ("rol", "woord"))
    return frozenset(rij["woord"] for rij in rijen if rij["rol"] == rol)


@dataclass(frozen=True)
class Woord:
    """Eén woord van een zin.

    Attributes:
        vorm: het woord in kleine letters zonder accenten.
        begin: plek van het eerste teken in de oorspronkelijke tekst.
        eind: plek net na het laatste teken in de oorspronkelijke tekst.
        ervoor: wat er tussen het vorige woord en dit woord staat.
        hoofdletter: begint met een hoofdletter, in een tekst die niet helemaal uit hoofdletters
            bestaat.
    """

    vorm: str
    begin: int
    eind: int
    ervoor: str
    hoofdletter: bool

    @property
    def begint_zin(self) -> bool:
        """Er staat een zinseinde voor dit woord."""
        return not _ZINSEINDE.isdisjoint(self.ervoor)


@dataclass(frozen=True)
class Zin:
    """Een tekst als woorden.

    Attributes:
        woorden: de woorden, in volgorde.
        rest: wat er na het laatste woord staat.
    """

    woorden: Sequence[Woord]
    rest: str

    def voor(self, plek: int) -> str:
        """Geef de tekens voor het woord op deze plek; voorbij het eind de rest."""
        return self.woorden[plek].ervoor if plek < len(self.woorden) else self.rest


def ontleed(tekst: str, gevouwen: Gevouwen) -> Zin:
    """Knip een tekst in woorden met hun plek in het origineel."""
    schreeuwt = tekst.isupper()
    woorden: list[Woord] = []
    vorige = 0
    for gevonden in WOORD.finditer(gevouwen.tekst):
        begin, eind = gevonden.span()
        plek = gevouwen.plekken[begin]
        woorden.append(
            Woord(
                gevonden.group(),
                plek,
                gevouwen.plekken[eind],
                gevouwen.tekst[vorige:begin],
                hoofdletter=tekst[plek].isupper() and not schreeuwt,
            )
        )
        vorige = eind
    return Zin(woorden, gevouwen.tekst[vorige:])


def na_gemeente(zin: Zin, plek: int) -> bool:
    """Staat er "gemeente" of "gem." direct voor dit woord?"""
    if plek == 0 or zin.woorden[plek].ervoor.strip(" :.(") != "":
        return False
    return zin.woorden[plek - 1].vorm in {"gemeente", "gem"}


def telt(zin: Zin, plek: int, lengte: int, behandeling: str) -> bool:
    """Is de naam van `lengte` woorden op deze plek als plaats bedoeld?"""
    if behandeling == GEEN_PLAATS or _is_achternaam(zin, plek):
        return False
    if behandeling == VRIJ:
        return True
    woord = zin.woorden[plek]
    if _midden_in_zin_met_hoofdletter(zin, plek):
        return _vorige(zin, plek) not in contextwoorden("lidwoord")
    if behandeling == VOORZETSEL:
        los = woord.hoofdletter and zin.voor(plek + lengte)[:1] in {",", ":", ")"}
        return los or _na_plaatswoord(zin, plek)
    return _na_sterk_woord(zin, plek) and _mag_volgen(zin, plek + lengte)


def toegestane_fouten(zin: Zin, plek: int, letters: int) -> int:
    """Hoeveel spelfouten mag een plaatsnaam van zoveel letters op deze plek hebben?

    Hoe langer de naam en hoe duidelijker dat een plaats bedoeld is, hoe meer.
    """
    if letters < _KORTSTE_SPELFOUT or _is_achternaam(zin, plek):
        return 0
    plaats = _midden_in_zin_met_hoofdletter(zin, plek) or _los_antwoord(zin, plek)
    if not plaats and _vorige(zin, plek) not in contextwoorden("spelfout_na"):
        return 1 if letters >= _LANGE_NAAM else 0
    return 2 if letters >= _HEEL_LANGE_NAAM else 1


def _vorige(zin: Zin, plek: int) -> str:
    return "" if plek == 0 or zin.woorden[plek].begint_zin else zin.woorden[plek - 1].vorm


def _midden_in_zin_met_hoofdletter(zin: Zin, plek: int) -> bool:
    woord = zin.woorden[plek]
    return woord.hoofdletter and plek > 0 and not woord.begint_zin


def _los_antwoord(zin: Zin, plek: int) -> bool:
    return len(zin.woorden) == 1 and zin.woorden[plek].hoofdletter


def _na_plaatswoord(zin: Zin, plek: int) -> bool:
    woord = zin.woorden[plek]
    if (
        plek
        and zin.woorden[plek - 1].vorm in contextwoorden("gemeente")
        and woord.ervoor.strip() == ":"
    ):
        return True
    vorige = _vorige(zin, plek)
    return vorige in contextwoorden("plaats") | contextwoorden("gemeente") or (
        vorige == "te" and woord.hoofdletter
    )


def _na_sterk_woord(zin: Zin, plek: int) -> bool:
    if plek and zin.woorden[plek - 1].vorm in contextwoorden("gemeente"):
        return zin.woorden[plek].ervoor.strip(" :") == ""
    if _vorige(zin, plek) not in {"in", "te"}:
        return False
    return _vorige(zin, plek - 1) in contextwoorden("woont")


def _mag_volgen(zin: Zin, plek: int) -> bool:
    if plek >= len(zin.woorden) or zin.woorden[plek].ervoor.strip():
        return True
    return zin.woorden[plek].vorm in contextwoorden("na_een_plaats")


def _is_achternaam(zin: Zin, plek: int) -> bool:
    """Staat er een aanspreektitel voor, zoals in "meneer Van Dongen"?"""
    titels = contextwoorden("aanspreektitel")
    eerder = plek - 1
    while eerder >= 0 and zin.woorden[eerder].vorm in contextwoorden("tussenvoegsel"):
        eerder -= 1
    if eerder < plek - 1:
        titels |= contextwoorden("familie")
    if eerder < 0 or zin.woorden[eerder].vorm not in titels:
        return False
    return zin.woorden[eerder + 1].ervoor.strip(" .") == ""
