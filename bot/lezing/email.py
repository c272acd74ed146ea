"""Een antwoord op de vraag naar een werkmailadres; het adres zelf is al een versleuteld teken."""

from __future__ import annotations

import re

from bot.beurt import Beurt
from bot.dossier import Blad
from bot.instellingen import instellingen
from bot.lezing.soort import Lezing, antwoord, onbegrepen
from bot.weergave import OVERSLAAN
from knowledge.antwoordlezer import lees_keuze, weet_niet
from knowledge.regios import partnerdomeinen
from knowledge.vragenlijst import Vraag
from privacy.werkmail import versleutel_werkmail, vind_werkmail

_MAIL = re.compile(r"\[werkmail:[^\]]+\]")


def _loket(tekst: str) -> str | None:
    """Het adres van een loket van een partner; dat laat de poort leesbaar staan."""
    gevonden = next(vind_werkmail(tekst, partnerdomeinen()), None)
    return tekst[slice(*gevonden)] if gevonden else None


def lees_email(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Of er een werkmailadres staat, of dat de gebruiker de vraag overslaat."""
    mail = _MAIL.search(beurt.tekst)
    if mail:
        return antwoord(blad, vraag, mail.group())
    if loket := _loket(beurt.tekst):
        return antwoord(blad, vraag, versleutel_werkmail(loket, instellingen().sleutels))
    if "EMAIL" in beurt.meta.get("privacy", ()):
        return {"soort": "geen_werkmail"}
    keuze = lees_keuze(vraag, beurt.tekst)
    if keuze or weet_niet(beurt.tekst) or beurt.intent in {"ontken", "weet_niet"}:
        return antwoord(blad, vraag, OVERSLAAN)
    return onbegrepen(beurt, "geen_werkmail")
