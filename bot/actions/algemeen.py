"""Groeten, hulp, een mens, en wat de assistent niet kan of niet begrijpt."""

from __future__ import annotations

from bot.actie import actie
from bot.actions.begin import beginknoppen
from bot.actions.kennis import draag_over, geef_antwoord, is_vervolg, weet_antwoord
from bot.actions.meervoud import beantwoord_elk
from bot.actions.misverstand import RUSTIG, zonder_vraag
from bot.beurt import Beurt
from bot.contactantwoord import vervolg_op_contact
from bot.kennismaking import IK_BEN
from knowledge.antwoordlezer import is_vraag
from knowledge.antwoordlezer import weet_niet as zegt_weet_niet
from knowledge.omgang import prijst, scheldt, vraagt_hoe_het_gaat
from knowledge.onzin import is_onzin

KAN_DIT = (
    "Ik kan vier dingen:\n"
    "- zeggen waar je iets meldt (vertel wat er speelt en in welke gemeente);\n"
    "- samen met jou bekijken of een casus in het Veiligheidshuis hoort;\n"
    "- vragen over het Veiligheidshuis en AVE beantwoorden, met de bron erbij;\n"
    "- een adviesvraag voor je opstellen en indienen.\n"
    "Onderweg kun je typen: terug, waarom, wat weet je al, opnieuw, stop of mens. Is er nu gevaar, "
    "bel 112."
)
_ZEKER_GENOEG = 0.5


@actie("action_groet")
async def groet(beurt: Beurt) -> None:
    """Zeg wie dit is en wat het kan; wie al bezig is, hoort waarmee."""
    blad = beurt.dossier.blad
    goed = "Met mij gaat het goed, dank je. " if vraagt_hoe_het_gaat(beurt.tekst) else ""
    if blad is not None and beurt.dossier.weg:
        beurt.zeg(f"Hallo. {goed}".strip())
    elif blad is not None:
        beurt.zeg(
            f'Hallo. {goed}We zijn bezig met "{blad.lijst.titel}". We kunnen verder waar we waren.',
            [beurt.opdracht("Opnieuw beginnen", "opnieuw")],
        )
    elif beurt.dossier.voorgesteld:
        beurt.zeg(f"Hallo. {goed}Waar kan ik mee helpen?", beginknoppen(beurt))
    else:
        beurt.zeg(f"Hallo. {goed}{IK_BEN}", beginknoppen(beurt))


@actie("action_hulp")
async def hulp(beurt: Beurt) -> None:
    """Zeg wat de assistent kan."""
    beurt.zeg(KAN_DIT, beginknoppen(beurt))


@actie("action_botvraag")
async def botvraag(beurt: Beurt) -> None:
    """Zeg eerlijk dat dit een programma is, en hoe je een mens bereikt."""
    if scheldt(beurt.tekst):
        _blijf_rustig(beurt)
    else:
        beurt.zeg(IK_BEN)


@actie("action_bedank")
async def bedank(beurt: Beurt) -> None:
    """Neem een bedankje of compliment aan."""
    if prijst(beurt.tekst):
        beurt.zeg("Dank je, fijn om te horen.")
    else:
        beurt.zeg("Graag gedaan.")


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
    if await vervolg_op_contact(beurt):
        return
    if scheldt(beurt.tekst):
        _blijf_rustig(beurt)
    elif prijst(beurt.tekst):
        beurt.zeg("Dank je, fijn om te horen.")
    elif is_vervolg(beurt) or is_vraag(beurt.tekst) or weet_antwoord(beurt):
        if not await beantwoord_elk(beurt):
            geef_antwoord(beurt)
    elif beurt.zekerheid < _ZEKER_GENOEG or is_onzin(beurt.tekst):
        zonder_vraag(beurt)
    elif beurt.dossier.blad is not None:
        beurt.zeg("Daar ga ik niet over. We gaan verder waar we waren.")
    else:
        beurt.zeg(f"Daar ga ik niet over.\n\n{KAN_DIT}", beginknoppen(beurt))


@actie("action_weet_niet")
async def weet_niet(beurt: Beurt) -> None:
    """Help wie het niet weet zonder dat er een keuze `weet ik niet` is."""
    if beurt.dossier.blad is None and not zegt_weet_niet(beurt.tekst):
        zonder_vraag(beurt)
    elif beurt.dossier.blad is None:
        beurt.zeg(KAN_DIT, beginknoppen(beurt))
    else:
        beurt.zeg("Dat geeft niet. Schrijf wat je wel weet, al is het één zin.")


@actie("action_onbegrepen")
async def onbegrepen(beurt: Beurt) -> None:
    """Zeg dat het bericht niet begrepen is en bied de begaanbare wegen."""
    if await vervolg_op_contact(beurt):
        return
    if is_vervolg(beurt):
        geef_antwoord(beurt)
    elif scheldt(beurt.tekst):
        _blijf_rustig(beurt)
    else:
        zonder_vraag(beurt)


def _blijf_rustig(beurt: Beurt) -> None:
    """Blijf rustig bij schelden; wie al niet begrepen werd, komt een stap dichter bij een mens."""
    if beurt.dossier.blad is None and beurt.dossier.misverstaan:
        zonder_vraag(beurt)
        return
    beurt.zeg(
        f"{RUSTIG} Zeg het gerust in andere woorden, of typ opnieuw of stop. Liever een mens?",
        [beurt.opdracht("Een mens spreken", "mens"), *beginknoppen(beurt)[:3]],
    )
