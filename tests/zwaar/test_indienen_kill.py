"""Een proces dat sterft tijdens het indienen: wat bevestigd is blijft, en niets komt dubbel."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
import uuid

import pytest
from sqlalchemy import func, select

from adviesvraag import model
from adviesvraag.dienst import dien_in
from adviesvraag.opslag import Opslag, open_opslag
from tests.adviesvraag.indiener import concept
from tests.processen import SLEUTEL, WORTEL

pytestmark = pytest.mark.zwaar

KEREN = 200 if os.environ.get("HEAVY") == "full" else 40
PER_KEER = 20
HOOGUIT_MS = 400
"""Zo lang duurt het ongeveer van het startsein tot alles is ingediend."""


def test_na_een_harde_stop_staat_elk_concept_er_precies_een_keer(tmp_path):
    voor = tijdens = na = 0
    for keer in range(KEREN):
        url = f"sqlite:///{tmp_path / f'opslag{keer}.db'}"
        concepten = [str(uuid.uuid4()) for _ in range(PER_KEER)]

        bevestigd = _dien_in_tot_de_stop(url, concepten)

        voor += not bevestigd
        tijdens += 0 < len(bevestigd) < PER_KEER
        na += len(bevestigd) == PER_KEER
        opslag = open_opslag(url, sleutels=[SLEUTEL])
        opslag.bijwerken()
        opnieuw = {c: dien_in(opslag, concept(c)).kenmerk for c in concepten}
        assert opnieuw.items() >= bevestigd.items()
        assert _opgeslagen(opslag) == (opnieuw, PER_KEER, PER_KEER)
        opslag.sluit()
    print(
        f"\nindienen: {KEREN} keer hard gestopt, {voor} keer voor, {tijdens} keer tijdens en {na} "
        f"keer na het bevestigen; {KEREN * PER_KEER} adviesvragen, geen verloren en geen dubbel"
    )
    assert tijdens >= KEREN // 8


def _dien_in_tot_de_stop(url: str, concepten: list[str]) -> dict[str, str]:
    """Laat een proces indienen en schiet het af; geeft de kenmerken die het al bevestigde.

    De helft van de keren valt de stop op een willekeurig moment, ook tijdens het bijwerken van de
    database, en de andere helft vlak na een willekeurige bevestiging.
    """
    proces = subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.adviesvraag.indiener", url, SLEUTEL, *concepten],
        cwd=WORTEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proces.stdin
    assert proces.stdout
    assert proces.stdout.readline() == "klaar\n"
    proces.stdin.write("\n")
    proces.stdin.flush()
    gelezen = ""
    if secrets.randbelow(2):
        time.sleep(secrets.randbelow(HOOGUIT_MS) / 1000)
    else:
        gelezen = "".join(proces.stdout.readline() for _ in range(secrets.randbelow(PER_KEER)))
        time.sleep(secrets.randbelow(10) / 1000)
    proces.kill()
    gelezen += proces.communicate(timeout=30)[0]
    # Een half geschreven regel heeft niemand als bevestiging gezien.
    heel = [regel for regel in gelezen.splitlines(keepends=True) if regel.endswith("\n")]
    return dict(regel.split() for regel in heel)


def _opgeslagen(opslag: Opslag) -> tuple[dict[str, str], int, int]:
    """Elk concept met zijn kenmerk, en hoeveel antwoorden en gebeurtenissen erbij staan."""
    kolommen = model.adviesvraag.c
    with opslag.leessessie() as sessie:
        rijen = [tuple(r) for r in sessie.execute(select(kolommen.concept_id, kolommen.kenmerk))]
        assert len(rijen) == len(dict(rijen))
        aantallen = [
            sessie.execute(select(func.count()).select_from(tabel)).scalar_one()
            for tabel in (model.antwoord, model.gebeurtenis)
        ]
    return dict(rijen), aantallen[0], aantallen[1]
