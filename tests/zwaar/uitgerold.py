"""De hele opstelling zoals `make run` haar start: processen, verdeler en wat erbij hoort."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.processen import SLEUTEL, WACHT_SECONDEN, WORTEL, omgeving, vrije_poort

STOP_SECONDEN = 10
ACHTER = "--achter-verdeler"


@dataclass
class Opstelling:
    """Een draaiende opstelling achter een verdeler."""

    proces: subprocess.Popen[bytes]
    poort: int
    uitvoer: Path
    inbox_poort: int = 0
    stopte_in: list[float] = field(default_factory=list)

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def assistenten(self) -> dict[int, int]:
        """De processen van de assistent: poort en pid."""
        gevonden = {}
        for kind in psutil.Process(self.proces.pid).children():
            with suppress(psutil.Error):
                opdracht = kind.cmdline()
                if ACHTER in opdracht:
                    gevonden[int(opdracht[opdracht.index(ACHTER) + 1])] = kind.pid
        return gevonden

    def pid_van(self, deel: str) -> int:
        """Het eerste proces met dit woord in zijn opdracht; 0 als het er niet is."""
        for kind in psutil.Process(self.proces.pid).children():
            with suppress(psutil.Error):
                if any(deel in woord for woord in kind.cmdline()):
                    return int(kind.pid)
        return 0

    def gereed(self, poort: int = 0) -> bool:
        """Wat de opstelling, of een proces ervan, zelf zegt over gereed zijn."""
        return vraag(poort or self.poort, "GET", "/webhooks/rest/")[0] == http.client.OK

    def wacht_tot(self, voorwaarde, seconden: float = WACHT_SECONDEN) -> float:
        """Wacht; geeft hoelang het duurde."""
        begin = time.monotonic()
        while not voorwaarde():
            assert self.proces.poll() is None, self.uitvoer.read_text()
            assert time.monotonic() - begin < seconden, self.uitvoer.read_text()[-3000:]
            time.sleep(0.05)
        return time.monotonic() - begin


def vraag(poort: int, methode: str, pad: str, inhoud: object = None, wacht: float = 30.0):
    """Status en antwoord; status 0 als er niemand luistert of de verbinding brak."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=wacht)
    try:
        lichaam = None if inhoud is None else json.dumps(inhoud)
        verbinding.request(methode, pad, lichaam, {"Content-Type": "application/json"})
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        verbinding.close()


def zeg(poort: int, gesprek: str, tekst: str, wacht: float = 30.0):
    """Eén bericht over REST: status en berichten."""
    inhoud = {"sender": gesprek, "message": tekst}
    status, ruw = vraag(poort, "POST", "/webhooks/rest/webhook", inhoud, wacht)
    return status, json.loads(ruw) if ruw else None


@contextmanager
def uitgerold(
    map_: Path, url: str, processen: int = 2, wortel: Path = WORTEL, **instellingen: str
) -> Iterator[Opstelling]:
    """Start alles en stop het hierna, ook na een fout; na het stopsein mag er niets over zijn.

    Args:
        map_: waar gegevens en uitvoer komen.
        url: de PostgreSQL.
        processen: hoeveel assistenten.
        wortel: de map met het product.
        instellingen: `WEGWIJZER_...`.
    """
    from bot import verdeler
    from bot.instelwaarden import InstellingFout
    from bot.model import zorg_voor_model

    try:
        verdeler.vind_nginx()
    except InstellingFout:
        pytest.skip("nginx staat niet op deze machine: de toetsen met meer processen vallen weg")
    zorg_voor_model()
    poort, inbox_poort = vrije_poort(), vrije_poort()
    omgeving_ = omgeving(
        HOME=str(map_),
        PYTHONUNBUFFERED="1",
        WEGWIJZER_DATA=str(map_ / "data"),
        WEGWIJZER_SECRET_KEYS=SLEUTEL,
        WEGWIJZER_DATABASE_URL=url,
        WEGWIJZER_PORT=str(poort),
        WEGWIJZER_INBOX_PORT=str(inbox_poort),
        WEGWIJZER_PROCESSEN=str(processen),
        WEGWIJZER_REST="aan",
        WEGWIJZER_LOGNIVEAU="ERROR",
        **{
            "WEGWIJZER_REST_PER_AFZENDER": "1000000",
            "WEGWIJZER_REST_PER_ADRES": "10000000",
            **instellingen,
        },
    )
    uitvoer = map_ / "start.txt"
    with uitvoer.open("wb") as bestand:
        proces = subprocess.Popen(
            [sys.executable, "-m", "bot.start"],
            cwd=wortel,
            env=omgeving_,
            stdout=bestand,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    opstelling = Opstelling(proces, poort, uitvoer, inbox_poort)
    try:
        opstelling.wacht_tot(lambda: "Klaar." in uitvoer.read_text())
        yield opstelling
        opstelling.stopte_in.append(_stop(proces))
    finally:
        if proces.poll() is None:
            os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()


def eigen_kopie(doel: Path) -> Path:
    """Het product in een eigen map, met hetzelfde model, zodat er iets aan te veranderen is."""
    weg = shutil.ignore_patterns(".*", "__pycache__", "build", "docs", "tests")
    shutil.copytree(WORTEL, doel, ignore=weg)
    for omgeving_map in WORTEL.glob(".venv*"):
        (doel / omgeving_map.name).symlink_to(omgeving_map)
    return doel


def _stop(proces: subprocess.Popen[bytes]) -> float:
    familie = [psutil.Process(proces.pid), *psutil.Process(proces.pid).children(recursive=True)]
    begin = time.monotonic()
    proces.send_signal(signal.SIGTERM)
    over = psutil.wait_procs(familie, timeout=STOP_SECONDEN + 5)[1]
    assert over == []
    proces.wait()
    return time.monotonic() - begin
