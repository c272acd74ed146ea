"""Een eerder antwoord aanpassen: laten kiezen welk, of een vraag terug gaan."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.actie import actie
from bot.beurt import Beurt, Knop
from bot.dossier import Blad, Dossier
from bot.payload import Keuze
from bot.verwachting import AANPASSEN
from bot.vraagbericht import vraag_object
from bot.weergave import samenvatting, weergave
from knowledge.vragenlijst import NietsOmTerugTeGaan, terug

_WIJZIGEN = re.compile(r"\b(aanpass|corrig|herstel|verander|verbeter|wijzig)", re.IGNORECASE)
_VORIGE = re.compile(r"\b(daarnet|hiervoor|net|terug|vorige)\b", re.IGNORECASE)
NIETS_OPEN = "Er staat geen vraag open. Vertel wat er speelt, of typ hulp."


@actie("action_terug")
async def ga_terug(beurt: Beurt) -> None:
    """Ga een vraag terug; is de vragenlijst net klaar, dan naar haar laatste vraag."""
    beurt.dossier = _weer_open(beurt)
    blad = beurt.dossier.blad
    if blad is None:
        beurt.zeg(NIETS_OPEN)
        return
    if not beurt.keuze and _WIJZIGEN.search(beurt.tekst) and not _VORIGE.search(beurt.tekst):
        vraag_welk(beurt)
        return
    try:
        stand = terug(blad.lijst, blad.stand)
    except NietsOmTerugTeGaan as fout:
        beurt.zeg(str(fout))
        return
    beurt.dossier = beurt.dossier.met_blad(replace(blad, stand=stand, keuze=()))


@actie("action_aanpassen")
async def aanpassen(beurt: Beurt) -> None:
    """Laat kiezen welk eerder antwoord anders moet."""
    beurt.dossier = _weer_open(beurt)
    vraag_welk(beurt)


def vraag_welk(beurt: Beurt) -> None:
    """Vraag welk eerder antwoord anders moet; het mag ook getypt worden."""
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
    beurt.verwacht_nu(AANPASSEN)
    beurt.zeg(
        "Welk antwoord wil je aanpassen? Kies het, of typ wat het moet zijn. Toch niet? Typ "
        "laat maar.",
        [Knop(titel, Keuze(blad.run, "corrigeer", vraag)) for vraag, titel in gegeven],
        vraag_object(beurt, blad, gegeven),
    )


def vat_samen(beurt: Beurt, blad: Blad) -> None:
    """Zeg alles wat bekend is, met een knop om iets aan te passen."""
    bekend = samenvatting(blad)
    wat = f"Dit weet ik nu:\n{bekend}" if bekend else "Je hebt nog niets ingevuld."
    klaar = beurt.dossier.blad is None
    begin = (
        f'"{blad.lijst.titel}" is klaar.' if klaar else f'We zijn bezig met "{blad.lijst.titel}".'
    )
    beurt.zeg(f"{begin} {wat}", [beurt.opdracht("Iets aanpassen", "aanpassen")] if bekend else [])


def _weer_open(beurt: Beurt) -> Dossier:
    return beurt.dossier if beurt.dossier.stapel else beurt.dossier.heropen_klaar()
