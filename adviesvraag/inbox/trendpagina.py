"""Het trendbulletin in de inbox: de pagina, de grafieken en de bestanden."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import NietGevonden, OngeldigeInvoer
from adviesvraag.inbox import trendbeeld
from adviesvraag.inbox.sleutels import INSTELLINGEN, OPSLAG, ingelogd
from adviesvraag.inbox.trendbestand import (
    BESTANDEN,
    UITLEG,
    Namen,
    blad_gemeenten,
    getoonde_kolommen,
)
from adviesvraag.inbox.weergave import toon
from adviesvraag.toegang import ALLE, ONBEKEND
from adviesvraag.trends.bulletin import maak_bulletin
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.werkvoorraad import laatste_regio

if TYPE_CHECKING:
    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.trends.bulletin import Bulletin, Cijfer, Reeks, Tabel

TE_KIEZEN = 12
"""Zoveel afgelopen kwartalen zijn te kiezen."""

_TOTAAL = "totaal"


async def toon_trends(verzoek: web.Request) -> web.Response:
    """Het bulletin van een regio en een kwartaal; zonder keuze het laatste."""
    gebruiker = ingelogd(verzoek).gebruiker
    regios, kwartalen = regios_van(verzoek, gebruiker), afgelopen()
    regio = await gekozen_regio(verzoek, regios)
    bulletin = await _bulletin(verzoek, regio, verzoek.query.get("kwartaal") or str(kwartalen[0]))
    namen = namen_van(verzoek)
    pad = f"/trends/{bulletin.regio_code}/{bulletin.kwartaal}"
    return toon(
        verzoek,
        "trends.html",
        bulletin=bulletin,
        regios=regios,
        kwartalen=kwartalen,
        grafieken={
            _TOTAAL: trendbeeld.in_woorden(trendbeeld.van_totalen(bulletin)),
            **{
                tabel.dimensie.id: trendbeeld.in_woorden(grafiek)
                for tabel in bulletin.tabellen
                if (grafiek := trendbeeld.van_tabel(bulletin, tabel)).namen
            },
        },
        gemeenten={
            tabel.dimensie.id: blad_gemeenten(bulletin, tabel, namen)
            for tabel in bulletin.tabellen
            if tabel.plaatsen
        },
        gevuld=_gevuld,
        per_plaats=_per_plaats,
        rijen=partial(adres_van_lijst, bulletin.regio_code),
        naam=namen.gemeente,
        bestanden=list(BESTANDEN),
        map=pad,
        uitleg=UITLEG,
    )


async def toon_grafiek(verzoek: web.Request) -> web.Response:
    """Een grafiek van het bulletin als SVG."""
    bulletin = await _bulletin(verzoek, verzoek.match_info["regio"], verzoek.match_info["kwartaal"])
    welke = verzoek.match_info["dimensie"]
    if welke == _TOTAAL:
        grafiek = trendbeeld.van_totalen(bulletin)
    else:
        tabel = next((t for t in bulletin.tabellen if t.dimensie.id == welke), None)
        if tabel is None:
            raise web.HTTPNotFound
        grafiek = trendbeeld.van_tabel(bulletin, tabel)
    beeld = await asyncio.to_thread(trendbeeld.teken, grafiek, "svg")
    # Een SVG heeft stijl in zich; als afbeelding draait er niets in.
    csp = "default-src 'none'; style-src 'unsafe-inline'"
    koppen = {"Content-Security-Policy": csp}
    return web.Response(body=beeld, content_type="image/svg+xml", headers=koppen)


async def haal_bestand(verzoek: web.Request) -> web.Response:
    """Het bulletin als bestand."""
    soort = BESTANDEN.get(verzoek.match_info["uitgang"])
    if soort is None:
        raise web.HTTPNotFound
    bulletin = await _bulletin(verzoek, verzoek.match_info["regio"], verzoek.match_info["kwartaal"])
    inhoud = await asyncio.to_thread(soort[1], bulletin, namen_van(verzoek))
    naam = f"trendbulletin-{bulletin.regio_code}-{bulletin.kwartaal}"
    return web.Response(
        body=inhoud,
        headers={
            "Content-Type": soort[0],
            "Content-Disposition": f'attachment; filename="{naam}.{verzoek.match_info["uitgang"]}"',
        },
    )


def afgelopen() -> list[Kwartaal]:
    """De kwartalen die voorbij zijn, het laatste eerst."""
    nu = Kwartaal.van_dag(vandaag_hier())
    return [nu.terug(stap) for stap in range(1, TE_KIEZEN + 1)]


def regios_van(verzoek: web.Request, gebruiker: Gebruiker) -> list[str]:
    """De regio's waar deze gebruiker uit kan kiezen."""
    codes = {code for rol in gebruiker.rollen for code in rol.regios}
    alle = verzoek.app[INSTELLINGEN].kennis.regios if ALLE in codes else codes
    return sorted(alle, key=lambda code: (code == ONBEKEND, code))


