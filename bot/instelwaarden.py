"""Eén waarde van een instelling lezen; een verkeerde waarde geeft één zin met wat wel mag."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit


class InstellingFout(ValueError):
    """Een instelling klopt niet; de tekst noemt de instelling en wat wel mag."""


def getal(
    omgeving: Mapping[str, str], naam: str, standaard: int, laagste: int, hoogste: int
) -> int:
    """Een heel getal tussen twee grenzen.

    Raises:
        InstellingFout: als het geen getal is, of buiten de grenzen ligt.
    """
    waarde = omgeving.get(naam) or str(standaard)
    if not waarde.isdecimal() or not laagste <= int(waarde) <= hoogste:
        raise InstellingFout(f"{naam} is {waarde!r}; geef een getal van {laagste} tot {hoogste}.")
    return int(waarde)


def keuze(omgeving: Mapping[str, str], naam: str, standaard: str, mag: tuple[str, ...]) -> str:
    """Een van een paar woorden.

    Raises:
        InstellingFout: als het een ander woord is.
    """
    waarde = omgeving.get(naam) or standaard
    if waarde not in mag:
        woorden = ", ".join(mag[:-1])
        raise InstellingFout(f"{naam} is {waarde!r}; geef {woorden} of {mag[-1]}.")
    return waarde


def aan_uit(omgeving: Mapping[str, str], naam: str, *, standaard: bool) -> bool:
    """Of iets aan staat.

    Raises:
        InstellingFout: als de waarde geen aan of uit is.
    """
    return keuze(omgeving, naam, "aan" if standaard else "uit", ("aan", "uit")) == "aan"


def is_adres(waarde: str, *, alleen_veilig: bool) -> bool:
    """Of dit een webadres is; veilig is https, of http op de eigen machine."""
    try:
        delen = urlsplit(waarde)
        naam = delen.hostname or ""
    except ValueError:
        return False
    if not naam or any(teken.isspace() for teken in waarde):
        return False
    if delen.scheme == "https":
        return True
    return delen.scheme == "http" and (not alleen_veilig or _is_hier(naam))


def _is_hier(naam: str) -> bool:
    try:
        return ip_address(naam).is_loopback
    except ValueError:
        return naam == "localhost"
