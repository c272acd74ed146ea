"""Een triage of een routevraag beginnen met wat de tekst al zegt."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.kennis import geef_antwoord
from bot.beurt import Beurt, actie
from bot.casuslezing import beschrijft, vul_in, zeg_lezing
from bot.dossier import Blad, Dossier
from knowledge.antwoordlezer import is_vraag, vraagt_om_contact, vraagt_om_toets
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.vragenlijst import GETYPT, OVERGENOMEN, Antwoord, beantwoord, neem_over

_KORTE_VRAAG = 15


@actie("action_start_triage")
async def start_triage(beurt: Beurt) -> None:
    """Begin een triage; een beschrijving in dit bericht is meteen het eerste antwoord."""
    if not beurt.keuze and _is_kennisvraag(beurt.tekst) and not vraagt_om_toets(beurt.tekst):
        geef_antwoord(beurt)
        return
    beurt.dossier = begin(beurt, "triage", heeft_casus=beschrijft(beurt.tekst))


@actie("action_route")
async def route(beurt: Beurt) -> None:
    """Zoek het contact voor dit probleem; wat al bekend is wordt niet gevraagd."""
    gezocht = vraagt_om_contact(beurt.tekst) or lees_casus(beurt.tekst).problemen
    if not beurt.keuze and not gezocht and _is_kennisvraag(beurt.tekst):
        geef_antwoord(beurt)
        return
    voor = beurt.dossier.blad
    dossier = begin(beurt, "route", heeft_casus=not beurt.keuze)
    if voor is not None and voor.vragenlijst == "triage" and dossier.blad is not None:
        dossier = dossier.met_blad(_neem_over(voor, dossier.blad))
    beurt.dossier = dossier


def begin(beurt: Beurt, naam: str, *, heeft_casus: bool) -> Dossier:
    """Het dossier met een nieuwe vragenlijst, ingevuld met wat de tekst zegt."""
    dossier = replace(beurt.dossier, acuut=False).open(naam)
    blad = dossier.blad
    if blad is None or beurt.keuze:
        return dossier
    nieuw = blad
    if heeft_casus:
        antwoord = Antwoord(beurt.tekst, herkomst=GETYPT)
        nieuw = replace(blad, stand=beantwoord(blad.lijst, blad.stand, "casus", antwoord))
    nieuw = vul_in(nieuw, beurt.tekst)
    zeg_lezing(beurt, blad, nieuw)
    return dossier.met_blad(nieuw)


def _is_kennisvraag(tekst: str) -> bool:
    return is_vraag(tekst) and not lijkt_casus(tekst) and len(tekst.split()) <= _KORTE_VRAAG


def _neem_over(bron: Blad, doel: Blad) -> Blad:
    bekend = {
        vraag: Antwoord(antwoord.waarde, herkomst=OVERGENOMEN)
        for vraag in ("gemeente", "probleem")
        if (antwoord := bron.stand.antwoorden.get(vraag)) and vraag not in doel.stand.antwoorden
    }
    return replace(doel, stand=neem_over(doel.lijst, doel.stand, bekend))
