"""De medewerkers van de inbox en hun bewaarde weergaven."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from adviesvraag.fouten import NietGevonden, OngeldigeInvoer
from adviesvraag.model import medewerker, weergave
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar, aantal
from adviesvraag.werkvoorraad import Keuzes

if TYPE_CHECKING:
    from adviesvraag.opslag import Opslag

_LANGSTE_NAAM = 80


@dataclass(frozen=True)
class Medewerker:
    """Iemand aan wie een adviesvraag toegewezen kan worden."""

    id: str
    naam: str = field(repr=False)
    rol: str
    regios: frozenset[str]


@dataclass(frozen=True)
class Weergave:
    """Een bewaarde selectie van de lijst."""

    id: str
    naam: str
    keuzes: Keuzes
    zoek: str = field(repr=False)


def onthoud_medewerker(
    opslag: Opslag, wie: Behandelaar, naam: str, *, nu: datetime | None = None
) -> None:
    """Onthoud bij het aanmelden wie dit is, of werk het bij.

    Raises:
        OpslagNietBereikbaar, UitkomstOnbekend: zie ``adviesvraag.fouten``.
    """
    waarden = {
        "naam": naam.strip() or wie.id,
        "rol": wie.rol,
        "regios": sorted(wie.regios),
        "gezien_op": nu or datetime.now(timezone.utc),
    }
    bijgewerkt = update(medewerker).where(medewerker.c.id == wie.id).values(**waarden)
    try:
        with opslag.sessie() as sessie:
            if not aantal(sessie.execute(bijgewerkt)):
                sessie.execute(insert(medewerker).values(id=wie.id, **waarden))
    except IntegrityError:
        # Dezelfde medewerker meldde zich tegelijk ergens anders aan.
        with opslag.sessie() as sessie:
            sessie.execute(bijgewerkt)


def medewerkers(opslag: Opslag, wie: Behandelaar) -> tuple[Medewerker, ...]:
    """Wie een regio deelt met deze medewerker, op naam."""
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(
            select(medewerker.c.id, medewerker.c.naam, medewerker.c.rol, medewerker.c.regios)
        ).all()
    alle = [Medewerker(nr, naam, rol, frozenset(regios)) for nr, naam, rol, regios in rijen]
    return tuple(
        sorted((een for een in alle if _deelt(een.regios, wie.regios)), key=lambda een: een.naam)
    )


def bewaar_weergave(
    opslag: Opslag,
    wie: Behandelaar,
    naam: str,
    keuzes: Keuzes,
    zoek: str = "",
    *,
    nu: datetime | None = None,
) -> Weergave:
    """Bewaar een selectie; dezelfde naam vervangt de vorige.

    Raises:
        OngeldigeInvoer: de naam is leeg of te lang, of deze medewerker is nog niet onthouden.
    """
    naam = naam.strip()
    if not 0 < len(naam) <= _LANGSTE_NAAM:
        raise OngeldigeInvoer(f"Geef de weergave een naam van hooguit {_LANGSTE_NAAM} tekens.")
    nieuw = Weergave(str(uuid.uuid4()), naam, keuzes, zoek)
    try:
        with opslag.sessie() as sessie:
            sessie.execute(
                delete(weergave).where(weergave.c.medewerker_id == wie.id, weergave.c.naam == naam)
            )
            sessie.execute(
                insert(weergave).values(
                    id=nieuw.id,
                    medewerker_id=wie.id,
                    naam=naam,
                    keuzes={**asdict(keuzes), "zoek": zoek},
                    gemaakt_op=nu or datetime.now(timezone.utc),
                )
            )
    except IntegrityError as fout:
        raise OngeldigeInvoer("De weergave is niet bewaard. Meld je opnieuw aan.") from fout
    return nieuw


def weergaven(opslag: Opslag, wie: Behandelaar) -> tuple[Weergave, ...]:
    """De weergaven van deze medewerker, op naam."""
    vraag = select(weergave.c.id, weergave.c.naam, weergave.c.keuzes).where(
        weergave.c.medewerker_id == wie.id
    )
    with opslag.leessessie() as sessie:
        return tuple(_weergave(*rij) for rij in sessie.execute(vraag.order_by(weergave.c.naam)))


def wis_weergave(opslag: Opslag, wie: Behandelaar, weergave_id: str) -> None:
    """Wis een eigen weergave.

    Raises:
        NietGevonden: die is er niet, of ze is van een ander.
    """
    deze = (weergave.c.id == weergave_id, weergave.c.medewerker_id == wie.id)
    with opslag.sessie() as sessie:
        if not aantal(sessie.execute(delete(weergave).where(*deze))):
            raise NietGevonden("Deze weergave is er niet.")


def _weergave(nr: str, naam: str, inhoud: dict[str, Any]) -> Weergave:
    zoek = inhoud.pop("zoek", "")
    # JSON kent geen tuples.
    velden: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in inhoud.items()}
    return Weergave(nr, naam, Keuzes(**velden), zoek)


def _deelt(een: frozenset[str], ander: frozenset[str]) -> bool:
    return ALLE_REGIOS in (een, ander) or bool(een & ander)
