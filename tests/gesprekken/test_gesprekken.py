"""Hele gesprekken, elk in een eigen YAML-bestand met een zin als naam."""

from __future__ import annotations

import pytest

from tests.gesprekken.loper import Speler, gesprekken
from tests.gesprekken.toetsen import speel

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize("pad", gesprekken(), ids=lambda pad: pad.stem)
def test_het_gesprek_verloopt_zoals_beschreven(pad, partner, opslag):
    speel(pad, Speler(partner, opslag))


def test_er_zijn_ten_minste_zestig_gesprekken():
    assert len(gesprekken()) >= 60
