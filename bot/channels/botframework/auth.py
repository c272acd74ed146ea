"""Of een bericht echt van Teams komt, voor deze bot en uit een toegelaten organisatie.

De eisen zijn die van de Bot Framework-specificatie ("Authenticate requests from the Bot Connector
service to your bot"), met daarbovenop: `exp` is verplicht, de sleutel moet voor het kanaal mogen
tekenen, en adres en organisatie staan op een lijst.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from bot.channels.botframework.adressen import is_toegestaan
from bot.channels.botframework.sleutels import Sleutel, Sleutels

UITGEVER = "https://api.botframework.com"
SPELING_SECONDEN = 300
KANAAL = "msteams"
_ALG = "RS256"
_KOP = re.compile(r"Bearer ([\w-]+\.[\w-]+\.[\w-]+)", re.ASCII)
_LANGSTE_KOP = 8192
_ONLEESBAAR = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


class Geweigerd(Exception):
    """Een bericht telt niet.

    Attributes:
        status: 401 als niet vaststaat wie dit stuurt, 403 als die hier niet mag praten.
        reden: een kort woord voor het logboek, zonder iets uit het bericht.
    """

    def __init__(self, status: int, reden: str) -> None:
        super().__init__(reden)
        self.status = status
        self.reden = reden


@dataclass(frozen=True)
class Eisen:
    """Wat elk bericht moet hebben.

    Attributes:
        app_id: het nummer van onze bot; het publiek van het token.
        tenant_id: de organisatie waarvan gebruikers hier mogen praten.
        service_urls: de servers waar antwoorden heen mogen.
    """

    app_id: str
    tenant_id: str
    service_urls: tuple[str, ...]


async def toets(
    kop: str | None, activiteit: Mapping[str, Any], eisen: Eisen, sleutels: Sleutels
) -> None:
    """Toets een bericht; wie hier doorheen komt is Teams.

    Args:
        kop: de kop `Authorization`.
        activiteit: het bericht zelf.
        eisen: zie daar.
        sleutels: de sleutels van Microsoft.

    Raises:
        Geweigerd: als iets niet klopt.
        SleutelsNietBereikbaar: als het nu niet te toetsen is.
    """
    token, kid = _lees_kop(kop)
    sleutel = await sleutels.zoek(kid)
    if sleutel is None:
        raise Geweigerd(401, "onbekende_sleutel")
    inhoud = _open(token, sleutel, eisen.app_id)
    _eis_kanaal(activiteit, sleutel)
    service_url = activiteit.get("serviceUrl")
    if not isinstance(service_url, str) or inhoud.get("serviceurl") != service_url:
        raise Geweigerd(401, "serviceurl_anders")
    if not is_toegestaan(service_url, eisen.service_urls):
        raise Geweigerd(403, "serviceurl_niet_op_de_lijst")
    if tenants(activiteit) != {eisen.tenant_id.lower()}:
        raise Geweigerd(403, "andere_organisatie")


def tenants(activiteit: Mapping[str, Any]) -> set[str]:
    """Elke organisatie die het bericht noemt, in kleine letters."""
    kanaal, gesprek = activiteit.get("channelData"), activiteit.get("conversation")
    in_kanaal = kanaal.get("tenant") if isinstance(kanaal, Mapping) else None
    genoemd = (
        in_kanaal.get("id") if isinstance(in_kanaal, Mapping) else None,
        gesprek.get("tenantId") if isinstance(gesprek, Mapping) else None,
    )
    return {str(een).lower() for een in genoemd if een is not None}


def _lees_kop(kop: str | None) -> tuple[str, str]:
    """Het token en de naam van zijn sleutel."""
    gelezen = _KOP.fullmatch(kop) if kop and len(kop) <= _LANGSTE_KOP else None
    if gelezen is None:
        raise Geweigerd(401, "geen_token")
    try:
        koppen = jwt.get_unverified_header(gelezen[1])
    except _ONLEESBAAR:
        raise Geweigerd(401, "onleesbaar_token") from None
    kid = koppen.get("kid")
    if koppen.get("alg") != _ALG or not isinstance(kid, str):
        raise Geweigerd(401, "ander_algoritme")
    return gelezen[1], kid


def _open(token: str, sleutel: Sleutel, app_id: str) -> dict[str, Any]:
    try:
        inhoud: dict[str, Any] = jwt.decode(
            token,
            sleutel.publiek,
            algorithms=[_ALG],
            audience=app_id,
            issuer=UITGEVER,
            leeway=SPELING_SECONDEN,
            options={"require": ["exp", "iss", "aud"]},
        )
    except _ONLEESBAAR:
        raise Geweigerd(401, "ongeldig_token") from None
    # PyJWT neemt ook een lijst waar wij in staan; een token voor meer bots is niet voor ons.
    if inhoud["aud"] != app_id:
        raise Geweigerd(401, "ongeldig_token")
    return inhoud


def _eis_kanaal(activiteit: Mapping[str, Any], sleutel: Sleutel) -> None:
    kanaal = activiteit.get("channelId")
    if kanaal != KANAAL:
        raise Geweigerd(403, "ander_kanaal")
    if kanaal not in sleutel.kanalen:
        raise Geweigerd(401, "sleutel_niet_voor_kanaal")
