"""Het gesprek sturen: stop, terug, uitleg, aanpassen, opnieuw en verder."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bot.actie import actie
from bot.actions.aanpassen import NIETS_OPEN, vat_samen
from bot.actions.kennis import geef_antwoord, weet_antwoord
from bot.actions.misverstand import zonder_vraag
from bot.actions.status import trek_bevestigd_in
from bot.beurt import Beurt
from bot.contactantwoord import antwoord_over_contact
from bot.dossier import Dossier
from knowledge.antwoordlezer import is_janee, is_vraag, vraagt_overzicht
from knowledge.bronnen import verwijs
from knowledge.genoemd import genoemde_vraag
from knowledge.kennisvraag import is_kennisvraag
from knowledge.vraagdeel import is_losse_vraag
from knowledge.vragenlijst import Vraag

_HELE_VRAAG = 8


@actie("action_stop")
async def stop(beurt: Beurt) -> None:
    """Gooi de open vragenlijst weg; er is niets verstuurd."""
    blad = beurt.dossier.blad
    if blad is None:
        beurt.zeg(f"Er liep niets. {niets_weg(beurt.dossier.kenmerk)}")
        return
    beurt.dossier = replace(beurt.dossier.zonder_blad(), acuut=False, klaar=None, bij_gevaar=None)
    beurt.zeg(
        f'Gestopt met "{blad.lijst.titel}". Je antwoorden zijn weggegooid. '
        f"{niets_weg(beurt.dossier.kenmerk)}"
    )
    onder = beurt.dossier.blad
    if onder is not None:
        beurt.zeg(f'We gaan verder met "{onder.lijst.titel}".')


def niets_weg(kenmerk: str | None) -> str:
    """Of er in dit gesprek iets verstuurd is; een eerder ingediende adviesvraag blijft staan."""
    if kenmerk is None:
        return "Er is niets verstuurd."
    return f"Hiervan is niets verstuurd; je eerder ingediende adviesvraag {kenmerk} blijft staan."


@actie("action_uitleg")
async def uitleg(beurt: Beurt) -> None:
    """Leg een genoemde vraag uit, of de vraag die open staat, met de bron."""
    blad = beurt.dossier.blad
    open_vraag = blad.vraag if blad else None
    if blad is None or open_vraag is None:
        if await antwoord_over_contact(beurt):
            return
        vraagt = _is_hele_vraag(beurt.tekst) or is_kennisvraag(beurt.tekst)
        if vraagt or (is_vraag(beurt.tekst) and weet_antwoord(beurt)):
            geef_antwoord(beurt)
        else:
            _zonder_open_vraag(beurt)
        return
    genoemd = genoemde_vraag(blad.lijst, beurt.tekst) or open_vraag
    if genoemd is open_vraag or not is_vraag(beurt.tekst):
        _leg_uit(beurt, open_vraag)
    elif weet_antwoord(beurt):
        geef_antwoord(beurt)
    else:
        _leg_uit(beurt, genoemd)


def _is_hele_vraag(tekst: str) -> bool:
    """Of een bericht zelf zegt waar het over gaat, anders dan `waarom wil je dat weten`."""
    return is_losse_vraag(tekst) and len(tekst.split()) >= _HELE_VRAAG


def _leg_uit(beurt: Beurt, vraag: Vraag) -> None:
    bron = f" (Bron: {verwijs(*vraag.bron).tekst()})" if vraag.bron else ""
    voorbeeld = f" Een antwoord kan zijn: {vraag.voorbeeld}" if vraag.voorbeeld else ""
    onderdelen = [optie.titel for optie in vraag.opties if optie.onderdeel]
    welke = f" Het gaat om: {', '.join(onderdelen).lower()}." if onderdelen else ""
    beurt.zeg(f"{vraag.uitleg}{welke}{voorbeeld}{bron}")


@actie("action_opnieuw")
async def opnieuw(beurt: Beurt) -> None:
    """Begin dezelfde vragenlijst met een schone lei; een ingediende adviesvraag blijft staan."""
    blad = beurt.dossier.blad
    naam = blad.vragenlijst if blad else "triage"
    extra = {"concept_id": uuid.uuid4().hex} if naam == "adviesvraag" else {}
    kenmerk = beurt.dossier.kenmerk
    beurt.dossier = Dossier(kenmerk=kenmerk, voorgesteld=True).open(naam, **extra)
    beurt.zeg(f"We beginnen opnieuw. Wat hiervoor kwam is weggegooid. {niets_weg(kenmerk)}")


@actie("action_verder")
async def verder(beurt: Beurt) -> None:
    """Ga verder met de vraag die open stond, ook na gevaar, en zeg desgevraagd wat bekend is."""
    was_acuut = beurt.dossier.acuut
    beurt.dossier = replace(beurt.dossier, acuut=False)
    blad = beurt.dossier.blad or beurt.dossier.klaar
    if beurt.dossier.blad is None and await antwoord_over_contact(beurt):
        return
    if blad is None:
        beurt.zeg(NIETS_OPEN)
    elif was_acuut:
        beurt.zeg("Goed dat het weer veilig is. We gaan verder.")
    elif beurt.keuze is None and vraagt_overzicht(beurt.tekst):
        vat_samen(beurt, blad)
    elif beurt.dossier.blad is None:
        beurt.zeg(NIETS_OPEN)
    else:
        beurt.zeg(f'We gaan verder met "{blad.lijst.titel}".')


@actie("action_bevestig")
async def bevestig(beurt: Beurt) -> None:
    """Een ja zonder open vraag: bevestig het intrekken, of vraag wat er speelt."""
    if beurt.dossier.intrekken:
        await trek_bevestigd_in(beurt)
    elif beurt.dossier.acuut:
        beurt.dossier = replace(beurt.dossier, acuut=False)
        beurt.zeg("We gaan verder.")
    else:
        _zonder_open_vraag(beurt)


@actie("action_ontken")
async def ontken(beurt: Beurt) -> None:
    """Een nee zonder open vraag: laat de adviesvraag staan, of vraag wat er speelt."""
    if beurt.dossier.intrekken:
        beurt.dossier = replace(beurt.dossier, intrekken=None)
        beurt.zeg("Goed, de adviesvraag blijft staan.")
    else:
        _zonder_open_vraag(beurt)


def _zonder_open_vraag(beurt: Beurt) -> None:
    """Een ja, nee of waarom waar niets bij hoort; staat er meer, dan is dat niet begrepen."""
    if beurt.dossier.blad is not None:
        return
    kort = is_janee(beurt.tekst) or beurt.intent == "uitleg"
    if beurt.keuze or (kort and not beurt.dossier.misverstaan):
        beurt.zeg(NIETS_OPEN)
    else:
        zonder_vraag(beurt)
