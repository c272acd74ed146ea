"""`@actie` maakt van een functie over een `Beurt` een Rasa-actie met één foutgrens.

De gebruiker krijgt bij een fout één zin met een lognummer, het log krijgt de oorzaak, en er gaat
geen traceback of verzoek naar buiten (architectuurbesluit 9).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.beurt import Beurt
from bot.contactantwoord import vult_melding_aan
from bot.dossier import Dossier
from bot.ingediend import klikt_nog_eens, zeg_nog_eens
from bot.kennismaking import stel_voor, zeg_welkom_terug
from bot.verbetering import verbeter_afgerond

logger = logging.getLogger(__name__)

FORMULIER = "vragenlijst_form"
AFRONDEN = "action_rond_af"
_CONTACT = "action_contact"
_VRAAGT_INTREKKEN = "action_intrekken"
_EERST_GEVAAR = frozenset({"action_acuut", "action_suicide"})
_ZEGT_HET_ZELF = frozenset({"action_groet", "action_botvraag"})
_IN_HET_FORMULIER = frozenset(
    {"action_lees_antwoord", f"validate_{FORMULIER}", "action_ask_antwoord"}
)

Functie = Callable[[Beurt], Awaitable[None]]
_FUNCTIES: dict[str, Functie] = {}


async def doe_ook(naam: str, beurt: Beurt) -> None:
    """Doe in deze beurt ook wat een andere actie doet, bijvoorbeeld voor een deel van de tekst."""
    await _FUNCTIES[naam](beurt)


def actie(naam: str) -> Callable[[Functie], type[Action]]:
    """Maak van een functie over een `Beurt` de Rasa-actie met deze naam.

    De actie bewaart het dossier en geeft de beurt door aan het formulier als er een vraag open
    staat, zodat een uitstapje altijd bij de open vraag terugkomt.
    """

    def maak(functie: Functie) -> type[Action]:
        _FUNCTIES[naam] = functie

        async def run(
            _self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any
        ) -> list[EventType]:
            oud = tracker.get_slot("dossier")
            beurt = Beurt(tracker, dispatcher, Dossier.uit_json(oud))
            try:
                if not _verbetert_afgerond(naam, beurt):
                    await _kies(naam, beurt, functie)(beurt)
            except Exception as fout:  # noqa: BLE001 - dit is de foutgrens
                meld_fout(naam, beurt, fout)
                beurt = Beurt(tracker, dispatcher, Dossier.uit_json(oud))
            if naam not in _IN_HET_FORMULIER:
                _sluit_beurt(naam, beurt, Dossier.uit_json(oud))
            return [*_bewaar(beurt, oud), *beurt.gebeurtenissen, *_naar_formulier(naam, beurt)]

        return type(
            "".join(deel.title() for deel in naam.split("_")),
            (Action,),
            {
                "name": lambda _self: naam,
                "run": run,
                "__module__": functie.__module__,
                "__doc__": functie.__doc__,
            },
        )

    return maak


def _sluit_beurt(naam: str, beurt: Beurt, oud: Dossier) -> None:
    """Stel je voor als dat nog moet, en onthoud dat dit bericht verwerkt is."""
    _stel_voor(naam, beurt)
    if naam not in _EERST_GEVAAR:
        zeg_welkom_terug(beurt)
    beurt.dossier = replace(beurt.dossier, bericht=beurt.bericht_id)
    if naam != _VRAAGT_INTREKKEN:
        beurt.dossier = replace(beurt.dossier, intrekken=None)
    if naam != AFRONDEN and beurt.dossier.misverstaan == oud.misverstaan:
        beurt.dossier = replace(beurt.dossier, misverstaan=0)


def _kies(naam: str, beurt: Beurt, functie: Functie) -> Functie:
    """De functie van deze actie, of een andere als het bericht daar duidelijk over gaat."""
    if naam not in _IN_HET_FORMULIER | {AFRONDEN} and klikt_nog_eens(beurt):
        return zeg_nog_eens
    if naam in _EERST_GEVAAR | _IN_HET_FORMULIER or not vult_melding_aan(beurt):
        return functie
    return _FUNCTIES[_CONTACT]


def _verbetert_afgerond(naam: str, beurt: Beurt) -> bool:
    """Verbeter een antwoord in de vragenlijst die net klaar is, wat de bedoeling ook lijkt."""
    if naam in _EERST_GEVAAR | _IN_HET_FORMULIER | {AFRONDEN} or beurt.keuze:
        return False
    verbeterd = verbeter_afgerond(beurt.dossier, beurt.tekst)
    if verbeterd is None:
        return False
    beurt.dossier, zin = verbeterd
    if zin:
        beurt.zeg(zin)
    return True


def meld_fout(naam: str, beurt: Beurt, fout: Exception) -> None:
    """De foutgrens: log de oorzaak onder een nummer en geef de gebruiker alleen dat nummer."""
    nummer = secrets.token_hex(4)
    logger.error("Actie %s mislukte, nummer %s", naam, nummer, exc_info=fout)
    beurt.dispatcher.messages.clear()
    beurt.zeg(
        "Er ging iets mis aan onze kant; je antwoorden zijn bewaard. Probeer het nog een keer. "
        f"Blijft het misgaan, geef dan nummer {nummer} door aan de beheerder. Is er nu gevaar, bel "
        "112."
    )


def _stel_voor(naam: str, beurt: Beurt) -> None:
    """Zeg in de eerste beurt wie dit is; bij gevaar gaat 112 voor en komt dit een beurt later."""
    if beurt.dossier.voorgesteld or naam in _EERST_GEVAAR:
        return
    beurt.dossier = replace(beurt.dossier, voorgesteld=True)
    # Een kanaal met een eigen welkom heeft dit al gezegd.
    if naam not in _ZEGT_HET_ZELF and not beurt.meta.get("voorgesteld"):
        stel_voor(beurt)


def _bewaar(beurt: Beurt, oud: Any) -> list[EventType]:
    nieuw = beurt.dossier.als_json()
    return [SlotSet("dossier", nieuw)] if nieuw != (oud or Dossier().als_json()) else []


def _naar_formulier(naam: str, beurt: Beurt) -> list[EventType]:
    if naam in _IN_HET_FORMULIER:
        return []
    blad = beurt.dossier.blad
    if blad is not None and (blad.vraag or naam != AFRONDEN):
        return [FollowupAction(FORMULIER if blad.vraag else AFRONDEN)]
    if blad is not None:
        # Het afronden mislukte; niet blijven herhalen, het volgende bericht probeert het opnieuw.
        return [FollowupAction("action_listen")]
    if beurt.tracker.active_loop.get("name"):
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
    # Afronden kan direct na een startactie komen; daar past geen regel op die de beurt sluit.
    return [FollowupAction("action_listen")] if naam == AFRONDEN else []
