"""Niet begrepen: eerst de twee waarschijnlijkste lezingen, dan een voorbeeld, dan een mens.

De teller staat in het dossier en begint opnieuw zodra een bericht wel begrepen is.
"""

from __future__ import annotations

from dataclasses import replace

from bot.actions.begin import beginknoppen
from bot.actions.kennis import draag_over, gemeente_van
from bot.beurt import GLOBAAL, Beurt, Knop
from bot.dossier import Blad
from bot.leemte import niet_begrepen
from bot.payload import Keuze
from bot.vraagbericht import plaatsnaam
from knowledge.antwoordlezer import waarschijnlijkst
from knowledge.engels import is_engels
from knowledge.omgang import scheldt
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import lijkt_op

ALLEEN_NEDERLANDS = (
    "Ik begrijp alleen Nederlands. I only understand Dutch. Is someone in danger now? Call 112."
)
RUSTIG = "Dat klinkt alsof het niet lekker loopt; dat spijt me."
_LEZINGEN = {
    "start_triage": "Casus toetsen",
    "route": "Waar meld ik dit?",
    "adviesvraag": "Adviesvraag indienen",
    "mens": "Een mens spreken",
    "hulp": "Zien wat je kunt",
    "ave_bepalen": "De AVE-fase bepalen",
}
_ZELFDE = {"contact": "route", "kennis": "hulp", "privacy": "hulp", "ave": "ave_bepalen"}
_VOORBEELD = (
    'Ik begrijp je nog niet. Schrijf het als een hele zin, bijvoorbeeld: "Man in Haarlem drinkt en '
    'bedreigt de buren, waar meld ik dat?" of "Wat is AVE?".'
)
_BIJ_VRAAG = {
    "onbegrepen": "Dat begrijp ik niet als antwoord op mijn vraag.",
    "onbekende_plaats": "Die plaats ken ik niet. Typ de naam van de gemeente.",
    "geen_werkmail": (
        "Dat is geen werkmailadres van een partner die ik ken; ik heb niets bewaard. Geef een "
        "werkadres, of kies Overslaan."
    ),
}
_TWEEDE, _DERDE = 2, 3


def bij_vraag(beurt: Beurt, blad: Blad, vraag: Vraag, soort: str) -> None:
    """Zeg dat een bericht geen antwoord op de open vraag was, en help een stap verder."""
    keer = _tel(beurt)
    begin = _begin(beurt)
    niet_begrepen(beurt, f"{blad.vragenlijst}.{vraag.id}")
    if keer < _TWEEDE:
        _wedervraag(beurt, f"{begin}{_BIJ_VRAAG[soort]}", _lezingen_van_vraag(beurt, blad, vraag))
    elif keer < _DERDE:
        voorbeeld = f" Een antwoord kan zijn: {vraag.voorbeeld}" if vraag.voorbeeld else ""
        beurt.zeg(f"{begin}Ik vraag het anders. {vraag.uitleg}{voorbeeld}")
    elif keer == _DERDE:
        beurt.zeg(f"{begin}Ik kom er zo niet uit met je.", _uitwegen(beurt, blad, vraag))
        draag_over(beurt, gemeente_van(beurt))
    else:
        beurt.zeg(
            f"{begin}Ik begrijp je nog steeds niet. Kies een knop, of typ mens of stop.",
            _uitwegen(beurt, blad, vraag),
        )


def zonder_vraag(beurt: Beurt) -> None:
    """Zeg dat een bericht niet begrepen is terwijl er geen vraag open staat."""
    keer = _tel(beurt)
    begin = _begin(beurt)
    if not begin:
        niet_begrepen(beurt)
    if begin and keer < _DERDE:
        beurt.zeg(f"{begin}Vertel wat er speelt, of kies hieronder.", beginknoppen(beurt))
    elif keer < _TWEEDE:
        lezingen = [
            (titel, Keuze(GLOBAAL, "opdracht", intent)) for intent, titel in _waarschijnlijk(beurt)
        ]
        _wedervraag(beurt, f"{begin}Dat begrijp ik niet. Bedoel je een van deze?", lezingen)
    elif keer < _DERDE:
        beurt.zeg(f"{begin}{_VOORBEELD}", beginknoppen(beurt))
    else:
        draag_over(beurt, gemeente_van(beurt))
        beurt.zeg(
            f"{begin}Ik begrijp je niet; een mens kan verder helpen. Je kunt je vraag ook "
            "indienen, dan leest een procescoördinator die.",
            [beurt.opdracht("Adviesvraag indienen", "adviesvraag")],
        )


def _tel(beurt: Beurt) -> int:
    keer = beurt.dossier.misverstaan + 1
    beurt.dossier = replace(beurt.dossier, misverstaan=keer)
    return keer


def _begin(beurt: Beurt) -> str:
    if is_engels(beurt.tekst):
        return f"{ALLEEN_NEDERLANDS} "
    if scheldt(beurt.tekst):
        return f"{RUSTIG} "
    if not any(teken.isalnum() for teken in beurt.tekst):
        return "Ik zie geen woorden in je bericht. "
    return ""


def _wedervraag(beurt: Beurt, tekst: str, lezingen: list[tuple[str, Keuze]]) -> None:
    if not lezingen:
        beurt.zeg(tekst)
        return
    opties = [
        {"waarde": keuze.waarde, "titel": titel, "payload": beurt.payload(keuze)}
        for titel, keuze in lezingen
    ]
    beurt.zeg(
        tekst,
        [Knop(titel, keuze) for titel, keuze in lezingen],
        {"soort": "verduidelijking", "opties": opties},
    )


def _lezingen_van_vraag(beurt: Beurt, blad: Blad, vraag: Vraag) -> list[tuple[str, Keuze]]:
    if vraag.soort == "gemeente":
        codes = [gemeente.code for gemeente in lijkt_op(beurt.tekst)]
        return [(plaatsnaam(code), Keuze(blad.run, vraag.id, code)) for code in codes]
    return [
        (f"Ik bedoel: {vraag.titel(waarde)}", Keuze(blad.run, vraag.id, waarde))
        for waarde in waarschijnlijkst(vraag, beurt.tekst)
    ]


def _uitwegen(beurt: Beurt, blad: Blad, vraag: Vraag) -> list[Knop]:
    knoppen = [beurt.opdracht("Een mens spreken", "mens")]
    if blad.vragenlijst != "adviesvraag":
        knoppen.append(beurt.opdracht("Adviesvraag indienen", "adviesvraag"))
    if ONBEKEND in vraag.waarden:
        knoppen.append(Knop("Sla deze vraag over", Keuze(blad.run, vraag.id, ONBEKEND)))
    return knoppen


def _waarschijnlijk(beurt: Beurt) -> list[tuple[str, str]]:
    """De twee waarschijnlijkste dingen die een gebruiker kan willen, uit de rangorde."""
    rij = beurt.tracker.latest_message.get("intent_ranking") or []
    namen = [_ZELFDE.get(gok["name"], gok["name"]) for gok in rij]
    gekozen = dict.fromkeys([n for n in namen if n in _LEZINGEN] + ["start_triage", "route"])
    return [(naam, _LEZINGEN[naam]) for naam in list(gekozen)[:2]]
