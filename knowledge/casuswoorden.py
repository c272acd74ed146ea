"""De soorten problemen en signalen met hun patronen, geladen uit `knowledge/lexicon/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge import lexiconbestand
from knowledge.woordzoeker import Woordzoeker
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.patroon import Deel

PROBLEMEN = lexiconbestand.MAP / "problemen.yml"
SIGNALEN = lexiconbestand.MAP / "signalen.yml"
PROBLEEM = "probleem"
SIGNAAL = "signaal"
STERKTES = ("sterk", "zwak")

Naam = tuple[str, str, str, int]


@dataclass(frozen=True)
class Probleem:
    """Een soort probleem.

    Attributes:
        code: de vaste code.
        titel: korte tekst voor een knop.
        uitleg: één zin voor de gebruiker.
        bron: document en eventueel paragraaf, zoals in `bronnen.yml`.
        gewicht: hoger gaat voor als er meer problemen zijn.
        signalen: signalen die bij dit probleem horen.
    """

    code: str
    titel: str
    uitleg: str
    bron: Mapping[str, str]
    gewicht: int
    signalen: tuple[str, ...]


class Casuswoorden(NamedTuple):
    """De geladen woordenlijsten.

    Attributes:
        zoeker: de patronen, elk met de naam (code, waarde, sterkte, nummer).
        problemen: de soorten problemen op code.
        signalen: de codes van de signalen.
        ontkenningen: woorden die het volgende ontkennen.
    """

    zoeker: Woordzoeker[Naam]
    problemen: Mapping[str, Probleem]
    signalen: frozenset[str]
    ontkenningen: frozenset[str]


def problemen() -> Mapping[str, Probleem]:
    """Geef alle soorten problemen, op code."""
    return casuswoorden().problemen


def signalen() -> frozenset[str]:
    """Geef de codes van alle signalen."""
    return casuswoorden().signalen


@cache
def casuswoorden() -> Casuswoorden:
    """De woordenlijsten van dit project, één keer geladen.

    Raises:
        BestandFout: een woordenlijst is niet goed.
    """
    return laad(PROBLEMEN, SIGNALEN)


def laad(problemen_pad: Path, signalen_pad: Path) -> Casuswoorden:
    """Lees en controleer de woordenlijsten voor casussen.

    Raises:
        BestandFout: een veld of patroon is niet goed; de tekst noemt bestand, regel en veld.
    """
    inhoud = lees_yaml(problemen_pad)
    controleer_velden(problemen_pad, inhoud, ("ontkenning", "begrippen", "problemen"))
    ontkenningen = frozenset(
        woord for _, woord in lexiconbestand.regels(problemen_pad, inhoud, "ontkenning")
    )
    begrippen = lexiconbestand.begrippen(problemen_pad, inhoud)
    lijst: list[tuple[Naam, tuple[Deel, ...]]] = []
    soorten: dict[str, Probleem] = {}
    for code, blok in inhoud["problemen"].items():
        soorten[code] = _probleem(problemen_pad, code, blok)
        for sterkte in STERKTES:
            gelezen = lexiconbestand.patronen(problemen_pad, blok, sterkte, begrippen)
            lijst += [((PROBLEEM, code, sterkte, nr), delen) for nr, delen in enumerate(gelezen)]
    inhoud = lees_yaml(signalen_pad)
    controleer_velden(signalen_pad, inhoud, ("begrippen", "signalen"))
    begrippen = lexiconbestand.begrippen(signalen_pad, inhoud)
    for code in inhoud["signalen"]:
        gelezen = lexiconbestand.patronen(signalen_pad, inhoud["signalen"], code, begrippen)
        lijst += [((SIGNAAL, code, "sterk", nr), delen) for nr, delen in enumerate(gelezen)]
    codes = frozenset(map(str, inhoud["signalen"]))
    return Casuswoorden(Woordzoeker(lijst, ontkenningen), soorten, codes, ontkenningen)


def _probleem(pad: Path, code: str, blok: Mapping[str, Any]) -> Probleem:
    verplicht = ("titel", "uitleg", "bron", "gewicht")
    controleer_velden(pad, blok, verplicht, ("signalen", *STERKTES))
    if not isinstance(blok["bron"], Mapping) or "document" not in blok["bron"]:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(blok, 'bron')}, veld 'bron': noem een document.",
        )
    return Probleem(
        code,
        lexiconbestand.tekst(pad, blok, "titel"),
        lexiconbestand.tekst(pad, blok, "uitleg"),
        dict(blok["bron"]),
        lexiconbestand.getal(pad, blok, "gewicht"),
        tuple(tekst for _, tekst in lexiconbestand.regels(pad, blok, "signalen")),
    )
