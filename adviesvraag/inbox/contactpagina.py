"""De meldingen dat een contact uit de sociale kaart niet klopt."""

from __future__ import annotations

import asyncio

from aiohttp import web

from adviesvraag.contactmeldingen import handel_af_voor, meldingen_voor
from adviesvraag.inbox.sleutels import OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon

_GEDAAN = {
    "aangepast": "De melding is afgehandeld: het contact is aangepast.",
    "klopte_toch": "De melding is afgehandeld: het contact klopte toch.",
}


async def lijst(verzoek: web.Request) -> web.Response:
    """De open meldingen uit de regio's van deze gebruiker."""
    wie = ingelogd(verzoek).gebruiker.lezer
    regels = await asyncio.to_thread(meldingen_voor, verzoek.app[OPSLAG], wie)
    return toon(verzoek, "meldingen.html", meldingen=regels)


async def sluit(verzoek: web.Request) -> web.Response:
    """Handel een melding af."""
    sessie = ingelogd(verzoek)
    nummer = verzoek.match_info["nummer"]
    status = str((await verzoek.post()).get("status", ""))
    if status not in _GEDAAN:
        raise web.HTTPBadRequest
    wie = sessie.gebruiker.lezer
    await asyncio.to_thread(handel_af_voor, verzoek.app[OPSLAG], nummer, status, wie)
    sessie.meld(_GEDAAN[status])
    raise web.HTTPSeeOther("/meldingen")
