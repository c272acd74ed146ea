"""Kennisvragen: een antwoord met de bron eronder, of `dat weet ik niet` met een contact."""

from __future__ import annotations

from typing import Any

from bot.beurt import Beurt, actie
from bot.casuslezing import lees_plaats, zeg_contacten
from bot.dossier import Blad
from knowledge.kennis import Antwoord, antwoord_uit, zoek
from knowledge.vragenlijst import ONBEKEND
from sociale_kaart.genoemd import soorten_in
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import op_code

NIET_GEVONDEN = (
    "Dat weet ik niet; ik vind er geen bron voor. Stel je vraag aan het Zorg- en Veiligheidshuis, "
    "of dien een informatievraag in."
)


@actie("action_kennis")
async def kennis(beurt: Beurt) -> None:
    """Antwoord uit de bronnen, met de bron eronder."""
    geef_antwoord(beurt)


@actie("action_ave")
async def ave(beurt: Beurt) -> None:
    """Leg de AVE-fase van de laatste triage uit, of beantwoord een vraag over AVE."""
    fase = (beurt.dossier.laatste or {}).get("ave_fase")
    if beurt.keuze and fase:
        zeg_antwoord(beurt, antwoord_uit(f"ave-{fase}"))
    elif beurt.keuze:
        zeg_antwoord(beurt, antwoord_uit("ave-vier-fasen"))
    else:
        geef_antwoord(beurt)


@actie("action_contact")
async def contact(beurt: Beurt) -> None:
    """Geef de gegevens van de organisatie die genoemd wordt."""
    soorten = soorten_in(beurt.tekst)
    if soorten:
        zeg_contacten(beurt, "Dit weet ik ervan:", soorten, _gemeente(beurt))
    else:
        geef_antwoord(beurt)


def geef_antwoord(beurt: Beurt) -> None:
    """Zoek het antwoord op de tekst van de gebruiker en zeg het met de bronnen erbij."""
    code = _gemeente(beurt)
    antwoord = zoek(beurt.tekst, op_code(code).regio_code if code else None)
    zeg_antwoord(beurt, antwoord)
    if antwoord.zekerheid == "geen":
        draag_over(beurt, code)


def zeg_antwoord(beurt: Beurt, antwoord: Antwoord) -> None:
    """Zeg een antwoord met de bronnen eronder, of dat er geen bron is."""
    inhoud: dict[str, Any] = {
        "soort": "antwoord",
        "vraag": beurt.tekst,
        "bronnen": [{**bron.als_bericht(), "titel": bron.tekst()} for bron in antwoord.bronnen],
        "zekerheid": antwoord.zekerheid,
    }
    if antwoord.zekerheid == "geen":
        beurt.zeg(NIET_GEVONDEN, [beurt.opdracht("Vraag indienen", "adviesvraag")], inhoud)
        return
    bronnen = "; ".join(bron.tekst() for bron in antwoord.bronnen)
    beurt.zeg(f"{antwoord.tekst}\n\nBron: {bronnen}", (), inhoud)


def draag_over(beurt: Beurt, gemeente_code: str | None) -> None:
    """Noem de mensen bij wie de professional verder kan."""
    contacten = SocialeKaart.laad().voor(["zorg_en_veiligheidshuis", "wijkteam"], gemeente_code)
    regels = "\n".join(f"- {gevonden.regel()}" for gevonden in contacten)
    beurt.zeg(
        f"Hier vind je een mens:\n{regels}",
        (),
        {"soort": "overdracht", "contacten": [gevonden.als_bericht() for gevonden in contacten]},
    )


def _gemeente(beurt: Beurt) -> str | None:
    plaats = lees_plaats(beurt.tekst).gemeente
    if plaats:
        return plaats.code
    blad: Blad | None = beurt.dossier.blad
    code = blad.stand.waarde("gemeente") if blad else None
    return None if code in (None, ONBEKEND) else code
