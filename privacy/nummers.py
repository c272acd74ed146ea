"""Nummers die pas door het woord ervoor iets zeggen: documenten, zaken en dossiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import hulplijst
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAARDE = r"(?=[A-Za-z/.\-]{0,8}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[/.\-](?=[A-Za-z0-9])){3,24}"
# "283 516 0947", "NX 48 2P 719" en "2026 / 00418": groepen van elke lengte.
_GROEP = r"[A-Za-z]{0,3}\d[A-Za-z0-9]{0,11}"
_LETTERS = r"(?-i:[A-Z]{1,2}[ .\-]){0,2}"
_GROEPEN = rf"(?-i:[A-Z]{{1,3}}[ .\-])?{_GROEP}(?: ?[ ./\-–] ?{_LETTERS}{_GROEP}){{1,15}}"
_WAARDEN = rf"((?!AV-)(?:{_GROEPEN}(?![\w€])|{_WAARDE}))"
_NR = r"(?:\s?-?(?:nummers?|nrs?|no)\b\.?)"
_SCHEIDING = r"[ :.#=,(\-]{1,3}"
_TUSSEN = (
    rf"(?:{_SCHEIDING}"
    r"(?:is|was|luidt|van [a-zà-ÿ]{2,12}|met|het|heeft|nummer|nr\.?|no\.?)\b){0,3}"
    r"[ :.#=(]{0,3}"
)
# "vreemdelingennummer van zijn jongste broer is": achter zo'n woord hoort een nummer.
_RUIM_TUSSEN = (
    rf"(?:{_SCHEIDING}(?!(?:bel|tel|telefoon|mobiel|bereikbaar)\b)[a-zà-ÿ]{{1,14}}\b){{0,6}}?"
    r"[ :.#=(]{0,3}"
)


def _woorden(lijst: str) -> str:
    return "|".join(re.escape(woord) for woord in sorted(hulplijst(lijst), key=len, reverse=True))


def _na_woord(nummerwoorden: str, woorden: str) -> tuple[re.Pattern[str], ...]:
    """Geef een patroon voor "cliëntnummer ..." en een voor "paspoort ..." zonder "nummer"."""
    met_nummer = rf"\b(?:{_woorden(nummerwoorden)})[- ]?(?:{_NR}|kenmerk\b)"
    los = rf"\b(?:{_woorden(woorden)})\b"
    return tuple(
        re.compile(kop + tussen + _WAARDEN, re.IGNORECASE)
        for kop, tussen in ((met_nummer, _RUIM_TUSSEN), (los, _TUSSEN))
    )


_DOCUMENT = _na_woord("documentnummers", "documentwoorden")
# Nederlands paspoort en identiteitskaart: twee letters, zes tekens, een cijfer, zonder de letter O.
_PASPOORT = re.compile(r"\b(?=[A-Z0-9]{0,8}\d[A-Z]{0,3}\d)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d\b")
_LANG_GETAL = re.compile(r"(?<![\w.,€/-])\d{10,16}(?![\w/-])")
_ZAAK = _na_woord("zaaknummers", "zaakwoorden")
_PARKET = re.compile(r"(?<![\w/-])\d{2}[/.-]\d{6}[-/]\d{2}(?![\w-])")
_POLITIE = re.compile(r"\bPL\s?\d{2,4}[- ]?(?:\d{4}[- ]?)?\d{4,10}(?:-\d{1,2})?\b", re.IGNORECASE)
_ROL = re.compile(r"\b[CA]/\d{1,2}/\d{4,6}(?:\s?/\s?[A-Z]{2,4}\s?[A-Z]{0,3}\s?\d{2}[-/]\d{1,5})?\b")
_JAAR = r"(?:19|20)\d\d"
_DATUM = r"(?:0?[1-9]|[12]\d|3[01])[ ./-](?:0?[1-9]|1[0-2])[ ./-](?:19|20)?\d\d"
# Wat achter zo'n woord ook een jaar, datum, tijd, bedrag of dienstnummer kan zijn.
_GEEN_NUMMER = re.compile(
    rf"{_JAAR}(?:[ ./–-]{{1,3}}{_JAAR})*|{_DATUM}|{_JAAR}-\d\d?-\d\d?|\d\d?[.:]\d\d"
    r"|0(?:800|900|906|909|88).*|14[ -]?0\d{2,3}"
)
_BEDRAG = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NA_BEDRAG = re.compile(r"(?:,\d\d)? ?(?:euro|€)|,\d\d\b", re.IGNORECASE)
_KORTSTE_GROEPEN = 7
_MINSTE_CIJFERS = 5
_NA = 10
_CIJFER = re.compile(r"\d")


def vind_document(tekst: str) -> Iterator[Vondst]:
    """Zoek V-nummers, paspoort-, identiteits-, rijbewijs- en cliëntnummers."""
    yield from _achter_woord(tekst, _DOCUMENT, "DOCUMENTNUMMER")
    for treffer in _PASPOORT.finditer(tekst):
        yield Vondst(treffer.start(), treffer.end(), "DOCUMENTNUMMER")


def _achter_woord(
    tekst: str, patronen: tuple[re.Pattern[str], ...], soort: str
) -> Iterator[Vondst]:
    if not _CIJFER.search(tekst):
        return
    for patroon in patronen:
        for treffer in patroon.finditer(tekst):
            if _is_nummer(treffer.group(1), tekst[treffer.end() : treffer.end() + _NA]):
                yield Vondst(treffer.start(1), treffer.end(1), soort)


def _is_nummer(waarde: str, erachter: str) -> bool:
    """Onwaar voor "2024", "12-05-2026", "1.250.000 euro", "0800-2000" en "3 van 8"."""
    if _GEEN_NUMMER.fullmatch(waarde):
        return False
    if _BEDRAG.fullmatch(waarde) and _NA_BEDRAG.match(erachter):
        return False
    if " " not in waarde:
        return True
    tekens = [teken for teken in waarde if teken.isalnum()]
    return len(tekens) >= _KORTSTE_GROEPEN and sum(map(str.isdigit, tekens)) >= _MINSTE_CIJFERS


def vind_lang_getal(tekst: str) -> Iterator[Vondst]:
    """Zoek een los getal van tien of meer cijfers: bijna altijd het nummer van iets of iemand."""
    for treffer in _LANG_GETAL.finditer(tekst):
        yield Vondst(treffer.start(), treffer.end(), "DOCUMENTNUMMER", zeker=False)


def vind_zaak(tekst: str) -> Iterator[Vondst]:
    """Zoek zaak-, parket-, rol- en politienummers."""
    for patroon in (_PARKET, _POLITIE, _ROL):
        for treffer in patroon.finditer(tekst):
            yield Vondst(treffer.start(), treffer.end(), "ZAAKNUMMER")
    yield from _achter_woord(tekst, _ZAAK, "ZAAKNUMMER")
