"""Van een zin naar woordstammen: begrippen, stopwoorden en Nederlandse stammen.

Gemeten keuze: de stammer `dutch_porter`. In Snowball 3 heet die zo; `dutch` is daar een andere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer

from knowledge.bronnen import BronFout, lees_yaml

SYNONIEMEN = Path(__file__).with_name("synoniemen.yml")
STOPWOORDEN = Path(__file__).with_name("stopwoorden.txt")
WOORD = re.compile(r"[a-z0-9]+")
OM_ALS_NAAM = re.compile(
    r"\bOM\b|\b(?:het|van|rol|door|bij|aan|taak|taken) om(?=[?.!,]|$| in | bij )"
)
OM = "openbaarministerie"
SLOT = Lock()


@dataclass(frozen=True)
class Woordenboek:
    """De inhoud van `synoniemen.yml`, klaar om mee te vervangen.

    Attributes:
        begrippen: schrijfwijze naar begrip.
        patroon: vindt elke schrijfwijze, de langste eerst.
        regios: plaats- of regionaam naar regiocode.
    """

    begrippen: dict[str, str]
    patroon: re.Pattern[str]
    regios: dict[str, str]


@lru_cache(maxsize=1)
def woordenboek() -> Woordenboek:
    """Lees `synoniemen.yml` een keer.

    Raises:
        BronFout: als het bestand niet klopt of een schrijfwijze bij twee begrippen staat.
    """
    inhoud = lees_yaml(SYNONIEMEN.read_text(encoding="utf-8"), SYNONIEMEN.name)
    if not isinstance(inhoud, dict) or set(inhoud) != {"begrippen", "regios"}:
        raise BronFout(f"{SYNONIEMEN.name}, regel 1: hier horen 'begrippen' en 'regios'.")
    begrippen = _omgekeerd(inhoud["begrippen"], "begrippen")
    langste_eerst = sorted(begrippen, key=len, reverse=True)
    patroon = re.compile(
        r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, langste_eerst)) + r")(?![a-z0-9+])"
    )
    return Woordenboek(begrippen, patroon, _omgekeerd(inhoud["regios"], "regios"))


@lru_cache(maxsize=1)
def stopwoorden() -> frozenset[str]:
    """Geef de woorden die niets over het onderwerp zeggen."""
    return frozenset(STOPWOORDEN.read_text(encoding="utf-8").split())


def woorden(tekst: str) -> list[str]:
    """Geef de woorden zonder accenten, met begrippen als een woord, zonder stopwoorden."""
    met_om = OM_ALS_NAAM.sub(lambda hit: hit[0][: -len("OM")] + OM, tekst)
    plat = zonder_accenten(met_om)
    boek = woordenboek()
    vervangen = boek.patroon.sub(lambda hit: boek.begrippen[hit[0]], plat)
    return [woord for woord in WOORD.findall(vervangen) if woord not in stopwoorden()]


def zonder_accenten(tekst: str) -> str:
    """Geef de tekst in kleine letters en zonder accenten."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def genoemde_regio(tekst: str) -> str | None:
    """Geef de code van de regio die in de tekst genoemd wordt; de laatst genoemde telt."""
    regios = woordenboek().regios
    gevonden = [regios[woord] for woord in _losse_namen(tekst) if woord in regios]
    return gevonden[-1] if gevonden else None


def is_regiowoord(woord: str) -> bool:
    """Zeg of een woord een regio of plaats in een van de regio's noemt."""
    return woord in woordenboek().regios


@lru_cache(maxsize=65536)
def stam(woord: str) -> str:
    """Geef de stam van een woord (Snowball `dutch_porter`)."""
    with SLOT:  # de stammer bewaart zijn stand in het object
        return str(_stammer().stemWord(woord))


@lru_cache(maxsize=1)
def _stammer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch_porter")


def _losse_namen(tekst: str) -> list[str]:
    return re.findall(r"[a-z]+(?:-[a-z]+)?", zonder_accenten(tekst))


def _omgekeerd(groepen: dict[str, list[str]], veld: str) -> dict[str, str]:
    omgekeerd: dict[str, str] = {}
    for naam, schrijfwijzen in groepen.items():
        for schrijfwijze in (naam, *schrijfwijzen):
            plat = zonder_accenten(schrijfwijze)
            if omgekeerd.setdefault(plat, naam) != naam:
                raise BronFout(f"{SYNONIEMEN.name}, veld '{veld}': '{plat}' staat er twee keer.")
    return omgekeerd
