"""De soort probleem leren: uit weinig zinnen, steeds hetzelfde, en nooit uit meetzinnen."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge import probleemkans
from knowledge.probleemzinnen import Zin, kale_zinnen

ACHTERGEHOUDEN = Path(__file__).parents[1] / "bot" / "data" / "routes_achtergehouden.yml"
ZINNEN = [
    Zin(f"{wat} {plek}", soort, wat)
    for wat, soort in (
        ("rekeningen op", "schulden"),
        ("herrie bij", "woonoverlast"),
        ("spijbelt in", "verzuim"),
    )
    for plek in ("de tafel", "het huis", "de flat")
]


@pytest.fixture(scope="module")
def leren():
    return pytest.importorskip("bot.nlu.probleemleren", reason="scikit-learn ontbreekt")


def test_uit_een_paar_zinnen_leert_het_welk_woord_bij_welke_soort_hoort(leren, tmp_path):
    pad = tmp_path / "model.tsv"
    leren.schrijf(leren.leer(ZINNEN, lijsten=False), pad)
    model = probleemkans.laad(pad)
    gewichten = model.families["paren"]["rekeningen"].gewichten

    assert gewichten[model.soorten.index("schulden")] == max(gewichten)


def test_dezelfde_zinnen_geven_hetzelfde_bestand(leren, tmp_path):
    paden = [tmp_path / naam for naam in ("een.tsv", "twee.tsv")]
    for pad in paden:
        leren.schrijf(leren.leer(ZINNEN, lijsten=False), pad)

    assert paden[0].read_bytes() == paden[1].read_bytes()


def test_achtergehouden_routevragen_zijn_nooit_geleerd():
    geleerd = {zin.tekst.casefold() for zin in kale_zinnen()}
    gevallen = YAML(typ="safe").load(ACHTERGEHOUDEN.read_text(encoding="utf-8"))

    assert len(gevallen) >= 60
    assert [g["tekst"] for g in gevallen if g["tekst"].casefold() in geleerd] == []
