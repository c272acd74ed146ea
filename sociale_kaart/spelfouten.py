"""Verkeerd gespelde plaatsnamen terugbrengen tot de naam die het dichtst in de buurt ligt."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sociale_kaart.context import contextwoorden
from sociale_kaart.namen import VRIJ, Naam, namen_per_sleutel

_KORTSTE_NAAM = 5
_LANG_DORP = 9
_Groepen = MappingProxyType[str, dict[str, Naam]]


@lru_cache(maxsize=2)
def _namen_per_letter(*, ruim: bool) -> _Groepen:
    groepen: dict[str, dict[str, Naam]] = defaultdict(dict)
    for kern, naam in namen_per_sleutel().items():
        woord = "".join(kern)
        opvallend = naam.gemeente is not None or len(woord) >= _LANG_DORP
        past = naam.behandeling == VRIJ and naam.soort != "bijvoeglijk"
        if past and len(woord) >= _KORTSTE_NAAM and (ruim or opvallend):
            groepen[woord[0]][woord] = naam
    return MappingProxyType(groepen)


@lru_cache(maxsize=4096)
def dichtstbij(woord: str, fouten: int, *, ruim: bool = False) -> tuple[Naam, ...]:
    """Geef de namen die het minst van een woord verschillen.

    Args:
        woord: woord in kleine letters zonder accenten.
        fouten: hoeveel letters er hoogstens mogen ontbreken, bijkomen, anders zijn of van plaats
            wisselen. De eerste letter moet kloppen.
        ruim: zoek ook onder korte dorpsnamen; alleen verstandig als zeker een plaats bedoeld is.

    Returns:
        Alle namen die even dichtbij liggen; leeg als er geen is, of als dit een gewoon woord is.
    """
    if not fouten or woord in contextwoorden("geen_spelfout"):
        return ()
    kandidaten = _namen_per_letter(ruim=ruim).get(woord[:1], {})
    gevonden = process.extract(
        woord, kandidaten.keys(), scorer=OSA.distance, score_cutoff=fouten, limit=None
    )
    minste = min((afstand for _, afstand, _ in gevonden), default=0)
    namen = {kandidaten[kern] for kern, afstand, _ in gevonden if afstand == minste}
    return tuple(sorted(namen, key=lambda naam: naam.naam))
