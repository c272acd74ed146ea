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
from typing import TYPE_CHECKING

import snowballstemmer

from knowledge.bronnen import BronFout
from knowledge.taal import LANGSTE_WOORD
from knowledge.yamlbestand import lees_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

SYNONIEMEN = Path(__file__).with_name("synoniemen.yml")
STOPWOORDEN = Path(__file__).with_name("stopwoorden.txt")
GEWONE_WOORDEN = Path(__file__).with_name("gewone_woorden.txt")
WOORD = re.compile(r"[a-z0-9]+")
OM_ALS_NAAM = re.compile(
    r"\bOM\b|\b(?:het|van|rol|door|bij|aan|taak|taken) om(?=[?.!,]|$| in | bij )"
)
OM = "openbaarministerie"
SLOT = Lock()
TELWOORDEN = "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
CIJFERS = {str(getal): woord for getal, woord in enumerate(TELWOORDEN.split("|"), start=2)}
LIJSTEN = ("begrippen", "synoniemen", "regios")
REGIOCODE = re.compile(r"(?:vr\d\d|landelijk)$")


@dataclass(frozen=True)
class Woordenboek:
    """De inhoud van `synoniemen.yml`, klaar om mee te vervangen.

    Attributes:
        begrippen: schrijfwijze naar begrip.
        patroon: vindt elke schrijfwijze, de langste eerst.
        synoniemen: woordstam naar de stam die ervoor telt.
        algemeen: woorden waar een vraag niet om draait, zoals 'rol' of 'verschil'.
        regios: plaats- of regionaam naar regiocode.
        regiopatroon: vindt elke plaats- of regionaam.
    """

    begrippen: dict[str, str]
    patroon: re.Pattern[str]
    synoniemen: dict[str, str]
    algemeen: frozenset[str]
    regios: dict[str, str]
    regiopatroon: re.Pattern[str]


@lru_cache(maxsize=1)
def woordenboek() -> Woordenboek:
    """Lees `synoniemen.yml` een keer.

    Raises:
        BronFout: als het bestand niet klopt of een schrijfwijze bij twee begrippen staat.
    """
    inhoud = lees_yaml(SYNONIEMEN)
    if not isinstance(inhoud, dict) or set(inhoud) != {*LIJSTEN, "algemeen"}:
        velden = ", ".join((*LIJSTEN, "algemeen"))
        raise BronFout(f"{SYNONIEMEN.name}, regel 1: hier horen de velden {velden}.")
    begrippen, synoniemen, regios = (_omgekeerd(inhoud[lijst], lijst) for lijst in LIJSTEN)
    return Woordenboek(
        begrippen=begrippen,
        patroon=_een_van(begrippen),
        synoniemen={_woordstam(woord): _woordstam(naam) for woord, naam in synoniemen.items()},
        algemeen=frozenset(map(str, inhoud["algemeen"])),
        regios=regios,
        regiopatroon=_een_van(naam for naam in regios if not REGIOCODE.match(naam)),
    )


@lru_cache(maxsize=1)
def stopwoorden() -> frozenset[str]:
    """Geef de woorden die niets over het onderwerp zeggen."""
    return frozenset(STOPWOORDEN.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def gewone_stammen() -> frozenset[str]:
    """Geef de stammen van gewone woorden: ze tellen mee, maar maken een vraag niet anders."""
    return frozenset(map(stam, GEWONE_WOORDEN.read_text(encoding="utf-8").split()))


def woorden(tekst: str) -> list[str]:
    """Geef de woorden zonder accenten, met begrippen als een woord, zonder stopwoorden.

    Namen van regio's en plaatsen tellen niet mee: die kiezen de regio, niet het onderwerp.
    """
    return [woord for woord in woorden_met_stop(tekst) if woord not in stopwoorden()]


def woorden_met_stop(tekst: str) -> list[str]:
    """Geef de woorden zoals `woorden`, maar met de stopwoorden erbij."""
    met_om = OM_ALS_NAAM.sub(lambda hit: hit[0][: -len("OM")] + OM, tekst)
    plat = zonder_accenten(met_om)
    boek = woordenboek()
    plat = boek.regiopatroon.sub(" ", plat)
    vervangen = boek.patroon.sub(lambda hit: boek.begrippen[hit[0]], plat)
    gevonden = (woord[:LANGSTE_WOORD] for woord in WOORD.findall(vervangen))
    return [CIJFERS.get(woord, woord) for woord in gevonden]


def zonder_accenten(tekst: str) -> str:
    """Geef de tekst in kleine letters en zonder accenten."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def genoemde_regio(tekst: str) -> str | None:
    """Geef de code van de regio die in de tekst genoemd wordt; de laatst genoemde telt."""
    boek = woordenboek()
    gevonden = boek.regiopatroon.findall(zonder_accenten(tekst))
    return boek.regios[gevonden[-1]] if gevonden else None


@lru_cache(maxsize=65536)
def stam(woord: str) -> str:
    """Geef de stam van een woord (Snowball `dutch_porter`), of die van zijn synoniem."""
    zelf = _woordstam(woord)
    return woordenboek().synoniemen.get(zelf, zelf)


def _woordstam(woord: str) -> str:
    with SLOT:  # de stammer bewaart zijn stand in het object
        return str(_stammer().stemWord(woord))


@lru_cache(maxsize=1)
def _stammer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch_porter")


def _een_van(schrijfwijzen: Iterable[str]) -> re.Pattern[str]:
    """Maak een patroon dat elk van de schrijfwijzen als los woord vindt, de langste eerst."""
    langste_eerst = sorted(schrijfwijzen, key=len, reverse=True)
    keuze = "|".join(map(re.escape, langste_eerst))
    return re.compile(rf"(?<![a-z0-9])(?:{keuze})(?![a-z0-9+])")


def _omgekeerd(groepen: dict[str, list[str]], veld: str) -> dict[str, str]:
    omgekeerd: dict[str, str] = {}
    for naam, schrijfwijzen in groepen.items():
        for schrijfwijze in (naam, *schrijfwijzen):
            plat = zonder_accenten(schrijfwijze)
            if omgekeerd.setdefault(plat, naam) != naam:
                raise BronFout(f"{SYNONIEMEN.name}, veld '{veld}': '{plat}' staat er twee keer.")
    return omgekeerd
