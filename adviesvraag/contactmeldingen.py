"""Meldingen dat een contact uit de sociale kaart niet klopt.

Wie meldt, staat er niet bij: van het gesprek blijft alleen een hash, zodat één gesprek een contact
maar één keer kan melden. Wat zo'n melding met een contact doet, beslist de sociale kaart.
"""

from __future__ import annotations

import re
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from adviesvraag.fouten import NietGevonden, OngeldigeMelding
from adviesvraag.model import contactmelding as tabel
from adviesvraag.status import (
    LEZEN,
    MELDING_OPEN,
    MELDINGSOORTEN,
    MELDINGSTATUSSEN,
    NOTEREN,
    ZEGT_NIETS_OVER_JUISTHEID,
)
from adviesvraag.toegang import Behandelaar, aantal, binnen, eis, lezend, schrijvend
from privacy.lakken import lak

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement, Select

    from adviesvraag.opslag import Opslag

_VORMEN = {
    "contact_id": re.compile(r"[a-z0-9-]{1,100}"),
    "regio_code": re.compile(r"VR[0-9]{2}"),
    "gesprek": re.compile(r".+", re.DOTALL),
}

AFGEHANDELD_HOOGSTENS = 200
HOOGSTENS_TEKENS = 200
"""Zo lang is een notitie hoogstens; wat langer is, wordt afgekapt."""


@dataclass(frozen=True)
class Contactmelding:
    """Wat er volgens de melder niet klopt.

    Attributes:
        contact_id: id van het contact in de sociale kaart.
        soort: een van ``status.MELDINGSOORTEN``.
        regio_code: regio van de melder, of VR00 als die niet bekend is.
        gesprek: het nummer van het gesprek; alleen een hash ervan wordt bewaard.
        notitie: korte toelichting; persoonsgegevens worden weggelaten.
    """

    contact_id: str
    soort: str
    regio_code: str
    gesprek: str = field(repr=False)
    notitie: str = field(default="", repr=False)


@dataclass(frozen=True)
class Melding:
    """Een melding zoals de eigenaar van het contact die ziet.

    Attributes:
        afgehandeld_op: None zolang ze open staat.
    """

    id: str
    contact_id: str
    soort: str
    regio_code: str
    status: str
    notitie: str
    gemeld_op: datetime
    afgehandeld_op: datetime | None


def meld_contact(opslag: Opslag, melding: Contactmelding, *, nu: datetime | None = None) -> Melding:
    """Legt een melding vast; een tweede keer uit hetzelfde gesprek geeft de eerste terug.

    Wie eerst geen gehoor kreeg en daarna zegt dat het contact niet klopt, weet meer: dan geldt het
    laatste.

    Raises:
        OngeldigeMelding: de melding mist iets of noemt een soort die niet bestaat.
        OpslagNietBereikbaar: deze aanroep heeft zeker niets opgeslagen.
        UitkomstOnbekend: niet bekend of het is opgeslagen; opnieuw melden is veilig.
    """
    _controleer(melding)
    sleutel = (melding.contact_id, opslag.gesprek_hash(melding.gesprek))
    # Meldde dit gesprek dit contact al, dan blijft staan wat er staat; dat wordt teruggelezen.
    with suppress(IntegrityError), opslag.sessie() as sessie:
        sessie.execute(
            insert(tabel).values(
                id=str(uuid.uuid4()),
                contact_id=melding.contact_id,
                gesprek_hash=sleutel[1],
                soort=melding.soort,
                regio_code=melding.regio_code,
                status=MELDING_OPEN,
                notitie=lak(melding.notitie).tekst[:HOOGSTENS_TEKENS],
                gemeld_op=nu or datetime.now(timezone.utc),
            )
        )
    deze = (tabel.c.contact_id == sleutel[0], tabel.c.gesprek_hash == sleutel[1])
    if melding.soort not in ZEGT_NIETS_OVER_JUISTHEID:
        met_minder = tabel.c.soort.in_(ZEGT_NIETS_OVER_JUISTHEID)
        with opslag.sessie() as sessie:
            sessie.execute(update(tabel).where(*deze, met_minder).values(soort=melding.soort))
    with opslag.leessessie() as sessie:
        rij = sessie.execute(_lees().where(*deze)).one()
    return Melding(*rij)


def aantal_open_meldingen(opslag: Opslag, contact_id: str) -> int:
    """Telt de meldingen over een contact die nog niet zijn afgehandeld."""
    return open_meldingen(opslag).get(contact_id, 0)


