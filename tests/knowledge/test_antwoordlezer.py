"""Een getypt antwoord lezen: waar het bericht op eindigt, en wie het niet weet."""

from __future__ import annotations

import pytest

from knowledge.antwoordlezer import lees_keuze, lees_slot, neemt_terug, weet_niet
from knowledge.vragenlijst_bestand import vragenlijst

ZORG = vragenlijst("triage").vragen["zorgcomponent"]


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("duidelijk. en dan je vraag: ja", "ja"),
        ("sorry, rotdag. nee dus", "nee"),
        ("ah zo. dan is het antwoord ja", "ja"),
        ("genoteerd. antwoord op die andere: nee", "nee"),
        ("oké, terug naar de casus: geen idee", "onbekend"),
        ("sorry, lange dag. ik weet het antwoord niet", "onbekend"),
        ("ja", None),
        ("hij drinkt, ja", None),
        ("wat bedoel je? ja", None),
        ("hij woont alleen. niemand komt er. de buren klagen en de post ligt op straat. ja", None),
    ],
)
def test_het_slot_van_een_kort_bericht_is_het_antwoord(tekst, waarde):
    assert lees_slot(ZORG, tekst) == waarde


@pytest.mark.parametrize(
    "tekst",
    [
        "zou ik echt niet weten",
        "dat weet ik eerlijk gezegd ook niet",
        "zou het niet weten",
        "weten we helaas niet",
        "geen flauw idee",
        "dan weet ik het niet",
        "dat weet ik bij nader inzien niet",
    ],
)
def test_niet_weten_in_andere_woorden_is_onbekend_en_nooit_nee(tekst):
    assert weet_niet(tekst)
    assert lees_keuze(ZORG, tekst).waarde == "onbekend"


@pytest.mark.parametrize("tekst", ["echt niet", "nee, hij weet van niks", "zeker weten"])
def test_een_stellig_antwoord_is_geen_twijfel(tekst):
    gelezen = lees_keuze(ZORG, tekst)
    assert gelezen is None or gelezen.waarde != "onbekend"


@pytest.mark.parametrize(
    ("tekst", "terug"),
    [
        ("foutje van mij: de hulp is nog niet geprobeerd", True),
        ("dat van die hulp klopt niet, maak daar nee van", True),
        ("bij nader inzien is er wel overlast", True),
        ("hij is de fout ingegaan", False),
    ],
)
def test_iets_terugnemen_wordt_herkend(tekst, terug):
    assert neemt_terug(tekst) is terug
