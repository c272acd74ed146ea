"""Hoe iemand praat: schelden, prijzen, een praatje, even weg; een casus telt niet."""

from __future__ import annotations

import pytest

from knowledge.omgang import gaat_even_weg, prijst, scheldt, vraagt_hoe_het_gaat

LANG = "Wij zijn al maanden bezig met dit gezin en het is volgens mij een waardeloos verhaal"


@pytest.mark.parametrize(
    "tekst", ["kut zeg", "je snapt er niks van", "wat een waardeloos ding", "GODVERDOMME"]
)
def test_schelden_en_klagen_worden_herkend(tekst):
    assert scheldt(tekst)


@pytest.mark.parametrize("tekst", ["hij scheldt haar uit", "de buren klagen", LANG, ""])
def test_een_casus_of_lange_tekst_is_geen_schelden(tekst):
    assert not scheldt(tekst)


@pytest.mark.parametrize("tekst", ["goed gedaan", "Lekker duidelijk!", "wat handig zeg"])
def test_een_compliment_wordt_herkend(tekst):
    assert prijst(tekst)
    assert not scheldt(tekst)


@pytest.mark.parametrize("tekst", ["hoe gaat het?", "Alles goed?"])
def test_een_praatje_wordt_herkend(tekst):
    assert vraagt_hoe_het_gaat(tekst)


@pytest.mark.parametrize("tekst", ["ik ben zo terug", "moet even weg", "tot morgen"])
def test_even_weg_wordt_herkend(tekst):
    assert gaat_even_weg(tekst)


def test_een_woord_midden_in_een_ander_woord_telt_niet():
    assert not prijst("stop ermee")
    assert not scheldt("de kluts kwijt")