async def gekozen_regio(verzoek: web.Request, regios: list[str]) -> str:
    """De regio uit het adres, of anders die van de nieuwste adviesvraag: daar is iets te zien."""
    gevraagd = verzoek.query.get("regio")
    if gevraagd or len(regios) == 1:
        return gevraagd or regios[0]
    wie = ingelogd(verzoek).gebruiker.lezer
    return await asyncio.to_thread(laatste_regio, verzoek.app[OPSLAG], wie) or regios[0]


def namen_van(verzoek: web.Request) -> Namen:
    """De namen van regio's en gemeenten."""
    kennis = verzoek.app[INSTELLINGEN].kennis
    return Namen(kennis.regios, kennis.gemeenten)


async def _bulletin(verzoek: web.Request, regio: str, kwartaal: str) -> Bulletin:
    gevraagd = lees_kwartaal(kwartaal)
    wie = ingelogd(verzoek).gebruiker.lezer
    return await asyncio.to_thread(maak_bulletin, verzoek.app[OPSLAG], wie, regio, gevraagd)


def lees_kwartaal(tekst: str) -> Kwartaal:
    """Een kwartaal dat voorbij is.

    Raises:
        NietGevonden: het loopt nog of bestaat niet. Van een lopend kwartaal zijn twee bulletins
            van elkaar af te trekken, en dan is te zien wat er één dag bij kwam.
    """
    try:
        gelezen = Kwartaal.lees(tekst)
    except OngeldigeInvoer as fout:
        raise NietGevonden(str(fout)) from fout
    if gelezen >= Kwartaal.van_dag(vandaag_hier()):
        raise NietGevonden("Dit kwartaal is nog niet voorbij.")
    return gelezen


def _gevuld(tabel: Tabel) -> list[Reeks]:
    """De regels waar in een van de kwartalen iets te zien of afgeschermd is."""
    return [reeks for reeks in tabel.reeksen if any(cijfer != 0 for cijfer in reeks.cijfers)]


def _per_plaats(bulletin: Bulletin, tabel: Tabel) -> list[list[tuple[Cijfer, str]]]:
    """Per gemeente elk cijfer met het adres van zijn adviesvragen.

    Wat uit meer gemeenten of codes bestaat heeft er geen: dat is geen lijst die te kiezen is.
    """

    def adres(gemeente: str, codes: tuple[str, ...]) -> str:
        if not gemeente or len(codes) > 1:
            return ""
        return adres_van_lijst(
            bulletin.regio_code, bulletin.kwartaal, gemeente, tabel.dimensie.id, codes[0]
        )

    kolommen = getoonde_kolommen(tabel)
    return [
        [(plek.cijfers[nr], adres(plek.gemeente, tabel.kolommen[nr])) for nr in kolommen]
        for plek in tabel.plaatsen
    ]


def adres_van_lijst(
    regio: str, kwartaal: Kwartaal, gemeente: str = "", dimensie: str = "", code: str = ""
) -> str:
    """Het adres van de lijst met de adviesvragen achter een cijfer."""
    velden = {
        "kwartaal": str(kwartaal),
        "regio": regio,
        "gemeente": gemeente,
        "dimensie": dimensie,
        "code": code,
    }
    return "/?" + urlencode({naam: waarde for naam, waarde in velden.items() if waarde})
