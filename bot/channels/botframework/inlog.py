"""Ons eigen token om antwoorden te mogen sturen: van één organisatie, met het geheim van de app."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.channels.botframework.lezen import lees_object

BEREIK = "https://api.botframework.com/.default"
MARGE_SECONDEN = 300.0
_GRENS = aiohttp.ClientTimeout(total=10)
_OK = 200
_LANGSTE_DUUR = 7 * 24 * 3600
_CODE = re.compile(r"AADSTS\d{4,8}")


class NietIngelogd(Exception):
    """Microsoft gaf geen token.

    Attributes:
        soort: een kort woord of de foutcode van Microsoft (`AADSTS7000222` is een verlopen geheim).
        definitief: of nog eens proberen zonder iets te veranderen geen zin heeft.
    """

    def __init__(self, soort: str, *, definitief: bool) -> None:
        super().__init__(soort)
        self.soort = soort
        self.definitief = definitief


@dataclass(frozen=True)
class App:
    """Waarmee de bot zich aanmeldt; het geheim komt in geen enkele weergave."""

    id: str
    geheim: str
    token_url: str

    def __repr__(self) -> str:
        return f"App({self.id!r})"


class Inlog:
    """Het token, bewaard zolang het geldt.

    Args:
        app: waarmee we ons aanmelden.
        klok: seconden op een klok die alleen vooruit gaat; een wandklok springt bij zomertijd.
    """

    def __init__(self, app: App, klok: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._klok = klok
        self._token = ""
        self._tot = 0.0
        self._slot = asyncio.Lock()
        self.laatste_fout = ""

    async def token(self, sessie: aiohttp.ClientSession) -> str:
        """Een token dat nog minstens enkele minuten geldt.

        Raises:
            NietIngelogd: als Microsoft er geen geeft.
        """
        async with self._slot:
            if not self._token or self._klok() >= self._tot:
                try:
                    await self._haal_op(sessie)
                except NietIngelogd as fout:
                    self.laatste_fout = fout.soort
                    raise
            return self._token

    def vergeet(self, token: str) -> None:
        """Gebruik dit token niet meer; Microsoft nam het niet aan."""
        if token == self._token:
            self._token = ""

    async def _haal_op(self, sessie: aiohttp.ClientSession) -> None:
        velden = {
            "grant_type": "client_credentials",
            "client_id": self._app.id,
            "client_secret": self._app.geheim,
            "scope": BEREIK,
        }
        begonnen = self._klok()
        try:
            async with sessie.post(
                self._app.token_url, data=velden, timeout=_GRENS, allow_redirects=False
            ) as antwoord:
                inhoud = await lees_object(antwoord)
                status = antwoord.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise NietIngelogd("niet_bereikbaar", definitief=False) from None
        token, duur = inhoud.get("access_token"), _duur(inhoud.get("expires_in"))
        if status != _OK or not isinstance(token, str) or not token or duur is None:
            code = _CODE.search(str(inhoud.get("error_description", "")))
            soort = code.group() if code else f"http_{status}"
            raise NietIngelogd(soort, definitief=status in {400, 401, 403})
        self._token = token
        # Een kort token houdt de helft van zijn tijd over; anders werd het bij elk bericht gehaald.
        self._tot = begonnen + max(duur - MARGE_SECONDEN, duur / 2)
        self.laatste_fout = ""


def _duur(waarde: Any) -> float | None:
    try:
        duur = float(waarde)
    except (TypeError, ValueError):
        return None
    return duur if 0 < duur < _LANGSTE_DUUR else None
