"""Hoe dicht de betekenis van een vraag bij elk artikel ligt."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.artikelen import artikelen
from knowledge.betekenis import Vectoren, vector, vectoren
from knowledge.onbeantwoord import onbeantwoord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.artikelen import Artikel

_KORTSTE_ALINEA = 20


class Gelijkenis(NamedTuple):
    """De cosinus met de vraag bij het artikel, en met de alinea, die er het dichtst bij ligt."""

    vraag: float
    tekst: float


class _Rijen(NamedTuple):
    """Vectoren met per rij het nummer van het artikel."""

    waarden: Vectoren
    artikel: NDArray[np.intp]


@lru_cache(maxsize=64)
def gelijkenissen(vraag: str) -> Mapping[str, Gelijkenis]:
    """Geef per artikel hoe dicht de betekenis erbij ligt; leeg zonder taalmodel."""
    gezocht = vector(vraag)
    if gezocht is None:
        return {}
    bij_vraag, bij_tekst = (_hoogste(rijen, gezocht) for rijen in _rijen())
    paren = zip(artikelen(), bij_vraag, bij_tekst, strict=True)
    return {id_: Gelijkenis(float(q), float(t)) for id_, q, t in paren}


def gelijkenis_zonder_antwoord(vraag: str) -> float:
    """Geef de cosinus met de vraag zonder antwoord die er het dichtst bij ligt; 0 zonder model."""
    gezocht = vector(vraag)
    return 0.0 if gezocht is None else float((_zonder_antwoord() @ gezocht).max())


def teksten() -> list[str]:
    """Geef elke tekst waarvan hier de betekenis nodig is, om te bewaren."""
    lijst = list(artikelen().values())
    vragen = [vraag for een in lijst for vraag in _vragen(een)]
    alineas = [alinea for een in lijst for alinea in _alineas(een)]
    zonder = [vraag for rij in onbeantwoord().values() for vraag in rij]
    return [*vragen, *alineas, *zonder]


def _hoogste(rijen: _Rijen, gezocht: Vectoren) -> NDArray[np.float32]:
    hoogste = np.zeros(len(artikelen()), dtype=np.float32)
    np.maximum.at(hoogste, rijen.artikel, rijen.waarden @ gezocht)
    return hoogste


@cache
def _rijen() -> tuple[_Rijen, _Rijen]:
    lijst = list(artikelen().values())
    return _maak([_vragen(een) for een in lijst]), _maak([_alineas(een) for een in lijst])


def _maak(per_artikel: Sequence[Sequence[str]]) -> _Rijen:
    plat = [(nummer, tekst) for nummer, rij in enumerate(per_artikel) for tekst in rij]
    return _Rijen(
        vectoren([tekst for _, tekst in plat]), np.array([nummer for nummer, _ in plat], np.intp)
    )


@cache
def _zonder_antwoord() -> Vectoren:
    return vectoren([vraag for rij in onbeantwoord().values() for vraag in rij])


def _vragen(artikel: Artikel) -> tuple[str, ...]:
    return (*artikel.vragen, artikel.titel)


def _alineas(artikel: Artikel) -> list[str]:
    return [
        regel.strip()
        for regel in artikel.alles().splitlines()
        if len(regel.strip()) > _KORTSTE_ALINEA
    ]
