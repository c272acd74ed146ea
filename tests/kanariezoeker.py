"""Veel geplante gegevens tegelijk zoeken, ook in de honderd megabyte van een cluster.

`kanaries.zoek` leest een plek zo vaak als er schrijfwijzen zijn. Dit leest haar vier keer, hoeveel
het er ook zijn: eerst op de eerste vier bytes van elke schrijfwijze, dan helemaal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from tests.kanaries import Kanarie

_BEGIN = 4
_ZEEF_BITS = 20
_STUK = 1 << 20
_MENGEN = np.uint32(2_654_435_761)


class Zoeker:
    """Zoekt gegevens in bytes, met dezelfde uitkomst als `kanaries.zoek`."""

    def __init__(self, geplant: Iterable[Kanarie]) -> None:
        self._per_begin: dict[int, list[tuple[bytes, str]]] = defaultdict(list)
        for kanarie in geplant:
            for vorm in kanarie.vormen:
                begin = int.from_bytes(vorm[:_BEGIN], "little")
                self._per_begin[begin].append((vorm, f"{kanarie.soort}: {kanarie.waarde}"))
        self._begin = np.array(sorted(self._per_begin), "<u4")
        self._zeef = np.zeros(1 << _ZEEF_BITS, bool)
        self._zeef[_plek_in_zeef(self._begin)] = True

    def zoek(self, plek: bytes) -> set[str]:
        """De soort en de waarde van elk gegeven dat hierin staat."""
        gevonden: set[str] = set()
        for verzet in range(min(_BEGIN, len(plek) - _BEGIN + 1)):
            aantal = (len(plek) - verzet) // _BEGIN
            woorden = np.frombuffer(plek, "<u4", aantal, verzet)
            for vanaf in range(0, aantal, _STUK):
                stuk = woorden[vanaf : vanaf + _STUK]
                for nummer in self._mogelijk(stuk):
                    waar = verzet + _BEGIN * (vanaf + int(nummer))
                    for vorm, naam in self._per_begin[int(stuk[nummer])]:
                        if plek.startswith(vorm, waar):
                            gevonden.add(naam)
        return gevonden

    def _mogelijk(self, stuk: Any) -> Any:
        door = np.flatnonzero(self._zeef[_plek_in_zeef(stuk)])
        return door[np.isin(stuk[door], self._begin)]


def _plek_in_zeef(woorden: Any) -> Any:
    return (woorden * _MENGEN) >> np.uint32(32 - _ZEEF_BITS)
