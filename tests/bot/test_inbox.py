"""Wat de inbox meekrijgt als `make run` hem start, en wanneer hij niet start."""

from __future__ import annotations

import json

import pytest

from bot import inbox
from bot.instellingen import lees_instellingen
from bot.start import onderdelen
from knowledge.triage import CRITERIA
from tests.processen import SLEUTEL

OIDC = {
    "WEGWIJZER_OIDC_ISSUER": "https://inloggen.voorbeeld.nl",
    "WEGWIJZER_OIDC_CLIENT_ID": "inbox",
    "WEGWIJZER_OIDC_CLIENT_SECRET": "heel-geheim",
    "WEGWIJZER_OIDC_WAARDEN": "noord=VR12, lezers=manager",
}


@pytest.fixture
def met_omgeving(tmp_path, monkeypatch):
    """Een omgeving voor de inbox die er is."""
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(inbox, "PYTHON", python)


def _gegevens(tmp_path, **anders):
    return lees_instellingen({"WEGWIJZER_DATA": str(tmp_path), **anders})


def test_de_inbox_krijgt_alle_namen_en_teksten_van_echte_gegevens_mee(tmp_path):
    gegevens = _gegevens(tmp_path)

    gelezen = json.loads(inbox.invoer(gegevens, [SLEUTEL]))

    kennis = gelezen["kennis"]
    assert len(kennis["regios"]) == 26
    assert kennis["regios"]["VR12"] == "Kennemerland"
    assert kennis["gemeenten"]["GM0392"] == "Haarlem"
    assert {"landelijk", "VR04", "VR12"} <= set(kennis["ladders"])
    assert all(len(stappen) >= 2 for stappen in kennis["ladders"].values())
    assert {
        (criterium, waarde) for criterium in CRITERIA for waarde in ("ja", "nee", "onbekend")
    } == {
        (criterium, waarde)
        for criterium, zinnen in kennis["redenen"]["landelijk"].items()
        for waarde in zinnen
    }
    assert list(kennis["fasen"]) == ["1", "2", "3", "4"]
    assert kennis["contacten"]
    assert gelezen["sleutels"] == [SLEUTEL]


@pytest.mark.usefixtures("met_omgeving")
def test_op_de_ingebouwde_standaard_is_er_een_link_die_een_keer_werkt(tmp_path):
    gegevens = _gegevens(tmp_path)

    _, deel = onderdelen(gegevens, [SLEUTEL])

    assert deel.adressen[0] == "inbox     http://127.0.0.1:5006/"
    link = deel.adressen[1].split()[1]
    geheim = link.removeprefix("http://127.0.0.1:5006/inloggen/")
    assert len(geheim) == 43
    assert geheim not in deel.invoer
    assert all(geheim not in pad.read_text() for pad in tmp_path.iterdir() if pad.is_file())
    assert SLEUTEL not in repr(deel)


@pytest.mark.usefixtures("met_omgeving")
def test_met_een_inlogdienst_is_er_geen_link(tmp_path):
    gegevens = _gegevens(tmp_path, WEGWIJZER_INBOX_URL="https://inbox.voorbeeld.nl/", **OIDC)

    _, deel = onderdelen(gegevens, [SLEUTEL])

    assert deel.adressen == ["inbox     https://inbox.voorbeeld.nl/"]
    gelezen = json.loads(deel.invoer)
    assert gelezen["linkbestand"] == ""
    assert gelezen["oidc"]["waarden"] == {"noord": "VR12", "lezers": "manager"}
    assert "heel-geheim" not in repr(gegevens)


@pytest.mark.usefixtures("met_omgeving")
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"WEGWIJZER_INBOX": "uit"}, ""),
        ({"WEGWIJZER_HOST": "192.0.2.1"}, inbox.ZONDER_INLOGGEN),
        ({"WEGWIJZER_DATABASE_URL": "postgresql://server/db"}, inbox.ZONDER_INLOGGEN),
    ],
)
def test_zonder_manier_om_in_te_loggen_start_de_inbox_niet(tmp_path, anders, zin):
    gegevens = _gegevens(tmp_path, **anders)

    assert [deel.naam for deel in onderdelen(gegevens, [SLEUTEL])] == ["assistent"]
    assert inbox.waarom_niet(gegevens) == zin


def test_zonder_omgeving_start_de_inbox_niet_en_zegt_dat(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox, "PYTHON", tmp_path / "weg")
    gegevens = _gegevens(tmp_path)

    assert [deel.naam for deel in onderdelen(gegevens, [SLEUTEL])] == ["assistent"]
    assert inbox.waarom_niet(gegevens) == inbox.ZONDER_OMGEVING
