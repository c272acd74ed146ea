"""Waar een gesprek mee kan beginnen."""

from __future__ import annotations

from bot.beurt import Beurt, Knop


def beginknoppen(beurt: Beurt) -> list[Knop]:
    """De knoppen om mee te beginnen; geen als er al een vraag open staat."""
    if beurt.dossier.blad is not None:
        return []
    return [
        beurt.opdracht("Casus toetsen", "start_triage"),
        beurt.opdracht("Waar meld ik dit?", "route"),
        beurt.opdracht("Adviesvraag indienen", "adviesvraag"),
        beurt.opdracht("Een mens spreken", "mens"),
    ]
