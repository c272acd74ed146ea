"""Eén gesprek voor elke vragenlijst: lezen, vastleggen, vragen en afronden."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from bot.actions.acuut import zeg_112
from bot.actions.afronden import rond_adviesvraag_af, rond_route_af, rond_triage_af
from bot.actions.ave import rond_ave_af
from bot.beurt import AFRONDEN, FORMULIER, Beurt, actie, meld_fout
from bot.casuslezing import beschrijft, bewaar_beschrijving, vul_in, zeg_lezing
from bot.dossier import Blad
from bot.lezing import Lezing, lees_bericht
from bot.vraagbericht import stel
from knowledge.vragenlijst import (
    ONBEKEND,
    Antwoord,
    OngeldigAntwoord,
    beantwoord,
    corrigeer,
)

KLAAR = "klaar"
_ONBEGREPEN = {
    "onbegrepen": "Dat begrijp ik niet als antwoord op mijn vraag.",
    "onbekende_plaats": "Die plaats ken ik niet. Typ de naam van de gemeente.",
}
_AFRONDEN: dict[str, Callable[[Beurt, Blad], Awaitable[None]]] = {
    "ave": rond_ave_af,
    "triage": rond_triage_af,
    "route": rond_route_af,
    "adviesvraag": rond_adviesvraag_af,
}


@actie("action_lees_antwoord")
async def lees_antwoord(beurt: Beurt) -> None:
    """Vul het slot `antwoord` als het bericht bij de open vraag hoort."""
    try:
        lezing = lees_bericht(beurt)
    except Exception as fout:  # noqa: BLE001 - de vraag moet hierna opnieuw gesteld worden
        meld_fout("action_lees_antwoord", beurt, fout)
        # Rasa laat berichten van deze actie vallen; het vastleggen zegt de zin alsnog.
        lezing = {"soort": "fout", "zin": beurt.dispatcher.messages[-1]["text"]}
    if lezing is not None:
        beurt.gebeurtenissen.append(SlotSet("antwoord", lezing))


@actie(f"validate_{FORMULIER}")
async def leg_vast(beurt: Beurt) -> None:
    """Geef het antwoord aan de motor; elk bericht telt één keer."""
    lezing = beurt.tracker.get_slot("antwoord")
    if not isinstance(lezing, dict):
        return
    beurt.gebeurtenissen.append(SlotSet("antwoord", None))
    if beurt.bericht_id == beurt.dossier.bericht:
        return
    beurt.dossier = replace(beurt.dossier, bericht=beurt.bericht_id, acuut=False, intrekken=None)
    _VASTLEGGEN[lezing["soort"]](beurt, lezing)
    blad = beurt.dossier.blad
    if blad is None or blad.vraag is None:
        beurt.gebeurtenissen.append(SlotSet("antwoord", KLAAR))


@actie("action_ask_antwoord")
async def vraag(beurt: Beurt) -> None:
    """Stel de open vraag; na een melding van gevaar wacht de vraag tot het veilig is."""
    blad, stil = beurt.dossier.blad, beurt.dossier.stil
    beurt.dossier = replace(beurt.dossier, stil=False)
    if blad is None or beurt.dossier.acuut or stil:
        return
    open_vraag = blad.vraag
    if open_vraag is None:
        return
    stel(beurt, blad, open_vraag)


@actie(AFRONDEN)
async def rond_af(beurt: Beurt) -> None:
    """Zeg de uitkomst van een vragenlijst die klaar is en ga door met wat eronder ligt."""
    beurt.gebeurtenissen.append(SlotSet("antwoord", None))
    blad = beurt.dossier.blad
    if blad is None or blad.vraag is not None:
        return
    await _AFRONDEN[blad.vragenlijst](beurt, blad)


@actie("action_keuze")
async def keuze(beurt: Beurt) -> None:
    """Een klik buiten het formulier: na een nieuwe sessie telt hij nog, daarna niet meer."""
    lezing = lees_bericht(beurt) or {"soort": "verlopen"}
    _VASTLEGGEN[lezing["soort"]](beurt, lezing)


def _leg_antwoord_vast(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad_van(lezing["run"])
    if blad is None:
        _zeg_verlopen(beurt, lezing)
        return
    if blad is not beurt.dossier.blad:
        beurt.zeg("Die knop hoort bij een vraag die nu even wacht. Rond eerst deze vraag af.")
        return
    if blad.lijst.vragen[lezing["vraag"]].is_gevaar(lezing["waarde"]):
        zeg_112(beurt, "je geeft aan dat er nu gevaar is")
        beurt.dossier = replace(beurt.dossier, acuut=True)
        return
    was_bekend = blad.stand.waarde(lezing["vraag"])
    antwoord = Antwoord(lezing["waarde"], tuple(lezing["onderdelen"]), lezing["herkomst"])
    try:
        stand = beantwoord(blad.lijst, blad.stand, lezing["vraag"], antwoord)
    except OngeldigAntwoord as fout:
        beurt.zeg(str(fout))
        return
    nieuw = replace(blad, stand=stand, keuze=(), misverstaan=0)
    if lezing["vraag"] == "gemeente":
        nieuw = nieuw.met(plaatsen=[], plaats="")
    if lezing["vraag"] == "casus" and lezing["waarde"] != ONBEKEND:
        nieuw = _lees_casus(beurt, blad, nieuw, lezing["waarde"])
    elif was_bekend is not None and was_bekend != lezing["waarde"]:
        beurt.zeg("Aangepast.")
    beurt.dossier = beurt.dossier.met_blad(nieuw)


def _lees_casus(beurt: Beurt, oud: Blad, nieuw: Blad, tekst: str) -> Blad:
    gelezen = vul_in(nieuw, tekst)
    zeg_lezing(beurt, oud, gelezen)
    return gelezen


def _voeg_onderdeel_toe(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is None or blad.run != lezing["run"]:
        _zeg_verlopen(beurt, lezing)
        return
    keuze = tuple(dict.fromkeys((*blad.keuze, lezing["onderdeel"])))
    beurt.dossier = beurt.dossier.met_blad(replace(blad, keuze=keuze))


def _heropen(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is None or blad.run != lezing["run"] or lezing["vraag"] not in blad.lijst.vragen:
        _zeg_verlopen(beurt, lezing)
        return
    stand = corrigeer(blad.lijst, blad.stand, lezing["vraag"])
    beurt.dossier = beurt.dossier.met_blad(replace(blad, stand=stand, keuze=()))


def _kies_plaats(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is not None:
        beurt.dossier = beurt.dossier.met_blad(
            blad.met(plaatsen=lezing["codes"], plaats=lezing["plaats"])
        )


def _vul_aan(beurt: Beurt, _lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is not None:
        gelezen = blad
        if beschrijft(beurt.tekst):
            try:
                gelezen = bewaar_beschrijving(blad, beurt.tekst)
            except OngeldigAntwoord as fout:
                beurt.zeg(str(fout))
                return
            beurt.zeg("Dat zet ik bij je beschrijving.")
        gelezen = vul_in(gelezen, beurt.tekst)
        zeg_lezing(beurt, blad, gelezen)
        beurt.dossier = beurt.dossier.met_blad(gelezen)


def _zeg_verlopen(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.zeg("Die knop hoort bij een eerdere ronde en telt niet meer mee.")


def _zeg_onbegrepen(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is None or (open_vraag := blad.vraag) is None:
        return
    misverstaan = blad.misverstaan + 1
    if misverstaan == 1:
        beurt.zeg(_ONBEGREPEN[lezing["soort"]])
    else:
        beurt.zeg(
            f"Ik begrijp je nog niet. {open_vraag.uitleg} Kies een knop, typ het anders, of typ "
            "stop. Liever een mens? Typ mens."
        )
    beurt.dossier = beurt.dossier.met_blad(replace(blad, misverstaan=misverstaan))


def _zeg_geen_werkmail(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.zeg(
        "Dat is geen werkmailadres van een partner die ik ken; ik heb niets bewaard. Geef een "
        "werkadres, of kies Overslaan."
    )


def _zeg_storing(beurt: Beurt, lezing: Lezing) -> None:
    beurt.zeg(lezing["zin"])


def _niets(_beurt: Beurt, _lezing: Lezing) -> None:
    """De vraag wordt alleen opnieuw gesteld."""


_VASTLEGGEN: dict[str, Callable[[Beurt, dict[str, Any]], None]] = {
    "antwoord": _leg_antwoord_vast,
    "deel": _voeg_onderdeel_toe,
    "heropen": _heropen,
    "plaatsen": _kies_plaats,
    "aanvulling": _vul_aan,
    "verlopen": _zeg_verlopen,
    "onbegrepen": _zeg_onbegrepen,
    "onbekende_plaats": _zeg_onbegrepen,
    "geen_werkmail": _zeg_geen_werkmail,
    "verder": _niets,
    "fout": _zeg_storing,
}
