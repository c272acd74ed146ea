"""Wie er in de inbox werkt en welke regio's diegene ziet.

De grens staat op twee plekken: als voorwaarde in elke vraag, en op PostgreSQL ook in de database
zelf (row-level security, migratie 0003). Een regio die iemand niet heeft, bestaat voor hem niet.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import text, true

from adviesvraag.fouten import NietToegestaan, OngeldigeInvoer
from adviesvraag.gegevens import Wie
from adviesvraag.status import BEHEERDER, MEDEWERKERS, RECHTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from adviesvraag.opslag import Opslag

ALLE = "*"
ALLE_REGIOS = frozenset({ALLE})
"""Alle regio's, ook adviesvragen zonder bekende gemeente; alleen voor een beheerder."""

ONBEKEND = "VR00"
"""De regio van een adviesvraag zonder bekende gemeente."""

INBOX = "inbox"
_REGIO = re.compile(r"VR[0-9]{2}")
_ID = re.compile(r"[A-Za-z0-9._|-]{1,64}")


@dataclass(frozen=True)
class Behandelaar:
    """Een medewerker in de inbox.

    Attributes:
        id: een pseudoniem of gebruikersnummer, nooit een naam of e-mailadres: het staat in de
            geschiedenis, en die is niet te wissen.
        rol: een van ``status.MEDEWERKERS``.
        regios: codes van de regio's die deze medewerker ziet, of ``ALLE_REGIOS``.

    Raises:
        OngeldigeInvoer: een van de drie heeft een waarde die niet kan.
    """

    id: str
    rol: str
    regios: frozenset[str]

    def __post_init__(self) -> None:
        """Weigert een medewerker die nooit iets zou mogen of te veel zou zien."""
        if not _ID.fullmatch(self.id):
            raise OngeldigeInvoer("Het nummer van de medewerker heeft een vorm die niet kan.")
        if self.rol not in MEDEWERKERS:
            raise OngeldigeInvoer(f"De rol {self.rol!r} bestaat niet.")
        if self.regios == ALLE_REGIOS and self.rol == BEHEERDER:
            return
        if not self.regios or not all(_REGIO.fullmatch(code) for code in self.regios):
            raise OngeldigeInvoer("De regio's van de medewerker kloppen niet.")

    @property
    def wie(self) -> Wie:
        """Zoals deze medewerker in de geschiedenis komt te staan."""
        return Wie(self.rol, INBOX, self.id)

    def ziet(self, regio_code: str) -> bool:
        """Of deze regio van deze medewerker is."""
        return self.regios == ALLE_REGIOS or regio_code in self.regios


def eis(wie: Behandelaar, handeling: str) -> None:
    """Ga alleen door als deze rol dit mag.

    Raises:
        NietToegestaan: de rol staat niet bij deze handeling in ``status.RECHTEN``.
    """
    if wie.rol not in RECHTEN[handeling]:
        raise NietToegestaan("Dat mag je met jouw rol niet doen.")


def binnen(kolom: Column[Any], wie: Behandelaar) -> ColumnElement[bool]:
    """De voorwaarde dat een rij bij de regio's van deze medewerker hoort."""
    return true() if wie.regios == ALLE_REGIOS else kolom.in_(sorted(wie.regios))


@contextmanager
def schrijvend(opslag: Opslag, wie: Behandelaar) -> Iterator[Session]:
    """Een schrijvende transactie die ook in de database tot de eigen regio's beperkt is."""
    with opslag.sessie() as sessie:
        _begrens(sessie, wie)
        yield sessie


@contextmanager
def lezend(opslag: Opslag, wie: Behandelaar) -> Iterator[Session]:
    """Een leestransactie die ook in de database tot de eigen regio's beperkt is."""
    with opslag.leessessie() as sessie:
        _begrens(sessie, wie)
        yield sessie


def _begrens(sessie: Session, wie: Behandelaar) -> None:
    if sessie.get_bind().dialect.name != "postgresql":
        return
    # Met true geldt de instelling tot het einde van deze transactie, net als SET LOCAL.
    sessie.execute(
        text("SELECT set_config('wegwijzer.regios', :regios, true)"),
        {"regios": ",".join(sorted(wie.regios))},
    )


def aantal(uitkomst: Any) -> int:
    """Hoeveel rijen een wijziging raakte; het type kent dat getal niet in elke versie."""
    return int(uitkomst.rowcount)
