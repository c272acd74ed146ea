"""Een wijziging door een medewerker: de transactie met de vergrendelde adviesvraag."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from adviesvraag import model
from adviesvraag.fouten import NietGevonden, NietMeerActueel, OngeldigeInvoer
from adviesvraag.status import NAAR_INDIENER
from adviesvraag.toegang import Behandelaar, eis, schrijvend
from adviesvraag.vastleggen import leg_vast, na_het_opslaan, verander_status, wijzig
from adviesvraag.werkvoorraad import een, haal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag
    from adviesvraag.zaak import Zaak

HOOGSTENS_TEKENS = 4000
"""Zo lang is een notitie of bericht hoogstens."""


@dataclass(frozen=True)
class Werk:
    """Een lopende wijziging: de transactie, de vergrendelde rij, wie het doet en wanneer."""

    opslag: Opslag
    sessie: Session
    rij: Any
    wie: Behandelaar
    moment: datetime

    def wijzig(self, **waarden: Any) -> None:
        """Wijzig de adviesvraag en tel haar versie op."""
        wijzig(self.sessie, self.rij, self.moment, **waarden)

    def leg_vast(self, soort: str, **wat: Any) -> None:
        """Voeg een gebeurtenis toe."""
        leg_vast(self.sessie, self.rij.id, soort, self.wie.wie, wat, self.moment)

    def naar_status(self, status: str) -> None:
        """Geef een andere status, als dat mag."""
        verander_status(self.sessie, self.opslag, self.rij, status, self.wie.wie, self.moment)

    def noteer(self, tekst: str) -> None:
        """Bewaar een interne notitie."""
        self.sessie.execute(
            insert(model.notitie).values(
                adviesvraag_id=self.rij.id, wie=str(self.wie.wie), tekst=tekst, op=self.moment
            )
        )

    def schrijf(self, soort: str, tekst: str) -> None:
        """Schrijf de indiener."""
        self.sessie.execute(
            insert(model.bericht).values(
                adviesvraag_id=self.rij.id,
                richting=NAAR_INDIENER,
                soort=soort,
                wie=str(self.wie.wie),
                tekst=tekst,
                kanaal=self.wie.wie.kanaal,
                op=self.moment,
            )
        )


def gekeurd(tekst: str) -> str:
    """De tekst zonder lege randen.

    Raises:
        OngeldigeInvoer: er staat niets, of te veel.
    """
    inhoud = tekst.strip()
    if not inhoud:
        raise OngeldigeInvoer("Schrijf eerst iets.")
    if len(inhoud) > HOOGSTENS_TEKENS:
        raise OngeldigeInvoer(f"De tekst is te lang; schrijf hooguit {HOOGSTENS_TEKENS} tekens.")
    return inhoud


@contextmanager
def werk_aan(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    recht: str,
    versie: int,
    nu: datetime | None,
) -> Iterator[Werk]:
    """Vergrendel een adviesvraag, geef haar om te wijzigen en sla aan het eind op.

    Raises:
        NietGevonden: ze bestaat niet of is van een andere regio.
        NietMeerActueel: een ander was deze medewerker voor.
        NietToegestaan: de rol mag dit niet.
    """
    eis(wie, recht)
    moment = nu or datetime.now(timezone.utc)
    vraag = select(model.adviesvraag).where(*een(kenmerk, wie)).with_for_update()
    with schrijvend(opslag, wie) as sessie:
        rij = sessie.execute(vraag).one_or_none()
        if rij is None:
            raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
        if rij.versie != versie:
            raise NietMeerActueel(
                "Een ander heeft deze adviesvraag net veranderd. Kijk eerst wat er nu staat."
            )
        yield Werk(opslag, sessie, rij, wie, moment)


def lees_terug(opslag: Opslag, kenmerk: str, wie: Behandelaar) -> Zaak:
    """De adviesvraag zoals zij na een wijziging is opgeslagen.

    Raises:
        UitkomstOnbekend: de wijziging is opgeslagen, maar niet terug te lezen.
    """
    with na_het_opslaan():
        return haal(opslag, kenmerk, wie)
