"""Zien of een bericht geen gewone woorden heeft om iets van te begrijpen: `fnaf ploink gruzel`."""

from __future__ import annotations

import re

from knowledge.zoektaal import gewone_stammen, stam, stopwoorden, woorden_met_stop

_GELAKT = re.compile(r"\[[^\]]*\]")


def is_onzin(tekst: str) -> bool:
    """Of een bericht woorden heeft, en geen daarvan een gewoon Nederlands woord is.

    Args:
        tekst: het bericht van de gebruiker; wat de poort wegliet (`[naam]`) telt niet mee.
    """
    alle = woorden_met_stop(_GELAKT.sub(" ", tekst))
    gewoon = stopwoorden()
    return bool(alle) and not any(w in gewoon or stam(w) in gewone_stammen() for w in alle)
