"""Een getypt antwoord op een vraag met keuzes."""

from __future__ import annotations

import re

from bot.beurt import Beurt
from bot.casuslezing import beschrijft
from bot.dossier import Blad
from bot.lezing.klik import deel
from bot.lezing.soort import (
    EIGEN_LIJST,
    KORT,
    UITSTAPJES,
    WISSEL,
    Lezing,
    aantal_woorden,
    antwoord,
    onbegrepen,
    vraagt_contact,
)
from bot.vraagbericht import getoond
from knowledge.antwoordlezer import (
    is_gewoon,
    is_vraag,
    lees_keuze,
    lees_slot,
    vraagt_wissel,
)
from knowledge.casus import lees_casus
from knowledge.genoemd import genoemde_vraag
from knowledge.probleemlezing import lees_probleem
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken

_KEUZE_BIJ_INTENT = {
    "bevestig": ("ja", "verder"),
    "ontken": ("nee", "corrigeer"),
    "weet_niet": (ONBEKEND,),
}
_NAAM = 3
_HELE_ZIN = 6
_ZEKER_GENOEG = 0.5
_ZEKER_VERDER = 0.6
_RONDT_AF = re.compile(r"(klaar|alles|dat is alles|dit is alles|dat was het)\b", re.IGNORECASE)


def lees_keuzevraag(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Wat een tekst betekent bij een keuze of meerkeuze."""
    if (slot := lees_slot(vraag, beurt.tekst)) and not _vertelt_meer(beurt):
        return antwoord(blad, vraag, slot)
    vraagt_iets = is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES - WISSEL
    verbetert_plaats = beurt.intent == "terug" and bool(herken(beurt.tekst))
    if vraagt_iets or verbetert_plaats or vraagt_contact(beurt) or _wil_verder(beurt, vraag):
        return None
    keuze = lees_keuze(vraag, beurt.tekst, getoond(blad, vraag))
    uit_intent = _uit_intent(beurt, vraag)
    if keuze and keuze.onderdelen:
        return _noem_onderdelen(beurt, blad, vraag, keuze.onderdelen)
    if blad.keuze and (keuze or uit_intent or _RONDT_AF.match(beurt.tekst.strip())):
        return antwoord(blad, vraag, "", onderdelen=list(blad.keuze))
    if gekozen := keuze.waarde if keuze else uit_intent:
        return antwoord(blad, vraag, gekozen)
    return _lees_vrij(beurt, blad, vraag)


def _wil_verder(beurt: Beurt, vraag: Vraag) -> bool:
    """Of iemand de draad weer oppakt: "ja ga verder waar we waren" is geen ja op de vraag."""
    zeker = beurt.intent == "verder" and beurt.zekerheid >= _ZEKER_VERDER
    return zeker and aantal_woorden(beurt.tekst) >= _NAAM and "verder" not in vraag.waarden


def _zegt_iets_anders(tekst: str, vraag: Vraag) -> bool:
    """Of een hele zin vooral over een ander criterium gaat dan de open vraag."""
    anders = lees_casus(tekst).conclusies.keys() - {vraag.criterium, vraag.id}
    return aantal_woorden(tekst) >= _HELE_ZIN and bool(anders)


def _uit_intent(beurt: Beurt, vraag: Vraag) -> str | None:
    """De keuze die bij de bedoeling hoort; alleen als die vrij zeker is en de tekst kort."""
    kort = aantal_woorden(beurt.tekst) <= KORT and is_gewoon(beurt.tekst)
    zeker = kort and beurt.zekerheid >= _ZEKER_GENOEG
    passend = _KEUZE_BIJ_INTENT.get(beurt.intent, ()) if zeker else ()
    return next((waarde for waarde in passend if waarde in vraag.waarden), None)


def _noem_onderdelen(beurt: Beurt, blad: Blad, vraag: Vraag, genoemd: tuple[str, ...]) -> Lezing:
    """Genoemde onderdelen; te weinig is nog geen `nee`, er kan er nog een bij komen."""
    if len(genoemd) < vraag.minimaal and _zegt_iets_anders(beurt.tekst, vraag):
        return {"soort": "aanvulling"}
    alle = list(dict.fromkeys((*blad.keuze, *genoemd)))
    if len(alle) < vraag.minimaal:
        return deel(blad, vraag, alle[-1])
    return antwoord(blad, vraag, "", alle)


def _lees_vrij(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if vraag.id == "probleem" and (probleem := lees_probleem(beurt.tekst).zeker) in vraag.waarden:
        return antwoord(blad, vraag, str(probleem))
    if genoemd := _genoemde_vraag(blad, beurt.tekst):
        return {"soort": "heropen", "run": blad.run, "vraag": genoemd}
    if EIGEN_LIJST.get(beurt.intent) == blad.vragenlijst or _vertelt_meer(beurt):
        return {"soort": "aanvulling"}
    return onbegrepen(beurt, "onbegrepen")


def _genoemde_vraag(blad: Blad, tekst: str) -> str | None:
    """Het eerdere antwoord waarvan iemand alleen de naam typt: `de samenvatting`."""
    vraag = genoemde_vraag(blad.lijst, tekst)
    kort = aantal_woorden(tekst) <= _NAAM
    return vraag.id if vraag and kort and vraag.id in blad.stand.antwoorden else None


def _vertelt_meer(beurt: Beurt) -> bool:
    uitstapje = beurt.intent in UITSTAPJES - WISSEL or (
        beurt.intent in WISSEL and vraagt_wissel(beurt.tekst, beurt.intent)
    )
    return not uitstapje and beschrijft(beurt.tekst)
