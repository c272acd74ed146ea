"""Een sleutel ontstaat alleen op een lege datamap, nooit over gegevens heen."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.instellingen import lees_instellingen
from bot.instelwaarden import InstellingFout
from bot.sleutels import SLEUTELBESTAND, maak_datamap, zorg_voor_sleutels
from tests.processen import SLEUTEL

ANDERE_SLEUTEL = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


def _lees(data: Path, **anders: str):
    return lees_instellingen({"WEGWIJZER_DATA": str(data), **anders})


def test_de_eerste_start_maakt_een_sleutel_die_alleen_de_eigenaar_leest(tmp_path):
    gegevens = _lees(tmp_path / "nieuw")

    (sleutel,), gemaakt = zorg_voor_sleutels(gegevens)

    bestand = gegevens.data / SLEUTELBESTAND
    assert gemaakt
    assert bestand.read_text("ascii").strip() == sleutel
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert zorg_voor_sleutels(gegevens) == ((sleutel,), False)


def test_een_ingestelde_sleutel_wordt_nergens_bewaard(tmp_path):
    gegevens = _lees(tmp_path / "nieuw", WEGWIJZER_SECRET_KEYS=f"{ANDERE_SLEUTEL}, {SLEUTEL}")

    assert zorg_voor_sleutels(gegevens) == ((ANDERE_SLEUTEL, SLEUTEL), False)
    assert not gegevens.data.exists()


def test_zonder_sleutel_start_het_programma_niet_op_bestaande_gegevens(tmp_path):
    (tmp_path / "wegwijzer.db").write_bytes(b"gegevens")

    with pytest.raises(InstellingFout, match=r"^WEGWIJZER_SECRET_KEYS ontbreekt"):
        zorg_voor_sleutels(_lees(tmp_path))

    assert [pad.name for pad in tmp_path.iterdir()] == ["wegwijzer.db"]


@pytest.mark.parametrize("url", ["postgresql://server/db", "sqlite:////ergens/anders.db"])
def test_zonder_sleutel_start_het_programma_niet_op_een_eigen_database(tmp_path, url):
    with pytest.raises(InstellingFout, match=r"^WEGWIJZER_SECRET_KEYS ontbreekt"):
        zorg_voor_sleutels(_lees(tmp_path / "nieuw", WEGWIJZER_DATABASE_URL=url))

    assert not (tmp_path / "nieuw").exists()


def test_een_kapot_sleutelbestand_geeft_een_zin_en_blijft_staan(tmp_path):
    (tmp_path / SLEUTELBESTAND).write_text("kapot", "ascii")

    with pytest.raises(InstellingFout, match="Het bestand sleutel bevat een verkeerde sleutel"):
        zorg_voor_sleutels(_lees(tmp_path))

    assert (tmp_path / SLEUTELBESTAND).read_text("ascii") == "kapot"


def test_een_bestand_als_datamap_geeft_een_zin(tmp_path):
    bestand = tmp_path / "bestand"
    bestand.touch()

    for zorg in (zorg_voor_sleutels, maak_datamap):
        with pytest.raises(InstellingFout, match=r"^WEGWIJZER_DATA is .*; geef een map"):
            zorg(_lees(bestand))
