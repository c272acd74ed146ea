"""De tabellen van de opslag. De namen volgen de woorden van Open Klant; zie docs/opslag.md."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from adviesvraag.status import (
    BERICHTSOORTEN,
    BEZORGSOORTEN,
    BEZORGSTATEN,
    LEEMTESOORTEN,
    LEEMTESTATUSSEN,
    MEDEWERKERS,
    MELDINGSOORTEN,
    MELDINGSTATUSSEN,
    RICHTINGEN,
    SOORTEN,
    STATUSSEN,
)
from adviesvraag.versleuteling import Versleuteld

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class Tijdstip(TypeDecorator[datetime]):
    """Een moment met tijdzone, altijd in UTC; ook op SQLite, dat geen tijdzones kent."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Zet het moment om naar UTC; zonder tijdzone is het niet te plaatsen."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("Een tijdstip zonder tijdzone kan niet worden opgeslagen.")
        in_utc = value.astimezone(timezone.utc)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Geeft het moment terug in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


def _een_van(kolom: str, waarden: tuple[str, ...]) -> CheckConstraint:
    lijst = ", ".join(f"'{waarde}'" for waarde in waarden)
    return CheckConstraint(f"{kolom} IN ({lijst})", name=kolom)


adviesvraag = Table(
    "adviesvraag",
    metadata,
    Column("id", String(36), primary_key=True),
    # De sleutel tegen dubbel indienen: een concept wordt hooguit een adviesvraag.
    Column("concept_id", String(64), nullable=False),
    Column("kenmerk", String(24), nullable=False),
    Column("regio_code", String(4), nullable=False),
    Column("gemeente_code", String(8)),
    Column("soort", String(32), nullable=False),
    Column("status", String(32), nullable=False),
    Column("kanaal", String(50), nullable=False),
    Column("gesprek_hash", String(64), nullable=False),
    Column("contact_email", Versleuteld),
    Column("triage", JSON(none_as_null=True)),
    Column("aangemaakt_op", Tijdstip, nullable=False),
    Column("gewijzigd_op", Tijdstip, nullable=False),
    # Telt elke wijziging, zodat twee medewerkers elkaar niet overschrijven.
    Column("versie", Integer, nullable=False, server_default="1"),
    Column("behandelaar", String(64)),
    Column("uiterste_datum", Date),
    Column("trede", Integer, nullable=False, server_default="0"),
    Column("trede_naam", String(200)),
    Column("code_hash", String(64)),
    UniqueConstraint("concept_id"),
    UniqueConstraint("kenmerk"),
    # Alles waar de lijst op kiest en sorteert, zodat alleen de rijen van een bladzijde nodig zijn.
    Index(
        "ix_adviesvraag_regio_code_status_termijn",
        *("regio_code", "status", "uiterste_datum", "aangemaakt_op", "id"),
    ),
    Index(
        "ix_adviesvraag_status_termijn",
        *("status", "uiterste_datum", "aangemaakt_op", "id", "regio_code"),
    ),
    Index("ix_adviesvraag_regio_code_aangemaakt_op", "regio_code", "aangemaakt_op"),
    Index("ix_adviesvraag_aangemaakt_op", "aangemaakt_op"),
    _een_van("soort", SOORTEN),
    _een_van("status", STATUSSEN),
)

antwoord = Table(
    "antwoord",
    metadata,
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), primary_key=True),
    Column("volgorde", Integer, primary_key=True, autoincrement=False),
    Column("vraag_id", String(64), nullable=False),
    Column("vraag_tekst", Text, nullable=False),
    Column("waarde", Versleuteld),
    Column("weergave", Versleuteld, nullable=False),
    Column("herkomst", String(32), nullable=False),
)

# Alleen toevoegen: triggers in de migratie weigeren wijzigen en wissen. Zet er daarom geen vrije
# tekst of persoonsgegevens in.
gebeurtenis = Table(
    "gebeurtenis",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), nullable=False, index=True),
    Column("soort", String(32), nullable=False),
    Column("wie", String(100), nullable=False),
    Column("wat", JSON, nullable=False),
    Column("kanaal", String(50), nullable=False),
    Column("op", Tijdstip, nullable=False),
)

# Een rij met een toevalswaarde: bewijst dat de sleutel past, en maakt de hash van een gesprek
# onbruikbaar voor wie alleen de database heeft. Blijft gelijk als de sleutels wisselen.
geheim = Table(
    "geheim",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("waarde", Versleuteld, nullable=False),
)

# Zonder wie: alleen een hash van het gesprek, zodat één gesprek niet dubbel telt.
contactmelding = Table(
    "contactmelding",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("contact_id", String(100), nullable=False),
    Column("gesprek_hash", String(64), nullable=False),
    Column("soort", String(32), nullable=False),
    Column("regio_code", String(4), nullable=False),
    Column("status", String(32), nullable=False),
    Column("notitie", Versleuteld, nullable=False),
    Column("gemeld_op", Tijdstip, nullable=False),
    Column("afgehandeld_op", Tijdstip),
    UniqueConstraint("contact_id", "gesprek_hash"),
    _een_van("soort", MELDINGSOORTEN),
    _een_van("status", MELDINGSTATUSSEN),
)

