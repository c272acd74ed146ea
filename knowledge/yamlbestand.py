"""YAML lezen met regelnummers, zodat elke fout bestand, regel en veld noemt.

De lezer in C van PyYAML geeft de boom; wat een kale waarde betekent bepaalt deze module, volgens
YAML 1.2. Een lezer in Python kostte bij elke start seconden, en met de regels van YAML 1.1 zou een
woord als `no` of een tijd als `12:30` veranderen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_LEZER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NIETS = frozenset({"", "~", "null", "Null", "NULL"})
_WAAR = frozenset({"true", "True", "TRUE"})
_ONWAAR = frozenset({"false", "False", "FALSE"})
_GEHEEL = re.compile(r"[-+]?[0-9]+")
_GETAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BestandFout(ValueError):
    """Een gegevensbestand klopt niet; de tekst noemt bestand, regel en veld."""


class _Velden(dict[Any, Any]):
    """Een woordenboek dat weet op welke regel het begint, en op welke regel elk veld staat."""

    regel: int
    regels: Mapping[Any, int]


class _Lijst(list[Any]):
    """Een lijst die weet op welke regel zij begint, en op welke regel elk deel staat."""

    regel: int
    regels: Mapping[int, int]


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
        boom = yaml.compose("\n" * (eerste_regel - 1) + tekst, Loader=_LEZER)
        return None if boom is None else _waarde(boom)
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else eerste_regel
        raise BestandFout(
            f"{bestand}, regel {regel}: geen geldige YAML ({fout.problem})."
        ) from fout


def regel_van(houder: Any, sleutel: Any = None) -> int:
    """Het regelnummer (vanaf 1) van een sleutel, of van de houder zelf."""
    if not isinstance(houder, (_Velden, _Lijst)):
        return 1
    return houder.regels.get(sleutel, houder.regel)


def _waarde(knoop: Any) -> Any:
    if isinstance(knoop, yaml.MappingNode):
        return _velden(knoop)
    if isinstance(knoop, yaml.SequenceNode):
        lijst = _Lijst(map(_waarde, knoop.value))
        lijst.regel = _regel(knoop)
        lijst.regels = {nr: _regel(deel) for nr, deel in enumerate(knoop.value)}
        return lijst
    return knoop.value if knoop.style else _kaal(knoop.value)


def _velden(knoop: yaml.MappingNode) -> _Velden:
    velden, regels = _Velden(), {}
    for sleutel, waarde in knoop.value:
        naam = _waarde(sleutel)
        if naam in velden:
            raise yaml.MarkedYAMLError(
                problem=f"{naam!r} staat er twee keer", problem_mark=sleutel.start_mark
            )
        velden[naam], regels[naam] = _waarde(waarde), _regel(sleutel)
    velden.regel, velden.regels = _regel(knoop), regels
    return velden


def _regel(knoop: Any) -> int:
    return int(knoop.start_mark.line) + 1


def _kaal(tekst: str) -> Any:
    """Wat een waarde zonder aanhalingstekens betekent (YAML 1.2, kernschema, en een datum)."""
    if tekst in _NIETS:
        return None
    if tekst in _WAAR or tekst in _ONWAAR:
        return tekst in _WAAR
    if _GEHEEL.fullmatch(tekst):
        return int(tekst)
    if _GETAL.fullmatch(tekst):
        return float(tekst)
    return date.fromisoformat(tekst) if _DAG.fullmatch(tekst) else tekst


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
