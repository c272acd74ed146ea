"""Rasa en spaCy laden zonder de pakketten die hier niets doen.

Rasa 3.6 voert TensorFlow in zodra een van zijn onderdelen wordt geladen, ook als niets in
`config.yml` ermee rekent (docs/adr/0003); spaCy doet dat als TensorFlow er toevallig staat. Dat
kost de helft van de starttijd en de helft van het geheugen. Ook laadt Rasa de klant van elke dienst
waar het een kanaal of opslag voor heeft, zoals Slack en MongoDB; deze assistent heeft eigen kanalen
(docs/adr/0008) en alleen SQL. Wat dit scheelt staat in docs/metingen.md.

Hier staat een plaatsvervanger: de namen van zo'n pakket mogen worden genoemd en geërfd, zoals Rasa
bij het laden doet, maar wie er iets mee doet krijgt `OnderdeelOntbreekt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

SCHAKELAAR = "WEGWIJZER_TENSORFLOW"
REKENEN = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras", "jax")
DIENSTEN = (
    "aiogram",
    "boto3",
    "botocore",
    "bson",
    "fbmessenger",
    "gridfs",
    "mattermostwrapper",
    "pymongo",
    "redis",
    "rocketchat_API",
    "s3transfer",
    "slack_sdk",
    "twilio",
    "webexteamssdk",
)


class OnderdeelOntbreekt(ImportError):
    """Er is iets gedaan met een pakket dat niet geladen is.

    Een `ImportError`, omdat bibliotheken die een pakket alleen gebruiken als het er is, daarop
    letten.
    """

    def __init__(self, pakket: str) -> None:
        wat = (
            f"Haal het onderdeel uit config.yml of zet {SCHAKELAAR} op aan."
            if pakket in REKENEN
            else "Deze assistent heeft eigen kanalen en bewaart alles in SQL (docs/adr/0008)."
        )
        super().__init__(f"Een onderdeel van Rasa vraagt {pakket}, en dat is niet geladen. {wat}")


class _Naam(type):
    """Een klasse om te erven of te noemen; elk attribuut is weer zo'n klasse."""

    def __getattr__(cls, naam: str) -> Any:
        return _maak(cls, naam, cls.__module__)

    def __call__(cls, *_posities: Any, **_namen: Any) -> NoReturn:
        # Rasa erft: dan noemt pas een klasse erboven het pakket.
        pakketten = (_pakket(soort.__module__) for soort in cls.__mro__)
        raise OnderdeelOntbreekt(next(p for p in pakketten if p in {*REKENEN, *DIENSTEN}))


class _Module(ModuleType):
    def __getattr__(self, naam: str) -> Any:
        return _maak(self, naam, self.__name__)


class _Plaatsvervanger(MetaPathFinder, Loader):
    def __init__(self, pakketten: Iterable[str]) -> None:
        self._pakketten = frozenset(pakketten)

    def find_spec(self, naam: str, _pad: Any, _doel: Any = None) -> ModuleSpec | None:
        if _pakket(naam) not in self._pakketten:
            return None
        return ModuleSpec(naam, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Er valt niets uit te voeren: elke naam ontstaat als zij wordt gevraagd."""


def gebruik(*, rekenen: bool = False) -> None:
    """Zet de plaatsvervanger voor elke volgende import in dit proces.

    Args:
        rekenen: laat TensorFlow wel echt laden.
    """
    if not any(isinstance(vinder, _Plaatsvervanger) for vinder in sys.meta_path):
        sys.meta_path.insert(0, _Plaatsvervanger((*DIENSTEN, *(() if rekenen else REKENEN))))


def _pakket(module: str) -> str:
    return module.partition(".")[0]


def _maak(eigenaar: object, naam: str, module: str) -> Any:
    if naam.startswith("__"):
        raise AttributeError(naam)
    gemaakt = _Naam(naam, (), {"__module__": module})
    setattr(eigenaar, naam, gemaakt)
    return gemaakt
