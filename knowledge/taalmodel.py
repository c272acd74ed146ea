"""Een Nederlands spaCy-model dat een beheerder mag noemen: woordvormen terug naar hun lemma.

Zonder model werkt alles (`spacy.blank("nl")` en de woordenlijsten). Met een model vindt een patroon
ook vormen die niet in de lijst staan, zoals een meervoud of een voltooid deelwoord.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from knowledge.taal import Woord, norm

_ONNODIG = ["parser", "ner", "senter"]
_gekozen: dict[str, Language] = {}


def is_er(naam: str) -> bool:
    """Of een model met deze naam geïnstalleerd is, of of er een map met een model staat."""
    return is_package(naam) or (Path(naam) / "meta.json").is_file()


def gebruik(naam: str) -> None:
    """Gebruik in dit proces vanaf nu dit model; een lege naam betekent zonder model.

    Raises:
        OSError: het model is er niet.
    """
    if naam in _gekozen:
        return
    _gekozen.clear()
    if naam:
        _gekozen[naam] = spacy.load(naam, exclude=_ONNODIG)


def gekozen() -> str:
    """De naam van het gekozen model, of leeg."""
    return next(iter(_gekozen), "")


def lemmas(alle: Sequence[Woord]) -> list[str]:
    """Het lemma van elk woord volgens het gekozen model; leeg als er geen model is."""
    if not _gekozen or not alle:
        return []
    (model,) = _gekozen.values()
    doc = Doc(model.vocab, words=[woord.norm for woord in alle])
    for _, onderdeel in model.pipeline:
        doc = onderdeel(doc)
    return [norm(token.lemma_ or token.text) for token in doc]
