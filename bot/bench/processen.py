"""Wat een tweede proces oplevert: hele triages per seconde met één en met twee, op PostgreSQL.

Draai dit op een rustige machine: alles, ook de gebruikers van de meting en PostgreSQL, deelt de
kernen met de assistent.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import psutil
from cryptography.fernet import Fernet

from bot.bench.doorvoer import meet_doorvoer
from bot.bench.indienen import eigen_schema
from bot.bench.kerndeel import kerndeel
from bot.bench.naast import ONZE_TRIAGE
from bot.bench.systeem import WEGWIJZER, Draaiend, MeetFout, Systeem, draaiend

_POSTGRES = "TEST_POSTGRES_URL"
GRENS = 1.7


@dataclass(frozen=True)
class Ronde:
    """Een meting.

    Attributes:
        doorvoer: hele triages per seconde.
        rekentijd: seconden rekentijd van de assistent per triage.
        vrij: welk deel van de kernen niets te doen had.
        geheugen_mb: het geheugen van alle processen samen.
    """

    doorvoer: float
    rekentijd: float
    vrij: float
    geheugen_mb: float


def opstelling(url: str, processen: int) -> Systeem:
    """De assistent zoals `make run` hem start, zonder inbox."""
    return Systeem(
        naam=f"{processen} proces" if processen == 1 else f"{processen} processen",
        start=(sys.executable, "-m", "bot.start"),
        gereed=WEGWIJZER.gereed,
        webhook=WEGWIJZER.webhook,
        omgeving={
            **WEGWIJZER.omgeving,
            "WEGWIJZER_DATA": f"{{map}}/data{processen}",
            "WEGWIJZER_DATABASE_URL": url,
            "WEGWIJZER_SECRET_KEYS": Fernet.generate_key().decode(),
            "WEGWIJZER_PROCESSEN": str(processen),
            "WEGWIJZER_REST": "aan",
            "WEGWIJZER_INBOX": "uit",
        },
    )


def meet_processen(
    url: str,
    aantallen: Sequence[int],
    gebruikers: int,
    gesprekken: int,
    rondes: int,
    deel: float | None = None,
) -> dict[int, list[Ronde]]:
    """Meet om en om, zodat wat de machine nog meer doet elke opstelling evenveel raakt.

    Args:
        url: een server waar eigen schema's op mogen.
        aantallen: hoeveel processen de opstellingen hebben.
        gebruikers: hoeveel mensen er tegelijk praten.
        gesprekken: hoeveel triages elk voert per ronde.
        rondes: hoe vaak elke opstelling meet.
        deel: welk deel van een kern elk proces van de assistent hooguit krijgt; None is alles.

    Raises:
        MeetFout: als een opstelling niet start of verkeerd antwoordt.
    """
    uit: dict[int, list[Ronde]] = {aantal: [] for aantal in aantallen}
    for nummer in range(rondes):
        for aantal in aantallen if nummer % 2 == 0 else tuple(reversed(aantallen)):
            with (
                tempfile.TemporaryDirectory(prefix="wegwijzer-bench-") as map_,
                eigen_schema(url) as adres,
                draaiend(opstelling(adres, aantal), Path(map_)) as systeem,
                kerndeel(_assistenten(systeem), deel) if deel else nullcontext(),
            ):
                uit[aantal].append(_ronde(systeem, gebruikers, gesprekken))
    return uit


def _ronde(systeem: Draaiend, gebruikers: int, gesprekken: int) -> Ronde:
    def meet(aantal: int) -> float:
        return meet_doorvoer(systeem.poort, WEGWIJZER.webhook, ONZE_TRIAGE, gebruikers, aantal)

    meet(1)  # opwarmen
    voor, begin = _rekentijd(systeem), time.perf_counter()
    psutil.cpu_percent()
    doorvoer = meet(gesprekken)
    vrij = 1 - psutil.cpu_percent() / 100
    triages = doorvoer * (time.perf_counter() - begin)
    return Ronde(doorvoer, (_rekentijd(systeem) - voor) / triages, vrij, systeem.geheugen_mb())


def _assistenten(systeem: Draaiend) -> list[int]:
    """De processen waarin de assistent zelf draait; niet de start, nginx of het opruimen."""
    alle = (
        een for proces in systeem.processen for een in (proces, *proces.children(recursive=True))
    )
    return [een.pid for een in alle if "bot.server" in een.cmdline()]


def _rekentijd(systeem: Draaiend) -> float:
    tijden = (
        een.cpu_times()
        for proces in systeem.processen
        for een in (proces, *proces.children(recursive=True))
    )
    return float(sum(een.user + een.system for een in tijden))


def main(argumenten: Sequence[str]) -> int:
    """Meet en toon; geeft de afsluitcode."""
    lezer = argparse.ArgumentParser(prog="python -m bot.bench.processen", description=__doc__)
    lezer.add_argument("--gebruikers", type=int, default=32)
    lezer.add_argument("--gesprekken", type=int, default=8)
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument(
        "--deel", type=float, help="geef elk proces hooguit dit deel van een kern (root, Linux)"
    )
    keuze = lezer.parse_args(argumenten)
    url = os.environ.get(_POSTGRES, "")
    if not url:
        sys.stderr.write(f"Zet {_POSTGRES} op een server waar eigen schema's op mogen.\n")
        return 1
    # Een stopsein moet ook opruimen wat er gestart is.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    drukte = os.getloadavg()[0]
    try:
        gemeten = meet_processen(
            url, (1, 2), keuze.gebruikers, keuze.gesprekken, keuze.rondes, keuze.deel
        )
    except MeetFout as fout:
        sys.stderr.write(f"De meting is gestopt. {fout}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    kop = f"Drukte vooraf: {drukte:.1f}."
    if keuze.deel:
        kop += f" Elk proces van de assistent krijgt hooguit {keuze.deel:.0%} van een kern."
    sys.stdout.write("\n".join([kop, *verslag(gemeten)]) + "\n")
    return 0


def verslag(gemeten: dict[int, list[Ronde]]) -> list[str]:
    """De regels voor de lezer, met de verhouding tot één proces."""
    regels = [
        f"{aantal} proces(sen): {_midden(r.doorvoer for r in rondes):.2f} triages per seconde, "
        f"{_midden(r.rekentijd for r in rondes) * 1000:.0f} ms rekentijd per triage, "
        f"{_midden(r.vrij for r in rondes):.0%} van de kernen vrij, "
        f"{_midden(r.geheugen_mb for r in rondes):.0f} MB"
        for aantal, rondes in gemeten.items()
    ]
    een, twee = (_midden(r.doorvoer for r in gemeten[aantal]) for aantal in (1, 2))
    return [*regels, f"Twee is {twee / een:.2f} keer een; de grens is {GRENS}."]


def _midden(waarden: Iterable[float]) -> float:
    return float(statistics.median(waarden))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
