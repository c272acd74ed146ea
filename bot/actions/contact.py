"""Vragen over een contact: het nummer, de tijden, of dat het niet klopt."""

from __future__ import annotations

from bot.actie import actie
from bot.actions.kennis import beantwoord_treffend, geef_antwoord, is_vervolg
from bot.actions.route import begin_route
from bot.beurt import Beurt
from bot.contactantwoord import antwoord_over_contact
from knowledge.antwoordsoort import vraagt_bereik, vraagt_gegeven
from knowledge.contactvraag import lees_contactvraag
from knowledge.routevraag import zoekt_contact
from sociale_kaart.genoemd import soorten_in
from sociale_kaart.plaatsen import herken


@actie("action_contact")
async def contact(beurt: Beurt) -> None:
    """Geef de gegevens van de genoemde organisatie, of van het contact dat net genoemd is."""
    if not beurt.keuze and lees_contactvraag(beurt.tekst) is None:
        if vraagt_gegeven(beurt.tekst):
            geef_antwoord(beurt)
            return
        zoekt_bereik = vraagt_bereik(beurt.tekst) or _noemt_contact(beurt)
        if not zoekt_bereik and beantwoord_treffend(beurt):
            return
    vervolgt_artikel = is_vervolg(beurt) and not soorten_in(beurt.tekst)
    if not vervolgt_artikel and await antwoord_over_contact(beurt):
        return
    if zoekt_contact(beurt.tekst):
        begin_route(beurt)
    else:
        geef_antwoord(beurt)


def _noemt_contact(beurt: Beurt) -> bool:
    """Of een organisatie genoemd is bij een plaats, of na een ander contact: "en de politie?"."""
    return bool(soorten_in(beurt.tekst)) and bool(beurt.dossier.contact or herken(beurt.tekst))
