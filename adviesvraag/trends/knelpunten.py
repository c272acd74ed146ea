"""Het register van knelpunten: wat een doorbraak in de weg staat, bij wie, en wat ervan kwam.

Het Koersdocument van Kennemerland vraagt twee keer per jaar een overzicht (S2); IJsselland noemt
dit adresseringsinitiatieven (S3). Een knelpunt zegt niets over een persoon: codes uit
`knelpunten.csv`, en een toelichting waar persoonsgegevens uit gaan en die de inbox niet verlaat.
"""

from __future__ import annotations

import csv
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from adviesvraag import model
from adviesvraag.fouten import NietGevonden, NietMeerActueel, OngeldigeInvoer
from adviesvraag.status import LEZEN, NOTEREN
from adviesvraag.toegang import Behandelaar, aantal, binnen, eis, lezend, schrijvend
from adviesvraag.trends.kwartaal import Kwartaal
from privacy.lakken import lak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adviesvraag.opslag import Opslag

BESTAND = Path(__file__).with_name("knelpunten.csv")
HOOGSTENS_TEKENS = 1000
_tabel = model.knelpunt


@dataclass(frozen=True)
class Beschrijving:
    """Wat iemand over een knelpunt invult; de codes staan in ``keuzes``."""

    wat: str = "nog_kiezen"
    partners: tuple[str, ...] = ()
    niveau: str = "nog_niet"
    uitkomst: str = "open"
    toelichting: str = field(default="", repr=False)


@dataclass(frozen=True)
class Knelpunt:
    """Een knelpunt in het register.

    Attributes:
        kenmerk: van de adviesvraag waar het uit komt, als die er is.
    """

    id: str
    regio_code: str
    kenmerk: str | None
    beschrijving: Beschrijving
    gemaakt_op: datetime
    versie: int


@cache
def keuzes() -> Mapping[str, Mapping[str, str]]:
    """Per veld de codes en hun namen."""
    gelezen: dict[str, dict[str, str]] = {}
    with BESTAND.open(encoding="utf-8", newline="") as invoer:
        for rij in csv.DictReader(invoer, strict=True):
            gelezen.setdefault(rij["veld"], {})[rij["code"]] = rij["naam"]
    return gelezen


def van_adviesvraag(
    opslag: Opslag, kenmerk: str, wie: Behandelaar, *, nu: datetime | None = None
) -> str:
    """Zet bij een adviesvraag een knelpunt in het register; geeft het nummer.

    Een tweede keer geeft het knelpunt dat er al is.

    Raises:
        NietGevonden: de adviesvraag is er niet of is van een andere regio.
        NietToegestaan: de rol mag niet noteren.
    """
    eis(wie, NOTEREN)
    bron = model.adviesvraag
    moment = nu or datetime.now(timezone.utc)
    vraag = select(bron.c.id, bron.c.regio_code).where(
        bron.c.kenmerk == kenmerk, binnen(bron.c.regio_code, wie)
    )
    with lezend(opslag, wie) as sessie:
        rij = sessie.execute(vraag).one_or_none()
    if rij is None:
        raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
    waarden = {
        "id": str(uuid.uuid4()),
        "regio_code": rij.regio_code,
        "adviesvraag_id": rij.id,
        "wie": str(wie.wie),
        "gemaakt_op": moment,
        "gewijzigd_op": moment,
        **_velden(Beschrijving()),
    }
    try:
        with schrijvend(opslag, wie) as sessie:
            sessie.execute(insert(_tabel).values(**waarden))
        return str(waarden["id"])
    except IntegrityError:
        with lezend(opslag, wie) as sessie:
            al = select(_tabel.c.id).where(_tabel.c.adviesvraag_id == rij.id)
            return str(sessie.execute(al).scalar_one())


