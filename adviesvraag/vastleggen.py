"""Een wijziging vastleggen: de rij, de gebeurtenis en wat bezorgd moet worden, samen."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from adviesvraag import model
from adviesvraag.fouten import NietToegestaan, OpslagNietBereikbaar, UitkomstOnbekend
from adviesvraag.status import (
    AANVULLING_GEVRAAGD,
    BEANTWOORD,
    INDIENER,
    INGETROKKEN,
    KANAAL,
    MAIL,
    OMSCHRIJVING,
    WACHT,
    WEBHOOK,
    mag,
)
from adviesvraag.trends import telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from adviesvraag.afspraken import Afspraken
    from adviesvraag.gegevens import Wie
    from adviesvraag.opslag import Opslag

INGEDIEND = "ingediend"
STATUS_GEWIJZIGD = "status_gewijzigd"
TOEGEWEZEN = "toegewezen"
GENOTEERD = "genoteerd"
AANGEVULD = "aangevuld"
REGIO_GEWIJZIGD = "regio_gewijzigd"
OPNIEUW_BEZORGD = "opnieuw_bezorgd"

OPENBAAR = (INGEDIEND, STATUS_GEWIJZIGD)
"""Wat de indiener van de geschiedenis mag zien."""

_VOOR_DE_INDIENER = frozenset({AANVULLING_GEVRAAGD, BEANTWOORD})
_NAAR_DE_POSTBUS = frozenset({INGEDIEND, AANGEVULD, REGIO_GEWIJZIGD})
_MET_EEN_GESPREK = frozenset({"web", "teams"})


def wijzig(sessie: Session, rij: Any, moment: datetime, **waarden: Any) -> None:
    """Wijzig de adviesvraag en tel haar versie op; de rij is al vergrendeld."""
    tabel = model.adviesvraag
    sessie.execute(
        update(tabel)
        .where(tabel.c.id == rij.id)
        .values(versie=tabel.c.versie + 1, gewijzigd_op=moment, **waarden)
    )


def leg_vast(
    sessie: Session,
    adviesvraag_id: str,
    soort: str,
    wie: Wie,
    wat: Mapping[str, Any],
    moment: datetime,
) -> None:
    """Voeg een gebeurtenis toe: wie, wanneer, wat en waarvandaan; nooit met vrije tekst."""
    sessie.execute(
        insert(model.gebeurtenis).values(
            adviesvraag_id=adviesvraag_id,
            soort=soort,
            wie=str(wie),
            wat=dict(wat),
            kanaal=wie.kanaal,
            op=moment,
        )
    )


def verander_status(
    sessie: Session, opslag: Opslag, rij: Any, naar: str, wie: Wie, moment: datetime
) -> None:
    """Geef een vergrendelde rij een andere status, met de gebeurtenis en wat bezorgd moet worden.

    Raises:
        NietToegestaan: deze rol mag dat niet vanuit deze status.
    """
    if not mag(rij.status, naar, wie.rol):
        raise NietToegestaan(_weigering(rij.kenmerk, rij.status, naar))
    wijzig(sessie, rij, moment, status=naar)
    if naar == BEANTWOORD:
        telling.beantwoord(sessie, rij, moment)
    wat = {"van": rij.status, "naar": naar}
    leg_vast(sessie, rij.id, STATUS_GEWIJZIGD, wie, wat, moment)
    zet_klaar(sessie, opslag.afspraken, rij, STATUS_GEWIJZIGD, naar, moment)


def zet_klaar(
    sessie: Session, afspraken: Afspraken, rij: Any, soort: str, status: str, moment: datetime
) -> None:
    """Zet klaar wat er na deze gebeurtenis bezorgd moet worden.

    Van de rij telt alleen id, kenmerk, regio_code, kanaal en contact_email; de status is die van na
    de gebeurtenis.
    """
    inhoud = {
        "gebeurtenis": soort,
        "kenmerk": rij.kenmerk,
        "regio": rij.regio_code,
        "status": status,
        "op": moment.isoformat(timespec="seconds"),
    }
    for weg, doel, voor in _wegen(afspraken, rij, soort, status):
        sessie.execute(
            insert(model.bezorging).values(
                id=str(uuid.uuid4()),
                adviesvraag_id=rij.id,
                soort=weg,
                doel=doel,
                inhoud={**inhoud, "voor": voor},
                staat=WACHT,
                pogingen=0,
                volgende_poging=moment,
                aangemaakt_op=moment,
            )
        )


def _wegen(
    afspraken: Afspraken, rij: Any, soort: str, status: str
) -> Iterator[tuple[str, str | None, str]]:
    """Elke weg met het adres en voor wie het bericht is."""
    if afspraken.webhook:
        yield WEBHOOK, None, "partner"
    postbus = afspraken.postbussen.get(rij.regio_code)
    if afspraken.mail and postbus and soort in _NAAR_DE_POSTBUS:
        yield MAIL, postbus, "procescoordinator"
    if soort == STATUS_GEWIJZIGD and status in _VOOR_DE_INDIENER:
        if afspraken.mail and rij.contact_email:
            yield MAIL, rij.contact_email, "indiener"
        if rij.kanaal in _MET_EEN_GESPREK:
            yield KANAAL, None, "indiener"


def _weigering(kenmerk: str, van: str, naar: str) -> str:
    if naar == INGETROKKEN and not mag(van, naar, INDIENER):
        return f"Adviesvraag {kenmerk} is al {OMSCHRIJVING[van]}. Intrekken kan niet meer."
    return (
        f"Adviesvraag {kenmerk} is {OMSCHRIJVING[van]}. "
        f"Je kunt de status niet veranderen in '{OMSCHRIJVING.get(naar, naar)}'."
    )


@contextmanager
def na_het_opslaan() -> Iterator[None]:
    """Valt de database weg na het opslaan, dan is "er is niets opgeslagen" niet waar."""
    try:
        yield
    except OpslagNietBereikbaar as fout:
        raise UitkomstOnbekend(
            "De opslag viel weg na het opslaan. Of het gelukt is, is onbekend."
        ) from fout
