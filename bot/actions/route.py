"""Een routevraag: het probleem en de gemeente lezen, en zeggen wie je belt."""

from __future__ import annotations

from bot.actie import actie
from bot.actions.kennis import geef_antwoord
from bot.actions.triage import begin, is_losse_vraag, neem_over_uit
from bot.beurt import Beurt
from bot.contactantwoord import antwoord_over_contact, vervolg_op_contact
from bot.contactgesprek import uit_knop
from bot.dossier import Blad
from bot.routeantwoord import gesprek_van, zeg_route
from knowledge.antwoordlezer import vraagt_om_contact
from knowledge.casus import lees_casus
from knowledge.routevraag import vraagt_alleen_waar
from sociale_kaart.genoemd import vraagt_naar_genoemde


@actie("action_route")
async def route(beurt: Beurt) -> None:
    """Zoek het contact voor dit probleem; wat al bekend is wordt niet gevraagd."""
    if gesprek := uit_knop(beurt):
        await zeg_route(beurt, gesprek)
        return
    if await vervolg_op_contact(beurt):
        return
    if vraagt_naar_genoemde(beurt.tekst) and await antwoord_over_contact(beurt):
        return
    gezocht = vraagt_om_contact(beurt.tekst) or lees_casus(beurt.tekst).problemen
    if not beurt.keuze and not gezocht and is_losse_vraag(beurt.tekst):
        geef_antwoord(beurt)
        return
    begin_route(beurt)


def begin_route(beurt: Beurt) -> None:
    """Begin een routevraag met wat het bericht en een lopende triage al zeggen."""
    voor = beurt.dossier.blad
    heeft_casus = not beurt.keuze and not vraagt_alleen_waar(beurt.tekst)
    dossier = begin(beurt, "route", heeft_casus=heeft_casus)
    if voor is not None and voor.vragenlijst == "triage" and dossier.blad is not None:
        dossier = dossier.met_blad(neem_over_uit(voor, dossier.blad))
    beurt.dossier = dossier


async def rond_route_af(beurt: Beurt, blad: Blad) -> None:
    """Noem wie je als eerste belt in deze gemeente, en in elke andere waar het speelt."""
    beurt.dossier = beurt.dossier.zonder_blad()
    await zeg_route(beurt, gesprek_van(blad))
