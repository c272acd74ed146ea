"""Het dossier overleeft opslaan, en een nieuwe ronde laat oude knoppen vervallen."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.dossier import Dossier
from knowledge.vragenlijst import Antwoord, beantwoord


def _gevuld() -> Dossier:
    dossier = Dossier(acuut=True, kenmerk="AV-KL2026-7H3KQ9XM", bericht="b1").open("triage")
    blad = dossier.blad
    stand = beantwoord(blad.lijst, blad.stand, "casus", Antwoord("Overlast in een straat."))
    blad = type(blad)(
        blad.vragenlijst, blad.run, stand, ("wonen",), {"signalen": ["onrust"], "plaatsen": []}
    )
    klaar = Dossier().open("route").blad
    dossier = replace(dossier, klaar=klaar, misverstaan=2, verwacht=("aanpassen", "b1"))
    return dossier.met_blad(blad).open("adviesvraag", concept_id="concept-1")


def test_een_dossier_komt_ongewijzigd_terug_uit_de_opslag():
    dossier = _gevuld()

    assert Dossier.uit_json(json.loads(json.dumps(dossier.als_json()))) == dossier


def test_een_leeg_slot_is_een_leeg_dossier():
    assert Dossier.uit_json(None) == Dossier()
    assert Dossier.uit_json({}) == Dossier()
    assert Dossier().blad is None


def test_een_vragenlijst_gaat_bovenop_en_eronder_blijft_alles_bewaard():
    dossier = _gevuld()

    assert dossier.blad.vragenlijst == "adviesvraag"
    assert dossier.blad.extra == {"concept_id": "concept-1"}
    onder = dossier.zonder_blad().blad
    assert onder.vragenlijst == "triage"
    assert onder.stand.waarde("casus") == "Overlast in een straat."


def test_opnieuw_dezelfde_vragenlijst_openen_laat_de_vorige_ronde_vervallen():
    dossier = _gevuld()
    oud = dossier.zonder_blad().blad

    nieuw = dossier.open("triage")

    assert [blad.vragenlijst for blad in nieuw.stapel] == ["adviesvraag", "triage"]
    assert nieuw.blad_van(oud.run) is None
    assert nieuw.blad.stand.antwoorden == {}


def test_elke_ronde_heeft_een_eigen_naam():
    assert len({Dossier().open("triage").blad.run for _ in range(200)}) == 200


def test_een_afgeronde_vragenlijst_komt_terug_als_nieuwe_ronde_met_dezelfde_antwoorden():
    klaar = _gevuld().zonder_blad().blad

    dossier = Dossier(klaar=klaar).heropen_klaar()

    assert dossier.klaar is None
    assert dossier.blad.stand == klaar.stand
    assert dossier.blad.run != klaar.run
