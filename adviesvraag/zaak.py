"""Een adviesvraag zoals de inbox haar toont; gelezen uit de tabellen, en nooit te wijzigen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adviesvraag.status import INDIENER, SYSTEEM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

KLANT = "klant"
MEDEWERKER = "medewerker"
GEAUTOMATISEERD = "geautomatiseerde_actor"


@dataclass(frozen=True)
class Regel:
    """Een adviesvraag in de lijst.

    Attributes:
        behandelaar: nummer van de medewerker aan wie zij is toegewezen.
        uiterste_datum: de interne termijn; nooit aan de indiener beloofd.
        trede: hoe hoog op de ladder van de regio; 0 is nog niet opgeschaald.
        uitkomst: die van de triage, als die er was.
        versie: geef die terug bij een wijziging.
    """

    kenmerk: str
    status: str
    soort: str
    regio_code: str
    gemeente_code: str | None
    behandelaar: str | None
    uiterste_datum: date | None
    trede: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    versie: int
    uitkomst: str | None


@dataclass(frozen=True)
class Pagina:
    """Een deel van de lijst; ``totaal`` telt alle regels die aan de keuzes voldoen."""

    regels: tuple[Regel, ...]
    totaal: int
    pagina: int
    per_pagina: int

    @property
    def paginas(self) -> int:
        """Hoeveel pagina's er zijn; minstens een."""
        return max(1, -(-self.totaal // self.per_pagina))


@dataclass(frozen=True)
class GegevenAntwoord:
    """Een vraag van de vragenlijst en het antwoord zoals een mens het leest."""

    vraag_id: str
    vraag_tekst: str
    weergave: str = field(repr=False)
    herkomst: str


@dataclass(frozen=True)
class Gebeurtenis:
    """Wie, wanneer, wat en waarvandaan.

    Attributes:
        actor_soort: ``klant``, ``medewerker`` of ``geautomatiseerde_actor``, zoals Open Klant.
        actor: de rol, met een dubbele punt en een nummer als dat er is.
    """

    soort: str
    actor_soort: str
    actor: str
    wat: Mapping[str, object]
    kanaal: str
    op: datetime

    @classmethod
    def lees(
        cls, soort: str, wie: str, wat: Mapping[str, object], kanaal: str, op: datetime
    ) -> Gebeurtenis:
        """De gebeurtenis bij een rij."""
        rol = wie.partition(":")[0]
        actor_soort = {INDIENER: KLANT, SYSTEEM: GEAUTOMATISEERD}.get(rol, MEDEWERKER)
        return cls(soort, actor_soort, wie, wat, kanaal, op)


@dataclass(frozen=True)
class Notitie:
    """Een interne aantekening."""

    wie: str
    tekst: str = field(repr=False)
    op: datetime


@dataclass(frozen=True)
class Bericht:
    """Wat de indiener en de behandelaar elkaar schreven; soort is vraag, antwoord of aanvulling."""

    richting: str
    soort: str
    wie: str
    tekst: str = field(repr=False)
    kanaal: str
    op: datetime


@dataclass(frozen=True)
class Levering:
    """Iets wat bezorgd is of nog bezorgd moet worden; staat is wacht, verzonden of dood.

    Attributes:
        gebeurtenis: waarover het bericht gaat.
        status: de status van de adviesvraag na die gebeurtenis.
    """

    id: str
    soort: str
    gebeurtenis: str
    status: str
    staat: str
    pogingen: int
    fout: str | None
    volgende_poging: datetime


@dataclass(frozen=True)
class Zaak:
    """Een adviesvraag met alles erbij.

    Attributes:
        mag_status: de statussen die deze medewerker nu kan geven.
        rechten: wat deze medewerker mag, uit ``status.RECHTEN``.
    """

    regel: Regel
    trede_naam: str | None
    contact_email: str | None = field(repr=False)
    triage: Mapping[str, object] | None
    antwoorden: tuple[GegevenAntwoord, ...]
    historie: tuple[Gebeurtenis, ...]
    notities: tuple[Notitie, ...]
    berichten: tuple[Bericht, ...]
    bezorgingen: tuple[Levering, ...]
    mag_status: tuple[str, ...]
    rechten: frozenset[str]
