"""Eén gesprek voor elke vragenlijst: lezen, vastleggen, vragen en afronden."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from rasa_sdk.events import SlotSet

from bot.actie import AFRONDEN, FORMULIER, actie, meld_fout
from bot.actions.afronden import rond_adviesvraag_af, rond_triage_af
from bot.actions.ave import rond_ave_af
from bot.actions.meervoud import beantwoord_ook
from bot.actions.route import rond_route_af
from bot.actions.vastleggen import verwerk
from bot.beurt import Beurt
from bot.dossier import Blad
from bot.kennismaking import zeg_welkom_terug
from bot.lezing import lees_bericht
from bot.lezing.gemengd import OOK
from bot.vraagbericht import stel
from knowledge.vragenlijst import neem_over, neem_uit_triage

KLAAR = "klaar"
_AFRONDEN: dict[str, Callable[[Beurt, Blad], Awaitable[None]]] = {
    "ave": rond_ave_af,
    "triage": rond_triage_af,
    "route": rond_route_af,
    "adviesvraag": rond_adviesvraag_af,
}


@actie("action_lees_antwoord")
async def lees_antwoord(beurt: Beurt) -> None:
    """Vul het slot `antwoord` als het bericht bij de open vraag hoort."""
    try:
        lezing = lees_bericht(beurt)
    except Exception as fout:  # noqa: BLE001 - de vraag moet hierna opnieuw gesteld worden
        meld_fout("action_lees_antwoord", beurt, fout)
        # Rasa laat berichten van deze actie vallen; het vastleggen zegt de zin alsnog.
        lezing = {"soort": "fout", "zin": beurt.dispatcher.messages[-1]["text"]}
    if lezing is not None:
        beurt.gebeurtenissen.append(SlotSet("antwoord", lezing))


@actie(f"validate_{FORMULIER}")
async def leg_vast(beurt: Beurt) -> None:
    """Geef het antwoord aan de motor; elk bericht telt één keer."""
    lezing = beurt.tracker.get_slot("antwoord")
    if not isinstance(lezing, dict):
        return
    beurt.gebeurtenissen.append(SlotSet("antwoord", None))
    if beurt.bericht_id == beurt.dossier.bericht:
        return
    zeg_welkom_terug(beurt)
    if ook := lezing.get(OOK):
        await beantwoord_ook(beurt, ook)
    beurt.dossier = replace(beurt.dossier, bericht=beurt.bericht_id, acuut=False, intrekken=None)
    verwerk(beurt, lezing)
    blad = beurt.dossier.blad
    if blad is None or blad.vraag is None:
        beurt.gebeurtenissen.append(SlotSet("antwoord", KLAAR))


@actie("action_ask_antwoord")
async def vraag(beurt: Beurt) -> None:
    """Stel de open vraag; na een melding van gevaar wacht de vraag tot het veilig is."""
    blad, stil = beurt.dossier.blad, beurt.dossier.stil
    beurt.dossier = replace(beurt.dossier, stil=False)
    if blad is None or beurt.dossier.acuut or stil:
        return
    open_vraag = blad.vraag
    if open_vraag is None:
        return
    stel(beurt, blad, open_vraag)


@actie(AFRONDEN)
async def rond_af(beurt: Beurt) -> None:
    """Zeg de uitkomst van een vragenlijst die klaar is en ga door met wat eronder ligt."""
    beurt.gebeurtenissen.append(SlotSet("antwoord", None))
    blad = beurt.dossier.blad
    if blad is None or blad.vraag is not None:
        return
    await _AFRONDEN[blad.vragenlijst](beurt, blad)
    if beurt.dossier.blad_van(blad.run) is None:
        te_verbeteren = None if blad.vragenlijst == "adviesvraag" else blad
        beurt.dossier = replace(beurt.dossier, klaar=te_verbeteren)
        _geef_door(beurt, blad)


@actie("action_keuze")
async def keuze(beurt: Beurt) -> None:
    """Een klik buiten het formulier: na een nieuwe sessie telt hij nog, daarna niet meer."""
    verwerk(beurt, lees_bericht(beurt) or {"soort": "verlopen"})


def _geef_door(beurt: Beurt, klaar: Blad) -> None:
    """Geef wat een triage opleverde door aan een adviesvraag die eronder wachtte."""
    wacht = beurt.dossier.blad
    if wacht is None or (klaar.vragenlijst, wacht.vragenlijst) != ("triage", "adviesvraag"):
        return
    bekend = neem_uit_triage(wacht.lijst, klaar.stand)
    stand = neem_over(wacht.lijst, wacht.stand, bekend)
    beurt.dossier = beurt.dossier.met_blad(replace(wacht, stand=stand))
