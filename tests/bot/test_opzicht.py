"""Het toezicht: wat stopt of hangt begint opnieuw, en vernieuwen gaat een voor een."""

from __future__ import annotations

import signal
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from bot import opzicht as module
from bot.opzicht import Onderdeel, Opzicht
from tests.processen import vrije_poort

_SERVER = """
import http.server, os, sys
class Antwoord(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        uit = str(os.getpid()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(uit)))
        self.end_headers()
        self.wfile.write(uit)
    def log_message(self, *delen):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Antwoord).serve_forever()
"""


def _onderdeel(naam: str, code: str = _SERVER, **anders) -> Onderdeel:
    poort = vrije_poort()
    adres = f"http://127.0.0.1:{poort}/"
    return Onderdeel(naam, [sys.executable, "-c", code, str(poort)], adres, **anders)


@contextmanager
def _draaiend(*onderdelen: Onderdeel):
    regels: list[str] = []
    toezicht = Opzicht(regels.append)
    try:
        assert toezicht.start(onderdelen), regels
        yield toezicht, regels
    finally:
        toezicht.beeindig()


def _pid(onderdeel: Onderdeel) -> int:
    """Het proces dat nu antwoordt; 0 als er geen is."""
    try:
        with urllib.request.urlopen(onderdeel.gereed, timeout=1) as antwoord:  # noqa: S310 - eigen adres
            return int(antwoord.read())
    except OSError:
        return 0


def _kijk_tot(toezicht: Opzicht, voorwaarde, elke_keer=lambda: None) -> None:
    grens = time.monotonic() + 30
    while not voorwaarde():
        assert time.monotonic() < grens
        assert toezicht.kijk()
        elke_keer()
        time.sleep(0.05)


def _stuur(pid: int, sein: signal.Signals) -> None:
    import os

    os.kill(pid, sein)


def test_een_proces_dat_hard_stopt_begint_opnieuw_en_de_rest_blijft():
    een, twee = _onderdeel("een"), _onderdeel("twee")
    with _draaiend(een, twee) as (toezicht, regels):
        eerst, ander = _pid(een), _pid(twee)
        for keer in range(1, 9):
            # Wie tussendoor antwoordde, mag vaker stoppen dan de grens.
            vorige = _pid(een)
            _stuur(vorige, signal.SIGKILL)
            _kijk_tot(toezicht, lambda vorige=vorige: _pid(een) not in {0, vorige})
            assert len(regels) == keer
            toezicht._alle[0].antwoordde = True

        assert _pid(een) != eerst
        assert _pid(twee) == ander
        assert regels[0] == "een is gestopt (code -9) en wordt herstart."


def test_wie_nooit_meer_start_laat_alles_stoppen(monkeypatch):
    monkeypatch.setattr(module, "_LANGSTE_PAUZE", 0.05)
    stuk = _onderdeel("assistent", vernieuwbaar=True)
    with _draaiend(stuk) as (toezicht, regels):
        toezicht._alle[0].onderdeel = Onderdeel(
            "assistent",
            [sys.executable, "-c", "raise SystemExit(3)"],
            stuk.gereed,
            vernieuwbaar=True,
        )
        _stuur(_pid(stuk), signal.SIGKILL)
        grens = time.monotonic() + 30
        while toezicht.kijk():
            assert time.monotonic() < grens
            time.sleep(0.02)

    assert regels[-1] == "assistent blijft stoppen; alles stopt."
    assert 3 <= len(regels) <= 8


def test_een_assistent_die_niet_meer_start_laat_de_andere_doorwerken(monkeypatch):
    monkeypatch.setattr(module, "_LANGSTE_PAUZE", 0.05)
    stuk = _onderdeel("assistent 1", vernieuwbaar=True)
    goed = _onderdeel("assistent 2", vernieuwbaar=True)
    with _draaiend(stuk, goed) as (toezicht, regels):
        toezicht._alle[0].onderdeel = Onderdeel(
            "assistent 1",
            [sys.executable, "-c", "raise SystemExit(3)"],
            stuk.gereed,
            vernieuwbaar=True,
        )
        _stuur(_pid(stuk), signal.SIGKILL)
        _kijk_tot(toezicht, lambda: len(regels) > 8)
        assert _pid(goed)


def test_een_proces_dat_hangt_wordt_vervangen(monkeypatch):
    monkeypatch.setattr(module, "_STIL_SECONDEN", 1.0)
    monkeypatch.setattr(module, "_POLS_SECONDEN", 0.1)
    een = _onderdeel("een")
    with _draaiend(een) as (toezicht, regels):
        eerst = _pid(een)
        _stuur(eerst, signal.SIGSTOP)
        _kijk_tot(toezicht, lambda: _pid(een) not in {0, eerst})

    assert regels[0] == "een antwoordt niet meer en wordt gestopt."


def test_vernieuwen_gaat_een_voor_een_zodat_er_altijd_een_antwoordt():
    delen = [_onderdeel(f"assistent {nr}", vernieuwbaar=True) for nr in (1, 2)]
    blijft = _onderdeel("verdeler")
    with _draaiend(*delen, blijft) as (toezicht, regels):
        eerst, ander = [_pid(een) for een in delen], _pid(blijft)
        samen: list[int] = []
        toezicht.vernieuw()
        _kijk_tot(
            toezicht,
            lambda: len(regels) == 2,
            lambda: samen.append(sum(bool(_pid(een)) for een in delen)),
        )

        assert min(samen) >= 1
        assert not set(eerst) & {_pid(een) for een in delen}
        assert _pid(blijft) == ander
        assert regels == ["assistent 1 is vernieuwd.", "assistent 2 is vernieuwd."]


@pytest.mark.parametrize("doof", [False, True])
def test_stoppen_laat_niets_achter_ook_niet_wat_niet_luistert(monkeypatch, doof):
    import psutil

    monkeypatch.setattr(module, "_STOP_SECONDEN", 0.5)
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" * doof + _SERVER
    een, laatste = _onderdeel("een", code), _onderdeel("verdeler", als_laatste=True)
    with _draaiend(een, laatste):
        pids = [_pid(een), _pid(laatste)]

    assert not any(psutil.pid_exists(pid) for pid in pids)
