"""De patronen uit `lexicon/antwoordsoort.yml`: hoe een vraag en hoe een antwoord eruitziet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from knowledge import lexiconbestand
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.lexiconbestand import Knoop

BESTAND = lexiconbestand.MAP / "antwoordsoort.yml"
LOSSE = ("bellen", "aantal", "genoemd", "kern", "bijvoeglijk")
CONTACT = ("hier", "nooit")
LIJST = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Soort:
    """Een soort antwoord.

    Attributes:
        naam: naam van de soort, bijvoorbeeld `termijn`.
        vraag: vindt een vraag van deze soort.
        antwoord: vindt zo'n antwoord in een tekst; None als geen tekst dit beantwoordt.
        contact: `hier` als het antwoord bij een contact hoort, `nooit` als dat niet kan, of leeg.
    """

    naam: str
    vraag: re.Pattern[str]
    antwoord: re.Pattern[str] | None
    contact: str


@dataclass(frozen=True)
class Patronen:
    """De soorten antwoord en de losse patronen (`LOSSE`), op naam."""

    soorten: tuple[Soort, ...]
    los: Mapping[str, re.Pattern[str]]


@cache
def patronen() -> Patronen:
    """Geef de patronen, een keer gelezen.

    Raises:
        BestandFout: het bestand klopt niet; de zin noemt bestand, regel en veld.
    """
    return lees_patronen(BESTAND)


def lees_patronen(pad: Path) -> Patronen:
    """Lees en controleer een patronenbestand.

    Raises:
        BestandFout: een veld ontbreekt of is onbekend, of een regel is geen geldig patroon.
    """
    inhoud = lees_yaml(pad)
    controleer_velden(pad, inhoud, ("lijsten", "soorten", *LOSSE))
    lijsten: dict[str, str] = {}
    for naam in inhoud["lijsten"]:
        keuzes = _regels(pad, inhoud["lijsten"], naam, lijsten)
        lijsten[str(naam)] = f"(?:{'|'.join(keuzes)})"
    return Patronen(
        soorten=tuple(
            _lees_soort(pad, inhoud["soorten"], naam, lijsten) for naam in inhoud["soorten"]
        ),
        los={naam: _een_van(_regels(pad, inhoud, naam, lijsten)) for naam in LOSSE},
    )


def _lees_soort(pad: Path, soorten: Knoop, naam: str, lijsten: Mapping[str, str]) -> Soort:
    knoop = soorten[naam]
    controleer_velden(pad, knoop, ("vraag", "antwoord"), ("contact",))
    contact = knoop.get("contact", "")
    if contact not in ("", *CONTACT):
        raise _fout(pad, regel_van(knoop, "contact"), "contact", f"kies uit {', '.join(CONTACT)}")
    antwoord = _regels(pad, knoop, "antwoord", lijsten)
    return Soort(
        naam=str(naam),
        vraag=_een_van(_regels(pad, knoop, "vraag", lijsten)),
        antwoord=_een_van(antwoord) if antwoord else None,
        contact=contact,
    )


def _regels(pad: Path, knoop: Knoop, veld: str, lijsten: Mapping[str, str]) -> list[str]:
    ingevuld: list[str] = []
    for regel, ruw in lexiconbestand.regels(pad, knoop, veld):
        onbekend = [naam for naam in LIJST.findall(ruw) if naam not in lijsten]
        if onbekend:
            raise _fout(pad, regel, veld, f"lijst '{onbekend[0]}' staat niet hierboven")
        patroon = LIJST.sub(lambda hit: lijsten[hit[1]], ruw)
        try:
            re.compile(patroon)
        except re.error as oorzaak:
            raise _fout(
                pad, regel, veld, f"'{ruw}' is geen geldig patroon ({oorzaak})"
            ) from oorzaak
        ingevuld.append(patroon)
    return ingevuld


def _een_van(keuzes: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(keuzes))


def _fout(pad: Path, regel: int, veld: str, uitleg: str) -> BestandFout:
    return BestandFout(f"{pad.name}, regel {regel}, veld '{veld}': {uitleg}.")
