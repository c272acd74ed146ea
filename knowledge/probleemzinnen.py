"""De zinnen waaruit de soort probleem wordt geleerd, uit `lexicon/probleemzinnen.yml`."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, NamedTuple

from knowledge import casuswoorden, lexiconbestand
from knowledge.gevaarzinnen import varianten
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BESTAND = lexiconbestand.MAP / "probleemzinnen.yml"
MINSTENS = 40
_PLEK = "{}"
NIET_GELEERD = frozenset({"acuut_gevaar"})
"""Over gevaar van nu gaat alleen `knowledge.gevaar`."""


class Zin(NamedTuple):
    """Een zin om van te leren; `bron` is de zin met keuzes waar hij een variant van is."""

    tekst: str
    probleem: str
    bron: str


def soorten() -> tuple[str, ...]:
    """De soorten problemen die geleerd worden, op naam."""
    return tuple(sorted(set(casuswoorden.problemen()) - NIET_GELEERD))


def probleemzinnen(pad: Path = BESTAND) -> list[Zin]:
    """Alle zinnen met hun varianten, kaal en met een plaats of een vraag eromheen.

    Raises:
        BestandFout: een soort ontbreekt of is onbekend, heeft te weinig zinnen, of een zin staat er
            twee keer in; de tekst noemt bestand, regel en veld.
    """
    kaal = kale_zinnen(pad)
    inkleding = _inkleding(pad, lees_yaml(pad))
    return [*kaal, *(_kleed_in(zin, inkleding) for zin in kaal)]


def kale_zinnen(pad: Path = BESTAND) -> list[Zin]:
    """Alle zinnen met hun varianten; in geen ervan is er gevaar van nu.

    Raises:
        BestandFout: zoals bij `probleemzinnen`.
    """
    inhoud = lees_yaml(pad)
    controleer_velden(pad, inhoud, ("inkleding", "problemen"))
    controleer_velden(pad, inhoud["problemen"], soorten())
    gezien: dict[str, int] = {}
    return [zin for soort in soorten() for zin in _zinnen(pad, inhoud["problemen"], soort, gezien)]


def _inkleding(pad: Path, inhoud: lexiconbestand.Knoop) -> tuple[str, ...]:
    gelezen = lexiconbestand.regels(pad, inhoud, "inkleding")
    for regel, tekst in gelezen:
        if tekst.count(_PLEK) != 1:
            raise BestandFout(
                f"{pad.name}, regel {regel}, veld 'inkleding': hier hoort één keer {_PLEK} in."
            )
    return tuple(tekst for _, tekst in gelezen)


def _kleed_in(zin: Zin, inkleding: tuple[str, ...]) -> Zin:
    """De zin in een vaste, op de tekst gekozen inkleding."""
    keuze = zlib.crc32(zin.tekst.encode()) % len(inkleding)
    return zin._replace(tekst=inkleding[keuze].replace(_PLEK, zin.tekst))


def _zinnen(
    pad: Path, knoop: lexiconbestand.Knoop, soort: str, gezien: dict[str, int]
) -> Iterator[Zin]:
    regels = lexiconbestand.regels(pad, knoop, soort)
    if len(regels) < MINSTENS:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(knoop, soort)}, veld {soort!r}: "
            f"{len(regels)} zinnen, er horen er minstens {MINSTENS} te staan."
        )
    for regel, zin in regels:
        eerder = gezien.setdefault(zin.casefold(), regel)
        if eerder != regel:
            raise BestandFout(
                f"{pad.name}, regel {regel}, veld {soort!r}: deze zin staat ook op regel {eerder}."
            )
        yield from (Zin(variant, soort, zin) for variant in varianten(zin))


def vingerafdruk() -> str:
    """Een korte naam voor de zinnen en de woordenlijst samen."""
    som = hashlib.sha256()
    for pad in (BESTAND, casuswoorden.PROBLEMEN):
        som.update(pad.read_bytes())
    return som.hexdigest()[:16]
