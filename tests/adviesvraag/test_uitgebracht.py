from __future__ import annotations

import shutil

import pytest

from adviesvraag.migraties import uitgebracht


@pytest.fixture
def kopie(tmp_path):
    versies, sommen = tmp_path / "versies", tmp_path / "uitgebracht.csv"
    shutil.copytree(uitgebracht.VERSIES, versies)
    shutil.copy(uitgebracht.SOMMEN, sommen)
    return versies, sommen


def test_de_migraties_zijn_zoals_ze_zijn_uitgebracht():
    assert list(uitgebracht.klachten()) == []


def test_een_veranderde_migratie_is_een_klacht_en_blijft_dat_na_vastleggen(kopie):
    eerste = kopie[0] / "0001_eerste_tabellen.py"
    eerste.write_text(eerste.read_text("utf-8") + "\n# toch anders\n", "utf-8")

    uitgebracht.leg_vast(*kopie)

    assert list(uitgebracht.klachten(*kopie)) == [
        (
            "0001_eerste_tabellen.py: deze migratie is uitgebracht en mag niet veranderen; "
            "maak een nieuwe migratie."
        )
    ]


def test_een_verdwenen_migratie_is_een_klacht(kopie):
    (kopie[0] / "0002_contactmelding.py").unlink()
    (klacht,) = uitgebracht.klachten(*kopie)
    assert "0002_contactmelding is uitgebracht maar weg" in klacht


def test_een_nieuwe_migratie_moet_worden_vastgelegd(kopie):
    (kopie[0] / "9999_later.py").write_text("revision = '9999'\n", "utf-8")
    (klacht,) = uitgebracht.klachten(*kopie)
    assert "9999_later staat er niet in; draai make docs" in klacht

    uitgebracht.leg_vast(*kopie)

    assert list(uitgebracht.klachten(*kopie)) == []
