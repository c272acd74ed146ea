"""Engels herkennen zonder Nederlands voor Engels aan te zien."""

from __future__ import annotations

import pytest

from knowledge.engels import is_engels


@pytest.mark.parametrize(
    "tekst",
    [
        "where can I report this, he does not answer the door",
        "I need help with a family, what should I do?",
    ],
)
def test_een_engels_bericht_wordt_herkend(tekst):
    assert is_engels(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "hi",
        "he is there",
        "kan ik hem aanmelden bij het zvh",
        "de do en de don't van het overleg",
    ],
)
def test_nederlands_en_losse_woorden_zijn_geen_engels(tekst):
    assert not is_engels(tekst)
