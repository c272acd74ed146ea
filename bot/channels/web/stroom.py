"""Wachten op nieuws in een gesprek, voor wie lang vraagt en voor de stroom (SSE)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.channels.web.activiteiten import volledig
from bot.channels.web.beurten import Draad
from bot.channels.web.fouten import Weigering
from bot.channels.web.historie import GeenGesprek, Historie, HistorieNietBereikbaar, Rij
from bot.channels.web.tokens import Toegang

logger = logging.getLogger(__name__)

HOOGUIT_LUISTERAARS = 6
HARTSLAG_SECONDEN = 15.0
_KIJK_SECONDEN = 1.0
_OPNIEUW_MS = 2000


@dataclass(eq=False)
class _Luisteraar:
    na: int
    nieuws: asyncio.Event = field(default_factory=asyncio.Event)


class Stroom:
    """Geeft nieuwe berichten zodra ze er zijn, ook als een ander proces ze schreef."""

    def __init__(self, historie: Historie, draad: Draad) -> None:
        self._historie = historie
        self._draad = draad
        self._luisteraars: defaultdict[str, set[_Luisteraar]] = defaultdict(set)
        self._stop = False

    def wek(self, gesprek: str) -> None:
        """Er is iets nieuws in dit gesprek."""
        for luisteraar in self._luisteraars.get(gesprek, ()):
            luisteraar.nieuws.set()

    def stop(self) -> None:
        """Laat alle stromen en wachtende verzoeken nu eindigen."""
        self._stop = True
        for gesprek in list(self._luisteraars):
            self.wek(gesprek)

    async def kijk(self) -> None:
        """Blijf kijken of een ander proces iets schreef: één vraag voor alle luisteraars samen."""
        while not self._stop:
            await asyncio.sleep(_KIJK_SECONDEN)
            if not self._luisteraars:
                continue
            try:
                standen = await self._draad(self._historie.standen, list(self._luisteraars))
            except HistorieNietBereikbaar as fout:
                logger.warning("De geschiedenis antwoordt niet", exc_info=fout)
                continue
            for gesprek, luisteraars in list(self._luisteraars.items()):
                stand = standen.get(gesprek)
                for luisteraar in luisteraars:
                    if stand is None or stand > luisteraar.na:
                        luisteraar.nieuws.set()

    async def wacht(self, gesprek: str, na: int, seconden: float) -> list[Rij]:
        """De berichten na `na`; zijn die er niet, dan wachten tot ze er zijn of de tijd om is.

        Raises:
            GeenGesprek: als het gesprek er niet is.
            HistorieNietBereikbaar: als de database niet antwoordt.
            Weigering: als er al te veel wachten in dit gesprek.
        """
        if not seconden:
            return list(await self._draad(self._historie.lees, gesprek, na))
        tot = time.monotonic() + seconden
        with self._luister(gesprek, na) as luisteraar:
            while True:
                luisteraar.nieuws.clear()
                rijen = await self._draad(self._historie.lees, gesprek, na)
                rest = tot - time.monotonic()
                if rijen or self._stop or rest <= 0:
                    return list(rijen)
                await _tot(luisteraar.nieuws, rest)

    async def volg(self, toegang: Toegang, na: int) -> AsyncIterator[str]:
        """De stroom van een gesprek, als stukken SSE.

        Raises:
            Weigering: als er al te veel luisteren in dit gesprek.
        """
        gesprek = toegang.gesprek
        with self._luister(gesprek, na) as luisteraar:
            yield f"retry: {_OPNIEUW_MS}\n\n"
            while True:
                luisteraar.nieuws.clear()
                try:
                    rijen = await self._draad(self._historie.lees, gesprek, luisteraar.na)
                except GeenGesprek:
                    yield _gebeurtenis("einde", {"reden": "gesprek"})
                    return
                except HistorieNietBereikbaar:
                    yield _gebeurtenis("einde", {"reden": "stop"})
                    return
                for rij in rijen:
                    luisteraar.na = rij.nr
                    yield f"id: {rij.nr}\n{_gebeurtenis('activiteit', volledig(gesprek, rij))}"
                if reden := self._einde(toegang):
                    yield _gebeurtenis("einde", {"reden": reden})
                    return
                if not await _tot(luisteraar.nieuws, HARTSLAG_SECONDEN):
                    yield ": leeft\n\n"

    def _einde(self, toegang: Toegang) -> str:
        if self._stop:
            return "stop"
        return "token" if time.time() >= toegang.tot else ""

    @contextlib.contextmanager
    def _luister(self, gesprek: str, na: int) -> Iterator[_Luisteraar]:
        groep = self._luisteraars[gesprek]
        if len(groep) >= HOOGUIT_LUISTERAARS:
            raise Weigering(429, "Dit gesprek staat al in te veel vensters open. Sluit er een.", 5)
        luisteraar = _Luisteraar(na)
        groep.add(luisteraar)
        try:
            yield luisteraar
        finally:
            groep.discard(luisteraar)
            if not groep:
                self._luisteraars.pop(gesprek, None)


async def _tot(nieuws: asyncio.Event, seconden: float) -> bool:
    """Wacht op nieuws; geeft of het er kwam voordat de tijd om was."""
    try:
        await asyncio.wait_for(nieuws.wait(), seconden)
    except asyncio.TimeoutError:
        return False
    return True


def _gebeurtenis(naam: str, inhoud: dict[str, Any]) -> str:
    return f"event: {naam}\ndata: {json.dumps(inhoud, ensure_ascii=False)}\n\n"
