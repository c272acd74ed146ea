"""Een adviesvraag beginnen."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actie import actie
from bot.actions.kennis import beantwoord_treffend
from bot.beurt import Beurt
from bot.casuslezing import beschrijft, bewaar_beschrijving, vul_in
from bot.contactgesprek import Contactgesprek, uit_knop
from bot.dossier import Blad
from knowledge.antwoordlezer import vraagt_wissel
from knowledge.vragenlijst import (
    OVERGENOMEN,
    Antwoord,
    Stand,
    neem_over,
    neem_uit_triage,
)


@actie("action_start_adviesvraag")
async def start(beurt: Beurt) -> None:
    """Begin een adviesvraag en neem over wat een triage al gaf."""
    if not vraagt_wissel(beurt.tekst, "adviesvraag") and beantwoord_treffend(beurt):
        return
    if _oude_knop(beurt):
        beurt.zeg("Die knop hoort bij een eerdere ronde en telt niet meer mee.")
        return
    if beurt.dossier.blad is not None and beurt.dossier.blad.vragenlijst == "adviesvraag":
        beurt.zeg("We zijn al bezig met een adviesvraag. Er is nog niets verstuurd.")
        return
    triage = _triage(beurt)
    dossier = replace(beurt.dossier, acuut=False).open(
        "adviesvraag", concept_id=uuid.uuid4().hex, triage=triage
    )
    blad = dossier.blad
    if blad is not None:
        gevuld = _gevuld(beurt, blad, _stand_van_triage(beurt))
        dossier = dossier.met_blad(gevuld.met(ook_in=gevuld.extra.get("ook_in") or _ook_in(beurt)))
    beurt.dossier = dossier
    beurt.zeg("We stellen samen een adviesvraag op. Er gaat pas iets weg als je op Indienen klikt.")


def _oude_knop(beurt: Beurt) -> bool:
    keuze = beurt.keuze
    if keuze is None or keuze.vraag != "vervolg":
        return False
    return keuze.run != (beurt.dossier.laatste or {}).get("run")


def _triage(beurt: Beurt) -> dict[str, Any] | None:
    laatste = beurt.dossier.laatste
    if not laatste:
        return None
    antwoorden = Stand.uit_json(laatste["stand"]).antwoorden
    uit = {naam: laatste[naam] for naam in ("uitkomst", "criteria", "ave_fase")}
    if probleem := antwoorden.get("probleem"):
        uit["probleem"] = probleem.waarde
    if ketens := antwoorden.get("ketens"):
        uit["ketens"] = list(ketens.onderdelen)
    return uit


def _stand_van_triage(beurt: Beurt) -> Stand | None:
    for onder in reversed(beurt.dossier.stapel):
        if onder.vragenlijst == "triage":
            return onder.stand
    laatste: Mapping[str, Any] | None = beurt.dossier.laatste
    return Stand.uit_json(laatste["stand"]) if laatste else None


def _ook_in(beurt: Beurt) -> list[str]:
    """De andere gemeenten uit de vragenlijst waar deze adviesvraag op volgt."""
    bladen = [*reversed(beurt.dossier.stapel), beurt.dossier.klaar]
    return next((blad.extra["ook_in"] for blad in bladen if blad and blad.extra.get("ook_in")), [])


def _uit_route(blad: Blad, gesprek: Contactgesprek) -> Blad:
    """Het blad met de beschrijving en de gemeente van de route waar de knop onder stond."""
    if gesprek.tekst:
        blad = vul_in(bewaar_beschrijving(blad, gesprek.tekst), gesprek.tekst)
    bekend = {}
    if gesprek.gemeente:
        bekend["gemeente"] = Antwoord(gesprek.gemeente, herkomst=OVERGENOMEN)
    stand = neem_over(blad.lijst, blad.stand, bekend)
    return replace(blad, stand=stand).met(plaatsen=[], samen=False, ook_in=list(gesprek.ook_in))


def _gevuld(beurt: Beurt, blad: Blad, triage: Stand | None) -> Blad:
    bekend = {}
    if triage is not None:
        bekend = neem_uit_triage(blad.lijst, triage)
        blad = replace(blad, stand=replace(blad.stand, gegevens={"uit_triage": "ja"}))
        bekend["soort"] = Antwoord("adviesvraag", herkomst=OVERGENOMEN)
        bekend["vraag_of_casus"] = Antwoord("ja", herkomst=OVERGENOMEN)
    elif gesprek := uit_knop(beurt):
        blad = _uit_route(blad, gesprek)
    elif not beurt.keuze:
        if beschrijft(beurt.tekst):
            blad = bewaar_beschrijving(blad, beurt.tekst)
        blad = vul_in(blad, beurt.tekst)
    bekend.update(_van_de_gebruiker(beurt))
    return replace(blad, stand=neem_over(blad.lijst, blad.stand, bekend))


def _van_de_gebruiker(beurt: Beurt) -> dict[str, Antwoord]:
    """Wat het kanaal van een aangemelde gebruiker weet, zodat het niet gevraagd wordt."""
    velden = (("contact", "werkmail"), ("organisatie", "organisatie"))
    return {
        vraag: Antwoord(str(beurt.meta[naam]), herkomst=OVERGENOMEN)
        for vraag, naam in velden
        if beurt.meta.get(naam)
    }
