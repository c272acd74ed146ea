"""Alles wat een beurt op de opslag wacht, telt samen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest

from bot import buiten_de_lus as module
from bot.buiten_de_lus import buiten_de_lus, een_beurt


class Hangt:
    """Werk dat hangt tot de toets klaar is."""

    def __init__(self) -> None:
        self.einde = threading.Event()

    def __call__(self) -> None:
        self.einde.wait()

    def tot(self, werk: Callable[[], Awaitable[None]]) -> None:
        """Doe dit, en laat daarna het hangende werk los."""

        async def doe() -> None:
            try:
                await werk()
            finally:
                self.einde.set()

        asyncio.run(doe())


@pytest.fixture
def hangt(monkeypatch):
    monkeypatch.setattr(module, "BEURT_SECONDEN", 0.2)
    return Hangt()


def test_na_werk_dat_hangt_is_de_tijd_van_deze_beurt_op_en_die_van_de_volgende_niet(
    hangt, monkeypatch
):
    async def werk() -> None:
        with een_beurt():
            for _ in range(2):
                with pytest.raises(TimeoutError, match="niet op tijd"):
                    await buiten_de_lus(hangt)
        monkeypatch.setattr(module, "BEURT_SECONDEN", 30.0)
        with een_beurt():
            assert await buiten_de_lus(lambda: "in de volgende") == "in de volgende"
        assert await buiten_de_lus(lambda: "buiten een beurt") == "buiten een beurt"

    hangt.tot(werk)


@pytest.mark.rasa
def test_de_tijd_van_een_beurt_telt_ook_in_de_draad_waar_rasa_rekent(hangt):
    from bot.beurtlus import Beurtlus

    over: list[str] = []

    class Agent:
        async def handle_message(self, bericht: object) -> None:
            for _ in range(2):
                try:
                    await buiten_de_lus(hangt)
                except TimeoutError as fout:
                    over.append(str(fout))

        def is_ready(self) -> bool:
            return True

    async def werk() -> None:
        lus = Beurtlus(Agent())
        with een_beurt():
            # Zonder de grens van de beurt duurt dit twee keer die van los werk.
            await asyncio.wait_for(lus.handle_message(None), module.GRENS_SECONDEN)
        hangt.einde.set()
        await lus.sluit()

    hangt.tot(werk)

    assert len(over) == 2
