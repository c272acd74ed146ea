"""De tabellen van de geschiedenis van webgesprekken."""

from __future__ import annotations

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
    inspect,
    text,
)
from sqlalchemy.engine import Connection

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


def vul_aan(verbinding: Connection) -> None:
    """Geef een tabel van een eerdere versie de kolom die er later bij kwam."""
    kolommen = {kolom["name"] for kolom in inspect(verbinding).get_columns(activiteit_tabel.name)}
    if "proces" not in kolommen:
        verbinding.execute(text("ALTER TABLE web_activiteit ADD COLUMN proces INTEGER"))
