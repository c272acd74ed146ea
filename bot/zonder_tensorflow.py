"""Rasa en spaCy laden zonder TensorFlow.

Rasa 3.6 voert TensorFlow in zodra een van zijn onderdelen wordt geladen, ook als niets in
`config.yml` ermee rekent (docs/adr/0003); spaCy doet dat als TensorFlow er toevallig staat. Dat
kost de helft van de starttijd en de helft van het geheugen (docs/metingen.md). Hier staat een
plaatsvervanger: de namen van TensorFlow mogen worden genoemd en geërfd, zoals Rasa bij het laden
doet, maar wie ermee rekent krijgt `TensorflowOntbreekt`.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

SCHAKELAAR = "WEGWIJZER_TENSORFLOW"
PAKKETTEN = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras", "jax")


class TensorflowOntbreekt(ImportError):
    """Er is gerekend met TensorFlow terwijl het niet geladen is.

    Een `ImportError`, omdat bibliotheken die TensorFlow alleen gebruiken als het er is, daarop
    letten.
    """

    def __init__(self) -> None:
        super().__init__(
            "Een onderdeel van Rasa rekent met TensorFlow, en dat is niet geladen. "
            f"Haal het onderdeel uit config.yml of zet {SCHAKELAAR} op aan."
        )


class _Naam(type):
    """Een klasse om te erven of te noemen; elk attribuut is weer zo'n klasse."""

    def __getattr__(cls, naam: str) -> Any:
        return _maak(cls, naam, cls.__module__)

    def __call__(cls, *_posities: Any, **_namen: Any) -> NoReturn:
        raise TensorflowOntbreekt


class _Module(ModuleType):
    def __getattr__(self, naam: str) -> Any:
        return _maak(self, naam, self.__name__)


class _Plaatsvervanger(MetaPathFinder, Loader):
    def find_spec(self, naam: str, _pad: Any, _doel: Any = None) -> ModuleSpec | None:
        if naam.partition(".")[0] not in PAKKETTEN:
            return None
        return ModuleSpec(naam, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Er valt niets uit te voeren: elke naam ontstaat als zij wordt gevraagd."""


def gebruik() -> None:
    """Zet de plaatsvervanger voor elke volgende import in dit proces."""
    if not any(isinstance(vinder, _Plaatsvervanger) for vinder in sys.meta_path):
        sys.meta_path.insert(0, _Plaatsvervanger())


def _maak(eigenaar: object, naam: str, module: str) -> Any:
    if naam.startswith("__"):
        raise AttributeError(naam)
    gemaakt = _Naam(naam, (), {"__module__": module})
    setattr(eigenaar, naam, gemaakt)
    return gemaakt
