"""Een proces dat sterft tijdens het indienen: wat bevestigd is blijft, en niets komt dubbel."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import pytest
from sqlalchemy import func, select

from adviesvraag import model
from adviesvraag.afspraken import Afspraken
from adviesvraag.dienst import dien_in
from adviesvraag.opslag import Opslag, open_opslag
from tests.adviesvraag.indiener import concept
from tests.processen import SLEUTEL, WORTEL

pytestmark = pytest.mark.zwaar

KEREN = 195
"""Zoveel keer hard gestopt, per database; de hele assistent volgt in test_assistent_kill.py."""

PER_KEER = 5
STAPPEN = 1 + PER_KEER
NIEUWE_DATABASE_OM_DE = 15
BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@dataclass
class Loop:
    """Wat een kind meldde, met het moment erbij, en of het hard gestopt is."""

    regels: list[str] = field(default_factory=list)
    momenten: list[float] = field(default_factory=list)
    gestopt: bool = False

    @property
    def bevestigd(self) -> dict[str, str]:
        return dict(regel.split() for regel in self.regels[2:])

    def duur(self, stap: int) -> float:
        return self.momenten[stap + 1] - self.momenten[stap]


@pytest.fixture(params=BACKENDS)
def adressen(request, tmp_path) -> Iterator[str]:
    """Het adres van de database per keer; op SQLite om de zoveel keer een nieuw bestand."""
    if request.param == "postgres":
        vast = request.getfixturevalue("postgres_url")
        return iter(lambda: vast, None)
    return (f"sqlite:///{tmp_path / f'{keer // NIEUWE_DATABASE_OM_DE}.db'}" for keer in range(2000))


def test_na_een_harde_stop_staat_elk_concept_er_precies_een_keer(adressen):
    begin = time.monotonic()
    gestopt: list[Loop] = []
    pogingen = 0
    with _vork() as vork:
        duren = _duren(vork, next(adressen))
        while len(gestopt) < KEREN:
            pogingen += 1
            assert pogingen < 3 * KEREN, "de meeste kinderen waren klaar voor de stop"
            adres = next(adressen)
            concepten = [str(uuid.uuid4()) for _ in range(PER_KEER)]
            stap = secrets.randbelow(STAPPEN)
            wacht = secrets.randbelow(1000) / 1000 * duren[stap]
            loop = _dien_in(vork, adres, concepten, stap, wacht)
            _eis_een_keer(adres, concepten, loop.bevestigd)
            if loop.gestopt:
                gestopt.append(loop)

    bevestigd = [len(loop.bevestigd) for loop in gestopt]
    tijdens = sum(0 < aantal < PER_KEER for aantal in bevestigd)
    print(
        f"\nindienen op {adres.partition(':')[0]}: {len(gestopt)} keer hard gestopt in "
        f"{time.monotonic() - begin:.0f} s, {bevestigd.count(0)} keer voor, {tijdens} keer tussen "
        f"en {bevestigd.count(PER_KEER)} keer na de bevestigingen; {pogingen * PER_KEER} "
        f"adviesvragen, {sum(bevestigd)} bevestigd voor de stop, geen verloren en geen dubbel"
    )
    # Vier van de zes momenten liggen tussen de eerste en de laatste bevestiging.
    assert tijdens >= KEREN // 3


@contextmanager
def _vork() -> Iterator[subprocess.Popen[str]]:
    proces = subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.adviesvraag.vork"],
        cwd=WORTEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with proces:
        assert proces.stdout
        assert proces.stdout.readline() == "klaar\n"
        yield proces


def _duren(vork: subprocess.Popen[str], adres: str) -> list[float]:
    """Hoe lang elke stap duurt als er niets misgaat: opstarten, en elk van de bevestigingen."""
    heel = [_dien_in(vork, adres, [str(uuid.uuid4()) for _ in range(PER_KEER)]) for _ in range(5)]
    assert all(len(loop.bevestigd) == PER_KEER and not loop.gestopt for loop in heel)
    # De eerste maakt de tabellen.
    return [median(loop.duur(stap) for loop in heel[1:]) for stap in range(STAPPEN)]


def _dien_in(
    vork: subprocess.Popen[str],
    url: str,
    concepten: list[str],
    stop_na: int | None = None,
    wacht: float = 0.0,
) -> Loop:
    """Laat een kind indienen; schiet het zoveel seconden na een van zijn regels af."""
    assert vork.stdin
    assert vork.stdout
    vork.stdin.write(json.dumps({"url": url, "sleutel": SLEUTEL, "concepten": concepten}) + "\n")
    vork.stdin.flush()
    loop = Loop()
    stop: threading.Timer | None = None
    for regel in vork.stdout:
        if regel.startswith("einde "):
            loop.gestopt = regel.split()[1] == str(int(signal.SIGKILL))
            break
        loop.regels.append(regel.strip())
        loop.momenten.append(time.monotonic())
        if len(loop.regels) - 1 == stop_na:
            stop = threading.Timer(wacht, _schiet_af, [int(loop.regels[0])])
            stop.start()
    if stop:
        stop.cancel()
        stop.join()
    return loop


def _schiet_af(kind: int) -> None:
    try:
        os.kill(kind, signal.SIGKILL)
    except ProcessLookupError:
        return


def _eis_een_keer(url: str, concepten: list[str], bevestigd: dict[str, str]) -> None:
    opslag = open_opslag(url, sleutels=[SLEUTEL], afspraken=Afspraken(webhook=True))
    try:
        opslag.bijwerken()
        eerst = _opgeslagen(opslag)[0]
        assert bevestigd.items() <= eerst.items(), "bevestigd, maar niet opgeslagen"
        opnieuw = {c: dien_in(opslag, concept(c)).kenmerk for c in concepten}
        assert opnieuw.items() >= bevestigd.items()
        rijen, aantallen = _opgeslagen(opslag)
        assert rijen == eerst | opnieuw
        assert aantallen == [len(rijen)] * 3
    finally:
        opslag.sluit()


def _opgeslagen(opslag: Opslag) -> tuple[dict[str, str], list[int]]:
    """Elk concept met zijn kenmerk, en hoeveel rijen er in de andere tabellen bij staan."""
    kolommen = model.adviesvraag.c
    with opslag.leessessie() as sessie:
        rijen = [tuple(r) for r in sessie.execute(select(kolommen.concept_id, kolommen.kenmerk))]
        assert len(rijen) == len(dict(rijen))
        aantallen = [
            sessie.execute(select(func.count()).select_from(tabel)).scalar_one()
            for tabel in (model.antwoord, model.gebeurtenis, model.bezorging)
        ]
    return dict(rijen), aantallen
