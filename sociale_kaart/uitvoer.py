"""`python -m sociale_kaart.uitvoer`: de sociale kaart als HSDS 3, of als lijst voor een regio.

Zonder keuze komt alles als JSON in de vorm van HSDS 3. Met `--regio` komt er een CSV met de
contacten van die regio, die ingevuld terug kan met `python -m sociale_kaart.invoer`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten, regio_gemeenten
from sociale_kaart.hsds import naar_hsds
from sociale_kaart.platterij import PLATTE_KOLOMMEN, lees_plat
from sociale_kaart.tabellen import DATAMAP, KaartFout

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argumenten: Sequence[str]) -> int:
    """Schrijf de uitvoer naar het scherm of een bestand; geeft de afsluitcode."""
    regios = sorted({gemeente.regio_code for gemeente in alle_gemeenten().values()})
    lezer = argparse.ArgumentParser(prog="python -m sociale_kaart.uitvoer", description=__doc__)
    lezer.add_argument("--regio", choices=regios, metavar="REGIO", help="VR01 tot VR25")
    lezer.add_argument("--naar", type=Path, help="bestand om in te schrijven")
    lezer.add_argument("--map", type=Path, default=DATAMAP, help="map met de tabellen")
    opties = lezer.parse_args(argumenten)
    try:
        tekst = _csv(opties.map, opties.regio) if opties.regio else _json(opties.map)
    except KaartFout as fout:
        print(fout)
        return 1
    if opties.naar:
        opties.naar.write_text(tekst, encoding="utf-8", newline="")
    else:
        print(tekst, end="")
    return 0


def _json(map_: Path) -> str:
    return json.dumps(naar_hsds(map_), ensure_ascii=False, indent=2) + "\n"


def _csv(map_: Path, regio: str) -> str:
    namen = {gemeente.naam for gemeente in regio_gemeenten(regio)}
    stroom = io.StringIO()
    schrijver = csv.DictWriter(stroom, PLATTE_KOLOMMEN, lineterminator="\r\n")
    schrijver.writeheader()
    schrijver.writerows(
        rij for rij in lees_plat(map_).values() if namen & set(rij["gemeenten"].split("; "))
    )
    return stroom.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