# Interne aantekeningen; de indiener ziet ze nooit.
notitie = Table(
    "notitie",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), nullable=False, index=True),
    Column("wie", String(100), nullable=False),
    Column("tekst", Versleuteld, nullable=False),
    Column("op", Tijdstip, nullable=False),
)

# Wat de indiener en de behandelaar elkaar schrijven: een klantcontact per bericht.
bericht = Table(
    "bericht",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), nullable=False, index=True),
    Column("richting", String(16), nullable=False),
    Column("soort", String(16), nullable=False),
    Column("wie", String(100), nullable=False),
    Column("tekst", Versleuteld, nullable=False),
    Column("kanaal", String(50), nullable=False),
    Column("op", Tijdstip, nullable=False),
    _een_van("richting", RICHTINGEN),
    _een_van("soort", BERICHTSOORTEN),
)

# Wat na de transactie bezorgd moet worden. De inhoud heeft geen persoonsgegevens; het adres is
# versleuteld.
bezorging = Table(
    "bezorging",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("doel", Versleuteld),
    Column("inhoud", JSON, nullable=False),
    Column("staat", String(16), nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende_poging", Tijdstip, nullable=False),
    Column("fout", String(64)),
    Column("aangemaakt_op", Tijdstip, nullable=False),
    Column("afgehandeld_op", Tijdstip),
    _een_van("soort", BEZORGSOORTEN),
    _een_van("staat", BEZORGSTATEN),
    Index("ix_bezorging_staat_volgende_poging", "staat", "volgende_poging"),
)

# Wie in de inbox werkt: om een naam te tonen en iets toe te wijzen. Aanmelden staat hier los van.
medewerker = Table(
    "medewerker",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("naam", Versleuteld, nullable=False),
    Column("rol", String(32), nullable=False),
    Column("regios", JSON, nullable=False),
    Column("gezien_op", Tijdstip, nullable=False),
    _een_van("rol", MEDEWERKERS),
)

# Een bewaarde selectie van de inbox; de zoektekst kan gevoelig zijn.
weergave = Table(
    "weergave",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("medewerker_id", String(64), ForeignKey("medewerker.id"), nullable=False),
    Column("naam", String(80), nullable=False),
    Column("keuzes", Versleuteld, nullable=False),
    Column("gemaakt_op", Tijdstip, nullable=False),
    UniqueConstraint("medewerker_id", "naam"),
)

# Waarop een adviesvraag meetelt: alleen codes, zie trends/dimensies.csv. Regio, gemeente en
# kwartaal staan er nog eens bij, zodat het bulletin genoeg heeft aan een index.
telling = Table(
    "telling",
    metadata,
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), primary_key=True),
    Column("dimensie", String(16), primary_key=True),
    Column("code", String(32), primary_key=True),
    Column("regio_code", String(4), nullable=False),
    Column("gemeente_code", String(8)),
    Column("kwartaal", Integer, nullable=False),
    Index(
        "ix_telling_regio_code",
        *("regio_code", "kwartaal", "dimensie", "code", "gemeente_code", "adviesvraag_id"),
    ),
)

# Wat een doorbraak in de weg staat. De codes staan in trends/knelpunten.csv; de toelichting is van
# een medewerker en blijft binnen de inbox.
knelpunt = Table(
    "knelpunt",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("regio_code", String(4), nullable=False),
    Column("adviesvraag_id", String(36), ForeignKey("adviesvraag.id"), unique=True),
    Column("wat", String(32), nullable=False),
    Column("partners", JSON, nullable=False),
    Column("niveau", String(32), nullable=False),
    Column("uitkomst", String(32), nullable=False),
    Column("toelichting", Versleuteld, nullable=False),
    Column("wie", String(100), nullable=False),
    Column("gemaakt_op", Tijdstip, nullable=False),
    Column("gewijzigd_op", Tijdstip, nullable=False),
    Column("versie", Integer, nullable=False, server_default="1"),
    Index("ix_knelpunt_regio_code_gemaakt_op", "regio_code", "gemaakt_op"),
)

# Wat de assistent niet kon. Zonder wie, zonder gesprek en met alleen de dag: er is geen weg terug
# naar een mens. De tekst is leeg als zij een casus beschrijft, en verdwijnt na het afhandelen.
leemte = Table(
    "leemte",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("soort", String(16), nullable=False),
    Column("code", String(200), nullable=False),
    Column("tekst", Versleuteld),
    Column("regio_code", String(4), nullable=False),
    Column("gemeente_code", String(8)),
    Column("dag", Date, nullable=False),
    Column("status", String(16), nullable=False),
    _een_van("soort", LEEMTESOORTEN),
    _een_van("status", LEEMTESTATUSSEN),
    Index("ix_leemte_status_soort_id", "status", "soort", "id"),
    Index("ix_leemte_dag", "dag"),
)
