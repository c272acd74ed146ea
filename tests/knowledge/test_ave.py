"""De AVE: fasen met bron, onbevestigde cellen en de uitslag van de vragen."""

from __future__ import annotations

import itertools
import re

import pytest

from knowledge.ave import BESTAND, ONBEVESTIGD, VELDEN, fase, lees, uitslag, uitslagen
from knowledge.vragenlijst import Antwoord, Stand, beantwoord, volgende
from knowledge.vragenlijst_bestand import vragenlijst
from knowledge.yamlbestand import BestandFout

WAARDEN = ("ja", "nee", "onbekend")
VRAGEN = ("onrust", "veiligheid", "stagnatie", "complex", "hulpvraag")


@pytest.mark.parametrize("nummer", [1, 2, 3, 4])
def test_elke_cel_heeft_een_bron_of_zegt_dat_zij_niet_bevestigd_is(nummer):
    bericht = fase(nummer).als_bericht()
    for veld in VELDEN:
        cel = fase(nummer).cellen[veld]
        assert (cel.bron is None) == (cel.tekst == ONBEVESTIGD)
        if cel.bron is None:
            assert veld in bericht["onbevestigd"]
    assert bericht["bron"]["document"] == "AVE-handreiking"


def test_een_cel_die_niet_bij_de_uitgever_is_gelezen_staat_als_onbevestigd_in_het_bericht():
    bericht = fase(4).als_bericht()
    assert bericht["procesregie"] == "De burgemeester heeft de regie."
    assert "procesregie" in bericht["onbevestigd"]
    assert "niet bij de uitgever gecontroleerd" in fase(4).tekst()


@pytest.mark.parametrize("nummer", [1, 2, 3, 4])
def test_er_staat_geen_termijn_in_een_fase(nummer):
    tekst = fase(nummer).tekst().lower()
    assert not re.search(r"\b(weken|dagen|maanden|uur)\b", tekst)
    assert "lokale ave-afspraken van je gemeente gaan voor" in tekst


@pytest.mark.parametrize(
    ("antwoorden", "nummer", "eerste_contact"),
    [
        ({"onrust": "ja"}, 4, "burgemeester"),
        ({"onrust": "nee", "veiligheid": "ja"}, 3, "procesregisseur_lokaal"),
        (
            {"onrust": "nee", "veiligheid": "onbekend", "stagnatie": "ja"},
            3,
            "procesregisseur_lokaal",
        ),
        ({"onrust": "nee", "veiligheid": "onbekend"}, None, "procesregisseur_lokaal"),
    ],
)
def test_de_uitslag_volgt_de_aanleidingen(antwoorden, nummer, eerste_contact):
    gevonden = uitslag(antwoorden)
    assert gevonden.fase == nummer
    assert gevonden.soorten_contact[0] == eerste_contact


def test_stagnatie_zonder_veiligheidskant_blijft_lokaal():
    gevonden = uitslag({"onrust": "nee", "veiligheid": "nee", "stagnatie": "ja"})
    assert gevonden.fase == 3
    assert "lokaal" in gevonden.tekst
    assert "zorg_en_veiligheidshuis" not in gevonden.soorten_contact


@pytest.mark.parametrize(("hulpvraag", "nummer"), [("ja", 2), ("nee", 1), ("onbekend", None)])
def test_zonder_aanleiding_beslist_of_er_een_vraag_is(hulpvraag, nummer):
    antwoorden = dict.fromkeys(("onrust", "veiligheid", "stagnatie", "complex"), "nee")
    assert uitslag({**antwoorden, "hulpvraag": hulpvraag}).fase == nummer


def test_de_vragenlijst_geeft_dezelfde_uitslag_als_alle_antwoorden_samen():
    lijst = vragenlijst("ave")
    for rij in itertools.product(WAARDEN, repeat=len(VRAGEN)):
        antwoorden = dict(zip(VRAGEN, rij, strict=True))
        stand, gesteld = Stand(), {}
        while vraag := volgende(lijst, stand):
            gesteld[vraag.id] = antwoorden[vraag.id]
            stand = beantwoord(lijst, stand, vraag.id, Antwoord(antwoorden[vraag.id]))
        assert uitslag(gesteld).fase == uitslag(antwoorden).fase, antwoorden


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ("    afschalen: onbevestigd\n  2:", "  2:", "'afschalen' ontbreekt"),
        ("    afschalen: onbevestigd\n  2:", "    afschalen: nooit\n  2:", "tekst met bron"),
        ('  "4": {contacten', '  "5": {contacten', "uitslag '4' ontbreekt"),
    ],
)
def test_een_fout_in_het_bestand_noemt_regel_en_veld(tmp_path, oud, nieuw, woord):
    pad = tmp_path / "ave.yml"
    pad.write_text(BESTAND.read_text(encoding="utf-8").replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(BestandFout, match=woord) as fout:
        lees(pad)
    assert str(fout.value).startswith("ave.yml, regel ")


def test_een_regio_met_een_eigen_bron_vervangt_alleen_haar_cellen():
    twente = fase(3, "VR05")
    assert "tijdelijk" in twente.cellen["procesregie"].tekst
    assert twente.cellen["procesregie"].bevestigd
    assert twente.cellen["situatie"] == fase(3).cellen["situatie"]
    assert fase(3, "VR12") == fase(3)


def test_elke_uitslag_heeft_een_contact():
    assert all(gevonden.soorten_contact for gevonden in uitslagen().values())
