"""Naar welke adressen een antwoord met ons token mag."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_toegestaan(service_url: str, lijst: Iterable[str]) -> bool:
    """Of dit adres bij een van de toegestane servers hoort: zelfde schema, naam en poort."""
    plek = herkomst(service_url)
    return plek is not None and plek in {herkomst(een) for een in lijst}


def herkomst(adres: str) -> tuple[str, str, int] | None:
    """Schema, servernaam en poort; None als dit geen veilig webadres is.

    Buiten de eigen machine mag alleen https. Een naam of wachtwoord in het adres mag nooit.
    """
    try:
        delen = urlsplit(adres)
        naam, poort = (delen.hostname or "").lower(), delen.port
    except ValueError:
        return None
    if not naam or delen.username is not None or set(adres) & set("\\ \t\r\n"):
        return None
    if delen.scheme == "https" or (delen.scheme == "http" and is_loopback(naam)):
        return delen.scheme, naam, poort or (443 if delen.scheme == "https" else 80)
    return None


def is_loopback(naam: str) -> bool:
    """Of deze naam de eigen machine is."""
    try:
        return ip_address(naam).is_loopback
    except ValueError:
        return naam == "localhost"
