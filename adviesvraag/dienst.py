"""De dienst: een adviesvraag indienen, opzoeken en intrekken.

Indienen gebeurt precies een keer per concept, hoe vaak en door hoeveel processen het ook
geprobeerd wordt. Wat teruggegeven wordt, is gelezen uit wat echt is opgeslagen.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model, statuscode
from adviesvraag.afspraken import na_werkdagen
from adviesvraag.fouten import (
    AdviesvraagFout,
    NietGevonden,
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
from adviesvraag.status import INDIENER, INGETROKKEN, ONTVANGEN
from adviesvraag.trends import telling
from adviesvraag.vastleggen import (
    INGEDIEND,
    OPENBAAR,
    leg_vast,
    na_het_opslaan,
    verander_status,
    zet_klaar,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from adviesvraag.afspraken import Afspraken
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
    botsing: IntegrityError | None = None
    for _ in range(_POGINGEN):
        kenmerk = maak_kenmerk(concept.regio_code, moment.astimezone(timezone.utc).year)
        # Voor de transactie begint: het geheim lezen vraagt de eerste keer een eigen verbinding.
        rij = _rij(opslag, concept, kenmerk, moment)
        try:
            with opslag.sessie() as sessie:
                _schrijf(sessie, opslag.afspraken, concept, rij)
        except IntegrityError as fout:
            # Een ander diende dit concept net in, of het kenmerk is al vergeven.
            botsing = fout
        with na_het_opslaan():
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
                tabel.c.kenmerk,
                tabel.c.status,
                tabel.c.regio_code,
                tabel.c.aangemaakt_op,
                tabel.c.code_hash,
            ).where(tabel.c.concept_id == concept_id)
        ).one_or_none()
    if rij is None:
        return None
    code = statuscode.maak(opslag, concept_id) if rij.code_hash else None
    return Ingediend(*rij[:4], code=code)


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
            .where(stap.c.adviesvraag_id == rij.id, stap.c.soort.in_(OPENBAAR))
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
            select(tabel).where(tabel.c.kenmerk == kenmerken.lees(kenmerk)).with_for_update()
        ).one_or_none()
        if rij is None:
            raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
        if rij.status != naar:
            verander_status(sessie, opslag, rij, naar, wie, moment)
    with na_het_opslaan():
        overzicht = zoek(opslag, rij.kenmerk)
    if overzicht is None:
        raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
    return overzicht


def _rij(opslag: Opslag, concept: Concept, kenmerk: str, moment: datetime) -> dict[str, Any]:
    code = statuscode.maak(opslag, concept.concept_id)
    return {
        "id": str(uuid.uuid4()),
        "concept_id": concept.concept_id,
        "kenmerk": kenmerk,
        "regio_code": concept.regio_code,
        "gemeente_code": concept.gemeente_code,
        "soort": concept.soort,
        "status": ONTVANGEN,
        "kanaal": concept.kanaal,
        "gesprek_hash": opslag.gesprek_hash(concept.gesprek),
        "contact_email": concept.contact_email,
        "triage": concept.triage,
        "aangemaakt_op": moment,
        "gewijzigd_op": moment,
        "uiterste_datum": na_werkdagen(moment, opslag.afspraken.termijn_werkdagen),
        "code_hash": statuscode.vingerafdruk(opslag, kenmerk, code),
    }


def _schrijf(sessie: Session, afspraken: Afspraken, concept: Concept, rij: dict[str, Any]) -> None:
    sessie.execute(insert(model.adviesvraag).values(**rij))
    # Alle antwoorden in een opdracht: zo wacht indienen niet per antwoord op de database.
    antwoorden = [
        {
            "adviesvraag_id": rij["id"],
            "volgorde": volgorde,
            "vraag_id": antwoord.vraag_id,
            "vraag_tekst": antwoord.vraag_tekst,
            "waarde": antwoord.waarde,
            "weergave": antwoord.weergave,
            "herkomst": antwoord.herkomst,
        }
        for volgorde, antwoord in enumerate(concept.antwoorden, start=1)
    ]
    if antwoorden:
        sessie.execute(insert(model.antwoord), antwoorden)
    telling.schrijf(sessie, rij, telling.codes_van(concept))
    moment = rij["aangemaakt_op"]
    wie = Wie(INDIENER, concept.kanaal)
    leg_vast(sessie, rij["id"], INGEDIEND, wie, {"naar": ONTVANGEN}, moment)
    zet_klaar(sessie, afspraken, SimpleNamespace(**rij), INGEDIEND, ONTVANGEN, moment)
