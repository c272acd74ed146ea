"""Alle adressen van de inbox, elk met wie er mag komen. Een nieuw adres is een regel erbij."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from adviesvraag.inbox import contactpagina, inloggen
from adviesvraag.inbox.omlijsting import bewaakt
from adviesvraag.inbox.weergave import toon

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.inbox.omlijsting import Afhandeling


async def _gezond(_verzoek: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _begin(_verzoek: web.Request) -> web.Response:
    raise web.HTTPFound("/meldingen")


async def _hulp(verzoek: web.Request) -> web.Response:
    return toon(verzoek, "hulp.html")


def _iedereen(_gebruiker: Gebruiker) -> bool:
    return True


@dataclass(frozen=True)
class Route:
    """Een adres.

    Attributes:
        mag: welke ingelogde gebruiker hier mag komen; None is ook wie niet is ingelogd.
    """

    methode: str
    pad: str
    handler: Afhandeling
    mag: Callable[[Gebruiker], bool] | None = _iedereen


ROUTES = (
    Route("GET", "/", _begin),
    Route("GET", "/gezond", _gezond, None),
    Route("GET", "/inloggen", inloggen.vraag_inloggen, None),
    Route("GET", "/inloggen/{geheim}", inloggen.toon_link, None),
    Route("POST", "/inloggen/{geheim}", inloggen.gebruik_link, None),
    Route("GET", "/oidc/begin", inloggen.begin_oidc, None),
    Route("GET", "/oidc/terug", inloggen.rond_oidc_af, None),
    Route("POST", "/uitloggen", inloggen.uitloggen),
    Route("GET", "/meldingen", contactpagina.lijst),
    Route("POST", "/meldingen/{nummer}", contactpagina.sluit),
    Route("GET", "/hulp", _hulp),
)


def voeg_toe(app: web.Application) -> None:
    """Zet alle adressen in de webserver."""
    for route in ROUTES:
        app.router.add_route(route.methode, route.pad, bewaakt(route.handler, route.mag))
