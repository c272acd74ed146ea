"""Een systeem dat gemeten wordt: starten, wachten tot het klaar is, trainen en weer stoppen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.instellingen import VOORVOEGSEL
from bot.model import WORTEL

MB = 1_000_000
_STOP_SECONDEN = 8.0
_START_SECONDEN = 60.0
_TRAIN_SECONDEN = 120.0
_POLS_SECONDEN = 0.05


class MeetFout(RuntimeError):
    """Er kan niet eerlijk gemeten worden; de tekst zegt waarom."""


@dataclass(frozen=True)
class Systeem:
    """Wat de meting van een systeem moet weten.

    In opdrachten en omgeving staan `{poort}` en `{map}` voor de vrije poort en de tijdelijke map.

    Attributes:
        gereed: pad dat 200 antwoordt zodra het systeem klaar is.
        webhook: pad dat een bericht aanneemt zoals Rasa's REST-kanaal.
        train: de opdracht die alles opnieuw traint, met uitvoer in de tijdelijke map.
    """

    naam: str
    start: Sequence[str]
    gereed: str
    webhook: str = ""
    train: Sequence[str] = ()
    omgeving: Mapping[str, str] = field(default_factory=dict)


_TRAIN_CODE = "import sys, pathlib, bot.model; bot.model.train(pathlib.Path(sys.argv[1]))"
WEGWIJZER = Systeem(
    naam="wegwijzer",
    start=(sys.executable, "-m", "bot.server"),
    gereed="/webhooks/rest/",
    webhook="/webhooks/rest/webhook",
    train=(sys.executable, "-c", _TRAIN_CODE, "{map}/training/model.tar.gz"),
    omgeving={
        "WEGWIJZER_DATA": "{map}/data",
        "WEGWIJZER_PORT": "{poort}",
        "WEGWIJZER_LOGNIVEAU": "WARNING",
        "WEGWIJZER_REST_PER_AFZENDER": "1000000",
        "WEGWIJZER_REST_PER_ADRES": "10000000",
        "RASA_CACHE_DIRECTORY": "{map}/cache",
    },
)


@dataclass(frozen=True)
class Draaiend:
    """Een systeem dat klaar is voor berichten; `start_s` is de starttijd in seconden."""

    poort: int
    start_s: float
    proces: psutil.Popen

    def geheugen_mb(self) -> float:
        """Het geheugen (RSS) van het proces en wat eronder draait, in miljoen bytes."""
        alle = [self.proces, *self.proces.children(recursive=True)]
        return float(sum(proces.memory_info().rss for proces in alle) / MB)


@contextmanager
def draaiend(systeem: Systeem, tijdelijk: Path) -> Iterator[Draaiend]:
    """Start een systeem op een vrije poort op loopback en stop het hierna altijd.

    Raises:
        MeetFout: als het niet binnen een minuut klaar is.
    """
    poort = _vrije_poort()
    log = tijdelijk / f"{systeem.naam}.log"
    with log.open("wb") as uit:
        begin = time.perf_counter()
        proces = psutil.Popen(
            _vul(systeem.start, poort, tijdelijk),
            cwd=WORTEL,
            env=_omgeving(systeem, poort, tijdelijk),
            stdout=uit,
            stderr=subprocess.STDOUT,
        )
    try:
        _wacht_tot_gereed(f"http://127.0.0.1:{poort}{systeem.gereed}", proces, log)
        yield Draaiend(poort, time.perf_counter() - begin, proces)
    finally:
        _beeindig(proces)


def train(systeem: Systeem, tijdelijk: Path) -> float:
    """Train alles opnieuw in de tijdelijke map; geeft de seconden van de hele opdracht.

    Raises:
        MeetFout: als de training mislukt of langer duurt dan twee minuten.
    """
    begin = time.perf_counter()
    try:
        klaar = subprocess.run(  # noqa: S603 - eigen opdracht
            _vul(systeem.train, 0, tijdelijk),
            cwd=WORTEL,
            env=_omgeving(systeem, 0, tijdelijk),
            capture_output=True,
            timeout=_TRAIN_SECONDEN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MeetFout(f"Trainen duurde langer dan {_TRAIN_SECONDEN:.0f} seconden.") from None
    if klaar.returncode:
        raise MeetFout(f"Trainen mislukte: {_staart(klaar.stderr)}")
    return time.perf_counter() - begin


def _wacht_tot_gereed(adres: str, proces: psutil.Popen, log: Path) -> None:
    grens = time.monotonic() + _START_SECONDEN
    while time.monotonic() < grens and proces.poll() is None:
        try:
            with urllib.request.urlopen(adres, timeout=2):  # noqa: S310 - eigen adres
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_POLS_SECONDEN)
    raise MeetFout(f"Het systeem werd niet gereed: {_staart(log.read_bytes())}")


def _beeindig(proces: psutil.Popen) -> None:
    try:
        alle = [*proces.children(recursive=True), proces]
    except psutil.NoSuchProcess:
        return
    for een in alle:
        een.terminate()
    _, over = psutil.wait_procs(alle, timeout=_STOP_SECONDEN)
    for een in over:
        een.kill()
    psutil.wait_procs(over, timeout=_STOP_SECONDEN)


def _omgeving(systeem: Systeem, poort: int, tijdelijk: Path) -> dict[str, str]:
    # Instellingen van de gebruiker gelden niet: een meting schrijft nooit in een echte database.
    eigen = {n: w for n, w in os.environ.items() if not n.startswith(VOORVOEGSEL)}
    gevuld = {n: _vul((w,), poort, tijdelijk)[0] for n, w in systeem.omgeving.items()}
    return {**eigen, "RASA_TELEMETRY_ENABLED": "false", **gevuld}


def _vul(delen: Sequence[str], poort: int, tijdelijk: Path) -> list[str]:
    return [d.replace("{poort}", str(poort)).replace("{map}", str(tijdelijk)) for d in delen]


def _vrije_poort() -> int:
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return int(los.getsockname()[1])


def _staart(uitvoer: bytes) -> str:
    regels = uitvoer.decode(errors="replace").strip().splitlines()
    return regels[-1] if regels else "er was geen melding."
