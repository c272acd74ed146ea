"""De vorm van een bericht: een casus, een beschrijving van iemand, of iets anders."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge import lexiconbestand
from knowledge.patroon import Codering
from knowledge.taal import KOMMA, ZIN_EINDE, woorden
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from re import Pattern

BESTAND = lexiconbestand.MAP / "casusvorm.yml"
_LIJSTEN = ("mens", "vraag", "vraag_na", "opdracht", "hoort_erbij")


class Vorm(Enum):
    """CASUS vraagt of het hier hoort, BESCHRIJVING vertelt over iemand, ANDERS is de rest."""

    CASUS = "casus"
    BESCHRIJVING = "beschrijving"
    ANDERS = "anders"


class _Woorden(NamedTuple):
    codering: Codering
    minste_woorden: int
    lijsten: Mapping[str, tuple[Pattern[str], ...]]


def lees_vorm(tekst: str) -> Vorm:
    """Zie aan woorden en zinsbegin wat voor bericht het is.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = _woorden()
    alle = woorden(tekst)
    code = lijst.codering.codeer(alle)
    begin = [0, *(nr + 1 for nr, woord in enumerate(alle) if woord.norm == ZIN_EINDE)]

    def staat(naam: str) -> bool:
        return any(regex.search(code) for regex in lijst.lijsten[naam])

    def begint(naam: str) -> bool:
        return any(regex.match(code, plek) for regex in lijst.lijsten[naam] for plek in begin)

    aantal = sum(woord.norm not in {ZIN_EINDE, KOMMA} for woord in alle)
    if aantal < lijst.minste_woorden or not staat("mens") or begint("opdracht"):
        return Vorm.ANDERS
    if staat("hoort_erbij"):
        return Vorm.CASUS
    return Vorm.ANDERS if begint("vraag") or staat("vraag_na") else Vorm.BESCHRIJVING


def noemt_iemand(tekst: str) -> bool:
    """Of een bericht een persoon of gezin noemt.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = _woorden()
    code = lijst.codering.codeer(woorden(tekst))
    return any(regex.search(code) for regex in lijst.lijsten["mens"])


@cache
def _woorden() -> _Woorden:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("minste_woorden", "begrippen", *_LIJSTEN))
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    lijsten = {naam: lexiconbestand.patronen(BESTAND, inhoud, naam, begrippen) for naam in _LIJSTEN}
    codering = Codering([delen for lijst in lijsten.values() for delen in lijst], ())
    return _Woorden(
        codering,
        lexiconbestand.getal(BESTAND, inhoud, "minste_woorden"),
        {naam: tuple(map(codering.regex, lijst)) for naam, lijst in lijsten.items()},
    )
