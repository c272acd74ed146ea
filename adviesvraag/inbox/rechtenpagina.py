"""De rechten van wie een adviesvraag indiende: inzien, verbeteren en laten verwijderen."""

from __future__ import annotations

import asyncio

from aiohttp import web

from adviesvraag import betrokkene
from adviesvraag.inbox.omlijsting import Geweigerd
from adviesvraag.inbox.sleutels import INSTELLINGEN, OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon
from adviesvraag.medewerkers import medewerkers
from adviesvraag.werkvoorraad import haal
from privacy.werkmail import is_werkmail


async def toon_zoeken(verzoek: web.Request) -> web.Response:
    """De pagina waar de beheerder een adviesvraag opzoekt."""
    return toon(verzoek, "rechten.html", adres="", kenmerken=None)


async def zoek(verzoek: web.Request) -> web.Response:
    """De adviesvragen met dit werkadres; het adres komt zo niet in de adresbalk."""
    ingelogd(verzoek)
    adres = str((await verzoek.post()).get("adres", ""))
    gevonden = await asyncio.to_thread(betrokkene.van_adres, verzoek.app[OPSLAG], adres)
    return toon(verzoek, "rechten.html", adres=adres, kenmerken=gevonden)


async def toon_inzage(verzoek: web.Request) -> web.Response:
    """Alles wat van één adviesvraag bewaard is."""
    wie, kenmerk = ingelogd(verzoek).gebruiker.lezer, verzoek.match_info["kenmerk"]

    def lees() -> tuple[betrokkene.Inzage, dict[str, str]]:
        opslag = verzoek.app[OPSLAG]
        haal(opslag, kenmerk, wie)
        namen = {mens.id: mens.naam for mens in medewerkers(opslag, wie)}
        return betrokkene.inzage(opslag, kenmerk), namen

    inzage, namen = await asyncio.to_thread(lees)
    return toon(verzoek, "inzage.html", inzage=inzage, namen=namen)


async def verbeter(verzoek: web.Request) -> web.Response:
    """Zet een ander werkadres bij een adviesvraag."""
    sessie, kenmerk = ingelogd(verzoek), verzoek.match_info["kenmerk"]
    adres = str((await verzoek.post()).get("adres", "")).strip()
    if not is_werkmail(adres, verzoek.app[INSTELLINGEN].kennis.partnerdomeinen):
        raise Geweigerd(
            422,
            "Dit adres kan niet",
            "Het is geen werkadres van een partner. Er is niets veranderd.",
        )

    def doe() -> None:
        haal(verzoek.app[OPSLAG], kenmerk, sessie.gebruiker.lezer)
        betrokkene.verbeter_adres(verzoek.app[OPSLAG], kenmerk, adres)

    await asyncio.to_thread(doe)
    sessie.meld("Het werkadres is veranderd.")
    raise web.HTTPSeeOther(f"/rechten/{kenmerk}")


async def verwijder(verzoek: web.Request) -> web.Response:
    """Wis de antwoorden en het adres van een adviesvraag."""
    sessie, kenmerk = ingelogd(verzoek), verzoek.match_info["kenmerk"]

    def doe() -> None:
        haal(verzoek.app[OPSLAG], kenmerk, sessie.gebruiker.lezer)
        betrokkene.verwijder(verzoek.app[OPSLAG], kenmerk)

    await asyncio.to_thread(doe)
    sessie.meld("De antwoorden en het adres zijn gewist. Het kenmerk en de geschiedenis blijven.")
    raise web.HTTPSeeOther(f"/rechten/{kenmerk}")
