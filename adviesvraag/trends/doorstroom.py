"""De doorstroom naast het plan, zoals IJsselland die in 2011 opschreef (S3, hoofdstuk 5).

Een jaar is de som van kwartalen die in het bulletin staan. Is er in een kwartaal iets afgeschermd,
dan is het jaar dat ook: anders was dat kwartaal terug te rekenen.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from adviesvraag.fouten import AdviesvraagFout
from adviesvraag.trends import knelpunten
from adviesvraag.trends.afscherming import is_veilig
from adviesvraag.trends.bulletin import verborgen_codes
from adviesvraag.trends.dimensies import LADDER, OPGESCHAALD, SOORT, dimensies
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.tellen import Tellingen, tel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adviesvraag.opslag import Opslag
    from adviesvraag.toegang import Behandelaar
    from adviesvraag.trends.bulletin import Cijfer

BESTAND = Path(__file__).with_name("plannen.csv")
ADRESSERING = "adressering"
REGELS: Mapping[str, tuple[str, str, str]] = {
    "info": ("Info", SOORT, "info"),
    "info_plus": ("Info+", SOORT, "info_plus"),
    "regie": ("Regie beleggen", SOORT, "adviesvraag"),
    "aanmelding": ("Aanmelding voorbereiden", SOORT, "aanmelding_voorbereiden"),
    "opschaling": ("Opschaling naar management of bestuur", LADDER, OPGESCHAALD),
    ADRESSERING: ("Adresseringsinitiatieven (knelpunten)", "", ""),
}
"""Regel van de tabel -> naam, en waar in de telling zij staat."""

_KOLOMMEN = ["regio", "jaar", "regel", "aantal", "bron"]


class OngeldigPlan(AdviesvraagFout):
    """De tabel met plannen klopt niet; de tekst noemt bestand, regel en kolom."""


@dataclass(frozen=True)
class Regel:
    """Een regel van de tabel.

    Attributes:
        plan: None als er voor dit jaar niets gepland is.
        echt: None als het is afgeschermd.
        dimensie: waar in de telling zij staat; leeg als het geen adviesvragen zijn.
        code: de code in die dimensie.
    """

    naam: str
    plan: int | None
    echt: Cijfer
    dimensie: str
    code: str


@cache
def plannen() -> Mapping[tuple[str, int, str], int]:
    """Wat een regio in een jaar plande, per regel van de tabel.

    Raises:
        OngeldigPlan: een regel klopt niet.
    """
    return lees(BESTAND)


def lees(bestand: Path) -> dict[tuple[str, int, str], int]:
    """De plannen uit een bestand; fouten als ``plannen``."""
    gelezen: dict[tuple[str, int, str], int] = {}
    with bestand.open(encoding="utf-8", newline="") as invoer:
        lezer = csv.DictReader(invoer, strict=True)
        if lezer.fieldnames != _KOLOMMEN:
            raise OngeldigPlan(f"{bestand.name}, regel 1: de kolommen zijn {_KOLOMMEN}.")
        for rij in lezer:
            plaats = f"{bestand.name}, regel {lezer.line_num}"
            for kolom in ("jaar", "aantal"):
                if not (rij[kolom] or "").isdecimal():
                    raise OngeldigPlan(f"{plaats}, kolom {kolom}: geef een getal.")
            if rij["regel"] not in REGELS:
                raise OngeldigPlan(f"{plaats}, kolom regel: kies uit {', '.join(REGELS)}.")
            sleutel = (rij["regio"], int(rij["jaar"]), rij["regel"])
            if sleutel in gelezen:
                raise OngeldigPlan(f"{plaats}: dit plan staat er al.")
            gelezen[sleutel] = int(rij["aantal"])
    return gelezen


def doorstroom(
    opslag: Opslag, wie: Behandelaar, regio_code: str, kwartalen: Sequence[Kwartaal]
) -> tuple[Regel, ...]:
    """De tabel van een jaar; de kwartalen zijn die van dat jaar die voorbij zijn.

    Fouten als ``tellen.tel``.
    """
    geteld = tel(opslag, wie, regio_code, kwartalen)
    adressering = len(knelpunten.overzicht(opslag, wie, regio_code, kwartalen))
    jaar = kwartalen[0].jaar
    return tuple(
        Regel(
            naam,
            plannen().get((regio_code, jaar, regel)),
            _jaar(geteld, kwartalen, dimensie, code) if dimensie else adressering,
            dimensie,
            code,
        )
        for regel, (naam, dimensie, code) in REGELS.items()
    )


def _jaar(geteld: Tellingen, kwartalen: Sequence[Kwartaal], dimensie: str, code: str) -> Cijfer:
    soort = dimensies()[dimensie]
    if any(code in verborgen_codes(geteld, kwartaal, soort) for kwartaal in kwartalen):
        return None
    som = sum(geteld.per_code(kwartaal, dimensie)[code] for kwartaal in kwartalen)
    return som if is_veilig(som) else None
