"""De meldingen dat een contact uit de sociale kaart niet klopt."""

from __future__ import annotations

import asyncio
from functools import partial

from aiohttp import web

from adviesvraag.contactmeldingen import AFGEHANDELD_HOOGSTENS, handel_af_voor, meldingen_voor
from adviesvraag.inbox.sleutels import OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon

_GEDAAN = {
    "aangepast": "De melding is afgehandeld: het contact is aangepast.",
    "klopte_toch": "De melding is afgehandeld: het contact klopte toch.",
    "open": "De melding staat weer open.",
}


async def lijst(verzoek: web.Request) -> web.Response:
    """De meldingen uit de regio's van deze gebruiker: open, of afgehandeld."""
    wie = ingelogd(verzoek).gebruiker.lezer
    afgehandeld = verzoek.query.get("stand") == "afgehandeld"
    lees = partial(meldingen_voor, verzoek.app[OPSLAG], wie, afgehandeld=afgehandeld)
    regels = await asyncio.to_thread(lees)
    return toon(
        verzoek,
        "meldingen.html",
        meldingen=regels,
        afgehandeld=afgehandeld,
        vol=len(regels) == AFGEHANDELD_HOOGSTENS,
        hoogstens=AFGEHANDELD_HOOGSTENS,
    )


async def sluit(verzoek: web.Request) -> web.Response:
    """Handel een melding af, of open haar weer."""
    sessie = ingelogd(verzoek)
    nummer = verzoek.match_info["nummer"]
    status = str((await verzoek.post()).get("status", ""))
    if status not in _GEDAAN:
        raise web.HTTPBadRequest
    wie = sessie.gebruiker.lezer
    await asyncio.to_thread(handel_af_voor, verzoek.app[OPSLAG], nummer, status, wie)
    sessie.meld(_GEDAAN[status])
    raise web.HTTPSeeOther("/meldingen")
