"""Laten zien wat uit een beschrijving is gehaald, zodat de gebruiker het kan afwijzen."""

from __future__ import annotations

from bot.beurt import Beurt
from bot.casuslezing import zeg_lezing
from bot.dossier import Blad
from bot.verwachting import NET_GELEZEN
from knowledge.vragenlijst import GELEZEN


def toon_lezing(beurt: Beurt, voor: Blad, na: Blad) -> None:
    """Laat zien wat uit de tekst is gehaald, en onthoud dat de gebruiker dat kan afwijzen."""
    zeg_lezing(beurt, voor, na)
    nieuw = {v for v, a in na.stand.antwoorden.items() if a.herkomst == GELEZEN}
    if nieuw - set(voor.stand.antwoorden):
        beurt.verwacht_nu(NET_GELEZEN)
