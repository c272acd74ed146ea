"""CSV-tabellen lezen, met foutzinnen die bestand, regel en veld noemen."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATAMAP = Path(__file__).parent / "data"


class KaartFout(ValueError):
    """De gegevens van de sociale kaart kloppen niet; de tekst noemt bestand, regel en veld."""


@dataclass(frozen=True)
class Rij:
    """Eén regel van een tabel.

    Attributes:
        bestand: naam van het bestand, zonder map.
        regel: regelnummer in het bestand, de kop is regel 1.
        velden: waarde per kolom, zonder witruimte eromheen.
    """

    bestand: str
    regel: int
    velden: Mapping[str, str]

    def __getitem__(self, veld: str) -> str:
        return self.velden[veld]

    def lijst(self, veld: str) -> tuple[str, ...]:
        """Geef de waarden van een veld dat er meer bevat, gescheiden door een puntkomma."""
        return tuple(deel.strip() for deel in self[veld].split(";") if deel.strip())

    def fout(self, veld: str, zin: str) -> str:
        """Maak de foutzin voor een veld van deze regel."""
        return f"{self.bestand}, regel {self.regel}, veld {veld}: {zin}"


def lees_tabel(pad: Path, kolommen: Sequence[str]) -> list[Rij]:
    """Lees een CSV-bestand in UTF-8.

    Args:
        pad: het bestand.
        kolommen: de kolommen die er precies in moeten staan.

    Raises:
        KaartFout: het bestand is er niet, een kolom ontbreekt of is onbekend, of een regel heeft
            te veel of te weinig velden.
    """
    if not pad.is_file():
        raise KaartFout(f"{pad.name}: dit bestand ontbreekt in {pad.parent}.")
    with pad.open(encoding="utf-8", newline="") as stroom:
        lezer = csv.DictReader(stroom, strict=True)
        _controleer_kop(pad.name, lezer.fieldnames or (), kolommen)
        rijen = []
        for velden in lezer:
            if None in velden or None in velden.values():
                raise KaartFout(
                    f"{pad.name}, regel {lezer.line_num}: deze regel heeft niet precies "
                    f"{len(kolommen)} velden."
                )
            schoon = {kolom: waarde.strip() for kolom, waarde in velden.items()}
            rijen.append(Rij(pad.name, lezer.line_num, schoon))
    return rijen


def _controleer_kop(bestand: str, gevonden: Sequence[str], verwacht: Sequence[str]) -> None:
    for kolom in verwacht:
        if kolom not in gevonden:
            raise KaartFout(f"{bestand}, regel 1, veld {kolom}: deze kolom ontbreekt.")
    for kolom in gevonden:
        if kolom not in verwacht:
            raise KaartFout(f"{bestand}, regel 1, veld {kolom}: deze kolom is niet bekend.")
