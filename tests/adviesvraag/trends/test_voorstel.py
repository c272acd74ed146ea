"""Een voorstel heeft de vorm die de redactie nodig heeft, en gaat niet ongezien mee."""

from __future__ import annotations

import io
from datetime import date

import pytest
from ruamel.yaml import YAML

from adviesvraag.fouten import OngeldigeInvoer
from adviesvraag.trends.voorstel import artikel, voorbeelden
from knowledge.artikelen import lees_artikelen
from knowledge.bronnen import BronFout

DAG = date(2026, 3, 2)
VRAGEN = ("wat is een woonverbod", "woonverbod: wie legt dat op?", "wat houdt een 'woonverbod' in")


def test_een_artikel_in_opzet_heeft_de_velden_maar_wordt_nog_geweigerd(tmp_path):
    naam, inhoud = artikel(VRAGEN, DAG)
    assert naam == "woonverbod.md"
    (tmp_path / naam).write_text(inhoud, encoding="utf-8")
    with pytest.raises(BronFout, match="INVULLEN"):
        lees_artikelen(tmp_path)


def test_met_een_bron_en_een_antwoord_is_het_een_artikel(tmp_path):
    naam, inhoud = artikel(VRAGEN, DAG)
    ingevuld = (
        inhoud.replace("document: INVULLEN", "document: S1", 1)
        .replace("paragraaf: INVULLEN", 'paragraaf: "4.2"', 1)
        .split("INVULLEN:")[0]
        + "Een antwoord van de redactie.\n"
    )
    (tmp_path / naam).write_text(ingevuld, encoding="utf-8")
    (gelezen,) = lees_artikelen(tmp_path).values()
    assert gelezen.vragen == VRAGEN
    assert gelezen.titel == "Wat is een woonverbod"


def test_voorbeeldzinnen_hebben_de_vorm_van_de_voorbeelden_van_rasa():
    naam, inhoud = voorbeelden([*VRAGEN, "wat is [een](plek) {vog}"], "kennis")
    gelezen = YAML(typ="safe").load(io.StringIO(inhoud))
    assert naam == "nlu-kennis.yml"
    (blok,) = gelezen["nlu"]
    assert blok["intent"] == "kennis"
    zinnen = [regel.removeprefix("- ") for regel in blok["examples"].splitlines()]
    assert zinnen == [*VRAGEN, "wat is eenplek vog"]


@pytest.mark.parametrize("bedoeling", ["", "Kennis", "../x", "a\nb"])
def test_een_bedoeling_met_een_vorm_die_niet_kan_geeft_geen_bestand(bedoeling):
    with pytest.raises(OngeldigeInvoer):
        voorbeelden(VRAGEN, bedoeling)


def test_zonder_tekst_is_er_geen_voorstel():
    with pytest.raises(OngeldigeInvoer, match="geen tekst"):
        artikel([], DAG)
