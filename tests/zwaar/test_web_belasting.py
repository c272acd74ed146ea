"""Het webkanaal onder druk: veel open gesprekken tegelijk, en te grote verzoeken tussendoor."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import threading
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import psutil
import pytest

from tests.bot.channels.web.client import BASIS
from tests.processen import webserver

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

GESPREKKEN = 500
BEURTEN = 600 if os.environ.get("HEAVY") == "full" else 150
PER_SECONDE = 5
"""Een beurt per honderd seconden per gesprek: mensen lezen en denken tussendoor."""

GROOT = 20_000_000
KEREN = 8
RONDEN = 20 if os.environ.get("HEAVY") == "full" else 4
BEURTEN_PER_GESPREK = 10
HOOGUIT_MS_WEIGEREN = 50
TUSSENPOOS = 0.2
HOOGUIT_MB_PER_GESPREK = 0.5
ZINNEN = ("Ik wil een casus toetsen", "uitleg", "stop", "Wat doet het Veiligheidshuis?", "hallo")


@pytest.fixture(scope="module")
def server(tmp_path_factory, geladen):
    """Een eigen webserver; de grenzen per minuut staan zo hoog dat ze hier niet meespelen."""
    with webserver(
        tmp_path_factory.mktemp("web"),
        geladen=geladen,
        WEGWIJZER_WEB_PER_GESPREK="1000000",
        WEGWIJZER_WEB_PER_ADRES="10000000",
        WEGWIJZER_WEB_GESPREKKEN_PER_ADRES="1000000",
    ) as gestart:
        yield gestart


@dataclass
class Gesprek:
    """Een gesprek met een open stroom; `klaar` gaat af bij het laatste bericht van een beurt."""

    sessie: aiohttp.ClientSession
    basis: str
    id: str
    koppen: dict[str, str]
    klaar: asyncio.Event
    open: asyncio.Event

    @classmethod
    async def begin(cls, sessie, server) -> Gesprek:
        basis = server.adres + BASIS
        async with sessie.post(f"{basis}/tokens/generate") as antwoord:
            token = await antwoord.json()
        koppen = {"Authorization": f"Bearer {token['token']}"}
        async with sessie.post(f"{basis}/conversations", headers=koppen) as antwoord:
            assert antwoord.status == 201
        return cls(sessie, basis, token["conversationId"], koppen, asyncio.Event(), asyncio.Event())

    async def luister(self) -> None:
        async with self.sessie.get(
            f"{self.basis}/conversations/{self.id}/stream", headers=self.koppen
        ) as antwoord:
            assert antwoord.status == 200
            self.open.set()
            async for regel in antwoord.content:
                if regel.startswith(b"data: "):
                    eigen = json.loads(regel[6:]).get("channelData", {}).get("wegwijzer", {})
                    assert not eigen.get("fout")
                    if eigen.get("laatste"):
                        self.klaar.set()

    async def zeg(self, tekst: str) -> float:
        """Eén beurt; geeft de seconden van versturen tot het laatste bericht in de stroom."""
        self.klaar.clear()
        begin = time.monotonic()
        inhoud = {"type": "message", "text": tekst, "id": uuid.uuid4().hex}
        async with self.sessie.post(
            f"{self.basis}/conversations/{self.id}/activities", headers=self.koppen, json=inhoud
        ) as antwoord:
            assert antwoord.status == 200, await antwoord.text()
        await asyncio.wait_for(self.klaar.wait(), 60)
        return time.monotonic() - begin


def _p95(tijden: list[float]) -> float:
    return sorted(tijden)[int(len(tijden) * 0.95)]


def _sessie() -> aiohttp.ClientSession:
    geen_grens = aiohttp.ClientTimeout(total=None)
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=geen_grens)


def test_vijfhonderd_open_gesprekken_in_een_proces_krijgen_vlot_antwoord(server):
    proces = psutil.Process(server.proces.pid)

    async def alles():
        async with _sessie() as sessie:
            alleen = await Gesprek.begin(sessie, server)
            stromen = [asyncio.create_task(alleen.luister())]
            rustig = [await alleen.zeg(ZINNEN[n % len(ZINNEN)]) for n in range(30)]
            voor = proces.memory_info().rss
            gesprekken = [await Gesprek.begin(sessie, server) for _ in range(GESPREKKEN)]
            stromen += [asyncio.create_task(gesprek.luister()) for gesprek in gesprekken]
            await asyncio.wait_for(asyncio.gather(*(g.open.wait() for g in gesprekken)), 120)
            lopend = []
            for n in range(BEURTEN):
                gesprek = gesprekken[n * 7 % GESPREKKEN]
                lopend.append(asyncio.create_task(gesprek.zeg(ZINNEN[n // 3 % len(ZINNEN)])))
                await asyncio.sleep(1 / PER_SECONDE)
            druk = await asyncio.gather(*lopend)
            erbij = (proces.memory_info().rss - voor) / 1e6
            assert not [stroom for stroom in stromen if stroom.done()]
            for stroom in stromen:
                stroom.cancel()
            return rustig, druk, erbij

    rustig, druk, erbij = asyncio.run(alles())

    print(
        f"\nweb: {GESPREKKEN} open gesprekken, {len(druk)} beurten ({PER_SECONDE} per seconde): "
        f"p50 {_p50(druk) * 1000:.0f} ms, p95 {_p95(druk) * 1000:.0f} ms, 0 fouten; een gesprek "
        f"alleen p95 {_p95(rustig) * 1000:.0f} ms; {erbij:.0f} MB erbij"
    )
    assert erbij < HOOGUIT_MB_PER_GESPREK * GESPREKKEN
    assert "Traceback" not in server.uitvoer.read_text("utf-8")


def test_een_verzoek_van_20_mb_wordt_meteen_geweigerd_en_een_ander_merkt_er_niets_van(server):
    async def alles():
        gewoon: list[float] = []
        onder_vuur: list[float] = []
        geweigerd: list[float] = []
        async with _sessie() as sessie:
            # Om en om meten: zo telt drukte op de machine voor allebei.
            for _ in range(RONDEN):
                gewoon += await _een_ander(sessie, server)
                doelwit = await Gesprek.begin(sessie, server)
                aanval = threading.Thread(target=_val_aan, args=(server, doelwit, geweigerd))
                aanval.start()
                while aanval.is_alive():
                    onder_vuur += await _een_ander(sessie, server)
        return gewoon, onder_vuur, geweigerd

    gewoon, onder_vuur, geweigerd = asyncio.run(alles())

    # De langste tijden staan in de uitvoer; op een drukke machine zeggen ze iets over de drukte.
    print(
        f"\nweb: {len(geweigerd)} keer 20 MB geweigerd, p50 {_p50(geweigerd):.1f} ms, p95 "
        f"{_p95(geweigerd):.1f} ms, langste {max(geweigerd):.1f} ms; beurt van een ander gewoon "
        f"p50 {_p50(gewoon) * 1000:.0f} ms en p95 {_p95(gewoon) * 1000:.0f} ms ({len(gewoon)} "
        f"beurten), onder vuur p50 {_p50(onder_vuur) * 1000:.0f} ms en p95 "
        f"{_p95(onder_vuur) * 1000:.0f} ms ({len(onder_vuur)} beurten)"
    )
    assert len(geweigerd) == RONDEN * KEREN
    assert _p50(geweigerd) < HOOGUIT_MS_WEIGEREN
    assert server.proces.poll() is None


async def _een_ander(sessie: aiohttp.ClientSession, server) -> list[float]:
    """De seconden van elke beurt in een nieuw gesprek van gewone lengte."""
    gesprek = await Gesprek.begin(sessie, server)
    stroom = asyncio.create_task(gesprek.luister())
    beurten = [await gesprek.zeg(ZINNEN[n % len(ZINNEN)]) for n in range(BEURTEN_PER_GESPREK)]
    stroom.cancel()
    return beurten


def _p50(tijden: list[float]) -> float:
    return sorted(tijden)[len(tijden) // 2]


def _val_aan(server, gesprek: Gesprek, geweigerd: list[float]) -> None:
    """Stuur steeds 20 MB, met en zonder aangekondigde lengte; onthoud de milliseconden tot 413."""
    plek = urlsplit(server.adres)
    pad = f"{BASIS}/conversations/{gesprek.id}/activities"
    for keer in range(KEREN):
        lengte = f"Content-Length: {GROOT}" if keer % 2 else "Transfer-Encoding: chunked"
        kop = f"POST {pad} HTTP/1.1\r\nHost: {plek.netloc}\r\n{lengte}\r\n"
        with socket.create_connection((plek.hostname, plek.port), timeout=30) as verbinding:
            begin = time.perf_counter()
            sleutel = gesprek.koppen["Authorization"]
            verbinding.sendall(f"{kop}Authorization: {sleutel}\r\n\r\n".encode())
            zender = threading.Thread(target=_zend, args=(verbinding, not keer % 2))
            zender.start()
            antwoord = verbinding.recv(200)
            geweigerd.append((time.perf_counter() - begin) * 1000)
            assert antwoord.startswith(b"HTTP/1.1 413 "), antwoord
            zender.join()
        time.sleep(TUSSENPOOS)


def _zend(verbinding: socket.socket, chunked: bool) -> None:
    stuk = b"a" * 1_000_000
    deel = b"%x\r\n%s\r\n" % (len(stuk), stuk) if chunked else stuk
    try:
        for _ in range(GROOT // len(stuk)):
            verbinding.sendall(deel)
        if chunked:
            verbinding.sendall(b"0\r\n\r\n")
    except OSError:
        return  # de server hoeft de rest niet aan te nemen