def beschrijf(
    opslag: Opslag,
    nummer: str,
    wie: Behandelaar,
    beschrijving: Beschrijving,
    *,
    versie: int,
    nu: datetime | None = None,
) -> None:
    """Vul een knelpunt in of werk het bij; persoonsgegevens gaan uit de toelichting.

    Raises:
        NietGevonden: het knelpunt is er niet of is van een andere regio.
        NietMeerActueel: een ander was deze medewerker voor.
        NietToegestaan: de rol mag niet noteren.
        OngeldigeInvoer: een code bestaat niet, of de toelichting is te lang.
    """
    eis(wie, NOTEREN)
    _controleer(beschrijving)
    deze = (_tabel.c.id == nummer, binnen(_tabel.c.regio_code, wie))
    nieuw = {**_velden(beschrijving), "gewijzigd_op": nu or datetime.now(timezone.utc)}
    with schrijvend(opslag, wie) as sessie:
        if sessie.execute(select(_tabel.c.id).where(*deze)).first() is None:
            raise NietGevonden("Dit knelpunt is er niet.")
        gedaan = sessie.execute(
            update(_tabel)
            .where(*deze, _tabel.c.versie == versie)
            .values(versie=versie + 1, **nieuw)
        )
        if not aantal(gedaan):
            raise NietMeerActueel("Een ander heeft dit knelpunt net veranderd.")


def lees(opslag: Opslag, nummer: str, wie: Behandelaar) -> Knelpunt:
    """Een knelpunt; fouten als ``beschrijf``."""
    gevonden = _zoek(opslag, wie, _tabel.c.id == nummer)
    if not gevonden:
        raise NietGevonden("Dit knelpunt is er niet.")
    return gevonden[0]


def overzicht(
    opslag: Opslag, wie: Behandelaar, regio_code: str, kwartalen: Sequence[Kwartaal]
) -> tuple[Knelpunt, ...]:
    """De knelpunten van een regio uit deze kwartalen, de oudste eerst; fouten als ``beschrijf``."""
    if not wie.ziet(regio_code):
        raise NietGevonden("Deze regio is er niet.")
    vanaf, tot = min(kwartalen).begin, max(kwartalen).terug(-1).begin
    op = _tabel.c.gemaakt_op
    return _zoek(opslag, wie, _tabel.c.regio_code == regio_code, op >= vanaf, op < tot)


def tel(knelpunten: Sequence[Knelpunt]) -> dict[str, Counter[str]]:
    """Hoe vaak elke code voorkomt, per veld; een knelpunt kan meer partners hebben."""
    uit: dict[str, Counter[str]] = {veld: Counter() for veld in keuzes()}
    for een in knelpunten:
        uit["wat"][een.beschrijving.wat] += 1
        uit["partner"].update(een.beschrijving.partners)
        uit["niveau"][een.beschrijving.niveau] += 1
        uit["uitkomst"][een.beschrijving.uitkomst] += 1
    return uit


def _zoek(opslag: Opslag, wie: Behandelaar, *waar: Any) -> tuple[Knelpunt, ...]:
    eis(wie, LEZEN)
    bron = model.adviesvraag
    vraag = (
        select(_tabel, bron.c.kenmerk)
        .select_from(_tabel.outerjoin(bron))
        .where(binnen(_tabel.c.regio_code, wie), *waar)
        .order_by(_tabel.c.gemaakt_op, _tabel.c.id)
    )
    with lezend(opslag, wie) as sessie:
        return tuple(_knelpunt(rij) for rij in sessie.execute(vraag))


def _knelpunt(rij: Any) -> Knelpunt:
    inhoud = Beschrijving(rij.wat, tuple(rij.partners), rij.niveau, rij.uitkomst, rij.toelichting)
    return Knelpunt(rij.id, rij.regio_code, rij.kenmerk, inhoud, rij.gemaakt_op, rij.versie)


def _velden(beschrijving: Beschrijving) -> dict[str, Any]:
    return {
        "wat": beschrijving.wat,
        "partners": list(beschrijving.partners),
        "niveau": beschrijving.niveau,
        "uitkomst": beschrijving.uitkomst,
        "toelichting": lak(beschrijving.toelichting.strip()).tekst,
    }


def _controleer(beschrijving: Beschrijving) -> None:
    alle = keuzes()
    gekozen = [
        ("wat", beschrijving.wat),
        ("niveau", beschrijving.niveau),
        ("uitkomst", beschrijving.uitkomst),
        *(("partner", code) for code in beschrijving.partners),
    ]
    if any(code not in alle[veld] for veld, code in gekozen):
        raise OngeldigeInvoer("Kies uit de lijst.")
    if len(beschrijving.toelichting) > HOOGSTENS_TEKENS:
        raise OngeldigeInvoer(
            f"De toelichting is te lang; schrijf hooguit {HOOGSTENS_TEKENS} tekens."
        )
