"""Groeten, hulp, een mens, en wat de assistent niet kan of niet begrijpt."""

from __future__ import annotations

from bot.actions.kennis import draag_over, geef_antwoord, is_vervolg, weet_antwoord
from bot.beurt import IK_BEN, Beurt, Knop, actie
from knowledge.antwoordlezer import is_vraag
from knowledge.engels import is_engels

KAN_DIT = (
    "Ik kan vier dingen:\n"
    "- zeggen waar je iets meldt (vertel wat er speelt en in welke gemeente);\n"
    "- samen met jou bekijken of een casus in het Veiligheidshuis hoort;\n"
    "- vragen over het Veiligheidshuis en AVE beantwoorden, met de bron erbij;\n"
    "- een adviesvraag voor je opstellen en indienen.\n"
    "Onderweg kun je typen: terug, waarom, opnieuw, stop "
    "of mens. Is er nu gevaar, bel 112."
)
ALLEEN_NEDERLANDS = "I only understand Dutch. Is someone in danger now? Call 112."


@actie("action_groet")
async def groet(beurt: Beurt) -> None:
    """Zeg wie dit is en wat het kan."""
    beurt.zeg(f"Hallo. {IK_BEN}\n\n{KAN_DIT}", _beginknoppen(beurt))


@actie("action_hulp")
async def hulp(beurt: Beurt) -> None:
    """Zeg wat de assistent kan."""
    beurt.zeg(KAN_DIT, _beginknoppen(beurt))


@actie("action_botvraag")
async def botvraag(beurt: Beurt) -> None:
    """Zeg eerlijk dat dit een programma is, en hoe je een mens bereikt."""
    beurt.zeg(IK_BEN)


@actie("action_bedank")
async def bedank(beurt: Beurt) -> None:
    """Neem een bedankje aan."""
    beurt.zeg("Graag gedaan. Succes ermee.")


@actie("action_mens")
async def mens(beurt: Beurt) -> None:
    """Noem de mensen bij wie de professional terechtkan."""
    draag_over(beurt, None)
    beurt.zeg(
        "Je kunt ook een adviesvraag indienen; die leest een procescoördinator.",
        [beurt.opdracht("Adviesvraag indienen", "adviesvraag")],
    )


@actie("action_buiten_bereik")
async def buiten_bereik(beurt: Beurt) -> None:
    """Beantwoord een vraag uit de bronnen of zeg dat er geen bron is; zeg anders wat wel kan."""
    if is_vervolg(beurt) or is_vraag(beurt.tekst) or weet_antwoord(beurt):
        geef_antwoord(beurt)
    else:
        beurt.zeg(f"Daar ga ik niet over.\n\n{KAN_DIT}", _beginknoppen(beurt))


@actie("action_weet_niet")
async def weet_niet(beurt: Beurt) -> None:
    """Help wie het niet weet zonder dat er een keuze `weet ik niet` is."""
    if beurt.dossier.blad is None:
        beurt.zeg(KAN_DIT, _beginknoppen(beurt))
    else:
        beurt.zeg("Dat geeft niet. Schrijf wat je wel weet, al is het één zin.")


@actie("action_onbegrepen")
async def onbegrepen(beurt: Beurt) -> None:
    """Zeg dat het bericht niet begrepen is en bied de begaanbare wegen."""
    if is_vervolg(beurt):
        geef_antwoord(beurt)
        return
    zin = "Dat begrijp ik niet. Vertel het in andere woorden, of kies hieronder."
    if is_engels(beurt.tekst):
        zin = f"{ALLEEN_NEDERLANDS} {zin}"
    beurt.zeg(zin, _beginknoppen(beurt))


def _beginknoppen(beurt: Beurt) -> list[Knop]:
    if beurt.dossier.blad is not None:
        return []
    return [
        beurt.opdracht("Casus toetsen", "start_triage"),
        beurt.opdracht("Waar meld ik dit?", "route"),
        beurt.opdracht("Adviesvraag indienen", "adviesvraag"),
        beurt.opdracht("Een mens spreken", "mens"),
    ]
