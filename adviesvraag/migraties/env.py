"""Alembic-omgeving; wordt door ``adviesvraag.opslag`` aangeroepen met een open verbinding."""

from __future__ import annotations

from alembic import context

from adviesvraag.model import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Een eigen naam: op PostgreSQL staan er tabellen van andere onderdelen naast.
    version_table="adviesvraag_versie",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
