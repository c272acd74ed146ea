"""Hoeveel hele gesprekken per seconde een systeem aankan als er meer mensen tegelijk praten."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from bot.bench.beurten import Verbinding, meet
from bot.bench.gesprekken import Gesprek

_WACHT_SECONDEN = 180.0
_GRENS_SECONDEN = 90.0


def meet_doorvoer(
    poort: int, webhook: str, gesprek: Gesprek, gebruikers: int, gesprekken: int
) -> float:
    """Hele gesprekken per seconde.

    Elke gebruiker heeft een eigen verbinding en wacht op elk antwoord voor hij het volgende zegt.

    Args:
        poort: waar het systeem op loopback luistert.
        webhook: het pad dat een bericht aanneemt.
        gesprek: wat iedereen zegt.
        gebruikers: hoeveel er tegelijk praten.
        gesprekken: hoeveel elk er na elkaar voert; na anderhalve minuut begint niemand nog een
            nieuw.

    Raises:
        MeetFout: als een antwoord niet is wat het gesprek verwacht.
    """

    def praat(_nummer: int) -> int:
        gedaan = 0
        verbinding = Verbinding(poort, webhook, _WACHT_SECONDEN)
        try:
            while gedaan < gesprekken and time.perf_counter() < grens:
                meet(verbinding.zeg, gesprek, 1, 0)
                gedaan += 1
        finally:
            verbinding.sluit()
        return gedaan

    begin = time.perf_counter()
    grens = begin + _GRENS_SECONDEN
    with ThreadPoolExecutor(gebruikers) as draden:
        klaar = sum(draden.map(praat, range(gebruikers)))
    return klaar / (time.perf_counter() - begin)
