"""De tijd van de poort en de lezers alleen, zonder Rasa en zonder netwerk."""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Callable

from bot.bench.gesprekken import BERICHTEN
from bot.casuslezing import lees_plaats
from bot.channels.gate import Poort
from knowledge.casus import lees_casus
from knowledge.regios import partnerdomeinen


def meet_functies(aantal: int) -> dict[str, list[float]]:
    """Seconden per bericht van de poort, de casuslezer en de plaatslezer.

    De berichten lopen van één woord tot een alinea. Elk bericht krijgt een eigen staart, zodat
    geen functie een eerder antwoord kan hergebruiken. De eerste ronde telt niet mee: dan worden
    de woordenlijsten gelezen, wat het programma bij de start doet.

    Args:
        aantal: hoeveel berichten elke functie krijgt.
    """
    sleutel = base64.urlsafe_b64encode(os.urandom(32)).decode("ascii")
    poort = Poort((sleutel,), partnerdomeinen(), behoud=frozenset())
    functies: dict[str, Callable[[str], object]] = {
        "poort": lambda tekst: poort.controleer("meting", tekst),
        "casus": lees_casus,
        "plaats": lees_plaats,
    }
    return {naam: _meet(functie, aantal) for naam, functie in functies.items()}


def _meet(functie: Callable[[str], object], aantal: int) -> list[float]:
    for bericht in BERICHTEN:
        functie(bericht)
    tijden = []
    for nummer in range(aantal):
        tekst = f"{BERICHTEN[nummer % len(BERICHTEN)]} Dit is melding {nummer}."
        begin = time.perf_counter()
        functie(tekst)
        tijden.append(time.perf_counter() - begin)
    return tijden
