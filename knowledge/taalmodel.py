"""Een Nederlands spaCy-model dat een beheerder mag noemen: woordvormen terug naar hun lemma.

Zonder model werkt alles (`spacy.blank("nl")` en de woordenlijsten). Met een model vindt een patroon
ook vormen die niet in de lijst staan, zoals een meervoud of een voltooid deelwoord.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from knowledge.taal import Woord, norm

_Lemmatiseerder = Callable[[Sequence[str]], list[str]]
_gekozen: dict[str, _Lemmatiseerder] = {}


def is_er(naam: str) -> bool:
    """Of een model met deze naam geïnstalleerd is, of of er een map met een model staat."""
    if (Path(naam) / "meta.json").is_file():
        return True
    try:
        distribution(naam)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def gebruik(naam: str) -> None:
    """Gebruik in dit proces vanaf nu dit model; een lege naam betekent zonder model.

    Raises:
        OSError: het model is er niet.
    """
    if naam in _gekozen:
        return
    _gekozen.clear()
    if naam:
        # spaCy laadt TensorFlow als dat er is: seconden die wie alleen instellingen leest niet
        # hoort te betalen.
        _gekozen[naam] = import_module("knowledge.spacymodel").lemmatiseerder(naam)


def gekozen() -> str:
    """De naam van het gekozen model, of leeg."""
    return next(iter(_gekozen), "")


def lemmas(alle: Sequence[Woord]) -> list[str]:
    """Het lemma van elk woord volgens het gekozen model; leeg als er geen model is."""
    if not _gekozen or not alle:
        return []
    (lemmatiseer,) = _gekozen.values()
    return [norm(lemma) for lemma in lemmatiseer([woord.norm for woord in alle])]
