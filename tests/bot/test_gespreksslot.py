"""De sloten per gesprek: op volgorde, nooit samen, en nooit voorgoed vast."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from adviesvraag.verbinding import maak_engine
from bot import buiten_de_lus
from bot.buiten_de_lus import GesprekBezet, GesprekNietBereikbaar, SlotVerloren
from tests.processen import vrije_poort

pytestmark = pytest.mark.rasa
BEURTEN = 10


@contextmanager
def _sloten(url: str, aantal: int):
    from bot.gespreksslot import open_sloten

    geopend = [open_sloten(url, 3) for _ in range(aantal)]
    try:
        yield geopend
    finally:
        for een in geopend:
            een.sluit()


@pytest.fixture(params=["in het proces", pytest.param("gedeeld", marks=pytest.mark.postgres)])
def sloten(request):
    url = request.getfixturevalue("postgres_url") if request.param == "gedeeld" else "sqlite:///x"
    with _sloten(url, 2 if request.param == "gedeeld" else 1) as geopend:
        yield geopend


@pytest.fixture
def twee(postgres_url):
    with _sloten(postgres_url, 2) as geopend:
        yield geopend


async def _tot(voorwaarde) -> None:
    grens = time.monotonic() + 20
    while not voorwaarde():
        assert time.monotonic() < grens
        await asyncio.sleep(0.01)


def test_beurten_in_een_gesprek_gaan_op_volgorde_en_nooit_samen(sloten):
    gedaan: list[str] = []

    async def beurt(nummer: int) -> None:
        # Niet om de beurt: ook binnen een proces staan er dan meer in de rij.
        async with sloten[(nummer // 3) % len(sloten)].lock("gesprek"):
            gedaan.append(f"begin {nummer}")
            await asyncio.sleep(0.03)
            gedaan.append(f"eind {nummer}")

    async def proef() -> None:
        await _tot(lambda: all(een.bereikbaar for een in sloten))
        taken = []
        for nummer in range(BEURTEN):
            taken.append(asyncio.create_task(beurt(nummer)))
            await asyncio.sleep(0.01)
        begin = time.monotonic()
        await asyncio.gather(*taken)
        # Wie op een klok wacht in plaats van op een sein, doet er een halve seconde of meer over.
        assert time.monotonic() - begin < 2

    asyncio.run(proef())

    assert gedaan == [f"{wat} {nr}" for nr in range(BEURTEN) for wat in ("begin", "eind")]


def test_een_ander_gesprek_wacht_niet(sloten):
    async def proef() -> float:
        async with sloten[0].lock("een"):
            begin = time.monotonic()
            async with sloten[-1].lock("twee"):
                return time.monotonic() - begin

    assert asyncio.run(proef()) < 2


def test_wie_te_lang_wacht_hoort_dat_het_gesprek_bezet_is_en_houdt_niets_vast(sloten, monkeypatch):
    monkeypatch.setattr(buiten_de_lus, "GRENS_SECONDEN", 0.3)

    async def proef() -> None:
        await _tot(lambda: all(een.bereikbaar for een in sloten))
        async with sloten[0].lock("gesprek"):
            with pytest.raises(GesprekBezet):
                async with sloten[-1].lock("gesprek"):
                    pytest.fail("twee tegelijk")
        async with sloten[-1].lock("gesprek"):
            pass

    asyncio.run(proef())


def test_wie_het_wachten_afbreekt_staat_niet_in_de_weg(sloten):
    async def wacht() -> None:
        async with sloten[-1].lock("gesprek"):
            pytest.fail("deze was afgebroken")

    async def proef() -> None:
        async with sloten[0].lock("gesprek"):
            wachter = asyncio.create_task(wacht())
            await asyncio.sleep(0.2)
            wachter.cancel()
            await asyncio.gather(wachter, return_exceptions=True)
        async with sloten[0].lock("gesprek"):
            pass

    asyncio.run(proef())


def _breek(url: str, *sloten) -> None:
    """Laat de server de verbindingen van deze sloten verbreken."""
    engine = maak_engine(url)
    with engine.begin() as verbinding:
        for slot in sloten:
            wie = {"pid": slot.proces}
            assert verbinding.execute(text("SELECT pg_terminate_backend(:pid)"), wie).scalar()
    engine.dispose()


@pytest.mark.postgres
def test_een_plek_geldt_vanaf_het_moment_dat_zij_genomen_is(twee):
    gedaan: list[str] = []

    async def beurt(slot, wie: str, na: float = 0.0) -> None:
        await asyncio.sleep(na)
        async with slot.lock("gesprek"):
            gedaan.append(wie)

    async def proef() -> None:
        await _tot(lambda: all(een.bereikbaar for een in twee))
        # Deze begint eerder aan zijn beurt, maar stond later in de rij.
        later = asyncio.create_task(beurt(twee[1], "tweede", na=0.1))
        with twee[0].plek("gesprek"):
            await asyncio.sleep(0.4)
            await beurt(twee[0], "eerste")
        await later
        # Een plek waar niemand aan begon, houdt niets tegen.
        with twee[0].plek("gesprek"):
            pass
        await beurt(twee[1], "derde")

    asyncio.run(proef())

    assert gedaan == ["eerste", "tweede", "derde"]


@pytest.mark.postgres
def test_valt_de_verbinding_weg_dan_breekt_de_beurt_af_en_gaat_het_gesprek_verder(
    twee, postgres_url
):
    async def beurt(bezig: asyncio.Event) -> None:
        async with twee[0].lock("gesprek"):
            bezig.set()
            await asyncio.sleep(30)

    async def proef() -> None:
        bezig = asyncio.Event()
        await _tot(lambda: all(een.bereikbaar for een in twee))
        taak = asyncio.create_task(beurt(bezig))
        await bezig.wait()
        await asyncio.to_thread(_breek, postgres_url, *twee)
        with pytest.raises(SlotVerloren):
            await taak
        await _tot(lambda: all(een.bereikbaar for een in twee))
        async with twee[1].lock("gesprek"):
            pass

    asyncio.run(proef())


@pytest.mark.postgres
def test_een_proces_dat_verdwijnt_houdt_zijn_gesprek_niet(twee):
    async def proef() -> float:
        await _tot(lambda: all(een.bereikbaar for een in twee))
        houder = asyncio.create_task(_houd(twee[0]))
        await asyncio.sleep(0.2)
        begin = time.monotonic()
        # De verbinding dicht zonder los te laten, zoals bij kill -9.
        await asyncio.to_thread(twee[0].sluit)
        async with twee[1].lock("gesprek"):
            duur = time.monotonic() - begin
        houder.cancel()
        await asyncio.gather(houder, return_exceptions=True)
        return duur

    assert asyncio.run(proef()) < 3


async def _houd(slot) -> None:
    async with slot.lock("gesprek"):
        await asyncio.sleep(30)


@pytest.mark.postgres
def test_zonder_database_is_er_geen_slot_en_begint_er_niets(monkeypatch):
    monkeypatch.setattr(buiten_de_lus, "GRENS_SECONDEN", 0.3)

    async def proef(slot) -> None:
        with pytest.raises(GesprekNietBereikbaar):
            async with slot.lock("gesprek"):
                pytest.fail("er is geen database")

    with _sloten(f"postgresql://postgres@127.0.0.1:{vrije_poort()}/test", 1) as (slot,):
        asyncio.run(proef(slot))
        assert not slot.bereikbaar
