"""Verbindingen maken met SQLite of PostgreSQL, met de instellingen die de opslag nodig heeft."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from adviesvraag.fouten import OngeldigAdres

WACHTTIJD_S = 3
"""Zo lang wacht een opdracht standaard op een slot of verbinding; korter dan de 4 s van een actie,
zodat de aanroeper zelf hoort dat het niet lukte."""

LEEST = "wegwijzer_leest"
"""De instelling van een engine die alleen leest."""


def maak_engine(url: str, wacht_s: int = WACHTTIJD_S) -> Engine:
    """Maakt een engine voor dit adres; verbindt nog niet.

    Args:
        url: een SQLAlchemy-adres van een SQLite-bestand of een PostgreSQL-server.
        wacht_s: hoelang verbinden, wachten op een slot en een opdracht elk hooguit duren, in
            seconden.

    Raises:
        OngeldigAdres: het adres is geen SQLite-bestand of PostgreSQL-server.
    """
    try:
        adres = make_url(url)
    except ArgumentError:
        # Zonder oorzaak: die herhaalt het adres, met wachtwoord en al.
        raise OngeldigAdres("Het adres van de database is niet te lezen.") from None
    soort = adres.get_backend_name()
    if soort == "sqlite" and _is_bestand(adres):
        return _sqlite(adres, wacht_s)
    if soort == "postgresql":
        return _postgresql(adres, wacht_s)
    raise OngeldigAdres(
        "Het adres van de database moet beginnen met sqlite:/// en een bestand noemen, "
        "of met postgresql://."
    )


def maak_bestand(pad: str) -> None:
    """Maak het databasebestand als het er nog niet is, alleen leesbaar voor de eigenaar.

    Een bestand dat er al is wordt niet aangeraakt: wie het opent en sluit, laat de sloten los die
    SQLite er in dit proces op heeft, en dan gaan rijen verloren.

    Raises:
        OSError: als het bestand niet te maken is.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(pad, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _is_bestand(adres: URL) -> bool:
    """Zegt of het adres een gewoon pad is; een database in het geheugen verdwijnt per draad."""
    pad = adres.database or ":memory:"
    return pad != ":memory:" and not pad.startswith("file:") and not adres.query


def _sqlite(adres: URL, wacht_s: int) -> Engine:
    engine = create_engine(
        adres,
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_timeout=wacht_s,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def stel_in(verbinding: Any, _record: object) -> None:
        # Zonder dit begint de driver zelf transacties, en pas bij de eerste wijziging.
        verbinding.isolation_level = None
        verbinding.execute(f"PRAGMA busy_timeout={wacht_s * 1000}")
        verbinding.execute("PRAGMA synchronous=FULL")
        verbinding.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(verbinding: Connection) -> None:
        # IMMEDIATE wacht op het schrijfslot; een lezer die later schrijver wordt, krijgt in WAL
        # meteen een fout.
        leest = verbinding.get_execution_options().get(LEEST)
        verbinding.exec_driver_sql("BEGIN" if leest else "BEGIN IMMEDIATE")

    return engine


def _netwerk(wacht_s: int) -> dict[str, int]:
    """Laat een verbinding waarvan het netwerk wegviel breken; standaard duurt dat een kwartier."""
    levend = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    return {"tcp_user_timeout": wacht_s * 1000, **levend}


def _postgresql(adres: URL, wacht_s: int) -> Engine:
    if adres.drivername == "postgresql":
        # Welke driver de kale naam betekent, verschilt per versie van SQLAlchemy.
        adres = adres.set(drivername="postgresql+psycopg2")
    engine = create_engine(
        adres,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=wacht_s,
        connect_args={"connect_timeout": wacht_s, **_netwerk(wacht_s)},
    )

    @event.listens_for(engine, "connect")
    def stel_in(verbinding: Any, _record: object) -> None:
        with verbinding.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = {wacht_s * 1000}")
        verbinding.commit()

    return engine
