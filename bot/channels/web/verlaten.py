"""Welke berichten wachten op een proces dat er niet meer is."""

from __future__ import annotations

import os
import time

from sqlalchemy import and_, column, exists, select, table
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.channels.web.tabellen import activiteit_tabel

NAAM = "wegwijzer-sloten"
"""Zo heet op PostgreSQL de verbinding die bij een proces hoort; haar pid is zijn nummer."""

_BEGIN_MS = int(time.time() * 1000)
_LEEFT = table("pg_stat_activity", column("pid"), column("application_name"))


def is_verlaten(verbinding: Connection, eigen: int | None) -> ColumnElement[bool]:
    """De voorwaarde waaraan een bericht van een verdwenen proces voldoet.

    Args:
        verbinding: op PostgreSQL weet de server welke processen er zijn; een bestand is van deze
            machine, en die weet het van haar eigen processen.
        eigen: het nummer van dit proces, als dat bekend is.
    """
    kolom = activiteit_tabel.c
    if verbinding.dialect.name == "postgresql":
        leeft = exists().where(_LEEFT.c.pid == kolom.proces, _LEEFT.c.application_name == NAAM)
        return and_(kolom.proces.is_not(None), ~leeft)
    bekend = verbinding.execute(
        select(kolom.proces).where(kolom.wacht, kolom.proces.is_not(None)).distinct()
    ).scalars()
    dood = [nummer for nummer in bekend if not _leeft(nummer)]
    # In een container heeft een proces na de herstart vaak hetzelfde nummer.
    van_voor_de_start = and_(kolom.proces == (eigen or 0), kolom.op < _BEGIN_MS)
    return kolom.proces.in_(dood) | van_voor_de_start


def _leeft(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
