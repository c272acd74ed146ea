"""Een nagemaakt Teams op loopback: de uitgever van sleutels, de inlogdienst en de connector.

Het houdt bij wat het kreeg, en doet storing na: remmen, weigeren, hangen en wegvallen.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "0f6d7c1e-4a55-4be5-8d36-5f3a8b1c2d40"
TENANT_ID = "7b0e5f72-93c4-4c8e-9a55-2f6f3f1f0a11"
GEHEIM = "geheim van de toets"
UITGEVER = "https://api.botframework.com"
HANG = "hang"
HANG_SECONDEN = 30
BREEK = "breek"


@cache
def sleutelpaar(naam: str) -> Any:
    """Een RSA-sleutel; dezelfde naam geeft in dit proces dezelfde."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwk(naam: str, *, kid: str | None = None, kanalen: tuple[str, ...] = ("msteams",)) -> Any:
    openbaar = json.loads(RSAAlgorithm.to_jwk(sleutelpaar(naam).public_key()))
    return {**openbaar, "kid": kid or naam, "use": "sig", "endorsements": list(kanalen)}


@dataclass
class Verzoek:
    methode: str
    pad: str
    inhoud: Any
    koppen: dict[str, str]
    nummer: str = ""


@dataclass
class NepTeams:
    """Attributes:
    storingen: wat er met de volgende verzoeken aan de connector gebeurt, op volgorde.
    gericht: wat er één keer gebeurt met een verzoek met deze methode en dit pad. In een echte
        server is een storing zonder adres niet te richten: ook werk op de achtergrond vraagt hier.
    """

    adres: str = ""
    sleutels: list[Any] = field(default_factory=lambda: [jwk("a")])
    verzoeken: list[Verzoek] = field(default_factory=list)
    storingen: deque[Any] = field(default_factory=deque)
    gericht: dict[tuple[str, str], Any] = field(default_factory=dict)
    tokens: deque[Any] = field(default_factory=deque)
    uitgegeven: int = 0
    sleutels_gehaald: int = 0
    uitgever_stuk: bool = False
    lid: dict[str, Any] = field(default_factory=dict)

    @property
    def openid_url(self) -> str:
        return f"{self.adres}/openid"

    @property
    def token_url(self) -> str:
        return f"{self.adres}/token"

    def teken(self, *, sleutel: str = "a", koppen: Any = None, **anders: Any) -> str:
        """Een token zoals Teams het stuurt; een claim met waarde None ontbreekt."""
        nu = int(time.time())
        claims = {
            "iss": UITGEVER,
            "aud": APP_ID,
            "serviceurl": f"{self.adres}/",
            "iat": nu,
            "nbf": nu,
            "exp": nu + 3600,
            **anders,
        }
        claims = {naam: waarde for naam, waarde in claims.items() if waarde is not None}
        alle = {"kid": sleutel, **(koppen or {})}
        return jwt.encode(claims, sleutelpaar(sleutel), "RS256", headers=alle)

    def gestuurd(self, methode: str = "POST") -> list[Any]:
        """De berichten die aankwamen, zonder typen-signalen."""
        return [
            verzoek.inhoud
            for verzoek in self.verzoeken
            if verzoek.methode == methode
            and "/activities" in verzoek.pad
            and verzoek.inhoud.get("type") == "message"
        ]

    def wacht_op(self, voorwaarde: Any, seconden: float = 60) -> Any:
        """Wacht tot de voorwaarde iets oplevert en geef dat."""
        grens = time.monotonic() + seconden
        while time.monotonic() < grens:
            gevonden = voorwaarde(self)
            if gevonden:
                return gevonden
            time.sleep(0.02)
        raise AssertionError([(v.methode, v.pad, v.inhoud) for v in self.verzoeken])

    async def _openid(self, _verzoek: web.Request) -> web.Response:
        self.sleutels_gehaald += 1
        if self.uitgever_stuk:
            return web.Response(status=503)
        return web.json_response({"issuer": UITGEVER, "jwks_uri": f"{self.adres}/keys"})

    async def _keys(self, _verzoek: web.Request) -> web.Response:
        return web.json_response({"keys": self.sleutels})

    async def _token(self, verzoek: web.Request) -> web.Response:
        velden = await verzoek.post()
        assert velden["grant_type"] == "client_credentials"
        assert velden["scope"] == "https://api.botframework.com/.default"
        if self.tokens:
            status, inhoud = self.tokens.popleft()
            return web.json_response(inhoud, status=status)
        if velden["client_secret"] != GEHEIM or velden["client_id"] != APP_ID:
            fout = "AADSTS7000215: Invalid client secret provided."
            return web.json_response({"error_description": fout}, status=401)
        self.uitgegeven += 1
        return web.json_response({"access_token": f"token-{self.uitgegeven}", "expires_in": 3599})

    async def _connector(self, verzoek: web.Request) -> web.StreamResponse:
        pad = str(verzoek.rel_url.raw_path).replace("%3A", ":")
        storing = self.gericht.pop((verzoek.method, pad), None)
        if storing is None and self.storingen:
            storing = self.storingen.popleft()
        if storing == HANG:
            await asyncio.sleep(HANG_SECONDEN)
        if storing == BREEK:
            assert verzoek.transport is not None
            verzoek.transport.close()
            return web.Response()
        if storing is not None:
            status, koppen = storing if isinstance(storing, tuple) else (storing, {})
            return web.json_response({"error": {"code": "Nep"}}, status=status, headers=koppen)
        if not verzoek.headers.get("Authorization", "").startswith("Bearer token-"):
            return web.Response(status=401)
        inhoud = await verzoek.json() if verzoek.can_read_body else None
        nummer = f"1:{uuid.uuid4().hex}"
        self.verzoeken.append(Verzoek(verzoek.method, pad, inhoud, dict(verzoek.headers), nummer))
        if verzoek.method == "GET":
            return web.json_response(self.lid)
        return web.json_response({"id": nummer}, status=201)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        app.router.add_route("*", "/v3/{rest:.*}", self._connector)
        return app


@contextmanager
def nepteams(poort: int = 0) -> Iterator[NepTeams]:
    """Een draaiend nagemaakt Teams, in een eigen draad; op een vrije poort of op deze."""
    nep = NepTeams()
    lus = asyncio.new_event_loop()
    draad = threading.Thread(target=lus.run_forever, daemon=True)
    draad.start()

    async def begin() -> web.AppRunner:
        loper = web.AppRunner(nep.app(), shutdown_timeout=0.1)
        await loper.setup()
        plek = web.TCPSite(loper, "127.0.0.1", poort)
        await plek.start()
        nep.adres = f"http://127.0.0.1:{loper.addresses[0][1]}"
        return loper

    loper = asyncio.run_coroutine_threadsafe(begin(), lus).result(20)
    try:
        yield nep
    finally:
        asyncio.run_coroutine_threadsafe(loper.cleanup(), lus).result(20)
        lus.call_soon_threadsafe(lus.stop)
        draad.join(20)
        lus.close()
