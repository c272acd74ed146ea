"""Tellen voor het trendbulletin, en indexen voor een lijst met veel adviesvragen."""

from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

HIER = ZoneInfo("Europe/Amsterdam")
PER_KEER = 2000
UITKOMSTEN = {"hoort_thuis", "twijfel", "hoort_niet_thuis", "gebiedsgebonden", "acuut"}
TERMIJNEN = (("dag_0_1", 2), ("dag_2_5", 6), ("dag_6_10", 11), ("dag_11_20", 21))
REGIOS = "coalesce(current_setting('wegwijzer.regios', true), '')"
EIGENAAR = (
    "pg_has_role(current_user, "
    "(SELECT relowner FROM pg_class WHERE oid = 'telling'::regclass), 'USAGE')"
)
MAG = (
    f"CASE {REGIOS} WHEN '' THEN {EIGENAAR} WHEN '*' THEN true "
    f"ELSE regio_code = ANY (string_to_array({REGIOS}, ',')) END"
)

ADVIESVRAAG = sa.table(
    "adviesvraag",
    sa.column("id", sa.String),
    sa.column("soort", sa.String),
    sa.column("regio_code", sa.String),
    sa.column("gemeente_code", sa.String),
    sa.column("triage", sa.JSON),
    sa.column("trede", sa.Integer),
    sa.column("aangemaakt_op", sa.DateTime(timezone=True)),
)
GEBEURTENIS = sa.table(
    "gebeurtenis",
    sa.column("id", sa.Integer),
    sa.column("adviesvraag_id", sa.String),
    sa.column("soort", sa.String),
    sa.column("wat", sa.JSON),
    sa.column("op", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    telling = op.create_table(
        "telling",
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("dimensie", sa.String(16), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("regio_code", sa.String(4), nullable=False),
        sa.Column("gemeente_code", sa.String(8), nullable=True),
        sa.Column("kwartaal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("adviesvraag_id", "dimensie", "code", name="pk_telling"),
        sa.ForeignKeyConstraint(
            ["adviesvraag_id"], ["adviesvraag.id"], name="fk_telling_adviesvraag_id"
        ),
    )
    _tel_wat_er_al_is(telling)
    op.create_index(
        "ix_telling_regio_code",
        "telling",
        ["regio_code", "kwartaal", "dimensie", "code", "gemeente_code", "adviesvraag_id"],
    )
    op.create_index(
        "ix_adviesvraag_regio_code_aangemaakt_op", "adviesvraag", ["regio_code", "aangemaakt_op"]
    )
    op.create_index("ix_adviesvraag_aangemaakt_op", "adviesvraag", ["aangemaakt_op"])
    op.create_index(
        "ix_adviesvraag_status_uiterste_datum", "adviesvraag", ["status", "uiterste_datum"]
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE telling ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE telling FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY per_regio ON telling USING ({MAG}) WITH CHECK ({MAG})")


def _tel_wat_er_al_is(telling: sa.Table) -> None:
    """De codes die niet versleuteld zijn; leefgebieden van voor deze migratie tellen niet mee."""
    verbinding = op.get_bind()
    tot = ""
    while True:
        rijen = verbinding.execute(
            sa.select(ADVIESVRAAG)
            .where(ADVIESVRAAG.c.id > tot)
            .order_by(ADVIESVRAAG.c.id)
            .limit(PER_KEER)
        ).all()
        if not rijen:
            return
        antwoorden = _antwoorden(verbinding, tot, rijen[-1].id)
        verbinding.execute(
            telling.insert(), [w for rij in rijen for w in _waarden(rij, antwoorden.get(rij.id))]
        )
        tot = rijen[-1].id


def _antwoorden(verbinding: Any, na: str, tot: str) -> dict:
    """Wanneer elke adviesvraag voor het eerst beantwoord werd."""
    stappen = verbinding.execute(
        sa.select(GEBEURTENIS.c.adviesvraag_id, GEBEURTENIS.c.wat, GEBEURTENIS.c.op)
        .where(
            GEBEURTENIS.c.soort == "status_gewijzigd",
            GEBEURTENIS.c.adviesvraag_id > na,
            GEBEURTENIS.c.adviesvraag_id <= tot,
        )
        .order_by(GEBEURTENIS.c.id.desc())
    )
    return {nr: moment for nr, wat, moment in stappen if wat.get("naar") == "beantwoord"}


def _waarden(rij: Any, antwoord: Any) -> list[dict]:
    moment = rij.aangemaakt_op
    # SQLite kent geen tijdzones; daar staat de tijd in UTC.
    hier = (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))).astimezone(HIER)
    triage = rij.triage if isinstance(rij.triage, dict) else {}
    codes = [("soort", "info" if rij.soort == "informatievraag" else rij.soort)]
    if triage.get("uitkomst") in UITKOMSTEN:
        codes.append(("uitkomst", triage["uitkomst"]))
    if antwoord is not None:
        dagen = (antwoord - moment).days
        codes.append(
            ("antwoordtijd", next((code for code, tot in TERMIJNEN if dagen < tot), "later"))
        )
    if rij.trede:
        codes.append(("ladder", "opgeschaald"))
    return [
        {
            "adviesvraag_id": rij.id,
            "dimensie": dimensie,
            "code": code,
            "regio_code": rij.regio_code,
            "gemeente_code": rij.gemeente_code,
            "kwartaal": hier.year * 10 + (hier.month - 1) // 3 + 1,
        }
        for dimensie, code in codes
    ]
