"""Wat de assistent niet kon, komt op de werklijst; het gesprek merkt er niets van."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.fouten import OpslagNietBereikbaar
from adviesvraag.trends.leemten import Leemte
from bot import leemte
from bot.channels.botframework.activiteiten import Oordeel
from bot.instellingen import instellingen
from bot.teamsopslag import maak_opslag
from tests.bot.praten import custom, open_vraag, teksten

GEEN_BRON = "Hoeveel vakantiedagen krijgt een procescoördinator per jaar?"
CASUS = (
    "Een man van 43 in Haarlem drinkt veel, slaat zijn vrouw en is zijn baan kwijt. "
    "Hoeveel vakantiedagen krijgt hij per jaar?"
)


@pytest.fixture
def genoteerd(opslag):
    def lees() -> list[dict]:
        leemte.wacht_tot_leeg()
        with opslag.leessessie() as sessie:
            return [dict(rij) for rij in sessie.execute(select(model.leemte)).mappings()]

    return lees


def test_een_kennisvraag_zonder_bron_staat_met_haar_tekst_op_de_lijst(praat, genoteerd):
    berichten = praat.zeg(GEEN_BRON)
    assert custom(berichten, "antwoord")[0]["zekerheid"] == "geen"
    (rij,) = genoteerd()
    assert (rij["soort"], rij["tekst"], rij["status"]) == ("kennisvraag", GEEN_BRON, "open")
    assert rij["regio_code"] == "VR00"


def test_een_vraag_met_antwoord_staat_er_niet(praat, genoteerd):
    berichten = praat.zeg("Wat is AVE?")
    assert custom(berichten, "antwoord")[0]["zekerheid"] != "geen"
    assert genoteerd() == []


def test_een_bericht_dat_niet_begrepen_is_staat_er_met_de_gok(praat, genoteerd):
    berichten = praat.zeg("dinges van laatst daar zo")
    assert any("begrijp ik niet" in tekst for tekst in teksten(berichten)), berichten
    (rij,) = genoteerd()
    assert (rij["soort"], rij["tekst"]) == ("misverstaan", "dinges van laatst daar zo")
    assert rij["code"]


def test_een_onbegrepen_antwoord_in_een_vragenlijst_staat_er_zonder_tekst(praat, genoteerd):
    praat.zeg("Ik wil een casus toetsen")
    vraag = open_vraag(praat.berichten)["id"]
    praat.kies("onbekend") if vraag == "casus" else None
    vraag = open_vraag(praat.berichten)["id"]
    praat.zeg("blauwe fietsbel morgen kaas")
    rijen = [rij for rij in genoteerd() if rij["soort"] == "misverstaan"]
    assert [(rij["code"], rij["tekst"]) for rij in rijen] == [(f"triage.{vraag}", None)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Een man van 43 in Haarlem drinkt veel, slaat zijn vrouw en is zijn baan kwijt.",
        "Wat doe ik met een man van 43 in Haarlem die drinkt en zijn vrouw slaat?",
        "x" * 300,
    ],
)
def test_een_casusbeschrijving_wordt_niet_bewaard(tekst):
    assert leemte.bewaarbaar(tekst) == ""


def test_van_een_vraag_bij_een_casus_blijft_alleen_de_vraag():
    assert leemte.bewaarbaar(CASUS) == "Hoeveel vakantiedagen krijgt hij per jaar?"
    assert leemte.bewaarbaar(GEEN_BRON) == GEEN_BRON


def test_een_route_in_een_regio_zonder_eigen_contacten_staat_er_met_de_gemeente(praat, genoteerd):
    praat.zeg("Buren in Groningen hebben overlast van lawaai, waar meld ik dat?")
    assert custom(praat.berichten, "contacten")
    (rij,) = genoteerd()
    assert (rij["soort"], rij["regio_code"], rij["tekst"]) == ("contact", "VR01", None)
    assert rij["gemeente_code"] == "GM0014"


def test_een_duim_omlaag_staat_er_en_een_duim_omhoog_niet(opslag, genoteerd):
    teams = maak_opslag(instellingen(), leemte.bij_duim)
    teams.bereid()
    teams.bewaar_oordeel("g", Oordeel("a1", "op", "fijn"), "antwoord S1 4.2")
    teams.bewaar_oordeel("g", Oordeel("a2", "neer", "dit klopt niet"), "antwoord S1 4.2")
    teams.sluit()
    (rij,) = genoteerd()
    assert (rij["soort"], rij["code"], rij["tekst"]) == (
        "duim_omlaag",
        "antwoord S1 4.2",
        "dit klopt niet",
    )


def test_met_een_opslag_die_stilstaat_antwoordt_de_assistent_gewoon(praat, monkeypatch, caplog):
    """De draad hangt; de beurten wachten niet, en de rij loopt niet vol tot in het geheugen."""
    los = threading.Event()

    def hangt(*_: object) -> None:
        los.wait(30)
        raise OpslagNietBereikbaar("weg")

    monkeypatch.setattr(leemte, "noteer", hangt)
    try:
        assert custom(praat.zeg(GEEN_BRON), "antwoord")[0]["zekerheid"] == "geen"
        for _ in range(leemte.HOOGSTENS_WACHTEND + 5):
            leemte.leg_klaar(Leemte("contact", "schulden"))
        assert custom(praat.zeg(GEEN_BRON), "antwoord")[0]["zekerheid"] == "geen"
    finally:
        los.set()
        leemte.wacht_tot_leeg()
    assert "er valt er een weg" in caplog.text
    assert GEEN_BRON not in caplog.text


def test_een_fout_bij_het_onthouden_raakt_het_antwoord_niet(praat, monkeypatch):
    def stuk(*_: object) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(leemte, "leg_klaar", stuk)
    assert teksten(praat.zeg(GEEN_BRON))
    assert custom(praat.berichten, "antwoord")[0]["zekerheid"] == "geen"
