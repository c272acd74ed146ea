"""Het gesprek sturen: stop, terug, uitleg, aanpassen, opnieuw en verder."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.actions.adviesvraag import trek_bevestigd_in
from bot.beurt import Beurt, Knop, actie
from bot.casuslezing import lees_plaats
from bot.dossier import Dossier
from bot.payload import Keuze
from bot.vraagbericht import vraag_object, weergave
from knowledge.bronnen import verwijs
from knowledge.vragenlijst import GETYPT, Antwoord, NietsOmTerugTeGaan, beantwoord, terug

_WIJZIGEN = re.compile(r"\b(aanpass|corrig|herstel|verander|verbeter|wijzig)", re.IGNORECASE)
_VORIGE = re.compile(r"\b(daarnet|hiervoor|net|terug|vorige)\b", re.IGNORECASE)
NIETS_OPEN = "Er staat geen vraag open. Vertel wat er speelt, of typ hulp."


@actie("action_stop")
async def stop(beurt: Beurt) -> None:
    """Gooi de open vragenlijst weg; er is niets verstuurd."""
    blad = beurt.dossier.blad
    if blad is None:
        beurt.zeg("Er liep niets. Er is niets verstuurd.")
        return
    beurt.dossier = replace(beurt.dossier.zonder_blad(), acuut=False)
    beurt.zeg(
        f'Gestopt met "{blad.lijst.titel}". Je antwoorden zijn weggegooid; er is niets verstuurd.'
    )
    onder = beurt.dossier.blad
    if onder is not None:
        beurt.zeg(f'We gaan verder met "{onder.lijst.titel}".')


@actie("action_terug")
async def ga_terug(beurt: Beurt) -> None:
    """Ga een vraag terug, verbeter een genoemde gemeente, of vraag welk antwoord anders moet."""
    blad = beurt.dossier.blad
    if blad is None:
        beurt.zeg(NIETS_OPEN)
        return
    gemeente = None if beurt.keuze else lees_plaats(beurt.tekst).gemeente
    if gemeente and "gemeente" in blad.lijst.vragen:
        antwoord = Antwoord(gemeente.code, herkomst=GETYPT)
        stand = beantwoord(blad.lijst, blad.stand, "gemeente", antwoord)
        nieuw = replace(blad, stand=stand).met(plaatsen=[], plaats="")
        beurt.dossier = beurt.dossier.met_blad(nieuw)
        beurt.zeg(f"Aangepast: gemeente {gemeente.naam}.")
        return
    if not beurt.keuze and _WIJZIGEN.search(beurt.tekst) and not _VORIGE.search(beurt.tekst):
        _vraag_welk(beurt)
        return
    try:
        stand = terug(blad.lijst, blad.stand)
    except NietsOmTerugTeGaan as fout:
        beurt.zeg(str(fout))
        return
    beurt.dossier = beurt.dossier.met_blad(replace(blad, stand=stand, keuze=(), misverstaan=0))


@actie("action_uitleg")
async def uitleg(beurt: Beurt) -> None:
    """Leg uit waarom de open vraag gesteld wordt, met de bron."""
    blad = beurt.dossier.blad
    open_vraag = blad.vraag if blad else None
    if open_vraag is None:
        beurt.zeg(NIETS_OPEN)
        return
    bron = f" (Bron: {verwijs(*open_vraag.bron).tekst()})" if open_vraag.bron else ""
    beurt.zeg(f"{open_vraag.uitleg}{bron}")


@actie("action_aanpassen")
async def aanpassen(beurt: Beurt) -> None:
    """Laat kiezen welk eerder antwoord anders moet."""
    _vraag_welk(beurt)


def _vraag_welk(beurt: Beurt) -> None:
    blad = beurt.dossier.blad
    gegeven = (
        [
            (vraag.id, f"{vraag.kort}: {weergave(vraag, antwoord)}"[:60])
            for vraag in blad.lijst.vragen.values()
            if (antwoord := blad.stand.antwoorden.get(vraag.id))
        ]
        if blad
        else []
    )
    if blad is None or not gegeven:
        beurt.zeg("Er is nog niets om aan te passen.")
        return
    beurt.dossier = replace(beurt.dossier, stil=True)
    beurt.zeg(
        "Welk antwoord wil je aanpassen?",
        [Knop(titel, Keuze(blad.run, "corrigeer", vraag)) for vraag, titel in gegeven],
        vraag_object(beurt, blad, gegeven),
    )


@actie("action_opnieuw")
async def opnieuw(beurt: Beurt) -> None:
    """Begin met een schone lei; een ingediende adviesvraag blijft staan."""
    beurt.dossier = Dossier(kenmerk=beurt.dossier.kenmerk, voorgesteld=True).open("triage")
    beurt.zeg("We beginnen opnieuw. Wat hiervoor kwam is weggegooid; er is niets verstuurd.")


@actie("action_verder")
async def verder(beurt: Beurt) -> None:
    """Ga verder met de vraag die open stond, ook na een melding van gevaar."""
    was_acuut = beurt.dossier.acuut
    beurt.dossier = replace(beurt.dossier, acuut=False)
    if beurt.dossier.blad is None:
        beurt.zeg(NIETS_OPEN)
    else:
        beurt.zeg(
            "Goed dat het weer veilig is. We gaan verder." if was_acuut else "We gaan verder."
        )


@actie("action_bevestig")
async def bevestig(beurt: Beurt) -> None:
    """Een ja zonder open vraag: bevestig het intrekken, of vraag wat er speelt."""
    if beurt.dossier.intrekken:
        await trek_bevestigd_in(beurt)
    elif beurt.dossier.acuut:
        beurt.dossier = replace(beurt.dossier, acuut=False)
        beurt.zeg("We gaan verder.")
    elif beurt.dossier.blad is None:
        beurt.zeg(NIETS_OPEN)


@actie("action_ontken")
async def ontken(beurt: Beurt) -> None:
    """Een nee zonder open vraag: laat de adviesvraag staan, of vraag wat er speelt."""
    if beurt.dossier.intrekken:
        beurt.dossier = replace(beurt.dossier, intrekken=None)
        beurt.zeg("Goed, de adviesvraag blijft staan.")
    elif beurt.dossier.blad is None:
        beurt.zeg(NIETS_OPEN)
