"""Adressen: een straat met een huisnummer. Een straat zonder nummer is geen persoonsgegeven."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import Woord, hulplijst, is_gewoon_woord, kaal, namenlijst, woordenlijst
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRAATSOORTEN = (
    "straat", "str.", "laan", "weg", "plein", "gracht", "kade", "singel", "dijk", "pad", "hof",
    "park", "steeg", "dreef", "plantsoen", "boulevard", "markt", "brug", "oever",
    "hofje", "straatje", "laantje", "steegje", "pleintje", "paadje", "wal", "poort",
)  # fmt: skip
# Deze uitgangen tellen alleen bij een hoofdletter: "Lange Herenvest 7", maar niet "beleid 7".
_ZELDZAME_SOORTEN = (
    "vest", "hout", "rak", "horst", "burg", "burcht", "wijk", "veld", "velden", "oord", "kamp",
    "berg", "meer", "tuin", "tuinen", "hove", "donk", "land", "rade", "stein", "akker", "akkers",
    "heide", "bos", "beek", "duin", "duinen", "zand", "werf", "sluis", "einde", "hoek", "schans",
    "waard", "vliet", "vaart", "bocht", "dam", "stede", "hoeve", "enk", "brink", "es", "gaarde",
    "wende", "slag", "zijde", "erf", "baan", "ring", "haven", "rede", "steen",
)  # fmt: skip
_GEEN_STRAAT = hulplijst("geen_straat")
_STRAATEER = hulplijst("straateer")
_PLAATSWOORDEN = hulplijst("plaatswoorden")
_WOONWOORDEN = hulplijst("woonwoorden")
# "De Ruyterstraat" en "Van 't Hoffstraat", niet "In de Kerkstraat".
_STRAATBEGIN = frozenset({"de", "van", "den", "ter", "ten", "'t", "het"}) | hulplijst("straatmaat")
_LIDWOORDEN = frozenset({"de", "het", "'t"})
_NUMMERWOORDEN = frozenset({"nr", "nr.", "no.", "nummer", "huisnummer", "#", "t/o"})
_HUISNUMMER = re.compile(
    r"(?<![\w.,:/€-])[1-9]\d{0,3}(?!\d)"
    r"(?:\s?[-/]\s?\d{1,4}(?!\d)"
    r"|\s?[-/]?\s?(?i:hs|huis|rood|rd|zwart|zw|bis|boven|beneden|bg|iii|ii|iv|I{1,3}|IV|ws|bov|ben)\b"
    r"|\s?[-/]?\s?[A-Za-z](?![\w'’])){0,2}(?![\w%])(?![.,:]\d)"
)
_GEEN_NUMMER = re.compile(
    r"\s?(?:jaar|jr|jarige|euro|uur|keer|x|maal|maand|maanden|week|weken|dag|dagen|man|mensen"
    r"|personen|meldingen|kinderen|jongeren|jongens|meisjes|woningen|huizen|km|meter|min|minuten"
    r"|aangiftes|incidenten|panden|jan|januari|feb|februari|mrt|maart|april|mei|juni|juli|aug"
    r"|augustus|sept|september|okt|oktober|nov|november|dec|december|e|ste|procent)\b",
    re.IGNORECASE,
)
_TERUG = 90
_MEESTE_SPATIES = 4
_MEESTE_WOORDEN = 5
_KORTSTE_STRAAT = 5


def vind_adres(tekst: str) -> Iterator[Vondst]:
    """Zoek een straat met huisnummer, ook in kleine letters en met toevoeging."""
    for nummer in _HUISNUMMER.finditer(tekst):
        ervoor = tekst[max(0, nummer.start() - _MEESTE_SPATIES) : nummer.start()].rstrip()
        if ervoor[-1:].isdigit() or _GEEN_NUMMER.match(tekst, nummer.end()):
            continue
        begin_van = max(0, nummer.start() - _TERUG)
        woorden = list(re.finditer(r"\S+", tekst[begin_van : nummer.start()]))
        while woorden and woorden[-1].group().lower().strip(",") in _NUMMERWOORDEN:
            woorden.pop()
        gevonden = _straatbegin([w.group() for w in woorden])
        if gevonden:
            plek, zeker = gevonden
            yield Vondst(begin_van + woorden[plek].start(), nummer.end(), "ADRES", zeker)


def _straatbegin(woorden: list[str]) -> tuple[int, bool] | None:
    """Zoek waar de straatnaam begint die op het laatste woord eindigt."""
    if not woorden or (re.search(r"[.!?:;]$", woorden[-1]) and not woorden[-1].endswith("str.")):
        return None
    laatste = woorden[-1].strip("(,'\"“")
    kaal_laatste = kaal(laatste)
    soort = kaal_laatste.endswith(_STRAATSOORTEN)
    los = kaal_laatste in _GEEN_STRAAT or len(kaal_laatste) < _KORTSTE_STRAAT
    begin = _naar_links(woorden)
    met_naam = begin < len(woorden) - 1
    if soort and (not los or (met_naam and laatste[:1].isupper())):
        return begin, True
    woonplek = begin > 0 and _kern(woorden[begin - 1]) in _WOONWOORDEN
    if not laatste[:1].isupper() or (_is_eigennaam(woorden[begin:]) and not woonplek):
        return None
    if met_naam and _kern(woorden[begin]) in _STRAATSOORTEN:
        return begin, True
    if kaal_laatste.endswith(_ZELDZAME_SOORTEN) and kaal_laatste not in _GEEN_STRAAT:
        return begin, True
    plek = begin
    while plek and woorden[plek - 1].lower() in _LIDWOORDEN:
        plek -= 1
    ervoor = woorden[plek - 1].lower().strip(":") if plek else ""
    gewoon = all(is_gewoon_woord(_kern(woord)) for woord in woorden[begin:])
    woont = plek > 1 and ervoor in {"op", "aan"} and _kern(woorden[plek - 2]) in _WOONWOORDEN
    raak = woont or ervoor in (_WOONWOORDEN if gewoon else _PLAATSWOORDEN)
    return (begin, False) if raak else None


def _naar_links(woorden: list[str]) -> int:
    """Neem hoofdletterwoorden, tussenvoegsels en "2e" vóór het laatste woord mee."""
    begin = plek = len(woorden) - 1
    while plek and len(woorden) - plek < _MEESTE_WOORDEN:
        ervoor = woorden[plek - 1]
        groot = re.fullmatch(r"\d{1,2}e|[A-ZÀ-Þ][\w.'’-]*", ervoor)
        if (groot and not _opent_zin(woorden, plek - 1)) or _kern(ervoor) in _STRAATEER:
            begin = plek - 1
        elif ervoor.lower() not in woordenlijst("tussenvoegsels") or ervoor.lower() in {
            "op",
            "aan",
            "in",
            "uit",
            "bij",
        }:
            break
        plek -= 1
    return begin


def _opent_zin(woorden: list[str], plek: int) -> bool:
    kaal_woord = kaal(woorden[plek])
    woord = Woord(kaal_woord, kaal_woord)
    if plek or kaal_woord in _STRAATEER or kaal_woord in _STRAATBEGIN:
        return False
    return woord.klein or woord.werkwoord or woord.rol


def _kern(woord: str) -> str:
    return kaal(woord.strip("(,.'\""))


def _is_eigennaam(woorden: list[str]) -> bool:
    """Waar voor "Top 600" en "Regio Kennemerland 2": een organisatie of plaats met een getal."""
    eerste, laatste = _kern(woorden[0]), _kern(woorden[-1])
    return eerste in namenlijst("organisaties") or laatste in namenlijst("plaatsen")
