"""De rechten van wie een adviesvraag indiende: inzien, verbeteren en laten verwijderen.

De rechten staan in de AVG, artikelen 15 (inzage), 16 (rectificatie) en 17 (wissen).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model
from adviesvraag.bewaren import wis_inhoud
from adviesvraag.fouten import NietGevonden, NietToegestaan
from adviesvraag.gegevens import Wie
from adviesvraag.status import AFGESLOTEN, BEANTWOORD, INGETROKKEN, SYSTEEM, VERZONDEN
from adviesvraag.trends.dimensies import dimensies
from adviesvraag.vastleggen import leg_vast, wijzig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

VERBETERD = "adres_verbeterd"
_KLAAR = frozenset({BEANTWOORD, AFGESLOTEN, INGETROKKEN})
_WIE = Wie(SYSTEEM, "onderhoud")


@dataclass(frozen=True)
class Inzage:
    """Alles wat van een adviesvraag bewaard is, ontsleuteld.

    Attributes:
        antwoorden: de vraag en het antwoord zoals een mens ze leest.
        gebeurtenissen: wat er wanneer door wie gebeurde.
        berichten: wat de indiener en de behandelaar elkaar schreven, met wanneer en welke kant op.
        codes: waarop de adviesvraag meetelt, in woorden.
        notities: wat behandelaars intern opschreven, met wanneer en door wie.
    """

    kenmerk: str
    status: str
    contact_email: str | None
    aangemaakt_op: datetime
    antwoorden: tuple[tuple[str, str], ...]
    gebeurtenissen: tuple[tuple[datetime, str, str], ...]
    berichten: tuple[tuple[datetime, str, str], ...] = ()
    notities: tuple[tuple[datetime, str, str], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


def van_adres(opslag: Opslag, adres: str) -> list[str]:
    """De kenmerken van alle adviesvragen met dit werkadres.

    Het adres staat versleuteld en dus in geen index: dit leest elke rij.
    """
    tabel = model.adviesvraag
    gezocht = adres.strip().lower()
    vraag = select(tabel.c.kenmerk, tabel.c.contact_email).where(tabel.c.contact_email.is_not(None))
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(vraag.order_by(tabel.c.aangemaakt_op))
        return [kenmerk for kenmerk, mail in rijen if mail.strip().lower() == gezocht]


def inzage(opslag: Opslag, kenmerk: str) -> Inzage:
    """Alles wat van deze adviesvraag bewaard is.

    Raises:
        NietGevonden: er is geen adviesvraag met dit kenmerk.
    """
    antwoord, stap = model.antwoord.c, model.gebeurtenis.c
    with opslag.leessessie() as sessie:
        rij = _rij(sessie, kenmerk)
        antwoorden = sessie.execute(
            select(antwoord.vraag_tekst, antwoord.weergave)
            .where(antwoord.adviesvraag_id == rij.id)
            .order_by(antwoord.volgorde)
        )
        stappen = sessie.execute(
            select(stap.op, stap.soort, stap.wie)
            .where(stap.adviesvraag_id == rij.id)
            .order_by(stap.id)
        )
        bericht, notitie = model.bericht.c, model.notitie.c
        berichten = sessie.execute(
            select(bericht.op, bericht.richting, bericht.tekst)
            .where(bericht.adviesvraag_id == rij.id)
            .order_by(bericht.id)
        )
        notities = sessie.execute(
            select(notitie.op, notitie.wie, notitie.tekst)
            .where(notitie.adviesvraag_id == rij.id)
            .order_by(notitie.id)
        )
        telling = model.telling.c
        codes = sessie.execute(
            select(telling.dimensie, telling.code)
            .where(telling.adviesvraag_id == rij.id)
            .order_by(telling.dimensie, telling.code)
        )
        return Inzage(
            rij.kenmerk,
            rij.status,
            rij.contact_email,
            rij.aangemaakt_op,
            tuple(_rijen(antwoorden)),
            tuple(_rijen(stappen)),
            tuple(_rijen(berichten)),
            tuple(_rijen(notities)),
            tuple(_in_woorden(*rij) for rij in codes),
        )


def verbeter_adres(opslag: Opslag, kenmerk: str, adres: str, *, nu: datetime | None = None) -> None:
    """Zet een ander werkadres bij een adviesvraag; dat het gebeurde wordt vastgelegd.

    Raises:
        NietGevonden: er is geen adviesvraag met dit kenmerk.
    """
    moment = nu or datetime.now(timezone.utc)
    with opslag.sessie() as sessie:
        rij = _rij(sessie, kenmerk)
        wijzig(sessie, rij, moment, contact_email=adres)
        leg_vast(sessie, rij.id, VERBETERD, _WIE, {}, moment)
        _verbeter_bezorging(sessie, rij, adres)


def _verbeter_bezorging(sessie: Session, rij: Any, adres: str) -> None:
    """Wat nog naar het oude adres zou gaan, gaat naar het nieuwe."""
    tabel = model.bezorging
    nog = select(tabel.c.id, tabel.c.doel).where(
        tabel.c.adviesvraag_id == rij.id, tabel.c.staat != VERZONDEN
    )
    oud = [nummer for nummer, doel in sessie.execute(nog) if doel == rij.contact_email]
    if rij.contact_email is not None:
        sessie.execute(update(tabel).where(tabel.c.id.in_(oud)).values(doel=adres))


def verwijder(opslag: Opslag, kenmerk: str, *, nu: datetime | None = None) -> None:
    """Wis alle inhoud en het adres nu, voor het einde van de bewaartermijn.

    Raises:
        NietGevonden: er is geen adviesvraag met dit kenmerk.
        NietToegestaan: de adviesvraag loopt nog; trek haar eerst in of sluit haar af.
    """
    with opslag.sessie() as sessie:
        rij = _rij(sessie, kenmerk)
        if rij.status not in _KLAAR:
            raise NietToegestaan(
                f"Adviesvraag {rij.kenmerk} loopt nog. Trek haar eerst in of sluit haar af."
            )
        wis_inhoud(sessie, rij.id, _WIE, nu or datetime.now(timezone.utc))
        knelpunt = model.knelpunt
        sessie.execute(
            update(knelpunt)
            .where(knelpunt.c.adviesvraag_id == rij.id)
            .values(toelichting="", versie=knelpunt.c.versie + 1)
        )


def gesprek_hash(opslag: Opslag, kenmerk: str) -> str:
    """De hash van het gesprek waarin deze adviesvraag is ingediend.

    Raises:
        NietGevonden: er is geen adviesvraag met dit kenmerk.
    """
    with opslag.leessessie() as sessie:
        return str(_rij(sessie, kenmerk).gesprek_hash)


def _rij(sessie: Session, kenmerk: str) -> Any:
    tabel = model.adviesvraag
    rij = sessie.execute(
        select(tabel).where(tabel.c.kenmerk == kenmerken.lees(kenmerk))
    ).one_or_none()
    if rij is None:
        raise NietGevonden(f"Er is geen adviesvraag met kenmerk {kenmerk}.")
    return rij


def _in_woorden(dimensie: str, code: str) -> tuple[str, str]:
    soort = dimensies()[dimensie]
    return soort.naam, soort.codes.get(code, code)


def _rijen(rijen: Any) -> Iterator[Any]:
    return (tuple(rij) for rij in rijen)
