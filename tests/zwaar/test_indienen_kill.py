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
from pathlib import Path

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
SECONDEN = float("inf") if os.environ.get("HEAVY") == "full" else 100.0
"""Zo lang begint elke toets aan een nieuwe stop; een drukke machine haalt er minder."""

MINSTENS_VOOR_TIJDENS = 100

PER_KEER = 5
NIEUWE_DATABASE_OM_DE = 15
BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BACKENDS)
def url(request, tmp_path):
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'opslag.db'}"


def test_na_een_harde_stop_staat_elk_concept_er_precies_een_keer(tmp_path, url):
    voor = tijdens = na = 0
    with _vork() as vork:
        # Hoe lang het indienen duurt verschilt per machine; de stop valt ergens in die tijd.
        duur = _duur(vork, url, tmp_path)
        begin = time.monotonic()
        keer = 0
        while keer < KEREN and time.monotonic() - begin < SECONDEN:
            adres = url
            if url.startswith("sqlite") and keer % NIEUWE_DATABASE_OM_DE == 0:
                huidig = f"sqlite:///{tmp_path / f'opslag{keer}.db'}"
            if url.startswith("sqlite"):
                adres = huidig
            concepten = [str(uuid.uuid4()) for _ in range(PER_KEER)]
            wacht = secrets.randbelow(1000) / 1000 * duur

            bevestigd = _dien_in_tot_de_stop(vork, adres, tmp_path, concepten, wacht)

            voor += not bevestigd
            tijdens += 0 < len(bevestigd) < PER_KEER
            na += len(bevestigd) == PER_KEER
            _eis_een_keer(adres, concepten, bevestigd)
            keer += 1
    print(
        f"\nindienen op {url.partition(':')[0]}: {keer} keer hard gestopt, {voor} keer voor, "
        f"{tijdens} keer tijdens en {na} keer na het bevestigen; {keer * PER_KEER} adviesvragen, "
        "geen verloren en geen dubbel"
    )
    assert tijdens > 0 or keer < MINSTENS_VOOR_TIJDENS


def _vork() -> subprocess.Popen[str]:
    proces = subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.adviesvraag.vork"],
        cwd=WORTEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proces.stdout
    assert proces.stdout.readline() == "klaar\n"
    return proces


def _duur(vork: subprocess.Popen[str], url: str, map_: Path) -> float:
    """Hoe lang indienen duurt als er niets misgaat: de langste van drie keer."""
    gemeten = []
    for _ in range(3):
        concepten = [str(uuid.uuid4()) for _ in range(PER_KEER)]
        begin = time.monotonic()
        assert len(_dien_in_tot_de_stop(vork, url, map_, concepten, wacht=60)) == PER_KEER
        gemeten.append(time.monotonic() - begin)
    return max(gemeten)


def _dien_in_tot_de_stop(
    vork: subprocess.Popen[str], url: str, map_: Path, concepten: list[str], wacht: float
) -> dict[str, str]:
    """Laat een kind indienen en schiet het na zoveel seconden af; geeft wat al bevestigd was."""
    assert vork.stdin
    assert vork.stdout
    uitvoer = map_ / f"bevestigd-{uuid.uuid4().hex}"
    opdracht = {
        "url": url,
        "sleutel": SLEUTEL,
        "uitvoer": str(uitvoer),
        "concepten": concepten,
    }
    vork.stdin.write(json.dumps(opdracht) + "\n")
    vork.stdin.flush()
    kind = int(vork.stdout.readline())
    klaar = threading.Timer(wacht, _schiet_af, [kind])
    klaar.start()
    assert vork.stdout.readline() == "einde\n"
    klaar.cancel()
    klaar.join()
    gelezen = uitvoer.read_text("ascii") if uitvoer.exists() else ""
    # Een half geschreven regel heeft niemand als bevestiging gezien.
    heel = [regel for regel in gelezen.splitlines(keepends=True) if regel.endswith("\n")]
    return dict(regel.split() for regel in heel)


def _schiet_af(kind: int) -> None:
    try:
        os.kill(kind, signal.SIGKILL)
    except ProcessLookupError:
        return


def _eis_een_keer(url: str, concepten: list[str], bevestigd: dict[str, str]) -> None:
    opslag = open_opslag(url, sleutels=[SLEUTEL], afspraken=Afspraken(webhook=True))
    try:
        opslag.bijwerken()
        opnieuw = {c: dien_in(opslag, concept(c)).kenmerk for c in concepten}
        assert opnieuw.items() >= bevestigd.items()
        rijen, aantallen = _opgeslagen(opslag)
        assert opnieuw.items() <= rijen.items()
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
