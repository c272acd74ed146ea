"""De lezing van casussen over een vaste verzameling: precies genoeg, en weinig vragen over."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.evaluatie.casussen import Casusmeting, meet, speel

pytestmark = pytest.mark.rasa

GEVALLEN = YAML(typ="safe").load(
    (Path(__file__).parents[1] / "knowledge" / "data" / "casuslezing.yml").read_text("utf-8"),
)


@pytest.fixture(scope="module")
def meting() -> Casusmeting:
    return meet(GEVALLEN)


def test_de_verzameling_kent_elke_uitkomst():
    assert len({geval["tekst"] for geval in GEVALLEN}) >= 75
    assert {geval["uitkomst"] for geval in GEVALLEN} == {
        "hoort_thuis", "hoort_niet_thuis", "twijfel", "gebiedsgebonden", "acuut",
    }  # fmt: skip


def test_na_eerlijke_antwoorden_klopt_de_uitkomst(meting):
    assert meting.goed / meting.aantal >= 0.93, meting.fouten


def test_wat_gelezen_wordt_klopt_bijna_altijd(meting):
    samen = [
        sum(getattr(m, veld) for m in meting.criteria.values()) for veld in ("goed", "gelezen")
    ]
    assert samen[0] / samen[1] >= 0.95, meting.criteria


@pytest.mark.parametrize(
    ("criterium", "ten_minste"),
    [
        ("zorgcomponent", 0.65),
        ("veiligheidscomponent", 0.75),
        ("multiprobleem", 0.5),
        ("ketenoverstijgend", 0.5),
        ("systeem", 0.5),
        ("regulier_doorlopen", 0.45),
    ],
)
def test_genoeg_wordt_gelezen_om_weinig_te_vragen(meting, criterium, ten_minste):
    maat = meting.criteria[criterium]
    assert maat.herroep >= ten_minste, maat


def test_een_beschrijving_laat_hooguit_vier_vragen_over(meting):
    assert meting.vragen_mediaan <= 4


def test_een_leeg_verhaal_wordt_niet_geraden():
    geval = next(g for g in GEVALLEN if "altijd wel wat mee is" in g["tekst"])
    assert speel(geval).alleen_tekst == "twijfel"
    assert speel(geval).vragen >= 6
