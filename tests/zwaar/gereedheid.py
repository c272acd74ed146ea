"""Iemand die aldoor vraagt of de assistent gereed is, en kijkt of dat waar is."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from tests.zwaar.uitgerold import vraag, zeg

_TUSSEN_SECONDEN = 0.2
_SPELING_SECONDEN = 3.0
"""Zo lang mag het duren voor gereedheid zegt wat er is: de tijd om een stil netwerk te merken."""


class Waarnemer:
    """Vraagt gereedheid, probeert een beurt, en vraagt het weer.

    Attributes:
        keren: hoe vaak dat gebeurde.
        onwaar: wanneer de assistent lang achter elkaar gereed zei en geen beurt lukte.
    """

    def __init__(self, poort: int) -> None:
        self._poort = poort
        self._stop = threading.Event()
        self.keren = 0
        self.onwaar: list[str] = []

    @contextmanager
    def kijkt(self) -> Iterator[None]:
        draad = threading.Thread(target=self._kijk)
        draad.start()
        try:
            yield
        finally:
            self._stop.set()
            draad.join(30)

    def _kijk(self) -> None:
        mis_sinds = 0.0
        while not self._stop.wait(_TUSSEN_SECONDEN):
            voor = self._gereed()
            gelukt, antwoord = self._beurt()
            na = self._gereed()
            self.keren += 1
            nu = time.monotonic()
            if not (voor and na) or gelukt:
                mis_sinds = 0.0
            elif not mis_sinds:
                mis_sinds = nu
            elif nu - mis_sinds > _SPELING_SECONDEN:
                self.onwaar.append(antwoord)
            if not voor and not na and gelukt:
                # Net weer terug mag; de volgende keer hoort gereedheid dat ook te zeggen.
                time.sleep(_SPELING_SECONDEN)
                if not self._gereed() and self._beurt()[0]:
                    self.onwaar.append("een beurt lukte, maar gereed zei nee")

    def _gereed(self) -> bool:
        return vraag(self._poort, "GET", "/webhooks/rest/")[0] == 200

    def _beurt(self) -> tuple[bool, str]:
        status, berichten = zeg(self._poort, f"waarnemer-{uuid.uuid4().hex}", "hallo")
        return status == 200 and "digitale assistent" in str(berichten), f"{status} {berichten}"
