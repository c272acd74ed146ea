"""Laten weten in Teams dat er iets is, ook als het gesprek daar al dagen stil ligt."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from adviesvraag.bezorgen import NietBezorgd, Opdracht
from adviesvraag.opslag import Opslag
from bot.bezorging.gesprek import inhoud
from bot.channels.teams.levering import Levering
from bot.channels.web.historie import HistorieNietBereikbaar


@dataclass(frozen=True)
class Teamsweg:
    """De weg naar een gesprek in Teams."""

    opslag: Opslag
    levering: Levering

    async def verstuur(self, opdracht: Opdracht) -> bool:
        """Zet een melding in het gesprek van de indiener; geeft of dat een Teams-gesprek is.

        Raises:
            NietBezorgd: Teams of de database antwoordt niet, of Teams weigert het bericht.
        """

        def is_gesprek(naam: str) -> bool:
            # De opslag kent het gesprek alleen als hash; zo blijft dat.
            return self.opslag.gesprek_hash(naam) == opdracht.gesprek_hash

        try:
            gesprek = await asyncio.to_thread(self.levering.opslag.zoek, is_gesprek)
            if gesprek is None:
                return False
            wat = melding(opdracht)
            await asyncio.to_thread(self._meld, gesprek, wat)
            if not await self.levering.lever(gesprek):
                raise NietBezorgd("teams_niet_bereikbaar")
            if await self.levering.is_geweigerd(gesprek, wat):
                raise NietBezorgd("teams_geweigerd", definitief=True)
        except HistorieNietBereikbaar:
            raise NietBezorgd("geschiedenis_niet_bereikbaar") from None
        return True

    def _meld(self, gesprek: str, wat: dict[str, Any]) -> None:
        historie = self.levering.historie
        historie.begin(gesprek)
        # Bij een volgende poging staat de melding er al, misschien niet meer als laatste.
        if all(rij.inhoud != wat for rij in historie.lees(gesprek, 0)):
            historie.meld(lambda naam: naam == gesprek, wat)


def melding(opdracht: Opdracht) -> dict[str, Any]:
    """De melding met een knop die hetzelfde doet als wat de gebruiker anders typt."""
    vraag = f"status van {opdracht.inhoud['kenmerk']}"
    return {
        **inhoud(opdracht),
        "suggestedActions": {"actions": [{"title": "Bekijken", "value": vraag}]},
    }
