"""Wat geen antwoord op de open vraag is, maar er wel over gaat: verbeteren, herhalen, kiezen."""

from __future__ import annotations

from bot.beurt import Beurt
from bot.dossier import Blad
from bot.lezing.soort import KORT, Lezing, aantal_woorden
from bot.verbetering import lees_in_blad
from bot.verwachting import AANPASSEN, NET_GELEZEN
from knowledge.antwoordlezer import (
    meldt_misverstand,
    vraagt_overzicht,
    weet_niet,
    wijst_lezing_af,
)
from knowledge.genoemd import genoemde_vraag, wil_verder_met
from knowledge.omgang import gaat_even_weg

_LAAT_MAAR = frozenset({"stop", "ontken", "verder", "weet_niet"})
_HERHALING = 4


def lees_bijzonder(beurt: Beurt, blad: Blad) -> Lezing | None:
    """Een verbetering van een eerder antwoord, een herhaald bericht, of sturing van het gesprek."""
    gelezen = (lees(beurt, blad) for lees in _LEZERS)
    return next(filter(None, gelezen), None)


def _wijst_af(beurt: Beurt, blad: Blad) -> Lezing | None:
    """`Klopt niet`, net nadat hij liet zien wat hij las, zonder te zeggen wat wel klopt.

    `Je hebt me verkeerd begrepen` telt altijd, zolang er een antwoord is dat anders kan.
    """
    klopt_niet = beurt.verwacht == NET_GELEZEN and wijst_lezing_af(beurt.tekst)
    if not klopt_niet and not (blad.stand.antwoorden and meldt_misverstand(beurt.tekst)):
        return None
    verbeterd = any(verbetering.antwoord for verbetering in lees_in_blad(blad, beurt.tekst))
    return None if verbeterd else {"soort": "aanpassen"}


def _verbetert(beurt: Beurt, blad: Blad) -> Lezing | None:
    if not lees_in_blad(blad, beurt.tekst):
        return None
    return {"soort": "verbeter", "run": blad.run, "tekst": beurt.tekst}


def _stuurt(beurt: Beurt, _blad: Blad) -> Lezing | None:
    if wacht := _wil_verder_met(beurt):
        return {"soort": "naar_boven", "run": wacht.run}
    if vraagt_overzicht(beurt.tekst) and not weet_niet(beurt.tekst):
        return {"soort": "overzicht"}
    return {"soort": "pauze"} if gaat_even_weg(beurt.tekst) else None


def _herhaalt(beurt: Beurt, blad: Blad) -> Lezing | None:
    return {"soort": "herhaling"} if _had_ik_al(beurt, blad) else None


def _wil_verder_met(beurt: Beurt) -> Blad | None:
    """De vragenlijst die wacht en waar de gebruiker eerst mee verder wil."""
    wachtend = reversed(beurt.dossier.stapel[:-1])
    return next((blad for blad in wachtend if wil_verder_met(beurt.tekst, blad.lijst)), None)


def _had_ik_al(beurt: Beurt, blad: Blad) -> bool:
    """Of een bericht twee keer na elkaar kwam en de eerste keer al is vastgelegd."""
    if aantal_woorden(beurt.tekst) < _HERHALING or beurt.tekst != beurt.vorige_tekst:
        return False
    return any(beurt.tekst in antwoord.waarde for antwoord in blad.stand.antwoorden.values())


def _kies_vraag(beurt: Beurt, blad: Blad) -> Lezing | None:
    """Wat iemand typt als de assistent vroeg welk antwoord anders moet."""
    if beurt.verwacht != AANPASSEN:
        return None
    vraag = genoemde_vraag(blad.lijst, beurt.tekst)
    if vraag and vraag.id in blad.stand.antwoorden and aantal_woorden(beurt.tekst) <= KORT:
        if verbetering := lees_in_blad(blad, f"toch {beurt.tekst}"):
            tekst = f"toch {beurt.tekst}"
            return {"soort": "verbeter", "run": blad.run, "tekst": tekst} if verbetering else None
        return {"soort": "heropen", "run": blad.run, "vraag": vraag.id}
    return {"soort": "verder"} if beurt.intent in _LAAT_MAAR else None


_LEZERS = (_kies_vraag, _wijst_af, _verbetert, _stuurt, _herhaalt)
