"""Wat er in de lijst van de inbox komt: de keuzes, het zoeken en de volgorde."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model
from adviesvraag.status import AANVULLING_GEVRAAGD, IN_BEHANDELING, ONTVANGEN, OPGESCHAALD
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.tellen import telt_mee

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

OPEN = (ONTVANGEN, IN_BEHANDELING, AANVULLING_GEVRAAGD, OPGESCHAALD)
"""De statussen waarin er nog iets te doen is."""

NIEMAND = "-"
"""De keuze voor wat nog van niemand is."""

NIEUW, OUD, TERMIJN = "nieuw", "oud", "termijn"
VOLGORDES = (NIEUW, OUD, TERMIJN)
DOORZOCHT = 500
"""Zoveel adviesvragen worden hooguit op inhoud doorzocht, de nieuwste eerst: de inhoud is
versleuteld en staat dus in geen index."""


_GEMEENTE = re.compile(r"GM[0-9]{4}")
_KENMERKDEEL = re.compile(rf"(?=.*[0-9])[0-9A-Z-]{{2,24}}|AV-?|[{kenmerken.ALFABET}]{{8}}")
"""Een deel van een kenmerk heeft een cijfer, of is het hele toevallige deel van acht tekens."""


@dataclass(frozen=True)
class Keuzes:
    """Wat er in de lijst komt; leeg betekent alles.

    Attributes:
        behandelaar: nummer van een medewerker, of ``NIEMAND``.
        te_laat: alleen wat open is en de uiterste datum voorbij.
        open: alleen waar nog iets te doen is.
        volgorde: een van ``VOLGORDES``.
        cijfer: alleen wat bij een cijfer van het trendbulletin hoort: kwartaal, gemeente, dimensie
            en code; leeg waar niet gekozen is.
    """

    statussen: tuple[str, ...] = ()
    soorten: tuple[str, ...] = ()
    regios: tuple[str, ...] = ()
    behandelaar: str | None = None
    te_laat: bool = False
    open: bool = False
    volgorde: str = NIEUW
    cijfer: tuple[str, ...] = ()


def voorwaarden(keuzes: Keuzes, vandaag: date) -> list[ColumnElement[bool]]:
    """De keuzes als voorwaarden op een adviesvraag."""
    kolommen = model.adviesvraag.c
    uit: list[ColumnElement[bool]] = [
        kolom.in_(waarden)
        for kolom, waarden in (
            (kolommen.status, keuzes.statussen),
            (kolommen.soort, keuzes.soorten),
            (kolommen.regio_code, keuzes.regios),
        )
        if waarden
    ]
    if keuzes.open or keuzes.te_laat:
        uit.append(kolommen.status.in_(OPEN))
    if keuzes.te_laat:
        uit.append(kolommen.uiterste_datum < vandaag)
    if keuzes.cijfer:
        kwartaal, *rest = keuzes.cijfer
        uit.append(telt_mee([Kwartaal.lees(kwartaal)], *rest))
    if keuzes.behandelaar == NIEMAND:
        uit.append(kolommen.behandelaar.is_(None))
    elif keuzes.behandelaar:
        uit.append(kolommen.behandelaar == keuzes.behandelaar)
    return uit


def gevonden(
    sessie: Session, waar: ColumnElement[bool], zoek: str, woorden: list[str]
) -> ColumnElement[bool]:
    """De voorwaarde dat het kenmerk, de gemeente of de antwoorden passen op wat er gezocht is.

    Alleen wie iets zoekt wat in een kenmerk of gemeentecode kan staan, zoekt daar ook in: een deel
    van een kenmerk staat in geen index, en leest elke adviesvraag van de eigen regio's.
    """
    tabel, antwoord = model.adviesvraag, model.antwoord
    deel = zoek.strip().upper().replace(" ", "-")
    direct = [tabel.c.kenmerk == kenmerken.lees(zoek)]
    if _KENMERKDEEL.fullmatch(deel):
        direct.append(tabel.c.kenmerk.contains(deel, autoescape=True))
    if _GEMEENTE.fullmatch(deel):
        direct.append(tabel.c.gemeente_code == deel)
    nieuwste = (
        select(tabel.c.id).where(waar).order_by(tabel.c.aangemaakt_op.desc()).limit(DOORZOCHT)
    )
    inhoud: dict[str, str] = {}
    ids = [rij.id for rij in sessie.execute(nieuwste)]
    for rij in sessie.execute(
        select(antwoord.c.adviesvraag_id, antwoord.c.weergave).where(
            antwoord.c.adviesvraag_id.in_(ids)
        )
    ):
        inhoud[rij.adviesvraag_id] = f"{inhoud.get(rij.adviesvraag_id, '')} {rij.weergave.lower()}"
    raak = [nr for nr, tekst in inhoud.items() if all(woord in tekst for woord in woorden)]
    return or_(*direct, tabel.c.id.in_(raak))


_kolommen = model.adviesvraag.c
VOLGORDE = {
    NIEUW: (_kolommen.aangemaakt_op.desc(), _kolommen.id),
    OUD: (_kolommen.aangemaakt_op, _kolommen.id),
    TERMIJN: (
        _kolommen.uiterste_datum.is_(None),
        _kolommen.uiterste_datum,
        _kolommen.aangemaakt_op,
        _kolommen.id,
    ),
}
