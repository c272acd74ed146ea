"""De werklijst van de redactie: wat de assistent niet kon, en voorstellen als bestand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import OngeldigeInvoer
from adviesvraag.inbox.sleutels import INSTELLINGEN, OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon
from adviesvraag.status import LEEMTE_VOORSTEL, LEEMTESOORTEN, RECHTEN, REDIGEREN
from adviesvraag.trends.dimensies import PROBLEEM, dimensies
from adviesvraag.trends.groeperen import Groep, groepeer
from adviesvraag.trends.leemten import GELEZEN, aantallen, kies, regels, zet_status
from adviesvraag.trends.voorstel import artikel, voorbeelden

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.toegang import Behandelaar

PER_PAGINA = 50
_KLAAR = ("verwerkt", "hoort_niet")


async def toon_werklijst(verzoek: web.Request) -> web.Response:
    """De groepen van een soort, de grootste eerst."""
    wie, opslag = _redacteur(verzoek), verzoek.app[OPSLAG]
    soort = verzoek.query.get("soort") or LEEMTESOORTEN[0]

    def lees() -> tuple[dict[str, int], tuple[Groep, ...]]:
        return aantallen(opslag, wie), groepeer(regels(opslag, wie, soort))

    geteld, groepen = await asyncio.to_thread(lees)
    return toon(
        verzoek,
        "onbeantwoord.html",
        soort=soort,
        aantallen=geteld,
        groepen=groepen[:PER_PAGINA],
        alle_groepen=len(groepen),
        gelezen=GELEZEN,
        per_pagina=PER_PAGINA,
        bedoelingen=verzoek.app[INSTELLINGEN].kennis.bedoelingen,
        problemen=dimensies()[PROBLEEM].codes,
        klaar=_KLAAR,
    )


async def maak_artikel(verzoek: web.Request) -> web.Response:
    """Een artikel in opzet als bestand; de groep krijgt het merk dat er een voorstel ligt."""
    vandaag = vandaag_hier()
    return await _als_bestand(verzoek, lambda teksten: artikel(teksten, vandaag))


async def maak_voorbeelden(verzoek: web.Request) -> web.Response:
    """Voorbeeldzinnen als bestand, bij de gekozen bedoeling."""
    bedoeling = str((await verzoek.post()).get("bedoeling", ""))
    if bedoeling not in verzoek.app[INSTELLINGEN].kennis.bedoelingen:
        raise OngeldigeInvoer("Kies een bedoeling uit de lijst.")
    return await _als_bestand(verzoek, lambda teksten: voorbeelden(teksten, bedoeling))


async def rond_af(verzoek: web.Request) -> web.Response:
    """Haal een groep van de werklijst; haar tekst verdwijnt."""
    velden = await verzoek.post()
    status, nummers = str(velden.get("status", "")), await _nummers(verzoek)
    if status not in _KLAAR:
        raise OngeldigeInvoer("Kies wat ermee gebeurd is.")
    wie, opslag = _redacteur(verzoek), verzoek.app[OPSLAG]
    gedaan = await asyncio.to_thread(zet_status, opslag, wie, nummers, status)
    ingelogd(verzoek).meld(f"Van de werklijst gehaald: {gedaan}. De tekst is gewist.")
    soort = str(velden.get("soort", ""))
    raise web.HTTPSeeOther(f"/onbeantwoord?soort={soort if soort in LEEMTESOORTEN else ''}")


async def _als_bestand(
    verzoek: web.Request, maak: Callable[[list[str]], tuple[str, str]]
) -> web.Response:
    wie, opslag, nummers = _redacteur(verzoek), verzoek.app[OPSLAG], await _nummers(verzoek)

    def doe() -> tuple[str, str]:
        (groep, *_) = groepeer(kies(opslag, wie, nummers))
        bestand = maak(list(groep.teksten))
        zet_status(opslag, wie, nummers, LEEMTE_VOORSTEL)
        return bestand

    naam, inhoud = await asyncio.to_thread(doe)
    return web.Response(
        text=inhoud,
        content_type="text/markdown" if naam.endswith(".md") else "application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _redacteur(verzoek: web.Request) -> Behandelaar:
    """De rol waarmee deze gebruiker redigeert; het adres laat alleen wie er een heeft toe."""
    rollen = ingelogd(verzoek).gebruiker.rollen
    return next(rol for rol in rollen if rol.rol in RECHTEN[REDIGEREN])


async def _nummers(verzoek: web.Request) -> list[int]:
    delen = str((await verzoek.post()).get("nummers", "")).split(",")
    if not all(deel.isdecimal() and len(deel) < 10 for deel in delen):  # noqa: PLR2004
        raise OngeldigeInvoer("Kies een groep van de werklijst.")
    return [int(deel) for deel in delen]
