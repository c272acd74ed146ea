"""Bepaalt of een bericht een antwoord op de open vraag is, een uitstapje, of geen van beide.

Het resultaat is de waarde van het slot `antwoord` (architectuurbesluit 2): een woordenboek met
`soort`, of None als het bericht een uitstapje is dat een andere actie afhandelt.
"""

from __future__ import annotations

from bot.beurt import Beurt
from bot.lezing.email import lees_email
from bot.lezing.gemeente import lees_gemeente
from bot.lezing.keuze import lees_keuzevraag
from bot.lezing.klik import lees_klik
from bot.lezing.soort import UITSTAPJES, Lezing
from bot.lezing.tekst import lees_tekst
from bot.payload import VOORVOEGSEL

__all__ = ["Lezing", "lees_bericht"]

_LEZERS = {
    "keuze": lees_keuzevraag,
    "meerkeuze": lees_keuzevraag,
    "tekst": lees_tekst,
    "gemeente": lees_gemeente,
    "email": lees_email,
}


def lees_bericht(beurt: Beurt) -> Lezing | None:
    """Wat dit bericht betekent voor de open vraag; None is een uitstapje, of al verwerkt."""
    blad = beurt.dossier.blad
    if blad is None or beurt.intent == "acuut" or beurt.bericht_id == beurt.dossier.bericht:
        return None
    if beurt.keuze:
        return lees_klik(beurt, beurt.keuze)
    if beurt.tekst.startswith(VOORVOEGSEL):
        return {"soort": "verlopen"}
    if beurt.dossier.acuut:
        return None if beurt.intent in UITSTAPJES else {"soort": "verder"}
    vraag = blad.vraag
    over_intrekken = beurt.dossier.intrekken and beurt.intent in {"bevestig", "ontken"}
    if vraag is None or over_intrekken:
        return None
    return _LEZERS[vraag.soort](beurt, blad, vraag)
