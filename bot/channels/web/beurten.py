"""De beurten: een bericht wordt meteen aangenomen en daarna beantwoord, op volgorde per gesprek."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.channels.beurt import Uitslag, Verwerk, voer_uit, zin_storing
from bot.channels.gate import Doorgelaten, Poort, TeLang
from bot.channels.web.activiteiten import (
    Binnen,
    slotknop,
    titel_van,
    van_assistent,
    van_gebruiker,
)
from bot.channels.web.fouten import BEL_112, Weigering
from bot.channels.web.historie import GeenGesprek, Historie, HistorieNietBereikbaar

logger = logging.getLogger(__name__)

KANAAL = "web"
HOOGUIT_WACHTEND = 5
GRENS_SECONDEN = 30.0
OPGEGEVEN_SECONDEN = 120.0
_POGINGEN = 3
_KIJK_SECONDEN = 1.0
_NA_STORING_SECONDEN = 2.0
_TE_LANG = "[te lang bericht, niet bewaard]"
_ZIN_OPGEGEVEN = (
    "Op dit bericht is geen antwoord gekomen; de assistent werd onderbroken. Stuur het nog een "
    f"keer. {BEL_112}"
)


class Draad(Protocol):
    """Voert een functie uit in een draad en wacht op de uitkomst."""

    def __call__(self, functie: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        """De uitkomst van `functie(*args)`."""


@dataclass
class _Rij:
    """De berichten van één gesprek die nog lopen."""

    aannemen: asyncio.Lock = field(default_factory=asyncio.Lock)
    beurt: asyncio.Lock = field(default_factory=asyncio.Lock)
    lopend: int = 0


class Beurten:
    """Berichten aannemen en beantwoorden.

    Args:
        poort: waar elk bericht eerst langs gaat.
        historie: waar gelakte berichten en antwoorden komen te staan.
        draad: voert het werk van de historie uit.
        verwerk: geeft een bericht aan Rasa.
        wek: wie op dit gesprek wacht, krijgt te horen dat er iets nieuws is.
        kanaal: de naam van het kanaal; zo beginnen ook de namen van zijn gesprekken.
    """

    def __init__(
        self,
        poort: Poort,
        historie: Historie,
        draad: Draad,
        verwerk: Verwerk,
        wek: Callable[[str], None],
        kanaal: str = KANAAL,
    ) -> None:
        self._poort = poort
        self._historie = historie
        self._draad = draad
        self._verwerk = verwerk
        self._wek = wek
        self._kanaal = kanaal
        self._rijen: dict[str, _Rij] = {}
        self._taken: set[asyncio.Task[Any]] = set()
        self._uitgelegd: set[str] = set()

    async def neem_aan(self, gesprek: str, binnen: Binnen) -> int:
        """Neem een bericht aan en begin de beurt; geeft het nummer van het bericht.

        Raises:
            Weigering: als er te veel berichten in dit gesprek wachten.
            GeenGesprek: als het gesprek er niet is.
            HistorieNietBereikbaar: als het bericht niet bewaard kon worden.
        """
        rij = self._rijen.setdefault(gesprek, _Rij())
        if rij.lopend >= HOOGUIT_WACHTEND:
            raise Weigering(
                429, f"Ik ben nog bezig met je vorige berichten. Wacht even. {BEL_112}", 2
            )
        rij.lopend += 1
        # Breekt de client nu af, dan gaat het aannemen toch door: anders stond er een bericht in de
        # geschiedenis zonder beurt.
        return await asyncio.shield(self._taak(self._aannemen(gesprek, binnen, rij)))

    async def geef_op(self) -> None:
        """Antwoord nu op berichten waarvan het proces er niet meer is."""
        opgegeven = await self._draad(
            self._historie.geef_op, OPGEGEVEN_SECONDEN, _opgegeven, f"{self._kanaal}-"
        )
        for gesprek in opgegeven:
            self._wek(gesprek)

    async def blijf_opgeven(self) -> None:
        """Kijk elke seconde of er een bericht is blijven liggen van een proces dat verdween."""
        while True:
            try:
                await self.geef_op()
            except HistorieNietBereikbaar:
                # Wie een bericht stuurt of leest logt dit al.
                await asyncio.sleep(_NA_STORING_SECONDEN)
            await asyncio.sleep(_KIJK_SECONDEN)

    def bezig(self, gesprek: str) -> bool:
        """Of er in dit gesprek een beurt loopt of wacht."""
        return gesprek in self._rijen

    async def rond_af(self, seconden: float) -> None:
        """Wacht tot de lopende beurten klaar zijn, hooguit zo lang."""
        if self._taken:
            await asyncio.wait(set(self._taken), timeout=seconden)

    def _taak(self, werk: Any) -> asyncio.Task[Any]:
        taak = asyncio.get_running_loop().create_task(werk)
        self._taken.add(taak)
        taak.add_done_callback(self._taken.discard)
        return taak

    async def _aannemen(self, gesprek: str, binnen: Binnen, rij: _Rij) -> int:
        begonnen = False
        try:
            async with rij.aannemen:
                door = await self._poort.lees(gesprek, binnen.tekst)
                if isinstance(door, Doorgelaten):
                    door = replace(door, meta={**binnen.meta, **door.meta})
                tekst = await self._te_bewaren(gesprek, binnen, door)
                client_id = binnen.client_id and self._poort.schuilnaam(binnen.client_id)
                inhoud = van_gebruiker(tekst, client_id)
                nr, nieuw = await self._draad(self._historie.zeg, gesprek, client_id, inhoud)
                if nieuw:
                    self._taak(self._beurt(gesprek, nr, (door, binnen), rij))
                    begonnen = True
                    self._wek(gesprek)
            return int(nr)
        finally:
            if not begonnen:
                self._klaar(gesprek, rij)

    async def _te_bewaren(self, gesprek: str, binnen: Binnen, door: Doorgelaten | TeLang) -> str:
        if isinstance(door, TeLang):
            return _TE_LANG
        if "keuze" not in door.meta:
            return door.tekst
        rijen = await self._draad(self._historie.lees, gesprek, 0)
        titels = [titel_van(een, reversed(rijen)) for een in (binnen.tekst, *binnen.vervolg)]
        return ", ".join(filter(None, titels)) or "Knop"

    async def _beurt(
        self, gesprek: str, nr: int, wat: tuple[Doorgelaten | TeLang, Binnen], rij: _Rij
    ) -> None:
        door, binnen = wat
        try:
            async with rij.beurt:
                uitslag = await self._antwoord(gesprek, door)
                if binnen.vervolg:
                    uitslag = await self._vervolg(gesprek, binnen.vervolg, uitslag)
                await self._bewaar(gesprek, nr, uitslag)
                self._wek(gesprek)
        finally:
            self._klaar(gesprek, rij)

    async def _antwoord(self, gesprek: str, door: Doorgelaten | TeLang) -> Uitslag:
        if isinstance(door, TeLang):
            return Uitslag([{"text": door.zin}])
        beurt = voer_uit(gesprek, door, self._kanaal, self._verwerk, self._uitgelegd)
        try:
            return await asyncio.wait_for(beurt, GRENS_SECONDEN)
        except asyncio.TimeoutError as fout:
            return Uitslag([{"text": zin_storing(fout)}], mislukt=True)

    async def _vervolg(self, gesprek: str, payloads: tuple[str, ...], uitslag: Uitslag) -> Uitslag:
        """De keuzes na de eerste, en dan "Klaar"; alleen het laatste antwoord telt."""
        for payload in payloads:
            if uitslag.mislukt:
                return uitslag
            uitslag = await self._antwoord(gesprek, await self._poort.lees(gesprek, payload))
        klaar = slotknop(uitslag)
        if klaar is None:
            return uitslag
        return await self._antwoord(gesprek, await self._poort.lees(gesprek, klaar))

    async def _bewaar(self, gesprek: str, nr: int, uitslag: Uitslag) -> None:
        inhouden = van_assistent(uitslag, gesprek, nr)
        for poging in range(1, _POGINGEN + 1):
            try:
                await self._draad(self._historie.antwoord, gesprek, nr, inhouden)
            except GeenGesprek:
                # De gebruiker wiste het gesprek tijdens de beurt; er is niemand om te antwoorden.
                return
            except HistorieNietBereikbaar as fout:
                logger.warning("Antwoord niet bewaard, poging %s", poging, exc_info=fout)
                await asyncio.sleep(poging)
            else:
                return

    def _klaar(self, gesprek: str, rij: _Rij) -> None:
        rij.lopend -= 1
        if not rij.lopend and self._rijen.get(gesprek) is rij:
            del self._rijen[gesprek]


def _opgegeven(gesprek: str, nr: int) -> dict[str, Any]:
    uitslag = Uitslag([{"text": _ZIN_OPGEGEVEN}], mislukt=True)
    return van_assistent(uitslag, gesprek, nr)[0]
