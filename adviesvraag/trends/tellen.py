"""Tellen in de database: een vraag, die alleen de index leest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, not_, select

from adviesvraag.fouten import NietGevonden, OngeldigeInvoer
from adviesvraag.model import adviesvraag, telling
from adviesvraag.status import LEZEN
from adviesvraag.toegang import Behandelaar, eis, lezend
from adviesvraag.trends.dimensies import SOORT, dimensies
from adviesvraag.trends.kwartaal import Kwartaal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.sql import ColumnElement

    from adviesvraag.opslag import Opslag

GEEN_GEMEENTE = "-"
"""De gemeente van adviesvragen waar geen gemeente bij staat."""


class Tellingen:
    """Wat er in een regio geteld is, niet afgeschermd."""

    def __init__(self, aantallen: Mapping[tuple[Kwartaal, str, str, str], int]) -> None:
        """Bewaart per (kwartaal, gemeente, dimensie, code) het aantal; wat er niet is, is nul."""
        self._plekken: dict[Kwartaal, set[str]] = {}
        self._per_plek: dict[tuple[Kwartaal, str, str], Counter[str]] = {}
        self._regio: dict[tuple[Kwartaal, str], Counter[str]] = {}
        for (kwartaal, plek, dimensie, code), aantal in aantallen.items():
            self._plekken.setdefault(kwartaal, set()).add(plek)
            self._per_plek.setdefault((kwartaal, plek, dimensie), Counter())[code] += aantal
            self._regio.setdefault((kwartaal, dimensie), Counter())[code] += aantal

    def totaal(self, kwartaal: Kwartaal, gemeente: str | None = None) -> int:
        """Het aantal adviesvragen, in de hele regio of in een gemeente."""
        return sum(self._geteld(kwartaal, SOORT, gemeente).values())

    def gemeenten(self, kwartaal: Kwartaal) -> list[str]:
        """De gemeenten met een adviesvraag, op code."""
        return sorted(self._plekken.get(kwartaal, ()))

    def per_code(
        self, kwartaal: Kwartaal, dimensie: str, gemeente: str | None = None
    ) -> dict[str, int]:
        """Het aantal per code van een dimensie, ook de codes die niet voorkomen."""
        soort = dimensies()[dimensie]
        geteld = self._geteld(kwartaal, dimensie, gemeente)
        uit = {code: geteld[code] for code in soort.codes}
        if soort.rest is not None:
            uit[soort.rest] += self.totaal(kwartaal, gemeente) - sum(uit.values())
        return uit

    def _geteld(self, kwartaal: Kwartaal, dimensie: str, gemeente: str | None) -> Counter[str]:
        if gemeente is None:
            return self._regio.get((kwartaal, dimensie), Counter())
        return self._per_plek.get((kwartaal, gemeente, dimensie), Counter())


def tel(
    opslag: Opslag, wie: Behandelaar, regio_code: str, kwartalen: Sequence[Kwartaal]
) -> Tellingen:
    """Tel de adviesvragen van een regio.

    Raises:
        NietGevonden: deze regio is niet van deze medewerker.
        NietToegestaan: de rol mag niet lezen.
        OpslagNietBereikbaar: de database antwoordt niet.
    """
    eis(wie, LEZEN)
    if not wie.ziet(regio_code):
        raise NietGevonden("Deze regio is er niet.")
    kolommen = (
        telling.c.kwartaal,
        telling.c.dimensie,
        telling.c.code,
        telling.c.gemeente_code,
    )
    vraag = (
        select(*kolommen, func.count())
        .where(
            telling.c.regio_code == regio_code,
            telling.c.kwartaal.in_([kwartaal.getal for kwartaal in kwartalen]),
        )
        .group_by(*kolommen)
    )
    aantallen: Counter[tuple[Kwartaal, str, str, str]] = Counter()
    with lezend(opslag, wie) as sessie:
        for getal, dimensie, code, gemeente, aantal in sessie.execute(vraag):
            plek = gemeente or GEEN_GEMEENTE
            aantallen[Kwartaal.uit_getal(getal), plek, dimensie, code] += aantal
    return Tellingen(aantallen)


def telt_mee(
    kwartalen: Iterable[Kwartaal], gemeente: str = "", dimensie: str = "", code: str = ""
) -> ColumnElement[bool]:
    """De voorwaarde dat een adviesvraag bij een cijfer hoort.

    Args:
        kwartalen: de kwartalen waarin zij is ingediend.
        gemeente: een gemeentecode of ``GEEN_GEMEENTE``; leeg is elke gemeente.
        dimensie: leeg is het totaal.
        code: een code van die dimensie.

    Raises:
        OngeldigeInvoer: de dimensie of de code bestaat niet.
    """
    plek: list[ColumnElement[bool]] = [
        telling.c.kwartaal.in_([kwartaal.getal for kwartaal in kwartalen])
    ]
    if gemeente == GEEN_GEMEENTE:
        plek.append(telling.c.gemeente_code.is_(None))
    elif gemeente:
        plek.append(telling.c.gemeente_code == gemeente)
    ids = select(telling.c.adviesvraag_id)
    alle = ids.where(telling.c.dimensie == SOORT, *plek)
    if not dimensie:
        return adviesvraag.c.id.in_(alle)
    soort = dimensies().get(dimensie)
    if soort is None or code not in soort.codes:
        raise OngeldigeInvoer("Dit cijfer bestaat niet.")
    if code != soort.rest:
        dit = (telling.c.dimensie == dimensie, telling.c.code == code)
        return adviesvraag.c.id.in_(ids.where(*dit, *plek))
    heeft = exists().where(
        telling.c.adviesvraag_id == adviesvraag.c.id, telling.c.dimensie == dimensie
    )
    return and_(adviesvraag.c.id.in_(alle), not_(heeft))
