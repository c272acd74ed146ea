"""Waar het trendbulletin op telt, uit `dimensies.csv`: per dimensie de codes en hun namen."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from adviesvraag.fouten import AdviesvraagFout

if TYPE_CHECKING:
    from collections.abc import Mapping

BESTAND = Path(__file__).with_name("dimensies.csv")

SOORT = "soort"
UITKOMST = "uitkomst"
LEEFGEBIED = "leefgebied"
KETEN = "keten"
PROBLEEM = "probleem"
ANTWOORDTIJD = "antwoordtijd"
LADDER = "ladder"
OPGESCHAALD = "opgeschaald"

NAMEN: Mapping[str, str] = {
    SOORT: "Soort vraag",
    UITKOMST: "Uitkomst van de triage",
    LEEFGEBIED: "Leefgebieden",
    KETEN: "Ketens",
    PROBLEEM: "Soort probleem",
    ANTWOORDTIJD: "Tijd tot het eerste antwoord",
    LADDER: "Opgeschaald",
}
"""De dimensies in de volgorde van het bulletin."""

MEERVOUDIG = frozenset({LEEFGEBIED, KETEN, LADDER})
"""Dimensies waarin een adviesvraag nul of meer codes heeft; in de andere altijd precies een."""

_KOLOMMEN = ["dimensie", "code", "naam"]
_LANGSTE = 32


class OngeldigeDimensie(AdviesvraagFout):
    """De tabel met dimensies klopt niet; de tekst noemt bestand, regel en kolom."""


@dataclass(frozen=True)
class Dimensie:
    """Iets waarop geteld wordt.

    Attributes:
        codes: code -> naam, in de volgorde van het bulletin.
        enkelvoudig: of elke adviesvraag er precies een code van heeft.
    """

    id: str
    naam: str
    codes: Mapping[str, str]
    enkelvoudig: bool

    @property
    def rest(self) -> str | None:
        """De code van adviesvragen waar niets bij staat; None als dat niet telt."""
        return list(self.codes)[-1] if self.enkelvoudig and self.id != SOORT else None


@cache
def dimensies() -> Mapping[str, Dimensie]:
    """Alle dimensies, in de volgorde van het bulletin.

    Raises:
        OngeldigeDimensie: een regel klopt niet.
    """
    return lees(BESTAND)


def lees(bestand: Path) -> dict[str, Dimensie]:
    """De dimensies uit een bestand; fouten als ``dimensies``."""
    gelezen: dict[str, dict[str, str]] = {naam: {} for naam in NAMEN}
    with bestand.open(encoding="utf-8", newline="") as invoer:
        lezer = csv.DictReader(invoer, strict=True)
        if lezer.fieldnames != _KOLOMMEN:
            raise OngeldigeDimensie(f"{bestand.name}, regel 1: de kolommen zijn {_KOLOMMEN}.")
        for rij in lezer:
            plaats = f"{bestand.name}, regel {lezer.line_num}"
            codes = gelezen.get(rij["dimensie"])
            if codes is None:
                raise OngeldigeDimensie(
                    f"{plaats}, kolom dimensie: {rij['dimensie']} bestaat niet."
                )
            if not 0 < len(rij["code"]) <= _LANGSTE or rij["code"] in codes:
                raise OngeldigeDimensie(f"{plaats}, kolom code: leeg, te lang of dubbel.")
            if not rij["naam"]:
                raise OngeldigeDimensie(f"{plaats}, kolom naam: de naam ontbreekt.")
            codes[rij["code"]] = rij["naam"]
    if leeg := [naam for naam, codes in gelezen.items() if not codes]:
        raise OngeldigeDimensie(f"{bestand.name}: er ontbreekt een regel voor {leeg[0]}.")
    return {
        naam: Dimensie(naam, NAMEN[naam], codes, naam not in MEERVOUDIG)
        for naam, codes in gelezen.items()
    }
