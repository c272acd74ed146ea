"""Direct gevaar herkennen in een ruw bericht, voor alle andere verwerking.

Bij twijfel 112, maar verleden, gewoonte, kennisvragen en een goede afloop zijn geen gevaar nu.
Alle woorden en patronen staan in `lexicon/gevaar.yml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from knowledge.gevaarwoorden import TIJDEN, Gevaarwoorden, Patroon, gevaarwoorden
from knowledge.taal import KOMMA, ZIN_EINDE, Woord, woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIJD_BEREIK = 13
_KOMMA_AFSTAND = 3
_LANGSTE_TIJD = 6
_VOLTOOID_BEREIK = 3


@dataclass(frozen=True)
class Gevaar:
    """Gevaar dat nu speelt.

    Attributes:
        reden: korte zin voor de gebruiker.
        soort: code, zoals `wapen`, `brand` of `suicide_nu`.
        begin: plaats van het eerste woord waaruit het blijkt.
        eind: plaats na het laatste woord waaruit het blijkt.
    """

    reden: str
    soort: str
    begin: int
    eind: int


def lees_gevaar(tekst: str) -> Gevaar | None:
    """Zoek gevaar voor lijf of leven dat nu speelt.

    Args:
        tekst: het ruwe bericht, ook zonder leestekens en met spelfouten.

    Returns:
        Het eerste gevaar in de tekst, of None.
    """
    lexicon = gevaarwoorden()
    alle = woorden(tekst)
    code = lexicon.codering.codeer(alle)
    samenhang = _Samenhang(lexicon, alle, code)
    aanwezig = frozenset(code)
    gevonden: tuple[int, int, Patroon] | None = None
    for patroon in lexicon.patronen:
        if any(aanwezig.isdisjoint(tekens) for tekens in patroon.nodig):
            continue
        if not samenhang.kan(patroon.sterkte):
            continue
        tot = gevonden[0] if gevonden else len(code)
        plek = _eerste(samenhang, patroon, code, tot)
        gevonden = (*plek, patroon) if plek else gevonden
    if gevonden is None:
        return None
    begin, eind, patroon = gevonden
    return Gevaar(patroon.reden, patroon.soort, alle[begin].begin, alle[eind - 1].eind)


def spreekt_tegen(tekst: str) -> bool:
    """Zeg of een bericht zelf laat merken dat er nu geen gevaar is.

    Voor wie gevaar op een andere manier vermoedt dan met de patronen van `lees_gevaar`: vroeger,
    gewoonte, later, nooit, een kennisvraag, "niet acuut" en een goede afloop spreken gevaar tegen.

    Args:
        tekst: het bericht, ruw of gelakt.
    """
    lexicon = gevaarwoorden()
    alle = woorden(tekst)
    return _Samenhang(lexicon, alle, lexicon.codering.codeer(alle)).spreekt_tegen()


def _eerste(samenhang: _Samenhang, patroon: Patroon, code: str, tot: int) -> tuple[int, int] | None:
    """Geef de eerste plek vóór `tot` waar het patroon gevaar nu betekent."""
    for treffer in patroon.regex.finditer(code):
        begin, eind = treffer.span()
        if begin >= tot:
            return None
        if samenhang.telt(begin, eind, patroon.sterkte):
            return begin, eind
    return None


class _Tijd(NamedTuple):
    begin: int
    eind: int
    soort: str


class _Samenhang:
    """Wat er om een treffer heen staat: tijd, ontkenning, vraag en afloop."""

    def __init__(self, lexicon: Gevaarwoorden, alle: Sequence[Woord], code: str) -> None:
        self._lexicon = lexicon
        self._alle = alle
        self._code = code
        self._zinseinden = [plaats for plaats, teken in enumerate(code) if teken == ZIN_EINDE]
        self._kommas = [plaats for plaats, teken in enumerate(code) if teken == KOMMA]
        self._afloop = [
            plek for plek in self._plekken("afgelopen") if not self._ontkend(plek[1], plek[1] + 2)
        ]
        self._laatste_afloop = self._afloop[-1][0] if self._afloop else -1
        self._vragen = self._plekken("hypothese")
        self._vraagzinnen: dict[int, bool] = {}
        self._oordelen: dict[tuple[int, int], bool | None] = {}
        self._niet_acuut = bool(self._plekken("niet_acuut"))
        self._tijden = self._lees_tijden()
        self._heeft_nu = any(tijd.soort == "nu" for tijd in self._tijden)
        self._tijd_begin = [tijd.begin for tijd in self._tijden]
        # Een verhaal van meer zinnen met vroeger of gewoonte erin is geen kort bericht over nu.
        vertelt = len(self._zinseinden) > 1 and bool(self._tijden) and not self._heeft_nu
        self._is_kort = (
            not vertelt
            and sum(teken not in {ZIN_EINDE, KOMMA} for teken in code) <= lexicon.kort_bericht
        )

    def kan(self, sterkte: str) -> bool:
        """Zeg of een patroon van deze sterkte in dit bericht ooit kan tellen."""
        return sterkte == "altijd" or self._heeft_nu or (sterkte == "kort" and self._is_kort)

    def telt(self, begin: int, eind: int, sterkte: str) -> bool:
        """Zeg of een treffer gevaar is, gezien zijn omgeving."""
        plek = (begin, eind)
        if plek not in self._oordelen:
            self._oordelen[plek] = self._oordeel(begin, eind)
        oordeel = self._oordelen[plek]
        if oordeel is None:
            return sterkte == "altijd" or (sterkte == "kort" and self._is_kort)
        return oordeel

    def spreekt_tegen(self) -> bool:
        """Zeg of de tekst als geheel zegt dat er nu geen gevaar is."""
        if self._niet_acuut or self._afloop or self._vragen or self._alles_is_vraag():
            return True
        anders = bool(self._tijden) or bool(self._plekken("nooit"))
        return anders and not self._heeft_nu

    def _alles_is_vraag(self) -> bool:
        begin = [0, *(plaats + 1 for plaats in self._zinseinden)]
        return any(self._na_vraagwoord(plek, plek) for plek in begin)

    def _oordeel(self, begin: int, eind: int) -> bool | None:
        """Geef wat de omgeving zegt: gevaar, geen gevaar, of None als het patroon beslist."""
        if self._ontkend(begin - 2, begin) or self._ontkend(eind, eind + 1):
            return False
        zin_begin, zin_eind = self._zin(begin)
        if self._in_vraag(zin_begin, begin) or self._laatste_afloop >= begin:
            return False
        tijd = self._tijd(begin, eind, zin_begin, zin_eind)
        if tijd == "nu":
            return True
        if tijd is not None or self._niet_acuut or self._voltooid(begin, eind, zin_begin, zin_eind):
            return False
        return None

    def _plekken(self, naam: str) -> list[tuple[int, int]]:
        return sorted(
            treffer.span()
            for regex in self._lexicon.lijsten[naam]
            for treffer in regex.finditer(self._code)
        )

    def _lees_tijden(self) -> list[_Tijd]:
        vast = self._afloop + self._plekken("gewoonte")
        geen_nu = {plaats for begin, eind in vast for plaats in range(begin, eind)}
        return sorted(
            _Tijd(begin, eind, soort)
            for soort in TIJDEN
            for begin, eind in self._plekken(soort)
            if soort != "nu" or begin not in geen_nu
        )

    def _ontkend(self, van: int, tot: int) -> bool:
        stuk = self._alle[max(van, 0) : max(tot, 0)]
        return any(woord.norm in self._lexicon.ontkenningen for woord in stuk)

    def _zin(self, plaats: int) -> tuple[int, int]:
        nummer = bisect_left(self._zinseinden, plaats)
        begin = self._zinseinden[nummer - 1] + 1 if nummer else 0
        eind = self._zinseinden[nummer] if nummer < len(self._zinseinden) else len(self._code)
        return begin, eind

    def _in_vraag(self, zin_begin: int, begin: int) -> bool:
        nummer = bisect_right(self._vragen, (begin, len(self._code))) - 1
        return (nummer >= 0 and self._vragen[nummer][0] >= zin_begin) or self._na_vraagwoord(
            zin_begin, begin
        )

    def _na_vraagwoord(self, zin_begin: int, begin: int) -> bool:
        """Zeg of de zin tot hier één vraag is; een vraag om hulp telt niet, een komma sluit af."""
        if zin_begin not in self._vraagzinnen:
            lijsten = self._lexicon.lijsten
            self._vraagzinnen[zin_begin] = any(
                regex.match(self._code, zin_begin) for regex in lijsten["vraagbegin"]
            ) and not any(regex.match(self._code, zin_begin) for regex in lijsten["hulpvraag"])
        komma = bisect_left(self._kommas, zin_begin)
        geen_komma = komma == len(self._kommas) or self._kommas[komma] >= begin
        return geen_komma and self._vraagzinnen[zin_begin]

    def _tijd(self, begin: int, eind: int, zin_begin: int, zin_eind: int) -> str | None:
        """Geef de soort van het dichtstbijzijnde tijdwoord in de zin; bij gelijke stand 'nu'."""
        van = bisect_left(self._tijd_begin, max(zin_begin, begin - _TIJD_BEREIK - _LANGSTE_TIJD))
        tot = bisect_left(self._tijd_begin, min(zin_eind, eind + _TIJD_BEREIK))
        beste: tuple[int, bool, str] | None = None
        for tijd in self._tijden[van:tot]:
            afstand = self._afstand(tijd, begin, eind)
            kandidaat = (afstand, tijd.soort != "nu", tijd.soort)
            if afstand <= _TIJD_BEREIK and (beste is None or kandidaat < beste):
                beste = kandidaat
        return beste[2] if beste else None

    def _afstand(self, tijd: _Tijd, begin: int, eind: int) -> int:
        if tijd.eind <= begin:
            van, tot = tijd.eind, begin
        elif tijd.begin >= eind:
            van, tot = eind, tijd.begin
        else:
            return 0
        if not self._kommas:
            return tot - van
        kommas = bisect_left(self._kommas, tot) - bisect_left(self._kommas, van)
        return tot - van + _KOMMA_AFSTAND * kommas

    def _voltooid(self, begin: int, eind: int, zin_begin: int, zin_eind: int) -> bool:
        voor = self._code[max(zin_begin, begin - _VOLTOOID_BEREIK) : begin].rpartition(KOMMA)[2]
        na = self._code[eind : min(zin_eind, eind + _VOLTOOID_BEREIK)].partition(KOMMA)[0]
        lijsten = self._lexicon.lijsten
        return any(regex.search(voor) for regex in lijsten["voltooid"]) or any(
            regex.search(na) for regex in lijsten["voltooid_na"]
        )
