"""Een grens aan het aantal berichten per minuut, per sleutel, met een begrensd geheugen."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MINUUT = 60.0
_HOOGUIT_SLEUTELS = 10_000


class Tempo:
    """Een emmer per sleutel: hij loopt vol met de tijd en elk bericht haalt er één uit."""

    def __init__(self, per_minuut: int, klok: Callable[[], float] = time.monotonic) -> None:
        self._per_minuut = per_minuut
        self._klok = klok
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def mag(self, sleutel: str) -> bool:
        """Of deze sleutel nu nog een bericht mag sturen; zo ja, dan telt het mee."""
        nu = self._klok()
        inhoud, sinds = self._emmers.pop(sleutel, (float(self._per_minuut), nu))
        inhoud = min(self._per_minuut, inhoud + (nu - sinds) * self._per_minuut / _MINUUT)
        mag = inhoud >= 1
        self._emmers[sleutel] = (inhoud - 1 if mag else inhoud, nu)
        if len(self._emmers) > _HOOGUIT_SLEUTELS:
            self._emmers.popitem(last=False)
        return mag
