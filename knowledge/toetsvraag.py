"""Zien of een bericht vraagt of een zaak hier hoort: `hoort deze man bij jullie`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge import lexiconbestand
from knowledge.patroon import Codering
from knowledge.taal import woorden
from knowledge.vraagdeel import vraagdeel
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from re import Pattern

BESTAND = lexiconbestand.MAP / "toetsvraag.yml"


def vraagt_toets(tekst: str) -> bool:
    """Of een bericht vraagt om een zaak aan de criteria te toetsen.

    Een vraag over zaken in het algemeen is dat niet: `wanneer hoort een zaak in het
    Veiligheidshuis?`, of `komen veelplegers in aanmerking?`.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = _patronen()
    code = lijst.codering.codeer(woorden(tekst))
    if not any(regel.search(code) for regel in lijst.regels):
        return False
    return not _over_zaken_in_het_algemeen(vraagdeel(tekst).strip().lower())


def noemt_andere_zaak(tekst: str) -> bool:
    """Of een bericht een andere zaak noemt dan waar het net over ging: `een nieuwe casus`.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = _patronen()
    code = lijst.codering.codeer(woorden(tekst))
    return any(regel.search(code) for regel in lijst.andere_zaak)


def _over_zaken_in_het_algemeen(vraag: str) -> bool:
    if f"{vraag} ".startswith(_patronen().algemeen):
        return True
    if any(woord in vraag for woord in _patronen().algemeen_woord):
        return True
    eerste, tweede, *_ = (*vraag.split(), "", "")
    groep = eerste in _patronen().groepswerkwoord
    return groep and bool(tweede) and tweede not in _patronen().wijst_naar_een_zaak


class _Patronen(NamedTuple):
    codering: Codering
    regels: tuple[Pattern[str], ...]
    andere_zaak: tuple[Pattern[str], ...]
    algemeen: tuple[str, ...]
    groepswerkwoord: frozenset[str]
    wijst_naar_een_zaak: frozenset[str]
    algemeen_woord: tuple[str, ...]


@cache
def _patronen() -> _Patronen:
    inhoud = lees_yaml(BESTAND)
    lijsten = ("algemeen", "groepswerkwoord", "wijst_naar_een_zaak", "algemeen_woord")
    controleer_velden(BESTAND, inhoud, ("begrippen", "toetst", "andere_zaak", *lijsten))
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    regels = lexiconbestand.patronen(BESTAND, inhoud, "toetst", begrippen)
    ander = lexiconbestand.patronen(BESTAND, inhoud, "andere_zaak", begrippen)
    codering = Codering((*regels, *ander), ())
    algemeen, groep, zaak, woorden_algemeen = (
        [woord for _, woord in lexiconbestand.regels(BESTAND, inhoud, naam)] for naam in lijsten
    )
    return _Patronen(
        codering,
        tuple(map(codering.regex, regels)),
        tuple(map(codering.regex, ander)),
        tuple(f"{woord} " for woord in algemeen),
        frozenset(groep),
        frozenset(zaak),
        tuple(woorden_algemeen),
    )
