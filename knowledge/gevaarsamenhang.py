"""Wat er om een treffer heen staat: tijd, ontkenning, vraag, voltooid en afloop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from knowledge.gevaarwoorden import TIJDEN, Gevaarwoorden
from knowledge.taal import KOMMA, ZIN_EINDE, Woord

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIJD_BEREIK = 13
_KOMMA_AFSTAND = 3
_LANGSTE_TIJD = 6
_VOLTOOID_BEREIK = 3
_LENGTE_STAP = 8
_LANGSTE = 6
_MEESTE_ZINNEN = 4
_MEESTE_STUKKEN = 60
_KORTE_VRAAG = 4
_VOLTOOID = ("voltooid", "voltooid_na")


class _Tijd(NamedTuple):
    begin: int
    eind: int
    soort: str


class Samenhang:
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
        self._plekken_van_vlaggen = (
            ("afgelopen", self._afloop),
            ("hypothese", self._vragen),
            *((naam, self._plekken(naam)) for naam in ("niet_acuut", "nooit", *_VOLTOOID)),
        )
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

    def vlaggen(self, begin: int, eind: int) -> set[str]:
        """Wat de woorden van `begin` tot `eind` over tijd, vraag, ontkenning en lengte zeggen."""
        gevonden = {tijd.soort for tijd in self._tijden if begin <= tijd.begin < eind}
        gevonden |= {
            naam
            for naam, plekken in self._plekken_van_vlaggen
            if any(begin <= plek < eind for plek, _ in plekken)
        }
        if any(woord.norm in self._lexicon.ontkenningen for woord in self._alle[begin:eind]):
            gevonden.add("ontkenning")
        starts = [begin, *(plek + 1 for plek in self._zinseinden if begin <= plek < eind - 1)]
        if any(self._na_vraagwoord(start, start) for start in starts):
            gevonden.add("vraag")
        anders = gevonden & {"verleden", "gewoonte", "later", "nooit"}
        if gevonden & {"niet_acuut", "afgelopen", "hypothese", "vraag"} or (
            anders and "nu" not in gevonden
        ):
            gevonden.add("tegen")
        lengte = min(_LANGSTE, (eind - begin) // _LENGTE_STAP)
        return gevonden | {f"lengte{lengte}", f"zinnen{min(_MEESTE_ZINNEN, len(starts))}"}

    def stukken(self) -> list[tuple[int, int]]:
        """Begin en eind van elk tweetal opeenvolgende zinnen; een heel lange tekst in grotere."""
        grenzen = [0, *(plek + 1 for plek in self._zinseinden)]
        if grenzen[-1] < len(self._code):
            grenzen.append(len(self._code))
        stap = 1 + (len(grenzen) - 1) // _MEESTE_STUKKEN
        grenzen = grenzen[::stap] if stap == 1 else [*grenzen[:-1:stap], grenzen[-1]]
        return [*zip(grenzen, grenzen[2:], strict=False), *self._na_de_vraag()]

    def _na_de_vraag(self) -> list[tuple[int, int]]:
        """Alles na een korte vraag vooraf: "welke instantie?" zegt niets over wat erna komt."""
        eerste = self._zinseinden[0] if self._zinseinden else 0
        los = 0 < eerste <= _KORTE_VRAAG and self._na_vraagwoord(0, eerste)
        return [(eerste + 1, len(self._code))] if los and eerste + 1 < len(self._code) else []

    def _oordeel(self, begin: int, eind: int) -> bool | None:
        """Geef wat de omgeving zegt: gevaar, geen gevaar, of None als het patroon beslist."""
        if self._ontkend(begin - 2, begin) or self._ontkend(eind, eind + 1):
            return False
        zin_begin, zin_eind = self.zin(begin)
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

    def zin(self, plaats: int) -> tuple[int, int]:
        """Begin en eind van de zin waarin dit woord staat."""
        nummer = bisect_left(self._zinseinden, plaats)
        begin = self._zinseinden[nummer - 1] + 1 if nummer else 0
        eind = self._zinseinden[nummer] if nummer < len(self._zinseinden) else len(self._code)
        return begin, eind

    def voor_de_vraag(self, plaats: int) -> tuple[int, int]:
        """Begin en eind van de zin met dit woord, zonder de vraag die er in dezelfde zin op volgt.

        "Hij slaat nu zijn vrouw, waar kan ik dat melden" meldt wat er nu gebeurt.
        """
        begin, eind = self.zin(plaats)
        for regex in self._lexicon.lijsten["meldvraag"]:
            treffer = regex.search(self._code, plaats, eind)
            eind = treffer.start() if treffer else eind
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
