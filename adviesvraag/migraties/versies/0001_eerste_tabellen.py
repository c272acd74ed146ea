"""Eerste tabellen: adviesvraag, antwoord, gebeurtenis (alleen toevoegen) en geheim."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# De lijsten staan hier voluit: een migratie verandert niet mee met de code.
SOORTEN = "'informatievraag', 'adviesvraag', 'aanmelding_voorbereiden'"
STATUSSEN = (
    "'ontvangen', 'in_behandeling', 'aanvulling_gevraagd', 'beantwoord', "
    "'opgeschaald', 'afgesloten', 'ingetrokken'"
)

# De derde trigger is voor INSERT OR REPLACE: dat wist op SQLite een rij zonder DELETE-trigger.
SQLITE = (
    """
    CREATE TRIGGER gebeurtenis_niet_wijzigen BEFORE UPDATE ON gebeurtenis
    BEGIN SELECT RAISE(ABORT, 'gebeurtenis is alleen toe te voegen'); END
    """,
    """
    CREATE TRIGGER gebeurtenis_niet_wissen BEFORE DELETE ON gebeurtenis
    BEGIN SELECT RAISE(ABORT, 'gebeurtenis is alleen toe te voegen'); END
    """,
    """
    CREATE TRIGGER gebeurtenis_niet_vervangen BEFORE INSERT ON gebeurtenis
    WHEN EXISTS (SELECT 1 FROM gebeurtenis WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'gebeurtenis is alleen toe te voegen'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION gebeurtenis_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'gebeurtenis is alleen toe te voegen'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER gebeurtenis_niet_wijzigen BEFORE UPDATE OR DELETE ON gebeurtenis
    FOR EACH ROW EXECUTE FUNCTION gebeurtenis_alleen_toevoegen()
    """,
    """
    CREATE TRIGGER gebeurtenis_niet_legen BEFORE TRUNCATE ON gebeurtenis
    FOR EACH STATEMENT EXECUTE FUNCTION gebeurtenis_alleen_toevoegen()
    """,
)


def upgrade() -> None:
    op.create_table(
        "adviesvraag",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("concept_id", sa.String(64), nullable=False),
        sa.Column("kenmerk", sa.String(24), nullable=False),
        sa.Column("regio_code", sa.String(4), nullable=False),
        sa.Column("gemeente_code", sa.String(8), nullable=True),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("kanaal", sa.String(50), nullable=False),
        sa.Column("gesprek_hash", sa.String(64), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=True),
        sa.Column("triage", sa.JSON(), nullable=True),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_adviesvraag"),
        sa.UniqueConstraint("concept_id", name="uq_adviesvraag_concept_id"),
        sa.UniqueConstraint("kenmerk", name="uq_adviesvraag_kenmerk"),
        sa.CheckConstraint(f"soort IN ({SOORTEN})", name=op.f("ck_adviesvraag_soort")),
        sa.CheckConstraint(f"status IN ({STATUSSEN})", name=op.f("ck_adviesvraag_status")),
    )
    op.create_table(
        "antwoord",
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("volgorde", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vraag_id", sa.String(64), nullable=False),
        sa.Column("vraag_tekst", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=True),
        sa.Column("weergave", sa.Text(), nullable=False),
        sa.Column("herkomst", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("adviesvraag_id", "volgorde", name="pk_antwoord"),
        sa.ForeignKeyConstraint(
            ["adviesvraag_id"], ["adviesvraag.id"], name="fk_antwoord_adviesvraag_id"
        ),
    )
    op.create_table(
        "gebeurtenis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("wie", sa.String(100), nullable=False),
        sa.Column("wat", sa.JSON(), nullable=False),
        sa.Column("kanaal", sa.String(50), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gebeurtenis"),
        sa.ForeignKeyConstraint(
            ["adviesvraag_id"], ["adviesvraag.id"], name="fk_gebeurtenis_adviesvraag_id"
        ),
    )
    op.create_index("ix_gebeurtenis_adviesvraag_id", "gebeurtenis", ["adviesvraag_id"])
    op.create_table(
        "geheim",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_geheim"),
    )
    for opdracht in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(opdracht)
