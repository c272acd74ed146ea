"""Werk met de database of het netwerk buiten de lus van de webserver doen, met een tijdgrens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

GRENS_SECONDEN = 4.0
T = TypeVar("T")


async def buiten_de_lus(werk: Callable[[], T]) -> T:
    """Doe werk met de database of het netwerk buiten de lus, met een grens van vier seconden.

    Raises:
        TimeoutError: als het werk langer duurt; het kan dan later alsnog gelukt zijn.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(werk), GRENS_SECONDEN)
    except asyncio.TimeoutError as fout:
        raise TimeoutError("de opslag antwoordt niet op tijd") from fout
