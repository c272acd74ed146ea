"""Alle adressen van de inbox, elk met wie er mag komen. Een nieuw adres is een regel erbij."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from adviesvraag.inbox import (
    contactpagina,
    inloggen,
    knelpuntpagina,
    leemtepagina,
    lijstpagina,
    rechtenpagina,
    trendpagina,
    zaakpagina,
)
from adviesvraag.inbox.omlijsting import bewaakt
from adviesvraag.inbox.weergave import toon

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.inbox.omlijsting import Afhandeling


async def _gezond(_verzoek: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _hulp(verzoek: web.Request) -> web.Response:
    return toon(verzoek, "hulp.html")


def _iedereen(_gebruiker: Gebruiker) -> bool:
    return True


def _beheerder(gebruiker: Gebruiker) -> bool:
    return gebruiker.is_beheerder


def _redactie(gebruiker: Gebruiker) -> bool:
    return gebruiker.redigeert


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
    Route("GET", "/", lijstpagina.toon_lijst),
    Route("GET", "/gezond", _gezond, None),
    Route("GET", "/inloggen", inloggen.vraag_inloggen, None),
    Route("GET", "/inloggen/{geheim}", inloggen.toon_link, None),
    Route("POST", "/inloggen/{geheim}", inloggen.gebruik_link, None),
    Route("GET", "/oidc/begin", inloggen.begin_oidc, None),
    Route("GET", "/oidc/terug", inloggen.rond_oidc_af, None),
    Route("POST", "/uitloggen", inloggen.uitloggen),
    Route("POST", "/weergaven", lijstpagina.bewaar),
    Route("POST", "/weergaven/{nummer}/wis", lijstpagina.wis),
    Route("GET", "/adviesvragen/{kenmerk}", zaakpagina.toon_zaak),
    *(
        Route("POST", f"/adviesvragen/{{kenmerk}}/{naam}", zaakpagina.handel(naam))
        for naam in zaakpagina.HANDELINGEN
    ),
    Route("POST", "/adviesvragen/{kenmerk}/knelpunt", knelpuntpagina.maak),
    Route("GET", "/knelpunten", knelpuntpagina.toon_overzicht),
    Route("GET", "/knelpunten/{nummer}", knelpuntpagina.toon_knelpunt),
    Route("POST", "/knelpunten/{nummer}", knelpuntpagina.bewaar),
    Route("GET", "/doorstroom", knelpuntpagina.toon_doorstroom),
    Route("GET", "/meldingen", contactpagina.lijst),
    Route("POST", "/meldingen/{nummer}", contactpagina.sluit),
    Route("GET", "/onbeantwoord", leemtepagina.toon_werklijst, _redactie),
    Route("POST", "/onbeantwoord/artikel", leemtepagina.maak_artikel, _redactie),
    Route("POST", "/onbeantwoord/voorbeelden", leemtepagina.maak_voorbeelden, _redactie),
    Route("POST", "/onbeantwoord/status", leemtepagina.rond_af, _redactie),
    Route("GET", "/trends", trendpagina.toon_trends),
    Route("GET", "/trends/{regio}/{kwartaal}.{uitgang}", trendpagina.haal_bestand),
    Route("GET", "/trends/{regio}/{kwartaal}/{dimensie}.svg", trendpagina.toon_grafiek),
    Route("GET", "/rechten", rechtenpagina.toon_zoeken, _beheerder),
    Route("POST", "/rechten/zoek", rechtenpagina.zoek, _beheerder),
    Route("GET", "/rechten/{kenmerk}", rechtenpagina.toon_inzage, _beheerder),
    Route("POST", "/rechten/{kenmerk}/adres", rechtenpagina.verbeter, _beheerder),
    Route("POST", "/rechten/{kenmerk}/verwijder", rechtenpagina.verwijder, _beheerder),
    Route("GET", "/hulp", _hulp),
)


def voeg_toe(app: web.Application) -> None:
    """Zet alle adressen in de webserver."""
    for route in ROUTES:
        app.router.add_route(route.methode, route.pad, bewaakt(route.handler, route.mag))
