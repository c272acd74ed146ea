"""De soorten problemen en signalen met hun patronen, geladen uit `knowledge/lexicon/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import spacy
from spacy.matcher import Matcher

from knowledge import lexiconbestand
from knowledge.taal import ZIN_EINDE
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.vocab import Vocab

    from knowledge.patroon import Deel

PROBLEMEN = lexiconbestand.MAP / "problemen.yml"
SIGNALEN = lexiconbestand.MAP / "signalen.yml"
PROBLEEM = "probleem"
SIGNAAL = "signaal"
STERKTES = ("sterk", "zwak")


@dataclass(frozen=True)
class Probleem:
    """Een soort probleem met de eerste contacten.

    Attributes:
        code: de vaste code.
        titel: korte tekst voor een knop.
        uitleg: één zin voor de gebruiker.
        contacten: soorten contact, het beste eerste contact vooraan.
        bron: document en eventueel paragraaf, zoals in `bronnen.yml`.
        gewicht: hoger gaat voor als er meer problemen zijn.
        signalen: signalen die bij dit probleem horen.
    """

    code: str
    titel: str
    uitleg: str
    contacten: tuple[str, ...]
    bron: Mapping[str, str]
    gewicht: int
    signalen: tuple[str, ...]


class Casuswoorden(NamedTuple):
    """De geladen woordenlijsten.

    Attributes:
        vocab: de woordenschat van spaCy waar de patronen bij horen.
        matcher: de patronen, klaar om te zoeken.
        namen: bij elke sleutel van de matcher (code, waarde, sterkte, nummer).
        problemen: de soorten problemen op code.
        ontkenningen: woorden die het volgende ontkennen.
    """

    vocab: Vocab
    matcher: Matcher
    namen: Mapping[int, tuple[str, str, str, int]]
    problemen: Mapping[str, Probleem]
    ontkenningen: frozenset[str]


def problemen() -> Mapping[str, Probleem]:
    """Geef alle soorten problemen, op code."""
    return casuswoorden().problemen


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
    vocab = spacy.blank("nl").vocab
    matcher = Matcher(vocab)
    inhoud = lees_yaml(problemen_pad)
    controleer_velden(problemen_pad, inhoud, ("ontkenning", "begrippen", "problemen"))
    ontkenningen = frozenset(
        woord for _, woord in lexiconbestand.regels(problemen_pad, inhoud, "ontkenning")
    )
    begrippen = lexiconbestand.begrippen(problemen_pad, inhoud)
    lijst: list[tuple[tuple[str, str, str, int], tuple[Deel, ...]]] = []
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
    namen = {}
    for naam, delen in lijst:
        sleutel = "/".join(map(str, naam))
        matcher.add(sleutel, list(_voor_matcher(delen, ontkenningen)))
        namen[vocab.strings[sleutel]] = naam
    return Casuswoorden(vocab, matcher, namen, soorten, ontkenningen)


def _probleem(pad: Path, code: str, blok: Mapping[str, Any]) -> Probleem:
    verplicht = ("titel", "uitleg", "contacten", "bron", "gewicht")
    controleer_velden(pad, blok, verplicht, ("signalen", *STERKTES))
    if not isinstance(blok["bron"], Mapping) or "document" not in blok["bron"]:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(blok, 'bron')}, veld 'bron': noem een document.",
        )
    return Probleem(
        code,
        lexiconbestand.tekst(pad, blok, "titel"),
        lexiconbestand.tekst(pad, blok, "uitleg"),
        tuple(tekst for _, tekst in lexiconbestand.regels(pad, blok, "contacten")),
        dict(blok["bron"]),
        lexiconbestand.getal(pad, blok, "gewicht"),
        tuple(tekst for _, tekst in lexiconbestand.regels(pad, blok, "signalen")),
    )


def _voor_matcher(
    delen: Sequence[Deel], ontkenningen: frozenset[str]
) -> Iterable[list[dict[str, Any]]]:
    """Schrijf een patroon uit als patronen voor de Matcher van spaCy."""
    vrij = {"LOWER": {"NOT_IN": [ZIN_EINDE]}, "OP": "?"}
    gat = {"LOWER": {"NOT_IN": sorted({ZIN_EINDE, *ontkenningen})}, "OP": "?"}
    keuzes: list[list[list[dict[str, Any]]]] = []
    for deel in delen:
        if deel.gat:
            keuzes.append([[vrij if deel.vrij else gat] * deel.gat])
            continue
        los = [reeks[0] for reeks in deel.keuzes if len(reeks) == 1]
        vormen = [[_woord(los)]] if los else []
        vormen += [[_woord([woord]) for woord in reeks] for reeks in deel.keuzes if len(reeks) > 1]
        keuzes.append([*vormen, []] if deel.mag_weg else vormen)
    for combinatie in product(*keuzes):
        yield [token for stuk in combinatie for token in stuk]


def _woord(opties: Sequence[str]) -> dict[str, Any]:
    if not any("*" in optie for optie in opties):
        return {"LOWER": {"IN": list(opties)}}
    alles = "|".join(optie.replace("*", r"\w*") for optie in opties)
    return {"LOWER": {"REGEX": f"^(?:{alles})$"}}
