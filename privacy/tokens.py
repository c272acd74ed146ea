"""Een bericht in woorden, met wat er al over elk woord vaststaat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from privacy.lexicon import Woord, eigennamen, hulplijst, kaal, namenlijst, woordenlijst
from privacy.naambedrijf import merk_bedrijven
from privacy.naamding import merk_dingen
from privacy.vernoemd import merk_vernoemd

if TYPE_CHECKING:
    from collections.abc import Sequence

_WOORD = re.compile(
    r"(?:[A-ZÀ-Þ]|Ch|Th|Ph|Chr|IJ|Kh|Sj)\.(?:-?[A-ZÀ-Þ]\.){0,6}(?![^\W\d_]{2})"
    r"|['’][nst](?![^\W\d_])"
    r"|[^\W\d_]+(?:['’\-‐][^\W\d_]+){0,6}"
)
_ZINSEINDE = re.compile(r"[.!?:\n•]|^\s*[-*]")
_STRAAT = r"straat|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|boulevard|weg"
_STRAATSOORTEN = frozenset(_STRAAT.split("|"))
_STRAATNAAM = re.compile(rf"(.{{2,}}?)(?:{_STRAAT})")
_PLEKNAAM = re.compile(
    rf".{{2,}}?(?:{_STRAAT}|wijk|buurt"
    r"|kliniek|school|college|lyceum|ziekenhuis|huis|park|brug|station|flat|groep|team|zorg|regio)"
)
_AFKORTING = re.compile(r"[A-Z]{2,6}[a-z]?|\w*[a-z][A-Z]\w*|[A-Z]{2,6}-\w+")
_VERBINDT = hulplijst("verbindt")
_PLAATS_NA = hulplijst("plaats_na")
# "Stichting Willem Schrikker" heet naar een mens, "kliniek Fatima" is eerder een haastige zin.
_OOK_VOORNAAM = hulplijst("ook_voornaam")
_LANGSTE_NAAM = 6
_TERUG = 4
_KORTSTE_NAAM = 3


@dataclass
class Token:
    """Een woord uit een bericht.

    Attributes:
        tekst: het woord zoals geschreven.
        woord: wat de lijsten ervan weten, zonder bezits-s.
        begin: plaats van het eerste teken.
        eind: plaats na het laatste teken.
        tussen: wat er tussen het vorige woord en dit woord staat.
        opent_zin: waar aan het begin van de tekst, een zin of een regel.
        bezet: waar als het woord bij een organisatie, plaats of andere vondst hoort.
        ding: waar als het bij een straat of instelling hoort die naar een mens heet.
    """

    tekst: str
    woord: Woord
    begin: int
    eind: int
    tussen: str
    opent_zin: bool
    bezet: bool = False
    ding: bool = False

    @property
    def kaal(self) -> str:
        """Kleine letters, zonder accenten en bezits-s."""
        return self.woord.kaal

    @property
    def hoofdletter(self) -> bool:
        """Waar als het woord met een hoofdletter begint."""
        return self.tekst[0].isupper()

    @property
    def voorletters(self) -> bool:
        """Waar voor "K.L." en "Th."."""
        return self.tekst.endswith(".")

    @property
    def afkorting(self) -> bool:
        """Waar voor "GGD" en "deltaWonen"."""
        return bool(_AFKORTING.fullmatch(self.tekst))

    @property
    def bezit(self) -> bool:
        """Waar voor "Sara's"."""
        return self.tekst.endswith(("'s", "’s"))

    @property
    def aansluitend(self) -> bool:
        """Waar als alleen spaties dit woord van het vorige scheiden."""
        return bool(self.tussen) and not self.tussen.strip(" \t")


class _Kennis(dict[str, Woord]):
    """De woorden van een bericht, elk een keer opgezocht; leeft niet langer dan dat bericht."""

    def __missing__(self, tekst: str) -> Woord:
        geschreven = kaal(tekst).rstrip(".'")
        woord = self[tekst] = Woord(geschreven, _zonder_bezit(geschreven))
        return woord


def _zonder_bezit(woord: str) -> str:
    if woord.endswith("'s"):
        return woord[:-2]
    basis = woord.removesuffix("s")
    bezit = len(basis) >= _KORTSTE_NAAM and not Woord(woord, woord).bekend
    return basis if bezit and Woord(basis, basis).voornaam else woord


def lees(tekst: str, bezet: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Verdeel een bericht in woorden en merk organisaties en plaatsen.

    Args:
        tekst: het bericht.
        bezet: stukken tekst die al gevonden of beschermd zijn.

    Returns:
        De woorden op volgorde.
    """
    kennis = _Kennis()
    tokens: list[Token] = []
    for treffer in _WOORD.finditer(tekst):
        vorige = tokens[-1] if tokens else None
        tussen = tekst[vorige.eind if vorige else 0 : treffer.start()]
        tokens.append(
            Token(
                treffer.group(),
                kennis[treffer.group()],
                treffer.start(),
                treffer.end(),
                tussen,
                opent_zin=_opent_zin(vorige, tussen),
            )
        )
    _merk_bezet(tokens, bezet)
    _merk_eigennamen(tokens)
    merk_dingen(tokens)
    merk_bedrijven(tokens)
    merk_vernoemd(tokens)
    return tokens


