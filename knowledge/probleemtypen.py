"""De soorten problemen met hun titel en eerste contacten, uit `lexicon/problemen.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.yamlbestand import controleer_velden, lees_yaml

BESTAND = Path(__file__).parent / "lexicon" / "problemen.yml"

_VELDEN = ("titel", "uitleg", "contacten")


@dataclass(frozen=True)
class Probleemtype:
    """Een soort probleem: `contacten` zijn soorten contact, het beste eerste contact vooraan."""

    code: str
    titel: str
    uitleg: str
    contacten: tuple[str, ...]


@cache
def probleemtypen() -> Mapping[str, Probleemtype]:
    """Alle soorten problemen op code.

    Raises:
        BestandFout: als het bestand niet klopt; met bestand, regel en veld.
    """
    uit = {}
    for code, blok in lees_yaml(BESTAND)["problemen"].items():
        controleer_velden(BESTAND, blok, _VELDEN, toegestaan=blok)
        uit[str(code)] = Probleemtype(
            str(code), str(blok["titel"]), str(blok["uitleg"]), tuple(blok["contacten"])
        )
    return uit


def probleemtype(code: str | None) -> Probleemtype | None:
    """Het soort probleem bij een code; None als het niet bekend is."""
    return probleemtypen().get(code or "")
