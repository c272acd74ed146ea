"""Het leren van de kans op gevaar: uit weinig zinnen, en in de vorm die het lezen verwacht."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import gevaarkans

DATA = Path(__file__).parent / "data"


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


def test_wat_gemeten_wordt_is_nooit_geleerd(leren):
    from ruamel.yaml import YAML

    lees = YAML(typ="safe").load
    geleerd = {voorbeeld.tekst.lower().strip() for voorbeeld in leren.alle_voorbeelden()}
    for pad in (DATA / "gevaar_samen.yml", DATA.parents[1] / "knowledge/data/gevaar.yml"):
        for kant in lees(pad.read_text(encoding="utf-8")).values():
            for zinnen in kant.values():
                assert [zin for zin in zinnen if zin.lower().strip() in geleerd] == []


def test_van_de_voorbeelden_zonder_gevaar_geven_er_weinig_alarm(leren):
    from bot.nlu.voorbeelden import voorbeelden
    from knowledge.gevaar import lees_gevaar

    zinnen = [zin for naam, lijst in voorbeelden().items() if naam != "acuut" for zin in lijst]
    vals = [zin for zin in zinnen if lees_gevaar(zin)]

    assert len(vals) <= 0.015 * len(zinnen), vals
