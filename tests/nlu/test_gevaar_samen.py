"""Gevaar in berichten per ronde: de eerste drie rondes, en de lastige die nooit geleerd zijn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from knowledge.gevaar import lees_gevaar

DATA = Path(__file__).parent / "data"
# De lastige zinnen zonder gevaar noemen bijna allemaal wapens, vuur, pillen of de dood.
GRENZEN = [("gevaar_samen.yml", 0.97, 0.02), ("gevaar_lastig.yml", 0.97, 0.08)]


def lees(naam: str) -> Any:
    return YAML(typ="safe").load((DATA / naam).read_text(encoding="utf-8"))


def berichten(naam: str, kant: str) -> list[str]:
    return [zin for ronde in lees(naam)[kant].values() for zin in ronde]


@pytest.mark.parametrize(("naam", "minstens", "_vals"), GRENZEN)
def test_gevaar_in_berichten_wordt_gevonden(naam, minstens, _vals):
    alle = berichten(naam, "gevaar")
    gemist = [zin for zin in alle if not lees_gevaar(zin)]

    assert len(alle) >= 100
    assert len(gemist) <= (1 - minstens) * len(alle), gemist


@pytest.mark.parametrize(("naam", "_minstens", "hooguit"), GRENZEN)
def test_berichten_zonder_gevaar_geven_zelden_vals_alarm(naam, _minstens, hooguit):
    alle = berichten(naam, "geen_gevaar")
    vals = [zin for zin in alle if lees_gevaar(zin)]

    assert len(alle) >= 100
    assert len(vals) <= hooguit * len(alle), vals
