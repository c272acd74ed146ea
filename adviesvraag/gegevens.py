"""De gegevens die de dienst in- en uitgaan, en de controle van een concept."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from adviesvraag import model
from adviesvraag.fouten import OngeldigConcept
from adviesvraag.status import SOORTEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Table

_REGIO_CODE = re.compile(r"VR[0-9]{2}")


@dataclass(frozen=True)
class Antwoord:
    """Een gegeven antwoord, met de vraag zoals die toen luidde.

    Attributes:
        waarde: de waarde zoals de vragenlijst die kent; elke JSON-waarde.
        weergave: het antwoord zoals een mens het leest.
        herkomst: hoe het binnenkwam, bijvoorbeeld ``knop`` of ``tekst``.
    """

    vraag_id: str
    vraag_tekst: str
    waarde: object = field(repr=False)
    weergave: str = field(repr=False)
    herkomst: str


@dataclass(frozen=True)
class Concept:
    """Een ingevulde adviesvraag die nog niet is ingediend.

    Attributes:
        concept_id: toevallig nummer, gemaakt toen de vragenlijst begon; tegen dubbel indienen.
        triage: uitkomst, criteria en redenen van de triage, als die er is geweest.
        gesprek: het nummer van het gesprek; alleen een hash ervan wordt bewaard.
    """

    concept_id: str
    regio_code: str
    gemeente_code: str | None
    soort: str
    antwoorden: tuple[Antwoord, ...]
    triage: Mapping[str, object] | None
    contact_email: str | None = field(repr=False)
    kanaal: str
    gesprek: str = field(repr=False)


@dataclass(frozen=True)
class Ingediend:
    """Wat de indiener te horen krijgt, gelezen uit de opgeslagen rij.

    Attributes:
        code: waarmee de indiener later vanuit een ander gesprek kan kijken; alleen een hash ervan
            is bewaard. None bij een adviesvraag van voor de codes.
    """

    kenmerk: str
    status: str
    regio_code: str
    aangemaakt_op: datetime
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Wie:
    """Wie iets doet, en waarvandaan.

    Attributes:
        rol: een van ``status.ROLLEN``.
        kanaal: bijvoorbeeld ``web``, ``teams`` of ``inbox``.
        naam: een pseudoniem of gebruikersnummer, nooit een naam of e-mailadres.
    """

    rol: str
    kanaal: str
    naam: str | None = None

    def __str__(self) -> str:
        return self.rol if self.naam is None else f"{self.rol}:{self.naam}"


@dataclass(frozen=True)
class Stap:
    """Een gebeurtenis zoals de indiener die mag zien."""

    soort: str
    status: str
    op: datetime


@dataclass(frozen=True)
class Overzicht:
    """De stand van een adviesvraag, zonder antwoorden en zonder interne notities.

    Attributes:
        stappen: de laatste gebeurtenissen, de oudste eerst.
    """

    kenmerk: str
    status: str
    soort: str
    regio_code: str
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    stappen: tuple[Stap, ...]


def controleer(concept: Concept) -> None:
    """Controleert of een concept opgeslagen kan worden.

    Raises:
        OngeldigConcept: een veld is leeg, te lang of heeft een waarde die niet bestaat.
    """
    if concept.soort not in SOORTEN:
        raise OngeldigConcept(f"De soort {concept.soort!r} bestaat niet.")
    if not _REGIO_CODE.fullmatch(concept.regio_code):
        raise OngeldigConcept(f"De regiocode {concept.regio_code!r} heeft niet de vorm VRnn.")
    if not concept.gesprek:
        raise OngeldigConcept("Het veld 'gesprek' is leeg.")
    _controleer_tekst(model.adviesvraag, "concept_id", concept.concept_id)
    _controleer_tekst(model.adviesvraag, "kanaal", concept.kanaal)
    if concept.gemeente_code is not None:
        _controleer_tekst(model.adviesvraag, "gemeente_code", concept.gemeente_code)
    for antwoord in concept.antwoorden:
        _controleer_tekst(model.antwoord, "vraag_id", antwoord.vraag_id)
        _controleer_tekst(model.antwoord, "herkomst", antwoord.herkomst)
    try:
        json.dumps([concept.triage, *(a.waarde for a in concept.antwoorden)], allow_nan=False)
    except (TypeError, ValueError) as fout:
        # De oorzaak noemt hooguit het type van de waarde, niet de waarde zelf.
        raise OngeldigConcept("De triage of een antwoord is niet als JSON te bewaren.") from fout


def _controleer_tekst(tabel: Table, veld: str, waarde: str) -> None:
    kolomtype: Any = tabel.c[veld].type
    hoogstens = kolomtype.length
    if not 0 < len(waarde) <= hoogstens:
        raise OngeldigConcept(f"Het veld '{veld}' is leeg of langer dan {hoogstens} tekens.")
