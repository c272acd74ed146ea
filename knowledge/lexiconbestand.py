"""Woordenlijsten lezen: teksten, begrippen en patronen, met bij elke fout de regel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.patroon import Begrippen, Deel, PatroonError, begrip, ontleed
from knowledge.yamlbestand import BestandFout, regel_van

MAP = Path(__file__).parent / "lexicon"

Knoop = Mapping[str, Any]


def getal(pad: Path, knoop: Knoop, naam: str) -> int:
    """Geef een veld dat een heel getal boven nul moet zijn.

    Raises:
        BestandFout: het veld is geen heel getal boven nul.
    """
    waarde = knoop[naam]
    if not isinstance(waarde, int) or waarde <= 0:
        raise _fout(pad, regel_van(knoop, naam), naam, "moet een getal boven nul zijn")
    return waarde


def tekst(pad: Path, knoop: Knoop, naam: str) -> str:
    """Geef een veld dat tekst moet zijn.

    Raises:
        BestandFout: het veld is geen tekst.
    """
    waarde = knoop[naam]
    if not isinstance(waarde, str):
        raise _fout(pad, regel_van(knoop, naam), naam, "moet tekst zijn")
    return str(waarde)


def regels(pad: Path, knoop: Knoop, naam: str) -> list[tuple[int, str]]:
    """Geef een lijst van teksten met hun regelnummer; een ontbrekend veld is een lege lijst.

    Raises:
        BestandFout: het veld is geen lijst, of een deel ervan is geen tekst.
    """
    lijst = knoop.get(naam, ())
    if isinstance(lijst, str) or not isinstance(lijst, Sequence):
        raise _fout(pad, regel_van(knoop, naam), naam, "moet een lijst zijn")
    uit = [(regel_van(lijst, plaats), waarde) for plaats, waarde in enumerate(lijst)]
    for regel, waarde in uit:
        if not isinstance(waarde, str) or not waarde.strip():
            raise _fout(pad, regel, naam, "mag alleen teksten bevatten")
    return [(regel, str(waarde)) for regel, waarde in uit]


def begrippen(pad: Path, inhoud: Knoop) -> Begrippen:
    """Geef de begrippen van een woordenlijst.

    Raises:
        BestandFout: een begrip is niet goed.
    """
    uit: dict[str, tuple[tuple[str, ...], ...]] = {}
    for naam in inhoud["begrippen"]:
        gelezen = regels(pad, inhoud["begrippen"], naam)
        try:
            uit[str(naam)] = begrip(woorden for _, woorden in gelezen)
        except PatroonError as fout:
            raise _fout(pad, regel_van(inhoud["begrippen"], naam), naam, str(fout)) from fout
    return uit


def patronen(pad: Path, knoop: Knoop, naam: str, bekend: Begrippen) -> list[tuple[Deel, ...]]:
    """Ontleed de patronen in een veld.

    Raises:
        BestandFout: een patroon is niet goed.
    """
    gelezen = regels(pad, knoop, naam)
    return [delen for regel in gelezen for delen in _patroon(pad, naam, regel, bekend)]


def _patroon(
    pad: Path, naam: str, regel: tuple[int, str], bekend: Begrippen
) -> tuple[tuple[Deel, ...], ...]:
    try:
        return ontleed(regel[1], bekend)
    except PatroonError as fout:
        raise _fout(pad, regel[0], naam, str(fout)) from fout


def _fout(pad: Path, regel: int, naam: str, uitleg: str) -> BestandFout:
    return BestandFout(f"{pad.name}, regel {regel}, veld '{naam}': {uitleg}.")
