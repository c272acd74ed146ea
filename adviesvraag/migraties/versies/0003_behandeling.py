"""Behandelen: toewijzing, termijn, notities, berichten, bezorging, en rijen per regio."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MET_ADVIESVRAAG = ("antwoord", "gebeurtenis", "notitie", "bericht", "bezorging")
PER_REGIO = ("adviesvraag", "contactmelding")

# Staat de instelling gezet, dan telt alleen wat erin staat, ook voor de eigenaar van de tabellen
# (FORCE). Staat ze niet gezet, dan mag alleen de eigenaar erbij: dat is de assistent. Een andere
# databaserol die vergeet te zeggen voor welke regio ze werkt, ziet niets.
REGIOS = "coalesce(current_setting('wegwijzer.regios', true), '')"
EIGENAAR = (
    "pg_has_role(current_user, "
    "(SELECT relowner FROM pg_class WHERE oid = '{tabel}'::regclass), 'USAGE')"
)
MAG = (
    f"CASE {REGIOS} WHEN '' THEN {EIGENAAR} WHEN '*' THEN true "
    f"ELSE regio_code = ANY (string_to_array({REGIOS}, ',')) END"
)


def upgrade() -> None:
    _adviesvraag()
    _inhoud()
    _bezorging()
    _inbox()
    if op.get_bind().dialect.name == "postgresql":
        _rijen_per_regio()


def _adviesvraag() -> None:
    for kolom in (
        sa.Column("versie", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("behandelaar", sa.String(64), nullable=True),
        sa.Column("uiterste_datum", sa.Date(), nullable=True),
        sa.Column("trede", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("trede_naam", sa.String(200), nullable=True),
        sa.Column("code_hash", sa.String(64), nullable=True),
    ):
        op.add_column("adviesvraag", kolom)
    op.create_index("ix_adviesvraag_regio_code_status", "adviesvraag", ["regio_code", "status"])


def _bij_adviesvraag(tabel: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["adviesvraag_id"], ["adviesvraag.id"], name=f"fk_{tabel}_adviesvraag_id"
    )


def _inhoud() -> None:
    op.create_table(
        "notitie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("wie", sa.String(100), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notitie"),
        _bij_adviesvraag("notitie"),
    )
    op.create_index("ix_notitie_adviesvraag_id", "notitie", ["adviesvraag_id"])
    op.create_table(
        "bericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("richting", sa.String(16), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("wie", sa.String(100), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("kanaal", sa.String(50), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bericht"),
        _bij_adviesvraag("bericht"),
        sa.CheckConstraint(
            "richting IN ('naar_indiener', 'van_indiener')", name=op.f("ck_bericht_richting")
        ),
        sa.CheckConstraint(
            "soort IN ('vraag', 'antwoord', 'aanvulling')", name=op.f("ck_bericht_soort")
        ),
    )
    op.create_index("ix_bericht_adviesvraag_id", "bericht", ["adviesvraag_id"])


def _bezorging() -> None:
    op.create_table(
        "bezorging",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("adviesvraag_id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("doel", sa.Text(), nullable=True),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("staat", sa.String(16), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_poging", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fout", sa.String(64), nullable=True),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afgehandeld_op", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bezorging"),
        _bij_adviesvraag("bezorging"),
        sa.CheckConstraint(
            "soort IN ('mail', 'webhook', 'kanaal')", name=op.f("ck_bezorging_soort")
        ),
        sa.CheckConstraint(
            "staat IN ('wacht', 'verzonden', 'dood')", name=op.f("ck_bezorging_staat")
        ),
    )
    op.create_index("ix_bezorging_adviesvraag_id", "bezorging", ["adviesvraag_id"])
    op.create_index("ix_bezorging_staat_volgende_poging", "bezorging", ["staat", "volgende_poging"])


def _inbox() -> None:
    op.create_table(
        "medewerker",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("rol", sa.String(32), nullable=False),
        sa.Column("regios", sa.JSON(), nullable=False),
        sa.Column("gezien_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_medewerker"),
        sa.CheckConstraint(
            "rol IN ('procescoordinator', 'manager', 'beheerder')",
            name=op.f("ck_medewerker_rol"),
        ),
    )
    op.create_table(
        "weergave",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("medewerker_id", sa.String(64), nullable=False),
        sa.Column("naam", sa.String(80), nullable=False),
        sa.Column("keuzes", sa.Text(), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_weergave"),
        sa.ForeignKeyConstraint(
            ["medewerker_id"], ["medewerker.id"], name="fk_weergave_medewerker_id"
        ),
        sa.UniqueConstraint("medewerker_id", "naam", name="uq_weergave_medewerker_id"),
    )


def _rijen_per_regio() -> None:
    for tabel in (*PER_REGIO, *MET_ADVIESVRAAG):
        op.execute(f"ALTER TABLE {tabel} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {tabel} FORCE ROW LEVEL SECURITY")
    for tabel in PER_REGIO:
        mag = MAG.format(tabel=tabel)
        op.execute(f"CREATE POLICY per_regio ON {tabel} USING ({mag}) WITH CHECK ({mag})")
    # De rij erboven is zelf ook begrensd; wie haar niet ziet, ziet ook niet wat erbij hoort.
    for tabel in MET_ADVIESVRAAG:
        mag = f"EXISTS (SELECT 1 FROM adviesvraag a WHERE a.id = {tabel}.adviesvraag_id)"  # noqa: S608 - vaste naam
        op.execute(f"CREATE POLICY per_regio ON {tabel} USING ({mag}) WITH CHECK ({mag})")
