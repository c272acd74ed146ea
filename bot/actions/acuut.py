"""Gevaar nu: eerst 112, dan pas de rest; en iemand die niet meer wil leven."""

from __future__ import annotations

from dataclasses import replace

from bot.actie import actie
from bot.actions.triage import begin
from bot.beurt import Beurt
from bot.casuslezing import beschrijft, zeg_contacten
from knowledge.routevraag import vraagt_route
from knowledge.triage_teksten import teksten
from sociale_kaart.kaart import SocialeKaart

_ALGEMENE_REDEN = "dit klinkt als direct gevaar"


@actie("action_acuut")
async def acuut(beurt: Beurt) -> None:
    """Noem 112 als eerste; de open vraag wacht tot het veilig is.

    Staat een tekstvraag open, dan is wat de gebruiker schreef straks een voorstel voor antwoord.
    """
    zeg_112(beurt, str(beurt.meta.get("gevaar") or _ALGEMENE_REDEN))
    dossier = beurt.dossier
    vraag = dossier.blad.vraag if dossier.blad else None
    if vraag is not None and vraag.soort == "tekst" and beschrijft(beurt.tekst):
        dossier = replace(dossier, bij_gevaar=beurt.tekst)
    if dossier.blad is None:
        stil = Beurt(beurt.tracker, type(beurt.dispatcher)(), dossier)
        dossier = begin(stil, "triage", heeft_casus=True)
    beurt.dossier = replace(dossier, acuut=True)


def zeg_112(beurt: Beurt, reden: str) -> None:
    """Zeg dat 112 voor alles gaat, met de reden."""
    zin = f"{reden[:1].upper()}{reden[1:].rstrip('.')}."
    contacten = [
        contact.als_bericht() for contact in SocialeKaart.laad().voor(["noodnummer"], None)
    ]
    beurt.zeg(
        f"Bel nu 112. {zin} Zorg eerst dat jij en anderen veilig zijn. Ik wacht; typ verder als "
        "het veilig is.",
        [beurt.opdracht("Het is veilig, ga verder", "verder")],
        {"soort": "acuut", "nummers": ["112"], "reden": reden},
        {"soort": "contacten", "contacten": contacten},
    )


@actie("action_suicide")
async def suicide(beurt: Beurt) -> None:
    """Noem 113 en de huisarts als iemand niet meer wil leven en er geen handeling gaande is.

    Een beschrijving zonder open vraag is ook het begin van een triage: er kan meer spelen. Wie
    alleen vraagt wie te bellen, krijgt dat.
    """
    blad = beurt.dossier.blad
    if blad is None and beschrijft(beurt.tekst) and not vraagt_route(beurt.tekst):
        beurt.dossier = begin(beurt, "triage", heeft_casus=True)
        blad = beurt.dossier.blad
        if blad is not None and "suicidaliteit" in blad.extra.get("signalen", ()):
            return
    let_op = teksten().let_op["suicidaliteit"]
    gemeente = blad.stand.waarde("gemeente") if blad else None
    zeg_contacten(beurt, let_op.tekst, let_op.contacten, gemeente)
