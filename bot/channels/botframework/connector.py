"""Berichten naar Teams sturen (Bot Connector REST v3), met begrensd opnieuw proberen.

Teams vraagt om wachten bij 429 en om nog eens proberen bij 412, 502 en 504. Een bericht waarop
geen antwoord kwam gaat nog eens: beter een keer dubbel dan nooit.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.channels.botframework.adressen import is_toegestaan
from bot.channels.botframework.inlog import Inlog, NietIngelogd
from bot.channels.botframework.lezen import lees_object

logger = logging.getLogger(__name__)

POGINGEN = 5
LANGSTE_WACHT = 30.0
_NOG_EENS = frozenset({408, 412, 429, 500, 502, 503, 504})
_GRENS = aiohttp.ClientTimeout(total=15, connect=5)
_GELUKT = range(200, 300)
_NIET_HERKEND = 401


class NietVerstuurd(Exception):
    """Teams nam iets niet aan.

    Attributes:
        soort: een kort woord voor het logboek.
        definitief: of later nog eens proberen geen zin heeft.
    """

    def __init__(self, soort: str, *, definitief: bool) -> None:
        super().__init__(soort)
        self.soort = soort
        self.definitief = definitief


class _Later(Exception):
    """Nu lukte het niet; na `wacht` seconden misschien wel, of None als Teams niets vroeg."""

    def __init__(self, soort: str, wacht: float | None = None) -> None:
        super().__init__(soort)
        self.soort = soort
        self.wacht = wacht


class Connector:
    """De weg terug naar Teams.

    Args:
        inlog: geeft ons token.
        service_urls: de servers waar dat token heen mag.
        slaap: wacht een aantal seconden.
        grens: hoe lang één poging mag duren.
    """

    def __init__(
        self,
        inlog: Inlog,
        service_urls: tuple[str, ...],
        slaap: Callable[[float], Awaitable[Any]] = asyncio.sleep,
        grens: aiohttp.ClientTimeout = _GRENS,
    ) -> None:
        self.inlog = inlog
        self._service_urls = service_urls
        self._slaap = slaap
        self._grens = grens
        self._sessie: aiohttp.ClientSession | None = None

    async def stuur(self, service_url: str, gesprek: str, activiteit: Mapping[str, Any]) -> str:
        """Stuur een bericht in een gesprek; geeft het nummer dat Teams het gaf, of leeg.

        Raises:
            NietVerstuurd: als het na alle pogingen niet lukte.
        """
        pad = f"/v3/conversations/{_deel(gesprek)}/activities"
        antwoord = await self._doe("POST", service_url, pad, activiteit)
        return str(antwoord.get("id") or "")

    async def wijzig(
        self, service_url: str, gesprek: str, nummer: str, activiteit: Mapping[str, Any]
    ) -> None:
        """Vervang een eerder gestuurd bericht.

        Raises:
            NietVerstuurd: als het na alle pogingen niet lukte.
        """
        pad = f"/v3/conversations/{_deel(gesprek)}/activities/{_deel(nummer)}"
        await self._doe("PUT", service_url, pad, {**activiteit, "id": nummer})

    async def begin(self, service_url: str, wie: Mapping[str, Any]) -> str:
        """Begin een gesprek met één gebruiker; geeft het nummer van het gesprek.

        Raises:
            NietVerstuurd: als het niet mag, bijvoorbeeld omdat de app niet bij hem staat.
        """
        antwoord = await self._doe("POST", service_url, "/v3/conversations", wie)
        if not antwoord.get("id"):
            raise NietVerstuurd("geen_gesprek", definitief=True)
        return str(antwoord["id"])

    async def lid(self, service_url: str, gesprek: str, wie: str) -> dict[str, Any]:
        """Wat Teams van een deelnemer weet, zoals zijn e-mailadres.

        Raises:
            NietVerstuurd: als het na alle pogingen niet lukte.
        """
        pad = f"/v3/conversations/{_deel(gesprek)}/members/{_deel(wie)}"
        return await self._doe("GET", service_url, pad, None)

    async def sluit(self) -> None:
        """Sluit de verbindingen."""
        if self._sessie is not None:
            await self._sessie.close()

    async def _doe(
        self, methode: str, service_url: str, pad: str, inhoud: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        if not is_toegestaan(service_url, self._service_urls):
            raise NietVerstuurd("adres_niet_op_de_lijst", definitief=True)
        adres = service_url.rstrip("/") + pad
        soort = ""
        for poging in range(1, POGINGEN + 1):
            try:
                return await self._probeer(methode, adres, inhoud)
            except _Later as fout:
                soort = fout.soort
                if poging < POGINGEN:
                    await self._slaap(_wachttijd(poging, fout.wacht))
        logger.warning("Teams nam een bericht niet aan na %s pogingen: %s", POGINGEN, soort)
        raise NietVerstuurd(soort, definitief=False)

    async def _probeer(
        self, methode: str, adres: str, inhoud: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """Eén poging.

        Raises:
            _Later: als het straks wel kan lukken.
            NietVerstuurd: als dat niet zo is.
        """
        sessie = self._open()
        try:
            token = await self.inlog.token(sessie)
            async with sessie.request(
                methode,
                adres,
                json=inhoud,
                headers={"Authorization": f"Bearer {token}"},
                # Een omleiding volgen zou ons token naar een ander adres brengen.
                allow_redirects=False,
            ) as antwoord:
                gelezen = await lees_object(antwoord)
        except NietIngelogd as fout:
            if fout.definitief:
                # Een ander geheim maakt dit bericht alsnog te bezorgen.
                raise NietVerstuurd(fout.soort, definitief=False) from None
            raise _Later(fout.soort) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as fout:
            raise _Later(type(fout).__name__) from None
        if antwoord.status in _GELUKT:
            return gelezen
        soort = f"http_{antwoord.status}"
        if antwoord.status == _NIET_HERKEND:
            self.inlog.vergeet(token)
            raise _Later(soort, 0.0)
        if antwoord.status in _NOG_EENS:
            raise _Later(soort, _na(antwoord.headers.get("Retry-After")))
        raise NietVerstuurd(soort, definitief=True)

    def _open(self) -> aiohttp.ClientSession:
        if self._sessie is None or self._sessie.closed:
            self._sessie = aiohttp.ClientSession(timeout=self._grens)
        return self._sessie


def _wachttijd(poging: int, gevraagd: float | None) -> float:
    """Wat Teams vraagt, of anders elke keer dubbel; met toeval, zodat niet alles tegelijk komt."""
    basis = float(2 ** (poging - 1)) if gevraagd is None else gevraagd
    spreiding = random.uniform(0, 0.5 + basis / 4)  # noqa: S311 - spreiding, geen geheim
    return min(basis, LANGSTE_WACHT) + spreiding


def _na(kop: str | None) -> float | None:
    return float(kop) if kop and kop.isdecimal() else None


def _deel(waarde: str) -> str:
    return quote(waarde, safe="")
