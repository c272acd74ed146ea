"""Opruimen: de inhoud van een adviesvraag verdwijnt na haar bewaartermijn.

Wat blijft zijn de codes, de uitkomst van de triage en de gebeurtenissen: geen vrije tekst en geen
adres, zodat er later nog te tellen valt. De termijnen zijn een voorstel van dit project: geen bron
noemt er een. De organisatie die verantwoordelijk is stelt ze vast in `bewaartermijnen.csv`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from adviesvraag import model
from adviesvraag.fouten import AdviesvraagFout
from adviesvraag.gegevens import Wie
from adviesvraag.status import STATUSSEN, SYSTEEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from adviesvraag.opslag import Opslag

BESTAND = Path(__file__).with_name("bewaartermijnen.csv")
GESPREKKEN = "gesprekken"
ADVIESVRAGEN = "adviesvragen"
KNELPUNTEN = "knelpunten"
ONBEANTWOORD = "onbeantwoord"
OPGERUIMD = "opgeruimd"
PER_TRANSACTIE = 100
_INHOUD = (model.antwoord, model.notitie, model.bericht, model.bezorging)
"""De tabellen met tekst of een adres; ze gaan samen weg."""

_KOLOMMEN = ["wat", "status", "dagen", "waarom"]
_MEESTE_DAGEN = 3650


class OngeldigeTermijn(AdviesvraagFout):
    """De tabel met bewaartermijnen klopt niet; de tekst noemt bestand, regel en kolom."""


@dataclass(frozen=True)
class Termijnen:
    """Hoelang iets blijft nadat er voor het laatst iets mee gebeurde."""

    gesprekken: timedelta
    adviesvragen: Mapping[str, timedelta]
    knelpunten: timedelta
    onbeantwoord: timedelta


def lees_termijnen(bestand: Path = BESTAND) -> Termijnen:
    """De bewaartermijnen; elke status heeft er precies een.

    Raises:
        OngeldigeTermijn: een regel klopt niet, of er ontbreekt er een.
    """
    gelezen: dict[tuple[str, str], timedelta] = {}
    with bestand.open(encoding="utf-8", newline="") as invoer:
        lezer = csv.DictReader(invoer, strict=True)
        if lezer.fieldnames != _KOLOMMEN:
            raise OngeldigeTermijn(f"{bestand.name}, regel 1: de kolommen zijn {_KOLOMMEN}.")
        for rij in lezer:
            plaats = f"{bestand.name}, regel {lezer.line_num}"
            sleutel = (rij["wat"], rij["status"])
            if sleutel not in _VERWACHT:
                raise OngeldigeTermijn(f"{plaats}, kolom status: {sleutel} bestaat niet.")
            if sleutel in gelezen:
                raise OngeldigeTermijn(f"{plaats}, kolom status: {sleutel} staat er al.")
            dagen = rij["dagen"] or ""
            if not dagen.isdecimal() or not 1 <= int(dagen) <= _MEESTE_DAGEN:
                raise OngeldigeTermijn(
                    f"{plaats}, kolom dagen: geef een getal van 1 tot {_MEESTE_DAGEN}."
                )
            gelezen[sleutel] = timedelta(days=int(dagen))
    if ontbreekt := [" ".join(sleutel) for sleutel in _VERWACHT if sleutel not in gelezen]:
        raise OngeldigeTermijn(f"{bestand.name}: er ontbreekt een regel voor {ontbreekt[0]}.")
    return Termijnen(
        gelezen[GESPREKKEN, ""],
        {status: gelezen[ADVIESVRAGEN, status] for status in STATUSSEN},
        gelezen[KNELPUNTEN, ""],
        gelezen[ONBEANTWOORD, ""],
    )


def verlopen(opslag: Opslag, termijnen: Termijnen, nu: datetime) -> dict[str, int]:
    """Hoeveel adviesvragen per status hun inhoud kwijtraken bij opruimen op dit moment."""
    tabel = model.adviesvraag
    vraag = select(tabel.c.status, func.count()).where(_is_verlopen(termijnen, nu))
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(vraag.group_by(tabel.c.status).order_by(tabel.c.status))
        return {status: aantal for status, aantal in rijen}  # noqa: C416 - Row is geen tuple


def ruim_op(opslag: Opslag, termijnen: Termijnen, nu: datetime) -> dict[str, int]:
    """Wis van elke verlopen adviesvraag de inhoud en het adres; geeft het aantal per status.

    Stoppen mag op elk moment; wat af is blijft af en de rest komt de volgende keer.

    Raises:
        OpslagNietBereikbaar, UitkomstOnbekend: de database valt weg; draai het later opnieuw.
    """
    tabel = model.adviesvraag
    vraag = (
        select(tabel.c.id, tabel.c.status)
        .where(_is_verlopen(termijnen, nu))
        .order_by(tabel.c.id)
        .limit(PER_TRANSACTIE)
        .with_for_update()
    )
    gedaan: dict[str, int] = {}
    while True:
        with opslag.sessie() as sessie:
            rijen = sessie.execute(vraag).all()
            for adviesvraag_id, status in rijen:
                wis_inhoud(sessie, adviesvraag_id, Wie(SYSTEEM, "onderhoud"), nu)
                gedaan[status] = gedaan.get(status, 0) + 1
        if not rijen:
            return gedaan


def verlopen_knelpunten(opslag: Opslag, termijnen: Termijnen, nu: datetime) -> int:
    """Hoeveel knelpunten hun toelichting kwijtraken bij opruimen op dit moment."""
    with opslag.leessessie() as sessie:
        return len(_oude_toelichtingen(sessie, nu - termijnen.knelpunten))


def ruim_knelpunten_op(opslag: Opslag, termijnen: Termijnen, nu: datetime) -> int:
    """Maak van elk knelpunt na zijn termijn de toelichting leeg; geeft het aantal.

    De codes blijven: die zeggen niets over een persoon en tellen mee in het overzicht.

    Raises:
        OpslagNietBereikbaar, UitkomstOnbekend: de database valt weg; draai het later opnieuw.
    """
    tabel, grens = model.knelpunt, nu - termijnen.knelpunten
    with opslag.sessie() as sessie:
        oud = _oude_toelichtingen(sessie, grens)
        # Wie intussen iets wijzigde, houdt zijn toelichting.
        nog_oud = and_(tabel.c.id.in_(oud), tabel.c.gewijzigd_op < grens)
        sessie.execute(
            update(tabel).where(nog_oud).values(toelichting="", versie=tabel.c.versie + 1)
        )
    return len(oud)


def _oude_toelichtingen(sessie: Session, grens: datetime) -> list[str]:
    """De knelpunten met tekst; die staat versleuteld, dus of zij leeg is blijkt pas bij lezen."""
    tabel = model.knelpunt.c
    vraag = select(tabel.id, tabel.toelichting).where(tabel.gewijzigd_op < grens)
    return [nummer for nummer, tekst in sessie.execute(vraag) if tekst]


def wis_inhoud(sessie: Session, adviesvraag_id: str, wie: Wie, nu: datetime) -> None:
    """Wis alle inhoud en het adres, en leg vast dat en door wie, niet wat."""
    tabel = model.adviesvraag
    for inhoud in _INHOUD:
        sessie.execute(delete(inhoud).where(inhoud.c.adviesvraag_id == adviesvraag_id))
    sessie.execute(update(tabel).where(tabel.c.id == adviesvraag_id).values(contact_email=None))
    sessie.execute(
        insert(model.gebeurtenis).values(
            adviesvraag_id=adviesvraag_id,
            soort=OPGERUIMD,
            wie=str(wie),
            wat={},
            kanaal=wie.kanaal,
            op=nu,
        )
    )


def _is_verlopen(termijnen: Termijnen, nu: datetime) -> ColumnElement[bool]:
    tabel = model.adviesvraag
    te_oud = or_(
        *(
            and_(tabel.c.status == status, tabel.c.gewijzigd_op < nu - termijn)
            for status, termijn in termijnen.adviesvragen.items()
        )
    )
    heeft_inhoud = or_(
        *(exists().where(inhoud.c.adviesvraag_id == tabel.c.id) for inhoud in _INHOUD),
        tabel.c.contact_email.is_not(None),
    )
    return and_(te_oud, heeft_inhoud)


_VERWACHT = [
    (GESPREKKEN, ""),
    (KNELPUNTEN, ""),
    (ONBEANTWOORD, ""),
    *((ADVIESVRAGEN, status) for status in STATUSSEN),
]
