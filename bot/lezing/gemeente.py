"""Een antwoord op de vraag in welke gemeente het speelt."""

from __future__ import annotations

import re

from bot.beurt import Beurt
from bot.casuslezing import beschrijft, lees_plaats
from bot.dossier import Blad
from bot.lezing.soort import UITSTAPJES, Lezing, antwoord, onbegrepen, vraagt_contact
from bot.vraagbericht import getoond, plaatsnaam
from knowledge.antwoordlezer import is_vraag, lees_rang, weet_niet
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import Gemeente, herken, zoek

_ALLEMAAL = re.compile(r"\b(allebei|alle ?twee|beide|beiden|allemaal)\b", re.IGNORECASE)


def lees_gemeente(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Welke gemeente een tekst noemt; bij een dubbele naam de mogelijkheden."""
    if vraagt_contact(beurt) or (is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES):
        return None
    genoemd = set(blad.extra.get("plaatsen") or ())
    bij_titel = [code for code in genoemd if _staat_in(beurt.tekst, plaatsnaam(code))]
    if len(bij_titel) == 1:
        return antwoord(blad, vraag, bij_titel[0])
    if genoemd and (code := lees_rang(beurt.tekst, getoond(blad, vraag))):
        return antwoord(blad, vraag, code)
    gevonden = zoek(beurt.tekst)
    if not gevonden and weet_niet(beurt.tekst):
        return antwoord(blad, vraag, ONBEKEND)
    passend = [g for g in gevonden if g.code in genoemd] or list(gevonden)
    if len(passend) == 1:
        return antwoord(blad, vraag, passend[0].code)
    return _uit_meer(beurt, blad, vraag, passend)


def _uit_meer(beurt: Beurt, blad: Blad, vraag: Vraag, passend: list[Gemeente]) -> Lezing | None:
    """Geen of meer dan één gemeente: kies, vraag na, of zeg dat de plaats niet bekend is."""
    if blad.extra.get("samen") and (passend or _ALLEMAAL.search(beurt.tekst)):
        return antwoord(blad, vraag, passend[0].code if passend else blad.extra["plaatsen"][0])
    if not passend:
        return _zonder_plaats(beurt)
    beeld = lees_plaats(beurt.tekst)
    return {
        "soort": "plaatsen",
        "codes": [gemeente.code for gemeente in passend],
        "plaats": beeld.plaats if beeld.samen else _plaats(beurt.tekst),
        "samen": beeld.samen,
    }


def _zonder_plaats(beurt: Beurt) -> Lezing | None:
    if beschrijft(beurt.tekst):
        return {"soort": "aanvulling"}
    return onbegrepen(beurt, "onbekende_plaats")


def _staat_in(tekst: str, titel: str) -> bool:
    return bool(tekst.strip()) and tekst.strip().casefold() in titel.casefold()


def _plaats(tekst: str) -> str:
    vondsten = herken(tekst)
    return vondsten[0].naam if vondsten else tekst.strip()
