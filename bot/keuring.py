"""Wat er vandaag bij een contact gezegd moet worden: ouderdom, en meldingen dat het niet klopt."""

from __future__ import annotations

import datetime as dt
import logging

from adviesvraag.contactmeldingen import open_meldingen
from bot.buiten_de_lus import buiten_de_lus
from bot.instellingen import instellingen
from bot.opslag import opslag
from sociale_kaart.keuring import Keuring
from sociale_kaart.openingstijden import ZONE

logger = logging.getLogger(__name__)


def nu() -> dt.datetime:
    """Dit moment, in Nederlandse tijd."""
    return dt.datetime.now(ZONE)


async def keuring() -> Keuring:
    """De keuring van vandaag; zonder opslag ontbreken alleen de meldingen."""
    try:
        meldingen = await buiten_de_lus(lambda: open_meldingen(opslag()))
    except Exception:
        logger.exception("De meldingen over contacten zijn niet te lezen")
        meldingen = {}
    gegevens = instellingen()
    return Keuring(nu().date(), gegevens.contact_maanden, meldingen, gegevens.contact_meldingen)
