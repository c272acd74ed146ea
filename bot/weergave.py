"""Antwoorden zoals een mens ze leest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dossier import Blad
from knowledge.vragenlijst import ONBEKEND, Antwoord, Vraag
from sociale_kaart.plaatsen import op_code

OVERSLAAN = "overslaan"


def samenvatting(blad: Blad) -> str:
    """Alles wat in een vragenlijst bekend is, één regel per vraag, in de volgorde van de lijst."""
    regels = [
        f"- {vraag.kort[:1].upper()}{vraag.kort[1:]}: {weergave(vraag, antwoord)}"
        for vraag in blad.lijst.vragen.values()
        if (antwoord := blad.stand.antwoorden.get(vraag.id))
    ]
    if ook_in := blad.extra.get("ook_in"):
        regels.append(f"- Ook in: {plaatsnamen(ook_in)}")
    return "\n".join(regels)


def plaatsnamen(codes: Sequence[str]) -> str:
    """Namen van gemeenten met hun regio, om op te sommen."""
    return ", ".join(f"{op_code(c).naam} ({op_code(c).regio_naam})" for c in codes)


def weergave(vraag: Vraag, antwoord: Antwoord) -> str:
    """Een antwoord zoals een mens het leest."""
    if vraag.soort == "gemeente" and antwoord.waarde != ONBEKEND:
        return op_code(antwoord.waarde).naam
    if antwoord.onderdelen:
        return ", ".join(vraag.titel(onderdeel) for onderdeel in antwoord.onderdelen)
    if antwoord.waarde == OVERSLAAN:
        return "niet opgegeven"
    if vraag.soort == "email":
        return "opgegeven (versleuteld bewaard)"
    if antwoord.waarde == ONBEKEND:
        return "nog niet bekend"
    return vraag.titel(antwoord.waarde)
