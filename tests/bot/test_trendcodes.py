"""De codes van het trendbulletin zijn die van de vragenlijsten en de triage."""

from __future__ import annotations

import pytest

from adviesvraag.trends.dimensies import dimensies
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst_bestand import MAP, lees
from sociale_kaart.soorten import SOORTEN


@pytest.mark.parametrize(
    ("dimensie", "vraag"),
    [("leefgebied", "leefgebieden"), ("keten", "ketens"), ("probleem", "probleem")],
)
def test_elke_optie_van_de_triage_is_te_tellen(dimensie, vraag):
    lijst = lees(MAP / "triage.yml", bron_bestaat=lambda *_: True, soorten_contact=SOORTEN)
    opties = [optie.waarde for optie in lijst.vragen[vraag].opties]
    onderdelen = list(lijst.vragen[vraag].onderdelen)
    assert set(dimensies()[dimensie].codes) == set(onderdelen or opties)


def test_elke_uitkomst_van_de_triage_is_te_tellen():
    assert set(dimensies()["uitkomst"].codes) - {"geen"} == set(teksten().uitkomsten)
