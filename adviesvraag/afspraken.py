"""Wat er bij een adviesvraag is afgesproken: de termijn in werkdagen, en waar bericht heen gaat."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

from adviesvraag.fouten import OngeldigeAfspraak

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMIJN_WERKDAGEN = 5
"""Een voorstel van dit project; geen bron noemt een termijn, en de indiener krijgt hem niet."""

MEESTE_WERKDAGEN = 260
NAMEN = (
    "WEGWIJZER_TERMIJN_WERKDAGEN",
    "WEGWIJZER_POSTBUSSEN",
    "WEGWIJZER_SMTP_URL",
    "WEGWIJZER_WEBHOOK_URL",
)
"""De instellingen waar de afspraken uit volgen; de assistent en de inbox lezen dezelfde."""

_HIER = ZoneInfo("Europe/Amsterdam")
_ZATERDAG = 5
_POSTBUS = re.compile(r"(VR[0-9]{2})=([^@\s,=]+@[^@\s,=]+\.[^@\s,=]+)")


@dataclass(frozen=True)
class Afspraken:
    """Wat er klaargezet wordt als er iets met een adviesvraag gebeurt.

    Attributes:
        termijn_werkdagen: zoveel werkdagen na het indienen is de uiterste datum; 0 is geen datum.
        mail: of er post verstuurd kan worden.
        webhook: of er een systeem van een partner meeluistert.
        postbussen: per regio het adres van de procescoördinatoren.
    """

    termijn_werkdagen: int = 0
    mail: bool = False
    webhook: bool = False
    postbussen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)


def lees_afspraken(omgeving: Mapping[str, str]) -> Afspraken:
    """De afspraken uit de instellingen.

    Raises:
        OngeldigeAfspraak: een waarde kan niet; de zin noemt de instelling en wat wel mag.
    """
    dagen = omgeving.get("WEGWIJZER_TERMIJN_WERKDAGEN") or str(TERMIJN_WERKDAGEN)
    if not dagen.isdecimal() or int(dagen) > MEESTE_WERKDAGEN:
        raise OngeldigeAfspraak(
            f"WEGWIJZER_TERMIJN_WERKDAGEN is {dagen!r}; geef een getal van 0 tot "
            f"{MEESTE_WERKDAGEN}."
        )
    return Afspraken(
        termijn_werkdagen=int(dagen),
        mail=bool(omgeving.get("WEGWIJZER_SMTP_URL")),
        webhook=bool(omgeving.get("WEGWIJZER_WEBHOOK_URL")),
        postbussen=_postbussen(omgeving.get("WEGWIJZER_POSTBUSSEN", "")),
    )


def vandaag_hier() -> date:
    """De datum van nu in Nederland."""
    return datetime.now(_HIER).date()


def na_werkdagen(vanaf: datetime, aantal: int) -> date | None:
    """De datum die zoveel werkdagen later valt, met de Nederlandse feestdagen; None bij nul."""
    if not aantal:
        return None
    dag = vanaf.astimezone(_HIER).date()
    # Tweemaal de werkdagen en twee weken extra is ook met alle feestdagen ruim genoeg.
    feestdagen = holidays.country_holidays(
        "NL", years=range(dag.year, (dag + timedelta(days=2 * aantal + 14)).year + 1)
    )
    while aantal:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < _ZATERDAG and dag not in feestdagen
    return dag


def _postbussen(waarde: str) -> Mapping[str, str]:
    gelezen = {}
    for deel in filter(None, (stuk.strip() for stuk in waarde.split(","))):
        klopt = _POSTBUS.fullmatch(deel)
        if klopt is None:
            raise OngeldigeAfspraak(
                "WEGWIJZER_POSTBUSSEN klopt niet; geef per regio een adres, zoals "
                "VR12=postbus@gemeente.nl, met komma's ertussen."
            )
        gelezen[klopt[1]] = klopt[2]
    return MappingProxyType(gelezen)
