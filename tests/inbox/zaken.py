"""Adviesvragen en mensen voor de toetsen van de inbox."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone

from adviesvraag.dienst import Antwoord, Concept, dien_in
from adviesvraag.inbox.gebruiker import Gebruiker, maak_gebruiker
from adviesvraag.medewerkers import onthoud_medewerker

NU = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
GEHEIM = "Alleen voor deze regio"
REGIOS = {"VR12": "GM0392", "VR04": "GM0193", "VR00": None}


def gebruiker(rol: str, *regios: str, nummer: str = "") -> Gebruiker:
    nummer = nummer or f"{rol}-{'-'.join(regios)}"
    return maak_gebruiker(nummer, f"Mens {nummer}", frozenset({rol}), frozenset(regios))


HIER = gebruiker("procescoordinator", "VR12")
ELDERS = gebruiker("procescoordinator", "VR04")
MANAGER = gebruiker("manager", "VR12")
BEHEERDER = gebruiker("beheerder")
MENSEN = (HIER, ELDERS, MANAGER, BEHEERDER)


def onthoud(opslag, *mensen: Gebruiker) -> None:
    for mens in mensen or MENSEN:
        onthoud_medewerker(opslag, mens.lezer, mens.naam)


def dien(opslag, regio: str = "VR12", *, op: datetime = NU, **anders) -> str:
    """Dien een adviesvraag in; geeft het kenmerk."""
    velden = {
        "concept_id": uuid.uuid4().hex,
        "regio_code": regio,
        "gemeente_code": REGIOS[regio],
        "soort": "adviesvraag",
        "antwoorden": (
            Antwoord("samenvatting", "Wat speelt er?", GEHEIM, GEHEIM, "tekst"),
            Antwoord("spoed", "Is er haast bij?", "nee", "Nee", "knop"),
        ),
        "triage": {
            "uitkomst": "twijfel",
            "criteria": {"systeem": "onbekend", "zorgcomponent": "ja"},
            "ave_fase": 3,
        },
        "contact_email": "team@haarlem.nl",
        "kanaal": "web",
        "gesprek": "gesprek-1",
    }
    return dien_in(opslag, Concept(**{**velden, **anders}), nu=op).kenmerk
