"""Eén verbinding met PostgreSQL die alle gesprekssloten van dit proces vasthoudt.

Wie een gesprek wil, krijgt daar een volgnummer; wie het laagste heeft, is aan de beurt. Een nummer
is zelf een adviesslot (gesprek, nummer) van deze verbinding. Er is dus geen tabel bij te houden:
valt een proces weg, dan laat PostgreSQL zijn nummers los. Nummers worden uitgedeeld achter een
tweede adviesslot, zodat er nooit twee gelijk zijn. Wie wacht, hoort met NOTIFY dat er iets
vrijkwam.
"""

from __future__ import annotations

import logging
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ
from sqlalchemy.engine import make_url

from adviesvraag.verbinding import maak_engine
from bot.slotopdrachten import BEGIN, EERSTEN, LAAT_LOS, NEEM, RUIM_VORIGE

logger = logging.getLogger(__name__)

_POLS_SECONDEN = 2.0
_KIJK_SECONDEN = 0.5
_OPNIEUW_SECONDEN = 0.3
_TRAAG_SECONDEN = 0.5
"""Antwoordt de server zo traag, dan lukt een beurt met al haar vragen niet meer op tijd."""


class LijnWeg(Exception):
    """De verbinding met de sloten antwoordt niet meer."""


@dataclass(eq=False)
class Aanvraag:
    """Een verzoek om een gesprek.

    Attributes:
        gesprek: het nummer van het gesprek, van 0 tot 2**31.
        poort: het slot waarachter de nummers van dit gesprek worden uitgedeeld.
        aan_de_beurt: wordt in de draad van de lijn geroepen als het gesprek van ons is.
        verloren: wordt daar geroepen als het van ons was en de verbinding wegviel.
        nummer: het volgnummer; 0 zolang het er niet is.
    """

    gesprek: int
    poort: int
    aan_de_beurt: Callable[[], None]
    verloren: Callable[[], None]
    nummer: int = 0


