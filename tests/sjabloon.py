"""Lege tabellen in een nieuwe database, zonder voor elke toets alle migraties te draaien.

De migraties draaien in dit proces één keer; hun opdrachten worden daarna in elke volgende database
herhaald. `tests/adviesvraag/test_sjabloon.py` vergelijkt wat er dan staat.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import make_url

from adviesvraag import opslag
from adviesvraag.verbinding import maak_bestand, maak_engine

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

_LEEST = ("SELECT", "SHOW", "PRAGMA", "BEGIN")
_opdrachten: dict[str, list[tuple[str, Any]]] = {}


def vul(url: str) -> None:
    """Zet de tabellen in een lege database; het geheim en de sleutelproef nog niet."""
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite":
        maak_bestand(str(adres.database))
    engine = maak_engine(url)
    try:
        soort = engine.dialect.name
        if soort in _opdrachten:
            _herhaal(engine, _opdrachten[soort])
        else:
            _opdrachten[soort] = _migreer(engine)
    finally:
        engine.dispose()


def _migreer(engine: Engine) -> list[tuple[str, Any]]:
    gedaan: list[tuple[str, Any]] = []

    def onthoud(_verbinding: Any, _cursor: Any, opdracht: str, waarden: Any, *_: Any) -> None:
        if not opdracht.lstrip().upper().startswith(_LEEST):
            gedaan.append((opdracht, waarden or ()))

    event.listen(engine, "before_cursor_execute", onthoud)
    with engine.begin() as verbinding:
        opslag._migreer(verbinding)
    return gedaan


def _herhaal(engine: Engine, opdrachten: list[tuple[str, Any]]) -> None:
    """Rechtstreeks op de verbinding: een procentteken in een opdracht is daar geen plaats."""
    with closing(engine.raw_connection()) as rauw:
        cursor = rauw.cursor()
        if engine.dialect.name == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        for opdracht, waarden in opdrachten:
            cursor.execute(opdracht, *([waarden] if waarden else []))
        rauw.commit()
