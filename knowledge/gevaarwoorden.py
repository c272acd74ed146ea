"""De woordenlijst voor gevaar, geladen uit `lexicon/gevaar.yml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge import lexiconbestand
from knowledge.patroon import Begrippen, Codering
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from re import Pattern

BESTAND = lexiconbestand.MAP / "gevaar.yml"
STERKTES = ("altijd", "kort", "nu")
TIJDEN = ("nu", "verleden", "gewoonte", "later")
_LOSSE_LIJSTEN = (
    "voltooid",
    "voltooid_na",
    "afgelopen",
    "niet_acuut",
    "nooit",
    "hypothese",
    "vraagbegin",
    "hulpvraag",
    "meldvraag",
)


class Patroon(NamedTuple):
    """Een patroon met wat het betekent; `nodig` zijn tekens zonder welke het nooit past."""

    soort: str
    reden: str
    sterkte: str
    nodig: tuple[frozenset[str], ...]
    regex: Pattern[str]


class Gevaarwoorden(NamedTuple):
    """De geladen woordenlijst: patronen voor gevaar en lijsten voor tijd, vraag en afloop.

    `begrippen` geeft bij een woord de begrippen waar het als los woord bij hoort.
    """

    codering: Codering
    kort_bericht: int
    ontkenningen: frozenset[str]
    begrippen: Mapping[str, tuple[str, ...]]
    patronen: tuple[Patroon, ...]
    lijsten: Mapping[str, tuple[Pattern[str], ...]]


@cache
def gevaarwoorden() -> Gevaarwoorden:
    """De woordenlijst van dit project, één keer geladen.

    Raises:
        BestandFout: de woordenlijst is niet goed.
    """
    return laad(BESTAND)


def laad(pad: Path) -> Gevaarwoorden:
    """Lees en controleer de woordenlijst voor gevaar.

    Raises:
        BestandFout: een veld of patroon is niet goed; de tekst noemt bestand, regel en veld.
    """
    inhoud = lees_yaml(pad)
    velden = {"kort_bericht", "ontkenning", "begrippen", "tijd", "regels", *_LOSSE_LIJSTEN}
    controleer_velden(pad, inhoud, velden)
    begrippen = lexiconbestand.begrippen(pad, inhoud)
    controleer_velden(pad, inhoud["tijd"], TIJDEN)
    lijsten = {
        naam: lexiconbestand.patronen(pad, knoop, naam, begrippen)
        for knoop, namen in ((inhoud, _LOSSE_LIJSTEN), (inhoud["tijd"], TIJDEN))
        for naam in namen
    }
    regels = [
        (regel, sterkte, delen)
        for regel in _regels(pad, inhoud)
        for sterkte in STERKTES
        for delen in lexiconbestand.patronen(pad, regel, sterkte, begrippen)
    ]
    ontkenningen = [woord for _, woord in lexiconbestand.regels(pad, inhoud, "ontkenning")]
    alle = [delen for lijst in lijsten.values() for delen in lijst] + [
        delen for *_, delen in regels
    ]
    codering = Codering(alle, ontkenningen)
    return Gevaarwoorden(
        codering,
        lexiconbestand.getal(pad, inhoud, "kort_bericht"),
        frozenset(ontkenningen),
        _per_woord(begrippen),
        tuple(
            Patroon(
                regel["soort"],
                regel["reden"],
                sterkte,
                codering.nodig(delen),
                codering.regex(delen),
            )
            for regel, sterkte, delen in regels
        ),
        {naam: tuple(map(codering.regex, lijst)) for naam, lijst in lijsten.items()},
    )


def _per_woord(begrippen: Begrippen) -> dict[str, tuple[str, ...]]:
    uit: dict[str, tuple[str, ...]] = {}
    for naam, reeksen in begrippen.items():
        for woord, *rest in reeksen:
            if not rest and "*" not in woord and naam not in uit.get(woord, ()):
                uit[woord] = (*uit.get(woord, ()), naam)
    return uit


def _regels(pad: Path, inhoud: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for regel in inhoud["regels"]:
        controleer_velden(pad, regel, ("soort", "reden"), STERKTES)
        lexiconbestand.tekst(pad, regel, "soort")
        lexiconbestand.tekst(pad, regel, "reden")
        yield regel
