"""Een antwoord van buiten lezen: begrensd, en alleen een JSON-object telt."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

HOOGUIT_BYTES = 1_000_000


async def lees_object(antwoord: aiohttp.ClientResponse) -> dict[str, Any]:
    """Het JSON-object in een antwoord; leeg als het iets anders is of te groot."""
    ruw = bytearray()
    async for stuk in antwoord.content.iter_chunked(65_536):
        ruw += stuk
        if len(ruw) > HOOGUIT_BYTES:
            return {}
    try:
        gelezen = json.loads(ruw)
    except (ValueError, RecursionError):
        return {}
    return gelezen if isinstance(gelezen, dict) else {}
