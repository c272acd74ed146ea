"""Wat de indiener van een adviesvraag ziet en doet, en hoe die laat zien dat zij van hem is.

Wie haar in dit gesprek indiende, hoeft niets te laten zien. Vanuit een ander gesprek geldt de code
die bij het kenmerk hoort. Voor ieder ander is er geen verschil met een kenmerk dat niet bestaat.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model, statuscode
from adviesvraag.dienst import zoek
from adviesvraag.fouten import NietGevonden, NietToegestaan
from adviesvraag.gegevens import Overzicht, Wie
from adviesvraag.status import (
    AANVULLING,
    AANVULLING_GEVRAAGD,
    AFGESLOTEN,
    BEANTWOORD,
    IN_BEHANDELING,
    INDIENER,
    INGETROKKEN,
    OMSCHRIJVING,
    VAN_INDIENER,
)
from adviesvraag.vastleggen import (
    AANGEVULD,
    leg_vast,
    na_het_opslaan,
    verander_status,
    wijzig,
    zet_klaar,
)
from adviesvraag.werkstuk import gekeurd
from adviesvraag.zaak import Bericht

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

_NIET_VAN_JOU = "Deze adviesvraag kan ik hier niet laten zien."
_KLAAR = frozenset({AFGESLOTEN, INGETROKKEN})
_GAAT_WEER_LOPEN = frozenset({AANVULLING_GEVRAAGD, BEANTWOORD})


@dataclass(frozen=True)
class Bewijs:
    """Waarmee iemand laat zien dat een adviesvraag van hem is.

    Attributes:
        gesprek: het nummer van het gesprek dat hij nu voert.
        kanaal: waarlangs dat gaat.
        code: de code bij het kenmerk, als hij die gaf.
    """

    gesprek: str = field(repr=False)
    kanaal: str
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Stand:
    """Wat de indiener mag zien: de stand, en wat hij en de behandelaar elkaar schreven."""

    overzicht: Overzicht
    berichten: tuple[Bericht, ...]


def bekijk(opslag: Opslag, kenmerk: str, bewijs: Bewijs) -> Stand:
    """De stand van een adviesvraag, met de vragen en het antwoord.

    Raises:
        NietGevonden: ze bestaat niet, of ze is niet van deze indiener.
        OpslagNietBereikbaar: de database antwoordt niet.
    """
    tabel = model.bericht.c
    with opslag.leessessie() as sessie:
        rij = _eigen(sessie, opslag, kenmerk, bewijs, slot=False)
        vraag = select(
            tabel.richting, tabel.soort, tabel.wie, tabel.tekst, tabel.kanaal, tabel.op
        ).where(tabel.adviesvraag_id == rij.id)
        berichten = tuple(Bericht(*een) for een in sessie.execute(vraag.order_by(tabel.id)))
    overzicht = zoek(opslag, kenmerk)
    if overzicht is None:
        raise NietGevonden(_NIET_VAN_JOU)
    return Stand(overzicht, berichten)


def trek_in(
    opslag: Opslag, kenmerk: str, bewijs: Bewijs, *, nu: datetime | None = None
) -> Overzicht:
    """Trek de adviesvraag in; was dat al gebeurd, dan verandert er niets.

    Raises:
        NietGevonden: ze bestaat niet, of ze is niet van deze indiener.
        NietToegestaan: er is al een antwoord.
        OpslagNietBereikbaar, UitkomstOnbekend: zie ``adviesvraag.fouten``.
    """
    with opslag.sessie() as sessie:
        rij = _eigen(sessie, opslag, kenmerk, bewijs, slot=True)
        if rij.status != INGETROKKEN:
            wie = Wie(INDIENER, bewijs.kanaal)
            verander_status(sessie, opslag, rij, INGETROKKEN, wie, _moment(nu))
    return _na(opslag, kenmerk)


def vul_aan(
    opslag: Opslag, kenmerk: str, bewijs: Bewijs, tekst: str, *, nu: datetime | None = None
) -> Overzicht:
    """Bewaar een aanvulling; wachtte de behandelaar daarop, dan gaat de behandeling verder.

    Dezelfde tekst nog eens sturen verandert niets.

    Raises:
        NietGevonden: ze bestaat niet, of ze is niet van deze indiener.
        NietToegestaan: de adviesvraag is afgesloten of ingetrokken.
        OngeldigeInvoer: er staat niets, of te veel.
        OpslagNietBereikbaar, UitkomstOnbekend: zie ``adviesvraag.fouten``.
    """
    inhoud = gekeurd(tekst)
    with opslag.sessie() as sessie:
        rij = _eigen(sessie, opslag, kenmerk, bewijs, slot=True)
        if rij.status in _KLAAR:
            raise NietToegestaan(
                f"Adviesvraag {rij.kenmerk} is {OMSCHRIJVING[rij.status]}. Aanvullen kan niet meer."
            )
        if _laatste(sessie, rij.id) != inhoud:
            _schrijf_aanvulling(sessie, opslag, rij, bewijs.kanaal, inhoud, _moment(nu))
    return _na(opslag, kenmerk)


def _schrijf_aanvulling(
    sessie: Session, opslag: Opslag, rij: Any, kanaal: str, inhoud: str, moment: datetime
) -> None:
    wie = Wie(INDIENER, kanaal)
    sessie.execute(
        insert(model.bericht).values(
            adviesvraag_id=rij.id,
            richting=VAN_INDIENER,
            soort=AANVULLING,
            wie=str(wie),
            tekst=inhoud,
            kanaal=kanaal,
            op=moment,
        )
    )
    leg_vast(sessie, rij.id, AANGEVULD, wie, {}, moment)
    zet_klaar(sessie, opslag.afspraken, rij, AANGEVULD, rij.status, moment)
    if rij.status in _GAAT_WEER_LOPEN:
        verander_status(sessie, opslag, rij, IN_BEHANDELING, wie, moment)
    else:
        wijzig(sessie, rij, moment)


def _eigen(sessie: Session, opslag: Opslag, kenmerk: str, bewijs: Bewijs, *, slot: bool) -> Any:
    tabel = model.adviesvraag
    vraag = select(tabel).where(tabel.c.kenmerk == kenmerken.lees(kenmerk))
    rij = sessie.execute(vraag.with_for_update() if slot else vraag).one_or_none()
    if rij is None or not _van(opslag, rij, bewijs):
        raise NietGevonden(_NIET_VAN_JOU)
    return rij


def _van(opslag: Opslag, rij: Any, bewijs: Bewijs) -> bool:
    if hmac.compare_digest(opslag.gesprek_hash(bewijs.gesprek), rij.gesprek_hash):
        return True
    return statuscode.klopt(opslag, rij.kenmerk, bewijs.code, rij.code_hash)


def _laatste(sessie: Session, adviesvraag_id: str) -> str | None:
    tabel = model.bericht.c
    vraag = select(tabel.richting, tabel.tekst).where(tabel.adviesvraag_id == adviesvraag_id)
    rij = sessie.execute(vraag.order_by(tabel.id.desc()).limit(1)).one_or_none()
    return rij.tekst if rij is not None and rij.richting == VAN_INDIENER else None


def _na(opslag: Opslag, kenmerk: str) -> Overzicht:
    with na_het_opslaan():
        overzicht = zoek(opslag, kenmerk)
    if overzicht is None:
        raise NietGevonden(_NIET_VAN_JOU)
    return overzicht


def _moment(nu: datetime | None) -> datetime:
    return nu or datetime.now(timezone.utc)
