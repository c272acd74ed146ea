"""De dienst: een adviesvraag indienen, opzoeken en intrekken.

Indienen gebeurt precies een keer per concept, hoe vaak en door hoeveel processen het ook
geprobeerd wordt. Wat teruggegeven wordt, is gelezen uit wat echt is opgeslagen.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model
from adviesvraag.fouten import (
    AdviesvraagFout,
    NietGevonden,
    NietToegestaan,
    OpslagNietBereikbaar,
    UitkomstOnbekend,
)
from adviesvraag.gegevens import (
    Antwoord,
    Concept,
    Ingediend,
    Overzicht,
    Stap,
    Wie,
    controleer,
)
from adviesvraag.status import INDIENER, INGETROKKEN, OMSCHRIJVING, ONTVANGEN, mag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

__all__ = [
    "Antwoord",
    "Concept",
    "Ingediend",
    "Overzicht",
    "Stap",
    "Wie",
    "dien_in",
    "op_concept",
    "trek_in",
    "wijzig_status",
    "zoek",
]

INGEDIEND = "ingediend"
STATUS_GEWIJZIGD = "status_gewijzigd"

_OPENBAAR = (INGEDIEND, STATUS_GEWIJZIGD)
_HOOGUIT_GETOOND = 10
_POGINGEN = 5


def dien_in(
    opslag: Opslag,
    concept: Concept,
    *,
    nu: datetime | None = None,
    maak_kenmerk: Callable[[str, int], str] = kenmerken.nieuw,
) -> Ingediend:
    """Dient een concept in; een tweede keer geeft de adviesvraag die er al is.

    Args:
        opslag: waar de adviesvraag komt te staan.
        concept: wat de indiener bevestigde.
        nu: het moment van indienen; standaard de klok.
        maak_kenmerk: maakt een kenmerk uit regio en jaar (in UTC).

    Raises:
        OngeldigConcept: het concept mist iets of heeft een waarde die niet bestaat.
        OpslagNietBereikbaar: deze aanroep heeft zeker niets opgeslagen.
        UitkomstOnbekend: niet bekend of het is opgeslagen; opnieuw indienen is veilig.
    """
    controleer(concept)
    bestaand = op_concept(opslag, concept.concept_id)
    if bestaand is not None:
        return bestaand
    moment = nu or datetime.now(timezone.utc)
    gesprek_hash = opslag.gesprek_hash(concept.gesprek)
    botsing: IntegrityError | None = None
    for _ in range(_POGINGEN):
        kenmerk = maak_kenmerk(concept.regio_code, moment.astimezone(timezone.utc).year)
        try:
            with opslag.sessie() as sessie:
                _schrijf(sessie, concept, kenmerk, gesprek_hash, moment)
        except IntegrityError as fout:
            # Een ander diende dit concept net in, of het kenmerk is al vergeven.
            botsing = fout
        with _na_het_opslaan():
            ingediend = op_concept(opslag, concept.concept_id)
        if ingediend is not None:
            return ingediend
    raise AdviesvraagFout("De adviesvraag kon niet worden opgeslagen.") from botsing


def op_concept(opslag: Opslag, concept_id: str) -> Ingediend | None:
    """Zoekt de adviesvraag die uit dit concept is ontstaan; None als die er niet is."""
    tabel = model.adviesvraag
    with opslag.leessessie() as sessie:
        rij = sessie.execute(
            select(
                tabel.c.kenmerk, tabel.c.status, tabel.c.regio_code, tabel.c.aangemaakt_op
            ).where(tabel.c.concept_id == concept_id)
        ).one_or_none()
    return None if rij is None else Ingediend(*rij)


def zoek(opslag: Opslag, kenmerk: str) -> Overzicht | None:
    """Zoekt een adviesvraag op kenmerk, hoe het ook is overgetypt; None als die er niet is."""
    tabel, stap = model.adviesvraag, model.gebeurtenis
    with opslag.leessessie() as sessie:
        rij = sessie.execute(
            select(
                tabel.c.id,
                tabel.c.kenmerk,
                tabel.c.status,
                tabel.c.soort,
                tabel.c.regio_code,
                tabel.c.aangemaakt_op,
                tabel.c.gewijzigd_op,
            ).where(tabel.c.kenmerk == kenmerken.lees(kenmerk))
        ).one_or_none()
        if rij is None:
            return None
        laatste = sessie.execute(
            select(stap.c.soort, stap.c.wat, stap.c.op)
            .where(stap.c.adviesvraag_id == rij.id, stap.c.soort.in_(_OPENBAAR))
            .order_by(stap.c.id.desc())
            .limit(_HOOGUIT_GETOOND)
        ).all()
    stappen = tuple(Stap(soort, wat["naar"], op) for soort, wat, op in reversed(laatste))
    return Overzicht(*rij[1:], stappen=stappen)


def trek_in(opslag: Opslag, kenmerk: str, wie: Wie, *, nu: datetime | None = None) -> Overzicht:
    """Trekt een adviesvraag in; was dat al gebeurd, dan verandert er niets.

    Raises:
        NietGevonden: er is geen adviesvraag met dit kenmerk.
        NietToegestaan: de status of de rol laat het niet toe.
        OpslagNietBereikbaar: deze aanroep heeft zeker niets opgeslagen.
        UitkomstOnbekend: niet bekend of het is opgeslagen; opnieuw proberen is veilig.
    """
    return wijzig_status(opslag, kenmerk, INGETROKKEN, wie, nu=nu)


def wijzig_status(
    opslag: Opslag, kenmerk: str, naar: str, wie: Wie, *, nu: datetime | None = None
) -> Overzicht:
    """Wijzigt de status volgens de tabel en legt de gebeurtenis vast; fouten als ``trek_in``."""
    tabel = model.adviesvraag
    moment = nu or datetime.now(timezone.utc)
    with opslag.sessie() as sessie:
        # Op PostgreSQL houdt FOR UPDATE de rij vast, op SQLite houdt BEGIN IMMEDIATE alles vast:
        # wie als tweede komt, ziet de nieuwe status.
        rij = sessie.execute(
            select(tabel.c.id, tabel.c.kenmerk, tabel.c.status)
            .where(tabel.c.kenmerk == kenmerken.lees(kenmerk))
            .with_for_update()
        ).one_or_none()
        if rij is None:
            raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
        if rij.status != naar:
            if not mag(rij.status, naar, wie.rol):
                raise NietToegestaan(_weigering(rij.kenmerk, rij.status, naar))
            sessie.execute(
                update(tabel).where(tabel.c.id == rij.id).values(status=naar, gewijzigd_op=moment)
            )
            wat = {"van": rij.status, "naar": naar}
            _noteer(sessie, rij.id, STATUS_GEWIJZIGD, wie, wat, moment)
    with _na_het_opslaan():
        overzicht = zoek(opslag, rij.kenmerk)
    if overzicht is None:
        raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
    return overzicht


def _schrijf(
    sessie: Session, concept: Concept, kenmerk: str, gesprek_hash: str, moment: datetime
) -> None:
    adviesvraag_id = str(uuid.uuid4())
    sessie.execute(
        insert(model.adviesvraag).values(
            id=adviesvraag_id,
            concept_id=concept.concept_id,
            kenmerk=kenmerk,
            regio_code=concept.regio_code,
            gemeente_code=concept.gemeente_code,
            soort=concept.soort,
            status=ONTVANGEN,
            kanaal=concept.kanaal,
            gesprek_hash=gesprek_hash,
            contact_email=concept.contact_email,
            triage=concept.triage,
            aangemaakt_op=moment,
            gewijzigd_op=moment,
        )
    )
    for volgorde, antwoord in enumerate(concept.antwoorden, start=1):
        sessie.execute(
            insert(model.antwoord).values(
                adviesvraag_id=adviesvraag_id,
                volgorde=volgorde,
                vraag_id=antwoord.vraag_id,
                vraag_tekst=antwoord.vraag_tekst,
                waarde=antwoord.waarde,
                weergave=antwoord.weergave,
                herkomst=antwoord.herkomst,
            )
        )
    wie = Wie(INDIENER, concept.kanaal)
    _noteer(sessie, adviesvraag_id, INGEDIEND, wie, {"naar": ONTVANGEN}, moment)


def _noteer(
    sessie: Session,
    adviesvraag_id: str,
    soort: str,
    wie: Wie,
    wat: dict[str, str],
    moment: datetime,
) -> None:
    sessie.execute(
        insert(model.gebeurtenis).values(
            adviesvraag_id=adviesvraag_id,
            soort=soort,
            wie=str(wie),
            wat=wat,
            kanaal=wie.kanaal,
            op=moment,
        )
    )


def _weigering(kenmerk: str, van: str, naar: str) -> str:
    if naar == INGETROKKEN and not mag(van, naar, INDIENER):
        return f"Adviesvraag {kenmerk} is al {OMSCHRIJVING[van]}. Intrekken kan niet meer."
    return (
        f"Adviesvraag {kenmerk} is {OMSCHRIJVING[van]}. "
        f"Je kunt de status niet veranderen in '{OMSCHRIJVING.get(naar, naar)}'."
    )


@contextmanager
def _na_het_opslaan() -> Iterator[None]:
    """Valt de database weg na het opslaan, dan is "er is niets opgeslagen" niet waar."""
    try:
        yield
    except OpslagNietBereikbaar as fout:
        raise UitkomstOnbekend(
            "De opslag viel weg na het opslaan. Of het gelukt is, is onbekend."
        ) from fout
