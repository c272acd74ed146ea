"""Het register van knelpunten."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

REGIOS = "coalesce(current_setting('wegwijzer.regios', true), '')"
EIGENAAR = (
    "pg_has_role(current_user, "
    "(SELECT relowner FROM pg_class WHERE oid = 'knelpunt'::regclass), 'USAGE')"
)
MAG = (
    f"CASE {REGIOS} WHEN '' THEN {EIGENAAR} WHEN '*' THEN true "
    f"ELSE regio_code = ANY (string_to_array({REGIOS}, ',')) END"
)


def upgrade() -> None:
    op.create_table(
        "knelpunt",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("regio_code", sa.String(4), nullable=False),
        sa.Column("adviesvraag_id", sa.String(36), nullable=True),
        sa.Column("wat", sa.String(32), nullable=False),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("niveau", sa.String(32), nullable=False),
        sa.Column("uitkomst", sa.String(32), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("wie", sa.String(100), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("id", name="pk_knelpunt"),
        sa.ForeignKeyConstraint(
            ["adviesvraag_id"], ["adviesvraag.id"], name="fk_knelpunt_adviesvraag_id"
        ),
        sa.UniqueConstraint("adviesvraag_id", name="uq_knelpunt_adviesvraag_id"),
    )
    op.create_index("ix_knelpunt_regio_code_gemaakt_op", "knelpunt", ["regio_code", "gemaakt_op"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE knelpunt ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE knelpunt FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY per_regio ON knelpunt USING ({MAG}) WITH CHECK ({MAG})")
