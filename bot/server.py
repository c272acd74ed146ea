"""Het proces van de assistent: webserver, kanalen en Rasa."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from typing import Any

from rasa.core.run import configure_app
from sanic import Sanic

from bot.assistent import laad_agent, maak_rest, stel_log_in
from bot.instellingen import Instellingen, instellingen
from bot.model import zorg_voor_model
from bot.opslag import opslag

_SLUIT_SECONDEN = 3.0


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

    app.register_listener(laad, "before_server_start")
    app.register_listener(_sluit, "after_server_stop")
    return app


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
