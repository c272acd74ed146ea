"""Leest de proefzinnen: `{accolades}` om wat gevonden moet worden."""

from __future__ import annotations

import re
from pathlib import Path

MAP = Path(__file__).parent / "zinnen"


def namen(ronde: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """Geef per zin de tekst zonder accolades en de plek van elke naam."""
    return [_ontleed(regel) for regel in _regels(f"namen_ronde{ronde}")]


def gegevens(ronde: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """Geef per zin de tekst en de plek van elk nummer, elke datum of elk adres."""
    return [_ontleed(regel) for regel in _regels(f"gegevens_ronde{ronde}")]


def schoon(ronde: int) -> list[str]:
    """Geef de zinnen waarin niets gevonden mag worden."""
    return _regels(f"schoon_ronde{ronde}")


def _regels(naam: str) -> list[str]:
    tekst = (MAP / f"{naam}.txt").read_text(encoding="utf-8")
    return [regel for regel in tekst.splitlines() if regel.strip()]


def _ontleed(regel: str) -> tuple[str, list[tuple[int, int]]]:
    tekst = ""
    plekken: list[tuple[int, int]] = []
    for deel in re.split(r"(\{[^}]*\})", regel):
        if deel.startswith("{"):
            plekken.append((len(tekst), len(tekst) + len(deel) - 2))
            tekst += deel[1:-1]
        else:
            tekst += deel
    return tekst, plekken
