"""Wat `make run` start: het adres komt als alles klaar is, en het stopsein ruimt alles op."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest

from bot import inbox
from bot.instellingen import lees_instellingen
from bot.start import onderdelen
from tests.processen import SLEUTEL, WACHT_SECONDEN, WORTEL, omgeving, vrije_poort

ANDERE_SLEUTEL = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


def _start(**instellingen: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.start"],
        cwd=WORTEL,
        env=omgeving(**instellingen),
        capture_output=True,
        text=True,
        timeout=WACHT_SECONDEN,
        check=False,
    )


def _lees_tot(proces: subprocess.Popen[str], deel: str) -> str:
    assert proces.stdout
    gelezen = ""
    for regel in proces.stdout:
        gelezen += regel
        if deel in regel:
            return gelezen
    raise AssertionError(gelezen)


@pytest.mark.rasa
def test_de_start_toont_het_adres_zonder_te_trainen_en_het_stopsein_beeindigt_alles(tmp_path):
    from bot.model import zorg_voor_model

    zorg_voor_model()
    poort = vrije_poort()
    inbox_poort = vrije_poort()
    instellingen = {
        "WEGWIJZER_DATA": str(tmp_path / "data"),
        "WEGWIJZER_PORT": str(poort),
        "WEGWIJZER_INBOX_PORT": str(inbox_poort),
    }
    proces = subprocess.Popen(
        [sys.executable, "-m", "bot.start"],
        cwd=WORTEL,
        env=omgeving(PYTHONUNBUFFERED="1", **instellingen),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        adres = f"http://127.0.0.1:{poort}/webhooks/rest/"
        uitvoer = _lees_tot(proces, "inloggen" if inbox.PYTHON.exists() else "inbox")
        with urllib.request.urlopen(adres, timeout=5) as antwoord:
            assert antwoord.status == 200
        familie = [psutil.Process(proces.pid), *psutil.Process(proces.pid).children(recursive=True)]
        begin = time.monotonic()
        os.killpg(proces.pid, signal.SIGTERM)
        over = psutil.wait_procs(familie, timeout=15)[1]
    finally:
        if proces.poll() is None:
            os.killpg(proces.pid, signal.SIGKILL)
        rest = proces.communicate(timeout=15)[0]

    assert over == []
    assert time.monotonic() - begin < 10
    assert len(familie) >= 2
    assert proces.returncode == 0
    assert f"{adres}webhook" in uitvoer
    assert "Er is een sleutel gemaakt" in uitvoer
    assert "getraind" not in uitvoer
    assert "Traceback" not in uitvoer + rest


@pytest.mark.parametrize(
    ("instellingen", "zin"),
    [
        ({"WEGWIJZER_PORT": "nul"}, "WEGWIJZER_PORT is 'nul'; geef een getal van 1 tot 65535."),
        ({"WEGWIJZER_PROCESSEN": "2"}, "WEGWIJZER_PROCESSEN is 2; meer dan 1 kan alleen met"),
        ({"WEGWIJZER_KLEUR": "rood"}, "WEGWIJZER_KLEUR is geen instelling."),
        ({"WEGWIJZER_DATABASE_URL": "postgresql://127.0.0.1/x"}, "WEGWIJZER_SECRET_KEYS ontbreekt"),
    ],
)
def test_een_verkeerde_instelling_stopt_de_start_met_een_zin(tmp_path, instellingen, zin):
    klaar = _start(**{"WEGWIJZER_DATA": str(tmp_path / "data"), **instellingen})

    assert klaar.returncode == 2
    assert klaar.stdout == ""
    assert klaar.stderr.startswith(f"Niet gestart. {zin}")
    assert klaar.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_een_bezette_poort_stopt_de_start_met_een_zin(tmp_path):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        klaar = _start(
            WEGWIJZER_DATA=str(tmp_path / "data"),
            WEGWIJZER_PORT=str(poort),
            WEGWIJZER_INBOX="uit",
        )

    assert klaar.returncode == 2
    assert klaar.stderr.startswith(f"Niet gestart. WEGWIJZER_PORT is {poort}")
    assert klaar.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_een_verkeerde_sleutel_stopt_de_start_met_een_zin(tmp_path):
    from adviesvraag.opslag import open_opslag

    opslag = open_opslag(f"sqlite:///{tmp_path / 'wegwijzer.db'}", sleutels=[SLEUTEL])
    opslag.bijwerken()
    opslag.sluit()

    klaar = _start(
        WEGWIJZER_DATA=str(tmp_path),
        WEGWIJZER_SECRET_KEYS=ANDERE_SLEUTEL,
        WEGWIJZER_PORT=str(vrije_poort()),
        WEGWIJZER_INBOX="uit",
    )

    assert klaar.returncode == 2
    assert klaar.stderr.startswith("Niet gestart. WEGWIJZER_SECRET_KEYS past niet")
    assert klaar.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("anders", "adressen"),
    [
        ({}, ["web/", "web/voorbeeld", "rest/webhook"]),
        ({"WEGWIJZER_REST": "uit"}, ["web/", "web/voorbeeld"]),
        ({"WEGWIJZER_WEB": "uit"}, ["rest/webhook"]),
        ({"WEGWIJZER_WEB": "uit", "WEGWIJZER_REST": "uit"}, []),
    ],
)
@pytest.mark.parametrize(("host", "geschreven"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_alleen_adressen_van_wat_er_is_worden_getoond(tmp_path, anders, adressen, host, geschreven):
    omgeving_ = {"WEGWIJZER_DATA": str(tmp_path), "WEGWIJZER_HOST": host, "WEGWIJZER_INBOX": "uit"}
    gegevens = lees_instellingen({**omgeving_, **anders})

    (assistent,) = onderdelen(gegevens, [SLEUTEL])

    getoond = [adres.split()[-1] for adres in assistent.adressen if "http" in adres]
    assert getoond == [f"http://{geschreven}:5005/webhooks/{adres}" for adres in adressen]
