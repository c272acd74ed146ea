"""De open vraag als bericht: tekst, knoppen en het object `vraag` van docs/contract.md."""

from __future__ import annotations

from typing import Any

from bot.beurt import Beurt, Knop
from bot.dossier import Blad
from bot.payload import Keuze
from bot.weergave import samenvatting
from knowledge.vragenlijst import ONBEKEND, Optie, Vraag, stappen
from sociale_kaart.plaatsen import op_code

KLAAR = "klaar"
BIJ_GEVAAR = "bij_gevaar"
PROBLEEM = "probleem"


def stel(beurt: Beurt, blad: Blad, vraag: Vraag) -> None:
    """Stel de open vraag, met alle knoppen die er een antwoord op zijn."""
    opties = antwoordopties(blad, vraag)
    knoppen = [Knop(optie.titel, Keuze(blad.run, vraag.id, optie.waarde)) for optie in opties]
    zichtbaar = [knop for knop, optie in zip(knoppen, opties, strict=True) if optie.knop]
    stap, geschat = stappen(blad.lijst, blad.stand)
    beurt.zeg(
        _tekst(blad, vraag),
        [*zichtbaar, *_opdrachten(beurt, blad, vraag)],
        {
            "soort": "vraag",
            "vragenlijst": blad.vragenlijst,
            "id": vraag.id,
            "opties": [
                {
                    "waarde": o.waarde,
                    "titel": o.titel,
                    "payload": beurt.payload(k.keuze),
                    **({"onderdeel": True} if o.onderdeel else {}),
                }
                for k, o in zip(knoppen, opties, strict=True)
            ],
            "vrije_tekst": vraag.vrije_tekst,
            "stap": stap,
            "stappen_geschat": geschat,
        },
    )


def getoond(blad: Blad, vraag: Vraag) -> list[str]:
    """De waarden van de knoppen waartussen iemand kiest, op de volgorde van het scherm."""
    opties = antwoordopties(blad, vraag)
    return [optie.waarde for optie in opties if optie.knop and not optie.onderdeel]


def antwoordopties(blad: Blad, vraag: Vraag) -> list[Optie]:
    """Alle antwoorden die bij deze vraag nu een knop of een waarde hebben."""
    plaatsen: list[str] = blad.extra.get("plaatsen") or []
    if vraag.soort == "gemeente" and plaatsen:
        namen = [Optie(code, plaatsnaam(code)) for code in plaatsen]
        return [*namen, *vraag.opties]
    vermoed: list[str] = blad.extra.get("vermoed") or []
    if vraag.id == PROBLEEM and vermoed:
        rij = sorted(vraag.opties, key=lambda optie: _volgorde(optie.waarde, vermoed))
        knop = {*vermoed, ONBEKEND}
        return [Optie(o.waarde, o.titel, knop=o.waarde in knop) for o in rij]
    if vraag.soort != "meerkeuze":
        return [optie for optie in vraag.opties if optie.knop]
    rest = [
        Optie(o.waarde, o.titel, onderdeel=o.onderdeel, knop=bool(blad.keuze) or not o.onderdeel)
        for o in vraag.opties
        if o.waarde not in blad.keuze
    ]
    if not blad.keuze:
        return rest
    onderdelen = [optie for optie in rest if optie.onderdeel]
    overige = [
        Optie(optie.waarde, optie.titel, knop=False) for optie in rest if not optie.onderdeel
    ]
    return [Optie(KLAAR, "Klaar"), *onderdelen, *overige]


def _volgorde(waarde: str, vermoed: list[str]) -> int:
    return vermoed.index(waarde) if waarde in vermoed else len(vermoed)


def plaatsnaam(code: str) -> str:
    """De titel van een gemeente als er tussen meer gemeenten gekozen moet worden."""
    gemeente = op_code(code)
    return f"Gemeente {gemeente.naam} ({gemeente.regio_naam})"


def _tekst(blad: Blad, vraag: Vraag) -> str:
    if vraag.soort == "gemeente" and blad.extra.get("samen"):
        return (
            f"Je noemt {blad.extra['plaats']}. In welke gemeente ligt het zwaartepunt? De andere "
            "neem ik mee."
        )
    if vraag.soort == "gemeente" and blad.extra.get("plaatsen"):
        return f"{blad.extra['plaats']} kan op meer plekken liggen. Welke gemeente bedoel je?"
    if vraag.id == PROBLEEM and blad.extra.get("vermoed"):
        return (
            "Waar lijkt dit het meest op? Staat het er niet bij, typ het dan in een paar woorden."
        )
    if blad.keuze:
        genoemd = ", ".join(vraag.titel(onderdeel) for onderdeel in blad.keuze)
        return f"Genoteerd: {genoemd}. Nog een, of is dit alles?"
    if vraag.id == "controle":
        return f"Dit stuur ik in:\n{samenvatting(blad)}\n\n{vraag.tekst}"
    stap, geschat = stappen(blad.lijst, blad.stand)
    return f"Vraag {stap} van hooguit {geschat}. {vraag.tekst}" if stap > 1 else vraag.tekst


def _opdrachten(beurt: Beurt, blad: Blad, vraag: Vraag) -> list[Knop]:
    if vraag.soort == "tekst" and beurt.dossier.bij_gevaar:
        return [Knop("Gebruik wat ik net schreef", Keuze(blad.run, vraag.id, BIJ_GEVAAR))]
    if vraag.id == "controle":
        return [beurt.opdracht("Iets aanpassen", "aanpassen")]
    if beurt.dossier.misverstaan:
        return [beurt.opdracht("Leg uit", "uitleg")]
    return []


def vraag_object(beurt: Beurt, blad: Blad, keuzes: list[tuple[str, str]]) -> dict[str, Any]:
    """Een `verduidelijking`: welke van deze eerdere vragen bedoel je?"""
    return {
        "soort": "verduidelijking",
        "opties": [
            {
                "waarde": waarde,
                "titel": titel,
                "payload": beurt.payload(Keuze(blad.run, "corrigeer", waarde)),
            }
            for waarde, titel in keuzes
        ],
    }
