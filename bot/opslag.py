"""De opslag van adviesvragen voor dit proces: één keer geopend, met de sleutels erbij."""

from __future__ import annotations

from functools import cache

from adviesvraag.opslag import Opslag, open_opslag
from bot.instellingen import instellingen


@cache
def opslag() -> Opslag:
    """De opslag van dit proces, bijgewerkt tot de laatste migratie."""
    gegevens = instellingen()
    geopend = open_opslag(
        gegevens.database_url,
        sleutels=gegevens.sleutels,
        afspraken=gegevens.bezorging.afspraken,
        wacht_s=gegevens.opslag_seconden,
    )
    geopend.bijwerken()
    return geopend


def sleutels() -> tuple[str, ...]:
    """De sleutels van dit proces, de nieuwste eerst."""
    return instellingen().sleutels
