"""Het webkanaal als Rasa-kanaal: de adressen, en wat er op de achtergrond meeloopt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.exceptions import NotFound
from sanic.response import HTTPResponse

from bot.channels.beurt import Verwerk, zin_storing
from bot.channels.gate import Poort
from bot.channels.web.bestanden import Bestanden
from bot.channels.web.beurten import KANAAL, Beurten
from bot.channels.web.directline import DirectLine, Toelating
from bot.channels.web.fouten import Weigering
from bot.channels.web.grenzen import Grenzen, eis_herkomst, laat_uitpraten
from bot.channels.web.historie import GeenGesprek, Historie, HistorieNietBereikbaar
from bot.channels.web.stroom import Stroom
from bot.channels.web.tokens import Tokens
from bot.webinstellingen import AANGEMELD, WebInstellingen

logger = logging.getLogger(__name__)

BASIS = "/v3/directline"
_ANDERE_PAGINAS = ("toegankelijkheid", "voorbeeld")
_DRADEN = 4
_ONDERHOUD_SECONDEN = 15.0
_AFRONDEN_SECONDEN = 1.5
_MAG_MEE = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Last-Event-ID, X-Ms-Bot-Agent, X-Requested-With"
    ),
    "Access-Control-Max-Age": "600",
}

Handler = Callable[..., Awaitable[HTTPResponse | None]]


class WebKanaal(InputChannel):
    """Het kanaal op `/webhooks/web`.

    Args:
        poort: waar elk bericht eerst langs gaat.
        historie: waar de gesprekken staan.
        bestanden: de pagina's en modules.
        tokens: geeft en leest tokens.
        web: de instellingen van het kanaal.
        vergeet: wist wat Rasa van een gesprek bewaart.
    """

    def __init__(
        self,
        poort: Poort,
        historie: Historie,
        bestanden: Bestanden,
        tokens: Tokens,
        web: WebInstellingen,
        vergeet: Callable[[str], None],
    ) -> None:
        self._poort = poort
        self._historie = historie
        self._bestanden = bestanden
        self._tokens = tokens
        self._web = web
        self._vergeet = vergeet
        self._draden = ThreadPoolExecutor(_DRADEN, "webhistorie")

    @classmethod
    def name(cls) -> str:
        """De naam in het adres en in de gebeurtenissen van Rasa."""
        return KANAAL

    def blueprint(self, on_new_message: Verwerk) -> Blueprint:
        """De adressen van het kanaal, en het werk op de achtergrond."""
        stroom = Stroom(self._historie, self._draad)
        beurten = Beurten(self._poort, self._historie, self._draad, on_new_message, stroom.wek)
        adressen = Blueprint("web")
        self._voeg_api_toe(adressen, self._directline(stroom, beurten))
        self._voeg_paginas_toe(adressen)
        self._voeg_achtergrond_toe(adressen, stroom, beurten)
        return adressen

    def _directline(self, stroom: Stroom, beurten: Beurten) -> DirectLine:
        web = self._web
        return DirectLine(
            tokens=self._tokens,
            toelating=Toelating(web.aanmeldsleutel, web.toegang == AANGEMELD),
            grenzen=Grenzen(web.per_gesprek, web.per_adres, web.gesprekken_per_adres),
            historie=self._historie,
            draad=self._draad,
            stroom=stroom,
            beurten=beurten,
            vergeet=self._vergeet,
        )

    def _voeg_api_toe(self, adressen: Blueprint, api: DirectLine) -> None:
        gesprek = f"{BASIS}/conversations/<gesprek:str>"
        paden: dict[str, dict[str, Handler]] = {
            f"{BASIS}/tokens/generate": {"POST": api.geef_token},
            f"{BASIS}/tokens/refresh": {"POST": api.verleng},
            f"{BASIS}/conversations": {"POST": api.begin},
            gesprek: {"GET": api.sluit_aan, "DELETE": api.wis},
            f"{gesprek}/activities": {"GET": api.geef_berichten, "POST": api.stuur},
            f"{gesprek}/stream": {"GET": api.geef_stroom},
        }
        for nummer, (pad, methoden) in enumerate(paden.items()):
            adressen.add_route(
                self._omhul(methoden),
                pad,
                methods=[*methoden, "OPTIONS"],
                name=f"api{nummer}",
                stream=True,
            )

    def _omhul(self, methoden: dict[str, Handler]) -> Handler:
        async def behandel(verzoek: Request, **delen: str) -> HTTPResponse | None:
            try:
                herkomst = eis_herkomst(verzoek, self._web.herkomsten)
            except Weigering as weigering:
                return weigering.antwoord()
            if herkomst:
                verzoek.ctx.koppen = {"Access-Control-Allow-Origin": herkomst, "Vary": "Origin"}
            if verzoek.method == "OPTIONS":
                return response.empty(204, _MAG_MEE)
            antwoord = await _probeer(methoden[verzoek.method], verzoek, delen)
            if antwoord is not None and verzoek.stream.request_body:
                await laat_uitpraten(verzoek, antwoord)
                return None
            return antwoord

        return behandel

    def _voeg_paginas_toe(self, adressen: Blueprint) -> None:
        bestanden = self._bestanden

        @adressen.get("/", strict_slashes=True)
        async def chat(verzoek: Request) -> HTTPResponse:
            return bestanden.pagina(verzoek, "chat")

        @adressen.get("", strict_slashes=True)
        async def zonder_streep(_verzoek: Request) -> HTTPResponse:
            return response.redirect("web/", status=308)

        @adressen.get(f"/<naam:{'|'.join(_ANDERE_PAGINAS)}>", name="pagina")
        async def andere(verzoek: Request, naam: str) -> HTTPResponse:
            return bestanden.pagina(verzoek, naam)

        @adressen.get("/widget.js")
        async def ingang(verzoek: Request) -> HTTPResponse:
            return bestanden.ingang(verzoek)

        @adressen.get("/bestanden/<versie:str>/<naam:str>")
        async def los(verzoek: Request, versie: str, naam: str) -> HTTPResponse:
            return _of_niet(bestanden.los(verzoek, versie, naam))

        @adressen.get("/afbeeldingen/<naam:str>")
        async def tekening(verzoek: Request, naam: str) -> HTTPResponse:
            return _of_niet(bestanden.tekening(verzoek, naam))

        @adressen.middleware("response")
        async def koppen(verzoek: Request, antwoord: HTTPResponse) -> None:
            antwoord.headers.update(getattr(verzoek.ctx, "koppen", {}))

    def _voeg_achtergrond_toe(self, adressen: Blueprint, stroom: Stroom, beurten: Beurten) -> None:
        taken: list[asyncio.Task[None]] = []

        @adressen.listener("before_server_start")
        async def begin(_app: Sanic, lus: asyncio.AbstractEventLoop) -> None:
            await self._draad(self._historie.bereid)
            taken.append(lus.create_task(stroom.kijk()))
            taken.append(lus.create_task(beurten.blijf_opgeven()))
            taken.append(lus.create_task(self._onderhoud()))

        @adressen.listener("before_server_stop")
        async def stop(_app: Sanic, _lus: asyncio.AbstractEventLoop) -> None:
            stroom.stop()
            await beurten.rond_af(_AFRONDEN_SECONDEN)
            for taak in taken:
                taak.cancel()

        @adressen.listener("after_server_stop")
        async def sluit(_app: Sanic, _lus: asyncio.AbstractEventLoop) -> None:
            await self._draad(self._historie.sluit)
            self._draden.shutdown(wait=False)

    async def _onderhoud(self) -> None:
        while True:
            try:
                await self._draad(self._historie.ruim_op)
            except HistorieNietBereikbaar as fout:
                logger.warning("De geschiedenis antwoordt niet", exc_info=fout)
            await asyncio.sleep(_ONDERHOUD_SECONDEN)

    async def _draad(self, functie: Callable[..., Any], *delen: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._draden, functie, *delen)


async def _probeer(
    handler: Handler, verzoek: Request, delen: dict[str, str]
) -> HTTPResponse | None:
    try:
        return await handler(verzoek, **delen)
    except Weigering as weigering:
        return weigering.antwoord()
    except GeenGesprek:
        zin = "Dit gesprek is er niet meer. Begin een nieuw gesprek."
        return Weigering(404, zin).antwoord()
    except HistorieNietBereikbaar as fout:
        logger.warning("De geschiedenis antwoordt niet", exc_info=fout)
        zin = "De assistent kan nu even niets bewaren. Probeer het zo weer."
        return Weigering(503, zin, 3).antwoord()
    except Exception as fout:
        if verzoek.responded:
            raise
        return Weigering(500, zin_storing(fout)).antwoord()


def _of_niet(antwoord: HTTPResponse | None) -> HTTPResponse:
    if antwoord is None:
        raise NotFound("Dit bestand is er niet.")
    return antwoord
