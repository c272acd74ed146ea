"""Nummers die pas door het woord ervoor iets zeggen: documenten, zaken en dossiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAARDE = r"((?!AV-)(?=[A-Za-z/.\-]{0,8}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[/.\-](?=[A-Za-z0-9])){3,24})"
_TUSSEN = (
    r"(?:[ :.#=\-]{1,3}(?:is|was|luidt|van [a-zà-ÿ]{2,12}|met|het|nummer|nr\.?|no\.?)\b){0,2}"
    r"[ :.#=]{0,3}"
)
_NR = r"(?:\s?(?:nummer|nr\.?))"
_DOCUMENT = re.compile(
    rf"\b(?:v-?{_NR}|vnr|(?:vreemdelingen|document){_NR}|id[- ]?(?:kaart|bewijs)?-?{_NR}"
    r"|(?:paspoort|id-?kaart|identiteits(?:kaart|bewijs)|rijbewijs"
    rf"|verblijfs(?:document|vergunning|pas)){_NR}?"
    r"|(?:cli[eë]nt|klant|pati[eë]nt|polis|zorgpas|leerling|detentie|gedetineerde"
    rf"|strafrechtsketen|skn|coa|ind)-?{_NR}|skn|w-document)" + _TUSSEN + _WAARDE,
    re.IGNORECASE,
)
# Nederlands paspoort en identiteitskaart: twee letters, zes tekens, een cijfer, zonder de letter O.
_PASPOORT = re.compile(r"\b(?=[A-Z0-9]{0,8}\d[A-Z]{0,3}\d)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d\b")
_LANG_GETAL = re.compile(r"(?<![\w.,€/-])\d{10,16}(?![\w/-])")
_ZAAK = re.compile(
    r"\b(?:(?:zaak|dossier|parket|proces-?verbaal|pv|rol|mutatie|registratie|bvh|incident|casus"
    r"|aangifte|meldings?|meld|sepot|vonnis|arrest|onderzoeks|gezins|beschikking)"
    r"[- ]?(?:nummer|nummers|nr\.?|no\.?|kenmerk)|bvh|proces-verbaal|zaak|dossier|parketnr|pv)"
    + _TUSSEN
    + _WAARDE,
    re.IGNORECASE,
)
_PARKET = re.compile(r"(?<![\w/-])\d{2}[/.-]\d{6}[-/]\d{2}(?![\w-])")
_POLITIE = re.compile(r"\bPL\s?\d{2,4}[- ]?(?:\d{4}[- ]?)?\d{4,10}(?:-\d{1,2})?\b", re.IGNORECASE)
_ROL = re.compile(r"\b[CA]/\d{1,2}/\d{4,6}(?:\s?/\s?[A-Z]{2,4}\s?[A-Z]{0,3}\s?\d{2}[-/]\d{1,5})?\b")
_JAARTAL = re.compile(r"(?:19|20)\d\d")


def vind_document(tekst: str) -> Iterator[Vondst]:
    """Zoek V-nummers, paspoort-, identiteits-, rijbewijs- en cliëntnummers."""
    for treffer in _DOCUMENT.finditer(tekst):
        if not _JAARTAL.fullmatch(treffer.group(1)):
            yield Vondst(treffer.start(1), treffer.end(1), "DOCUMENTNUMMER")
    for treffer in _PASPOORT.finditer(tekst):
        yield Vondst(treffer.start(), treffer.end(), "DOCUMENTNUMMER")


def vind_lang_getal(tekst: str) -> Iterator[Vondst]:
    """Zoek een los getal van tien of meer cijfers: bijna altijd het nummer van iets of iemand."""
    for treffer in _LANG_GETAL.finditer(tekst):
        yield Vondst(treffer.start(), treffer.end(), "DOCUMENTNUMMER", zeker=False)


def vind_zaak(tekst: str) -> Iterator[Vondst]:
    """Zoek zaak-, parket-, rol- en politienummers."""
    for patroon in (_PARKET, _POLITIE, _ROL):
        for treffer in patroon.finditer(tekst):
            yield Vondst(treffer.start(), treffer.end(), "ZAAKNUMMER")
    for treffer in _ZAAK.finditer(tekst):
        if not _JAARTAL.fullmatch(treffer.group(1)):
            yield Vondst(treffer.start(1), treffer.end(1), "ZAAKNUMMER")
