"""De codes waarop een adviesvraag meetelt; ze staan er in dezelfde transactie als de wijziging.

Alleen codes uit `dimensies.csv` komen in de tabel: nooit tekst van de indiener. Ze blijven na het
opruimen staan, zodat er nog te tellen valt als de inhoud weg is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from adviesvraag.model import knelpunt, telling
from adviesvraag.trends.dimensies import (
    ANTWOORDTIJD,
    KETEN,
    LADDER,
    LEEFGEBIED,
    OPGESCHAALD,
    PROBLEEM,
    SOORT,
    UITKOMST,
    dimensies,
)
from adviesvraag.trends.kwartaal import Kwartaal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from adviesvraag.gegevens import Concept

GEDEELD = ("id", "regio_code", "gemeente_code", "aangemaakt_op")
"""Wat er van een adviesvraag bij elke code staat."""

_INFORMATIE = "informatievraag"
_TERMIJNEN = (("dag_0_1", 2), ("dag_2_5", 6), ("dag_6_10", 11), ("dag_11_20", 21))
"""Code en het aantal dagen waar het antwoord voor komt."""


def codes_van(concept: Concept) -> list[tuple[str, str]]:
    """De codes van een nieuwe adviesvraag: dimensie en code, zonder wat hier niet bekend is."""
    antwoorden = {antwoord.vraag_id: antwoord.waarde for antwoord in concept.antwoorden}
    return codes_uit(concept.soort, antwoorden, concept.triage or {})


def codes_uit(
    soort: str, antwoorden: Mapping[str, Any], triage: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """De codes bij een soort, de antwoorden (vraag -> waarde) en de triage."""
    ruw: list[tuple[str, Any]] = [(SOORT, _soort(soort, antwoorden.get("vraag_of_casus")))]
    ruw += [(UITKOMST, triage.get("uitkomst")), (PROBLEEM, triage.get("probleem"))]
    ruw += [(LEEFGEBIED, code) for code in _lijst(antwoorden.get("leefgebieden"))]
    ruw += [(KETEN, code) for code in _lijst(triage.get("ketens"))]
    return list(dict.fromkeys(_bekend(ruw)))


def schrijf(sessie: Session, rij: Mapping[str, Any], codes: Iterable[tuple[str, str]]) -> None:
    """Tel een nieuwe adviesvraag mee; van de rij tellen nummer, regio, gemeente en moment."""
    gedeeld = {
        "adviesvraag_id": rij["id"],
        "regio_code": rij["regio_code"],
        "gemeente_code": rij["gemeente_code"],
        "kwartaal": Kwartaal.van(rij["aangemaakt_op"]).getal,
    }
    waarden = [{**gedeeld, "dimensie": dimensie, "code": code} for dimensie, code in codes]
    sessie.execute(insert(telling), waarden)


def beantwoord(sessie: Session, rij: Any, moment: datetime) -> None:
    """Tel hoelang het eerste antwoord duurde; een volgend antwoord verandert dat niet."""
    _eenmaal(sessie, rij, ANTWOORDTIJD, antwoordtijd(moment - rij.aangemaakt_op))


def opgeschaald(sessie: Session, rij: Any) -> None:
    """Tel dat deze adviesvraag een trede hoger kwam; vaker telt als een keer."""
    _eenmaal(sessie, rij, LADDER, OPGESCHAALD)


def verhuis(sessie: Session, adviesvraag_id: str, regio_code: str) -> None:
    """Laat een adviesvraag in een andere regio meetellen; haar knelpunt gaat mee."""
    for tabel in (telling, knelpunt):
        sessie.execute(
            update(tabel)
            .where(tabel.c.adviesvraag_id == adviesvraag_id)
            .values(regio_code=regio_code)
        )


def antwoordtijd(duur: timedelta) -> str:
    """De code bij de tijd tussen indienen en het eerste antwoord."""
    return next((code for code, dagen in _TERMIJNEN if duur < timedelta(days=dagen)), "later")


def _eenmaal(sessie: Session, rij: Any, dimensie: str, code: str) -> None:
    al = select(telling.c.code).where(
        telling.c.adviesvraag_id == rij.id, telling.c.dimensie == dimensie
    )
    if sessie.execute(al).first() is None:
        velden = {naam: getattr(rij, naam) for naam in GEDEELD}
        schrijf(sessie, velden, [(dimensie, code)])


def _soort(soort: str, casus: object) -> str:
    if soort != _INFORMATIE:
        return soort
    return "info_plus" if casus == "ja" else "info"


def _lijst(waarde: object) -> list[Any]:
    return waarde if isinstance(waarde, list) else []


def _bekend(ruw: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    alle = dimensies()
    for dimensie, code in ruw:
        if isinstance(code, str) and code in alle[dimensie].codes and code != alle[dimensie].rest:
            yield dimensie, code
