"""De vorm van de tabellen met contacten: kolommen, codes en wat een goede waarde is."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers

KOLOMMEN = {
    "bronnen.csv": ("id", "titel", "jaar", "url"),
    "organisaties.csv": ("id", "naam", "website"),
    "diensten.csv": (
        "id", "organisatie_id", "soort_contact", "naam", "wanneer", "niet_voor", "doelgroep",
        "website", "toegang", "bron_id", "bron_paragraaf", "zekerheid", "gecontroleerd_op",
        "gecontroleerd_door", "status",
    ),
    "telefoons.csv": ("id", "dienst_id", "nummer", "omschrijving"),
    "openingstijden.csv": ("id", "dienst_id", "dagen", "opent", "sluit", "op_feestdagen"),
    "locaties.csv": ("id", "dienst_id", "soort", "naam", "url"),
    "functies.csv": ("id", "dienst_id", "functie", "afdeling"),
    "werkgebieden.csv": ("dienst_id", "regio_code", "gemeente_code"),
}  # fmt: skip
DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
KORTE_NUMMERS = frozenset({"112", "113"})
GEEN_CRISISNUMMER = "een crisisdienst werkt na verwijzing door de huisarts; geef geen nummer."
ACTIEF = "actief"
STATUSSEN = (ACTIEF, "inactief", "opgeheven", "tijdelijk_gesloten")
ZEKERHEDEN = ("S", "A", "B")
LOCATIESOORTEN = ("virtueel", "fysiek", "post")
DOELGROEPEN = ("professional", "burger", "beide")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TIJD = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def noemt_crisisdienst(*teksten: str) -> bool:
    """Gaat dit over een crisisdienst? Die werkt na verwijzing en krijgt hier nooit een nummer."""
    return any("crisis" in tekst.casefold() for tekst in teksten)


def is_datum(tekst: str) -> bool:
    """Is dit een dag van de vorm 2026-01-31 die niet in de toekomst ligt?"""
    try:
        return date.fromisoformat(tekst) <= date.today()  # noqa: DTZ011 - een dag, geen moment
    except ValueError:
        return False


def is_nummer(tekst: str) -> bool:
    """Is dit een Nederlands telefoonnummer, of 112 of 113?"""
    if tekst in KORTE_NUMMERS:
        return True
    try:
        nummer = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number_for_region(nummer, "NL")
