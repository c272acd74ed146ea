"""Welk soort antwoord een vraag verwacht, en of een tekst zo'n antwoord bevat.

Een vraag naar een termijn, weekdag, telefoonnummer, persoon of aantal mag alleen beantwoord worden
met een tekst waarin dat staat. Anders lijkt een artikel over het onderwerp een antwoord dat er
niet is. Dit is geen taalbegrip maar een vangnet tegen verzonnen zekerheid.
"""

from __future__ import annotations

import re

from knowledge.zoektaal import (
    TELWOORDEN,
    gewone_stammen,
    stam,
    stopwoorden,
    woorden_met_stop,
    woordenboek,
    zonder_accenten,
)

GETAL = rf"(?:\d[\d.,]*|{TELWOORDEN}|vijftig|honderd|eenmaal|tweemaal|een)"
TIJD = r"(?:seconden?|minuten?|uur|uren|dag|dagen|werkdag|werkdagen|week|weken|maanden?|jaar|jaren)"
FUNCTIE = (
    r"(?:manager|directeur|officier|coordinator|procescoordinator|ketenmanager|wijkagent|wethouder|"
    r"burgemeester|contactpersoon|voorzitter|rechter|teamleider|veiligheidsmakelaar|"
    r"ambtenaar|secretaris|minister)"
)
MAAND = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
WEEKDAG = r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag"

# Per soort: hoe een vraag ernaar klinkt, en wat er dan in de tekst moet staan.
SOORTEN: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "termijn",
        re.compile(
            rf"hoe ?veel {TIJD}|hoe ?veel tijd|hoe ?lang|binnen welke|hoe snel|hoe ?veel werkdag|"
            r"\btermijn|wachttijd|wachtlijst|bewaartermijn|reactietijd|doorlooptijd"
        ),
        re.compile(rf"\b{GETAL} {TIJD}\b"),
    ),
    (
        "leeftijd",
        re.compile(r"hoe oud|\bleeftijd"),
        re.compile(rf"\b{GETAL} jaar\b"),
    ),
    (
        "weekdag",
        re.compile(r"(?:welke|wat voor) (?:week)?dag|hoe laat|openingstijd|kantoortijd|" + WEEKDAG),
        re.compile(WEEKDAG),
    ),
    (
        "telefoon",
        re.compile(r"telefoon\w*|\b(?:welk )?nummer\b|belnummer|\b06\b"),
        re.compile(r"\b(?:113|0\d{3}[- ]?\d{4}|0\d{2,3}[- ]\d{6,7})\b"),
    ),
    (
        "bereik",
        re.compile(r"hoe bereik\w*|contactgegevens|\bbereikbaar\w*"),
        re.compile(r"0\d{2,3}[- ]\d{4}|\w\.nl\b|dag en nacht"),
    ),
    (
        "adres",
        re.compile(r"\be-?mail|mailadres|postadres|bezoekadres|\badres\b|postcode|welke straat"),
        re.compile(r"@|\bstraat\b|\d{4} ?[a-z]{2}\b"),
    ),
    (
        "persoon",
        re.compile(rf"(?:hoe heet|naam van|wie is|welke) (?:de|het|onze|mijn)? ?{FUNCTIE}\b"),
        re.compile(r"(?!)"),
    ),
    (
        "bedrag",
        re.compile(
            r"hoe ?veel (?:geld|euro|subsidie|budget)|wat kost|welk bedrag|hoe hoog|hoe duur|"
            r"tarief|\bverdien\w*|salaris|\bloon\b|\bboete"
        ),
        re.compile(r"€|\beuro\b"),
    ),
    (
        "aandeel",
        re.compile(r"percentage|hoe ?veel procent|welk (?:deel|aandeel) van"),
        re.compile(r"\d ?%|procent|grootste deel|gros|meeste"),
    ),
    (
        "mening",
        re.compile(rf"wat (?:vindt|zegt|denkt) (?:de|het|onze|mijn)? ?{FUNCTIE}\b"),
        re.compile(r"(?!)"),
    ),
    (
        "strafmaat",
        re.compile(r"\bstraf (?:staat|krijg\w*)|\bstraf voor\b|\bstrafmaat"),
        re.compile(rf"\b{GETAL} {TIJD} (?:cel|gevangenis)"),
    ),
    (
        "nu",
        re.compile(
            r"(?:dit|vorig|volgend|afgelopen|komend) (?:jaar|kwartaal)|"
            r"(?:deze|vorige|volgende|afgelopen|komende) (?:maand|week)|"
            r"\b(?:vandaag|morgen|gisteren)\b"
        ),
        re.compile(r"(?!)"),
    ),
    (
        "vindplaats",
        re.compile(r"\b(?:artikel|hoofdstuk|bladzijde|pagina|lid) \d+|welk (?:wets)?artikel\b"),
        re.compile(r"\b(?:artikel|hoofdstuk|bladzijde|pagina) \d+"),
    ),
    (
        "waardering",
        re.compile(r"welk (?:rapport)?cijfer|welke score|hoe scoor\w*"),
        re.compile(r"cijfer|score"),
    ),
    (
        "datum",
        re.compile(r"(?:welke|wat is de) datum|wanneer is (?:de|het) (?:eerst)?volgende"),
        re.compile(rf"\b\d{{1,2}} {MAAND}"),
    ),
    (
        "jaar",
        re.compile(r"(?:sinds|vanaf|per) wanneer|welk jaar|wanneer (?:ging|treedt|trad)"),
        re.compile(r"\b(?:19|20)\d{2}\b"),
    ),
)
# Wat nooit in een contact staat: wie hiernaar vraagt, zoekt geen nummer of loket.
BIJ_EEN_CONTACT = frozenset({"telefoon", "bereik", "adres", "weekdag"})
NIET_BIJ_EEN_CONTACT = frozenset(
    {"termijn", "leeftijd", "persoon", "bedrag", "aandeel", "mening", "strafmaat", "datum", "jaar"}
)
BELLEN = re.compile(r"\bbel(?:len|t)?\b")
AANTAL = re.compile(r"(?:^\W*(?:\w+ )?hoe ?veel|wat is het (?:\w+ )?aantal) ([a-z-]+)")
GENOEMD_GETAL = re.compile(r"\b((?:19|20)\d\d)\b|\b(?:ave|fase|stap|actiepunt) (\d+)\b")
VENSTER = 4
KERN = re.compile(
    r"\b(?:welke?|wat voor|wat (?:is|zijn|was|waren|betekent|doet|doen|staat in)"
    r"(?: (?:de|het|een))?) ([a-z0-9 +-]+)"
)
BIJVOEGLIJK = re.compile(r"[a-z]{2,}[^e]e$")  # 'tastbare', 'landelijke': het ding komt erna


