"""Wat er wel staat, vindt de zoektocht van de kanarie: anders zegt een nul niets."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import psycopg2
import pytest

from tests import kanaries
from tests.kanariezoeker import Zoeker
from tests.zwaar import kanarieplekken
from tests.zwaar.eigenpostgres import eigen_postgres

pytestmark = pytest.mark.zwaar

GEPLANT = kanaries.plant(300, zaad=2026)
# Geen namen: een achternaam is van meer gegevens tegelijk.
HIER, GEWIST, TERUGGEDRAAID, LANG = GEPLANT[1:8:2]
LANGE_TEKST = 200 * "nog een zin over de overlast. "


def _naam(kanarie: kanaries.Kanarie) -> str:
    return f"{kanarie.soort}: {kanarie.waarde}"


def test_de_zoeker_vindt_elke_schrijfwijze_en_hetzelfde_als_een_voor_een_zoeken():
    toeval = random.Random(2026)  # noqa: S311 - proefgegevens
    zoeker = Zoeker(GEPLANT)
    for kanarie in GEPLANT:
        for vorm in kanarie.vormen:
            plek = toeval.randbytes(toeval.randrange(40)) + vorm + toeval.randbytes(7)
            assert _naam(kanarie) in zoeker.zoek(plek)
        assert zoeker.zoek(plek) == set(kanaries.zoek(plek, GEPLANT))
    assert zoeker.zoek(toeval.randbytes(10_000)) == zoeker.zoek(b"") == zoeker.zoek(b"ab") == set()


def test_in_een_bestand_van_sqlite_zijn_wal_en_zijn_reservekopie_is_het_te_vinden(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / "proef.db")) as verbinding:
        verbinding.execute("PRAGMA journal_mode=WAL")
        verbinding.execute("CREATE TABLE proef (tekst TEXT)")
        verbinding.execute("INSERT INTO proef VALUES (?)", [HIER.zin])
        verbinding.commit()
        wal = (data / "proef.db-wal").read_bytes()
        kanarieplekken.sqlite_kopie(data, tmp_path / "kopie")
    plekken = {"wal": [wal], "kopie": kanarieplekken.inhoud_van(tmp_path / "kopie")}

    lek, _ = kanarieplekken.tel({**plekken, **kanarieplekken.in_map(tmp_path)}, GEPLANT)

    assert set(lek) == {"wal", "kopie", "bestanden in data", "bestanden in kopie"}
    assert all(gevonden == {_naam(HIER)} for gevonden in lek.values())


def test_in_elk_bestand_van_een_cluster_is_een_gegeven_te_vinden_ook_als_het_gewist_is():
    with eigen_postgres() as postgres:
        kanarieplekken.volg_alles(postgres)
        with closing(psycopg2.connect(postgres.url)) as verbinding, verbinding.cursor() as cursor:
            cursor.execute("CREATE TABLE proef (tekst text)")
            for kanarie in (HIER, GEWIST):
                cursor.execute("INSERT INTO proef VALUES (%s)", [kanarie.zin])
            cursor.execute("INSERT INTO proef VALUES (%s)", [f"{LANG.zin} {LANGE_TEKST}"])
            cursor.execute("DELETE FROM proef WHERE tekst = %s", [GEWIST.zin])
            verbinding.commit()
            cursor.execute("INSERT INTO proef VALUES (%s)", [TERUGGEDRAAID.zin])
            verbinding.rollback()
        lek, _ = kanarieplekken.tel(kanarieplekken.van_postgres(postgres), GEPLANT)

    blijft = {_naam(HIER), _naam(LANG)}
    spoor = blijft | {_naam(GEWIST), _naam(TERUGGEDRAAID)}
    assert lek == {
        "tabellen": blijft,
        "pg_dump": blijft,
        "cluster base": spoor,
        "cluster pg_wal": spoor,
        "cluster overig": set(),
        "logboek van PostgreSQL": spoor,
    }
