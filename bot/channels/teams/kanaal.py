"""Teams als Rasa-kanaal: het adres, en wat er op de achtergrond meeloopt."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timezone
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from bot.channels.beurt import Verwerk
from bot.channels.botframework.auth import Eisen, Geweigerd, toets
from bot.channels.botframework.connector import Connector
from bot.channels.botframework.sleutels import Sleutels, SleutelsNietBereikbaar
from bot.channels.gate import Poort
from bot.channels.teams.gesprekken import Delen, Gesprekken
from bot.channels.teams.levering import Levering
from bot.channels.teams.opslag import TeamsOpslag
from bot.channels.tempo import Tempo
from bot.channels.web.beurten import Beurten
from bot.channels.web.historie import Historie, HistorieNietBereikbaar
from bot.teamsinstellingen import TeamsInstellingen

logger = logging.getLogger(__name__)

KANAAL = "teams"
MAX_BYTES = 256_000
PER_GESPREK = 60
WAARSCHUW_DAGEN = 30
_DRADEN = 4
_ONDERHOUD_SECONDEN = 15.0
_AFRONDEN_SECONDEN = 1.5


class TeamsKanaal(InputChannel):
    """Het kanaal op `/webhooks/teams`.

    Args:
        poort: waar elk bericht eerst langs gaat.
        historie: waar berichten en antwoorden staan, gedeeld met het webkanaal.
        opslag: wat alleen Teams nodig heeft.
        connector: de weg terug.
        teams: de instellingen van het kanaal.
    """

    def __init__(
        self,
        poort: Poort,
        historie: Historie,
        opslag: TeamsOpslag,
        connector: Connector,
        teams: TeamsInstellingen,
    ) -> None:
        self._poort = poort
        self._historie = historie
        self._opslag = opslag
        self._connector = connector
        self._teams = teams
        self._draden = ThreadPoolExecutor(_DRADEN, "teams")
        self._taken: set[asyncio.Task[None]] = set()

    @classmethod
    def name(cls) -> str:
        """De naam in het adres en in de gebeurtenissen van Rasa."""
        return KANAAL

    def blueprint(self, on_new_message: Verwerk) -> Blueprint:
        """De adressen van het kanaal, en het werk op de achtergrond."""
        levering = Levering(
            self._historie, self._opslag, self._connector, self._draad, WeakValueDictionary()
        )
        beurten = Beurten(
            self._poort,
            self._historie,
            self._draad,
            on_new_message,
            lambda gesprek: self._begin(_lever(levering, gesprek)),
            KANAAL,
        )
        delen = Delen(
            self._poort,
            self._historie,
            self._opslag,
            self._connector,
            levering,
            self._draad,
            Tempo(PER_GESPREK),
        )
        gesprekken = Gesprekken(delen, beurten, self._begin, self._teams.organisatie)
        adressen = Blueprint("teams")
        self._voeg_adressen_toe(adressen, gesprekken)
        self._voeg_achtergrond_toe(adressen, beurten, levering)
        return adressen

    def _voeg_adressen_toe(self, adressen: Blueprint, gesprekken: Gesprekken) -> None:
        eisen = Eisen(self._teams.app_id, self._teams.tenant_id, self._teams.service_urls)
        sleutels = Sleutels(self._teams.openid_url)

        @adressen.post("/webhook")
        async def ontvang(verzoek: Request) -> HTTPResponse:
            activiteit = _lees(verzoek.body)
            if activiteit is None:
                return _fout("Dit is geen bericht van Teams.", 400)
            try:
                await toets(verzoek.headers.get("authorization"), activiteit, eisen, sleutels)
            except Geweigerd as fout:
                logger.warning("Bericht aan Teams-adres geweigerd: %s", fout.reden)
                return _fout("Dit bericht komt niet van Teams, of niet voor deze bot.", fout.status)
            except SleutelsNietBereikbaar:
                return _fout("De afzender is nu niet vast te stellen.", 503)
            try:
                return response.json(await gesprekken.ontvang(activiteit))
            except HistorieNietBereikbaar as fout:
                logger.warning("De geschiedenis antwoordt niet", exc_info=fout)
                await gesprekken.meld_storing(activiteit)
                return response.json({})

        @adressen.get("/")
        async def gezond(_verzoek: Request) -> HTTPResponse:
            return response.json(gezondheid(self._teams, self._connector.inlog.laatste_fout))

    def _voeg_achtergrond_toe(
        self, adressen: Blueprint, beurten: Beurten, levering: Levering
    ) -> None:
        taken: list[asyncio.Task[None]] = []

        @adressen.listener("before_server_start")
        async def begin(_app: Sanic, lus: asyncio.AbstractEventLoop) -> None:
            await self._draad(self._historie.bereid)
            await self._draad(self._opslag.bereid)
            taken.append(lus.create_task(beurten.blijf_opgeven()))
            taken.append(lus.create_task(self._onderhoud(levering)))

        @adressen.listener("before_server_stop")
        async def stop(_app: Sanic, _lus: asyncio.AbstractEventLoop) -> None:
            await beurten.rond_af(_AFRONDEN_SECONDEN)
            for taak in [*taken, *self._taken]:
                taak.cancel()
            await self._connector.sluit()

        @adressen.listener("after_server_stop")
        async def sluit(_app: Sanic, _lus: asyncio.AbstractEventLoop) -> None:
            await self._draad(self._historie.sluit)
            await self._draad(self._opslag.sluit)
            self._draden.shutdown(wait=False)

    async def _onderhoud(self, levering: Levering) -> None:
        while True:
            try:
                await levering.haal_in()
                await self._draad(self._historie.ruim_op)
                await self._draad(self._opslag.ruim_op)
            except HistorieNietBereikbaar as fout:
                logger.warning("De geschiedenis antwoordt niet", exc_info=fout)
            await asyncio.sleep(_ONDERHOUD_SECONDEN)

    def _begin(self, werk: Coroutine[Any, Any, None]) -> None:
        taak = asyncio.get_running_loop().create_task(werk)
        self._taken.add(taak)
        taak.add_done_callback(self._klaar)

    def _klaar(self, taak: asyncio.Task[None]) -> None:
        self._taken.discard(taak)
        if not taak.cancelled() and (fout := taak.exception()) is not None:
            logger.error("Werk voor Teams mislukte", exc_info=fout)

    async def _draad(self, functie: Callable[..., Any], *delen: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._draden, functie, *delen)


def gezondheid(
    teams: TeamsInstellingen, laatste_fout: str, vandaag: date | None = None
) -> dict[str, Any]:
    """Hoe het kanaal ervoor staat: hoe lang het geheim nog geldt, en of aanmelden lukte.

    Returns:
        `status` is `ok`, `waarschuwing` (het geheim verloopt bijna, of onbekend wanneer) of
        `storing` (verlopen, of Microsoft gaf geen token).
    """
    nu = vandaag or datetime.now(timezone.utc).date()
    dagen = (teams.geheim_tot - nu).days if teams.geheim_tot else None
    status = "ok"
    if dagen is None or dagen <= WAARSCHUW_DAGEN:
        status = "waarschuwing"
    if laatste_fout or (dagen is not None and dagen < 0):
        status = "storing"
    tot = teams.geheim_tot.isoformat() if teams.geheim_tot else None
    return {
        "status": status,
        "geheim_tot": tot,
        "geheim_dagen": dagen,
        "laatste_fout": laatste_fout or None,
    }


async def _lever(levering: Levering, gesprek: str) -> None:
    await levering.lever(gesprek)


def _lees(body: bytes) -> dict[str, Any] | None:
    if len(body) > MAX_BYTES:
        return None
    try:
        gelezen = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return gelezen if isinstance(gelezen, dict) else None


def _fout(zin: str, status: int) -> HTTPResponse:
    return response.json({"fout": zin}, status)
