"""De codes aanvullen van adviesvragen die er al waren toen het tellen begon.

Migratie 0004 telde wat niet versleuteld was. De leefgebieden, en of een informatievraag over een
casus ging, staan in de antwoorden; een migratie heeft de sleutels daarvan niet. Van een
adviesvraag waarvan de inhoud al gewist is, is dit niet meer te vinden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from adviesvraag.model import adviesvraag, antwoord, telling
from adviesvraag.trends.dimensies import SOORT
from adviesvraag.trends.telling import GEDEELD, codes_uit, schrijf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

PER_TRANSACTIE = 200
"""Klein genoeg om ruim binnen de wachttijd van een andere schrijver klaar te zijn."""


@dataclass(frozen=True)
class Uitslag:
    """Wat er gedaan is.

    Attributes:
        gelezen: adviesvragen waar de antwoorden nog van waren.
        aangevuld: adviesvragen waar een code bij kwam of verbeterd is.
    """

    gelezen: int
    aangevuld: int


def hertel(opslag: Opslag) -> Uitslag:
    """Vul van elke adviesvraag met antwoorden de codes aan; nog eens draaien verandert niets.

    Stoppen mag op elk moment, en indienen kan intussen doorgaan.

    Raises:
        OpslagNietBereikbaar, UitkomstOnbekend: de database valt weg; begin daarna opnieuw.
        VerkeerdeSleutel: een antwoord is met geen van de sleutels te lezen.
    """
    laatste, gelezen, aangevuld = "", 0, 0
    while True:
        with opslag.sessie() as sessie:
            rijen = sessie.execute(
                select(adviesvraag)
                .where(adviesvraag.c.id > laatste)
                .order_by(adviesvraag.c.id)
                .limit(PER_TRANSACTIE)
                # Wie de rij intussen wijzigt, wacht: zij kan van regio veranderen.
                .with_for_update()
            ).all()
            if not rijen:
                return Uitslag(gelezen, aangevuld)
            nummers = [rij.id for rij in rijen]
            gegeven, geteld = _antwoorden(sessie, nummers), _codes(sessie, nummers)
            for rij in rijen:
                if rij.id in gegeven:
                    gelezen += 1
                    aangevuld += _vul_aan(sessie, rij, gegeven[rij.id], geteld.get(rij.id, set()))
            laatste = nummers[-1]


def _vul_aan(
    sessie: Session, rij: Any, antwoorden: Mapping[str, Any], al: set[tuple[str, str]]
) -> bool:
    hoort = codes_uit(rij.soort, antwoorden, rij.triage or {})
    erbij = [code for code in hoort if code not in al]
    if not erbij:
        return False
    if any(dimensie == SOORT for dimensie, _ in erbij):
        # Elke adviesvraag heeft een soort; de oude was een gok zonder het antwoord.
        sessie.execute(
            delete(telling).where(telling.c.adviesvraag_id == rij.id, telling.c.dimensie == SOORT)
        )
    schrijf(sessie, {naam: getattr(rij, naam) for naam in GEDEELD}, erbij)
    return True


def _antwoorden(sessie: Session, nummers: list[str]) -> dict[str, dict[str, Any]]:
    vraag = select(antwoord.c.adviesvraag_id, antwoord.c.vraag_id, antwoord.c.waarde)
    uit: dict[str, dict[str, Any]] = {}
    for nummer, vraag_id, waarde in sessie.execute(
        vraag.where(antwoord.c.adviesvraag_id.in_(nummers))
    ):
        uit.setdefault(nummer, {})[vraag_id] = waarde
    return uit


def _codes(sessie: Session, nummers: list[str]) -> dict[str, set[tuple[str, str]]]:
    vraag = select(telling.c.adviesvraag_id, telling.c.dimensie, telling.c.code)
    uit: dict[str, set[tuple[str, str]]] = {}
    for nummer, dimensie, code in sessie.execute(
        vraag.where(telling.c.adviesvraag_id.in_(nummers))
    ):
        uit.setdefault(nummer, set()).add((dimensie, code))
    return uit
