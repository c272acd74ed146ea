"""Zet verzonnen adviesvragen in een lege opslag, om het trendbulletin te zien of te meten."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timezone

from adviesvraag.fouten import AdviesvraagFout
from adviesvraag.trends.verzonnen import Opdracht, vul
from bot.instellingen import InstellingFout
from bot.opslag import opslag
from sociale_kaart.gemeenten import alle_gemeenten

MEESTE = 1_000_000
_EIGEN_REGIOS = ("VR12", "VR04")


def main(argumenten: Sequence[str] | None = None) -> int:
    """Verzin het gevraagde aantal; geeft de afsluitcode."""
    keuze = _lezer().parse_args(argumenten)
    opdracht = Opdracht(
        keuze.aantal,
        gewichten(keuze.regios),
        datetime.now(timezone.utc),
        dagen=keuze.jaren * 365,
        zaad=keuze.zaad,
    )
    try:
        gedaan = vul(opslag(), opdracht)
    except (AdviesvraagFout, InstellingFout) as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    sys.stdout.write(f"Er staan {gedaan} verzonnen adviesvragen bij.\n")
    return 0


def gewichten(regios: Sequence[str]) -> dict[str, dict[str, float]]:
    """De gemeenten van deze regio's; de eerste op naam krijgt de meeste vragen, en zo verder."""
    uit: dict[str, dict[str, float]] = {regio: {} for regio in regios}
    for gemeente in sorted(alle_gemeenten().values(), key=lambda een: een.naam):
        if gemeente.regio_code in uit:
            deel = uit[gemeente.regio_code]
            deel[gemeente.code] = 1 / (len(deel) + 1)
    return uit


def alle_regios() -> Sequence[str]:
    """Alle regio's met een gemeente, op code."""
    return sorted({gemeente.regio_code for gemeente in alle_gemeenten().values()})


def _lezer() -> argparse.ArgumentParser:
    lezer = argparse.ArgumentParser(prog="python -m bot.voorbeelden", description=__doc__)
    lezer.add_argument("aantal", type=_aantal, help=f"van 1 tot {MEESTE}")
    lezer.add_argument("--jaren", type=int, choices=range(1, 11), default=2, metavar="JAREN")
    lezer.add_argument("--zaad", type=int, default=1, help="hetzelfde getal, dezelfde vragen")
    lezer.add_argument(
        "--heel-nederland",
        dest="regios",
        action="store_const",
        const=alle_regios(),
        default=_EIGEN_REGIOS,
        help="alle regio's, in plaats van Kennemerland en IJsselland",
    )
    return lezer


def _aantal(tekst: str) -> int:
    if not tekst.isdecimal() or not 1 <= int(tekst) <= MEESTE:
        raise argparse.ArgumentTypeError(f"geef een getal van 1 tot {MEESTE}.")
    return int(tekst)


if __name__ == "__main__":
    sys.exit(main())
