"""Elk adres van het webkanaal onder vuur: willekeurige verzoeken, elk adres even vaak, op loopback.

Een verzoek mag nooit een 5xx geven, nooit hangen en nooit geheugen laten groeien. Per adres wordt
geteld; `HEAVY=full` doet er 20.000.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import psutil
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from yarl import URL

from tests.bot.channels.web.client import BASIS, Gesprek, vraag

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

VOL = os.environ.get("HEAVY") == "full"
VERZOEKEN = 20_000 if VOL else 2_000
TIJD_PER_ADRES = 900 if VOL else 150
"""Daarna stopt een adres; het aantal dat gehaald is, staat in de uitvoer."""

MINSTENS = VERZOEKEN // 4
TEGELIJK = 8
PER_KEER = 25
SECONDEN_PER_VERZOEK = 30
STROOM_SECONDEN = 0.05
HOOGUIT_MB_ERBIJ = 100
WEB = "/webhooks/web/"
VELDEN = ("text", "value", "id", "from", "channelData", "attachments", "entities")
KOPPEN = (
    "Accept", "Accept-Encoding", "Content-Type", "Content-Encoding", "Cookie", "Expect-Ct",
    "If-None-Match", "Last-Event-ID", "Origin", "Range", "Referer", "X-Forwarded-For",
    "X-Forwarded-Host", "X-HTTP-Method-Override", "X-Ms-Bot-Agent",
)  # fmt: skip

tekst = st.text(max_size=60) | st.sampled_from(
    ["hallo", "/restart", "EXTERNAL: x", "keuze~-~opdracht~stop~", "\x00\x07", "\u202e\u0301😀"]
)
waarde = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | tekst,
    lambda kind: (
        st.lists(kind, max_size=3) | st.dictionaries(st.text(max_size=9), kind, max_size=3)
    ),
    max_leaves=6,
)
activiteit = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "message", "typing", "event", "x"]) | waarde},
    optional=dict.fromkeys(VELDEN, waarde),
)
lichamen = st.one_of(
    st.just(b""),
    st.binary(max_size=300),
    waarde.map(json.dumps).map(str.encode),
    activiteit.map(json.dumps).map(str.encode),
    st.just(b'{"type": "message", "text": "hallo"}'),
    st.just(b'{"type": "message", "text": "\\ud800"}'),
    st.integers(1, 60_000).map(lambda diepte: b"[" * diepte),
    st.integers(1, 2_000).map(lambda diepte: b'{"text":' * diepte + b"1" + b"}" * diepte),
    st.integers(1, 200_000).map(lambda lengte: b'{"text": "' + b"a" * lengte + b'"}'),
)
leesbaar = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)
koppen = st.dictionaries(
    st.sampled_from(KOPPEN),
    leesbaar | st.sampled_from(["0", "-1", "9" * 400, "null", "*", "gzip", "https://a.nl"]),
    max_size=3,
)
sleutels = st.sampled_from(["goed", "goed", "goed", "vreemd", "kapot", "geen"])
vragen = st.sampled_from(["", "", "watermark=0", "watermark=-1", "watermark=%00", "wacht=x"])
losse_vragen = vragen | st.text(max_size=20).map(lambda t: f"watermark={t}")
stukjes = st.text(min_size=1, max_size=20).map(lambda t: t.strip("./") or "x")


@dataclass(frozen=True)
class Doel:
    """Een adres van de API: welke methoden het kent, en hoe het heet.

    Attributes:
        los: of er een willekeurig stuk in het adres zelf hoort.
    """

    naam: str
    methoden: tuple[str, ...]
    pad: Callable[[Gesprek, str], str]
    los: bool = False


DOELEN = (
    Doel("tokens/generate", ("POST",), lambda _g, _x: f"{BASIS}/tokens/generate"),
    Doel("tokens/refresh", ("POST",), lambda _g, _x: f"{BASIS}/tokens/refresh"),
    Doel("conversations", ("POST",), lambda _g, _x: f"{BASIS}/conversations"),
    Doel("conversations/{id}", ("GET", "DELETE"), lambda g, _x: g.pad),
    Doel("activities versturen", ("POST",), lambda g, _x: f"{g.pad}/activities"),
    Doel("activities lezen", ("GET",), lambda g, _x: f"{g.pad}/activities"),
    Doel("stream", ("GET",), lambda g, _x: f"{g.pad}/stream"),
    Doel("vreemd gesprek", ("GET", "POST"), lambda _g, x: f"{BASIS}/conversations/{x}", los=True),
    Doel("bestanden", ("GET",), lambda _g, x: f"{WEB}bestanden/{x}", los=True),
    Doel("afbeeldingen", ("GET",), lambda _g, x: f"{WEB}afbeeldingen/{x}", los=True),
    Doel("chatpagina", ("GET",), lambda _g, _x: WEB),
)


class Schutter:
    """Doet verzoeken aan één adres, een paar tegelijk, en telt wat eruit komt."""

    def __init__(self, server: Any, doel: Doel) -> None:
        self.doel = doel
        self.adres = server.adres
        self.geteld: Counter[int] = Counter()
        self.eigen = Gesprek.begin(self.adres)
        self.ander = Gesprek.begin(self.adres)
        self.tot = time.monotonic() + TIJD_PER_ADRES
        self._sessie: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        wacht = aiohttp.ClientTimeout(total=SECONDEN_PER_VERZOEK)
        self._sessie = aiohttp.ClientSession(
            timeout=wacht, connector=aiohttp.TCPConnector(limit=TEGELIJK)
        )

    async def sluit(self) -> None:
        assert self._sessie is not None
        await self._sessie.close()

    async def schiet(self, salvo: list[tuple[Any, ...]]) -> None:
        await asyncio.gather(*(self._een(*verzoek) for verzoek in salvo))
        if self.doel.naam == "conversations/{id}":
            # Een geslaagde DELETE wist het gesprek; hetzelfde token begint het opnieuw.
            self.eigen.doe("POST", f"{BASIS}/conversations")

    async def _een(
        self, methode: str, stuk: str, vraag_: str, kop: dict[str, str], sleutel: str, body: bytes
    ) -> None:
        assert self._sessie is not None
        adres = self.adres + self.doel.pad(self.eigen, stuk)
        alle = {**kop, **self._token(sleutel)}
        inhoud = body if methode in {"POST", "PUT", "PATCH"} else None
        verzoek = self._sessie.request(
            methode,
            URL(adres).with_query(vraag_ or None),
            data=inhoud,
            headers=alle,
            allow_redirects=False,
        )
        async with verzoek as antwoord:
            self.geteld[antwoord.status] += 1
            assert antwoord.status < 500, (methode, adres, vraag_, alle, body[:200])
            assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
            if antwoord.content_type == "text/event-stream":
                # De stroom blijft open; de client hangt zelf op.
                await asyncio.sleep(STROOM_SECONDEN)
                antwoord.close()
                return
            ruw = await antwoord.read()
            if antwoord.status >= 400 and ruw and methode != "HEAD":
                assert {"error", "fout"} & set(json.loads(ruw)), ruw

    def _token(self, sleutel: str) -> dict[str, str]:
        return {
            "goed": {"Authorization": f"Bearer {self.eigen.token}"},
            "vreemd": {"Authorization": f"Bearer {self.ander.token}"},
            "kapot": {"Authorization": f"Bearer {self.eigen.token[:-3]}"},
            "geen": {},
        }[sleutel]


@pytest.fixture(scope="module")
def gewend(server):
    """De server na wat gewone beurten: geheugen dat eenmalig nodig is, telt niet als groei."""
    gesprek = Gesprek.begin(server.adres)
    for _ in range(10):
        gesprek.zeg("hallo")
    return server


@pytest.mark.parametrize("doel", DOELEN, ids=lambda doel: doel.naam)
def test_willekeurige_verzoeken_geven_nooit_een_storing_en_kosten_geen_geheugen(gewend, doel):
    schutter = Schutter(gewend, doel)
    proces = psutil.Process(gewend.proces.pid)
    lus = asyncio.new_event_loop()
    lus.run_until_complete(schutter.open())
    voor, begin = proces.memory_info().rss, time.monotonic()
    methoden = st.sampled_from(doel.methoden * 6 + ("PUT", "OPTIONS", "HEAD", "PATCH"))
    verzoeken = st.tuples(
        methoden,
        stukjes if doel.los else st.just(""),
        losse_vragen,
        koppen,
        sleutels,
        lichamen,
    )

    @seed(2026)
    @settings(
        max_examples=VERZOEKEN // PER_KEER,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(verzoeken, min_size=PER_KEER, max_size=PER_KEER))
    def schiet(salvo):
        if time.monotonic() < schutter.tot:
            lus.run_until_complete(schutter.schiet(salvo))

    try:
        schiet()
    finally:
        lus.run_until_complete(schutter.sluit())
        lus.close()
    seconden = time.monotonic() - begin
    erbij = (proces.memory_info().rss - voor) / 1e6
    totaal = sum(schutter.geteld.values())

    print(
        f"\nweb, {doel.naam}: {totaal} willekeurige verzoeken in {seconden:.0f} s"
        f"{' (gestopt om de tijd)' if totaal < VERZOEKEN else ''}, "
        f"{dict(sorted(schutter.geteld.items()))}, {erbij:.0f} MB erbij"
    )
    assert totaal >= MINSTENS
    assert erbij < HOOGUIT_MB_ERBIJ
    assert "Traceback" not in gewend.uitvoer.read_text("utf-8")
    assert vraag(gewend.adres, "GET", WEB).status == 200
