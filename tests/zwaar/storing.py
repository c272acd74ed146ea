"""Een tussenstation voor een database, dat op verzoek weigert, vertraagt of breekt."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

GEWOON, WEG, TRAAG, BREEKT = "gewoon", "weg", "traag", "breekt"
WEG_BIJ_SCHRIJVEN = "weg bij schrijven"
WEG_BIJ_VASTLEGGEN = "weg bij vastleggen"
WEG_NA_VASTLEGGEN = "weg na vastleggen"
TRAAG_BIJ_SCHRIJVEN = "traag bij schrijven"
HANGT_BIJ_VASTLEGGEN = "hangt bij vastleggen"
STORINGEN = (
    WEG,
    WEG_BIJ_SCHRIJVEN,
    WEG_BIJ_VASTLEGGEN,
    TRAAG,
    BREEKT,
    TRAAG_BIJ_SCHRIJVEN,
    HANGT_BIJ_VASTLEGGEN,
    WEG_NA_VASTLEGGEN,
)
"""`weg`, `traag` en `breekt` gelden voor de hele beurt, ook voor het lezen van het gesprek. De
andere beginnen pas bij de opdracht die de adviesvraag schrijft of vastlegt."""

INDIENEN = b"INSERT INTO adviesvraag "
VASTLEGGEN = b"COMMIT"
MEESTE_STUKKEN = 24
"""Zoveel stukken van de client gaan er hooguit door voor een verbinding breekt; indienen kost er
samen met lezen en teruglezen ongeveer twintig, dus elk moment komt voor."""

LANGSTE_VERTRAGING = 1.5


@dataclass
class _Verbinding:
    """Hoe ver het indienen op een verbinding is; na het antwoord op het vastleggen weer nergens."""

    schrijft: bool = False
    vastgelegd: bool = False


class Tussenstation:
    """Luistert op een vrije poort en geeft door naar de echte server.

    Attributes:
        bereikt: of een adviesvraag schrijven begon sinds de laatste keer dat de stand veranderde.
    """

    def __init__(self, host: str, poort: int) -> None:
        self._doel = (host, poort)
        self._stand = GEWOON
        self._vertraging = 0.0
        self._open: set[asyncio.StreamWriter] = set()
        self._lus = asyncio.new_event_loop()
        self._mag_vastleggen = asyncio.Event()
        self._mag_vastleggen.set()
        self._server: asyncio.Server | None = None
        self.poort = 0
        self.bereikt = False

    def zet(self, stand: str) -> None:
        """Ga over op een storing, of weer op gewoon; `weg` breekt wat er is."""
        self._doe(self._zet(stand))

    @contextmanager
    def draaiend(self) -> Iterator[Tussenstation]:
        draad = threading.Thread(target=self._lus.run_forever, daemon=True)
        draad.start()
        self._doe(self._luister())
        try:
            yield self
        finally:
            self._doe(self._zet(WEG))
            self._lus.call_soon_threadsafe(self._lus.stop)
            draad.join(10)

    def _doe(self, werk) -> None:
        asyncio.run_coroutine_threadsafe(werk, self._lus).result(30)

    async def _luister(self) -> None:
        self._server = await asyncio.start_server(self._verbind, "127.0.0.1", self.poort)
        self.poort = self._server.sockets[0].getsockname()[1]

    async def _zet(self, stand: str) -> None:
        self._stand = stand
        (
            self._mag_vastleggen.clear
            if stand == HANGT_BIJ_VASTLEGGEN
            else self._mag_vastleggen.set
        )()
        self._vertraging = secrets.randbelow(1000) / 1000 * LANGSTE_VERTRAGING
        if stand == WEG:
            self._val_weg()
        else:
            self.bereikt = False
            if self._server is None:
                await self._luister()

    def _val_weg(self) -> None:
        self._stand = WEG
        if self._server:
            self._server.close()
            self._server = None
        for schrijver in tuple(self._open):
            schrijver.close()

    async def _verbind(self, van: asyncio.StreamReader, naar: asyncio.StreamWriter) -> None:
        try:
            server_van, server_naar = await asyncio.open_connection(*self._doel)
        except OSError:
            # De server zelf is weg; de client merkt dat aan een verbinding die meteen sluit.
            naar.close()
            return
        einden = (naar, server_naar)
        verbinding = _Verbinding()
        self._open.update(einden)
        try:
            await asyncio.gather(
                self._heen(van, server_naar, verbinding),
                self._terug(server_van, naar, verbinding),
            )
        finally:
            for einde in einden:
                einde.close()
            self._open.difference_update(einden)

    async def _heen(
        self, van: asyncio.StreamReader, naar: asyncio.StreamWriter, verbinding: _Verbinding
    ) -> None:
        over = secrets.randbelow(MEESTE_STUKKEN + 1)
        with suppress(ConnectionError):
            while stuk := await van.read(65_536):
                if INDIENEN in stuk:
                    verbinding.schrijft = self.bereikt = True
                legt_vast = verbinding.schrijft and VASTLEGGEN in stuk
                if self._breekt_voor(stuk, legt_vast) or (self._stand == BREEKT and not over):
                    break
                over -= self._stand == BREEKT
                if legt_vast:
                    await self._mag_vastleggen.wait()
                verbinding.vastgelegd |= legt_vast
                await self._geef_door(stuk, naar)
        naar.close()

    async def _terug(
        self, van: asyncio.StreamReader, naar: asyncio.StreamWriter, verbinding: _Verbinding
    ) -> None:
        with suppress(ConnectionError):
            while stuk := await van.read(65_536):
                if verbinding.vastgelegd:
                    if self._stand == WEG_NA_VASTLEGGEN:
                        self._val_weg()
                        break
                    verbinding.schrijft = verbinding.vastgelegd = False
                await self._geef_door(stuk, naar)
        naar.close()

    def _breekt_voor(self, stuk: bytes, legt_vast: bool) -> bool:
        """Of de server hier wegvalt, voor hij dit stuk ziet."""
        begint = self._stand == WEG_BIJ_SCHRIJVEN and INDIENEN in stuk
        if begint or (self._stand == WEG_BIJ_VASTLEGGEN and legt_vast):
            self._val_weg()
            return True
        return False

    async def _geef_door(self, stuk: bytes, naar: asyncio.StreamWriter) -> None:
        traag = self._stand == TRAAG or (self._stand == TRAAG_BIJ_SCHRIJVEN and self.bereikt)
        if traag:
            await asyncio.sleep(self._vertraging)
        naar.write(stuk)
        await naar.drain()
