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
    vraagt_contact,
)
from knowledge.antwoordlezer import is_janee, is_vraag, lees_keuze, weet_niet, zonder_aanloop
from knowledge.casus import lees_casus
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken, zoek

_LOSSE_PLAATS = 3
_ZEKER_GENOEG = 0.6
_VAST_EEN_PRAATJE = 0.5


def lees_tekst(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Wat een tekst betekent bij een open vraag."""
    if ONBEKEND in vraag.waarden and _zegt_onbekend(vraag, beurt.tekst):
        return antwoord(blad, vraag, ONBEKEND)
    if _is_uitstapje(beurt, blad, vraag):
        return None
    if beurt.intent == "weet_niet" and aantal_woorden(beurt.tekst) <= KORT:
        return None
    return _lees_inhoud(beurt, blad, vraag)


def _lees_inhoud(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing:
    """De tekst als antwoord; een plaats of een los ja is geen beschrijving van een casus."""
    casus = vraag.id == "casus"
    if not any(teken.isalnum() for teken in beurt.tekst):
        return {"soort": "onbegrepen"}
    if casus and (codes := _alleen_plaats(beurt.tekst)):
        return {"soort": "alleen_plaats", "run": blad.run, "codes": codes}
    if is_janee(beurt.tekst) and casus:
        return antwoord(blad, vraag, ONBEKEND)
    if is_janee(beurt.tekst) and ONBEKEND not in vraag.waarden:
        return {"soort": "onbegrepen"}
    return antwoord(blad, vraag, beurt.tekst)


def _zegt_onbekend(vraag: Vraag, tekst: str) -> bool:
    """Of een tekst alleen `weet ik niet` zegt; "onduidelijk wie de regie heeft" is een antwoord."""
    if lees_keuze(vraag, tekst) is not None and not lees_casus(tekst).bevindingen:
        return aantal_woorden(tekst) <= KORT
    return weet_niet(tekst) and aantal_woorden(zonder_aanloop(tekst)) <= HEEL_KORT


def _alleen_plaats(tekst: str) -> list[str]:
    """De gemeenten die een korte tekst noemt als er verder niets in staat."""
    if aantal_woorden(tekst) > KORT or lees_casus(tekst).bevindingen:
        return []
    vondsten = [gemeente.code for vondst in herken(tekst) for gemeente in vondst.opties]
    los = aantal_woorden(tekst) <= _LOSSE_PLAATS
    return list(dict.fromkeys(vondsten or (g.code for g in zoek(tekst) if los)))


def _is_uitstapje(beurt: Beurt, blad: Blad, vraag: Vraag) -> bool:
    woorden = aantal_woorden(beurt.tekst)
    if vraagt_contact(beurt) or _is_praatje(beurt):
        return True
    if beurt.intent in OPDRACHTEN | PRAAT and woorden <= KORT:
        return beurt.zekerheid >= _ZEKER_GENOEG
    if beurt.intent in {"adviesvraag", "botvraag"} and woorden <= KORT:
        return True
    if beurt.intent == "start_triage" and woorden <= KORT:
        return not beschrijft(beurt.tekst) and not lees_casus(beurt.tekst).bevindingen
    if vraag.id == "samenvatting" and blad.stand.waarde("soort") == "informatievraag":
        return False
    return beurt.intent in INHOUD and woorden <= KORTE_VRAAG and is_vraag(beurt.tekst)


def _is_praatje(beurt: Beurt) -> bool:
    """Of een kort bericht nergens over gaat: "het regent pijpenstelen hier"."""
    if beurt.intent != "buiten_bereik" or beurt.zekerheid < _VAST_EEN_PRAATJE:
        return False
    if aantal_woorden(beurt.tekst) > KORT or herken(beurt.tekst):
        return False
    lezing = lees_casus(beurt.tekst)
    return not lezing.bevindingen and not lezing.feiten
