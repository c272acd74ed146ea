"""Bezorgen op de achtergrond van de assistent; een trage partner houdt niemand op."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from sanic import Sanic

from adviesvraag.bezorgen import Opdracht, ronde
from adviesvraag.fouten import OpslagFout
from adviesvraag.opslag import Opslag
from adviesvraag.status import KANAAL, MAIL, WEBHOOK
from bot.bezorging import gesprek, webhook
from bot.bezorging.teams import Teamsweg
from bot.channels.web.historie import Historie
from bot.instellingen import Instellingen
from bot.opslag import opslag
from bot.teamskanaal import open_levering
from bot.webhistorie import maak_historie

logger = logging.getLogger(__name__)

_PAUZE_SECONDEN = 2.0
_NA_STORING_SECONDEN = 10.0

Wegen = dict[str, Callable[[Opdracht], Awaitable[None]]]


def wegen(
    gegevens: Instellingen, geopend: Opslag, historie: Historie, teams: Teamsweg | None = None
) -> Wegen:
    """De wegen die met deze instellingen open zijn."""
    bezorging = gegevens.bezorging
    naar_web = partial(gesprek.verstuur, opslag=geopend, historie=historie)

    async def naar_het_gesprek(opdracht: Opdracht) -> None:
        if teams is None or not await teams.verstuur(opdracht):
            await naar_web(opdracht)

    uit: Wegen = {KANAAL: naar_het_gesprek}
    if bezorging.webhook_url:
        uit[WEBHOOK] = partial(webhook.verstuur, gegevens=bezorging)
    if bezorging.smtp_url:
        # Zonder post is ook het pakket ervoor niet nodig.
        from bot.bezorging import post  # noqa: PLC0415

        uit[MAIL] = partial(post.verstuur, gegevens=bezorging)
    return uit


async def draai(geopend: Opslag, open_wegen: Wegen, stop: asyncio.Event) -> None:
    """Bezorg tot het stopsein; een storing van de database is een reden om te wachten."""
    while not stop.is_set():
        pauze = _PAUZE_SECONDEN
        try:
            if await ronde(geopend, open_wegen):
                pauze = 0.0
        except OpslagFout as fout:
            logger.warning("De opslag antwoordt niet; bezorgen wacht. %s", fout)
            pauze = _NA_STORING_SECONDEN
        try:
            await asyncio.wait_for(stop.wait(), pauze)
        except asyncio.TimeoutError:
            continue


def hang_aan(app: Sanic, gegevens: Instellingen) -> None:
    """Laat de webserver op de achtergrond bezorgen, van de start tot het stopsein."""
    stop = asyncio.Event()
    taken: list[asyncio.Task[None]] = []

    async def begin(_app: Sanic, lus: asyncio.AbstractEventLoop) -> None:
        taken.append(lus.create_task(_bezorg(gegevens, stop)))

    async def beeindig(_app: Sanic, _lus: asyncio.AbstractEventLoop) -> None:
        stop.set()
        for taak in taken:
            taak.cancel()

    app.register_listener(begin, "after_server_start")
    app.register_listener(beeindig, "before_server_stop")


async def _bezorg(gegevens: Instellingen, stop: asyncio.Event) -> None:
    historie = maak_historie(
        gegevens.webgesprekken_url, gegevens.web.bewaren_minuten, gegevens.opslag_seconden
    )
    try:
        await asyncio.to_thread(historie.bereid)
        geopend = await asyncio.to_thread(opslag)
        if not gegevens.teams.aan:
            await draai(geopend, wegen(gegevens, geopend, historie), stop)
            return
        async with open_levering(gegevens, historie) as levering:
            naar_teams = Teamsweg(geopend, levering)
            await draai(geopend, wegen(gegevens, geopend, historie, naar_teams), stop)
    finally:
        historie.sluit()
