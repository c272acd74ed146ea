"""Het Teams-kanaal samengesteld: poort, geschiedenis, verwijzingen en de weg terug."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.channels.botframework.connector import Connector
from bot.channels.botframework.inlog import App, Inlog
from bot.channels.gate import Poort
from bot.channels.teams.kanaal import TeamsKanaal
from bot.channels.teams.levering import Levering
from bot.channels.web.historie import Historie
from bot.instellingen import Instellingen
from bot.leemte import bij_duim
from bot.teamsopslag import maak_opslag
from bot.webhistorie import maak_historie


def maak_teams(
    gegevens: Instellingen, poort: Poort, proces: Callable[[], int | None] = lambda: None
) -> TeamsKanaal:
    """Het Teams-kanaal met de instellingen van dit proces; `proces` als bij het webkanaal."""
    teams = gegevens.teams
    return TeamsKanaal(
        poort,
        maak_historie(
            gegevens.webgesprekken_url,
            gegevens.web.bewaren_minuten,
            gegevens.opslag_seconden,
            proces,
        ),
        maak_opslag(gegevens, bij_duim),
        maak_connector(gegevens),
        teams,
    )


def maak_connector(gegevens: Instellingen) -> Connector:
    """De weg terug naar Teams; er gaat nog niets over het netwerk."""
    teams = gegevens.teams
    return Connector(
        Inlog(App(teams.app_id, teams.app_geheim, teams.token_url)), teams.service_urls
    )


@asynccontextmanager
async def open_levering(gegevens: Instellingen, historie: Historie) -> AsyncIterator[Levering]:
    """De weg van de geschiedenis naar Teams, buiten het kanaal om."""
    opslag, connector = maak_opslag(gegevens, bij_duim), maak_connector(gegevens)
    await asyncio.to_thread(opslag.bereid)
    try:
        yield Levering(historie, opslag, connector, asyncio.to_thread, WeakValueDictionary())
    finally:
        await connector.sluit()
        opslag.sluit()
