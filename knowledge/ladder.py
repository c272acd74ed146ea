"""De ladder van een regio: hoe een vastgelopen casus opschaalt, als tekst en als tekening.

De stappen staan in `knowledge/ladders.yml`; tekst en tekening komen uit dezelfde gegevens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.bronnen import Verwijzing, verwijs
from knowledge.ladder_svg import Trede, als_svg
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

BESTAND = Path(__file__).with_name("ladders.yml")
LANDELIJK = "landelijk"
CODES = frozenset({LANDELIJK, *(f"VR{nummer:02}" for nummer in range(1, 26))})
MINSTENS = 2  # met een stap minder valt er niets op te schalen


@dataclass(frozen=True)
class Ladder:
    """Hoe een regio opschaalt, van onder naar boven.

    Attributes:
        code: de regio (`VR12`) of `landelijk`; ook de naam van de tekening.
        titel: wat de ladder laat zien.
        treden: wie er aan zet is, de laagste eerst.
        bron: waar de ladder staat.
    """

    code: str
    titel: str
    treden: tuple[Trede, ...]
    bron: Verwijzing

    def tekst(self) -> str:
        """De ladder als genummerde tekst met de bron."""
        regels = [f"{nr}. {trede.tekst()}" for nr, trede in enumerate(self.treden, start=1)]
        return "\n".join([f"{self.titel}:", *regels, f"Bron: {self.bron.tekst()}."])

    def als_afbeelding(self) -> dict[str, str]:
        """Het veld `afbeelding` van docs/contract.md: de naam van de tekening en wat erop staat."""
        return {"naam": self.code, "alt": self._alt()}

    def als_svg(self) -> str:
        """De ladder als op zichzelf staande SVG, 320 punten breed."""
        return als_svg(self.titel, self._alt(), self.treden, f"Bron: {self.bron.tekst()}")

    def _alt(self) -> str:
        treden = "; ".join(f"{nr}. {t.tekst()}" for nr, t in enumerate(self.treden, start=1))
        return f"Ladder van {len(self.treden)} stappen, van onder naar boven. {treden}."


def namen() -> tuple[str, ...]:
    """De namen waarvoor er een tekening is; elk is een regiocode of `landelijk`."""
    return tuple(ladders())


def teken(regio_code: str) -> str:
    """De ladder van een regio als SVG; zonder eigen ladder de landelijke.

    Raises:
        KeyError: geen regio heeft deze code.
    """
    return ladder(regio_code).als_svg()


def ladder(regio_code: str | None) -> Ladder:
    """De ladder van een regio; zonder eigen ladder, of zonder regio, de landelijke.

    Raises:
        KeyError: geen regio heeft deze code; een verschrijving geeft dus niet de landelijke.
    """
    if regio_code is not None and regio_code not in CODES:
        raise KeyError(regio_code)
    return ladders().get(regio_code or LANDELIJK, ladders()[LANDELIJK])


@cache
def ladders() -> Mapping[str, Ladder]:
    """Alle ladders op code; `landelijk` is er altijd."""
    return lees(BESTAND)


def lees(pad: Path) -> dict[str, Ladder]:
    """Lees en controleer een bestand met ladders.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    ruw = lees_yaml(pad)
    controleer_velden(pad, ruw, (LANDELIJK,), CODES)
    return {str(code): _lees_ladder(pad, str(code), blok) for code, blok in ruw.items()}


def _lees_ladder(pad: Path, code: str, blok: Any) -> Ladder:
    controleer_velden(pad, blok, ("titel", "bron", "stappen"))
    stappen = blok["stappen"]
    if not isinstance(stappen, list) or len(stappen) < MINSTENS:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(blok, 'stappen')}: veld 'stappen' is een lijst van "
            "twee of meer stappen."
        )
    bron = verwijs(str(blok["bron"]["document"]), str(blok["bron"]["paragraaf"]))
    treden = tuple(_lees_trede(pad, stap) for stap in stappen)
    return Ladder(code, str(blok["titel"]), treden, bron)


def _lees_trede(pad: Path, stap: Any) -> Trede:
    controleer_velden(pad, stap, ("naam",), ("wanneer",))
    return Trede(str(stap["naam"]), str(stap.get("wanneer", "")))
