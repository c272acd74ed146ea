"""Het leren van de kans op gevaar: uit weinig zinnen, en in de vorm die het lezen verwacht."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge import gevaar as gevaar_
from knowledge import gevaarkans
from knowledge.gevaar import lees_gevaar

DATA = Path(__file__).parent / "data"
EERDER = (DATA / "gevaar_samen.yml", DATA.parents[1] / "knowledge" / "data" / "gevaar.yml")
NIET_GELEERD_GEVONDEN = 0.97
NIET_GELEERD_VALS = 0.1


@pytest.fixture(scope="module")
def leren():
    return pytest.importorskip("bot.nlu.gevaarleren", reason="scikit-learn ontbreekt")


def test_uit_een_paar_zinnen_leert_het_wat_gevaar_is(leren, tmp_path):
    voorbeelden = [
        leren.Voorbeeld(tekst, gevaar, tekst)
        for tekst, gevaar in [
            ("het schip zinkt nu", True),
            ("het schip zinkt", True),
            ("een schip zinkt snel", True),
            ("de boot ligt aan wal", False),
            ("de boot ligt stil", False),
            ("een boot ligt klaar", False),
        ]
    ]
    pad = tmp_path / "model.tsv"
    leren.schrijf(leren.leer(voorbeelden), pad)
    model = gevaarkans.laad(pad)

    assert model.families["paren"]["zinkt"].gewicht > 0 > model.families["paren"]["ligt"].gewicht


def test_dezelfde_zinnen_geven_hetzelfde_bestand(leren, tmp_path):
    voorbeelden = [
        leren.Voorbeeld(f"{wat} {plek}", wat == "brand in", wat)
        for wat in ("brand in", "rust in")
        for plek in ("huis", "flat", "school")
    ]
    paden = [tmp_path / naam for naam in ("een.tsv", "twee.tsv")]
    for pad in paden:
        leren.schrijf(leren.leer(voorbeelden), pad)

    assert paden[0].read_bytes() == paden[1].read_bytes()


def zinnen(pad: Path, kant: str) -> list[str]:
    inhoud = YAML(typ="safe").load(pad.read_text(encoding="utf-8"))
    return [zin for groep in inhoud[kant].values() for zin in groep]


def vouw(zin: str) -> str:
    return zin.lower().strip()


def test_lastige_zinnen_zijn_nooit_geleerd(leren):
    geleerd = {vouw(voorbeeld.tekst) for voorbeeld in leren.alle_voorbeelden()}
    for kant in ("gevaar", "geen_gevaar"):
        alle = zinnen(DATA / "gevaar_lastig.yml", kant)
        assert [zin for zin in alle if vouw(zin) in geleerd] == []


def test_ook_zonder_de_eerdere_zinnen_te_leren_wordt_hun_gevaar_gevonden(
    leren, tmp_path, monkeypatch
):
    gevaar, geen = (
        [zin for pad in EERDER for zin in zinnen(pad, kant)] for kant in ("gevaar", "geen_gevaar")
    )
    bekend = {vouw(zin) for zin in (*gevaar, *geen)}
    rest = [v for v in leren.alle_voorbeelden() if vouw(v.tekst) not in bekend]
    pad = tmp_path / "model.tsv"
    leren.schrijf(leren.leer(rest), pad)
    model = gevaarkans.laad(pad)
    met_model(monkeypatch, model)
    # De betekenis is wel uit deze zinnen geleerd; hier telt alleen wat de woorden kunnen.
    monkeypatch.setattr(gevaar_, "gevaarlogit", lambda _: None)
    gemist = [zin for zin in gevaar if not lees_gevaar(zin)]
    vals = [zin for zin in geen if lees_gevaar(zin)]

    assert len(gevaar) + len(geen) >= 790
    assert len(gemist) <= (1 - NIET_GELEERD_GEVONDEN) * len(gevaar), gemist
    assert len(vals) <= NIET_GELEERD_VALS * len(geen), vals


def met_model(monkeypatch: pytest.MonkeyPatch, model: gevaarkans.Kansmodel) -> None:
    """Zet een ander model neer, zonder wat met het gewone model per woord is onthouden."""
    monkeypatch.setattr(gevaarkans, "kansmodel", lambda: model)
    for naam in ("_van_woord", "_van_paar"):
        los = getattr(gevaarkans, naam).__wrapped__
        monkeypatch.setattr(gevaarkans, naam, cache(los))


def test_van_de_voorbeelden_zonder_gevaar_geven_er_weinig_alarm(leren):
    from bot.nlu.voorbeelden import voorbeelden

    zinnen = [zin for naam, lijst in voorbeelden().items() if naam != "acuut" for zin in lijst]
    vals = [zin for zin in zinnen if lees_gevaar(zin)]

    assert len(vals) <= 0.015 * len(zinnen), vals
