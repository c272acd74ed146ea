"""Laten weten in het webgesprek dat er iets is; de tekst zelf vraagt de indiener daar op."""

from __future__ import annotations

import asyncio
from typing import Any

from adviesvraag.bezorgen import NietBezorgd, Opdracht
from adviesvraag.opslag import Opslag
from adviesvraag.status import BEANTWOORD
from bot.channels.web.historie import Historie, HistorieNietBereikbaar


async def verstuur(opdracht: Opdracht, opslag: Opslag, historie: Historie) -> None:
    """Zet een melding in het gesprek van de indiener.

    Raises:
        NietBezorgd: het gesprek is er niet meer, of de geschiedenis antwoordt niet.
    """

    def is_gesprek(naam: str) -> bool:
        # De opslag kent het gesprek alleen als hash; zo blijft dat.
        return opslag.gesprek_hash(naam) == opdracht.gesprek_hash

    try:
        gevonden = await asyncio.to_thread(historie.meld, is_gesprek, inhoud(opdracht))
    except HistorieNietBereikbaar:
        raise NietBezorgd("geschiedenis_niet_bereikbaar") from None
    if not gevonden:
        raise NietBezorgd("gesprek_voorbij", definitief=True)


def inhoud(opdracht: Opdracht) -> dict[str, Any]:
    """De melding zoals de gebruiker haar leest."""
    kenmerk, status = opdracht.inhoud["kenmerk"], opdracht.inhoud["status"]
    wat = "is een antwoord op" if status == BEANTWOORD else "is een vraag aan jou over"
    return {
        "from": {"id": "wegwijzer", "name": "Wegwijzer", "role": "bot"},
        "text": f"Er {wat} adviesvraag {kenmerk}. Typ: status van {kenmerk}.",
        "channelData": {
            # Het nummer van de bezorging: een tweede poging voegt zo niets toe.
            "wegwijzer": {"objecten": [], "laatste": True, "fout": False, "melding": opdracht.id}
        },
    }