def open_meldingen(opslag: Opslag) -> Mapping[str, int]:
    """Telt per contact de open meldingen dat het niet klopt; geen gehoor zegt dat niet."""
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(
            select(tabel.c.contact_id, func.count().label("aantal"))
            .where(tabel.c.status == MELDING_OPEN, tabel.c.soort.not_in(ZEGT_NIETS_OVER_JUISTHEID))
            .group_by(tabel.c.contact_id)
        ).all()
    return {rij.contact_id: rij.aantal for rij in rijen}


def meldingen(opslag: Opslag, regio_code: str | None = None) -> tuple[Melding, ...]:
    """Geeft de open meldingen, de oudste eerst; met een regio alleen die van die regio."""
    vraag = _lees().where(tabel.c.status == MELDING_OPEN).order_by(tabel.c.gemeld_op, tabel.c.id)
    if regio_code is not None:
        vraag = vraag.where(tabel.c.regio_code == regio_code)
    with opslag.leessessie() as sessie:
        return tuple(Melding(*rij) for rij in sessie.execute(vraag))


def meldingen_voor(
    opslag: Opslag, wie: Behandelaar, *, afgehandeld: bool = False
) -> tuple[Melding, ...]:
    """De meldingen uit de regio's van deze medewerker: open, de oudste eerst, of afgehandeld.

    Van wat afgehandeld is komen de laatste ``AFGEHANDELD_HOOGSTENS``, de nieuwste eerst.

    Raises:
        NietToegestaan: de rol mag niet lezen.
    """
    eis(wie, LEZEN)
    vraag = _lees().where(binnen(tabel.c.regio_code, wie))
    if afgehandeld:
        vraag = vraag.where(tabel.c.status != MELDING_OPEN)
        vraag = vraag.order_by(tabel.c.afgehandeld_op.desc(), tabel.c.id)
        vraag = vraag.limit(AFGEHANDELD_HOOGSTENS)
    else:
        vraag = vraag.where(tabel.c.status == MELDING_OPEN)
        vraag = vraag.order_by(tabel.c.gemeld_op, tabel.c.id)
    with lezend(opslag, wie) as sessie:
        return tuple(Melding(*rij) for rij in sessie.execute(vraag))


def handel_af_voor(
    opslag: Opslag,
    melding_id: str,
    status: str,
    wie: Behandelaar,
    *,
    nu: datetime | None = None,
) -> None:
    """Sluit een melding uit een eigen regio; fouten als ``handel_af``.

    Een melding uit een andere regio is ``NietGevonden``.
    """
    eis(wie, NOTEREN)
    with schrijvend(opslag, wie) as sessie:
        _geef_status(sessie, melding_id, status, nu, binnen(tabel.c.regio_code, wie))


def handel_af(opslag: Opslag, melding_id: str, status: str, *, nu: datetime | None = None) -> None:
    """Sluit een melding: het contact is aangepast, of het klopte toch. De notitie verdwijnt dan.

    Raises:
        OngeldigeMelding: de status bestaat niet.
        NietGevonden: er is geen melding met dit id.
        OpslagNietBereikbaar: deze aanroep heeft zeker niets opgeslagen.
    """
    with opslag.sessie() as sessie:
        _geef_status(sessie, melding_id, status, nu)


def _geef_status(
    sessie: Session,
    melding_id: str,
    status: str,
    nu: datetime | None,
    *waar: ColumnElement[bool],
) -> None:
    if status not in MELDINGSTATUSSEN:
        raise OngeldigeMelding(f"De status {status!r} bestaat niet.")
    waarden: dict[str, Any] = {"afgehandeld_op": None}
    if status != MELDING_OPEN:
        waarden = {"afgehandeld_op": nu or datetime.now(timezone.utc), "notitie": ""}
    gedaan = sessie.execute(
        update(tabel).where(tabel.c.id == melding_id, *waar).values(status=status, **waarden)
    )
    if not aantal(gedaan):
        raise NietGevonden("Er is geen melding met dit nummer.")


def _lees() -> Select[Any]:
    return select(
        tabel.c.id,
        tabel.c.contact_id,
        tabel.c.soort,
        tabel.c.regio_code,
        tabel.c.status,
        tabel.c.notitie,
        tabel.c.gemeld_op,
        tabel.c.afgehandeld_op,
    )


def _controleer(melding: Contactmelding) -> None:
    if melding.soort not in MELDINGSOORTEN:
        raise OngeldigeMelding(f"De soort {melding.soort!r} bestaat niet.")
    for veld, vorm in _VORMEN.items():
        if not vorm.fullmatch(getattr(melding, veld)):
            raise OngeldigeMelding(f"Het veld {veld!r} heeft een waarde die niet kan.")
