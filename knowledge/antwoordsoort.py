"""Welk soort antwoord een vraag verwacht, en of een tekst zo'n antwoord bevat.

Een vraag naar een termijn, weekdag, telefoonnummer, persoon of aantal mag alleen beantwoord worden
met een tekst waarin dat staat. Anders lijkt een artikel over het onderwerp een antwoord dat er
niet is. Dit is geen taalbegrip maar een vangnet tegen verzonnen zekerheid. De patronen staan in
`knowledge/lexicon/antwoordsoort.yml`.
"""

from __future__ import annotations

import re

from knowledge.antwoordpatronen import patronen
from knowledge.zoektaal import (
    TELWOORDEN,
    gewone_stammen,
    stam,
    stopwoorden,
    woorden_met_stop,
    woordenboek,
    zonder_accenten,
)

GETAL = re.compile(rf"\d[\d.,]*|{TELWOORDEN}|vijftig|honderd|eenmaal|tweemaal")
VENSTER = 4


def past(vraag: str, tekst: str) -> bool:
    """Zeg of de tekst het soort antwoord bevat waar de vraag om vraagt.

    Args:
        vraag: de vraag, zoals getypt.
        tekst: de tekst van een artikel, in kleine letters en zonder accenten.
    """
    gevraagd = zonder_accenten(vraag)
    if not _noemt_dezelfde_getallen(gevraagd, tekst):
        return False
    soorten = [soort for soort in patronen().soorten if soort.vraag.search(gevraagd)]
    if any(soort.antwoord is None or not soort.antwoord.search(tekst) for soort in soorten):
        return False
    return bool(soorten) or _bevat_aantal(gevraagd, tekst)


def vraagt_gegeven(vraag: str) -> bool:
    """Zeg of de vraag om een gegeven vraagt dat niet bij een contact hoort, zoals een aantal."""
    gevraagd = zonder_accenten(vraag)
    return bool(patronen().los["aantal"].search(gevraagd)) or _vraagt(gevraagd, "nooit")


def vraagt_bereik(vraag: str) -> bool:
    """Zeg of de vraag om een nummer, adres of openingstijd vraagt."""
    gevraagd = zonder_accenten(vraag)
    return bool(patronen().los["bellen"].search(gevraagd)) or _vraagt(gevraagd, "hier")


def kern(vraag: str) -> str | None:
    """Geef het ding waar de vraag om draait, zoals 'pijlers' in 'welke pijlers zijn er'.

    Een bijvoeglijk woord wordt overgeslagen. Een stopwoord of een algemeen woord als 'rol' is
    geen ding: dan is er geen kern.
    """
    gevonden = patronen().los["kern"].search(" ".join(woorden_met_stop(vraag)))
    if not gevonden:
        return None
    for woord in str(gevonden[gevonden.lastindex or 0]).split():
        if woord in stopwoorden() or woord in woordenboek().algemeen:
            return None
        if stam(woord) in gewone_stammen():
            return None
        if not patronen().los["bijvoeglijk"].fullmatch(woord) and not _is_getal(woord):
            return woord
    return None


def zonder_soort(vraag: str) -> str:
    """Geef de vraag zonder de woorden die het soort antwoord noemen, zoals 'hoeveel dagen'."""
    over = zonder_accenten(vraag)
    for soort in patronen().soorten:
        over = soort.vraag.sub(" ", over)
    return over


def _vraagt(gevraagd: str, contact: str) -> bool:
    return any(
        soort.vraag.search(gevraagd) for soort in patronen().soorten if soort.contact == contact
    )


def _noemt_dezelfde_getallen(vraag: str, tekst: str) -> bool:
    """Zeg of elk jaar en elk fase- of stapnummer uit de vraag ook in de tekst staat."""
    genoemd = patronen().los["genoemd"].finditer(vraag)
    return all(re.search(rf"\b{hit[hit.lastindex or 0]}\b", tekst) for hit in genoemd)


def _bevat_aantal(vraag: str, tekst: str) -> bool:
    """Zeg of het gevraagde aantal er staat: een getal dicht bij het getelde woord."""
    gevraagd = patronen().los["aantal"].search(vraag)
    if not gevraagd or gevraagd[1] == "en":  # "hoeveel en welke": geen geteld woord
        return True
    geteld = tuple(map(stam, gevraagd[1].split("-")))
    losse = re.findall(r"[a-z0-9,.]+", tekst)
    for plek, woord in enumerate(losse):
        if _is_getal(woord.strip(".,")):
            buren = losse[max(0, plek - VENSTER) : plek + VENSTER + 1]
            if any(stam(buur.strip(".,")).endswith(geteld) for buur in buren):
                return True
    return False


def _is_getal(woord: str) -> bool:
    return GETAL.fullmatch(woord) is not None
