"""De sloten per gesprek: berichten in één gesprek gaan na elkaar, in de volgorde van aankomst.

Rasa's eigen sloten kijken elke seconde of zij al mogen, en dat van Redis gaf twee lezers hetzelfde
nummer. Deze wachten op een sein.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from contextvars import ContextVar
from functools import partial

from rasa.core.lock_store import LockStore
from sqlalchemy.engine import make_url

from bot.buiten_de_lus import (
    GesprekBezet,
    GesprekNietBereikbaar,
    SlotVerloren,
    binnen_de_beurt,
)
from bot.slotlijn import Aanvraag, Slotlijn


class Sloten(LockStore):
    """Sloten voor één proces, in het geheugen."""

    def __init__(self) -> None:
        self._sloten: dict[str, tuple[asyncio.Lock, int]] = {}

    @property
    def bereikbaar(self) -> bool:
        """Of een gesprek nu vast te houden is."""
        return True

    @property
    def proces(self) -> int | None:
        """Het nummer waaraan anderen zien of dit proces er nog is; None als dat nu niet kan."""
        return os.getpid()

    def plek(self, gesprek: str) -> AbstractContextManager[None]:  # noqa: ARG002 - hier niet nodig
        """Neem nu een plek in de rij; in één lus staan beurten al op volgorde."""
        return nullcontext()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = 0,  # noqa: ARG002 - de vorm van Rasa
        wait_time_in_seconds: float = 0,  # noqa: ARG002 - de vorm van Rasa
    ) -> AsyncIterator[None]:
        """Houd het gesprek vast zolang de beurt duurt.

        Raises:
            GesprekBezet: als het niet op tijd vrijkomt.
        """
        slot, _ = self._sloten.get(conversation_id, (asyncio.Lock(), 0))
        self._tel(conversation_id, slot, 1)
        try:
            try:
                await binnen_de_beurt(slot.acquire())
            except TimeoutError:
                raise GesprekBezet from None
            try:
                yield
            finally:
                slot.release()
        finally:
            self._tel(conversation_id, slot, -1)

    def sluit(self) -> None:
        """Er is niets te sluiten."""

    def _tel(self, gesprek: str, slot: asyncio.Lock, erbij: int) -> None:
        aantal = self._sloten.get(gesprek, (slot, 0))[1] + erbij
        if aantal:
            self._sloten[gesprek] = (slot, aantal)
        else:
            del self._sloten[gesprek]


class GedeeldeSloten(Sloten):
    """Sloten in PostgreSQL, voor alle processen samen."""

    def __init__(self, url: str, wacht_s: int) -> None:
        super().__init__()
        self._lijn = Slotlijn(url, wacht_s)

    @property
    def bereikbaar(self) -> bool:
        """Of de verbinding met de sloten er nu is."""
        return self._lijn.bereikbaar

    @property
    def proces(self) -> int | None:
        """De pid van de verbinding met de sloten: valt dit proces weg, dan valt die ook weg."""
        return self._lijn.pid if self._lijn.bereikbaar else None

    @contextmanager
    def plek(self, gesprek: str) -> Iterator[None]:
        """Neem nu een plek in de rij voor de beurt die hierbinnen begint."""
        houder = _Houder(gesprek)
        self._lijn.vraag(houder.aanvraag)
        terug = _plek.set(houder)
        try:
            yield
        finally:
            _plek.reset(terug)
            if houder.vervalt():
                self._lijn.geef_terug(houder.aanvraag)

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = 0,  # noqa: ARG002 - de vorm van Rasa
        wait_time_in_seconds: float = 0,  # noqa: ARG002 - de vorm van Rasa
    ) -> AsyncIterator[None]:
        """Houd het gesprek vast zolang de beurt duurt.

        Raises:
            GesprekBezet: als een ander proces of eerder bericht het niet op tijd loslaat.
            GesprekNietBereikbaar: als er geen verbinding is; er is dan niets gedaan.
            SlotVerloren: als de verbinding tijdens de beurt wegviel.
        """
        houder = _plek.get()
        if houder is None or not houder.neem_over():
            houder = _Houder(conversation_id)
            houder.neem_over()
            self._lijn.vraag(houder.aanvraag)
        try:
            try:
                await binnen_de_beurt(houder.aan_de_beurt)
            except TimeoutError:
                raise (GesprekBezet if self.bereikbaar else GesprekNietBereikbaar) from None
            with houder:
                yield
        finally:
            self._lijn.geef_terug(houder.aanvraag)

    def sluit(self) -> None:
        """Laat alles los en sluit de verbinding."""
        self._lijn.sluit()


class _Houder:
    """Een plek in de rij: eerst alleen een nummer, daarna van de beurt die haar overneemt."""

    aan_de_beurt: asyncio.Future[None]

    def __init__(self, gesprek: str) -> None:
        som = hashlib.sha256(gesprek.encode("utf-8", "surrogatepass")).digest()
        self.aanvraag = Aanvraag(
            int.from_bytes(som[:4], "big") >> 1,
            int.from_bytes(som[8:16], "big", signed=True),
            partial(self._sein, "mag"),
            partial(self._sein, "verloren"),
        )
        self._gehoord: set[str] = set()
        self._slot = threading.Lock()
        self._lus: asyncio.AbstractEventLoop | None = None
        self._taak: asyncio.Task[object] | None = None
        self._vervallen = self._in_de_beurt = False

    def neem_over(self) -> bool:
        """Maak de plek van de beurt die nu loopt; onwaar als zij al vervallen of genomen is."""
        with self._slot:
            if self._vervallen or self._lus:
                return False
            self._lus = asyncio.get_running_loop()
        self._taak = asyncio.current_task()
        self.aan_de_beurt = self._lus.create_future()
        self._bekijk()
        return True

    def vervalt(self) -> bool:
        """Niemand begint hier nog aan; onwaar als een beurt haar al overnam."""
        with self._slot:
            self._vervallen = self._lus is None
            return self._vervallen

    def __enter__(self) -> None:
        if "verloren" in self._gehoord:
            raise GesprekNietBereikbaar
        self._in_de_beurt = True

    def __exit__(self, _soort: object, fout: BaseException | None, _spoor: object) -> None:
        self._in_de_beurt = False
        if "verloren" in self._gehoord and isinstance(fout, asyncio.CancelledError):
            raise SlotVerloren from None

    def _sein(self, wat: str) -> None:
        """Iets van de lijn, in haar draad; de beurt hoort het in haar eigen lus."""
        with self._slot:
            self._gehoord.add(wat)
            lus = self._lus
        if lus is not None:
            # Bij het stoppen kan de lus al dicht zijn; dan wacht er niemand meer.
            with suppress(RuntimeError):
                lus.call_soon_threadsafe(self._bekijk)

    def _bekijk(self) -> None:
        if "mag" in self._gehoord and not self.aan_de_beurt.done():
            self.aan_de_beurt.set_result(None)
        if "verloren" in self._gehoord and self._in_de_beurt and self._taak is not None:
            self._taak.cancel()


_plek: ContextVar[_Houder | None] = ContextVar("plek", default=None)


def open_sloten(url: str, wacht_s: int) -> Sloten:
    """De sloten die bij deze database horen.

    Args:
        url: het adres van de database met de gesprekken.
        wacht_s: hoelang verbinden of een opdracht hooguit duurt, in seconden.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return Sloten()
    return GedeeldeSloten(url, wacht_s)
