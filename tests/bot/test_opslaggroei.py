"""De groeimeting van de inbox: elke handeling, op elke database die er is, in elk aantal."""

from __future__ import annotations

import os

import pytest

from bot.bench import cijfers, opslaggroei


def test_elke_handeling_wordt_gemeten_en_er_blijft_geen_bestand_staan(tmp_path, monkeypatch):
    monkeypatch.setattr(opslaggroei, "HERHALINGEN", 2)
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)

    tijden = opslaggroei.meet_opslag(tmp_path, (30, 60))

    namen = {
        f"opslag_sqlite_{n}_{wat}" for n in (30, 60) for wat in ("lijst", "zoeken", "bulletin")
    }
    assert set(tijden) == namen
    assert all(len(waarden) == 2 and min(waarden) > 0 for waarden in tijden.values())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_met_een_server_wordt_ook_postgresql_gemeten(tmp_path, monkeypatch):
    monkeypatch.setattr(opslaggroei, "HERHALINGEN", 1)
    tijden = opslaggroei.meet_opslag(tmp_path, (30,))
    assert os.environ["TEST_POSTGRES_URL"]
    assert {naam.split("_")[1] for naam in tijden} == {"sqlite", "postgresql"}


@pytest.mark.parametrize(("zwaar", "meeste"), [("", 100_000), ("full", 1_000_000)])
def test_een_miljoen_alleen_als_erom_gevraagd_is(monkeypatch, zwaar, meeste):
    monkeypatch.setenv("HEAVY", zwaar)
    assert max(opslaggroei.aantallen()) == meeste


def test_elk_aantal_heeft_een_regel_in_het_verslag(monkeypatch):
    monkeypatch.setenv("HEAVY", "full")
    for aantal in opslaggroei.aantallen():
        assert f"opslag_sqlite_{aantal}_bulletin" in cijfers.OPSLAG
