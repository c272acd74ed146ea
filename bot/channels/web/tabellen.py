"""De tabellen van de geschiedenis van webgesprekken."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

_SLOTNUMMER = 0x5745_4200
_POGINGEN = 10

metadata = MetaData()

gesprek_tabel = Table(
    "web_gesprek",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("stand", Integer, nullable=False),
    Column("gewijzigd", BigInteger, nullable=False, index=True),
)

activiteit_tabel = Table(
    "web_activiteit",
    metadata,
    Column("gesprek", String(64), ForeignKey("web_gesprek.id"), primary_key=True),
    Column("nr", Integer, primary_key=True, autoincrement=False),
    # Het nummer van de client; hetzelfde nummer is hetzelfde bericht.
    Column("client_id", String(100)),
    # Of dit een bericht van de gebruiker is dat nog geen antwoord heeft.
    Column("wacht", Boolean, nullable=False),
    Column("op", BigInteger, nullable=False),
    Column("inhoud", Text, nullable=False),
    # Welk proces het beantwoordt; leeg als dat niet bekend is.
    Column("proces", Integer),
    UniqueConstraint("gesprek", "client_id"),
    Index("ix_web_activiteit_wacht", "wacht", "op"),
)


def maak_tabellen(engine: Engine, tabellen: MetaData = metadata) -> None:
    """Maak de tabellen als ze er nog niet zijn, ook als meer processen tegelijk starten."""
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
                if tabellen is metadata:
                    _vul_aan(verbinding)
        except OperationalError:
            # Overschakelen naar WAL wacht op SQLite niet op een ander proces dat hetzelfde doet.
            if poging + 1 == _POGINGEN:
                raise
            time.sleep(0.2)
        else:
            return


def _vul_aan(verbinding: Connection) -> None:
    """Geef een tabel van een eerdere versie de kolom die er later bij kwam."""
    kolommen = {kolom["name"] for kolom in inspect(verbinding).get_columns(activiteit_tabel.name)}
    if "proces" not in kolommen:
        verbinding.execute(text("ALTER TABLE web_activiteit ADD COLUMN proces INTEGER"))


def _snel_schrijven(verbinding: Any, _record: object) -> None:
    # Een stroomstoring mag hier de laatste seconde kosten; een adviesvraag staat elders.
    verbinding.execute("PRAGMA journal_mode=WAL")
    verbinding.execute("PRAGMA synchronous=NORMAL")
