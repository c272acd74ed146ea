"""Een herhaalde migratie laat precies dezelfde database achter als een echte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from adviesvraag.opslag import open_opslag
from adviesvraag.verbinding import maak_engine
from tests import sjabloon

if TYPE_CHECKING:
    from pathlib import Path

SQLITE = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
# Wat in het schema van deze toets staat, zonder de naam van dat schema.
POSTGRES = """
SELECT 'kolom', table_name || '.' || column_name, data_type || is_nullable
       || coalesce(column_default, '') FROM information_schema.columns
       WHERE table_schema = current_schema()
UNION ALL SELECT 'index', indexname, replace(indexdef, current_schema(), '') FROM pg_indexes
       WHERE schemaname = current_schema()
UNION ALL SELECT 'regel', conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = current_schema()::regnamespace
UNION ALL SELECT 'beleid', tablename || policyname, qual || with_check FROM pg_policies
       WHERE schemaname = current_schema()
UNION ALL SELECT 'rijen', relname, relrowsecurity::text || relforcerowsecurity::text FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
UNION ALL SELECT 'trekker', tgname || tgrelid::regclass, tgtype::text FROM pg_trigger
       WHERE NOT tgisinternal AND tgrelid IN
       (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
UNION ALL SELECT 'functie', proname, prosrc FROM pg_proc
       WHERE pronamespace = current_schema()::regnamespace
"""


def _wat_er_staat(url: str) -> list[tuple[str, ...]]:
    engine = maak_engine(url)
    vraag = SQLITE if engine.dialect.name == "sqlite" else POSTGRES
    try:
        with engine.connect() as verbinding:
            rijen = sorted(tuple(map(str, rij)) for rij in verbinding.execute(text(vraag)))
            versie = verbinding.execute(text("SELECT * FROM adviesvraag_versie")).all()
    finally:
        engine.dispose()
    return [*rijen, *(tuple(map(str, rij)) for rij in versie)]


def _maak(url: str, sleutel: str) -> list[tuple[str, ...]]:
    opslag = open_opslag(url, sleutels=[sleutel])
    opslag.bijwerken()
    opslag.sluit()
    return _wat_er_staat(url)


def test_het_sjabloon_staat_er_als_na_de_migraties_op_sqlite(tmp_path: Path, sleutel: str) -> None:
    urls = [f"sqlite:///{tmp_path / naam}.db" for naam in ("eerst", "sjabloon", "migratie")]
    for url in urls[:2]:
        sjabloon.vul(url)

    assert _wat_er_staat(urls[1]) == _maak(urls[1], sleutel) == _maak(urls[2], sleutel)
    assert len(_wat_er_staat(urls[2])) > 20


@pytest.mark.postgres
def test_het_sjabloon_staat_er_als_na_de_migraties_op_postgresql(
    postgres_url: str, sleutel: str
) -> None:
    def leeg() -> None:
        engine = maak_engine(postgres_url)
        with engine.begin() as verbinding:
            schema = verbinding.execute(text("SELECT current_schema()")).scalar_one()
            verbinding.execute(text(f"DROP SCHEMA {schema} CASCADE"))
            verbinding.execute(text(f"CREATE SCHEMA {schema}"))
        engine.dispose()

    gemigreerd = _maak(postgres_url, sleutel)
    for _ in range(2):
        leeg()
        sjabloon.vul(postgres_url)

    assert _wat_er_staat(postgres_url) == gemigreerd
    assert len(gemigreerd) > 50
