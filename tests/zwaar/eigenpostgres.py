"""Een PostgreSQL om kapot te maken: een eigen cluster, nooit die van de machine."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest

from tests.processen import vrije_poort

_BINNEN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_SCHIJF_MB = 400
_START_SECONDEN = 30


class EigenPostgres:
    """Een cluster met een eigen map, poort en gebruiker zonder rechten.

    Attributes:
        map: waar alles staat wat de server schrijft: `data` en `log.txt`.
        klein: of het op een eigen kleine schijf staat, die vol kan.
    """

    def __init__(self, map_: Path, gebruiker: str | None, *, klein: bool) -> None:
        self.map = map_
        self._als = (
            {"user": gebruiker, "group": pwd.getpwnam(gebruiker).pw_gid} if gebruiker else {}
        )
        self._proces: subprocess.Popen[bytes] | None = None
        self.poort = vrije_poort()
        self.klein = klein

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.poort}/postgres"

    def maak(self) -> None:
        data = self.map / "data"
        subprocess.run(
            [_vind("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
            cwd="/",
            **self._als,
        )
        # De opstelling mag tijdens een meting geen plek tekort komen; een kleine schijf wel.
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write("max_wal_size = 64MB\nmin_wal_size = 32MB\nmax_connections = 200\n")

    def start(self) -> None:
        """Start, ook na een harde stop, en wacht tot hij antwoordt."""
        log = (self.map / "log.txt").open("ab")
        opdracht = [_vind("postgres"), "-D", str(self.map / "data"), "-p", str(self.poort)]
        self._proces = subprocess.Popen(
            [*opdracht, "-k", str(self.map), "-c", "listen_addresses=127.0.0.1"],
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            **self._als,
        )
        log.close()
        grens = time.monotonic() + _START_SECONDEN
        while True:
            with suppress(psycopg2.Error):
                psycopg2.connect(self.url, connect_timeout=2).close()
                return
            assert self._proces.poll() is None, self.log()
            assert time.monotonic() < grens, self.log()
            time.sleep(0.05)

    def kopie(self) -> bytes:
        """Een gewone `pg_dump`: de reservekopie, leesbaar."""
        klaar = subprocess.run(
            [_vind("pg_dump"), f"--dbname={self.url}"], check=True, capture_output=True, timeout=60
        )
        return klaar.stdout

    def log(self) -> str:
        return (self.map / "log.txt").read_text(errors="replace")[-3000:]

    @property
    def draait(self) -> bool:
        return self._proces is not None and self._proces.poll() is None

    def stop_hard(self) -> None:
        """Kill -9 van de server en al zijn processen tegelijk."""
        if self._proces is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._proces.pid, signal.SIGKILL)
        self._proces.wait()

    @contextmanager
    def schijf_vol(self) -> Iterator[None]:
        """Laat zolang geen byte meer over."""
        vulling = self.map / "vulling"
        try:
            # Zonder buffer: anders probeert het sluiten nog eens wat er niet bij paste.
            with vulling.open("wb", buffering=0) as uit, suppress(OSError):
                while uit.write(b"\0" * 65_536):
                    pass
            yield
        finally:
            vulling.unlink()


@contextmanager
def eigen_postgres() -> Iterator[EigenPostgres]:
    """Een draaiend cluster; aan het eind is alles weg."""
    if not shutil.which("initdb") and not _BINNEN:
        pytest.skip("initdb staat niet op deze machine: de toetsen met storingen vallen weg")
    # Niet onder de map van de toets: een gebruiker zonder rechten kan daar niet in.
    map_ = Path(tempfile.mkdtemp(prefix="wegwijzer-pg-"))
    gebruiker = _zonder_rechten()
    klein = _kleine_schijf(map_)
    postgres = EigenPostgres(map_, gebruiker, klein=klein)
    try:
        if gebruiker:
            shutil.chown(map_, gebruiker)
        map_.chmod(0o700)
        postgres.maak()
        postgres.start()
        yield postgres
    finally:
        postgres.stop_hard()
        if klein:
            subprocess.run(["umount", "--lazy", str(map_)], check=True)
        shutil.rmtree(map_, ignore_errors=True)


def _zonder_rechten() -> str | None:
    """Wie het cluster draait: PostgreSQL weigert root."""
    if os.geteuid() != 0:
        return None
    for naam in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(naam).pw_name
    raise AssertionError("er is geen gebruiker zonder rechten")


def _kleine_schijf(map_: Path) -> bool:
    klaar = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SCHIJF_MB}m", "tmpfs", str(map_)],
        check=False,
        capture_output=True,
    )
    return klaar.returncode == 0


def _vind(naam: str) -> str:
    for map_ in _BINNEN:
        if (map_ / naam).exists():
            return str(map_ / naam)
    return str(shutil.which(naam))
