"""Een klik lezen: een antwoord, een verbetering, of een knop die niet meer telt."""

from __future__ import annotations

from bot.beurt import GLOBAAL, Beurt
from bot.dossier import Blad
from bot.lezing.soort import Lezing, antwoord
from bot.payload import Keuze
from bot.vraagbericht import BIJ_GEVAAR, KLAAR
from knowledge.vragenlijst import GEKOZEN, Vraag


def lees_klik(beurt: Beurt, keuze: Keuze) -> Lezing | None:
    """Wat een klik betekent; None is een opdracht of vervolg voor een andere actie."""
    doel = beurt.dossier.blad_van(keuze.run)
    if keuze.run == GLOBAAL or (doel is None and keuze.vraag == "vervolg"):
        return None
    if doel is None:
        return {"soort": "verlopen"}
    if keuze.vraag == "corrigeer":
        return {"soort": "heropen", "run": keuze.run, "vraag": keuze.waarde}
    return _klik_op_vraag(beurt, doel, keuze)


def _klik_op_vraag(beurt: Beurt, doel: Blad, keuze: Keuze) -> Lezing:
    vraag = doel.lijst.vragen.get(keuze.vraag)
    if vraag is None or (keuze.waarde == BIJ_GEVAAR and not beurt.dossier.bij_gevaar):
        return {"soort": "verlopen"}
    if vraag.soort == "meerkeuze" and keuze.waarde in {*vraag.onderdelen, KLAAR}:
        return deel(doel, vraag, keuze.waarde)
    if keuze.waarde == BIJ_GEVAAR and beurt.dossier.bij_gevaar:
        return antwoord(doel, vraag, beurt.dossier.bij_gevaar)
    return antwoord(doel, vraag, keuze.waarde, herkomst=GEKOZEN)


def deel(blad: Blad, vraag: Vraag, waarde: str) -> Lezing:
    """Een onderdeel van een meerkeuzevraag erbij, of alle onderdelen samen als antwoord."""
    if waarde == KLAAR:
        return antwoord(blad, vraag, "", onderdelen=list(blad.keuze), herkomst=GEKOZEN)
    return {"soort": "deel", "run": blad.run, "vraag": vraag.id, "onderdeel": waarde}
