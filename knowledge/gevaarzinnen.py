"""De zinnen waaruit de kans op gevaar wordt geleerd, uit `lexicon/gevaarzinnen.yml`.

`(a|b)` in een zin is een keuze: zo staat één zin voor een handvol varianten.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from knowledge import gevaarwoorden, lexiconbestand
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from pathlib import Path

BESTAND = lexiconbestand.MAP / "gevaarzinnen.yml"
_ZONDER_GEVAAR = lexiconbestand.MAP / "probleemzinnen.yml"
KANTEN = ("gevaar", "geen_gevaar")
VARIANTEN = 5
_KEUZE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


class Zin(NamedTuple):
    """Een zin om van te leren; `bron` is de zin met keuzes waar hij een variant van is."""

    tekst: str
    gevaar: bool
    klasse: str
    bron: str


def gevaarzinnen(pad: Path = BESTAND) -> list[Zin]:
    """Alle zinnen met hun varianten.

    Raises:
        BestandFout: een lijst is niet goed; de tekst noemt bestand, regel en veld.
    """
    inhoud = lees_yaml(pad)
    controleer_velden(pad, inhoud, KANTEN)
    return [
        Zin(variant, kant == "gevaar", str(klasse), zin)
        for kant in KANTEN
        for klasse in inhoud[kant]
        for _, zin in lexiconbestand.regels(pad, inhoud[kant], klasse)
        for variant in varianten(zin)
    ]


def varianten(zin: str, hoogstens: int = VARIANTEN) -> list[str]:
    """Een vast en gespreid deel van de varianten van een zin met keuzes."""
    delen = _KEUZE.split(zin)
    keuzes = [deel.split("|") if plaats % 2 else [deel] for plaats, deel in enumerate(delen)]
    alle = ["".join(rij) for rij in itertools.product(*keuzes)]
    if len(alle) <= hoogstens:
        return alle
    return sorted(alle, key=lambda variant: hashlib.sha256(variant.encode()).digest())[:hoogstens]


def vingerafdruk() -> str:
    """Een korte naam voor de zinnen en de woordenlijst samen."""
    som = hashlib.sha256()
    for pad in (BESTAND, gevaarwoorden.BESTAND, _ZONDER_GEVAAR):
        som.update(pad.read_bytes())
    return som.hexdigest()[:16]
