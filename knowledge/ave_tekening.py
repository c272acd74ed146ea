"""Teken de fasen en de ladders van de AVE voor de documentatie."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.ave import TITELS, VELDEN, fase
from knowledge.ladder import Ladder, ladders

FASEN = (1, 2, 3, 4)


def document() -> str:
    """De documentatiepagina: een tabel met de fasen en per regio een ladder als schema."""
    return "\n".join([*_tabel(), *_ladders()]) + "\n"


def _tabel() -> Iterator[str]:
    yield "# AVE: fasen en ladders\n"
    yield (
        "Gemaakt uit `knowledge/ave.yml` en `knowledge/ladders.yml` met `make docs`; niet met de "
        "hand wijzigen. Een sterretje betekent: volgens de genoemde bron, niet bij de uitgever "
        "gecontroleerd.\n"
    )
    yield "| | " + " | ".join(f"AVE {nummer}" for nummer in FASEN) + " |"
    yield "|---" * (len(FASEN) + 1) + "|"
    for veld in VELDEN:
        cellen = [fase(nummer).cellen[veld] for nummer in FASEN]
        teksten = [f"{c.tekst}{'*' if c.bron and not c.bevestigd else ''}" for c in cellen]
        yield f"| {TITELS[veld]} | " + " | ".join(teksten) + " |"


def _ladders() -> Iterator[str]:
    for ladder in ladders().values():
        yield f"\n## {ladder.titel}\n"
        yield f"Bron: {ladder.bron.tekst()}.\n"
        yield f"```mermaid\n{teken(ladder)}\n```"


def teken(ladder: Ladder) -> str:
    """De ladder als Mermaid-schema, van onder naar boven."""
    regels = ["flowchart BT"]
    regels += [f'    t{nr}["{trede.tekst()}"]' for nr, trede in enumerate(ladder.treden)]
    regels += [f"    t{nr} --> t{nr + 1}" for nr in range(len(ladder.treden) - 1)]
    return "\n".join(regels)
