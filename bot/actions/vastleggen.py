"""Wat een lezing met het dossier doet; elke soort lezing heeft één functie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.actions.aanpassen import vat_samen, vraag_welk
from bot.actions.acuut import zeg_112
from bot.actions.gelezen import toon_lezing
from bot.actions.misverstand import bij_vraag
from bot.beurt import Beurt
from bot.casuslezing import beschrijft, bewaar_beschrijving, vul_in
from bot.dossier import Blad, met_zwaartepunt
from bot.lezing import Lezing
from bot.verbetering import lees_in_blad, pas_toe
from bot.weergave import weergave
from knowledge.vragenlijst import (
    GETYPT,
    ONBEKEND,
    Antwoord,
    OngeldigAntwoord,
    Vraag,
    beantwoord,
    corrigeer,
)

_MEER = 6
_NIET_BEGREPEN = frozenset({"onbegrepen", "onbekende_plaats", "geen_werkmail"})


def verwerk(beurt: Beurt, lezing: Lezing) -> None:
    """Doe wat een lezing betekent, en tel misverstanden; een begrepen bericht zet ze op nul."""
    eerder = beurt.dossier.misverstaan
    try:
        _VASTLEGGEN[lezing["soort"]](beurt, lezing)
    except OngeldigAntwoord as fout:
        beurt.zeg(str(fout))
    if beurt.dossier.misverstaan == eerder:
        beurt.dossier = replace(beurt.dossier, misverstaan=0)


def _leg_antwoord_vast(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad_van(lezing["run"])
    if blad is None:
        _zeg_verlopen(beurt, lezing)
        return
    if blad is not beurt.dossier.blad:
        beurt.zeg("Die knop hoort bij een vraag die nu even wacht. Rond eerst deze vraag af.")
        return
    vraag = blad.lijst.vragen[lezing["vraag"]]
    if vraag.is_gevaar(lezing["waarde"]):
        zeg_112(beurt, "je geeft aan dat er nu gevaar is")
        beurt.dossier = replace(beurt.dossier, acuut=True)
        return
    antwoord = Antwoord(lezing["waarde"], tuple(lezing["onderdelen"]), lezing["herkomst"])
    stand = beantwoord(blad.lijst, blad.stand, vraag.id, antwoord)
    nieuw = replace(blad, stand=stand, keuze=())
    if vraag.id == "gemeente":
        nieuw = met_zwaartepunt(nieuw, antwoord.waarde)
    _zeg_wat_genoteerd_is(beurt, blad, vraag, antwoord)
    nieuw = _lees_rest(beurt, blad, nieuw, vraag, antwoord)
    beurt.dossier = replace(beurt.dossier.met_blad(nieuw), bij_gevaar=None)


def _zeg_wat_genoteerd_is(beurt: Beurt, blad: Blad, vraag: Vraag, antwoord: Antwoord) -> None:
    """Zeg welke keuze uit eigen woorden is gehaald, of dat een eerder antwoord veranderd is."""
    eerder = blad.stand.waarde(vraag.id)
    tekst = beurt.tekst.casefold()
    titel = vraag.titel(antwoord.waarde)
    if eerder is not None and eerder != antwoord.waarde and vraag.soort != "tekst":
        beurt.zeg("Aangepast.")
    elif vraag.soort == "gemeente" and len(beurt.tekst.split()) >= _MEER:
        beurt.zeg(f"Ik noteer: {weergave(vraag, antwoord)}.")
    elif (
        vraag.soort in {"keuze", "meerkeuze"}
        and antwoord.herkomst == GETYPT
        and not antwoord.onderdelen
        and titel.casefold() not in tekst
        and antwoord.waarde.casefold() not in tekst
    ):
        beurt.zeg(f"Ik noteer: {titel}.")


def _lees_rest(beurt: Beurt, oud: Blad, nieuw: Blad, vraag: Vraag, antwoord: Antwoord) -> Blad:
    """Lees wat een bericht meer zegt dan alleen het antwoord op de open vraag."""
    if antwoord.herkomst != GETYPT or antwoord.waarde == ONBEKEND:
        return nieuw
    if vraag.soort == "tekst":
        gelezen = vul_in(nieuw, antwoord.waarde)
    elif len(beurt.tekst.split()) >= _MEER and beschrijft(beurt.tekst):
        gelezen = vul_in(bewaar_beschrijving(nieuw, beurt.tekst), beurt.tekst)
    else:
        return nieuw
    toon_lezing(beurt, replace(oud, stand=nieuw.stand), gelezen)
    return gelezen


def _alleen_plaats(beurt: Beurt, lezing: Lezing) -> None:
    """Een plaats als antwoord op de vraag wat er speelt: dan vraagt de assistent de rest."""
    blad = beurt.dossier.blad_van(lezing["run"])
    if blad is None:
        _zeg_verlopen(beurt, lezing)
        return
    onbekend = Antwoord(ONBEKEND, herkomst=GETYPT)
    nieuw = replace(blad, stand=beantwoord(blad.lijst, blad.stand, "casus", onbekend))
    codes = lezing["codes"]
    if len(codes) == 1:
        gemeente = Antwoord(codes[0], herkomst=GETYPT)
        stand = beantwoord(nieuw.lijst, nieuw.stand, "gemeente", gemeente)
        nieuw = replace(nieuw, stand=stand)
        plaats = weergave(nieuw.lijst.vragen["gemeente"], gemeente)
        beurt.zeg(f"Gemeente {plaats}. Vertel gerust ook wat er speelt; dan vraag ik minder.")
    else:
        nieuw = nieuw.met(plaatsen=codes, plaats=beurt.tekst.strip())
    beurt.dossier = beurt.dossier.met_blad(nieuw)


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


def _verbeter(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad_van(lezing["run"])
    if blad is None:
        _zeg_verlopen(beurt, lezing)
        return
    nieuw, zin = pas_toe(blad, lees_in_blad(blad, lezing["tekst"]))
    beurt.dossier = beurt.dossier.met_blad(nieuw)
    if zin:
        beurt.zeg(zin)


def _kies_plaats(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is not None:
        beurt.dossier = beurt.dossier.met_blad(
            blad.met(plaatsen=lezing["codes"], plaats=lezing["plaats"], samen=lezing["samen"])
        )


def _vul_aan(beurt: Beurt, _lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is None:
        return
    gelezen = blad
    if beschrijft(beurt.tekst):
        gelezen = bewaar_beschrijving(blad, beurt.tekst)
        beurt.zeg("Dat zet ik bij je beschrijving.")
    gelezen = vul_in(gelezen, beurt.tekst)
    if gelezen.stand == blad.stand and gelezen.extra == blad.extra:
        _zeg_onbegrepen(beurt, {"soort": "onbegrepen"})
        return
    toon_lezing(beurt, blad, gelezen)
    beurt.dossier = beurt.dossier.met_blad(gelezen)


def _zeg_verlopen(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.zeg("Die knop hoort bij een eerdere ronde en telt niet meer mee.")


def _zeg_onbegrepen(beurt: Beurt, lezing: Lezing) -> None:
    blad = beurt.dossier.blad
    if blad is not None and (open_vraag := blad.vraag) is not None:
        bij_vraag(beurt, blad, open_vraag, lezing["soort"])


def _zeg_storing(beurt: Beurt, lezing: Lezing) -> None:
    beurt.zeg(lezing["zin"])


def _zeg_veilig(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.zeg("Goed dat het weer veilig is. We gaan verder.")


def _wacht(beurt: Beurt, _lezing: Lezing) -> None:
    """Wacht tot de gebruiker zegt dat het veilig is; de open vraag blijft staan."""
    beurt.dossier = replace(beurt.dossier, acuut=True)
    beurt.zeg(
        "Ik wacht. Bel 112 als dat nog niet is gedaan. Typ verder als het veilig is.",
        [beurt.opdracht("Het is veilig, ga verder", "verder")],
    )


def _zeg_herhaling(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.zeg("Dit bericht had ik al; ik heb het één keer meegeteld.")


def _laat_kiezen(beurt: Beurt, _lezing: Lezing) -> None:
    vraag_welk(beurt)


def _pak_op(beurt: Beurt, lezing: Lezing) -> None:
    """Ga verder met een vragenlijst die wachtte; de andere wacht nu."""
    wacht = beurt.dossier.blad
    beurt.dossier = beurt.dossier.naar_boven(lezing["run"])
    blad = beurt.dossier.blad
    if wacht is not None and blad is not None:
        beurt.zeg(
            f'We gaan verder met "{blad.lijst.titel}". Daarna komt "{wacht.lijst.titel}" weer; '
            "die antwoorden staan er nog."
        )


def _zeg_overzicht(beurt: Beurt, _lezing: Lezing) -> None:
    if beurt.dossier.blad is not None:
        vat_samen(beurt, beurt.dossier.blad)


def _zeg_tot_zo(beurt: Beurt, _lezing: Lezing) -> None:
    beurt.dossier = replace(beurt.dossier, stil=True)
    beurt.zeg("Goed, tot straks. Je antwoorden blijven staan en er is niets verstuurd.")


def _niets(_beurt: Beurt, _lezing: Lezing) -> None:
    """De vraag wordt alleen opnieuw gesteld."""


_VASTLEGGEN: dict[str, Callable[[Beurt, dict[str, Any]], None]] = {
    "aanpassen": _laat_kiezen,
    "aanvulling": _vul_aan,
    "alleen_plaats": _alleen_plaats,
    "antwoord": _leg_antwoord_vast,
    "deel": _voeg_onderdeel_toe,
    "fout": _zeg_storing,
    "heropen": _heropen,
    "herhaling": _zeg_herhaling,
    "naar_boven": _pak_op,
    "overzicht": _zeg_overzicht,
    "pauze": _zeg_tot_zo,
    "plaatsen": _kies_plaats,
    "veilig": _zeg_veilig,
    "verbeter": _verbeter,
    "verder": _niets,
    "verlopen": _zeg_verlopen,
    "wacht": _wacht,
    **dict.fromkeys(_NIET_BEGREPEN, _zeg_onbegrepen),
}
