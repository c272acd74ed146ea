"""Het proces van de assistent: webserver, kanalen en Rasa."""

from __future__ import annotations

import asyncio
import logging
import secrets
from asyncio import AbstractEventLoop
from typing import Any

from rasa.core.run import configure_app
from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from bot.assistent import laad_agent, maak_rest, stel_log_in
from bot.instellingen import Instellingen, instellingen
from bot.model import zorg_voor_model
from bot.opslag import opslag

logger = logging.getLogger(__name__)

_SLUIT_SECONDEN = 3.0
_STORING = 500
_WEIGERING = {
    404: "Dit adres bestaat niet.",
    405: "Dit adres kent deze manier van vragen niet.",
    413: "Het verzoek is te groot.",
}


def maak_app(gegevens: Instellingen) -> Sanic:
    """De webserver met de kanalen die aan staan; klaar zodra het model geladen is."""
    kanalen = [maak_rest(gegevens)] if gegevens.rest_aan else []
    app = configure_app(kanalen, cors=None, enable_api=False, use_uvloop=True)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _SLUIT_SECONDEN
    app.config.REQUEST_MAX_SIZE = 1_000_000
    app.config.FALLBACK_ERROR_FORMAT = "json"

    async def laad(webserver: Sanic, _lus: AbstractEventLoop) -> None:
        opslag()
        webserver.ctx.agent = laad_agent(zorg_voor_model(), gegevens)

    app.error_handler.add(Exception, _weiger)
    app.register_listener(laad, "before_server_start")
    app.register_listener(_sluit, "after_server_stop")
    return app


def _weiger(_verzoek: Request, fout: Exception) -> HTTPResponse:
    """Wat de webserver zelf weigert, en wat er onverwacht misgaat, als een Nederlandse zin."""
    status = getattr(fout, "status_code", _STORING)
    if isinstance(fout, SanicException) and status < _STORING:
        zin = _WEIGERING.get(status, "Dit verzoek kan ik niet lezen.")
        return response.json({"fout": zin}, status, getattr(fout, "headers", None))
    nummer = secrets.token_hex(4)
    logger.error("Verzoek mislukte, nummer %s", nummer, exc_info=fout)
    return response.json(
        {"fout": f"Er ging iets mis aan onze kant. Geef nummer {nummer} door aan de beheerder."},
        _STORING,
    )


async def _sluit(_app: Sanic, _lus: AbstractEventLoop) -> None:
    await asyncio.to_thread(opslag().sluit)


def main() -> None:
    """Start de webserver tot hij wordt gestopt."""
    gegevens = instellingen()
    stel_log_in(gegevens.logniveau)
    draai: dict[str, Any] = {"host": gegevens.host, "port": gegevens.poort}
    maak_app(gegevens).run(**draai, access_log=False, motd=False)


if __name__ == "__main__":
    main()
