"""Losse processen voor toetsen: de webserver, met een eigen datamap en een vrije poort."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from tests.voorgeladen import Voorgeladen

WORTEL = Path(__file__).parents[1]
SLEUTEL = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
WACHT_SECONDEN = 240


class Proces(Protocol):
    """Een proces van een toets: zelf gestart, of afgesplitst van een geladen assistent."""

    pid: int

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def terminate(self) -> None: ...

    def kill(self) -> None: ...


@dataclass
class Server:
    """Een draaiend proces.

    Attributes:
        adres: het begin van elk adres, zonder schuine streep.
        vooraf: wat het gereed-adres gaf voordat het 200 gaf; 0 is een geweigerde verbinding.
    """

    proces: Proces
    adres: str
    uitvoer: Path
    thuis: Path
    vooraf: list[int] = field(default_factory=list)


def vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def omgeving(**anders: str) -> dict[str, str]:
    """De omgeving van deze toets zonder instellingen van het programma."""
    # De naam van de toets kan te lang zijn om aan een proces mee te geven.
    weg = ("WEGWIJZER_", "PYTEST_CURRENT_TEST")
    eigen = {naam: w for naam, w in os.environ.items() if not naam.startswith(weg)}
    stil = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return {**eigen, **stil, **anders}


@contextlib.contextmanager
def webserver(
    map_: Path,
    data: Path | None = None,
    opdracht: Sequence[str] = ("-m", "bot.server"),
    geladen: Voorgeladen | None = None,
    **instellingen: str,
) -> Iterator[Server]:
    """Start `bot.server` en wacht tot hij klaar is.

    Args:
        map_: waar zijn thuismap en uitvoer komen.
        data: een datamap die al bestaat.
        opdracht: wat Python draait.
        geladen: waar de server van afgesplitst wordt; zonder start Python opnieuw.
        instellingen: zijn omgevingsvariabelen.
    """
    poort = vrije_poort()
    thuis = map_ / "thuis"
    thuis.mkdir()
    omgeving_ = omgeving(
        HOME=str(thuis),
        XDG_CONFIG_HOME=str(thuis),
        WEGWIJZER_DATA=str(data or map_ / "data"),
        WEGWIJZER_SECRET_KEYS=SLEUTEL,
        WEGWIJZER_PORT=str(poort),
        **instellingen,
    )
    omgeving_.pop("RASA_TELEMETRY_ENABLED", None)
    adres = f"http://127.0.0.1:{poort}"
    start = (
        splits_af(geladen, map_, omgeving_, adres)
        if geladen
        else draai([*opdracht], map_, omgeving_, adres)
    )
    with start as server:
        wacht_op(server, f"{server.adres}/webhooks/rest/")
        yield server


@contextlib.contextmanager
def draai(
    opdracht: list[str], map_: Path, omgeving_: Mapping[str, str], adres: str
) -> Iterator[Server]:
    """Start Python met deze opdracht; aan het eind stopt het proces."""
    uitvoer = map_ / "uitvoer.txt"
    with uitvoer.open("w", encoding="utf-8") as bestand:
        proces = subprocess.Popen(
            [sys.executable, *opdracht],
            cwd=WORTEL,
            env=dict(omgeving_),
            stdout=bestand,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield Server(proces, adres, uitvoer, map_ / "thuis")
    finally:
        stop(proces)


@contextlib.contextmanager
def splits_af(
    geladen: Voorgeladen, map_: Path, omgeving_: Mapping[str, str], adres: str
) -> Iterator[Server]:
    """Start `bot.server` zonder alles opnieuw te laden; aan het eind stopt het proces."""
    uitvoer = map_ / "uitvoer.txt"
    proces = geladen.start(omgeving_, uitvoer)
    try:
        yield Server(proces, adres, uitvoer, map_ / "thuis")
    finally:
        stop(proces)


def stop(proces: Proces) -> None:
    """Vraag een proces te stoppen, en stop het hard als dat te lang duurt."""
    proces.terminate()
    try:
        proces.wait(15)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()


def wacht_op(server: Server, gereed: str) -> None:
    """Wacht tot een adres 200 geeft en onthoud wat het daarvoor gaf."""
    grens = time.monotonic() + WACHT_SECONDEN
    while time.monotonic() < grens:
        assert server.proces.poll() is None, server.uitvoer.read_text(encoding="utf-8")
        status = _status(gereed)
        if status == 200:
            return
        server.vooraf.append(status)
        time.sleep(0.1)
    raise AssertionError(server.uitvoer.read_text(encoding="utf-8"))


def luistert_op(pid: int) -> set[str]:
    """De adressen waarop een proces en zijn kinderen luisteren."""
    import psutil

    hoofd = psutil.Process(pid)
    return {
        verbinding.laddr.ip
        for proces in [hoofd, *hoofd.children(recursive=True)]
        for verbinding in proces.net_connections()
        if verbinding.status == psutil.CONN_LISTEN
    }


def _status(adres: str) -> int:
    delen = urlsplit(adres)
    verbinding = http.client.HTTPConnection(delen.netloc, timeout=2)
    try:
        verbinding.request("GET", delen.path)
        return verbinding.getresponse().status
    except OSError:
        return 0
    finally:
        verbinding.close()
