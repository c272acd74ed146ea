"""Welk soort antwoord een vraag verwacht, en of een tekst zo'n antwoord bevat.

Een vraag naar een termijn, weekdag, telefoonnummer, persoon of aantal mag alleen beantwoord worden
met een tekst waarin dat staat. Anders lijkt een artikel over het onderwerp een antwoord dat er
niet is. Dit is geen taalbegrip maar een vangnet tegen verzonnen zekerheid.
"""

from __future__ import annotations

import re

from knowledge.zoektaal import stam, zonder_accenten

TELWOORDEN = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig"
)
GETAL = rf"(?:\d[\d.,]*|{TELWOORDEN}|eenmaal|tweemaal|een)"
TIJD = r"(?:seconden?|minuten?|uur|uren|dag|dagen|werkdag|werkdagen|week|weken|maanden?|jaar|jaren)"
FUNCTIE = (
    r"(?:manager|directeur|officier|coordinator|procescoordinator|ketenmanager|wijkagent|wethouder|"
    r"burgemeester|contactpersoon|voorzitter|rechter|teamleider|veiligheidsmakelaar|casusregisseur|"
    r"ambtenaar|secretaris|minister)"
)
WEEKDAG = r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag"

# Per soort: hoe een vraag ernaar klinkt, en wat er dan in de tekst moet staan.
SOORTEN: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "termijn",
        re.compile(
            rf"hoe ?veel {TIJD}|hoe ?veel tijd|hoe lang|binnen welke|hoe snel|hoe ?veel werkdag|"
            rf"\btermijn|wachttijd|reactietijd|doorlooptijd|na hoe ?veel {TIJD}"
        ),
        re.compile(rf"\b{GETAL} {TIJD}\b|\btermijn"),
    ),
    (
        "weekdag",
        re.compile(r"(?:welke|wat voor) (?:week)?dag|hoe laat|openingstijd|" + WEEKDAG),
        re.compile(WEEKDAG),
    ),
    (
        "telefoon",
        re.compile(r"telefoon|\bnummer\b|belnummer|welk nummer|\b06\b"),
        re.compile(r"\b(?:112|113|0\d{3}[- ]?\d{4}|0\d{2,3}[- ]\d{6,7})\b"),
    ),
    (
        "adres",
        re.compile(r"\be-?mail|mailadres|postadres|bezoekadres|welk adres|\bstraat\b"),
        re.compile(r"@|\bstraat\b|\d{4} ?[a-z]{2}\b"),
    ),
    (
        "persoon",
        re.compile(rf"(?:hoe heet|naam van|wie is) (?:de|het|onze|mijn)? ?{FUNCTIE}"),
        re.compile(r"(?!)"),
    ),
    (
        "bedrag",
        re.compile(r"hoe ?veel (?:geld|euro|subsidie|budget)|wat kost|welk bedrag|hoe hoog|tarief"),
        re.compile(r"€|\beuro\b"),
    ),
    (
        "jaar",
        re.compile(
            r"(?:sinds|vanaf|per) wanneer|welk jaar|welke datum|wanneer (?:ging|treedt|trad)"
        ),
        re.compile(r"\b(?:19|20)\d{2}\b"),
    ),
)
AANTAL = re.compile(r"\bhoe ?veel (?:procent van de )?([a-z-]+)")
VENSTER = 4


def past(vraag: str, tekst: str) -> bool:
    """Zeg of de tekst het soort antwoord bevat waar de vraag om vraagt.

    Args:
        vraag: de vraag, zoals getypt.
        tekst: de tekst van een artikel.
    """
    gevraagd, gegeven = zonder_accenten(vraag), zonder_accenten(tekst)
    soorten = [(naam, eis) for naam, klinkt, eis in SOORTEN if klinkt.search(gevraagd)]
    if any(not eis.search(gegeven) for _, eis in soorten):
        return False
    return bool(soorten) or _bevat_aantal(gevraagd, gegeven)


def _bevat_aantal(vraag: str, tekst: str) -> bool:
    """Zeg of het gevraagde aantal er staat: een getal dicht bij het getelde woord."""
    gevraagd = AANTAL.search(vraag)
    if not gevraagd:
        return True
    geteld = stam(gevraagd[1])
    losse = re.findall(r"[a-z0-9,.]+", tekst)
    for plek, woord in enumerate(losse):
        if re.fullmatch(GETAL, woord.strip(".,")) and woord != "een":
            buren = losse[max(0, plek - VENSTER) : plek + VENSTER + 1]
            if any(stam(buur.strip(".,")).endswith(geteld) for buur in buren):
                return True
    return False
