"""Hoe iemand praat: of een bericht scheldt, klaagt over de assistent, of over hem zelf gaat.

Woorden die ook in een casus voorkomen ("hij scheldt haar uit") tellen niet; alleen wat de
gebruiker zelf roept.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from knowledge.yamlbestand import controleer_velden, lees_yaml

BESTAND = Path(__file__).parent / "lexicon" / "omgang.yml"
_KORT = 12


def scheldt(tekst: str) -> bool:
    """Of een kort bericht scheldt of klaagt over de assistent."""
    return _past("schelden", tekst) or _past("klacht", tekst)


def prijst(tekst: str) -> bool:
    """Of een kort bericht een compliment is."""
    return _past("compliment", tekst)


def vraagt_hoe_het_gaat(tekst: str) -> bool:
    """Of iemand vraagt hoe het gaat, zoals mensen doen."""
    return _past("praatje", tekst)


def gaat_even_weg(tekst: str) -> bool:
    """Of iemand zegt dat hij even weg is en later verdergaat."""
    return _past("pauze", tekst)


def _past(naam: str, tekst: str) -> bool:
    return len(tekst.split()) <= _KORT and bool(_patronen()[naam].search(tekst))


@cache
def _patronen() -> dict[str, re.Pattern[str]]:
    ruw = lees_yaml(BESTAND)
    controleer_velden(BESTAND, ruw, ("schelden", "klacht", "compliment", "praatje", "pauze"))
    return {
        str(naam): re.compile(rf"\b(?:{'|'.join(map(str, termen))})", re.IGNORECASE)
        for naam, termen in ruw.items()
    }
