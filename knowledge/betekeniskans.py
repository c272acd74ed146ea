"""Kansen uit de betekenis van een tekst: een geleerde kop op de vector van het taalmodel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.yamlbestand import BestandFout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.betekenis import Vectoren

_VELDEN = ("vingerafdruk", "namen", "gewichten", "basis")


class Kop(NamedTuple):
    """Een geleerde kop: per naam een gewicht voor elk getal van de vector, en een basis."""

    vingerafdruk: str
    namen: tuple[str, ...]
    gewichten: NDArray[np.float32]
    basis: NDArray[np.float32]


def logkansen(kop: Kop, vector: Vectoren) -> dict[str, float]:
    """Geef per naam de natuurlijke logaritme van de kans; de kansen zijn samen 1."""
    sommen = kop.gewichten @ vector + kop.basis
    hoogste = float(sommen.max())
    totaal = hoogste + float(np.log(np.exp(sommen - hoogste).sum()))
    return {naam: float(som) - totaal for naam, som in zip(kop.namen, sommen, strict=True)}


def laad(pad: Path) -> Kop:
    """Lees een kop.

    Raises:
        BestandFout: het bestand ontbreekt of heeft niet de velden van een kop.
    """
    try:
        with np.load(pad, allow_pickle=False) as inhoud:
            vingerafdruk, namen, gewichten, basis = (inhoud[veld] for veld in _VELDEN)
    except (OSError, EOFError, KeyError, ValueError) as fout:
        raise BestandFout(f"{pad.name} is niet te lezen ({fout}). Draai make probleem.") from fout
    if gewichten.shape[0] != len(namen) or basis.shape != (len(namen),):
        raise BestandFout(f"{pad.name}, veld 'gewichten': verwacht een rij per naam.")
    return Kop(str(vingerafdruk), tuple(map(str, namen)), gewichten, basis)


def schrijf(kop: Kop, pad: Path) -> None:
    """Schrijf een kop."""
    np.savez(
        pad,
        vingerafdruk=np.array(kop.vingerafdruk),
        namen=np.array(kop.namen),
        gewichten=kop.gewichten.astype(np.float32),
        basis=kop.basis.astype(np.float32),
    )


def gemengd(
    woorden: Sequence[tuple[str, float]], betekenis: dict[str, float], gewicht: float
) -> list[tuple[str, float]]:
    """Meng kansen uit woorden met die uit betekenis, de waarschijnlijkste eerst.

    Args:
        woorden: per naam de kans uit de woorden.
        betekenis: per naam de logaritme van de kans uit de betekenis.
        gewicht: hoe zwaar de betekenis telt, van 0 tot 1.
    """
    namen = [naam for naam, _ in woorden]
    logs = np.array(
        [
            (1 - gewicht) * np.log(max(kans, 1e-9)) + gewicht * betekenis[naam]
            for naam, kans in woorden
        ]
    )
    machten = np.exp(logs - logs.max())
    kansen = (machten / machten.sum()).tolist()
    return sorted(zip(namen, kansen, strict=True), key=lambda paar: -paar[1])
