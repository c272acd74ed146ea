"""Wat de assistent niet kon beantwoorden, als werklijst voor de redactie."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

REGIOS = "coalesce(current_setting('wegwijzer.regios', true), '')"
EIGENAAR = (
    "pg_has_role(current_user, "
    "(SELECT relowner FROM pg_class WHERE oid = 'leemte'::regclass), 'USAGE')"
)
MAG = (
    f"CASE {REGIOS} WHEN '' THEN {EIGENAAR} WHEN '*' THEN true "
    f"ELSE regio_code = ANY (string_to_array({REGIOS}, ',')) END"
)


def upgrade() -> None:
    op.create_table(
        "leemte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("regio_code", sa.String(4), nullable=False),
        sa.Column("gemeente_code", sa.String(8), nullable=True),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leemte"),
        sa.CheckConstraint(
            "soort IN ('kennisvraag', 'misverstaan', 'contact', 'duim_omlaag')",
            name=op.f("ck_leemte_soort"),
        ),
        sa.CheckConstraint(
            "status IN ('open', 'voorstel', 'verwerkt', 'hoort_niet')",
            name=op.f("ck_leemte_status"),
        ),
    )
    op.create_index("ix_leemte_status_soort_id", "leemte", ["status", "soort", "id"])
    op.create_index("ix_leemte_dag", "leemte", ["dag"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE leemte ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE leemte FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY per_regio ON leemte USING ({MAG}) WITH CHECK ({MAG})")
