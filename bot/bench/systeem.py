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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.instellingen import VOORVOEGSEL
from bot.model import WORTEL

MB = 1_000_000
_STOP_SECONDEN = 8.0
_START_SECONDEN = 240.0
_TRAIN_SECONDEN = 1800.0
_POLS_SECONDEN = 0.05


class MeetFout(RuntimeError):
    """Er kan niet eerlijk gemeten worden; de tekst zegt waarom."""


@dataclass(frozen=True)
class Systeem:
    """Wat de meting van een systeem moet weten.

    In opdrachten en omgeving staan `{poort}`, `{actiepoort}` en `{map}` voor twee vrije poorten en
    de tijdelijke map.

    Attributes:
        gereed: pad dat 200 antwoordt zodra het systeem klaar is.
        webhook: pad dat een bericht aanneemt zoals Rasa's REST-kanaal.
        train: de opdracht die alles opnieuw traint.
        naast: een tweede proces dat het systeem nodig heeft, en `naast_gereed` zijn pad.
        bestanden: wat voor de start in de tijdelijke map staat, met dezelfde namen ingevuld.
        waar: de map waarin de opdrachten draaien.
    """

    naam: str
    start: Sequence[str]
    gereed: str
    webhook: str = ""
    train: Sequence[str] = ()
    omgeving: Mapping[str, str] = field(default_factory=dict)
    naast: Sequence[str] = ()
    naast_gereed: str = "/"
    bestanden: Mapping[str, str] = field(default_factory=dict)
    waar: Path = WORTEL


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
    processen: Sequence[psutil.Popen]

    def geheugen_mb(self) -> float:
        """Het geheugen (RSS) van de processen en wat eronder draait, in miljoen bytes."""
        return float(sum(een.memory_info().rss for een in _met_kinderen(self.processen)) / MB)


@contextmanager
def draaiend(systeem: Systeem, tijdelijk: Path) -> Iterator[Draaiend]:
    """Start een systeem op vrije poorten op loopback en stop het hierna altijd.

    Raises:
        MeetFout: als het niet op tijd klaar is.
    """
    plek = _Plek(tijdelijk, _vrije_poort(), _vrije_poort())
    for naam, inhoud in systeem.bestanden.items():
        (tijdelijk / naam).write_text(plek.vul(inhoud), encoding="utf-8")
    processen: list[psutil.Popen] = []
    try:
        begin = time.perf_counter()
        # Een voor een: gaat er een mis, dan staat de eerdere in de lijst om te stoppen.
        if systeem.naast:
            processen.append(_start(systeem, systeem.naast, plek))
        processen.append(_start(systeem, systeem.start, plek))
        log = plek.log(systeem)
        if systeem.naast:
            _wacht_tot_gereed(plek.actiepoort, systeem.naast_gereed, processen[0], log)
        _wacht_tot_gereed(plek.poort, systeem.gereed, processen[-1], log)
        yield Draaiend(plek.poort, time.perf_counter() - begin, processen)
    finally:
        _beeindig(processen)


@dataclass(frozen=True)
class _Plek:
    map_: Path
    poort: int = 0
    actiepoort: int = 0

    def vul(self, tekst: str) -> str:
        for naam, waarde in (
            ("{poort}", self.poort),
            ("{actiepoort}", self.actiepoort),
            ("{map}", self.map_),
        ):
            tekst = tekst.replace(naam, str(waarde))
        return tekst

    def log(self, systeem: Systeem) -> Path:
        return self.map_ / f"{systeem.naam}.log"

    def omgeving(self, systeem: Systeem) -> dict[str, str]:
        # Instellingen van de gebruiker gelden niet: een meting schrijft nooit in een echte opslag.
        eigen = {n: w for n, w in os.environ.items() if not n.startswith(VOORVOEGSEL)}
        gevuld = {naam: self.vul(waarde) for naam, waarde in systeem.omgeving.items()}
        return {**eigen, "RASA_TELEMETRY_ENABLED": "false", **gevuld}


def _start(systeem: Systeem, opdracht: Sequence[str], plek: _Plek) -> psutil.Popen:
    with plek.log(systeem).open("ab") as uit:
        return psutil.Popen(
            [plek.vul(deel) for deel in opdracht],
            cwd=systeem.waar,
            env=plek.omgeving(systeem),
            stdout=uit,
            stderr=subprocess.STDOUT,
        )


def train(systeem: Systeem, tijdelijk: Path) -> float:
    """Train alles opnieuw in de tijdelijke map; geeft de seconden van de hele opdracht.

    Raises:
        MeetFout: als de training mislukt of langer duurt dan een half uur.
    """
    plek = _Plek(tijdelijk)
    begin = time.perf_counter()
    try:
        klaar = subprocess.run(  # noqa: S603 - eigen opdracht
            [plek.vul(deel) for deel in systeem.train],
            cwd=systeem.waar,
            env=plek.omgeving(systeem),
            capture_output=True,
            timeout=_TRAIN_SECONDEN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MeetFout(f"Trainen duurde langer dan {_TRAIN_SECONDEN:.0f} seconden.") from None
    if klaar.returncode:
        raise MeetFout(f"Trainen mislukte: {_staart(klaar.stderr)}")
    return time.perf_counter() - begin


def _wacht_tot_gereed(poort: int, pad: str, proces: psutil.Popen, log: Path) -> None:
    grens = time.monotonic() + _START_SECONDEN
    while time.monotonic() < grens and proces.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{poort}{pad}", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_POLS_SECONDEN)
    raise MeetFout(f"Het systeem werd niet gereed: {_staart(log.read_bytes())}")


def _beeindig(processen: Sequence[psutil.Popen]) -> None:
    alle = _met_kinderen(processen)
    for een in alle:
        een.terminate()
    _, over = psutil.wait_procs(alle, timeout=_STOP_SECONDEN)
    for een in over:
        een.kill()
    psutil.wait_procs(over, timeout=_STOP_SECONDEN)


def _met_kinderen(processen: Sequence[psutil.Popen]) -> list[psutil.Process]:
    alle: list[psutil.Process] = []
    for proces in processen:
        # Een proces dat al weg is, heeft niets meer om te tellen of te stoppen.
        with suppress(psutil.NoSuchProcess):
            alle += [*proces.children(recursive=True), proces]
    return alle


def _vrije_poort() -> int:
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return int(los.getsockname()[1])


def _staart(uitvoer: bytes) -> str:
    regels = uitvoer.decode(errors="replace").strip().splitlines()
    return regels[-1] if regels else "er was geen melding."
