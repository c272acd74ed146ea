"""Het proces van de assistent: webserver, kanalen en Rasa."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import secrets
import sys
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from adviesvraag.fouten import OpslagNietBereikbaar
from bot.assistent import laad_agent, maak_poort, maak_rest, stel_log_in
from bot.beurtlus import Beurtlus
from bot.bezorger import hang_aan
from bot.gespreksslot import Sloten, open_sloten
from bot.instellingen import Instellingen, instellingen
from bot.model import zorg_voor_model
from bot.opslag import opslag
from bot.teamskanaal import maak_teams
from bot.verdeler import ACHTER
from bot.webkanaal import maak_web

logger = logging.getLogger(__name__)

_OPEN_SECONDEN = 120
_OPSLAG_SECONDEN = 90
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

    def proces() -> int | None:
        sloten: Sloten | None = getattr(app.ctx, "sloten", None)
        return sloten.proces if sloten else None

    register(_kanalen(gegevens, proces), app, route="/webhooks/")
    app.config.KEEP_ALIVE_TIMEOUT = _OPEN_SECONDEN
    app.config.PROXIES_COUNT = gegevens.proxies
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _SLUIT_SECONDEN
    app.config.REQUEST_MAX_SIZE = 1_000_000

    async def laad(webserver: Sanic, _lus: AbstractEventLoop) -> None:
        await _wacht_op_opslag()
        sloten = open_sloten(gegevens.gesprekken_url, gegevens.opslag_seconden)
        webserver.ctx.sloten = sloten
        agent = laad_agent(zorg_voor_model(), gegevens, sloten)
        gesprekken: Any = agent.tracker_store
        webserver.ctx.agent = Beurtlus(agent, sloten, lambda: gesprekken.bewaart)

    async def begin(_verzoek: Request) -> HTTPResponse:
        naar_chat = response.redirect("/webhooks/web/")
        return naar_chat if gegevens.web.aan else response.json({"status": "ok"})

    app.add_route(begin, "/")
    bescherm(app)
    app.register_listener(laad, "before_server_start")
    hang_aan(app, gegevens)
    app.register_listener(_sluit, "after_server_stop")
    return app


async def _wacht_op_opslag() -> None:
    """Wacht tot de opslag antwoordt; een herstart tijdens een storing loopt zo niet stuk.

    Raises:
        OpslagFout: als zij na anderhalve minuut nog niet antwoordt.
    """
    grens = time.monotonic() + _OPSLAG_SECONDEN
    while True:
        try:
            opslag()
        except OpslagNietBereikbaar:
            if time.monotonic() > grens:
                raise
            logger.warning("De opslag antwoordt niet; starten wacht daarop")
            await asyncio.sleep(1)
        else:
            return


def bescherm(app: Sanic) -> None:
    """Geef elk antwoord de beveiligingskoppen, en elke fout een zin die niets verraadt."""
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.error_handler.add(Exception, _weiger)
    app.register_middleware(_beveilig, "response")


def _kanalen(gegevens: Instellingen, proces: Callable[[], int | None]) -> list[InputChannel]:
    poort = maak_poort(gegevens)
    rest = [maak_rest(gegevens, poort)] if gegevens.rest_aan else []
    web = [maak_web(gegevens, poort, proces)] if gegevens.web.aan else []
    teams = [maak_teams(gegevens, poort, proces)] if gegevens.teams.aan else []
    return [*rest, *web, *teams]


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


async def _sluit(app: Sanic, _lus: AbstractEventLoop) -> None:
    await app.ctx.agent.sluit()
    await asyncio.to_thread(app.ctx.sloten.sluit)
    await asyncio.to_thread(opslag().sluit)


def main(argumenten: Sequence[str] = ()) -> None:
    """Start de webserver tot hij wordt gestopt."""
    lezer = argparse.ArgumentParser(prog="python -m bot.server", description=__doc__)
    lezer.add_argument(ACHTER, type=int, default=0, metavar="POORT", dest="poort")
    intern = lezer.parse_args(argumenten).poort
    gegevens = instellingen()
    draai: dict[str, Any] = {"host": gegevens.host, "port": gegevens.poort}
    if intern:
        # De verdeler op deze machine is er een proxy bij; alleen hij praat met dit proces.
        gegevens = replace(gegevens, proxies=gegevens.proxies + 1)
        draai = {"host": "127.0.0.1", "port": intern}
    stel_log_in(gegevens.logniveau)
    maak_app(gegevens).run(**draai, access_log=False, motd=False)
    _stop_nu()


def _stop_nu() -> None:
    """Beëindig het proces zonder dat Python eerst alles opruimt.

    De webserver en de opslag zijn dan gesloten. Wat overblijft is het geheugen van Rasa, en dat
    object voor object teruggeven duurt op een drukke machine langer dan tien seconden.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
