"""De indiener hoort hoe het staat, leest het antwoord, vult aan en trekt in."""

from __future__ import annotations

import re
from dataclasses import replace

from adviesvraag import statuscode
from adviesvraag.fouten import AdviesvraagFout, NietGevonden
from adviesvraag.indiener import Bewijs, Stand, bekijk, trek_in, vul_aan
from adviesvraag.kenmerk import lijkt_op_kenmerk, vind
from adviesvraag.status import AANVULLING_GEVRAAGD, ANTWOORD, NAAR_INDIENER, OMSCHRIJVING
from bot.actie import actie
from bot.beurt import Beurt
from bot.buiten_de_lus import buiten_de_lus
from bot.ingediend import als_object
from bot.opslag import opslag

_INTREKKEN = "intrekken"
ZIN_STORING = "Ik kan nu niet bij de opslag. Er is niets veranderd. Probeer het zo nog een keer."
_ZIN_ONBEKEND = "De opslag antwoordt niet op tijd. Vraag zo de status op om te zien of het lukte."
_AANVULLING = re.compile(r"\s*(?:mijn\s+)?aanvulling\b([^:]{0,80}):\s*(.+)", re.IGNORECASE | re.S)


@actie("action_status")
async def status(beurt: Beurt) -> None:
    """Zeg hoe het staat met een adviesvraag, of doe wat er net over gevraagd is."""
    if beurt.verwacht == _INTREKKEN:
        await vraag_intrekken(beurt)
        return
    kenmerk = _kenmerk(beurt)
    if kenmerk is None:
        return
    if aanvulling := _AANVULLING.match(beurt.hele_tekst):
        await _vul_aan(beurt, kenmerk, aanvulling[2])
        return
    stand = await _eigen(beurt, kenmerk)
    if stand is not None:
        beurt.zeg(_verslag(stand), (), als_object(stand.overzicht))


@actie("action_intrekken")
async def intrekken(beurt: Beurt) -> None:
    """Vraag of de adviesvraag echt ingetrokken moet worden."""
    await vraag_intrekken(beurt)


async def vraag_intrekken(beurt: Beurt) -> None:
    """Vraag om het kenmerk als dat ontbreekt, en anders of intrekken echt de bedoeling is."""
    kenmerk = _kenmerk(beurt)
    if kenmerk is None:
        beurt.verwacht_nu(_INTREKKEN)
        return
    if await _eigen(beurt, kenmerk) is None:
        return
    wacht = beurt.dossier.blad is not None
    beurt.dossier = replace(beurt.dossier, intrekken=kenmerk, stil=wacht)
    beurt.zeg(
        f"Wil je adviesvraag {kenmerk} intrekken? Dat kun je niet terugdraaien.",
        [
            beurt.opdracht("Ja, intrekken", "bevestig"),
            beurt.opdracht("Nee, laten staan", "ontken"),
        ],
    )


async def trek_bevestigd_in(beurt: Beurt) -> None:
    """Trek in wat de gebruiker net bevestigde en zeg alleen wat vastligt."""
    kenmerk = beurt.dossier.intrekken or ""
    beurt.dossier = replace(beurt.dossier, intrekken=None)
    # Toestemming staat nooit in een slot: de code komt weer uit het bericht van de gebruiker zelf.
    bewijs = _bewijs(beurt, beurt.vorige_tekst)
    try:
        overzicht = await buiten_de_lus(lambda: trek_in(opslag(), kenmerk, bewijs))
    except TimeoutError:
        beurt.zeg(_ZIN_ONBEKEND)
        return
    except AdviesvraagFout as fout:
        beurt.zeg(str(fout))
        return
    beurt.zeg(f"Adviesvraag {overzicht.kenmerk} is ingetrokken.", (), als_object(overzicht))


async def _vul_aan(beurt: Beurt, kenmerk: str, tekst: str) -> None:
    bewijs = _bewijs(beurt, beurt.hele_tekst)
    try:
        overzicht = await buiten_de_lus(lambda: vul_aan(opslag(), kenmerk, bewijs, tekst))
    except TimeoutError:
        beurt.zeg(_ZIN_ONBEKEND)
        return
    except NietGevonden:
        beurt.zeg(_niet_te_zien(kenmerk))
        return
    except AdviesvraagFout as fout:
        beurt.zeg(str(fout))
        return
    beurt.zeg(
        f"Je aanvulling staat bij adviesvraag {overzicht.kenmerk}. De procescoördinator ziet haar "
        "daar.",
        (),
        als_object(overzicht),
    )


async def _eigen(beurt: Beurt, kenmerk: str) -> Stand | None:
    """De stand als de adviesvraag van deze gebruiker is; anders is al gezegd wat hij kan doen."""
    bewijs = _bewijs(beurt, beurt.hele_tekst)
    try:
        return await buiten_de_lus(lambda: bekijk(opslag(), kenmerk, bewijs))
    except NietGevonden:
        beurt.zeg(_niet_te_zien(kenmerk))
    except (TimeoutError, AdviesvraagFout):
        beurt.zeg(ZIN_STORING)
    return None


def _bewijs(beurt: Beurt, tekst: str) -> Bewijs:
    return Bewijs(beurt.gesprek, beurt.kanaal, statuscode.vind(tekst))


def _niet_te_zien(kenmerk: str) -> str:
    return (
        f"Adviesvraag {kenmerk} kan ik hier niet laten zien: zij is niet in dit gesprek ingediend, "
        "of zij bestaat niet. Kijk het kenmerk na. Heb je de code die je bij het indienen kreeg, "
        f"typ dan: status van {kenmerk} met code, en daarachter je code. Ben je de code kwijt, "
        "vraag het dan na bij het Veiligheidshuis waar je vraag heen ging."
    )


def _verslag(stand: Stand) -> str:
    overzicht = stand.overzicht
    sinds = overzicht.gewijzigd_op.strftime("%d-%m-%Y")
    delen = [
        f"Adviesvraag {overzicht.kenmerk} is {OMSCHRIJVING[overzicht.status]} (sinds {sinds})."
    ]
    ontvangen = [bericht for bericht in stand.berichten if bericht.richting == NAAR_INDIENER]
    if ontvangen:
        laatste = ontvangen[-1]
        kop = "Het antwoord" if laatste.soort == ANTWOORD else "De vraag aan jou"
        delen.append(f"{kop} van {laatste.op.strftime('%d-%m-%Y')}:\n{laatste.tekst}")
    if overzicht.status == AANVULLING_GEVRAAGD:
        delen.append(
            f"Typ je reactie zo: aanvulling {overzicht.kenmerk}: en daarachter je tekst. Noem geen "
            "namen of andere persoonsgegevens."
        )
    return "\n\n".join(delen)


def _kenmerk(beurt: Beurt) -> str | None:
    gevonden = vind(beurt.tekst)
    if gevonden:
        return gevonden[0]
    if lijkt_op_kenmerk(beurt.tekst):
        beurt.zeg("Dat kenmerk klopt niet; er zit een typefout in. Kijk het na en typ het opnieuw.")
        return None
    if beurt.dossier.kenmerk:
        return beurt.dossier.kenmerk
    blad = beurt.dossier.blad
    bezig = blad is not None and blad.vragenlijst == "adviesvraag"
    nog = "Je adviesvraag is nog niet ingediend; een reactietijd kan ik niet beloven. "
    beurt.zeg(
        f"{nog if bezig else ''}In dit gesprek is niets ingediend of verstuurd. Diende je eerder "
        "iets in, typ dan het kenmerk en de code die je toen kreeg."
    )
    return None
