"""De meldingen dat een contact uit de sociale kaart niet klopt."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from adviesvraag.contactmeldingen import handel_af, meldingen
from adviesvraag.fouten import NietGevonden
from adviesvraag.inbox.sleutels import OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon

if TYPE_CHECKING:
    from adviesvraag.contactmeldingen import Melding
    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.opslag import Opslag

_GEDAAN = {
    "aangepast": "De melding is afgehandeld: het contact is aangepast.",
    "klopte_toch": "De melding is afgehandeld: het contact klopte toch.",
}


async def lijst(verzoek: web.Request) -> web.Response:
    """De open meldingen uit de regio's van deze gebruiker."""
    gebruiker = ingelogd(verzoek).gebruiker
    regels = await asyncio.to_thread(_van, verzoek.app[OPSLAG], gebruiker)
    return toon(verzoek, "meldingen.html", meldingen=regels)


async def sluit(verzoek: web.Request) -> web.Response:
    """Handel een melding af."""
    sessie = ingelogd(verzoek)
    nummer = verzoek.match_info["nummer"]
    status = str((await verzoek.post()).get("status", ""))
    if status not in _GEDAAN:
        raise web.HTTPBadRequest

    def handel() -> None:
        opslag = verzoek.app[OPSLAG]
        if nummer not in {melding.id for melding in _van(opslag, sessie.gebruiker)}:
            raise NietGevonden("Er is geen melding met dit nummer.")
        handel_af(opslag, nummer, status)

    await asyncio.to_thread(handel)
    sessie.meld(_GEDAAN[status])
    raise web.HTTPSeeOther("/meldingen")


def _van(opslag: Opslag, gebruiker: Gebruiker) -> list[Melding]:
    return [melding for melding in meldingen(opslag) if gebruiker.ziet(melding.regio_code)]
