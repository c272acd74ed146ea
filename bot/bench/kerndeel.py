"""Processen elk een vast deel van een kern geven, met een cgroup van Linux.

Op een machine met twee kernen delen de assistent, PostgreSQL, nginx en de gebruikers van de
meting diezelfde kernen: dan zegt een tweede proces iets over de machine, niet over de assistent.
Krijgt elk proces evenveel en blijft er rekentijd over, dan is te zien of ze elkaar in de weg
zitten.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.bench.systeem import MeetFout

_V1 = Path("/sys/fs/cgroup/cpu")
_V2 = Path("/sys/fs/cgroup")
_PERIODE_US = 20_000
"""Kort, zodat een beurt van een paar milliseconden niet een hele ronde op haar deel wacht."""


@contextmanager
def kerndeel(nummers: Sequence[int], deel: float) -> Iterator[None]:
    """Laat elk proces hierbinnen hooguit dit deel van een kern gebruiken.

    Args:
        nummers: de procesnummers; elk krijgt zijn eigen deel.
        deel: van 0 tot 1.

    Raises:
        MeetFout: als deze machine geen delen kan geven, of deze gebruiker dat niet mag.
    """
    groepen = [_hoofdmap() / f"wegwijzer-bench-{os.getpid()}-{nummer}" for nummer in nummers]
    try:
        for groep, nummer in zip(groepen, nummers, strict=True):
            _geef(groep, nummer, deel)
        yield
    except OSError as fout:
        raise MeetFout(
            "Een deel van een kern geven lukt hier niet. Draai de meting als root op Linux met "
            f"cgroups, of zonder --deel. ({fout.strerror})"
        ) from fout
    finally:
        for groep in groepen:
            _ruim_op(groep)


def _hoofdmap() -> Path:
    return _V2 if (_V2 / "cgroup.controllers").exists() else _V1


def _geef(groep: Path, nummer: int, deel: float) -> None:
    quotum = int(deel * _PERIODE_US)
    if groep.parent == _V2:
        (_V2 / "cgroup.subtree_control").write_text("+cpu")
    groep.mkdir()
    if groep.parent == _V2:
        (groep / "cpu.max").write_text(f"{quotum} {_PERIODE_US}")
    else:
        (groep / "cpu.cfs_period_us").write_text(str(_PERIODE_US))
        (groep / "cpu.cfs_quota_us").write_text(str(quotum))
    (groep / "cgroup.procs").write_text(str(nummer))


def _ruim_op(groep: Path) -> None:
    """Zet wat er nog draait terug en haal de groep weg."""
    if not groep.exists():
        return
    for nummer in (groep / "cgroup.procs").read_text().split():
        (groep.parent / "cgroup.procs").write_text(nummer)
    groep.rmdir()
