"""De tabellen van het Teams-kanaal, naast die van de geschiedenis."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# Waar een gesprek te vinden is. De verwijzing is versleuteld: er staan nummers en een adres in.
gesprek_tabel = Table(
    "teams_gesprek",
    metadata,
    Column("gesprek", String(64), primary_key=True),
    Column("verwijzing", Text, nullable=False),
    Column("gewijzigd", BigInteger, nullable=False, index=True),
)

# Welk antwoord uit de geschiedenis in Teams staat, onder welk nummer. Het moment hoort bij de
# sleutel: een gesprek dat na een tijd opnieuw begint, telt weer vanaf een.
levering_tabel = Table(
    "teams_levering",
    metadata,
    Column("gesprek", String(64), primary_key=True),
    Column("nr", Integer, primary_key=True, autoincrement=False),
    Column("op", BigInteger, primary_key=True, autoincrement=False),
    Column("activiteit", String(200)),
    Column("pogingen", Integer, nullable=False),
    # Tot dit moment houdt een proces het vast, of wacht het op een volgende poging.
    Column("tot", BigInteger, nullable=False),
    Index("ix_teams_levering_op", "op"),
)

# Een duim onder een antwoord. Zonder wie; de toelichting is gelakt.
oordeel_tabel = Table(
    "teams_oordeel",
    metadata,
    Column("gesprek", String(64), primary_key=True),
    Column("activiteit", String(200), primary_key=True),
    Column("duim", String(8), nullable=False),
    Column("tekst", Text, nullable=False),
    Column("over", Text, nullable=False),
    Column("op", BigInteger, nullable=False, index=True),
)
