"""Gevaar in verse berichten: per ronde geschreven vóór de meting, nooit bij het leren gebruikt."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from knowledge.gevaar import lees_gevaar

ZINNEN = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "gevaar_samen.yml").read_text(encoding="utf-8")
)
MINSTENS_GEVONDEN = 0.85
# De zinnen zonder gevaar zijn met opzet lastig: bijna allemaal noemen ze wapens, vuur of de dood.
HOOGUIT_VALS = 0.2


def berichten(kant: str) -> list[str]:
    return [zin for ronde in ZINNEN[kant].values() for zin in ronde]


def test_gevaar_in_verse_berichten_wordt_gevonden():
    gemist = [zin for zin in berichten("gevaar") if not lees_gevaar(zin)]

    assert len(gemist) <= (1 - MINSTENS_GEVONDEN) * len(berichten("gevaar")), gemist


def test_lastige_berichten_zonder_gevaar_geven_zelden_vals_alarm():
    vals = [zin for zin in berichten("geen_gevaar") if lees_gevaar(zin)]

    assert len(vals) <= HOOGUIT_VALS * len(berichten("geen_gevaar")), vals
