"""YAML lezen met regelnummers, zodat elke fout bestand, regel en veld noemt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError


class BestandFout(ValueError):
    """Een gegevensbestand klopt niet; de tekst noemt bestand, regel en veld."""


def lees_yaml(pad: Path) -> Any:
    """De inhoud van een YAML-bestand, met regelnummers op elk woordenboek en elke lijst.

    Raises:
        BestandFout: als het geen geldige YAML is.
    """
    return ontleed_yaml(pad.read_text(encoding="utf-8"), pad.name)


def ontleed_yaml(tekst: str, bestand: str, eerste_regel: int = 1) -> Any:
    """De inhoud van een stuk YAML dat op `eerste_regel` van een bestand begint.

    Raises:
        BestandFout: als het geen geldige YAML is.
    """
    try:
        return YAML(typ="rt").load("\n" * (eerste_regel - 1) + tekst)
    except MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else eerste_regel
        raise BestandFout(
            f"{bestand}, regel {regel}: geen geldige YAML ({fout.problem})."
        ) from fout


def regel_van(houder: Any, sleutel: Any = None) -> int:
    """Het regelnummer (vanaf 1) van een sleutel, of van de houder zelf."""
    plek = getattr(houder, "lc", None)
    if plek is None:
        return 1
    if sleutel is not None and sleutel in (plek.data or {}):
        return int(plek.data[sleutel][0]) + 1
    return int(plek.line) + 1


def controleer_velden(
    pad: Path, houder: Any, verplicht: Iterable[str], toegestaan: Iterable[str] = ()
) -> None:
    """Controleer dat een woordenboek alle verplichte en geen onbekende velden heeft.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    if not isinstance(houder, Mapping):
        raise BestandFout(f"{pad.name}, regel {regel_van(houder)}: hier horen velden te staan.")
    verplicht = tuple(verplicht)
    for veld in verplicht:
        if houder.get(veld) in (None, ""):
            raise BestandFout(f"{pad.name}, regel {regel_van(houder)}: veld {veld!r} ontbreekt.")
    for veld in houder:
        if veld not in {*verplicht, *toegestaan}:
            raise BestandFout(
                f"{pad.name}, regel {regel_van(houder, veld)}: onbekend veld {veld!r}."
            )