def _opent_zin(vorige: Token | None, tussen: str) -> bool:
    if vorige is None:
        return True
    na_afkorting = vorige.voorletters or vorige.kaal in woordenlijst("titels")
    if na_afkorting and tussen.strip(" ") in {"", "."}:
        return False
    return bool(_ZINSEINDE.search(tussen))


def _merk_bezet(tokens: Sequence[Token], bezet: Sequence[tuple[int, int]]) -> None:
    stukken = iter(sorted(bezet))
    stuk = next(stukken, None)
    for token in tokens:
        while stuk and stuk[1] <= token.begin:
            stuk = next(stukken, None)
        token.bezet = bool(stuk and stuk[0] < token.eind)


def _merk_eigennamen(tokens: Sequence[Token]) -> None:
    plek = 0
    while plek < len(tokens):
        lengte = max(
            _lengte_na_voorzetsel(tokens, plek),
            *(_lengte_eigennaam(tokens, plek, lijst) for lijst in ("organisaties", "plaatsen")),
        )
        # "Dr. Oetker" is een merk: wat achter die titel staat, is dan geen naam.
        ding = lengte > 1 and tokens[plek].kaal.rstrip(".") in woordenlijst("titels")
        for token in tokens[plek : plek + lengte]:
            token.bezet, token.ding = True, ding
        plek += max(1, lengte)
    for plek, token in enumerate(tokens):
        if token.hoofdletter and not token.bezet:
            _merk_aan_omgeving(tokens, plek)


def _lengte_na_voorzetsel(tokens: Sequence[Token], plek: int) -> int:
    """Hoeveel woorden na "in" een plaats zijn: "Danny Beek" is een naam, "in Beek" een plaats."""
    token = tokens[plek]
    if not plek or not token.aansluitend or tokens[plek - 1].kaal not in _PLAATS_NA:
        return 0
    for lijst in ("plaatsen", "plaatsen_ook_naam"):
        for lengte in namenlijst(lijst).get(token.woord.geschreven, ()):
            stuk = tokens[plek : plek + lengte]
            if tuple(t.woord.geschreven for t in stuk) in eigennamen(lijst):
                return lengte
    return 0


def _lengte_eigennaam(tokens: Sequence[Token], plek: int, lijst: str) -> int:
    token = tokens[plek]
    eerste = token.woord.geschreven
    namen = eigennamen(lijst)
    if token.hoofdletter and "-" in eerste and (eerste.split("-")[0],) in namen:
        return 1
    for lengte in namenlijst(lijst).get(eerste, ()):
        if lengte == 1 and not token.hoofdletter and token.woord.voornaam:
            return 0
        if lengte == 1 and lijst == "organisaties" and _is_roepnaam(token):
            return 0
        if lengte == 1 and token.woord.klein and not token.tekst.isupper():
            # "OM" en "BIJ" zijn organisaties, "Om" en "Bij" beginnen een zin.
            return 0
        stuk = tokens[plek : plek + lengte]
        # "van den Bosch" is een achternaam, "in Den Bosch" een plaats.
        achternaam = not token.hoofdletter and stuk[-1].hoofdletter and token.woord.tussenvoegsel
        if not achternaam and tuple(t.woord.geschreven for t in stuk) in namen:
            return lengte
    return int(token.hoofdletter and (token.kaal,) in namen)


