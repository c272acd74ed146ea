"""Wat elk kanaal aan een verzoek wil weten: van welk adres het komt, en of iets tekst is."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, TypeGuard

from sanic import Request

_LOS_SURROGAAT = re.compile("[\ud800-\udfff]")
_NETWERK_IPV6 = 64


def adres(verzoek: Request) -> str:
    """Het netwerkadres waarop een grens telt.

    Achter een ingestelde proxy is dat het adres dat de proxy noemt. Van IPv6 telt het netwerk:
    één aansluiting heeft daarin miljoenen adressen.
    """
    ruw = str(verzoek.remote_addr or verzoek.ip or "").strip("[]")
    try:
        gelezen = ip_address(ruw)
    except ValueError:
        return ruw
    if isinstance(gelezen, IPv6Address) and gelezen.ipv4_mapped is None:
        return str(ip_network((gelezen, _NETWERK_IPV6), strict=False))
    return str(gelezen)


def is_tekst(waarde: Any) -> TypeGuard[str]:
    """Of dit tekst is die in UTF-8 te schrijven is; JSON laat losse surrogaten toe."""
    return isinstance(waarde, str) and _LOS_SURROGAAT.search(waarde) is None
