"""Onder welke naam iets in de webserver en in een verzoek staat."""

from __future__ import annotations

from aiohttp import web

from adviesvraag.inbox.instellingen import Instellingen
from adviesvraag.inbox.oidc import Inlogdienst
from adviesvraag.inbox.sessies import Sessie, Sessies
from adviesvraag.opslag import Opslag

INSTELLINGEN = web.AppKey("instellingen", Instellingen)
OPSLAG = web.AppKey("opslag", Opslag)
SESSIES = web.AppKey("sessies", Sessies)
INLOGDIENST = web.AppKey("inlogdienst", Inlogdienst)
COOKIE = "wegwijzer_inbox"
_SESSIE: web.RequestKey[Sessie | None] = web.RequestKey("sessie")


def cookienaam(app: web.Application) -> str:
    """De naam van het cookie; met https een naam die alleen dit adres mag zetten."""
    return f"__Host-{COOKIE}" if app[INSTELLINGEN].versleuteld else COOKIE


def sessie_van(verzoek: web.Request) -> Sessie | None:
    """De sessie waar dit verzoek bij hoort; None voor wie niet is ingelogd."""
    if _SESSIE not in verzoek:
        geheim = verzoek.cookies.get(cookienaam(verzoek.app), "")
        verzoek[_SESSIE] = verzoek.app[SESSIES].vind(geheim) if geheim else None
    return verzoek[_SESSIE]


def ingelogd(verzoek: web.Request) -> Sessie:
    """De sessie van dit verzoek; alleen achter een route die inloggen vraagt."""
    sessie = sessie_van(verzoek)
    if sessie is None:
        raise web.HTTPUnauthorized
    return sessie
