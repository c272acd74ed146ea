"""Tabellen maken in een database waar ook andere processen mee kunnen beginnen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import MetaData, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

_SLOTNUMMER = 0x5745_4200
_POGINGEN = 10


def maak_tabellen(
    engine: Engine, tabellen: MetaData, vul_aan: Callable[[Connection], None] | None = None
) -> None:
    """Maak de tabellen als ze er nog niet zijn, ook als meer processen tegelijk starten.

    Args:
        engine: de database; een SQLite-bestand schrijft voortaan via een WAL-bestand.
        tabellen: wat er moet zijn.
        vul_aan: zet een tabel van een eerdere versie over, in dezelfde transactie.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _snel_schrijven)
    for poging in range(_POGINGEN):
        try:
            with engine.begin() as verbinding:
                if verbinding.dialect.name == "postgresql":
                    verbinding.execute(
                        text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": _SLOTNUMMER}
                    )
                tabellen.create_all(verbinding)
                if vul_aan:
                    vul_aan(verbinding)
        except OperationalError:
            # Overschakelen naar WAL wacht op SQLite niet op een ander proces dat hetzelfde doet.
            if poging + 1 == _POGINGEN:
                raise
            time.sleep(0.2)
        else:
            return


def _snel_schrijven(verbinding: Any, _record: object) -> None:
    # Een stroomstoring mag hier de laatste seconde kosten; een adviesvraag staat elders.
    verbinding.execute("PRAGMA journal_mode=WAL")
    verbinding.execute("PRAGMA synchronous=NORMAL")
