"""Alle plekken waar een gepland gegeven kan zijn blijven staan, met wat er staat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import psycopg2
from sqlalchemy import Text, cast, create_engine, inspect, literal_column, select, table
from sqlalchemy.engine import make_url

from tests.bot.channels.botframework.nepteams import NepTeams
from tests.kanaries import Kanarie, bestanden
from tests.kanariezoeker import Zoeker
from tests.zwaar.eigenpostgres import EigenPostgres

Plekken = dict[str, Iterable[bytes]]

_GEKNIPT = ("text", "varchar", "bpchar", "json", "jsonb", "bytea")
_INSTELLINGEN = ("log_statement = 'all'", "wal_compression = off", "wal_keep_size = '200MB'")
_SECONDEN = 5


def tel(plekken: Plekken, geplant: Sequence[Kanarie]) -> tuple[dict[str, set[str]], int]:
    """Zoek in elke plek en schrijf op hoeveel het was.

    Returns:
        Per plek wat er gevonden is, en hoeveel bytes er gelezen zijn.
    """
    zoeker, alles = Zoeker(geplant), 0
    lek: dict[str, set[str]] = {}
    for plek, stukken in plekken.items():
        aantal = gelezen = 0
        lek[plek] = set()
        for stuk in stukken:
            aantal, gelezen = aantal + 1, gelezen + len(stuk)
            lek[plek] |= zoeker.zoek(stuk)
        alles += gelezen
        print(f"  {plek}: {aantal} stukken, {gelezen} bytes, {len(lek[plek])} gevonden")
    return lek, alles


def in_map(map_: Path) -> Plekken:
    """Elk bestand onder een map, per map of bestand daar direct onder."""
    plekken: dict[str, list[bytes]] = {}
    for pad, inhoud in bestanden(map_):
        deel = pad.relative_to(map_).parts[0]
        plekken.setdefault(f"bestanden in {deel}", []).append(inhoud)
    return dict(plekken)


def inhoud_van(map_: Path) -> list[bytes]:
    """De inhoud van elk bestand onder een map."""
    return [inhoud for _, inhoud in bestanden(map_)]


def sqlite_kopie(map_: Path, naar: Path) -> None:
    """Van elke database een reservekopie zoals `.backup` van sqlite3; zie docs/opslag.md."""
    naar.mkdir()
    for pad in sorted(map_.rglob("*.db")):
        with closing(sqlite3.connect(pad)) as van, closing(sqlite3.connect(naar / pad.name)) as in_:
            van.backup(in_)


def volg_alles(postgres: EigenPostgres) -> None:
    """Laat de server elke opdracht opschrijven en niets wegdoen of samenpersen.

    Samengeperst staat een gegeven er wel, maar is het in een bestand niet te herkennen.
    """
    with closing(_open(postgres.url)) as verbinding, verbinding.cursor() as cursor:
        for soort in _GEKNIPT:
            cursor.execute(f"ALTER TYPE {soort} SET (STORAGE = external)")
        for instelling in _INSTELLINGEN:
            cursor.execute(f"ALTER SYSTEM SET {instelling}")
        cursor.execute("SELECT pg_reload_conf()")


def van_postgres(postgres: EigenPostgres) -> Plekken:
    """Elke rij, elk bestand van het cluster zoals het op schijf staat, en een reservekopie."""
    with closing(_open(postgres.url)) as verbinding, verbinding.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    cluster: dict[str, list[bytes]] = {}
    for pad, inhoud in bestanden(postgres.map / "data"):
        deel = pad.relative_to(postgres.map / "data").parts[0]
        naam = deel if deel in {"base", "pg_wal"} else "overig"
        cluster.setdefault(f"cluster {naam}", []).append(inhoud)
    return {
        "tabellen": list(_tabellen(postgres.url)),
        **cluster,
        "logboek van PostgreSQL": [(postgres.map / "log.txt").read_bytes()],
        "pg_dump": [postgres.kopie()],
    }


def naar_teams(nep: NepTeams, als_nummer: Sequence[Kanarie]) -> Plekken:
    """Wat Teams kreeg: berichten, koppen en adressen.

    Args:
        nep: het nagemaakte Teams.
        als_nummer: wat als nummer meekwam; in het adres van een antwoord hoort dat te staan.
    """
    bekend = {vorm for kanarie in als_nummer for vorm in kanarie.vormen}
    verzoeken = list(nep.verzoeken)
    adressen = [verzoek.pad.encode() for verzoek in verzoeken]
    return {
        "berichten aan Teams": [
            json.dumps([v.inhoud, v.koppen], ensure_ascii=False).encode() for v in verzoeken
        ],
        "adressen bij Teams": [a for a in adressen if not any(vorm in a for vorm in bekend)],
    }


def _tabellen(database: str) -> Iterator[bytes]:
    """Elke rij van elke tabel als tekst."""
    server = create_engine(make_url(database).set(drivername="postgresql+psycopg2"), future=True)
    with server.connect() as verbinding:
        for tabel in inspect(server).get_table_names():
            rij = table(tabel).alias("rij")
            rijen = verbinding.execute(select(cast(literal_column("rij"), Text)).select_from(rij))
            yield "\n".join(rijen.scalars()).encode()
    server.dispose()


def _open(url: str) -> psycopg2.extensions.connection:
    """Een verbinding die elke opdracht meteen doet."""
    verbinding = psycopg2.connect(url, connect_timeout=_SECONDEN)
    verbinding.autocommit = True
    return verbinding
