"""In- en uitloggen: met de inlogdienst, of op de ingebouwde standaard met een eenmalige link."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from aiohttp import web

from adviesvraag.inbox import inloglink
from adviesvraag.inbox.gebruiker import LOKAAL, Gebruiker
from adviesvraag.inbox.oidc import GELDIG, GeenToegang, Inlogdienst, InloggenMislukt
from adviesvraag.inbox.omlijsting import Geweigerd
from adviesvraag.inbox.sessies import klok
from adviesvraag.inbox.sleutels import (
    INLOGDIENST,
    INSTELLINGEN,
    OPSLAG,
    SESSIES,
    cookienaam,
    sessie_van,
)
from adviesvraag.inbox.weergave import toon
from adviesvraag.medewerkers import onthoud_medewerker

logger = logging.getLogger(__name__)

_POGING = "wegwijzer_inloggen"


async def vraag_inloggen(verzoek: web.Request) -> web.Response:
    """De pagina die zegt hoe je inlogt."""
    naar = _binnen(verzoek.query.get("naar", "/"))
    if sessie_van(verzoek) is not None:
        raise web.HTTPFound(naar)
    return toon(verzoek, "inloggen.html", naar=naar, uitgelogd="uitgelogd" in verzoek.query)


async def toon_link(verzoek: web.Request) -> web.Response:
    """De pagina achter de eenmalige link; pas de knop verbruikt hem."""
    bestand = _linkbestand(verzoek)
    geheim = verzoek.match_info["geheim"]
    if not await asyncio.to_thread(inloglink.geldt, bestand, geheim, klok()):
        raise _link_op()
    return toon(verzoek, "link.html", geheim=geheim)


async def gebruik_link(verzoek: web.Request) -> web.Response:
    """Log in met de eenmalige link."""
    bestand = _linkbestand(verzoek)
    geheim = verzoek.match_info["geheim"]
    if not await asyncio.to_thread(inloglink.gebruik, bestand, geheim, klok()):
        raise _link_op()
    door = web.HTTPSeeOther("/")
    await _begin(verzoek, door, LOKAAL)
    raise door


async def begin_oidc(verzoek: web.Request) -> web.Response:
    """Stuur door naar de inlogdienst."""
    try:
        adres, geheim = await _dienst(verzoek).begin(_binnen(verzoek.query.get("naar", "/")))
    except InloggenMislukt as fout:
        raise _mislukt(fout) from fout
    door = web.HTTPFound(adres)
    # Lax: het antwoord van de inlogdienst komt van een andere site.
    door.set_cookie(
        _POGING,
        geheim,
        max_age=int(GELDIG.total_seconds()),
        path="/oidc",
        httponly=True,
        samesite="Lax",
        secure=verzoek.app[INSTELLINGEN].versleuteld,
    )
    raise door


async def rond_oidc_af(verzoek: web.Request) -> web.Response:
    """Log in met het antwoord van de inlogdienst."""
    geheim = verzoek.cookies.get(_POGING, "")
    try:
        gebruiker, naar = await _dienst(verzoek).rond_af(geheim, verzoek.query)
    except InloggenMislukt as fout:
        raise _mislukt(fout) from fout
    # Geen doorverwijzing: het sessiecookie is SameSite=Strict en komt dan niet mee.
    antwoord = toon(verzoek, "verder.html", naar=naar)
    antwoord.del_cookie(_POGING, path="/oidc")
    await _begin(verzoek, antwoord, gebruiker)
    return antwoord


async def uitloggen(verzoek: web.Request) -> web.Response:
    """Beëindig de sessie."""
    naam = cookienaam(verzoek.app)
    verzoek.app[SESSIES].eindig(verzoek.cookies.get(naam, ""))
    door = web.HTTPSeeOther("/inloggen?uitgelogd=ja")
    door.del_cookie(naam, path="/", secure=verzoek.app[INSTELLINGEN].versleuteld)
    raise door


async def _begin(verzoek: web.Request, antwoord: web.StreamResponse, gebruiker: Gebruiker) -> None:
    await asyncio.to_thread(
        onthoud_medewerker, verzoek.app[OPSLAG], gebruiker.lezer, gebruiker.naam
    )
    naam = cookienaam(verzoek.app)
    verzoek.app[SESSIES].eindig(verzoek.cookies.get(naam, ""))
    antwoord.set_cookie(
        naam,
        verzoek.app[SESSIES].begin(gebruiker),
        path="/",
        httponly=True,
        samesite="Strict",
        secure=verzoek.app[INSTELLINGEN].versleuteld,
    )
    logger.info("Ingelogd: %s", gebruiker.id)


def _linkbestand(verzoek: web.Request) -> Path:
    if not verzoek.app[INSTELLINGEN].linkbestand:
        raise web.HTTPNotFound
    return Path(verzoek.app[INSTELLINGEN].linkbestand)


def _dienst(verzoek: web.Request) -> Inlogdienst:
    if INLOGDIENST not in verzoek.app:
        raise web.HTTPNotFound
    return verzoek.app[INLOGDIENST]


def _link_op() -> Geweigerd:
    return Geweigerd(
        403,
        "Deze link werkt niet meer",
        "Een inloglink werkt één keer en een kwartier. Maak een nieuwe met: make inboxlink",
    )


def _mislukt(fout: InloggenMislukt) -> Geweigerd:
    logger.warning("Inloggen mislukt: %s", type(fout.__cause__ or fout).__name__)
    geen = isinstance(fout, GeenToegang)
    kop = "Je hebt geen toegang" if geen else "Inloggen is niet gelukt"
    return Geweigerd(403, kop, str(fout))


def _binnen(naar: str) -> str:
    """Een pad binnen de inbox; al het andere wordt de eerste pagina."""
    goed = naar.startswith("/") and not naar.startswith("//") and naar.isprintable()
    return naar if goed and "\\" not in naar else "/"
