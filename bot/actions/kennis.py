"""Kennisvragen: een antwoord met de bron eronder, of `dat weet ik niet` met een contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.actie import actie
from bot.beurt import GLOBAAL, Beurt, Knop
from bot.contactantwoord import vervolg_op_contact
from bot.leemte import onbeantwoord
from bot.payload import Keuze
from bot.waar import gemeente_van, regio_van
from knowledge import antwoordlezer
from knowledge.bronnen import Verwijzing, bronnen, noem
from knowledge.kennis import GEEN, Antwoord, antwoord_uit, zoek, zoek_vervolg
from knowledge.kennisvraag import is_kennisvraag
from knowledge.ladder import ladder
from sociale_kaart.kaart import SocialeKaart


@actie("action_kennis")
async def kennis(beurt: Beurt) -> None:
    """Antwoord uit de bronnen, met de bron eronder; een vervolg op een contact gaat daarover."""
    if not await vervolg_op_contact(beurt):
        geef_antwoord(beurt)


@actie("action_artikel")
async def artikel(beurt: Beurt) -> None:
    """Geef het artikel dat uit twee kandidaten is gekozen."""
    if beurt.keuze:
        zeg_antwoord(beurt, antwoord_uit(beurt.keuze.waarde))


def is_vervolg(beurt: Beurt) -> bool:
    """Of de tekst een vervolg is op de vorige kennisvraag."""
    return beurt.dossier.kennisvraag is not None and antwoordlezer.is_vervolg(beurt.tekst)


def weet_antwoord(beurt: Beurt) -> bool:
    """Of een bron de tekst van de gebruiker beantwoordt."""
    return zoek(beurt.tekst, regio_van(beurt)).zekerheid != GEEN


def beantwoord_treffend(beurt: Beurt) -> bool:
    """Beantwoord een vraag die duidelijk over een artikel gaat, wat de duiding er ook in zag.

    Returns:
        Of er een antwoord is gegeven.
    """
    if beurt.keuze or not is_kennisvraag(beurt.tekst):
        return False
    if not zoek(beurt.tekst, regio_van(beurt)).treffend:
        return False
    geef_antwoord(beurt)
    return True


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
        onbeantwoord(beurt)


def zeg_antwoord(beurt: Beurt, antwoord: Antwoord) -> None:
    """Zeg een antwoord met de bronnen eronder, of dat er geen bron is."""
    inhoud: dict[str, Any] = {
        "soort": "antwoord",
        "vraag": beurt.tekst,
        "bronnen": [_bron(bron) for bron in antwoord.bronnen],
        "zekerheid": antwoord.zekerheid,
    }
    if antwoord.artikel and antwoord.artikel.ladder:
        inhoud["afbeelding"] = ladder(antwoord.artikel.regio).als_afbeelding()
    if antwoord.zekerheid == GEEN:
        knop = beurt.opdracht("Vraag indienen", "adviesvraag")
        beurt.zeg(f"{antwoord.tekst} Je kunt je vraag ook indienen.", [knop], inhoud)
        return
    ook = [
        Knop(f"Bedoel je: {ander.titel}", Keuze(GLOBAAL, "artikel", ander.id))
        for ander in antwoord.alternatieven
    ]
    beurt.zeg(f"{antwoord.tekst}\n\nBron: {noem(antwoord.bronnen)}", ook, inhoud)


def _bron(verwijzing: Verwijzing) -> dict[str, Any]:
    """De bron in het bericht; het adres staat er alleen bij als het veilig te openen is."""
    adres = bronnen()[verwijzing.document].adres or ""
    link = {"adres": adres} if adres.startswith("https://") else {}
    return {**verwijzing.als_bericht(), "titel": verwijzing.tekst(), **link}


def draag_over(beurt: Beurt, gemeente_code: str | None) -> None:
    """Noem de mensen bij wie de professional verder kan."""
    contacten = SocialeKaart.laad().voor(["zorg_en_veiligheidshuis", "wijkteam"], gemeente_code)
    regels = "\n".join(f"- {gevonden.regel()}" for gevonden in contacten)
    beurt.zeg(
        f"Hier vind je een mens:\n{regels}",
        (),
        {"soort": "overdracht", "contacten": [gevonden.als_bericht() for gevonden in contacten]},
    )
