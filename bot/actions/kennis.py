"""Kennisvragen: een antwoord met de bron eronder, of `dat weet ik niet` met een contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.beurt import GLOBAAL, Beurt, Knop, actie
from bot.casuslezing import lees_plaats, zeg_contacten
from bot.payload import Keuze
from knowledge.bronnen import noem
from knowledge.kennis import GEEN, Antwoord, antwoord_uit, zoek, zoek_vervolg
from knowledge.vragenlijst import ONBEKEND, Stand
from sociale_kaart.genoemd import soorten_in
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import op_code

_VERVOLG = ("en ", "en?", "geldt dat", "ook in")


@actie("action_kennis")
async def kennis(beurt: Beurt) -> None:
    """Antwoord uit de bronnen, met de bron eronder."""
    geef_antwoord(beurt)


@actie("action_artikel")
async def artikel(beurt: Beurt) -> None:
    """Geef het artikel dat uit twee kandidaten is gekozen."""
    if beurt.keuze:
        zeg_antwoord(beurt, antwoord_uit(beurt.keuze.waarde))


@actie("action_contact")
async def contact(beurt: Beurt) -> None:
    """Geef de gegevens van de organisatie die genoemd wordt."""
    soorten = soorten_in(beurt.tekst)
    if soorten:
        zeg_contacten(beurt, "Dit weet ik ervan:", soorten, gemeente_van(beurt))
    else:
        geef_antwoord(beurt)


def is_vervolg(beurt: Beurt) -> bool:
    """Of de tekst een vervolg is op de vorige kennisvraag."""
    return beurt.dossier.kennisvraag is not None and beurt.tekst.lower().startswith(_VERVOLG)


def weet_antwoord(beurt: Beurt) -> bool:
    """Of een bron de tekst van de gebruiker beantwoordt."""
    return zoek(beurt.tekst, regio_van(beurt)).zekerheid != GEEN


def geef_antwoord(beurt: Beurt) -> None:
    """Zoek het antwoord op de tekst van de gebruiker en zeg het met de bronnen erbij.

    Een korte vervolgvraag (`en in IJsselland?`) houdt het onderwerp van de vorige vraag.
    """
    vorige, regio = beurt.dossier.kennisvraag, regio_van(beurt)
    vervolg = is_vervolg(beurt)
    antwoord = (
        zoek_vervolg(vorige, beurt.tekst, regio) if vorige and vervolg else zoek(beurt.tekst, regio)
    )
    if not vervolg:
        beurt.dossier = replace(beurt.dossier, kennisvraag=beurt.tekst)
    zeg_antwoord(beurt, antwoord)
    if antwoord.zekerheid == GEEN:
        draag_over(beurt, gemeente_van(beurt))


def zeg_antwoord(beurt: Beurt, antwoord: Antwoord) -> None:
    """Zeg een antwoord met de bronnen eronder, of dat er geen bron is."""
    inhoud: dict[str, Any] = {
        "soort": "antwoord",
        "vraag": beurt.tekst,
        "bronnen": [{**bron.als_bericht(), "titel": bron.tekst()} for bron in antwoord.bronnen],
        "zekerheid": antwoord.zekerheid,
    }
    if antwoord.zekerheid == GEEN:
        knop = beurt.opdracht("Vraag indienen", "adviesvraag")
        beurt.zeg(f"{antwoord.tekst} Je kunt je vraag ook indienen.", [knop], inhoud)
        return
    ook = [
        Knop(f"Bedoel je: {ander.titel}", Keuze(GLOBAAL, "artikel", ander.id))
        for ander in antwoord.alternatieven
    ]
    beurt.zeg(f"{antwoord.tekst}\n\nBron: {noem(antwoord.bronnen)}", ook, inhoud)


def draag_over(beurt: Beurt, gemeente_code: str | None) -> None:
    """Noem de mensen bij wie de professional verder kan."""
    contacten = SocialeKaart.laad().voor(["zorg_en_veiligheidshuis", "wijkteam"], gemeente_code)
    regels = "\n".join(f"- {gevonden.regel()}" for gevonden in contacten)
    beurt.zeg(
        f"Hier vind je een mens:\n{regels}",
        (),
        {"soort": "overdracht", "contacten": [gevonden.als_bericht() for gevonden in contacten]},
    )


def gemeente_van(beurt: Beurt) -> str | None:
    """De gemeente waar het gesprek over gaat: in deze tekst, de open lijst of de laatste triage."""
    plaats = None if beurt.keuze else lees_plaats(beurt.tekst).gemeente
    if plaats:
        return plaats.code
    laatste = beurt.dossier.laatste
    codes = [
        blad.extra.get("gemeente") or blad.stand.waarde("gemeente")
        for blad in reversed(beurt.dossier.stapel)
    ]
    codes += [Stand.uit_json(laatste["stand"]).waarde("gemeente")] if laatste else []
    return next((code for code in codes if code not in {None, ONBEKEND}), None)


def regio_van(beurt: Beurt) -> str | None:
    """De regio van die gemeente."""
    code = gemeente_van(beurt)
    return op_code(code).regio_code if code else None
