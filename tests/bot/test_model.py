"""Het model: opnieuw trainen als een invoer verandert, en anders niet."""

from __future__ import annotations

import pytest

from bot import model

INVOER = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "bot/data/nlu/triage.yml",
    "bot/data/rules/triage.yml",
    "bot/nlu/intentie.py",
)
GEEN_INVOER = ("README.md", "bot/beurt.py", "bot/data/nlu/kladje.txt", "bot/nlu/intentie.pyc")


@pytest.fixture
def boom(tmp_path):
    for naam in (*INVOER, *GEEN_INVOER):
        pad = tmp_path / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(naam, "utf-8")
    return tmp_path


@pytest.mark.parametrize("naam", INVOER)
def test_een_andere_invoer_geeft_een_ander_model(boom, naam):
    voor = model.vingerafdruk(boom)

    (boom / naam).write_text("anders", "utf-8")

    assert model.vingerafdruk(boom) != voor


@pytest.mark.parametrize("naam", ["bot/data/nlu/nieuw.yml", "bot/nlu/nieuw.py"])
def test_een_bestand_erbij_geeft_een_ander_model(boom, naam):
    voor = model.vingerafdruk(boom)

    (boom / naam).write_text("", "utf-8")

    assert model.vingerafdruk(boom) != voor


def test_een_andere_naam_voor_dezelfde_inhoud_geeft_een_ander_model(boom):
    voor = model.vingerafdruk(boom)

    (boom / "bot/data/nlu/triage.yml").rename(boom / "bot/data/nlu/toets.yml")

    assert model.vingerafdruk(boom) != voor


@pytest.mark.parametrize("naam", GEEN_INVOER)
def test_een_ander_bestand_laat_het_model_zoals_het_is(boom, naam):
    voor = model.vingerafdruk(boom)

    (boom / naam).write_text("anders", "utf-8")

    assert model.vingerafdruk(boom) == voor


def test_dezelfde_inhoud_elders_geeft_hetzelfde_model(boom, tmp_path_factory):
    kopie = tmp_path_factory.mktemp("kopie")
    for naam in reversed(INVOER):
        pad = kopie / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes((boom / naam).read_bytes())

    assert model.vingerafdruk(kopie) == model.vingerafdruk(boom)


def test_alle_echte_invoer_bestaat():
    assert [naam for naam in model._INVOER if not (model.WORTEL / naam).exists()] == []


def test_er_wordt_alleen_getraind_als_het_model_er_nog_niet_is(tmp_path, monkeypatch, capsys):
    getraind = []

    def train(pad):
        getraind.append(pad)
        pad.touch()

    monkeypatch.setattr(model, "MODELLEN", tmp_path)
    monkeypatch.setattr(model, "train", train)

    pad = model.zorg_voor_model()
    assert "wordt getraind" in capsys.readouterr().out
    assert model.zorg_voor_model() == pad
    assert getraind == [pad]
    assert capsys.readouterr().out == ""


@pytest.fixture
def getraind(tmp_path, monkeypatch):
    """Een model met zijn controlesom."""
    monkeypatch.setattr(model, "MODELLEN", tmp_path)
    pad = tmp_path / "model.tar.gz"
    pad.write_bytes(b"getraind")
    model.onthoud_som(pad)
    return pad


def test_een_model_zoals_het_getraind_is_mag_geladen_worden(getraind):
    model.eis_eigen_model(getraind)


def test_een_model_dat_na_het_trainen_is_veranderd_wordt_geweigerd(getraind):
    getraind.write_bytes(b"getraind, en iets erbij")

    with pytest.raises(SystemExit, match=r"veranderd.*make train"):
        model.eis_eigen_model(getraind)


def test_een_model_zonder_controlesom_wordt_geweigerd_en_opnieuw_getraind(getraind, monkeypatch):
    getraind.with_name("model.tar.gz.sha256").unlink()
    with pytest.raises(SystemExit, match="make train"):
        model.eis_eigen_model(getraind)

    monkeypatch.setattr(model, "modelpad", lambda: getraind)
    monkeypatch.setattr(model, "train", lambda pad: pad.write_bytes(b"nieuw"))
    model.eis_eigen_model(model.zorg_voor_model())

    assert getraind.read_bytes() == b"nieuw"


def test_een_model_uit_een_andere_map_wordt_geweigerd(getraind, tmp_path):
    elders = tmp_path / "elders" / "model.tar.gz"
    elders.parent.mkdir()
    elders.write_bytes(b"getraind")
    model.onthoud_som(elders)

    with pytest.raises(SystemExit, match="alleen geladen uit de map"):
        model.eis_eigen_model(elders)
