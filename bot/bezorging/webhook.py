"""Een systeem van een partner laten weten wat er gebeurde, als ondertekend CloudEvent.

De vorm is CloudEvents 1.0 met het NL GOV-profiel: source, type, subject en time staan er altijd in.
Er staan geen persoonsgegevens in, ook niet in `data`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import aiohttp

from adviesvraag.bezorgen import NietBezorgd, Opdracht
from bot.bezorging.instellingen import Bezorginstellingen

HANDTEKENING = "Wegwijzer-Handtekening"
TYPE = "nl.wegwijzer.adviesvraag."
_GELUKT = range(200, 300)
_GRENS = aiohttp.ClientTimeout(total=10, connect=5)


async def verstuur(opdracht: Opdracht, gegevens: Bezorginstellingen) -> None:
    """Verstuur één gebeurtenis.

    Raises:
        NietBezorgd: de partner is er niet, is te traag, of antwoordt geen 2xx.
    """
    inhoud = json.dumps(gebeurtenis(opdracht, gegevens), ensure_ascii=False).encode()
    koppen = {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        HANDTEKENING: onderteken(gegevens.webhook_geheim, inhoud, int(time.time())),
    }
    try:
        async with (
            aiohttp.ClientSession(timeout=_GRENS) as sessie,
            # Een omleiding volgen zou het bericht naar een ander adres brengen dan is ingesteld.
            sessie.post(
                gegevens.webhook_url, data=inhoud, headers=koppen, allow_redirects=False
            ) as antwoord,
        ):
            status = antwoord.status
    except (aiohttp.ClientError, OSError):
        raise NietBezorgd("partner_niet_bereikbaar") from None
    if status not in _GELUKT:
        raise NietBezorgd(f"http_{status}")


def gebeurtenis(opdracht: Opdracht, gegevens: Bezorginstellingen) -> dict[str, Any]:
    """Het CloudEvent; het nummer blijft bij elke poging gelijk."""
    inhoud = opdracht.inhoud
    return {
        "specversion": "1.0",
        "id": opdracht.id,
        "source": gegevens.webhook_bron,
        "type": TYPE + inhoud["gebeurtenis"],
        "subject": inhoud["kenmerk"],
        "time": inhoud["op"],
        "datacontenttype": "application/json",
        "data": {naam: inhoud[naam] for naam in ("kenmerk", "regio", "status")},
    }


def onderteken(geheim: str, inhoud: bytes, moment: int) -> str:
    """De handtekening: HMAC-SHA256 over het moment, een punt en het bericht."""
    mac = hmac.new(geheim.encode(), f"{moment}.".encode() + inhoud, hashlib.sha256).hexdigest()
    return f"t={moment},v1={mac}"
