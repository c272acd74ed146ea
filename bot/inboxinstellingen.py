"""De instellingen van de inbox; zie docs/inbox.md en docs/instellingen.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from adviesvraag.inbox.instellingen import Oidc
from bot.instelwaarden import InstellingFout, aan_uit, getal


@dataclass(frozen=True)
class InboxInstellingen:
    """De instellingen van de inbox, gecontroleerd.

    Attributes:
        aan: of de inbox start.
        url: het adres waarop een gebruiker hem ziet; leeg is het adres waarop hij luistert.
        oidc: de inlogdienst; None als daar niets voor is ingesteld.
    """

    aan: bool
    poort: int
    url: str
    rust_minuten: int
    sessie_uren: int
    oidc: Oidc | None


INBOX_NAMEN = (
    "WEGWIJZER_INBOX",
    "WEGWIJZER_INBOX_PORT",
    "WEGWIJZER_INBOX_URL",
    "WEGWIJZER_INBOX_RUST_MINUTEN",
    "WEGWIJZER_INBOX_SESSIE_UREN",
    "WEGWIJZER_OIDC_ISSUER",
    "WEGWIJZER_OIDC_CLIENT_ID",
    "WEGWIJZER_OIDC_CLIENT_SECRET",
    "WEGWIJZER_OIDC_ROL_CLAIM",
    "WEGWIJZER_OIDC_REGIO_CLAIM",
    "WEGWIJZER_OIDC_WAARDEN",
)


def lees_inbox(omgeving: Mapping[str, str], poort: int) -> InboxInstellingen:
    """De instellingen van de inbox uit een omgeving.

    Args:
        omgeving: de omgevingsvariabelen.
        poort: de poort van de assistent; de inbox heeft een andere.

    Raises:
        InstellingFout: bij een verkeerde waarde.
    """
    aan = aan_uit(omgeving, "WEGWIJZER_INBOX", standaard=True)
    eigen_poort = getal(omgeving, "WEGWIJZER_INBOX_PORT", 5006, 1, 65535)
    if aan and eigen_poort == poort:
        raise InstellingFout(
            f"WEGWIJZER_INBOX_PORT is {eigen_poort}, net als WEGWIJZER_PORT; geef een andere poort."
        )
    return InboxInstellingen(
        aan=aan,
        poort=eigen_poort,
        url=_url(omgeving, "WEGWIJZER_INBOX_URL"),
        rust_minuten=getal(omgeving, "WEGWIJZER_INBOX_RUST_MINUTEN", 30, 5, 240),
        sessie_uren=getal(omgeving, "WEGWIJZER_INBOX_SESSIE_UREN", 10, 1, 24),
        oidc=_oidc(omgeving),
    )


def _oidc(omgeving: Mapping[str, str]) -> Oidc | None:
    issuer = omgeving.get("WEGWIJZER_OIDC_ISSUER", "")
    if issuer and not _is_veilig(issuer):
        raise InstellingFout(
            f"WEGWIJZER_OIDC_ISSUER is {issuer!r}; geef een adres dat begint met https://, of "
            "met http:// op loopback."
        )
    namen = ("WEGWIJZER_OIDC_CLIENT_ID", "WEGWIJZER_OIDC_CLIENT_SECRET")
    for naam in namen:
        if bool(omgeving.get(naam)) != bool(issuer):
            raise InstellingFout(
                f"{naam} hoort bij WEGWIJZER_OIDC_ISSUER; geef allebei, of geen van beide."
            )
    waarden = _waarden(omgeving)
    rol_claim = _claim(omgeving, "WEGWIJZER_OIDC_ROL_CLAIM", "roles")
    regio_claim = _claim(omgeving, "WEGWIJZER_OIDC_REGIO_CLAIM", "regios")
    if not issuer:
        return None
    return Oidc(
        issuer=issuer,
        client_id=omgeving[namen[0]],
        client_secret=omgeving[namen[1]],
        rol_claim=rol_claim,
        regio_claim=regio_claim,
        waarden=waarden,
    )


def _claim(omgeving: Mapping[str, str], naam: str, standaard: str) -> str:
    waarde = omgeving.get(naam) or standaard
    if not waarde.isprintable() or " " in waarde:
        raise InstellingFout(f"{naam} is {waarde!r}; geef de naam van een claim, zonder spatie.")
    return waarde


def _waarden(omgeving: Mapping[str, str]) -> dict[str, str]:
    ruw = omgeving.get("WEGWIJZER_OIDC_WAARDEN", "")
    paren = [deel.rpartition("=") for deel in ruw.split(",") if deel.strip()]
    if any(not van.strip() or not naar.strip() for van, _, naar in paren):
        raise InstellingFout(
            "WEGWIJZER_OIDC_WAARDEN is niet te lezen; geef waarde=betekenis met komma's ertussen, "
            "zoals team-noord=VR12,lezers=manager."
        )
    return {van.strip(): naar.strip() for van, _, naar in paren}


def _url(omgeving: Mapping[str, str], naam: str) -> str:
    waarde = omgeving.get(naam, "").rstrip("/")
    if waarde and not (_is_veilig(waarde) and not urlsplit(waarde).path):
        raise InstellingFout(
            f"{naam} is {waarde!r}; geef een adres zonder pad dat begint met https://, of met "
            "http:// op loopback."
        )
    return waarde


def _is_veilig(adres: str) -> bool:
    """Of het adres versleuteld is, of deze machine zelf."""
    try:
        delen = urlsplit(adres)
        gast, kaal = delen.hostname or "", not (delen.query or delen.fragment or delen.username)
        hier = gast == "localhost" or (delen.scheme == "http" and ip_address(gast).is_loopback)
    except ValueError:
        return False
    return kaal and bool(gast) and (delen.scheme == "https" or (delen.scheme == "http" and hier))
