"""De beveiligingskoppen op elk antwoord van elk adres, ook als het een fout is."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import uuid
from urllib.parse import urlsplit

import aiohttp
import pytest
from sanic import Sanic

from bot.server import bescherm
from tests.bot.channels.web.client import BASIS, vraag
from tests.bot.conftest import PER_AFZENDER

pytestmark = pytest.mark.rasa

WEBHOOK = "/webhooks/rest/webhook"
VERWACHT = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
GOED = {"sender": "koppen", "message": "hallo"}


@pytest.mark.parametrize(
    ("methode", "pad", "inhoud", "status"),
    [
        ("POST", WEBHOOK, GOED, 200),
        ("GET", "/webhooks/rest/", None, 200),
        ("POST", WEBHOOK, b"{", 400),
        ("POST", WEBHOOK, {"sender": 7, "message": "hallo"}, 400),
        ("GET", "/webhooks/rest/bestaat-niet", None, 404),
        ("GET", "/bestaat-niet", None, 404),
        ("PUT", WEBHOOK, GOED, 405),
        ("POST", WEBHOOK, {**GOED, "message": "a" * 300_000}, 413),
        ("POST", WEBHOOK, {**GOED, "message": "a" * 1_100_000}, 413),
        ("POST", f"{BASIS}/conversations", None, 401),
        ("POST", f"{BASIS}/tokens/generate", b"{", 400),
        ("POST", f"{BASIS}/tokens/generate", b"a" * 100_000, 413),
        ("GET", "/webhooks/web/bestanden/oud/widget.js", None, 404),
    ],
    ids=lambda waarde: str(waarde)[:30],
)
def test_elk_antwoord_heeft_de_beveiligingskoppen(server, methode, pad, inhoud, status):
    antwoord = vraag(server.adres, methode, pad, inhoud)

    assert antwoord.status == status, antwoord.ruw
    _eis_koppen(antwoord.koppen)


def test_een_weigering_om_het_tempo_heeft_ze_ook(server):
    # Te lang telt mee en kost geen beurt: zo loopt de emmer niet bij terwijl hij leegloopt.
    inhoud = {"sender": uuid.uuid4().hex, "message": "a" * 2_100}
    for _ in range(40 * PER_AFZENDER):
        antwoord = vraag(server.adres, "POST", WEBHOOK, inhoud)
        if antwoord.status == 429:
            break

    assert antwoord.status == 429
    _eis_koppen(antwoord.koppen)


@pytest.mark.parametrize(
    "verzoek",
    [
        b"dit is geen HTTP\r\n\r\n",
        b"POST " + WEBHOOK.encode() + b" HTTP/1.1\r\nContent-Length: veel\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
    ids=["geen HTTP", "lengte is geen getal", "kop te lang"],
)
def test_een_onleesbaar_verzoek_krijgt_een_antwoord_met_de_koppen(server, verzoek):
    delen = urlsplit(server.adres)
    with socket.create_connection((str(delen.hostname), int(delen.port or 0)), 10) as lijn:
        lijn.sendall(verzoek)
        ruw = b""
        while b"\r\n\r\n" not in ruw and (stuk := lijn.recv(65_536)):
            ruw += stuk

    regels = ruw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert re.match(r"HTTP/1\.1 4\d\d ", regels[0]), regels
    _eis_koppen({n.lower(): w for n, _, w in (regel.partition(": ") for regel in regels[1:])})


def test_een_storing_heeft_de_koppen_en_zegt_niets_over_de_fout():
    app = Sanic(f"storing-{uuid.uuid4().hex}", configure_logging=False)
    bescherm(app)

    @app.get("/stuk")
    async def stuk(_verzoek):
        raise RuntimeError("geheim pad /srv/wegwijzer")

    status, koppen, tekst = asyncio.run(_haal(app, "/stuk"))

    assert status == 500
    _eis_koppen(koppen)
    assert list(json.loads(tekst)) == ["fout"]
    assert "geheim" not in tekst
    assert "Traceback" not in tekst


async def _haal(app: Sanic, pad: str) -> tuple[int, dict[str, str], str]:
    """Eén verzoek aan deze app, op een vrije poort op loopback."""
    draait = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
    await draait.startup()
    try:
        poort = draait.server.sockets[0].getsockname()[1]
        adres = f"http://127.0.0.1:{poort}{pad}"
        async with aiohttp.ClientSession() as sessie, sessie.get(adres) as antwoord:
            koppen = {naam.lower(): waarde for naam, waarde in antwoord.headers.items()}
            return antwoord.status, koppen, await antwoord.text()
    finally:
        draait.close()
        await draait.wait_closed()


def _eis_koppen(koppen: dict[str, str]) -> None:
    gevonden = {naam: koppen.get(naam) for naam in VERWACHT}
    assert gevonden == VERWACHT
    assert "set-cookie" not in koppen
    assert "server" not in koppen
