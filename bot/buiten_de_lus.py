"""Werk met de database of het netwerk buiten de lus van de webserver doen, met een tijdgrens.

Alles wat één beurt op de opslag wacht, telt samen: een opslag die bij elke vraag traag is, mag een
gebruiker niet een paar keer zo lang laten wachten.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

GRENS_SECONDEN = 3.8
BEURT_SECONDEN = 4.0
"""Zoveel mag al het wachten van één beurt samen duren: een antwoord komt binnen vijf seconden,
ook als de machine druk is met het starten van een ander proces."""

T = TypeVar("T")


class GesprekNietBereikbaar(Exception):
    """De opslag met de gesprekken antwoordt niet; de beurt is niet begonnen."""


class GesprekBezet(Exception):
    """Een eerder bericht in dit gesprek is nog niet klaar; met dit bericht is niets gedaan."""


class SlotVerloren(Exception):
    """De verbinding met het slot viel weg tijdens de beurt; of alles gelukt is, is onbekend."""


class ActiesWeg(BaseException):
    """De aparte actieserver antwoordt niet; of hij iets deed, is onbekend.

    Geen `Exception`: Rasa vangt die zelf, en bewaart het gesprek dan alsof er niets was.
    """


@dataclass
class _Over:
    seconden: float


_over: ContextVar[_Over | None] = ContextVar("over", default=None)


@contextmanager
def een_beurt() -> Iterator[None]:
    """Laat alles wat hierbinnen op de opslag wacht samen binnen de grens van een beurt blijven."""
    terug = _over.set(_Over(BEURT_SECONDEN))
    try:
        yield
    finally:
        _over.reset(terug)


async def buiten_de_lus(werk: Callable[[], T]) -> T:
    """Doe werk met de database of het netwerk buiten de lus, hooguit `GRENS_SECONDEN` lang.

    Raises:
        TimeoutError: als het werk langer duurt; het kan dan later alsnog gelukt zijn.
    """
    return await binnen_de_beurt(asyncio.to_thread(werk))


async def binnen_de_beurt(wachten: Awaitable[T]) -> T:
    """Wacht hooguit `GRENS_SECONDEN`, en samen met al het andere wachten niet langer dan een beurt.

    Raises:
        TimeoutError: als het langer duurt.
    """
    over = _over.get()
    grens = min(GRENS_SECONDEN, over.seconden) if over else GRENS_SECONDEN
    begin = time.monotonic()
    try:
        return await asyncio.wait_for(wachten, grens)
    except asyncio.TimeoutError as fout:
        raise TimeoutError("de opslag antwoordt niet op tijd") from fout
    finally:
        if over:
            over.seconden = max(0.0, over.seconden - (time.monotonic() - begin))
