"""Een antwoord op een open vraag: de tekst zelf, of toch een uitstapje."""

from __future__ import annotations

from bot.beurt import Beurt
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
from knowledge.antwoordlezer import (
    is_janee,
    is_vraag,
    lees_keuze,
    vraagt_wissel,
    weet_niet,
    zonder_aanloop,
)
from knowledge.casus import lees_casus
from knowledge.casusvorm import noemt_iemand
from knowledge.engels import is_engels
from knowledge.omgang import scheldt
from knowledge.toetsvraag import vraagt_toets
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken, zoek

_LOSSE_PLAATS = 3
_ZEKER_GENOEG = 0.6
_VAST_EEN_PRAATJE = 0.5
_ZEKER_WISSELEN = 0.8
_ZWAK = 0.5


def lees_tekst(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Wat een tekst betekent bij een open vraag."""
    kan_onbekend = ONBEKEND in vraag.waarden and not scheldt(beurt.tekst)
    if kan_onbekend and _zegt_onbekend(vraag, beurt.tekst):
        return antwoord(blad, vraag, ONBEKEND)
    if _is_uitstapje(beurt, blad, vraag):
        return None
    if beurt.intent == "weet_niet" and aantal_woorden(beurt.tekst) <= KORT:
        return None
    return _lees_inhoud(beurt, blad, vraag)


def _lees_inhoud(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing:
    """De tekst als antwoord; een plaats of een los ja is geen beschrijving van een casus."""
    casus = vraag.id == "casus"
    if is_engels(beurt.tekst) or not any(teken.isalnum() for teken in beurt.tekst):
        return {"soort": "onbegrepen"}
    if casus and (codes := _alleen_plaats(beurt.tekst)):
        return {"soort": "alleen_plaats", "run": blad.run, "codes": codes}
    if casus and _zegt_niets_over_een_zaak(beurt.tekst):
        return {"soort": "onbegrepen"}
    if is_janee(beurt.tekst) and casus:
        return antwoord(blad, vraag, ONBEKEND)
    if is_janee(beurt.tekst) and ONBEKEND not in vraag.waarden:
        return {"soort": "onbegrepen"}
    return antwoord(blad, vraag, beurt.tekst)


def _zegt_niets_over_een_zaak(tekst: str) -> bool:
    """Of een tekst niets zegt over een zaak: `appelflap`, of "ik tikte maar wat"."""
    if aantal_woorden(tekst) > KORTE_VRAAG or herken(tekst):
        return False
    # Los van feiten: in "wat stel jij een vragen" is een stel geen paar.
    if scheldt(tekst) and not lees_casus(tekst).bevindingen:
        return True
    lezing = lees_casus(tekst)
    return not (lezing.bevindingen or lezing.feiten or noemt_iemand(tekst))


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
    if vraagt_contact(beurt) or _is_praatje(beurt, vraag) or _wil_liever(beurt):
        return True
    if beurt.intent in OPDRACHTEN | PRAAT and woorden <= KORT:
        return beurt.zekerheid >= _ZEKER_GENOEG
    if beurt.intent in {"adviesvraag", "botvraag"} and woorden <= KORT:
        return True
    if beurt.intent == "start_triage" and woorden <= KORT:
        vraagt = vraagt_toets(beurt.tekst) or vraagt_wissel(beurt.tekst, "start_triage")
        return vraagt and not (vraag.id == "casus" and noemt_iemand(beurt.tekst))
    if vraag.id == "samenvatting" and blad.stand.waarde("soort") == "informatievraag":
        return False
    return beurt.intent in INHOUD and woorden <= KORTE_VRAAG and is_vraag(beurt.tekst)


def _wil_liever(beurt: Beurt) -> bool:
    """Of iemand toch een adviesvraag wil: "weet je wat, ik dien liever een adviesvraag in"."""
    if beurt.intent != "adviesvraag" or beurt.zekerheid < _ZEKER_WISSELEN:
        return False
    return aantal_woorden(beurt.tekst) <= KORTE_VRAAG and not _zegt_iets_over_een_zaak(beurt.tekst)


def _is_praatje(beurt: Beurt, vraag: Vraag) -> bool:
    """Of een kort bericht nergens over gaat: "het regent pijpenstelen hier".

    Bij de vraag wat er speelt is ook een langer bericht zonder iemand en zonder feiten een praatje.
    """
    if beurt.intent != "buiten_bereik" or herken(beurt.tekst):
        return False
    if _zegt_iets_over_een_zaak(beurt.tekst):
        return False
    if aantal_woorden(beurt.tekst) <= KORT and beurt.zekerheid >= _VAST_EEN_PRAATJE:
        return True
    langer = aantal_woorden(beurt.tekst) <= KORTE_VRAAG and not noemt_iemand(beurt.tekst)
    return vraag.id == "casus" and langer


def _zegt_iets_over_een_zaak(tekst: str) -> bool:
    lezing = lees_casus(tekst)
    return bool(lezing.feiten) or any(b.zekerheid > _ZWAK for b in lezing.bevindingen)
