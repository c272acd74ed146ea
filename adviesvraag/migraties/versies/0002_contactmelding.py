"""Meldingen dat een contact uit de sociale kaart niet klopt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SOORTEN = (
    "'nummer_klopt_niet', 'geen_gehoor', 'verkeerd_loket', 'tijden_kloppen_niet', "
    "'bestaat_niet_meer', 'anders'"
)
STATUSSEN = "'open', 'aangepast', 'klopte_toch'"


def upgrade() -> None:
    op.create_table(
        "contactmelding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("contact_id", sa.String(100), nullable=False),
        sa.Column("gesprek_hash", sa.String(64), nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("regio_code", sa.String(4), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.Column("gemeld_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afgehandeld_op", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contactmelding"),
        sa.UniqueConstraint("contact_id", "gesprek_hash", name="uq_contactmelding_contact_id"),
        sa.CheckConstraint(f"soort IN ({SOORTEN})", name=op.f("ck_contactmelding_soort")),
        sa.CheckConstraint(f"status IN ({STATUSSEN})", name=op.f("ck_contactmelding_status")),
    )
