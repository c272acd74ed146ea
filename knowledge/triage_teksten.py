"""De woorden bij de triage uit `knowledge/triage_teksten.yml`, gecontroleerd bij het lezen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.bronnen import Verwijzing, verwijs
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

BESTAND = Path(__file__).parent / "triage_teksten.yml"
WAARDEN = ("ja", "nee", "onbekend")


@dataclass(frozen=True)
class Reden:
    """Waarom een criterium zo is, met de bron van de regel."""

    criterium: str
    uitleg: str
    bron: Verwijzing

    def als_bericht(self) -> dict[str, Any]:
        """De reden zoals `docs/contract.md` haar in een bericht zet."""
        return {
            "criterium": self.criterium,
            "uitleg": self.uitleg,
            "bron": self.bron.als_bericht(),
        }


@dataclass(frozen=True)
class Uitkomsttekst:
    """Wat de professional bij een uitkomst leest en wie eerst komt."""

    titel: str
    tekst: str
    contacten: tuple[str, ...]
    vervolg: tuple[str, ...]


@dataclass(frozen=True)
class LetOp:
    """Wat direct gezegd wordt bij een signaal, met de soorten contact erbij."""

    tekst: str
    contacten: tuple[str, ...]


@dataclass(frozen=True)
class Teksten:
    """Alle woorden bij de triage.

    Attributes:
        samen: wie een zaak oppakt die in meer ketens vastloopt, als iemand daarnaar vraagt.
    """

    uitkomsten: Mapping[str, Uitkomsttekst]
    redenen: Mapping[tuple[str, str], Reden]
    vervolg: Mapping[str, str]
    let_op: Mapping[str, LetOp]
    samen: LetOp


@cache
def teksten() -> Teksten:
    """De teksten van dit project, één keer gelezen per proces.

    Raises:
        BestandFout: als het bestand niet klopt.
    """
    return lees(BESTAND)


def lees(pad: Path) -> Teksten:
    """Lees en controleer een tekstbestand.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    ruw = lees_yaml(pad)
    controleer_velden(pad, ruw, ("uitkomsten", "redenen", "vervolg", "let_op", "samen"))
    vervolg = {str(code): str(titel) for code, titel in ruw["vervolg"].items()}
    uitkomsten = {}
    for naam, blok in ruw["uitkomsten"].items():
        controleer_velden(pad, blok, ("titel", "tekst", "vervolg"), ("contacten",))
        for stap in blok["vervolg"]:
            if stap not in vervolg:
                raise BestandFout(
                    f"{pad.name}, regel {regel_van(blok, 'vervolg')}: onbekend vervolg {stap!r}."
                )
        uitkomsten[str(naam)] = Uitkomsttekst(
            str(blok["titel"]),
            str(blok["tekst"]),
            tuple(blok.get("contacten", [])),
            tuple(blok["vervolg"]),
        )
    let_op = {str(signaal): _let_op(pad, blok) for signaal, blok in ruw["let_op"].items()}
    redenen = lees_redenen(pad, ruw["redenen"])
    return Teksten(uitkomsten, redenen, vervolg, let_op, _let_op(pad, ruw["samen"]))


def _let_op(pad: Path, blok: Any) -> LetOp:
    controleer_velden(pad, blok, ("tekst", "contacten"))
    return LetOp(str(blok["tekst"]), tuple(blok["contacten"]))


def lees_redenen(
    pad: Path, ruw: Any, waarden: tuple[str, ...] = WAARDEN
) -> dict[tuple[str, str], Reden]:
    """Redenen per criterium en waarde; een regio mag er een deel van geven.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    uit = {}
    for criterium, blok in ruw.items():
        controleer_velden(pad, blok, ("bron", *waarden), WAARDEN)
        bron = verwijs(str(blok["bron"]["document"]), str(blok["bron"]["paragraaf"]))
        for waarde in WAARDEN:
            if waarde in blok:
                uit[str(criterium), waarde] = Reden(str(criterium), str(blok[waarde]), bron)
    return uit
