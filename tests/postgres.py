"""Een gewone databaserol op PostgreSQL: een superuser ziet altijd alle rijen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.engine import make_url

from adviesvraag.verbinding import maak_engine


@contextmanager
def gewone_rol(postgres_url: str) -> Iterator[tuple[str, str]]:
    """Een rol die in het schema van dit adres tabellen mag maken; geeft haar naam en adres."""
    naam = f"toets_{uuid.uuid4().hex[:12]}"
    server = maak_engine(postgres_url)
    schema = make_url(postgres_url).query["options"].rpartition("=")[2]
    with server.begin() as verbinding:
        verbinding.execute(text(f"CREATE ROLE {naam} LOGIN PASSWORD 'toets'"))
        verbinding.execute(text(f"GRANT USAGE, CREATE ON SCHEMA {schema} TO {naam}"))
    adres = make_url(postgres_url).set(username=naam, password="toets")
    try:
        yield naam, adres.render_as_string(hide_password=False)
    finally:
        with server.begin() as verbinding:
            verbinding.execute(text(f"DROP OWNED BY {naam} CASCADE"))
            verbinding.execute(text(f"DROP ROLE {naam}"))
        server.dispose()
