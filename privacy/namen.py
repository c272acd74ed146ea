"""Namen van mensen, gevonden aan de plek in de zin, de bouw van het woord en namenlijsten.

Zeker is een naam die bekend is of op de plek van een naam staat ("mevrouw ...", "heet ...").
Twijfel is een onbekend woord met een hoofdletter waar een mens zou kunnen staan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.kapitalen import zonder_kapitalen
from privacy.lexicon import eigennamen, hulplijst
from privacy.naamoordeel import KORTSTE_NAAM, Oordeel, beoordeel, kan_achternaam
from privacy.naamplek import (
    na_aanspreekvorm,
    na_naam,
    na_naamcue,
    na_rol,
    na_titel,
    na_tussenvoegsels,
    plaats_als_mens,
)
from privacy.naamvoegsel import met_tussenvoegsel
from privacy.tokens import lees
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from privacy.tokens import Token

_MEESTE_VOORLETTERS = 6
_GENOEG_WOORDEN = 6
# Boven dit deel woorden met een hoofdletter zegt een hoofdletter niets meer.
_VEEL_HOOFDLETTERS = 0.7
# "v.d. Heuvel", "v/d Wal" en "s. bouali"; de woorden kennen deze korte vormen niet.
_KORT_VOEGSEL = re.compile(
    r"(?<![\w.])(?:(?:v\.? ?/? ?d\.?[rn]?\.?|v\.) ?|(?:[a-z]\. ?){1,3})\Z", re.IGNORECASE
)
# "Chantal d. B.", "Giovanni v.d. R.", "Duncan v.d. Meer", "jansen-van den bosch", "mohammed b. is".
_ACHTERSTUK = re.compile(
    r" (?:v\.? ?d?\.?|d\.|van(?: de[rn]?)?|de) ?[A-Z]\."
    r"| (?:v\.? ?/? ?d\.?[rn]?\.?|v\.) ?[A-ZÀ-Þ][\w'’-]+"
    r"|(?<=-van)(?: de[rn]?)? \w{3,}(?:-\w+)*"
    r"| [a-z]\.(?= [a-z])"
)
_TERUG = 8
_BIJNAAMWOORDEN = hulplijst("bijnaamwoorden")
_VERBINDT_DELEN = frozenset({"-", "‐", "'"})


def vind_namen(tekst: str, bezet: Sequence[tuple[int, int]] = ()) -> Iterator[Vondst]:
    """Zoek namen van mensen.

    Args:
        tekst: het bericht.
        bezet: stukken die al als iets anders gevonden of beschermd zijn.

    Yields:
        Per naam een vondst, van voornaam of voorletters tot en met de achternaam.
    """
    tekst = zonder_kapitalen(tekst)
    tokens = lees(tekst, bezet)
    vrij_vanaf = 0
    for begin, eind, oordeel in _Lezer(tokens).stukken():
        zeker = oordeel is Oordeel.ZEKER
        start = tokens[begin].begin
        # Voorletters van de vorige naam horen niet ook bij deze.
        voegsel = _KORT_VOEGSEL.search(tekst, max(vrij_vanaf, start - _TERUG), start)
        slot = tokens[eind - 1].eind
        achter = _ACHTERSTUK.match(tekst, slot)
        vrij_vanaf = achter.end() if achter else slot
        yield Vondst(voegsel.start() if voegsel else start, vrij_vanaf, "NAAM", zeker)


def _is_plaats(token: Token) -> bool:
    naam = (token.kaal,)
    return naam in eigennamen("plaatsen") or naam in eigennamen("plaatsen_ook_naam")


class _Lezer:
    """Loopt een keer door de woorden en onthoudt waar de vorige naam eindigde."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        lang = [t for t in tokens if len(t.tekst) > KORTSTE_NAAM and not t.bezet]
        groot = sum(t.hoofdletter for t in lang)
        self.hoofdletters_tellen = (
            len(lang) < _GENOEG_WOORDEN or groot <= len(lang) * _VEEL_HOOFDLETTERS
        )
        self.vorige_naam = -1

    def stukken(self) -> list[tuple[int, int, Oordeel]]:
        """Geef begin, eind en oordeel van elke naam."""
        gevonden: list[tuple[int, int, Oordeel]] = []
        plek = 0
        while plek < len(self.tokens):
            eind, oordeel = self._naam_op(plek)
            if oordeel:
                begin = plek - 1 if self._na_bijnaam(plek) else plek
                gevonden.append((begin, eind, oordeel))
                self.vorige_naam = eind
            plek = max(eind, plek + 1)
        return sorted(gevonden + self._herhalingen(gevonden))

    def _herhalingen(
        self, gevonden: Sequence[tuple[int, int, Oordeel]]
    ) -> list[tuple[int, int, Oordeel]]:
        """Wie eenmaal bij naam genoemd is, wordt elders in het bericht ook gevonden."""
        al = {plek for begin, eind, _ in gevonden for plek in range(begin, eind)}
        namen = {
            self.tokens[plek].kaal
            for plek in al
            if self.tokens[plek].hoofdletter and not self.tokens[plek].woord.tussenvoegsel
        }
        return [
            (plek, plek + 1, Oordeel.TWIJFEL)
            for plek, token in enumerate(self.tokens)
            if plek not in al
            and token.hoofdletter
            and not token.bezet
            and len(token.kaal) >= KORTSTE_NAAM
            and token.kaal in namen
            and not (token.opent_zin and token.woord.in_lijst)
        ]

    def _naam_op(self, plek: int) -> tuple[int, Oordeel]:
        """Beoordeel of hier een naam begint, met of zonder voorletters en tussenvoegsel."""
        if self.tokens[plek].ding and not na_aanspreekvorm(self.tokens, plek):
            return plek, Oordeel.GEEN
        kern = self._na_voorletters(plek)
        cue = self._cue(plek)
        naam = na_tussenvoegsels(self.tokens, kern, los=kern == plek and not cue)
        if naam > kern and (kern == plek or self.tokens[kern].aansluitend):
            oordeel = met_tussenvoegsel(
                self.tokens, plek, kern, naam, hoofdletters_tellen=self.hoofdletters_tellen
            )
            if oordeel:
                return self._verleng(naam + 1), oordeel
        if kern > plek:
            return self._na_losse_voorletters(kern, cue=cue)
        token = self.tokens[plek]
        op_naamplek = token.hoofdletter and not token.afkorting and na_titel(self.tokens, plek)
        if token.bezet and not op_naamplek:
            mens = _is_plaats(token) and plaats_als_mens(self.tokens, plek)
            return plek + mens, Oordeel(mens)
        oordeel = beoordeel(
            self.tokens, plek, cue=cue, hoofdletters_tellen=self.hoofdletters_tellen
        )
        return (self._verleng(plek + 1) if oordeel else plek), oordeel

    def _na_voorletters(self, plek: int) -> int:
        kern = plek
        while kern < min(len(self.tokens), plek + _MEESTE_VOORLETTERS) and (
            self.tokens[kern].voorletters and (kern == plek or self.tokens[kern].aansluitend)
        ):
            kern += 1
        return kern

    def _na_losse_voorletters(self, kern: int, *, cue: bool) -> tuple[int, Oordeel]:
        if kern < len(self.tokens) and kan_achternaam(self.tokens[kern]):
            return self._verleng(kern + 1), Oordeel.ZEKER
        return kern, Oordeel.ZEKER if cue else Oordeel.GEEN

    def _na_bijnaam(self, plek: int) -> bool:
        """Waar in "Kale Henkie": het woord ervoor hoort bij de bijnaam."""
        if not plek or not self.tokens[plek].aansluitend:
            return False
        ervoor = self.tokens[plek - 1]
        return ervoor.hoofdletter and ervoor.kaal in _BIJNAAMWOORDEN and self.vorige_naam != plek

    def _cue(self, plek: int) -> bool:
        return (
            na_titel(self.tokens, plek)
            or na_naamcue(self.tokens, plek)
            or na_rol(self.tokens, plek)
            or na_naam(self.tokens, plek, self.vorige_naam)
        )

    def _verleng(self, eind: int) -> int:
        """Neem achternaam, tussenvoegsels en tweede namen mee."""
        while eind < len(self.tokens) and self._sluit_aan(eind):
            kern = na_tussenvoegsels(self.tokens, eind, los=False)
            if self.tokens[kern].opent_zin or not self._sluit_aan(kern):
                return eind
            if not self._hoort_bij_naam(kern, eind):
                return eind
            eind = kern + 1
        return eind

    def _sluit_aan(self, plek: int) -> bool:
        return self.tokens[plek].aansluitend or self.tokens[plek].tussen in _VERBINDT_DELEN

    def _hoort_bij_naam(self, plek: int, eind: int) -> bool:
        token, woord = self.tokens[plek], self.tokens[plek].woord
        if token.voorletters:
            return True
        if not token.hoofdletter:
            return self._klein_hoort_bij_naam(plek, eind)
        if woord.klein and not woord.bekend:
            return False
        vrij = self.hoofdletters_tellen and not token.tekst.isupper() and not token.bezet
        # "Teun van Schagen": achter een voornaam is dat eerder een achternaam dan een woonplaats.
        van_plaats = plek == eind + 1 and self.tokens[eind].kaal == "van" and _is_plaats(token)
        achternaam = woord.achternaam and not (token.bezet and plek == eind)
        return vrij or achternaam or (van_plaats and not token.ding)

    def _klein_hoort_bij_naam(self, plek: int, eind: int) -> bool:
        token, woord = self.tokens[plek], self.tokens[plek].woord
        if woord.klein or token.bezet:
            return False
        if plek > eind:
            return woord.achternaam or not woord.gewoon
        vorige_klein = not self.tokens[eind - 1].hoofdletter
        return vorige_klein and woord.achternaam and not woord.werkwoord
