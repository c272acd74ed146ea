"""Wat om elk verzoek heen zit: koppen, foutpagina's, inloggen, en of een formulier echt is."""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from aiohttp import web

from adviesvraag.fouten import (
    AdviesvraagFout,
    NietGevonden,
    OpslagFout,
    UitkomstOnbekend,
)
from adviesvraag.inbox.sleutels import INSTELLINGEN, sessie_van
from adviesvraag.inbox.weergave import toon

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adviesvraag.inbox.gebruiker import Gebruiker

    Afhandeling = Callable[[web.Request], Awaitable[web.StreamResponse]]

logger = logging.getLogger(__name__)

HOOGSTENS_BYTES = 128 * 1024
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
KOPPEN = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Niet no-referrer: dan stuurt de browser bij een formulier geen Origin mee.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_LEEST = frozenset({"GET", "HEAD"})
_KLOPT_NIET = ("Dit verzoek klopt niet", "Ga terug, ververs de pagina en probeer het opnieuw.")
_NIET_GEVONDEN = ("Niet gevonden", "Deze pagina bestaat niet, of je mag haar niet zien.")
_ZINNEN: Mapping[int, tuple[str, str]] = {
    404: _NIET_GEVONDEN,
    413: ("Te veel tekst", "Wat je stuurde is te groot. Maak het korter."),
}


@dataclass
class Geweigerd(Exception):
    """Een verzoek dat niet mag of niet klopt, met wat de gebruiker daarover leest."""

    status: int
    kop: str
    zin: str


def verboden(zin: str) -> Geweigerd:
    """De gebruiker is bekend, maar mag dit niet."""
    return Geweigerd(403, "Dit mag je niet", zin)


@web.middleware
async def koppen(request: web.Request, handler: Afhandeling) -> web.StreamResponse:
    """Zet op elk antwoord de koppen die de browser streng houden."""
    try:
        antwoord = await handler(request)
    except web.HTTPRedirection as door:
        _zet_koppen(request, door)
        raise
    _zet_koppen(request, antwoord)
    return antwoord


def _zet_koppen(verzoek: web.Request, antwoord: web.StreamResponse) -> None:
    for kop, waarde in KOPPEN.items():
        antwoord.headers.setdefault(kop, waarde)
    if verzoek.app[INSTELLINGEN].versleuteld:
        antwoord.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


@web.middleware
async def fouten(request: web.Request, handler: Afhandeling) -> web.StreamResponse:
    """Maakt van elke fout een pagina in gewone taal; details staan alleen in het logboek."""
    try:
        _eis_eigen_host(request)
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPException as fout:
        return _foutpagina(request, fout.status, *_ZINNEN.get(fout.status, _KLOPT_NIET))
    except Geweigerd as fout:
        return _foutpagina(request, fout.status, fout.kop, fout.zin)
    except AdviesvraagFout as fout:
        return _domeinfout(request, fout)
    except Exception:
        nummer = secrets.token_hex(4)
        logger.exception("Verzoek mislukte, nummer %s", nummer)
        zin = f"Geef nummer {nummer} door aan de beheerder."
        return _foutpagina(request, 500, "Er ging iets mis aan onze kant", zin)


def _domeinfout(verzoek: web.Request, fout: AdviesvraagFout) -> web.Response:
    if isinstance(fout, NietGevonden):
        return _foutpagina(verzoek, 404, *_NIET_GEVONDEN)
    if isinstance(fout, UitkomstOnbekend):
        kop = "Niet zeker of het gelukt is"
        zin = "De verbinding brak tijdens het opslaan. Kijk eerst of het er staat."
        return _foutpagina(verzoek, 503, kop, zin)
    if isinstance(fout, OpslagFout):
        zin = "Er is niets veranderd. Probeer het zo opnieuw."
        return _foutpagina(verzoek, 503, "De opslag is niet bereikbaar", zin)
    return _foutpagina(verzoek, 409, "Dit kan nu niet", str(fout))


def _foutpagina(verzoek: web.Request, status: int, kop: str, zin: str) -> web.Response:
    return toon(verzoek, "fout.html", status=status, kop=kop, zin=zin)


def bewaakt(handler: Afhandeling, mag: Callable[[Gebruiker], bool] | None) -> Afhandeling:
    """De handler, achter inloggen en een echt formulier; zonder `mag` is hij voor iedereen."""

    async def afhandeling(verzoek: web.Request) -> web.StreamResponse:
        if verzoek.method not in _LEEST:
            _eis_eigen_herkomst(verzoek)
        if mag is None:
            return await handler(verzoek)
        sessie = sessie_van(verzoek)
        if sessie is None:
            return await _niet_ingelogd(verzoek)
        if verzoek.method not in _LEEST:
            velden = await verzoek.post()
            if not hmac.compare_digest(str(velden.get("csrf", "")).encode(), sessie.csrf.encode()):
                raise Geweigerd(403, *_KLOPT_NIET)
        if not mag(sessie.gebruiker):
            raise verboden("Jouw rol hoort hier niet bij. Vraag het je functioneel beheerder.")
        return await handler(verzoek)

    return afhandeling


async def _niet_ingelogd(verzoek: web.Request) -> web.StreamResponse:
    if verzoek.method not in _LEEST:
        velden = await verzoek.post()
        geschreven = [str(velden[naam]) for naam in ("tekst", "notitie") if velden.get(naam)]
        return toon(verzoek, "verlopen.html", status=401, geschreven=geschreven)
    if verzoek.headers.get("Sec-Fetch-Site") == "cross-site":
        # Het cookie is SameSite=Strict en komt pas mee als deze pagina zelf verder gaat.
        return toon(verzoek, "verder.html", naar=verzoek.path_qs)
    raise web.HTTPFound(f"/inloggen?naar={quote(verzoek.path_qs, safe='')}")


def _eis_eigen_host(verzoek: web.Request) -> None:
    """Weigert een andere naam voor deze server, zoals bij DNS rebinding."""
    if verzoek.host not in verzoek.app[INSTELLINGEN].hosts:
        raise Geweigerd(421, *_KLOPT_NIET)


def _eis_eigen_herkomst(verzoek: web.Request) -> None:
    """Weigert een formulier dat van een andere site komt, ook voor wie nog niet is ingelogd."""
    if verzoek.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Geweigerd(403, *_KLOPT_NIET)
    herkomst = verzoek.headers.get("Origin")
    if herkomst is not None and urlsplit(herkomst).netloc != verzoek.host:
        raise Geweigerd(403, *_KLOPT_NIET)
