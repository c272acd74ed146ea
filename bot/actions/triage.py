"""Een vragenlijst beginnen met wat de tekst al zegt."""

from __future__ import annotations

from dataclasses import replace

from bot.actie import actie
from bot.actions.gelezen import toon_lezing
from bot.actions.kennis import geef_antwoord
from bot.beurt import Beurt
from bot.casuslezing import beschrijft, vul_in, zeg_contacten
from bot.contactantwoord import vervolg_op_contact
from bot.contactgesprek import Contactgesprek, uit_knop
from bot.dossier import Blad, Dossier
from bot.routeantwoord import gesprek_van, zeg_eerste_contact
from knowledge.antwoordlezer import is_vraag, vraagt_om_toets
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.routevraag import is_melding, vraagt_route, vraagt_wie_samen
from knowledge.toetsvraag import noemt_andere_zaak, vraagt_toets
from knowledge.triage_teksten import teksten
from knowledge.vraagdeel import vraagdeel
from knowledge.vragenlijst import (
    GETYPT,
    ONBEKEND,
    OVERGENOMEN,
    Antwoord,
    beantwoord,
    neem_over,
)
from sociale_kaart.genoemd import soorten_in
from sociale_kaart.plaatsen import herken

_KORTE_VRAAG = 15


@actie("action_start_triage")
async def start_triage(beurt: Beurt) -> None:
    """Begin een triage; een beschrijving in dit bericht is meteen het eerste antwoord."""
    if not vraagt_toets(beurt.tekst) and await vervolg_op_contact(beurt):
        return
    if not beurt.keuze and is_losse_vraag(beurt.tekst) and not vraagt_om_toets(beurt.tekst):
        geef_antwoord(beurt)
        return
    if gesprek := uit_knop(beurt) or _zelfde_zaak(beurt):
        beurt.dossier = _na_route(beurt, gesprek)
        return
    nieuw = beurt.dossier.blad is None
    beurt.dossier = begin(beurt, "triage", heeft_casus=beschrijft(beurt.tekst))
    if not nieuw or beurt.keuze:
        return
    if is_melding(beurt.tekst):
        await _noem_eerste_contact(beurt)
    elif vraagt_wie_samen(beurt.tekst) or _vraagt_welk_huis(beurt.tekst):
        _noem_wie_samen_oppakt(beurt)


def _vraagt_welk_huis(tekst: str) -> bool:
    """Of iemand bij zijn zaak vraagt bij welk Veiligheidshuis hij moet zijn."""
    return vraagt_route(tekst) and "zorg_en_veiligheidshuis" in soorten_in(vraagdeel(tekst))


def _zelfde_zaak(beurt: Beurt) -> Contactgesprek | None:
    """De zaak van de route van net, als iemand vraagt of die hier hoort: `hoort hij hier ook bij`.

    Wie een nieuwe zaak beschrijft of een andere plaats noemt, begint opnieuw.
    """
    gesprek = Contactgesprek.uit(beurt.dossier)
    if beurt.keuze or gesprek is None or not gesprek.tekst or beurt.dossier.blad is not None:
        return None
    beschreven = lees_casus(beurt.tekst).problemen or herken(beurt.tekst)
    nieuw = beschreven or noemt_andere_zaak(beurt.tekst)
    return None if nieuw or not vraagt_toets(beurt.tekst) else gesprek


def _na_route(beurt: Beurt, gesprek: Contactgesprek) -> Dossier:
    """Een triage van de zaak waarvan de route net is genoemd."""
    dossier = begin(beurt, "triage", heeft_casus=False)
    blad = dossier.blad
    if blad is None:
        return dossier
    if gesprek.tekst:
        antwoord = Antwoord(gesprek.tekst, herkomst=OVERGENOMEN)
        stand = beantwoord(blad.lijst, blad.stand, "casus", antwoord)
        blad = vul_in(replace(blad, stand=stand), gesprek.tekst)
    bekend = {"gemeente": gesprek.gemeente, "probleem": gesprek.probleem}
    antwoorden = {
        vraag: Antwoord(waarde, herkomst=OVERGENOMEN)
        for vraag, waarde in bekend.items()
        if waarde and waarde != ONBEKEND
    }
    stand = neem_over(blad.lijst, blad.stand, antwoorden)
    blad = replace(blad, stand=stand).met(plaatsen=[], samen=False, ook_in=list(gesprek.ook_in))
    return dossier.met_blad(blad)


async def _noem_eerste_contact(beurt: Beurt) -> None:
    """Noem bij een melding in één zin meteen wie te bellen; daarna volgt de triage."""
    blad = beurt.dossier.blad
    if blad is None or blad.stand.waarde("gemeente") in {None, ONBEKEND}:
        return
    probleem = blad.stand.waarde("probleem")
    if probleem is not None and not set(teksten().let_op) & set(blad.extra.get("signalen", ())):
        await zeg_eerste_contact(beurt, gesprek_van(blad))


def _noem_wie_samen_oppakt(beurt: Beurt) -> None:
    """Noem wie een zaak oppakt die in meer ketens vastloopt, als daarnaar gevraagd wordt."""
    blad, samen = beurt.dossier.blad, teksten().samen
    if blad is not None:
        zeg_contacten(beurt, samen.tekst, samen.contacten, blad.stand.waarde("gemeente"))


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
    toon_lezing(beurt, blad, nieuw)
    dossier = replace(dossier, verwacht=beurt.dossier.verwacht)
    return dossier.met_blad(nieuw)


def is_losse_vraag(tekst: str) -> bool:
    """Of een bericht iets wil weten en geen zaak voorlegt."""
    kort = len(tekst.split()) <= _KORTE_VRAAG
    return kort and is_vraag(tekst) and not lijkt_casus(tekst) and not vraagt_toets(tekst)


def neem_over_uit(bron: Blad, doel: Blad) -> Blad:
    """Het doel met de gemeente en het probleem die het andere blad al kende."""
    bekend = {
        vraag: Antwoord(antwoord.waarde, herkomst=OVERGENOMEN)
        for vraag in ("gemeente", "probleem")
        if (antwoord := bron.stand.antwoorden.get(vraag)) and vraag not in doel.stand.antwoorden
    }
    return replace(doel, stand=neem_over(doel.lijst, doel.stand, bekend))