class Slotlijn:
    """De draad met de verbinding.

    Args:
        url: het adres van de database, zonder pooler die per transactie verdeelt.
        wacht_s: hoelang verbinden of een opdracht hooguit duurt.
    """

    def __init__(self, url: str, wacht_s: int) -> None:
        engine = maak_engine(url, wacht_s)
        self._adres: dict[str, Any] = engine.dialect.create_connect_args(make_url(url))[1]
        engine.dispose()
        self._wacht_s = float(wacht_s)
        self._nieuw: deque[Aanvraag] = deque()
        self._klaar: deque[Aanvraag] = deque()
        self._wachtend: list[Aanvraag] = []
        self._bezet: set[Aanvraag] = set()
        self._hoor, self._wek = socket.socketpair()
        self._hoor.settimeout(0)
        self._wek.settimeout(0)
        self._stop = False
        self._vorige: tuple[Any, ...] = ()
        self.pid = 0
        self.bereikbaar = False
        self._draad = threading.Thread(target=self._draai, name="sloten", daemon=True)
        self._draad.start()

    def vraag(self, aanvraag: Aanvraag) -> None:
        """Zet een aanvraag in de rij; de volgorde van aanroepen is de volgorde van de nummers."""
        self._nieuw.append(aanvraag)
        self._maak_wakker()

    def geef_terug(self, aanvraag: Aanvraag) -> None:
        """Laat een gesprek los, of zie af van wachten; altijd precies één keer per aanvraag."""
        self._klaar.append(aanvraag)
        self._maak_wakker()

    def sluit(self) -> None:
        """Laat alles los en sluit de verbinding."""
        self._stop = True
        self._maak_wakker()
        self._draad.join(self._wacht_s + 1)

    def _maak_wakker(self) -> None:
        # Vol is goed: dan wordt de draad al wakker.
        with suppress(BlockingIOError):
            self._wek.send(b"x")

    def _draai(self) -> None:
        while not self._stop:
            lijn = None
            try:
                lijn = self._verbind()
                self._bedien(lijn)
            except (psycopg2.Error, LijnWeg, OSError) as fout:
                self._verlies(fout)
            finally:
                self.bereikbaar = False
                if lijn is not None:
                    lijn.close()
            self._wacht([], _OPNIEUW_SECONDEN)

    def _verbind(self) -> Any:
        lijn = psycopg2.connect(**self._adres, async_=1)
        try:
            self._tot_klaar(lijn)
            (wie,) = self._doe(lijn, BEGIN)
            if self._vorige:
                # Onze vorige verbinding kan aan de kant van de server nog nummers vasthouden.
                self._doe(lijn, RUIM_VORIGE, self._vorige)
        except BaseException:
            lijn.close()
            raise
        self._vorige, self.pid = wie, int(wie[0])
        self.bereikbaar = True
        return lijn

    def _bedien(self, lijn: Any) -> None:
        gezien = time.monotonic()
        while not self._stop:
            self._verwerk(lijn)
            stil = _KIJK_SECONDEN if self._wachtend else _POLS_SECONDEN
            # Een sein kan met het antwoord op een opdracht zijn meegekomen; dan niet wachten.
            lijn.poll()
            over = 0.0 if lijn.notifies else gezien + stil - time.monotonic()
            if self._wacht([lijn], over):
                lijn.poll()
            vrij = {int(melding.payload) for melding in lijn.notifies}
            lijn.notifies.clear()
            if time.monotonic() - gezien >= stil:
                # Zo merkt de draad ook een proces dat stierf, en een netwerk dat niets meer zegt.
                gezien = time.monotonic()
                vrij |= {een.gesprek for een in self._wachtend}
                self._doe(lijn, "SELECT 1")
                self.bereikbaar = time.monotonic() - gezien < _TRAAG_SECONDEN
            self._geef_beurt(lijn, vrij)

    def _verwerk(self, lijn: Any) -> None:
        """Doe wat andere draden vroegen; eerst loslaten, dan is er misschien iets vrij."""
        while self._klaar:
            aanvraag = self._klaar.popleft()
            self._bezet.discard(aanvraag)
            with suppress(ValueError):
                self._wachtend.remove(aanvraag)
            with suppress(ValueError):
                self._nieuw.remove(aanvraag)
            if aanvraag.nummer:
                wat = {"gesprek": aanvraag.gesprek, "nummer": aanvraag.nummer}
                aanvraag.nummer = 0
                self._doe(lijn, LAAT_LOS, wat)
        while self._nieuw:
            # Pas uit de rij als het nummer er is: valt de lijn weg, dan gaat zij vooraan verder.
            aanvraag = self._nieuw[0]
            wat = {"poort": aanvraag.poort, "gesprek": aanvraag.gesprek}
            ((nummer, voor, _),) = self._doe(lijn, NEEM, wat)
            self._nieuw.popleft()
            aanvraag.nummer = int(nummer)
            if voor:
                # Wie tussen het tellen en het nemen losliet, zag ons niet staan en gaf geen sein.
                self._wachtend.append(aanvraag)
                self._geef_beurt(lijn, [aanvraag.gesprek])
            else:
                self._is_aan_de_beurt(aanvraag)

    def _geef_beurt(self, lijn: Any, gesprekken: Iterable[int]) -> None:
        onze = {een.gesprek for een in self._wachtend}.intersection(gesprekken)
        if not onze:
            return
        eersten = dict(self._doe(lijn, EERSTEN, (list(onze),)))
        for een in tuple(self._wachtend):
            if eersten.get(een.gesprek) == een.nummer:
                self._wachtend.remove(een)
                self._is_aan_de_beurt(een)

    def _is_aan_de_beurt(self, aanvraag: Aanvraag) -> None:
        self._bezet.add(aanvraag)
        aanvraag.aan_de_beurt()

    def _verlies(self, fout: Exception) -> None:
        """De nummers zijn weg: breek af wat liep, en laat wie wachtte straks opnieuw in de rij."""
        if self.bereikbaar or self._bezet:
            logger.warning("De verbinding met de sloten viel weg: %s", type(fout).__name__)
        for aanvraag in self._bezet:
            aanvraag.nummer = 0
            aanvraag.verloren()
        self._bezet.clear()
        for aanvraag in reversed(self._wachtend):
            aanvraag.nummer = 0
            self._nieuw.appendleft(aanvraag)
        self._wachtend.clear()

    def _doe(self, lijn: Any, opdracht: str, wat: Any = None) -> list[tuple[Any, ...]]:
        with lijn.cursor() as cursor:
            cursor.execute(opdracht, wat)
            self._tot_klaar(lijn)
            return list(cursor.fetchall())

    def _tot_klaar(self, lijn: Any) -> None:
        grens = time.monotonic() + self._wacht_s
        while (stand := lijn.poll()) != POLL_OK:
            soort = select.POLLIN if stand == POLL_READ else select.POLLOUT
            if not _wat_klaar_is({lijn.fileno(): soort}, grens - time.monotonic()):
                raise LijnWeg

    def _wacht(self, lijnen: list[Any], seconden: float) -> bool:
        """Wacht op de server of op een andere draad; geeft of de server iets zegt."""
        onze = {lijn.fileno() for lijn in lijnen}
        klaar = _wat_klaar_is(dict.fromkeys([*onze, self._hoor.fileno()], select.POLLIN), seconden)
        if self._hoor.fileno() in klaar:
            self._hoor.recv(4096)
        return bool(onze & klaar)


def _wat_klaar_is(waarop: dict[int, int], seconden: float) -> set[int]:
    # Niet `select.select`: dat kan geen nummers boven de 1023 aan.
    wachter = select.poll()
    for nummer, soort in waarop.items():
        wachter.register(nummer, soort)
    return {nummer for nummer, _ in wachter.poll(max(0.0, seconden) * 1000)}
