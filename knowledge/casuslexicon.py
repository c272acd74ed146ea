"""De woordenlijsten voor feiten in een casus: `knowledge/lexicon/` -> één zoeker met context.

Elk bestand noemt een `soort` en per waarde een lijst patronen; een redacteur kan ze aanvullen
(docs/lezen.md). Begrippen uit `begrippen.yml` gelden in elk bestand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from knowledge import lexiconbestand
from knowledge.patroon import Begrippen, Deel
from knowledge.woordzoeker import Woordzoeker
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

FEITEN = ("leefgebieden", "ketens", "gedrag", "zorg", "omgeving", "aanpak", "gebied", "persoon")
CONTEXT = "context"

Naam = tuple[str, str]


class Casuslexicon(NamedTuple):
    """De geladen woordenlijsten.

    Attributes:
        zoeker: de patronen, elk met de naam (soort, waarde); soort `context` is geen feit.
        ontkenning: ontkenning -> het aantal woorden waarover zij reikt.
        geen_ontkenning: woorden waarachter een ontkenning geen ontkenning is (`niet alleen`).
        grens: woorden waar een zinsdeel ophoudt.
        werkwoord: werkwoorden waarna een ontkenning achteraf kan staan (`overlast is er niet`).
    """

    zoeker: Woordzoeker[Naam]
    ontkenning: Mapping[str, int]
    geen_ontkenning: frozenset[str]
    grens: frozenset[str]
    werkwoord: frozenset[str]


@cache
def casuslexicon() -> Casuslexicon:
    """De woordenlijsten van dit project, één keer geladen.

    Raises:
        BestandFout: een woordenlijst is niet goed.
    """
    return laad(lexiconbestand.MAP)


def laad(map_: Path) -> Casuslexicon:
    """Lees en controleer de woordenlijsten in een map.

    Raises:
        BestandFout: een veld of patroon is niet goed; de tekst noemt bestand, regel en veld.
    """
    gedeeld = map_ / "begrippen.yml"
    inhoud = lees_yaml(gedeeld)
    controleer_velden(gedeeld, inhoud, ("begrippen",))
    begrippen = lexiconbestand.begrippen(gedeeld, inhoud)
    patronen: list[tuple[Naam, tuple[Deel, ...]]] = []
    for bestand in FEITEN:
        pad = map_ / f"{bestand}.yml"
        inhoud = lees_yaml(pad)
        controleer_velden(pad, inhoud, ("soort", "begrippen", "bevindingen"))
        patronen += _patronen(pad, inhoud, begrippen)
    pad = map_ / f"{CONTEXT}.yml"
    inhoud = lees_yaml(pad)
    lijsten = ("geen_ontkenning", "grens", "werkwoord")
    controleer_velden(pad, inhoud, ("soort", "ontkenning", *lijsten, "begrippen", "bevindingen"))
    patronen += _patronen(pad, inhoud, begrippen)
    woorden = {n: frozenset(w for _, w in lexiconbestand.regels(pad, inhoud, n)) for n in lijsten}
    ontkenning = _ontkenning(pad, inhoud)
    return Casuslexicon(Woordzoeker(patronen, ontkenning), ontkenning, **woorden)


def _patronen(
    pad: Path, inhoud: Mapping[str, Any], gedeeld: Begrippen
) -> list[tuple[Naam, tuple[Deel, ...]]]:
    soort = lexiconbestand.tekst(pad, inhoud, "soort")
    begrippen = {**gedeeld, **lexiconbestand.begrippen(pad, inhoud)}
    lijsten = inhoud["bevindingen"]
    if not isinstance(lijsten, Mapping):
        regel = regel_van(inhoud, "bevindingen")
        raise BestandFout(f"{pad.name}, regel {regel}, veld 'bevindingen': hier horen velden.")
    return [
        ((soort, str(waarde)), delen)
        for waarde in lijsten
        for delen in lexiconbestand.patronen(pad, lijsten, waarde, begrippen)
    ]


def _ontkenning(pad: Path, inhoud: Mapping[str, Any]) -> dict[str, int]:
    lijst = inhoud["ontkenning"]
    if not isinstance(lijst, Mapping):
        regel = regel_van(inhoud, "ontkenning")
        raise BestandFout(
            f"{pad.name}, regel {regel}, veld 'ontkenning': geef per woord een getal."
        )
    return {str(woord): lexiconbestand.getal(pad, lijst, woord) for woord in lijst}
