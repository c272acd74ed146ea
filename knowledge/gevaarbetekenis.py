"""De geleerde kans op gevaar uit de betekenis van een bericht, naast die uit de woorden.

Een paar kleine netwerken op de vector van het taalmodel; hun gemiddelde telt. Gemaakt door
`bot/nlu/gevaarleren.py`. Zonder taalmodel (`betekenis.beschikbaar`) is er geen uitkomst en tellen
alleen de woorden. Gekozen en gemeten in docs/adr/0026-gevaar-uit-betekenis.md.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.betekenis import beschikbaar, vector
from knowledge.lexiconbestand import MAP
from knowledge.vectorbestand import LENGTE
from knowledge.yamlbestand import BestandFout

if TYPE_CHECKING:
    from pathlib import Path

BESTAND = MAP / "gevaarbetekenis.npz"
_VELDEN = ("vingerafdruk", "eerste", "eerste_basis", "tweede", "tweede_basis")
_HOOGSTE = 9.0
"""Geen enkel bericht is zekerder dan dit, in log-kansverhouding."""

Getallen = NDArray[np.float32]


class Netten(NamedTuple):
    """Netwerken met één verborgen laag, opgestapeld.

    Attributes:
        vingerafdruk: waaruit ze geleerd zijn.
        eerste: gewichten van de verborgen laag, per net `LENGTE` bij het aantal cellen.
        eerste_basis: per net een basis voor elke cel.
        tweede: per net het gewicht van elke cel in de uitkomst.
        tweede_basis: per net de basis van de uitkomst.
    """

    vingerafdruk: str
    eerste: Getallen
    eerste_basis: Getallen
    tweede: Getallen
    tweede_basis: Getallen


def gevaarlogit(tekst: str) -> float | None:
    """De log-kansverhouding dat een tekst over gevaar van nu gaat; None zonder taalmodel.

    Args:
        tekst: het bericht of een deel ervan; wat na de eerste 400 tekens komt telt niet mee.
    """
    if not beschikbaar():
        return None
    betekenis = vector(tekst)
    return None if betekenis is None else bereken(netten(), betekenis)


def bereken(model: Netten, betekenis: Getallen) -> float:
    """De gemiddelde uitkomst van de netten voor een vector, begrensd."""
    cellen = np.maximum(np.einsum("nlc,l->nc", model.eerste, betekenis) + model.eerste_basis, 0.0)
    sommen = (cellen * model.tweede).sum(axis=1) + model.tweede_basis
    return float(np.clip(sommen, -_HOOGSTE, _HOOGSTE).mean())


@cache
def netten() -> Netten:
    """De netten van dit project, één keer geladen.

    Raises:
        BestandFout: het bestand is niet goed.
    """
    return laad(BESTAND)


def laad(pad: Path) -> Netten:
    """Lees de netten.

    Raises:
        BestandFout: het bestand ontbreekt of heeft niet de velden van een net.
    """
    try:
        with np.load(pad, allow_pickle=False) as inhoud:
            vingerafdruk, *lagen = (inhoud[veld] for veld in _VELDEN)
    except (OSError, EOFError, KeyError, ValueError) as fout:
        raise BestandFout(f"{pad.name} is niet te lezen ({fout}). Draai make gevaar.") from fout
    netten_ = Netten(str(vingerafdruk), *(laag.astype(np.float32) for laag in lagen))
    aantal, lengte, cellen = netten_.eerste.shape if netten_.eerste.ndim == 3 else (0, 0, 0)  # noqa: PLR2004
    vormen = [(aantal, cellen), (aantal, cellen), (aantal,)]
    if lengte != LENGTE or [laag.shape for laag in netten_[2:]] != vormen:
        raise BestandFout(f"{pad.name}, veld 'eerste': past niet bij de andere velden.")
    return netten_


def schrijf(model: Netten, pad: Path = BESTAND) -> None:
    """Schrijf de netten; halve nauwkeurigheid is genoeg en houdt het bestand klein."""
    eerste, eerste_basis, tweede, tweede_basis = (laag.astype(np.float16) for laag in model[1:])
    np.savez(
        pad,
        vingerafdruk=np.array(model.vingerafdruk),
        eerste=eerste,
        eerste_basis=eerste_basis,
        tweede=tweede,
        tweede_basis=tweede_basis,
    )
