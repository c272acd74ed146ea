"""Acties in hetzelfde proces: een object met de `request()` van Rasa's actie-adres.

Het roept de uitvoerder van `rasa_sdk` rechtstreeks aan (architectuurbesluit 9).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import ClientError
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.buiten_de_lus import ActiesWeg, binnen_de_beurt

PAKKET = "bot.actions"


class ActiesElders(EndpointConfig):
    """Een aparte actieserver; is die weg of te traag, dan gaat de hele beurt niet door.

    Rasa zelf gaat dan verder alsof de actie niets te zeggen had: de gebruiker hoort niets en het
    gesprek staat een stap verder.
    """

    async def request(self, *delen: Any, **rest: Any) -> Any:
        """Vraag de actieserver een actie uit te voeren.

        Raises:
            ActiesWeg: de server antwoordt niet, niet op tijd of met een storing.
            ClientResponseError: de server weigert de actie.
        """
        try:
            return await binnen_de_beurt(super().request(*delen, **rest))
        except ClientResponseError as fout:
            if fout.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            raise ActiesWeg from fout
        except (ClientError, TimeoutError) as fout:
            raise ActiesWeg from fout


class ActiesInProces(EndpointConfig):
    """Een actie-adres zonder netwerk."""

    def __init__(self) -> None:
        # Onze acties gebruiken het domein niet; zonder dit schrijft Rasa het bij elke actie uit.
        super().__init__(url="in-proces", enable_selective_domain=True)
        self._uitvoerder = ActionExecutor()
        self._uitvoerder.register_package(PAKKET)

    @property
    def acties(self) -> frozenset[str]:
        """De namen van alle acties die hier draaien."""
        return frozenset(self._uitvoerder.actions)

    async def request(self, *, json: dict[str, Any], **_rest: Any) -> Any:
        """Voer de actie uit die Rasa vraagt en geef haar antwoord terug."""
        return await self._uitvoerder.run(json)
