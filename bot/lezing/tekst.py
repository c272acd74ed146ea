"""Een antwoord op een open vraag: de tekst zelf, of toch een uitstapje."""

from __future__ import annotations

from bot.beurt import Beurt
from bot.casuslezing import beschrijft
from bot.dossier import Blad
from bot.lezing.soort import (
    HEEL_KORT,
    INHOUD,
    KORT,
    KORTE_VRAAG,
    OPDRACHTEN,
    PRAAT,
    Lezing,
    aantal_woorden,
    antwoord,
)
from knowledge.antwoordlezer import is_vraag, weet_niet
from knowledge.casus import lees_casus
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken

_ZEKER_GENOEG = 0.6


def lees_tekst(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Wat een tekst betekent bij een open vraag."""
    if ONBEKEND in vraag.waarden and _zegt_onbekend(vraag, beurt.tekst):
        return antwoord(blad, vraag, ONBEKEND)
    if _is_uitstapje(beurt, blad, vraag):
        return None
    if beurt.intent == "weet_niet" and aantal_woorden(beurt.tekst) <= KORT:
        return None
    if not beurt.tekst.strip():
        return {"soort": "onbegrepen"}
    if vraag.id == "casus" and _noemt_alleen_plaats(beurt.tekst):
        return {"soort": "aanvulling"}
    return antwoord(blad, vraag, beurt.tekst)


def _zegt_onbekend(vraag: Vraag, tekst: str) -> bool:
    """Of een tekst alleen `weet ik niet` zegt; "onduidelijk wie de regie heeft" is een antwoord."""
    if tekst.strip().casefold() == vraag.titel(ONBEKEND).casefold():
        return True
    return weet_niet(tekst) and aantal_woorden(tekst) <= HEEL_KORT


def _noemt_alleen_plaats(tekst: str) -> bool:
    kort = aantal_woorden(tekst) <= KORT
    return kort and bool(herken(tekst)) and not lees_casus(tekst).bevindingen


def _is_uitstapje(beurt: Beurt, blad: Blad, vraag: Vraag) -> bool:
    woorden = aantal_woorden(beurt.tekst)
    if beurt.intent in OPDRACHTEN | PRAAT and woorden <= KORT:
        return beurt.zekerheid >= _ZEKER_GENOEG
    if beurt.intent in {"adviesvraag", "botvraag"} and woorden <= KORT:
        return True
    if beurt.intent == "start_triage" and woorden <= KORT:
        return not beschrijft(beurt.tekst) and not lees_casus(beurt.tekst).bevindingen
    if vraag.id == "samenvatting" and blad.stand.waarde("soort") == "informatievraag":
        return False
    return beurt.intent in INHOUD and woorden <= KORTE_VRAAG and is_vraag(beurt.tekst)
