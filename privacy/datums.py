"""Geboortedata: een datum na een woord als "geboren", of zo oud dat het om een geboorte gaat."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from privacy.datumplek import is_andere_datum
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

# Een volledige datum van minstens zoveel jaar geleden is bijna nooit een voorval.
LEEFTIJDSGRENS = 16
_EEUW = 100
_MAAND = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAG = r"(?:0?[1-9]|[12]\d|3[01])"
_DAGWOORD = (
    r"(?:een|één|eerste|twee|tweede|drie|derde|vier|vierde|vijf|vijfde|zes|zesde|zeven|zevende"
    r"|acht|achtste|negen|negende|tien|tiende|elf|elfde|\w{3,6}tien(?:de)?|twaalf|twaalfde"
    r"|(?:\w{3,5}(?:en|ën))?twintig(?:ste)?|(?:eenen|eenën)?dertig(?:ste)?)"
)
_MND = r"(?:0?[1-9]|1[0-2])"
_JAAR = r"(?P<jaar>(?:19|20)\d\d|['’‘]?\d\d)"
_DATUMS = (
    re.compile(rf"(?<![\w.,/-]){_DAG}\s?[-/.]\s?{_MND}\s?[-/.]\s?{_JAAR}(?![\w/-])(?!\.\d)"),
    re.compile(rf"(?<![\w.,/-]){_DAG} {_MND} (?P<jaar>(?:19|20)\d\d)(?![\w/-])"),
    re.compile(
        rf"(?<![\w.,/-])(?:{_DAG}(?:e|ste|de)?|{_DAGWOORD})[ -]{{0,2}}(?:van )?"
        rf"{_MAAND}\.?[ -]{{0,2}}{_JAAR}(?![\w/-])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w.,/-])(?P<jaar>(?:19|20)\d\d)[-/.]{_MND}[-/.]{_DAG}(?![\w/-])"),
    re.compile(
        r"(?<![\w.,/-])(?P<jaar>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/-])"
    ),
    re.compile(
        r"(?<![\w.,/-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<jaar>(?:19|20)\d\d)(?![\w/-])"
    ),
)
_GEBOORTEWOORD = re.compile(
    r"(?:\b(?:geb|gb|geboren|geboorte\w{0,12}|gebdat\w{0,3}|g\.d|gd|dob|d\.o\.b|jarig|verjaardag"
    r"|verjaart|gebdtm|date of birth|doğum)\b|(?<!\w)[*°†])[^\n!?;]{0,30}$"
    r"|\b(?:iemand|jongen|meisje|man|vrouw|kind|hij|zij|ze|cli[eë]nt|zoon|dochter"
    r"|pupil|leerling|jeugdige|minderjarige|baby|kleuter|peuter|dame|heer|bewoner|bewoonster"
    r"|pati[eë]nt|verdachte|jongere|scholier|student|broertje|zusje)"
    r" (?:een )?(?:van|uit) $"
    r"|\b(?:ter wereld|bevallen|bevalling)\b[^\n.!?;]{0,30}$",
    re.IGNORECASE,
)
_ZES_CIJFERS = re.compile(
    r"\b(?:geb|gb|geboren|geboortedatum|gebdat\w{0,3}|g\.?d|dob)\b[ .:=]{1,3}"
    r"(?P<deel>(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)(?!\d)",
    re.IGNORECASE,
)
_ALLEEN_GEBOORTE = re.compile(
    r"\b(?:geboren|geb\.?|geboortejaar|bouwjaar)"
    r"(?: is| in| op| ?:| het jaar| en getogen in| uit){0,2}\s{0,2}"
    r"(?P<deel>['’‘]?\d{2}|(?:19|20)\d\d)(?![\w/-])(?![.,]\d)(?! (?:jaar|weken|dagen|maanden|uur))",
    re.IGNORECASE,
)
_VAN_JAAR = re.compile(
    r"\b(?:is|was) van (?:het jaar )?(?P<deel>['’‘]\d{2}|19[3-9]\d)(?![\w/-])", re.IGNORECASE
)
_DAG_ZONDER_JAAR = re.compile(
    rf"\b(?:geboren|geb\.?|geboortedag|geboortedatum|jarig|verjaardag|verjaart)"
    rf"(?: is| op| zijn| haar|:){{0,2}} {{0,2}}"
    rf"(?P<deel>{_DAG}(?:e)? {_MAAND}|{_DAG}[-/]{_MND})(?![\w/-])",
    re.IGNORECASE,
)
# "op 4 mei 1988 geboren in Kampen"
_DAN_GEBOREN = re.compile(r"[^\n.!?;]{0,25}\b(?:geboren|ter wereld|bevallen)\b", re.IGNORECASE)
_TERUG = 60
# "meldingen van 3-4-2007, 5-6-2008 en 7-8-2009": ook de volgende is geen geboorte.
_VERDER_IN_RIJ = re.compile(r"\s?(?:,|/|-|–|en|of|tot(?: en met)?|t/?m|respectievelijk)\s?")


def vind_geboortedatum(tekst: str, jaar_nu: int | None = None) -> Iterator[Vondst]:
    """Zoek geboortedata in elke gebruikelijke schrijfwijze.

    Args:
        tekst: het bericht.
        jaar_nu: het lopende jaar; zonder dit het jaar van de klok.
    """
    nu = jaar_nu or datetime.now(tz=timezone.utc).year
    vorige = -1
    treffers = sorted((t for p in _DATUMS for t in p.finditer(tekst)), key=re.Match.start)
    for treffer in treffers:
        voor = tekst[max(0, treffer.start() - _TERUG) : treffer.start()]
        na = _DAN_GEBOREN.match(tekst, treffer.end())
        geboorte = bool(na or _GEBOORTEWOORD.search(voor))
        in_rij = vorige >= 0 and bool(_VERDER_IN_RIJ.fullmatch(tekst, vorige, treffer.start()))
        if not geboorte and (in_rij or is_andere_datum(voor)):
            vorige = treffer.end()
        elif geboorte or _volledig_jaar(treffer["jaar"], nu) <= nu - LEEFTIJDSGRENS:
            yield Vondst(treffer.start(), treffer.end(), "GEBOORTEDATUM", geboorte)
    for patroon in (_ZES_CIJFERS, _DAG_ZONDER_JAAR, _ALLEEN_GEBOORTE, _VAN_JAAR):
        for treffer in patroon.finditer(tekst):
            yield Vondst(treffer.start("deel"), treffer.end("deel"), "GEBOORTEDATUM", zeker=False)


def _volledig_jaar(tekst: str, nu: int) -> int:
    jaar = int(tekst.lstrip("'’‘"))
    if jaar >= _EEUW:
        return jaar
    eeuw = nu - nu % _EEUW
    return eeuw + jaar if jaar <= nu % _EEUW else eeuw - _EEUW + jaar
