"""De twee netten voor gevaar samen: de patronen van de poort en de geleerde classificator."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge.gevaar import lees_gevaar, spreekt_tegen

pytestmark = pytest.mark.rasa

ZINNEN = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "gevaar_samen.yml").read_text(encoding="utf-8")
)
MINSTENS_GEVONDEN = 0.97
HOOGUIT_VALS = 0.02


def berichten(kant: str) -> list[str]:
    return [zin for ronde in ZINNEN[kant].values() for zin in ronde]


def is_acuut(partner, bericht: str) -> bool:
    """Leest een bericht zoals een kanaal dat doet: eerst de poort, dan het model."""
    if lees_gevaar(bericht):
        return True
    uitkomst = asyncio.run(partner.agent.parse_message(bericht))
    return uitkomst["intent"]["name"] == "acuut"


def test_gevaar_in_verse_berichten_wordt_gevonden(partner):
    gemist = [zin for zin in berichten("gevaar") if not is_acuut(partner, zin)]

    assert len(gemist) <= (1 - MINSTENS_GEVONDEN) * len(berichten("gevaar")), gemist


def test_verse_berichten_zonder_gevaar_geven_zelden_vals_alarm(partner):
    vals = [zin for zin in berichten("geen_gevaar") if is_acuut(partner, zin)]

    assert len(vals) <= HOOGUIT_VALS * len(berichten("geen_gevaar")), vals


def test_de_classificator_vindt_gevaar_dat_de_patronen_missen(partner):
    gemist = [zin for zin in berichten("gevaar") if not lees_gevaar(zin)]

    assert gemist
    assert any(is_acuut(partner, zin) for zin in gemist)


@pytest.mark.parametrize(
    "zin",
    [
        "vorig jaar stond hij met een ladder te zwaaien",
        "ze gooit vaak met borden",
        "dat heeft hij nog nooit gedaan",
        "hoe ga je om met iemand die gooit",
        "het is niet acuut maar wel ernstig",
        "de politie heeft hem meegenomen",
    ],
)
def test_verleden_gewoonte_vraag_en_afloop_spreken_gevaar_tegen(zin):
    assert spreekt_tegen(zin)


@pytest.mark.parametrize("zin", ["hij gooit met borden", "vroeger ging het goed, nu gooit hij"])
def test_een_melding_over_nu_spreekt_zichzelf_niet_tegen(zin):
    assert not spreekt_tegen(zin)
