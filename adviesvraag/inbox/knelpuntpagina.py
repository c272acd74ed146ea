"""Het register van knelpunten, het halfjaaroverzicht, en de doorstroom naast het plan."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web

from adviesvraag import status
from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import NietGevonden, NietMeerActueel, OngeldigeInvoer
from adviesvraag.inbox.omlijsting import verboden
from adviesvraag.inbox.sleutels import OPSLAG, ingelogd
from adviesvraag.inbox.trendpagina import adres_van_lijst, gekozen_regio, regios_van
from adviesvraag.inbox.weergave import toon
from adviesvraag.trends import knelpunten
from adviesvraag.trends.doorstroom import doorstroom
from adviesvraag.trends.knelpunten import Beschrijving, Knelpunt
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.werkvoorraad import haal

if TYPE_CHECKING:
    from multidict import MultiMapping

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.toegang import Behandelaar

_HALF_JAAR = {"1": (1, 2), "2": (3, 4)}
_EERSTE_JAAR = 2010


async def maak(verzoek: web.Request) -> web.Response:
    """Zet een knelpunt in het register bij een adviesvraag, en ga erheen."""
    gebruiker = ingelogd(verzoek).gebruiker
    kenmerk = verzoek.match_info["kenmerk"]
    opslag = verzoek.app[OPSLAG]

    def doe() -> str:
        regel = haal(opslag, kenmerk, gebruiker.lezer).regel
        wie = _noteert(gebruiker, regel.regio_code)
        return knelpunten.van_adviesvraag(opslag, regel.kenmerk, wie)

    nummer = await asyncio.to_thread(doe)
    raise web.HTTPSeeOther(f"/knelpunten/{nummer}")


async def toon_knelpunt(verzoek: web.Request) -> web.Response:
    """Een knelpunt om te lezen en in te vullen."""
    knelpunt = await _lees(verzoek)
    return _formulier(verzoek, knelpunt, knelpunt.beschrijving)


async def bewaar(verzoek: web.Request) -> web.Response:
    """Bewaar wat er is ingevuld."""
    sessie = ingelogd(verzoek)
    velden = await verzoek.post()
    knelpunt = await _lees(verzoek)
    wie = _noteert(sessie.gebruiker, knelpunt.regio_code)
    versie = str(velden.get("versie", ""))
    if not versie.isdecimal():
        raise web.HTTPBadRequest
    ingevuld = _ingevuld(velden)

    def doe() -> None:
        knelpunten.beschrijf(verzoek.app[OPSLAG], knelpunt.id, wie, ingevuld, versie=int(versie))

    try:
        await asyncio.to_thread(doe)
    except (OngeldigeInvoer, NietMeerActueel) as fout:
        return _formulier(verzoek, knelpunt, ingevuld, str(fout))
    sessie.meld("Het knelpunt is bewaard.")
    raise web.HTTPSeeOther(f"/knelpunten/{knelpunt.id}")


async def toon_overzicht(verzoek: web.Request) -> web.Response:
    """De knelpunten van een regio in een half jaar."""
    gebruiker = ingelogd(verzoek).gebruiker
    regios = regios_van(verzoek, gebruiker)
    regio = await gekozen_regio(verzoek, regios)
    nu = Kwartaal.van_dag(vandaag_hier())
    jaar = _jaar(verzoek, nu)
    helft = verzoek.query.get("helft") or ("1" if nu.nummer in _HALF_JAAR["1"] else "2")
    if helft not in _HALF_JAAR:
        raise NietGevonden("Dit half jaar is er niet.")
    kwartalen = [Kwartaal(jaar, nummer) for nummer in _HALF_JAAR[helft]]
    wie, opslag = gebruiker.lezer, verzoek.app[OPSLAG]
    rijen = await asyncio.to_thread(knelpunten.overzicht, opslag, wie, regio, kwartalen)
    return toon(
        verzoek,
        "knelpunten.html",
        rijen=rijen,
        geteld=knelpunten.tel(rijen),
        keuzes=knelpunten.keuzes(),
        regios=regios,
        regio=regio,
        jaar=jaar,
        helft=helft,
        jaren=_jaren(nu),
    )


async def toon_doorstroom(verzoek: web.Request) -> web.Response:
    """De doorstroom van een regio in een jaar, naast het plan."""
    gebruiker = ingelogd(verzoek).gebruiker
    regios = regios_van(verzoek, gebruiker)
    regio = await gekozen_regio(verzoek, regios)
    nu = Kwartaal.van_dag(vandaag_hier())
    jaar = _jaar(verzoek, nu.terug())
    kwartalen = [k for k in (Kwartaal(jaar, nummer) for nummer in range(1, 5)) if k < nu]
    if not kwartalen:
        raise NietGevonden("Van dit jaar is nog geen kwartaal voorbij.")
    wie, opslag = gebruiker.lezer, verzoek.app[OPSLAG]
    regels = await asyncio.to_thread(doorstroom, opslag, wie, regio, kwartalen)
    return toon(
        verzoek,
        "doorstroom.html",
        regels=regels,
        kwartalen=kwartalen,
        rijen=partial(adres_van_lijst, regio),
        regios=regios,
        regio=regio,
        jaar=jaar,
        jaren=_jaren(nu),
    )


async def _lees(verzoek: web.Request) -> Knelpunt:
    wie, nummer = ingelogd(verzoek).gebruiker.lezer, verzoek.match_info["nummer"]
    return await asyncio.to_thread(knelpunten.lees, verzoek.app[OPSLAG], nummer, wie)


def _formulier(
    verzoek: web.Request, knelpunt: Knelpunt, ingevuld: Beschrijving, fout: str = ""
) -> web.Response:
    gegevens: dict[str, Any] = {
        "knelpunt": knelpunt,
        "ingevuld": ingevuld,
        "keuzes": knelpunten.keuzes(),
        "fout": fout,
        "hoogstens": knelpunten.HOOGSTENS_TEKENS,
    }
    return toon(verzoek, "knelpunt.html", status=422 if fout else 200, **gegevens)


def _ingevuld(velden: MultiMapping[Any]) -> Beschrijving:
    return Beschrijving(
        wat=str(velden.get("wat", "")),
        partners=tuple(str(code) for code in velden.getall("partner", [])),
        niveau=str(velden.get("niveau", "")),
        uitkomst=str(velden.get("uitkomst", "")),
        toelichting=str(velden.get("toelichting", "")),
    )


def _noteert(gebruiker: Gebruiker, regio_code: str) -> Behandelaar:
    wie = gebruiker.als(status.NOTEREN, regio_code)
    if wie is None:
        raise verboden("Dat mag je met jouw rol niet doen in deze regio.")
    return wie


def _jaar(verzoek: web.Request, standaard: Kwartaal) -> int:
    tekst = verzoek.query.get("jaar") or str(standaard.jaar)
    if not tekst.isdecimal() or not _EERSTE_JAAR <= int(tekst) <= vandaag_hier().year:
        raise NietGevonden("Dit jaar is er niet.")
    return int(tekst)


def _jaren(nu: Kwartaal) -> list[int]:
    return list(range(nu.jaar, nu.jaar - 6, -1))