def past(vraag: str, tekst: str) -> bool:
    """Zeg of de tekst het soort antwoord bevat waar de vraag om vraagt.

    Args:
        vraag: de vraag, zoals getypt.
        tekst: de tekst van een artikel.
    """
    gevraagd, gegeven = zonder_accenten(vraag), zonder_accenten(tekst)
    if not _noemt_dezelfde_getallen(gevraagd, gegeven):
        return False
    soorten = [(naam, eis) for naam, klinkt, eis in SOORTEN if klinkt.search(gevraagd)]
    if any(not eis.search(gegeven) for _, eis in soorten):
        return False
    return bool(soorten) or _bevat_aantal(gevraagd, gegeven)


def vraagt_gegeven(vraag: str) -> bool:
    """Zeg of de vraag om een gegeven vraagt dat niet bij een contact hoort, zoals een aantal."""
    gevraagd = zonder_accenten(vraag)
    soorten = (klinkt for naam, klinkt, _ in SOORTEN if naam in NIET_BIJ_EEN_CONTACT)
    return any(klinkt.search(gevraagd) for klinkt in (AANTAL, *soorten))


def vraagt_bereik(vraag: str) -> bool:
    """Zeg of de vraag om een nummer, adres of openingstijd vraagt."""
    gevraagd = zonder_accenten(vraag)
    soorten = (klinkt for naam, klinkt, _ in SOORTEN if naam in BIJ_EEN_CONTACT)
    return any(klinkt.search(gevraagd) for klinkt in (BELLEN, *soorten))


def kern(vraag: str) -> str | None:
    """Geef het ding waar de vraag om draait, zoals 'pijlers' in 'welke pijlers zijn er'.

    Een bijvoeglijk woord wordt overgeslagen. Een stopwoord of een algemeen woord als 'rol' is
    geen ding: dan is er geen kern.
    """
    gevonden = KERN.search(" ".join(woorden_met_stop(vraag)))
    if not gevonden:
        return None
    for woord in str(gevonden[1]).split():
        if woord in stopwoorden() or woord in woordenboek().algemeen:
            return None
        if stam(woord) in gewone_stammen():
            return None
        if not BIJVOEGLIJK.fullmatch(woord) and not re.fullmatch(GETAL, woord):
            return woord
    return None


def zonder_soort(vraag: str) -> str:
    """Geef de vraag zonder de woorden die het soort antwoord noemen, zoals 'hoeveel dagen'."""
    over = zonder_accenten(vraag)
    for _, klinkt, _ in SOORTEN:
        over = klinkt.sub(" ", over)
    return over


def _noemt_dezelfde_getallen(vraag: str, tekst: str) -> bool:
    """Zeg of elk jaar en elk fase- of stapnummer uit de vraag ook in de tekst staat."""
    return all(
        re.search(rf"\b{jaar or nummer}\b", tekst) for jaar, nummer in GENOEMD_GETAL.findall(vraag)
    )


def _bevat_aantal(vraag: str, tekst: str) -> bool:
    """Zeg of het gevraagde aantal er staat: een getal dicht bij het getelde woord."""
    gevraagd = AANTAL.search(vraag)
    if not gevraagd or gevraagd[1] == "en":  # "hoeveel en welke": geen geteld woord
        return True
    geteld = tuple(map(stam, gevraagd[1].split("-")))
    losse = re.findall(r"[a-z0-9,.]+", tekst)
    for plek, woord in enumerate(losse):
        if re.fullmatch(GETAL, woord.strip(".,")) and woord != "een":
            buren = losse[max(0, plek - VENSTER) : plek + VENSTER + 1]
            if any(stam(buur.strip(".,")).endswith(geteld) for buur in buren):
                return True
    return False
