"""Een genoemd spaCy-model helpt met woordvormen; zonder model leest alles gewoon."""

from __future__ import annotations

import pytest
import spacy

from knowledge import taalmodel
from knowledge.casus import lees_casus

TEKST = "Hij ontvreemdde fietsen en heeft schulden."


@pytest.fixture
def model_map(tmp_path):
    nlp = spacy.blank("nl")
    regels = nlp.add_pipe("attribute_ruler")
    regels.add([[{"LOWER": "ontvreemdde"}]], {"LEMMA": "steelt"})
    nlp.to_disk(tmp_path / "model")
    yield str(tmp_path / "model")
    taalmodel.gebruik("")


def _leefgebieden() -> set[str]:
    return {feit.waarde for feit in lees_casus(TEKST).feiten if feit.soort == "leefgebied"}


def test_zonder_model_telt_wat_in_de_lijsten_staat():
    assert _leefgebieden() == {"geld"}


def test_met_een_model_telt_ook_het_lemma(model_map):
    assert taalmodel.is_er(model_map)
    taalmodel.gebruik(model_map)
    assert _leefgebieden() == {"geld", "delict"}


def test_een_model_dat_er_niet_is_wordt_gezien():
    assert not taalmodel.is_er("nl_core_news_bestaat_niet")
