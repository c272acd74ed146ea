"""Een antwoord op de vraag in welke gemeente het speelt."""

from __future__ import annotations

from bot.beurt import Beurt
from bot.dossier import Blad
from bot.lezing.soort import UITSTAPJES, Lezing, antwoord, onbegrepen
from bot.vraagbericht import plaatsnaam
from knowledge.antwoordlezer import is_vraag, weet_niet
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken, zoek


def lees_gemeente(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Welke gemeente een tekst noemt; bij een dubbele naam de mogelijkheden."""
    if is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES:
        return None
    genoemd = set(blad.extra.get("plaatsen") or ())
    bij_titel = [code for code in genoemd if _staat_in(beurt.tekst, plaatsnaam(code))]
    if len(bij_titel) == 1:
        return antwoord(blad, vraag, bij_titel[0])
    gevonden = zoek(beurt.tekst)
    if not gevonden and weet_niet(beurt.tekst):
        return antwoord(blad, vraag, ONBEKEND)
    passend = [g for g in gevonden if g.code in genoemd] or list(gevonden)
    if len(passend) == 1:
        return antwoord(blad, vraag, passend[0].code)
    if passend:
        return {
            "soort": "plaatsen",
            "codes": [gemeente.code for gemeente in passend],
            "plaats": _plaats(beurt.tekst),
        }
    return onbegrepen(beurt, "onbekende_plaats")


def _staat_in(tekst: str, titel: str) -> bool:
    return bool(tekst.strip()) and tekst.strip().casefold() in titel.casefold()


def _plaats(tekst: str) -> str:
    vondsten = herken(tekst)
    return vondsten[0].naam if vondsten else tekst.strip()
