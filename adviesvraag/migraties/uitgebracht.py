"""Een uitgebrachte migratie verandert niet meer: van elk staat de som in `uitgebracht.csv`.

Bij anderen is zij al gedraaid; wat er daarna in verandert, gebeurt daar nooit. Een fout wordt
hersteld met een nieuwe migratie.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSIES = Path(__file__).with_name("versies")
SOMMEN = Path(__file__).with_name("uitgebracht.csv")
_KOLOMMEN = ["migratie", "sha256"]


def klachten(versies: Path = VERSIES, sommen: Path = SOMMEN) -> Iterator[str]:
    """Elke migratie die veranderd is, verdwenen is of nog niet is vastgelegd."""
    vast = _lees(sommen)
    hier = {pad.stem: pad for pad in sorted(versies.glob("[0-9]*.py"))}
    for naam, som in vast.items():
        if naam not in hier:
            yield f"{sommen.name}: migratie {naam} is uitgebracht maar weg; zet haar terug."
        elif _som(hier[naam]) != som:
            yield (
                f"{naam}.py: deze migratie is uitgebracht en mag niet veranderen; "
                "maak een nieuwe migratie."
            )
    for naam in hier.keys() - vast.keys():
        yield f"{sommen.name}: migratie {naam} staat er niet in; draai make docs."


def leg_vast(versies: Path = VERSIES, sommen: Path = SOMMEN) -> None:
    """Voeg de som van nieuwe migraties toe; wat er al staat verandert niet."""
    vast = _lees(sommen)
    nieuw = {pad.stem: _som(pad) for pad in versies.glob("[0-9]*.py") if pad.stem not in vast}
    with sommen.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit, lineterminator="\n")
        schrijver.writerow(_KOLOMMEN)
        schrijver.writerows(sorted({**vast, **nieuw}.items()))


def _lees(sommen: Path) -> dict[str, str]:
    if not sommen.exists():
        return {}
    with sommen.open(encoding="utf-8", newline="") as invoer:
        return {rij["migratie"]: rij["sha256"] for rij in csv.DictReader(invoer, strict=True)}


def _som(pad: Path) -> str:
    return hashlib.sha256(pad.read_bytes()).hexdigest()
