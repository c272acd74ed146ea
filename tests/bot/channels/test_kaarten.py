"""Adaptive Cards: wat een kaart toont; een onvolledig object geeft nooit een kapotte kaart."""

from __future__ import annotations

import pytest

from bot.channels.kaarten import SOORT_BIJLAGE, bijlagen, knoppenkaart

CONTACT = {
    "naam": "Veilig Thuis",
    "telefoon": "0800-2000",
    "website": "https://veiligthuis.nl",
    "wanneer": "Bij geweld in huis.",
    "bereikbaar": "dag en nacht",
    "gecontroleerd_op": None,
}


def _elementen(kaart, soort):
    """Alle elementen van een soort, hoe diep ook."""
    if isinstance(kaart, dict):
        eigen = [kaart] if kaart.get("type") == soort else []
        return eigen + [e for deel in kaart.values() for e in _elementen(deel, soort)]
    return [e for deel in kaart for e in _elementen(deel, soort)] if isinstance(kaart, list) else []


def _teksten(bijlage):
    return [element["text"] for element in _elementen(bijlage["content"], "TextBlock")]


def _feiten(bijlage):
    return {
        feit["title"]: feit["value"]
        for feiten in _elementen(bijlage["content"], "FactSet")
        for feit in feiten["facts"]
    }


@pytest.mark.parametrize("soort", ["contacten", "overdracht"])
def test_een_contact_is_te_bellen_en_zegt_dat_het_niet_is_nagebeld(soort):
    (bijlage,) = bijlagen([{"soort": soort, "contacten": [CONTACT]}])

    assert bijlage["contentType"] == SOORT_BIJLAGE
    assert bijlage["content"]["version"] == "1.5"
    assert _teksten(bijlage) == [
        "Veilig Thuis",
        "Bij geweld in huis.",
        "dag en nacht",
        "Nog niet nagebeld.",
    ]
    adressen = [a["url"] for a in _elementen(bijlage["content"], "Action.OpenUrl")]
    assert adressen == ["tel:08002000", "https://veiligthuis.nl"]


def test_een_contact_zonder_nummer_of_met_een_vreemd_adres_heeft_geen_dode_knop():
    vreemd = {**CONTACT, "telefoon": "", "website": "javascript:alert(1)"}

    (bijlage,) = bijlagen([{"soort": "contacten", "contacten": [vreemd]}])

    assert _elementen(bijlage["content"], "Action.OpenUrl") == []
    assert _elementen(bijlage["content"], "ActionSet") == []


def test_een_nagebeld_contact_zegt_niet_dat_het_niet_is_nagebeld():
    nagebeld = {**CONTACT, "gecontroleerd_op": "2026-01-02"}

    (bijlage,) = bijlagen([{"soort": "contacten", "contacten": [nagebeld]}])

    assert "Nog niet nagebeld." not in _teksten(bijlage)


def test_een_triage_toont_de_criteria_de_fase_en_de_contacten():
    (bijlage,) = bijlagen(
        [
            {
                "soort": "triage",
                "criteria": {"systeem": "ja", "zorgcomponent": "onbekend"},
                "ave_fase": 3,
                "contacten": [CONTACT],
            }
        ]
    )

    assert _feiten(bijlage) == {
        "Gezin of omgeving speelt mee": "ja",
        "Zorg nodig": "nog niet bekend",
        "AVE-fase": "3",
    }
    assert "Veilig Thuis" in _teksten(bijlage)


def test_de_contacten_van_een_triage_staan_er_niet_twee_keer():
    triage = {"soort": "triage", "criteria": {}, "contacten": [CONTACT]}

    kaarten = bijlagen([triage, {"soort": "contacten", "contacten": [CONTACT]}])

    assert len(kaarten) == 1
    assert _teksten(kaarten[0]).count("Veilig Thuis") == 1


def test_een_fase_zegt_welke_velden_niet_bevestigd_zijn():
    (bijlage,) = bijlagen(
        [
            {
                "soort": "ave",
                "fase": 2,
                "casusregie": "keten",
                "opschalen": "ja",
                "onbevestigd": ["opschalen"],
            }
        ]
    )

    assert _teksten(bijlage) == ["AVE-fase 2"]
    assert _feiten(bijlage) == {"Casusregie": "keten", "Opschalen": "ja (niet bevestigd)"}


def test_een_adviesvraag_toont_kenmerk_en_status():
    (bijlage,) = bijlagen(
        [{"soort": "adviesvraag", "kenmerk": "AV-X", "status": "in_behandeling", "regio": "VR12"}]
    )

    assert _feiten(bijlage) == {"Kenmerk": "AV-X", "Status": "in behandeling"}


def test_acuut_geeft_een_knop_om_te_bellen():
    (bijlage,) = bijlagen([{"soort": "acuut", "nummers": ["112"], "reden": "r"}])

    (knop,) = _elementen(bijlage["content"], "Action.OpenUrl")
    assert (knop["title"], knop["url"]) == ("Bel 112", "tel:112")


@pytest.mark.parametrize(
    "soort", ["vraag", "privacy", "antwoord", "verduidelijking", "nieuw", None]
)
def test_een_soort_zonder_kaart_geeft_geen_bijlage(soort):
    assert bijlagen([{"soort": soort, "opties": []}]) == []


@pytest.mark.parametrize("soort", ["contacten", "overdracht", "acuut"])
def test_een_leeg_object_geeft_geen_lege_kaart(soort):
    assert bijlagen([{"soort": soort}]) == []


def test_knoppen_bij_een_eerder_bericht_sturen_de_payload():
    kaart = knoppenkaart([{"title": "Ja", "payload": "keuze~x"}])

    (knop,) = _elementen(kaart["content"], "Action.Submit")
    assert (knop["title"], knop["data"]) == ("Ja", {"payload": "keuze~x"})
