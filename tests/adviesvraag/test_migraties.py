from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from adviesvraag import model, status
from adviesvraag.dienst import dien_in
from adviesvraag.fouten import OpslagNietBereikbaar, OpslagTeNieuw
from adviesvraag.opslag import open_opslag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag


def test_de_migraties_geven_precies_de_tabellen_van_het_model(opslag: Opslag) -> None:
    with opslag.leessessie() as sessie:
        context = MigrationContext.configure(
            sessie.connection(),
            opts={"compare_type": True, "version_table": "adviesvraag_versie"},
        )
        assert compare_metadata(context, model.metadata) == []


def test_de_voorwaarden_heten_in_de_database_zoals_in_het_model(opslag: Opslag) -> None:
    with opslag.leessessie() as sessie:
        inspecteur = inspect(sessie.connection())
        voor = {
            tabel: {c["name"] for c in inspecteur.get_check_constraints(tabel)}
            | {c["name"] for c in inspecteur.get_foreign_keys(tabel)}
            | {inspecteur.get_pk_constraint(tabel)["name"]}
            for tabel in model.metadata.tables
        }
    assert voor == {
        "adviesvraag": {"ck_adviesvraag_soort", "ck_adviesvraag_status", "pk_adviesvraag"},
        "antwoord": {"fk_antwoord_adviesvraag_id", "pk_antwoord"},
        "bericht": {
            "ck_bericht_richting",
            "ck_bericht_soort",
            "fk_bericht_adviesvraag_id",
            "pk_bericht",
        },
        "bezorging": {
            "ck_bezorging_soort",
            "ck_bezorging_staat",
            "fk_bezorging_adviesvraag_id",
            "pk_bezorging",
        },
        "contactmelding": {
            "ck_contactmelding_soort",
            "ck_contactmelding_status",
            "pk_contactmelding",
        },
        "gebeurtenis": {"fk_gebeurtenis_adviesvraag_id", "pk_gebeurtenis"},
        "geheim": {"pk_geheim"},
        "knelpunt": {"fk_knelpunt_adviesvraag_id", "pk_knelpunt"},
        "leemte": {"ck_leemte_soort", "ck_leemte_status", "pk_leemte"},
        "medewerker": {"ck_medewerker_rol", "pk_medewerker"},
        "notitie": {"fk_notitie_adviesvraag_id", "pk_notitie"},
        "telling": {"fk_telling_adviesvraag_id", "pk_telling"},
        "weergave": {"fk_weergave_medewerker_id", "pk_weergave"},
    }


def test_de_database_kent_alleen_de_codes_van_het_contract(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    for kolom, goed in (("status", status.STATUSSEN), ("soort", status.SOORTEN)):
        for waarde in goed:
            with opslag.sessie() as sessie:
                sessie.execute(update(model.adviesvraag).values({kolom: waarde}))
        with pytest.raises(IntegrityError), opslag.sessie() as sessie:
            sessie.execute(update(model.adviesvraag).values({kolom: "verzonnen"}))


def test_een_antwoord_zonder_adviesvraag_wordt_geweigerd(opslag: Opslag) -> None:
    with pytest.raises(IntegrityError), opslag.sessie() as sessie:
        sessie.execute(
            insert(model.antwoord).values(
                adviesvraag_id="bestaat-niet",
                volgorde=1,
                vraag_id="wat",
                vraag_tekst="Wat?",
                weergave="x",
                herkomst="tekst",
            )
        )


@pytest.mark.parametrize(
    "wijziging",
    [
        pytest.param(update(model.gebeurtenis).values(soort="anders"), id="wijzigen"),
        pytest.param(delete(model.gebeurtenis), id="wissen"),
    ],
)
def test_een_gebeurtenis_is_niet_te_wijzigen_of_te_wissen(
    opslag: Opslag, maak_concept: Callable[..., Concept], wijziging
) -> None:
    dien_in(opslag, maak_concept())
    with pytest.raises(IntegrityError, match="alleen toe te voegen"), opslag.sessie() as sessie:
        sessie.execute(wijziging)
    with opslag.leessessie() as sessie:
        assert sessie.execute(select(model.gebeurtenis.c.soort)).scalars().all() == ["ingediend"]


def test_een_gebeurtenis_is_op_sqlite_niet_te_vervangen(
    sqlite_url: str, sleutel: str, tmp_path: Path, maak_concept: Callable[..., Concept]
) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    dien_in(opslag, maak_concept())
    opslag.sluit()
    verbinding = sqlite3.connect(tmp_path / "opslag.db")
    with pytest.raises(sqlite3.IntegrityError, match="alleen toe te voegen"):
        verbinding.execute(
            "INSERT OR REPLACE INTO gebeurtenis (id, adviesvraag_id, soort, wie, wat, kanaal, op)"
            " SELECT id, adviesvraag_id, 'anders', wie, wat, kanaal, op FROM gebeurtenis"
        )
    assert verbinding.execute("SELECT soort FROM gebeurtenis").fetchall() == [("ingediend",)]
    verbinding.close()


@pytest.mark.postgres
def test_de_gebeurtenissen_zijn_op_postgresql_niet_in_een_keer_te_legen(
    postgres_url: str, sleutel: str
) -> None:
    opslag = open_opslag(postgres_url, sleutels=[sleutel])
    opslag.bijwerken()
    with pytest.raises(DatabaseError, match="alleen toe te voegen"), opslag.sessie() as sessie:
        sessie.execute(text("TRUNCATE gebeurtenis"))
    opslag.sluit()


def test_nog_eens_bijwerken_verandert_niets(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    eerst = dien_in(opslag, maak_concept(concept_id="c-1"))
    opslag.bijwerken()
    assert dien_in(opslag, maak_concept(concept_id="c-1")) == eerst


def test_bijwerken_hangt_niet_af_van_de_werkmap(
    lege_opslag: Opslag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leeg = tmp_path / "leeg"
    leeg.mkdir()
    monkeypatch.chdir(leeg)
    lege_opslag.bijwerken()
    with lege_opslag.leessessie() as sessie:
        assert inspect(sessie.connection()).has_table("adviesvraag")
    assert list(leeg.iterdir()) == []


def test_een_database_van_een_nieuwere_versie_wordt_geweigerd(opslag: Opslag) -> None:
    with opslag.sessie() as sessie:
        sessie.execute(text("UPDATE adviesvraag_versie SET version_num = '9999'"))
    with pytest.raises(OpslagTeNieuw, match="nieuwere versie"):
        opslag.bijwerken()


def test_sqlite_staat_in_wal_met_veilige_instellingen(sqlite_url: str, sleutel: str) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    with opslag.leessessie() as sessie:
        instellingen = {
            naam: sessie.execute(text(f"PRAGMA {naam}")).scalar_one()
            for naam in ("journal_mode", "synchronous", "foreign_keys")
        }
    opslag.sluit()
    assert instellingen == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_alleen_de_eigenaar_kan_het_databasebestand_lezen(
    sqlite_url: str, sleutel: str, tmp_path: Path
) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    opslag.sluit()
    assert (tmp_path / "opslag.db").stat().st_mode & 0o077 == 0


def test_een_map_die_er_niet_is_geeft_een_duidelijke_fout(tmp_path: Path, sleutel: str) -> None:
    opslag = open_opslag(f"sqlite:///{tmp_path}{os.sep}weg{os.sep}a.db", sleutels=[sleutel])
    with pytest.raises(OpslagNietBereikbaar, match="niet te maken"):
        opslag.bijwerken()
    opslag.sluit()
