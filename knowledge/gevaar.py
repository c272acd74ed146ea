"""Direct gevaar herkennen in een ruw bericht, voor alle andere verwerking.

Bij twijfel 112, maar verleden, gewoonte, kennisvragen en een goede afloop zijn geen gevaar nu.
Alle woorden en patronen staan in `lexicon/gevaar.yml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge import lexiconbestand
from knowledge.patroon import Codering
from knowledge.taal import KOMMA, ZIN_EINDE, Woord, woorden
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from re import Pattern

BESTAND = lexiconbestand.MAP / "gevaar.yml"
STERKTES = ("altijd", "kort", "nu")
TIJDEN = ("nu", "verleden", "gewoonte", "later")
_LOSSE_LIJSTEN = (
    "voltooid",
    "voltooid_na",
    "afgelopen",
    "niet_acuut",
    "hypothese",
    "vraagbegin",
    "hulpvraag",
)
_TIJD_BEREIK = 13
_KOMMA_AFSTAND = 3
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


class _Patroon(NamedTuple):
    soort: str
    reden: str
    sterkte: str
    regex: Pattern[str]


class _Lexicon(NamedTuple):
    codering: Codering
    kort_bericht: int
    ontkenningen: frozenset[str]
    patronen: tuple[_Patroon, ...]
    lijsten: Mapping[str, tuple[Pattern[str], ...]]


def lees_gevaar(tekst: str) -> Gevaar | None:
    """Zoek gevaar voor lijf of leven dat nu speelt.

    Args:
        tekst: het ruwe bericht, ook zonder leestekens en met spelfouten.

    Returns:
        Het eerste gevaar in de tekst, of None.
    """
    lexicon = _lexicon()
    alle = woorden(tekst)
    code = lexicon.codering.codeer(alle)
    samenhang: _Samenhang | None = None
    gevonden: tuple[int, int, _Patroon] | None = None
    for patroon in lexicon.patronen:
        for treffer in patroon.regex.finditer(code):
            begin, eind = treffer.span()
            if gevonden and begin >= gevonden[0]:
                break
            samenhang = samenhang or _Samenhang(lexicon, alle, code)
            if samenhang.telt(begin, eind, patroon.sterkte):
                gevonden = (begin, eind, patroon)
                break
    if gevonden is None:
        return None
    begin, eind, patroon = gevonden
    return Gevaar(patroon.reden, patroon.soort, alle[begin].begin, alle[eind - 1].eind)


class _Tijd(NamedTuple):
    begin: int
    eind: int
    soort: str


class _Samenhang:
    """Wat er om een treffer heen staat: tijd, ontkenning, vraag en afloop."""

    def __init__(self, lexicon: _Lexicon, alle: Sequence[Woord], code: str) -> None:
        self._lexicon = lexicon
        self._alle = alle
        self._code = code
        self._zinseinden = [plaats for plaats, teken in enumerate(code) if teken == ZIN_EINDE]
        self._kommas = [plaats for plaats, teken in enumerate(code) if teken == KOMMA]
        self._afloop = [
            plek for plek in self._plekken("afgelopen") if not self._ontkend(plek[1], plek[1] + 2)
        ]
        self._vragen = self._plekken("hypothese")
        self._niet_acuut = bool(self._plekken("niet_acuut"))
        self._tijden = self._lees_tijden()
        self._tijd_begin = [tijd.begin for tijd in self._tijden]
        self._is_kort = (
            sum(teken not in {ZIN_EINDE, KOMMA} for teken in code) <= lexicon.kort_bericht
        )

    def telt(self, begin: int, eind: int, sterkte: str) -> bool:
        """Zeg of een treffer gevaar is, gezien zijn omgeving."""
        if self._ontkend(begin - 2, begin) or self._ontkend(eind, eind + 1):
            return False
        zin_begin, zin_eind = self._zin(begin)
        if self._in_vraag(zin_begin, begin) or any(plek[0] >= begin for plek in self._afloop[-1:]):
            return False
        tijd = self._tijd(begin, eind, zin_begin, zin_eind)
        if tijd == "nu":
            return True
        if tijd is not None or self._niet_acuut or self._voltooid(begin, eind, zin_begin, zin_eind):
            return False
        return sterkte == "altijd" or (sterkte == "kort" and self._is_kort)

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
        lijsten = self._lexicon.lijsten
        return (
            KOMMA not in self._code[zin_begin:begin]
            and any(regex.match(self._code, zin_begin) for regex in lijsten["vraagbegin"])
            and not any(regex.match(self._code, zin_begin) for regex in lijsten["hulpvraag"])
        )

    def _tijd(self, begin: int, eind: int, zin_begin: int, zin_eind: int) -> str | None:
        """Geef de soort van het dichtstbijzijnde tijdwoord in de zin; bij gelijke stand 'nu'."""
        van = bisect_left(self._tijd_begin, max(zin_begin, begin - 2 * _TIJD_BEREIK))
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
        kommas = bisect_left(self._kommas, tot) - bisect_left(self._kommas, van)
        return tot - van + _KOMMA_AFSTAND * kommas

    def _voltooid(self, begin: int, eind: int, zin_begin: int, zin_eind: int) -> bool:
        voor = self._code[max(zin_begin, begin - _VOLTOOID_BEREIK) : begin].rpartition(KOMMA)[2]
        na = self._code[eind : min(zin_eind, eind + _VOLTOOID_BEREIK)].partition(KOMMA)[0]
        lijsten = self._lexicon.lijsten
        return any(regex.search(voor) for regex in lijsten["voltooid"]) or any(
            regex.search(na) for regex in lijsten["voltooid_na"]
        )


@cache
def _lexicon() -> _Lexicon:
    return laad(BESTAND)


def laad(pad: Path) -> _Lexicon:
    """Lees en controleer de woordenlijst voor gevaar.

    Raises:
        BestandFout: een veld of patroon is niet goed; de tekst noemt bestand, regel en veld.
    """
    inhoud = lees_yaml(pad)
    velden = {"kort_bericht", "ontkenning", "begrippen", "tijd", "regels", *_LOSSE_LIJSTEN}
    controleer_velden(pad, inhoud, velden)
    begrippen = lexiconbestand.begrippen(pad, inhoud)
    controleer_velden(pad, inhoud["tijd"], TIJDEN)
    lijsten = {
        naam: lexiconbestand.patronen(pad, knoop, naam, begrippen)
        for knoop, namen in ((inhoud, _LOSSE_LIJSTEN), (inhoud["tijd"], TIJDEN))
        for naam in namen
    }
    regels = [
        (regel, sterkte, delen)
        for regel in _regels(pad, inhoud)
        for sterkte in STERKTES
        for delen in lexiconbestand.patronen(pad, regel, sterkte, begrippen)
    ]
    ontkenningen = [woord for _, woord in lexiconbestand.regels(pad, inhoud, "ontkenning")]
    alle = [delen for lijst in lijsten.values() for delen in lijst] + [
        delen for *_, delen in regels
    ]
    codering = Codering(alle, ontkenningen)
    return _Lexicon(
        codering,
        lexiconbestand.getal(pad, inhoud, "kort_bericht"),
        frozenset(ontkenningen),
        tuple(
            _Patroon(regel["soort"], regel["reden"], sterkte, codering.regex(delen))
            for regel, sterkte, delen in regels
        ),
        {naam: tuple(map(codering.regex, lijst)) for naam, lijst in lijsten.items()},
    )


def _regels(pad: Path, inhoud: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for regel in inhoud["regels"]:
        controleer_velden(pad, regel, ("soort", "reden"), STERKTES)
        lexiconbestand.tekst(pad, regel, "soort")
        lexiconbestand.tekst(pad, regel, "reden")
        yield regel
