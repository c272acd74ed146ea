"""De beurten in een eigen lus en draad: de webserver blijft antwoorden terwijl Rasa rekent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage


class Beantwoorder(Protocol):
    """Wie een bericht beantwoordt, zoals de agent van Rasa."""

    async def handle_message(self, message: UserMessage) -> Any:
        """Beantwoord het bericht; de antwoorden gaan naar het kanaal van het bericht."""

    def is_ready(self) -> bool:
        """Of er een model geladen is."""


class Rij(Protocol):
    """Wie beurten in een gesprek na elkaar houdt, zoals `bot.gespreksslot.Sloten`."""

    @property
    def bereikbaar(self) -> bool:
        """Of een gesprek nu vast te houden is."""

    def plek(self, gesprek: str) -> AbstractContextManager[None]:
        """Neem een plek in de rij voor de beurt die hierbinnen begint."""


class Beurtlus:
    """Laat beurten in een eigen draad lopen.

    Een beurt van Rasa geeft de lus onderweg nooit vrij. In de lus van de webserver zou elk ander
    verzoek, ook een weigering, op die beurt wachten.

    Args:
        agent: beantwoordt de berichten.
        rij: geeft een bericht zijn plek zodra het binnen is, ook als de draad nog rekent.
        bewaart: of een gesprek nu te bewaren is.
    """

    def __init__(
        self,
        agent: Beantwoorder,
        rij: Rij | None = None,
        bewaart: Callable[[], bool] = lambda: True,
    ) -> None:
        self._agent = agent
        self._rij = rij
        self._bewaart = bewaart
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._lus.run_forever, name="beurten", daemon=True)
        self._draad.start()

    def is_ready(self) -> bool:
        """Of de assistent berichten kan beantwoorden."""
        bereikbaar = self._rij is None or self._rij.bereikbaar
        return self._agent.is_ready() and bereikbaar and self._bewaart()

    async def handle_message(self, message: UserMessage) -> Any:
        """Beantwoord een bericht; wie het wachten afbreekt, breekt ook de beurt af."""
        with self._rij.plek(message.sender_id) if self._rij else nullcontext():
            beurt = asyncio.run_coroutine_threadsafe(self._agent.handle_message(message), self._lus)
            return await asyncio.wrap_future(beurt)

    async def sluit(self) -> None:
        """Breek af wat nog loopt en stop de draad."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_breek_af(), self._lus))
        self._lus.call_soon_threadsafe(self._lus.stop)
        await asyncio.to_thread(self._draad.join)
        self._lus.close()


async def _breek_af() -> None:
    zelf = asyncio.current_task()
    lopend = [taak for taak in asyncio.all_tasks() if taak is not zelf]
    for taak in lopend:
        taak.cancel()
    await asyncio.gather(*lopend, return_exceptions=True)
