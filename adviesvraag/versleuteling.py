"""Versleuteling van gevoelige kolommen, met sleutels per geopende opslag."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from adviesvraag.fouten import OngeldigeSleutel, VerkeerdeSleutel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Dialect, Engine

# Een kolomtype is gedeeld door alle databases; het dialect hoort bij precies een engine. Zo
# heeft elke geopende opslag eigen sleutels, zonder globale instelling.
_sleutelbossen: WeakKeyDictionary[Dialect, MultiFernet] = WeakKeyDictionary()


def sleutelbos(sleutels: Sequence[str]) -> MultiFernet:
    """Maakt van de sleutels een bos: de eerste versleutelt, alle kunnen lezen.

    Args:
        sleutels: Fernet-sleutels (32 bytes, urlsafe base64), de nieuwste eerst.

    Raises:
        OngeldigeSleutel: er is geen sleutel, of een sleutel heeft niet de juiste vorm.
    """
    if isinstance(sleutels, str) or not sleutels:
        raise OngeldigeSleutel("Geef een lijst met minstens een sleutel.")
    return MultiFernet([_fernet(nummer, sleutel) for nummer, sleutel in enumerate(sleutels, 1)])


def _fernet(nummer: int, sleutel: str) -> Fernet:
    try:
        return Fernet(sleutel)
    except ValueError as fout:
        # Zonder de sleutel zelf: meldingen komen in logbestanden.
        raise OngeldigeSleutel(
            f"Sleutel {nummer} is geen Fernet-sleutel (32 bytes in urlsafe base64)."
        ) from fout


def hernieuw(token: str, bos: MultiFernet, nieuwste: MultiFernet) -> str | None:
    """Geeft een token met de nieuwste sleutel, of None als het die al heeft.

    Raises:
        VerkeerdeSleutel: geen van de sleutels past.
    """
    try:
        nieuwste.decrypt(token.encode())
    except InvalidToken:
        with _past():
            return bos.rotate(token.encode()).decode()
    return None


def koppel(engine: Engine, bos: MultiFernet) -> None:
    """Laat de kolommen van deze engine met deze sleutels versleutelen."""
    _sleutelbossen[engine.dialect] = bos


class Versleuteld(TypeDecorator[Any]):
    """Een JSON-waarde (tekst, getal, lijst, ...) die versleuteld in een tekstkolom staat.

    None blijft NULL. Lezen met een verkeerde sleutel geeft ``VerkeerdeSleutel``.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Versleutelt de waarde op weg naar de database."""
        if value is None:
            return None
        return _sleutelbossen[dialect].encrypt(json.dumps(value).encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Ontsleutelt de waarde die uit de database komt."""
        if value is None:
            return None
        with _past():
            return json.loads(_sleutelbossen[dialect].decrypt(value.encode()))


@contextmanager
def _past() -> Iterator[None]:
    try:
        yield
    except InvalidToken as fout:
        raise VerkeerdeSleutel(
            "De sleutel past niet op de gegevens in de database. "
            "Zet de sleutel terug waarmee ze zijn opgeslagen."
        ) from fout
