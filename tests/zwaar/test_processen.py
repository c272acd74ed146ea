"""Twee processen op één PostgreSQL: één gesprek blijft één gesprek, en niemand merkt een wissel."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from adviesvraag.verbinding import maak_engine
from bot import verdeler
from bot.channels.gate import Poort
from bot.gespreksslot import open_sloten
from tests.processen import SLEUTEL
from tests.zwaar.uitgerold import uitgerold, zeg

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, pytest.mark.postgres]

RONDEN = 10
TEGELIJK = 10
LANGSTE_WACHT = 2.0


@pytest.fixture
def opstelling(tmp_path, postgres_url):
    with uitgerold(tmp_path, postgres_url, WEGWIJZER_INBOX="uit") as gestart:
        yield gestart
    assert gestart.stopte_in[0] < 10


def test_meer_processen_zijn_een_assistent(opstelling, postgres_url):
    """Eén opstelling voor drie beloften: starten kost meer dan meten."""
    _op_volgorde_en_nooit_samen(opstelling, postgres_url)
    _een_proces_dat_stopt_merkt_de_gebruiker_niet(opstelling)
    _vernieuwen_gaat_zonder_stilte(opstelling)


def _op_volgorde_en_nooit_samen(opstelling, url) -> None:
    """Berichten in een gesprek, buiten de verdeler om naar beide processen."""
    poorten = list(opstelling.assistenten())
    assert len(poorten) == 2
    schuilnaam = Poort([SLEUTEL], frozenset(), frozenset()).schuilnaam
    for poort in poorten:
        zeg(poort, uuid.uuid4().hex, "hallo")
    langste = 0.0
    sloten = open_sloten(url, 3)
    opstelling.wacht_tot(lambda: sloten.bereikbaar)
    try:
        for ronde in range(RONDEN):
            gesprek = f"volgorde-{uuid.uuid4().hex}"
            zeg(poorten[0], gesprek, "hallo")
            # Om de een, om de twee of om de drie naar het andere proces.
            plan = [poorten[(nr // (1 + ronde % 3)) % 2] for nr in range(TEGELIJK)]
            houd = sloten if ronde % 2 else None
            langste = max(langste, asyncio.run(_tegelijk(plan, gesprek, houd, schuilnaam(gesprek))))
    finally:
        sloten.sluit()
    beurten = _beurten(url)
    assert len(beurten) == RONDEN
    op_volgorde = 0
    for beurt in beurten.values():
        gezegd = [tekst for soort, tekst in beurt if soort == "user"][1:]
        assert sorted(gezegd) == sorted(_tekst(nr) for nr in range(TEGELIJK))
        op_volgorde += gezegd == [_tekst(nr) for nr in range(TEGELIJK)]
        # Na elk bericht luistert de assistent weer: er liep er nooit een door een andere heen.
        assert [soort for soort, _ in beurt] == [
            "luistert",
            *(["user", "luistert"] * (TEGELIJK + 1)),
        ]
    print(
        f"\n{RONDEN} keer {TEGELIJK} berichten tegelijk in een gesprek over twee processen: nooit "
        f"samen, {op_volgorde} keer op volgorde; de langste wachttijd was {langste:.2f} s"
    )
    # Zonder dat het gesprek vastgehouden wordt, bepaalt de drukte van de machine wie eerst aankomt.
    assert op_volgorde >= RONDEN // 2
    assert langste < LANGSTE_WACHT


async def _tegelijk(plan, gesprek: str, sloten, schuilnaam: str) -> float:
    """Stuur alles terwijl het gesprek nog bezet is; geeft de langste wachttijd daarna."""

    def stuur(nr: int) -> float:
        status, berichten = zeg(plan[nr], gesprek, _tekst(nr))
        assert status == 200
        assert berichten
        assert "Is er nu gevaar" not in str(berichten), berichten
        return time.monotonic()

    async def begin_allemaal(tussen: float) -> list[asyncio.Task[float]]:
        taken = []
        for nr in range(TEGELIJK):
            taken.append(asyncio.create_task(asyncio.to_thread(stuur, nr)))
            await asyncio.sleep(tussen)
        return taken

    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(TEGELIJK))
    if sloten is None:
        begin = time.monotonic()
        return max(await asyncio.gather(*await begin_allemaal(0.0))) - begin
    async with sloten.lock(schuilnaam):
        taken = await begin_allemaal(0.12)
        begin = time.monotonic()
    return max(await asyncio.gather(*taken)) - begin


def _tekst(nr: int) -> str:
    return "hallo" + "!" * nr


def _beurten(url: str) -> dict[str, list[tuple[str, str]]]:
    """Per gesprek met meer dan twee beurten wat er gebeurde, in de volgorde van opslaan."""
    uit: dict[str, list[tuple[str, str]]] = defaultdict(list)
    engine = maak_engine(url)
    with engine.begin() as verbinding:
        rijen = verbinding.execute(
            text("SELECT sender_id, type_name, action_name, data FROM events ORDER BY id")
        ).all()
    engine.dispose()
    for wie, soort, actie, data in rijen:
        if soort == "user":
            uit[wie].append(("user", json.loads(data)["text"]))
        elif soort == "action" and actie == "action_listen":
            uit[wie].append(("luistert", ""))
    return {wie: wat for wie, wat in uit.items() if len(wat) > 6}


def _een_proces_dat_stopt_merkt_de_gebruiker_niet(opstelling) -> None:
    poort, pid = next(iter(opstelling.assistenten().items()))
    os.kill(pid, signal.SIGKILL)
    mis = _praat_tot(opstelling, lambda: opstelling.assistenten().get(poort) not in {None, pid})
    opstelling.wacht_tot(lambda: opstelling.gereed(poort))
    print(f"een proces hard gestopt: {mis} van de berichten daarna hoorde dat het opnieuw moest")
    assert mis <= 1


def _vernieuwen_gaat_zonder_stilte(opstelling) -> None:
    voor = set(opstelling.assistenten().values())
    opstelling.proces.send_signal(signal.SIGHUP)
    begin = time.monotonic()

    def klaar() -> bool:
        nu = set(opstelling.assistenten().values())
        return (
            len(nu) == 2
            and not nu & voor
            and opstelling.uitvoer.read_text().count("vernieuwd") == 2
        )

    mis = _praat_tot(opstelling, klaar)
    print(f"twee processen vernieuwd in {time.monotonic() - begin:.0f} s: {mis} berichten opnieuw")
    assert mis == 0


def _praat_tot(opstelling, klaar) -> int:
    """Praat in nieuwe gesprekken tot dit klaar is; geeft hoe vaak een bericht opnieuw moest."""
    mis = 0
    grens = time.monotonic() + 120
    while not klaar():
        assert time.monotonic() < grens, opstelling.uitvoer.read_text()[-3000:]
        assert opstelling.gereed()
        status, berichten = zeg(opstelling.poort, uuid.uuid4().hex, "hallo")
        if status == 503:
            # Verstuurd naar een proces dat net stopte; zonder antwoord weet niemand of het aankwam.
            assert berichten == {"fout": verdeler.ZIN_WEG}
            mis += 1
        else:
            assert "digitale assistent" in str(berichten), berichten
        time.sleep(0.05)
    return mis
