"""De openbare sleutels waarmee Microsoft berichten ondertekent: ophalen, bewaren, verversen.

Er is geen netwerk nodig om te starten: de eerste aanvraag haalt ze op. Valt Microsoft weg, dan
blijven de laatste goede sleutels gelden.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
from jwt.algorithms import RSAAlgorithm

from bot.channels.botframework.lezen import lees_object

logger = logging.getLogger(__name__)

VERS_SECONDEN = 24 * 3600.0
NIET_VAKER_SECONDEN = 300.0
"""Zo vaak hooguit leidt een onbekende sleutel tot ophalen; een vreemde kan er zelf een bedenken."""
NA_STORING_SECONDEN = 30.0
_GRENS = aiohttp.ClientTimeout(total=5)
_OK = 200


class SleutelsNietBereikbaar(Exception):
    """De sleutels zijn niet op te halen, en wat er ligt is niet genoeg om te oordelen."""


@dataclass(frozen=True)
class Sleutel:
    """Een openbare sleutel, en de kanalen waarvoor hij mag tekenen."""

    publiek: Any
    kanalen: frozenset[str]


class Sleutels:
    """De sleutels van één uitgever.

    Args:
        url: het adres van de OpenID-gegevens.
        klok: seconden op een klok die alleen vooruit gaat.
    """

    def __init__(self, url: str, klok: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._klok = klok
        self._sleutels: Mapping[str, Sleutel] = {}
        self._opgehaald: float | None = None
        self._geprobeerd: float | None = None
        self._mislukt = False
        self._slot = asyncio.Lock()

    async def zoek(self, kid: str) -> Sleutel | None:
        """De sleutel met deze naam, of None als Microsoft hem niet heeft.

        Raises:
            SleutelsNietBereikbaar: als dat nu niet vast te stellen is.
        """
        if kid not in self._sleutels or not self._vers():
            async with self._slot:
                if self._moet_ophalen(kid):
                    await self._ververs()
        gevonden = self._sleutels.get(kid)
        if gevonden is None and self._mislukt:
            raise SleutelsNietBereikbaar
        return gevonden

    def _vers(self) -> bool:
        return self._opgehaald is not None and self._klok() - self._opgehaald < VERS_SECONDEN

    def _moet_ophalen(self, kid: str) -> bool:
        if kid in self._sleutels and self._vers():
            return False
        rust = NA_STORING_SECONDEN if self._mislukt else NIET_VAKER_SECONDEN
        return self._geprobeerd is None or self._klok() - self._geprobeerd >= rust

    async def _ververs(self) -> None:
        self._geprobeerd = self._klok()
        try:
            self._sleutels = await _haal_op(self._url)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as fout:
            self._mislukt = True
            logger.warning("De sleutels van Teams zijn niet opgehaald: %s", type(fout).__name__)
            return
        self._mislukt = False
        self._opgehaald = self._klok()


async def _haal_op(url: str) -> dict[str, Sleutel]:
    async with aiohttp.ClientSession(timeout=_GRENS) as sessie:
        gegevens = await _json(sessie, url)
        adres = gegevens.get("jwks_uri")
        if not isinstance(adres, str) or urlsplit(adres).scheme != urlsplit(url).scheme:
            raise ValueError("geen jwks_uri")
        lijst = (await _json(sessie, adres)).get("keys")
    gelezen = [_lees(een) for een in lijst] if isinstance(lijst, list) else []
    sleutels = dict(een for een in gelezen if een is not None)
    if not sleutels:
        raise ValueError("geen sleutels")
    return sleutels


async def _json(sessie: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with sessie.get(url, allow_redirects=False) as antwoord:
        gelezen = await lees_object(antwoord)
    if antwoord.status != _OK or not gelezen:
        raise ValueError("geen JSON-object")
    return gelezen


def _lees(ruw: Any) -> tuple[str, Sleutel] | None:
    """Eén sleutel; wat geen RSA-sleutel met een naam is, telt niet mee."""
    if not isinstance(ruw, dict) or not isinstance(ruw.get("kid"), str) or ruw.get("kty") != "RSA":
        return None
    kanalen = ruw.get("endorsements")
    try:
        publiek = RSAAlgorithm.from_jwk(ruw)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    lijst = kanalen if isinstance(kanalen, list) else []
    return ruw["kid"], Sleutel(publiek, frozenset(een for een in lijst if isinstance(een, str)))
