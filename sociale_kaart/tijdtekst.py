"""Openingstijden als korte tekst in één cel: `ma-vr 09:00-17:00; za 10:00-12:00`, of `24/7`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sociale_kaart.kaartvorm import DAGEN

if TYPE_CHECKING:
    from collections.abc import Iterable

ALTIJD = "24/7"
_BLOK = re.compile(
    r"(?P<dagen>[a-z, -]+?)\s+(?P<opent>\d{1,2}[:.]\d\d)\s*-\s*(?P<sluit>\d{1,2}[:.]\d\d)"
)
_MIDDERNACHT = "24:00"

Blok = tuple[tuple[str, ...], str, str]
"""De dagen, en de tijden `09:00` waarop het blok begint en eindigt."""


def lees_tijden(tekst: str) -> tuple[Blok, ...]:
    """Lees de tekst van een cel.

    Raises:
        ValueError: de tekst is niet te lezen; de melding zegt hoe het wel moet.
    """
    if tekst.strip() == ALTIJD:
        return ((DAGEN, "00:00", _MIDDERNACHT),)
    return tuple(_lees_blok(deel.strip()) for deel in tekst.split(";") if deel.strip())


def schrijf_tijden(blokken: Iterable[Blok]) -> str:
    """Schrijf blokken als de tekst van een cel; `lees_tijden` geeft dezelfde blokken terug."""
    lijst = tuple(blokken)
    if lijst == ((DAGEN, "00:00", _MIDDERNACHT),):
        return ALTIJD
    return "; ".join(f"{_schrijf_dagen(dagen)} {opent}-{sluit}" for dagen, opent, sluit in lijst)


def _lees_blok(tekst: str) -> Blok:
    gevonden = _BLOK.fullmatch(tekst.lower())
    if gevonden is None:
        raise ValueError(f"{tekst!r} is niet te lezen; schrijf het als ma-vr 09:00-17:00.")
    opent, sluit = (_tijd(gevonden[veld]) for veld in ("opent", "sluit"))
    if opent >= sluit:
        raise ValueError(
            f"{tekst!r} eindigt niet na het begin; splits een nacht in tot 24:00 en vanaf 00:00."
        )
    return _lees_dagen(gevonden["dagen"]), opent, sluit


def _tijd(tekst: str) -> str:
    uren, minuten = tekst.replace(".", ":").split(":")
    tijd = f"{int(uren):02d}:{minuten}"
    if tijd > _MIDDERNACHT or int(minuten) > 59:  # noqa: PLR2004 - minuten van een uur
        raise ValueError(f"{tekst!r} is geen tijd.")
    return tijd


def _lees_dagen(tekst: str) -> tuple[str, ...]:
    gekozen: set[int] = set()
    for deel in tekst.replace(" ", "").split(","):
        namen = deel.split("-")
        if not set(namen) <= set(DAGEN) or len(namen) > 2:  # noqa: PLR2004 - van en tot
            raise ValueError(f"{deel!r} is geen dag; kies uit {', '.join(DAGEN)}.")
        gekozen |= set(range(DAGEN.index(namen[0]), DAGEN.index(namen[-1]) + 1))
    return tuple(DAGEN[plek] for plek in sorted(gekozen))


def _schrijf_dagen(dagen: tuple[str, ...]) -> str:
    plekken = [DAGEN.index(dag) for dag in dagen]
    aaneen = len(plekken) > 1 and plekken == list(range(plekken[0], plekken[-1] + 1))
    return f"{dagen[0]}-{dagen[-1]}" if aaneen else ",".join(dagen)
