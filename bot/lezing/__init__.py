"""Bepaalt of een bericht een antwoord op de open vraag is, een uitstapje, of geen van beide.

Het resultaat is de waarde van het slot `antwoord` (architectuurbesluit 2): een woordenboek met
`soort`, of None als het bericht een uitstapje is dat een andere actie afhandelt.
"""

from __future__ import annotations

from bot.beurt import Beurt
from bot.contactantwoord import vult_melding_aan
from bot.dossier import Blad
from bot.lezing.bijzonder import lees_bijzonder
from bot.lezing.email import lees_email
from bot.lezing.gemeente import lees_gemeente
from bot.lezing.gemengd import lees_gemengd
from bot.lezing.keuze import lees_keuzevraag
from bot.lezing.klik import lees_klik
from bot.lezing.soort import UITSTAPJES, Lezing
from bot.lezing.tekst import lees_tekst
from bot.payload import VOORVOEGSEL
from knowledge.antwoordlezer import meldt_veilig
from knowledge.engels import is_engels
from knowledge.vragenlijst import Vraag

__all__ = ["Lezing", "lees_bericht"]

_LEZERS = {
    "keuze": lees_keuzevraag,
    "meerkeuze": lees_keuzevraag,
    "tekst": lees_tekst,
    "gemeente": lees_gemeente,
    "email": lees_email,
}
_VEILIG = frozenset({"veilig", "verder", "bevestig"})


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
        return _lees_na_gevaar(beurt, blad)
    vraag = blad.vraag
    over_intrekken = beurt.dossier.intrekken and beurt.intent in {"bevestig", "ontken"}
    if vraag is None or over_intrekken or vult_melding_aan(beurt):
        return None
    return _lees(beurt, blad, vraag)


def _lees(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if is_engels(beurt.tekst):
        return {"soort": "onbegrepen"}
    return lees_bijzonder(beurt, blad) or _lees_vraag(beurt, blad, vraag)


def _lees_vraag(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    return lees_gemengd(beurt, lambda: _LEZERS[vraag.soort](beurt, blad, vraag), vraag)


def _lees_na_gevaar(beurt: Beurt, blad: Blad) -> Lezing | None:
    """Na een melding van gevaar: is het veilig, gaat het gesprek verder, of wacht de assistent."""
    if beurt.intent in _VEILIG or meldt_veilig(beurt.tekst):
        return {"soort": "veilig"}
    vraag = blad.vraag
    lezing = _lees_vraag(beurt, blad, vraag) if vraag and vraag.soort != "tekst" else None
    if lezing and lezing["soort"] in {"antwoord", "deel"}:
        return lezing
    return None if beurt.intent in UITSTAPJES else {"soort": "wacht"}
