"""De soorten bericht: welke bedoelingen een uitstapje zijn, en de vorm van een lezing."""

from __future__ import annotations

from typing import Any

from bot.beurt import Beurt
from bot.casuslezing import BEVESTIG
from bot.dossier import Blad
from knowledge.antwoordlezer import is_vraag, vraagt_wissel
from knowledge.antwoordsoort import vraagt_bereik
from knowledge.contactvraag import GEEN_GEHOOR, NIET_JUIST, lees_contactvraag
from knowledge.vragenlijst import GETYPT, Vraag
from sociale_kaart.genoemd import soorten_in

Lezing = dict[str, Any]

OPDRACHTEN = frozenset(
    {
        "aanpassen",
        "artikel",
        "ave_bepalen",
        "hulp",
        "intrekken",
        "mens",
        "opnieuw",
        "status",
        "stop",
        "terug",
        "uitleg",
        "veilig",
        "verder",
    }
)
INHOUD = frozenset({"kennis", "contact", "privacy", "ave", "botvraag", "buiten_bereik", "suicide"})
PRAAT = frozenset({"groet", "bedank"})
WISSEL = frozenset({"adviesvraag", "route", "start_triage"})
EIGEN_LIJST = {"adviesvraag": "adviesvraag", "route": "route", "start_triage": "triage"}
UITSTAPJES = OPDRACHTEN | INHOUD | PRAAT | WISSEL | {"acuut"}
HEEL_KORT = 4
KORT = 8
KORTE_VRAAG = 18
_OVER_EEN_CONTACT = 0.4


def antwoord(
    blad: Blad,
    vraag: Vraag,
    waarde: str,
    onderdelen: list[str] | None = None,
    herkomst: str = GETYPT,
) -> Lezing:
    """Een antwoord op een vraag van een blad, of de wens om een gelezen antwoord te verbeteren."""
    if (vraag.id, waarde) == (BEVESTIG, "corrigeer"):
        return {"soort": "aanpassen"}
    return {
        "soort": "antwoord",
        "run": blad.run,
        "vraag": vraag.id,
        "waarde": waarde,
        "onderdelen": onderdelen or [],
        "herkomst": herkomst,
    }


def onbegrepen(beurt: Beurt, soort: str) -> Lezing | None:
    """Een uitstapje, of niet begrepen; op een tekst die niets vraagt is elk onderwerp een gok.

    Naar een andere vragenlijst gaat het gesprek alleen als de gebruiker daar om vraagt: een
    beschrijving bij de verkeerde vraag is nog geen nieuwe casus.
    """
    if beurt.intent in WISSEL:
        return None if vraagt_wissel(beurt.tekst, beurt.intent) else {"soort": soort}
    if beurt.intent == "buiten_bereik" and not is_vraag(beurt.tekst):
        return {"soort": soort}
    return None if beurt.intent in UITSTAPJES else {"soort": soort}


def vraagt_contact(beurt: Beurt) -> bool:
    """Of een kort bericht een nummer vraagt of iets over een contact meldt."""
    if beurt.intent != "contact" or beurt.zekerheid < _OVER_EEN_CONTACT:
        return False
    if aantal_woorden(beurt.tekst) > KORT:
        return False
    meldt = lees_contactvraag(beurt.tekst) in {NIET_JUIST, GEEN_GEHOOR}
    return meldt or (bool(soorten_in(beurt.tekst)) and vraagt_bereik(beurt.tekst))


def aantal_woorden(tekst: str) -> int:
    """Het aantal woorden in een tekst."""
    return len(tekst.split())
