"""De instellingen van het Teams-kanaal; zie docs/teams.md en docs/instellingen.md."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.instelwaarden import InstellingFout, getal, is_adres

OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
INLOG_URL = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
SERVICE_URLS = "https://smba.trafficmanager.net"
ORGANISATIES = (
    "wijkteam",
    "politie",
    "gemeente",
    "jeugd",
    "zorg",
    "justitie",
    "wonen",
    "anders",
)
"""De antwoorden op de vraag naar de organisatie in de vragenlijst `adviesvraag`."""


@dataclass(frozen=True)
class TeamsInstellingen:
    """De instellingen van het Teams-kanaal, gecontroleerd.

    Attributes:
        app_id: het nummer van de geregistreerde bot; leeg is zonder Teams.
        tenant_id: de organisatie waarvan gebruikers hier mogen praten.
        openid_url: waar de sleutels van Teams staan.
        token_url: waar de bot zich aanmeldt.
        service_urls: de servers waar antwoorden heen mogen.
        geheim_tot: tot en met welke dag het geheim geldt, of None.
        organisatie: wat een adviesvraag als organisatie krijgt, of leeg.
        bewaren_dagen: hoe lang na het laatste bericht bekend blijft waar een gesprek is.
    """

    app_id: str
    app_geheim: str = field(repr=False)
    tenant_id: str
    openid_url: str
    token_url: str
    service_urls: tuple[str, ...]
    geheim_tot: date | None
    organisatie: str
    bewaren_dagen: int

    @property
    def aan(self) -> bool:
        """Of het kanaal er is."""
        return bool(self.app_id)


TEAMS_NAMEN = (
    "WEGWIJZER_TEAMS_APP_ID",
    "WEGWIJZER_TEAMS_APP_SECRET",
    "WEGWIJZER_TEAMS_APP_SECRET_TOT",
    "WEGWIJZER_TEAMS_TENANT_ID",
    "WEGWIJZER_TEAMS_OPENID_URL",
    "WEGWIJZER_TEAMS_TOKEN_URL",
    "WEGWIJZER_TEAMS_SERVICE_URLS",
    "WEGWIJZER_TEAMS_ORGANISATIE",
    "WEGWIJZER_TEAMS_BEWAREN_DAGEN",
)
_SAMEN = (
    "WEGWIJZER_TEAMS_APP_ID",
    "WEGWIJZER_TEAMS_APP_SECRET",
    "WEGWIJZER_TEAMS_TENANT_ID",
)


def lees_teams(omgeving: Mapping[str, str]) -> TeamsInstellingen:
    """De instellingen van het Teams-kanaal uit een omgeving.

    Raises:
        InstellingFout: bij een verkeerde waarde, of als er van de drie verplichte een ontbreekt.
    """
    app_id, tenant = (_nummer(omgeving, naam) for naam in (_SAMEN[0], _SAMEN[2]))
    _eis_samen(omgeving)
    token_url = omgeving.get("WEGWIJZER_TEAMS_TOKEN_URL") or INLOG_URL.format(tenant=tenant)
    return TeamsInstellingen(
        app_id=app_id,
        app_geheim=omgeving.get("WEGWIJZER_TEAMS_APP_SECRET", ""),
        tenant_id=tenant,
        openid_url=_adres(
            "WEGWIJZER_TEAMS_OPENID_URL", omgeving.get("WEGWIJZER_TEAMS_OPENID_URL") or OPENID_URL
        ),
        token_url=_adres("WEGWIJZER_TEAMS_TOKEN_URL", token_url),
        service_urls=_service_urls(omgeving),
        geheim_tot=_dag(omgeving),
        organisatie=_organisatie(omgeving),
        bewaren_dagen=getal(omgeving, "WEGWIJZER_TEAMS_BEWAREN_DAGEN", 90, 1, 365),
    )


def _nummer(omgeving: Mapping[str, str], naam: str) -> str:
    waarde = omgeving.get(naam, "").strip()
    if not waarde:
        return ""
    try:
        return str(uuid.UUID(waarde))
    except ValueError:
        raise InstellingFout(
            f"{naam} is {waarde!r}; geef het nummer uit Entra, zoals "
            "00000000-1111-2222-3333-444444444444."
        ) from None


def _eis_samen(omgeving: Mapping[str, str]) -> None:
    gezet = [naam for naam in _SAMEN if omgeving.get(naam, "").strip()]
    if gezet and len(gezet) < len(_SAMEN):
        ontbreekt = " en ".join(naam for naam in _SAMEN if naam not in gezet)
        raise InstellingFout(f"{gezet[0]} is gezet zonder {ontbreekt}; geef ze alle drie.")


def _adres(naam: str, waarde: str) -> str:
    if not is_adres(waarde, alleen_veilig=True) or "@" in waarde:
        raise InstellingFout(
            f"{naam} is {waarde!r}; geef een adres dat begint met https://, of met http:// op "
            "loopback."
        )
    return waarde


def _service_urls(omgeving: Mapping[str, str]) -> tuple[str, ...]:
    waarde = omgeving.get("WEGWIJZER_TEAMS_SERVICE_URLS") or SERVICE_URLS
    delen = (deel.strip() for deel in waarde.split(","))
    return tuple(_adres("WEGWIJZER_TEAMS_SERVICE_URLS", deel) for deel in delen if deel)


def _dag(omgeving: Mapping[str, str]) -> date | None:
    naam = "WEGWIJZER_TEAMS_APP_SECRET_TOT"
    waarde = omgeving.get(naam, "").strip()
    if not waarde:
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        raise InstellingFout(f"{naam} is {waarde!r}; geef een dag, zoals 2027-06-30.") from None


def _organisatie(omgeving: Mapping[str, str]) -> str:
    naam = "WEGWIJZER_TEAMS_ORGANISATIE"
    waarde = omgeving.get(naam, "").strip()
    if waarde and waarde not in ORGANISATIES:
        raise InstellingFout(
            f"{naam} is {waarde!r}; laat dit leeg of geef {', '.join(ORGANISATIES)}."
        )
    return waarde
