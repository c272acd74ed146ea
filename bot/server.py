"""Het proces van de assistent: webserver, kanalen en Rasa."""

from __future__ import annotations

import asyncio
import logging
import secrets
from asyncio import AbstractEventLoop
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from bot.assistent import laad_agent, maak_poort, maak_rest, stel_log_in
from bot.bezorger import hang_aan
from bot.instellingen import Instellingen, instellingen
from bot.model import zorg_voor_model
from bot.opslag import opslag
from bot.webkanaal import maak_web

logger = logging.getLogger(__name__)

_OPEN_SECONDEN = 120
_SLUIT_SECONDEN = 3.0
_KOPPEN = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STORING = 500
_ONLEESBAAR = "Dit verzoek kan ik niet lezen."
_WEIGERING = {
    404: "Dit adres bestaat niet.",
    405: "Dit adres kent deze manier van vragen niet.",
    413: "Het verzoek is te groot.",
}


def maak_app(gegevens: Instellingen) -> Sanic:
    """De webserver met de kanalen die aan staan; klaar zodra het model geladen is."""
    # Niet de webserver van Rasa: die beantwoordt zelf elke OPTIONS en heeft beheeradressen.
    app = Sanic("wegwijzer", configure_logging=False)
    register(_kanalen(gegevens), app, route="/webhooks/")
    app.config.KEEP_ALIVE_TIMEOUT = _OPEN_SECONDEN
    app.config.PROXIES_COUNT = gegevens.proxies
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _SLUIT_SECONDEN
    app.config.REQUEST_MAX_SIZE = 1_000_000

    async def laad(webserver: Sanic, _lus: AbstractEventLoop) -> None:
        opslag()
        webserver.ctx.agent = laad_agent(zorg_voor_model(), gegevens)

    async def begin(_verzoek: Request) -> HTTPResponse:
        naar_chat = response.redirect("/webhooks/web/")
        return naar_chat if gegevens.web.aan else response.json({"status": "ok"})

    app.add_route(begin, "/")
    bescherm(app)
    app.register_listener(laad, "before_server_start")
    hang_aan(app, gegevens)
    app.register_listener(_sluit, "after_server_stop")
    return app


def bescherm(app: Sanic) -> None:
    """Geef elk antwoord de beveiligingskoppen, en elke fout een zin die niets verraadt."""
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.error_handler.add(Exception, _weiger)
    app.register_middleware(_beveilig, "response")


def _kanalen(gegevens: Instellingen) -> list[InputChannel]:
    poort = maak_poort(gegevens)
    rest = [maak_rest(gegevens, poort)] if gegevens.rest_aan else []
    web = [maak_web(gegevens, poort)] if gegevens.web.aan else []
    return [*rest, *web]


async def _beveilig(_verzoek: Request, antwoord: HTTPResponse) -> None:
    """De koppen die elk antwoord heeft, tenzij een adres zelf iets ruimers of strengers zet."""
    for kop, waarde in _KOPPEN.items():
        antwoord.headers.setdefault(kop, waarde)


def _weiger(verzoek: Request, fout: Exception) -> HTTPResponse:
    """Wat de webserver zelf weigert, en wat er onverwacht misgaat, als een Nederlandse zin."""
    status = getattr(fout, "status_code", _STORING)
    if isinstance(fout, ValueError) and verzoek.route is None:
        # Een kop die geen getal is waar dat hoort; de webserver laat die fout zo door.
        return response.json({"fout": _ONLEESBAAR}, 400)
    if isinstance(fout, SanicException) and status < _STORING:
        zin = _WEIGERING.get(status, _ONLEESBAAR)
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
