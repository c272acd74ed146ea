"""De triage tegen de hele waarheidstabel, en de vragenlijst tegen de triage."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from knowledge.regios import regio
from knowledge.triage import (
    CRITERIA,
    UITKOMSTEN,
    VIJF,
    ave_fase,
    criteria_uit,
    oordeel,
    uitkomst,
)
from knowledge.vragenlijst import Antwoord, Stand, beantwoord, neem_over, volgende
from knowledge.vragenlijst_bestand import vragenlijst

WAARDEN = ("ja", "nee", "onbekend")
TABEL = [dict(zip(CRITERIA, rij, strict=True)) for rij in itertools.product(WAARDEN, repeat=7)]
VRAAG_BIJ = {"multiprobleem": "leefgebieden", "ketenoverstijgend": "ketens"}


def regel_uit_het_contract(rij, *, acuut=False):
    """De vijf regels van docs/contract.md (Uitkomst), onafhankelijk opgeschreven."""
    vijf = {rij[naam] for naam in VIJF}
    regels = [
        (acuut, "acuut"),
        (rij["gebiedsgebonden"] == "ja", "gebiedsgebonden"),
        ("nee" in vijf, "hoort_niet_thuis"),
        ("onbekend" in vijf, "twijfel"),
        (rij["regulier_doorlopen"] == "ja", "hoort_thuis"),
        (True, "twijfel"),
    ]
    return next(naam for geldt, naam in regels if geldt)


def test_de_uitkomst_volgt_de_hele_waarheidstabel():
    assert len(TABEL) == 3**7
    for rij in TABEL:
        assert uitkomst(rij) == regel_uit_het_contract(rij), rij
        assert uitkomst(rij, acuut=True) == "acuut"


def test_elke_uitkomst_komt_voor_in_de_tabel():
    assert {uitkomst(rij) for rij in TABEL} | {"acuut"} == set(UITKOMSTEN)


def stel_vragen(rij, signaal="ja"):
    """Beantwoord de triage volgens een rij; geeft de gestelde criteria en de stand."""
    lijst = vragenlijst("triage")
    stand = neem_over(
        lijst,
        Stand(gegevens={"gebiedssignaal": signaal}),
        {n: Antwoord("onbekend") for n in ("casus", "gemeente", "probleem")},
    )
    gesteld = []
    while open_vraag := volgende(lijst, stand):
        criterium = open_vraag.criterium or open_vraag.id
        gesteld.append(criterium)
        stand = beantwoord(lijst, stand, open_vraag.id, Antwoord(rij[criterium]))
    return lijst, stand, gesteld


@cache
def mogelijke_uitkomsten(bekend):
    return {uitkomst(rij) for rij in TABEL if bekend <= rij.items()}


def test_de_vragenlijst_geeft_altijd_de_uitkomst_van_de_tabel():
    for rij in TABEL:
        lijst, stand, _ = stel_vragen(rij)
        assert uitkomst(criteria_uit(lijst, stand)) == uitkomst(rij), rij


def test_er_wordt_alleen_gevraagd_wat_de_uitkomst_nog_kan_veranderen():
    for rij in TABEL:
        _, _, gesteld = stel_vragen(rij)
        for aantal, criterium in enumerate(gesteld):
            bekend = frozenset((naam, rij[naam]) for naam in gesteld[:aantal])
            assert len(mogelijke_uitkomsten(bekend)) > 1, (rij, criterium)
        bekend = frozenset((naam, rij[naam]) for naam in gesteld)
        assert len(mogelijke_uitkomsten(bekend)) == 1, rij


def test_zonder_teken_van_een_gebied_wordt_er_niet_naar_gevraagd():
    rij = dict.fromkeys(CRITERIA, "ja")
    lijst, stand, gesteld = stel_vragen(rij, signaal="nee")
    assert "gebiedsgebonden" not in gesteld
    assert criteria_uit(lijst, stand)["gebiedsgebonden"] == "nee"


def test_een_latere_nee_uit_de_tekst_maakt_de_eerdere_vragen_overbodig():
    lijst = vragenlijst("triage")
    stand = neem_over(
        lijst,
        Stand(gegevens={"gebiedssignaal": "nee"}),
        {n: Antwoord("onbekend") for n in ("casus", "gemeente", "probleem")},
    )
    stand = neem_over(lijst, stand, {"systeem": Antwoord("nee")})
    assert volgende(lijst, stand) is None


NEE_VEILIG = {**dict.fromkeys(CRITERIA, "onbekend"), "zorgcomponent": "ja"}
NEE_VEILIG |= {"veiligheidscomponent": "nee", "gebiedsgebonden": "nee"}
ALLES_JA = {**dict.fromkeys(CRITERIA, "ja"), "gebiedsgebonden": "nee"}


@pytest.mark.parametrize(
    ("criteria", "signalen", "fase"),
    [
        (ALLES_JA, (), 3),
        ({**ALLES_JA, "regulier_doorlopen": "nee"}, (), 2),
        (NEE_VEILIG, (), 2),
        (NEE_VEILIG, ("stagnatie",), 3),
        ({**ALLES_JA, "gebiedsgebonden": "ja"}, ("onrust",), 4),
        ({**ALLES_JA, "gebiedsgebonden": "ja"}, (), None),
        (dict.fromkeys(CRITERIA, "onbekend"), (), None),
    ],
)
def test_de_ave_fase_is_een_indicatie_bij_de_feiten(criteria, signalen, fase):
    assert ave_fase(uitkomst(criteria), criteria, signalen) == fase


def test_stagnatie_zonder_veiligheidskant_gaat_naar_de_lokale_procesregisseur():
    gevonden = oordeel(NEE_VEILIG, ["wijkteam"], {"stagnatie"}, regio("VR04"))
    assert gevonden.uitkomst == "hoort_niet_thuis"
    assert gevonden.soorten_contact[0] == "procesregisseur_lokaal"
    assert gevonden.ave_fase == 3


def test_de_contacten_van_het_probleem_komen_terug_in_hun_volgorde():
    gevonden = oordeel(NEE_VEILIG, ["wijkteam", "ggd_meldpunt"], (), regio(None))
    assert gevonden.soorten_contact == ("wijkteam", "ggd_meldpunt")


def test_kennemerland_stuurt_een_gebiedsprobleem_naar_bestuurlijke_advisering():
    criteria = {**ALLES_JA, "gebiedsgebonden": "ja"}
    gevonden = oordeel(criteria, ["politie"], {"gebied"}, regio("VR12"))
    assert gevonden.uitkomst == "gebiedsgebonden"
    assert "bestuurlijke advisering" in gevonden.tekst
    assert gevonden.soorten_contact[0] == "gemeente_oov"


def test_onrust_zet_de_burgemeester_vooraan():
    criteria = {**ALLES_JA, "gebiedsgebonden": "ja"}
    gevonden = oordeel(criteria, ["gemeente_oov"], {"onrust"}, regio("VR04"))
    assert gevonden.soorten_contact[0] == "burgemeester"
    assert gevonden.ave_fase == 4


def test_elke_uitkomst_heeft_een_contact_een_vervolg_en_een_adviesvraag():
    for rij in TABEL:
        gevonden = oordeel(rij, ["wijkteam"], (), regio("VR12"))
        assert gevonden.soorten_contact
        assert "adviesvraag" in gevonden.vervolg


def test_de_reden_die_beslist_staat_vooraan_met_haar_bron():
    gevonden = oordeel({**ALLES_JA, "systeem": "nee"}, ["wijkteam"], (), regio("VR12"))
    assert gevonden.redenen[0].criterium == "systeem"
    assert gevonden.redenen[0].als_bericht()["bron"]["document"] == "S1"
