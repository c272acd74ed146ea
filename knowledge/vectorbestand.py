"""Het bestand met berekende betekenissen, zodat een start niet duizenden zinnen hoeft te berekenen.

Een rij is de sleutel van een tekst en zijn vector in gehele getallen. Een tekst die er niet in
staat, wordt bij het laden berekend: een nieuw artikel werkt dus meteen. `make betekenis` vult het
bestand aan en haalt weg wat niet meer gebruikt wordt.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.yamlbestand import BestandFout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BESTAND = Path(__file__).with_name("betekenis.npy")
LENGTE = 384
_SCHAAL = 127
_RIJ = np.dtype([("sleutel", "<u8"), ("vector", "i1", (LENGTE,))])


def sleutel(tekst: str) -> int:
    """Geef het getal waaronder de vector van een tekst bewaard wordt."""
    return int.from_bytes(hashlib.blake2b(tekst.encode(), digest_size=8).digest(), "little")


@cache
def bewaard() -> Mapping[int, NDArray[np.int8]]:
    """Geef de bewaarde vectoren op sleutel; leeg als er geen bestand is.

    Raises:
        BestandFout: het bestand heeft een andere vorm.
    """
    return lees(BESTAND) if BESTAND.exists() else {}


def lees(pad: Path) -> dict[int, NDArray[np.int8]]:
    """Lees een bestand met vectoren.

    Raises:
        BestandFout: het is geen bestand met vectoren van deze lengte.
    """
    try:
        rijen = np.load(pad, allow_pickle=False)
    except (OSError, EOFError, ValueError) as fout:
        raise BestandFout(f"{pad.name} is niet te lezen ({fout}). Draai make betekenis.") from fout
    if rijen.dtype != _RIJ:
        raise BestandFout(f"{pad.name} heeft een andere vorm. Draai make betekenis.")
    return dict(zip(rijen["sleutel"].tolist(), rijen["vector"], strict=True))


def afgerond(vectoren: NDArray[np.float32]) -> NDArray[np.int8]:
    """Geef vectoren in gehele getallen; de richting blijft, de lengte niet."""
    hoogste = np.abs(vectoren).max(axis=1, keepdims=True)
    return np.round(vectoren / np.maximum(hoogste, 1e-9) * _SCHAAL).astype(np.int8)


def schrijf(teksten: Sequence[str], rijen: NDArray[np.int8], pad: Path = BESTAND) -> None:
    """Schrijf teksten en hun vectoren, op sleutel gesorteerd: zo geeft dezelfde invoer hetzelfde.

    Args:
        teksten: elke tekst een keer.
        rijen: per tekst de vector, zoals `afgerond` die geeft.
        pad: het bestand.
    """
    inhoud = np.empty(len(teksten), dtype=_RIJ)
    inhoud["sleutel"] = [sleutel(tekst) for tekst in teksten]
    inhoud["vector"] = rijen
    np.save(pad, inhoud[np.argsort(inhoud["sleutel"])], allow_pickle=False)
