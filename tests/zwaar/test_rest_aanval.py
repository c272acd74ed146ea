"""Het REST-kanaal onder vuur: willekeurige verzoeken en veel gesprekken tegelijk, op loopback."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time

import aiohttp
import psutil
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.bot.praten import open_vraag, payload, teksten
from tests.zwaar.conftest import PER_ADRES, PER_AFZENDER

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

VOL = os.environ.get("HEAVY") == "full"
VERZOEKEN = 20_000 if VOL else 2_000
HOOGUIT_SECONDEN = 1_800 if VOL else float("inf")
"""Daarna stopt het schieten; het aantal dat gehaald is, staat in de uitvoer."""

MINSTENS = VERZOEKEN // 4 if VOL else VERZOEKEN
GESPREKKEN = 64
SECONDEN_PER_VERZOEK = 10
HOOGUIT_MB_ERBIJ = 250
WEBHOOK = "/webhooks/rest/webhook"

stukken = st.sampled_from(
    ["hallo", "Ik wil een casus toetsen", "ja", "/restart", "keuze~-~opdracht~stop~", "EXTERNAL: "]
)
tekst = st.one_of(st.text(), stukken, st.text(min_size=2_000, max_size=4_000))
waarde = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | tekst,
    lambda kind: st.lists(kind, max_size=4) | st.dictionaries(st.text(), kind, max_size=4),
    max_leaves=8,
)
goed_gevormd = st.fixed_dictionaries({"sender": st.sampled_from("abcdef"), "message": tekst})
bijna = st.fixed_dictionaries({}, optional={"sender": waarde, "message": waarde, "x": waarde})
lichamen = st.one_of(
    st.binary(max_size=2_000),
    goed_gevormd.map(json.dumps).map(str.encode),
    bijna.map(json.dumps).map(str.encode),
    waarde.map(json.dumps).map(str.encode),
    st.integers(1, 100_000).map(lambda diepte: b"[" * diepte),
    st.integers(1, 900_000).map(lambda lengte: b'{"message": "' + b"a" * lengte),
)
koppen = st.dictionaries(
    st.sampled_from(["Content-Type", "Content-Encoding", "Accept", "X-Forwarded-For", "Cookie"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    max_size=3,
)


def test_willekeurige_verzoeken_geven_nooit_een_storing_en_kosten_geen_geheugen(server):
    lus = asyncio.new_event_loop()
    wacht = aiohttp.ClientTimeout(total=SECONDEN_PER_VERZOEK)
    sessie = lus.run_until_complete(_open(wacht))
    proces = psutil.Process(server.proces.pid)
    voor = proces.memory_info().rss
    geteld: dict[int, int] = {}

    @seed(2026)
    @settings(
        max_examples=VERZOEKEN,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(lichamen, koppen)
    def schiet(lichaam, kop):
        if time.monotonic() > begin + HOOGUIT_SECONDEN:
            return
        status, inhoud = lus.run_until_complete(_post(sessie, server, lichaam, kop))
        geteld[status] = geteld.get(status, 0) + 1
        if status == 200:
            assert teksten(inhoud)
        else:
            assert 400 <= status < 500
            assert inhoud["fout"].endswith(".")

    begin = time.monotonic()
    try:
        schiet()
    finally:
        lus.run_until_complete(sessie.close())
        lus.close()
    erbij = (proces.memory_info().rss - voor) / 1e6

    print(
        f"\nREST: {sum(geteld.values())} willekeurige verzoeken in {time.monotonic() - begin:.0f} s"
        f" ({dict(sorted(geteld.items()))}), {erbij:.0f} MB erbij; grenzen {PER_AFZENDER} per"
        f" afzender en {PER_ADRES} per adres"
    )
    assert sum(geteld.values()) >= MINSTENS
    assert geteld[200] >= MINSTENS // 20
    assert erbij < HOOGUIT_MB_ERBIJ
    assert "Traceback" not in server.uitvoer.read_text("utf-8")


def test_vierenzestig_gesprekken_tegelijk_lopen_allemaal_goed(server):
    async def alle():
        grens = aiohttp.TCPConnector(limit=GESPREKKEN)
        async with aiohttp.ClientSession(connector=grens) as sessie:
            return await asyncio.gather(
                *(_gesprek(sessie, server, f"vloed-{nummer}") for nummer in range(GESPREKKEN))
            )

    begin = time.monotonic()
    tijden = sorted(itertools.chain.from_iterable(asyncio.run(alle())))

    print(
        f"\nREST: {GESPREKKEN} gesprekken tegelijk, {len(tijden)} beurten in "
        f"{time.monotonic() - begin:.0f} s; mediaan {tijden[len(tijden) // 2]:.2f} s, langste "
        f"{tijden[-1]:.2f} s, 0 fouten"
    )
    assert len(tijden) == 6 * GESPREKKEN


async def _gesprek(sessie, server, afzender: str) -> list[float]:
    """Zes beurten van een adviesvraag; geeft de duur van elke beurt."""
    tijden: list[float] = []

    async def zeg(wat: str):
        begin = time.monotonic()
        inhoud = json.dumps({"sender": afzender, "message": wat}).encode()
        status, berichten = await _post(sessie, server, inhoud, {})
        tijden.append(time.monotonic() - begin)
        assert status == 200, berichten
        assert {bericht["recipient_id"] for bericht in berichten} == {afzender}
        return berichten

    berichten = await zeg("Ik wil een adviesvraag indienen")
    berichten = await zeg(payload(berichten, "informatievraag"))
    assert open_vraag(berichten)["id"] == "samenvatting"
    berichten = await zeg(f"Wie kan meedenken over vraag {afzender}?")
    assert open_vraag(berichten)["id"] == "gemeente"
    berichten = await zeg("Haarlem")
    berichten = await zeg(payload(berichten, "wijkteam"))
    berichten = await zeg(payload(berichten, "nee"))
    assert open_vraag(berichten)["id"] == "contact"
    return tijden


async def _open(wacht: aiohttp.ClientTimeout) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=wacht)


async def _post(sessie, server, lichaam: bytes, kop: dict[str, str]):
    async with sessie.post(server.adres + WEBHOOK, data=lichaam, headers=kop) as antwoord:
        return antwoord.status, await antwoord.json()