def _is_roepnaam(token: Token) -> bool:
    """Waar voor "Bas": de organisatie met dezelfde letters schrijft "BAS"."""
    return token.woord.voornaam and len(token.kaal) <= _KORTSTE_NAAM and not token.tekst.isupper()


def _merk_aan_omgeving(tokens: Sequence[Token], plek: int) -> None:
    """Merk namen van straten en organisaties aan een woord erin, erachter of ervoor."""
    token = tokens[plek]
    volgende = tokens[plek + 1] if plek + 1 < len(tokens) else None
    if _is_losse_straat(tokens, plek) or (
        _PLEKNAAM.fullmatch(token.kaal) and not token.woord.achternaam
    ):
        _merk_terug(tokens, plek)
    elif (
        volgende
        and volgende.aansluitend
        and volgende.kaal in woordenlijst("organisatie_na")
        and (volgende.hoofdletter or not (token.woord.bekend or _is_werkwoord(volgende)))
    ):
        volgende.bezet = volgende.hoofdletter
        _merk_terug(tokens, plek)
    elif _na_organisatiewoord(tokens, plek):
        token.bezet = True


def _is_werkwoord(token: Token) -> bool:
    """Waar voor "werkt" in "Tewelde werkt niet mee"; "IJmond Werkt" heeft een hoofdletter."""
    return token.kaal in woordenlijst("werkwoorden")


def _is_losse_straat(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Gracht" in "Nieuwe Gracht", niet in "Fatima Gracht"."""
    if not plek or not tokens[plek].aansluitend or tokens[plek].kaal not in _STRAATSOORTEN:
        return False
    ervoor = tokens[plek - 1]
    return ervoor.hoofdletter and not ervoor.woord.eenduidig


def _na_organisatiewoord(tokens: Sequence[Token], plek: int) -> bool:
    """Waar in "Stichting De Brug", niet in "op school Fatima"."""
    kop = plek
    while (
        kop > max(0, plek - _TERUG)
        and tokens[kop].aansluitend
        and (tokens[kop - 1].hoofdletter or tokens[kop - 1].kaal in {"de", "het"})
    ):
        kop -= 1
        if tokens[kop].kaal in woordenlijst("organisatie_voor"):
            return not tokens[plek].woord.voornaam or tokens[kop].kaal in _OOK_VOORNAAM
    if not kop or not tokens[kop].aansluitend:
        return False
    cue = tokens[kop - 1].kaal
    return cue in woordenlijst("organisatie_voor") and (
        not tokens[plek].woord.voornaam or cue in _OOK_VOORNAAM
    )


def _merk_terug(tokens: Sequence[Token], plek: int) -> None:
    tokens[plek].bezet = True
    soort = _STRAATNAAM.fullmatch(tokens[plek].kaal)
    # "Fatima Kerkstraat" en "Fatima van de Kerkstraat" zijn een mens en een straat, "Anne
    # Frankstraat" en "Jan van Galenstraat" zijn straten.
    mens_ervoor = bool(soort and Woord(soort[1], soort[1]).in_lijst)
    for terug in range(plek, max(0, plek - _LANGSTE_NAAM), -1):
        ervoor = tokens[terug - 1]
        if tokens[terug].tussen.strip(". ") or not (ervoor.hoofdletter or ervoor.kaal in _VERBINDT):
            return
        if tokens[terug].opent_zin or (mens_ervoor and ervoor.woord.eenduidig):
            return
        ervoor.bezet = ervoor.bezet or ervoor.hoofdletter
