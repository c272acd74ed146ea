"""De gesprekken die Rasa bewaart: opruimen na hun termijn, en één gesprek laten verwijderen.

De tabel is van Rasa (`SQLTrackerStore`). Een gesprek is verlopen als zijn laatste gebeurtenis dat
is: een gesprek waar iemand op terugkomt blijft heel.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import column, create_engine, delete, func, inspect, select, table
from sqlalchemy.engine import Connection, Engine

GEBEURTENISSEN = table("events", column("id"), column("sender_id"), column("timestamp"))
PER_TRANSACTIE = 50


def open_gesprekken(url: str) -> Engine:
    """De database waar de gesprekken in staan."""
    return create_engine(url, future=True, hide_parameters=True)


def verlopen(engine: Engine, voor: datetime) -> int:
    """Hoeveel gesprekken na dit moment geen beurt meer hadden."""
    if not _is_er(engine):
        return 0
    with engine.connect() as verbinding:
        oud = _oude_gesprekken(voor).subquery()
        return int(verbinding.execute(select(func.count()).select_from(oud)).scalar_one())


def ruim_op(engine: Engine, voor: datetime) -> int:
    """Wis elk gesprek dat na dit moment geen beurt meer had; geeft het aantal.

    Stoppen mag op elk moment; de rest komt de volgende keer.
    """
    gedaan = 0
    while _is_er(engine):
        with engine.begin() as verbinding:
            oud = verbinding.execute(_oude_gesprekken(voor).limit(PER_TRANSACTIE)).scalars().all()
            _wis(verbinding, oud)
        gedaan += len(oud)
        if len(oud) < PER_TRANSACTIE:
            break
    return gedaan


def wis(engine: Engine, gesprek: str) -> None:
    """Wis één gesprek, als het er is."""
    if _is_er(engine):
        with engine.begin() as verbinding:
            _wis(verbinding, [gesprek])


def verwijder(engine: Engine, is_gesprek: Callable[[str], bool]) -> int:
    """Wis de gesprekken waarvan de naam voldoet; geeft het aantal."""
    if not _is_er(engine):
        return 0
    with engine.begin() as verbinding:
        namen = verbinding.execute(select(GEBEURTENISSEN.c.sender_id).distinct()).scalars()
        gekozen = [naam for naam in namen if is_gesprek(naam)]
        _wis(verbinding, gekozen)
    return len(gekozen)


def _oude_gesprekken(voor: datetime) -> select:
    afzender, tijd = GEBEURTENISSEN.c.sender_id, GEBEURTENISSEN.c.timestamp
    return select(afzender).group_by(afzender).having(func.max(tijd) < voor.timestamp())


def _wis(verbinding: Connection, namen: list[str]) -> None:
    verbinding.execute(delete(GEBEURTENISSEN).where(GEBEURTENISSEN.c.sender_id.in_(namen)))


def _is_er(engine: Engine) -> bool:
    return bool(inspect(engine).has_table(GEBEURTENISSEN.name))
