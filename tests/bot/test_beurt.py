"""De foutgrens: een fout geeft één zin met een nummer, en een trage opslag geeft geen kenmerk."""

from __future__ import annotations

import re
import sqlite3
import time

import pytest
from sqlalchemy import select

from adviesvraag import model
from tests.bot.praten import custom, open_vraag, teksten

pytestmark = pytest.mark.rasa

NUMMER = re.compile(r"nummer ([0-9a-f]{8}) door aan de beheerder")


def _breekt(*_args, **_kwargs):
    raise RuntimeError("geheime oorzaak")


def _foutzinnen(berichten):
    return [tekst for tekst in teksten(berichten) if "Er ging iets mis" in tekst]


def _rijen(opslag):
    with opslag.leessessie() as sessie:
        return sessie.execute(select(model.adviesvraag)).mappings().all()


def test_een_actie_die_faalt_geeft_een_zin_met_het_nummer_uit_het_log(praat, monkeypatch, caplog):
    praat.zeg("Ik wil een casus toetsen")
    voor = praat.dossier()
    monkeypatch.setattr("bot.actions.kennis.zoek", _breekt)

    berichten = praat.zeg("Wat is een veiligheidshuis?")

    (zin,) = _foutzinnen(berichten)
    (nummer,) = NUMMER.findall(zin)
    (regel,) = [r for r in caplog.records if nummer in r.getMessage()]
    assert "action_kennis" in regel.getMessage()
    assert str(regel.exc_info[1]) == "geheime oorzaak"
    assert "geheime oorzaak" not in str(berichten)
    assert "Traceback" not in str(berichten)
    assert {**praat.dossier(), "bericht": None} == {**voor, "bericht": None}


def test_een_fout_bij_het_afronden_geeft_een_zin_en_het_volgende_bericht_probeert_het_weer(
    praat, monkeypatch
):
    with monkeypatch.context() as stuk:
        stuk.setattr("bot.actions.route.zeg_route", _breekt)
        berichten = praat.zeg("Waar kan ik schulden van een gezin in Zwolle melden?")
    assert len(_foutzinnen(berichten)) == 1

    assert custom(praat.zeg("hallo"), "contacten")


def test_na_een_fout_in_een_actie_gaat_het_gesprek_door_waar_het_was(praat, monkeypatch):
    vraag = open_vraag(praat.zeg("Ik wil een casus toetsen"))["id"]
    with monkeypatch.context() as stuk:
        stuk.setattr("bot.actions.kennis.zoek", _breekt)
        assert open_vraag(praat.zeg("Wat is een veiligheidshuis?"))["id"] == vraag

    berichten = praat.zeg("Wat is een veiligheidshuis?")

    assert _foutzinnen(berichten) == []
    assert custom(berichten, "antwoord")
    assert open_vraag(berichten)["id"] == vraag


@pytest.mark.parametrize(
    "plek", ["bot.actions.vastleggen.beantwoord", "bot.actions.vragenlijst.lees_bericht"]
)
def test_een_fout_bij_een_antwoord_stelt_dezelfde_vraag_opnieuw(praat, monkeypatch, plek):
    praat.zeg("Ik wil een adviesvraag indienen")
    voor = praat.dossier()["stapel"]
    klik = open_vraag(praat.berichten)["opties"][0]["payload"]
    with monkeypatch.context() as stuk:
        stuk.setattr(plek, _breekt)
        berichten = praat.zeg(klik)

    assert len(_foutzinnen(berichten)) == 1
    assert open_vraag(berichten)["id"] == "soort"
    assert praat.dossier()["stapel"] == voor
    assert open_vraag(praat.zeg(klik))["id"] == "samenvatting"


def test_een_trage_opslag_bevestigt_niets_en_nog_eens_indienen_geeft_precies_een_rij(
    praat, opslag, monkeypatch
):
    from bot import buiten_de_lus
    from bot.actions import afronden

    echt = afronden.dien_in

    def traag(*args, **kwargs):
        time.sleep(buiten_de_lus.GRENS_SECONDEN + 0.3)
        return echt(*args, **kwargs)

    praat.tot_controle()
    with monkeypatch.context() as stuk:
        # Korter dan in het echt: ook op een drukke machine komt het antwoord binnen vijf tellen.
        stuk.setattr(buiten_de_lus, "GRENS_SECONDEN", 1.0)
        stuk.setattr(afronden, "dien_in", traag)
        berichten = praat.kies("indienen")

    assert praat.seconden < 5
    assert custom(berichten, "adviesvraag") == []
    assert "weet niet of het indienen is gelukt" in teksten(berichten)[0]
    assert open_vraag(berichten)["id"] == "controle"
    # Het trage werk ging door toen de gebruiker al antwoord had: de rij staat er.
    assert len(_rijen(opslag)) == 1

    (bevestigd,) = custom(praat.kies("indienen"), "adviesvraag")
    assert [rij["kenmerk"] for rij in _rijen(opslag)] == [bevestigd["kenmerk"]]


def test_een_database_op_slot_houdt_het_concept_en_indienen_lukt_daarna(praat, opslag, tmp_path):
    praat.tot_controle()
    slot = sqlite3.connect(tmp_path / "wegwijzer.db", isolation_level=None)
    slot.execute("BEGIN IMMEDIATE")

    berichten = praat.kies("indienen")

    slot.execute("ROLLBACK")
    slot.close()
    assert praat.seconden < 5
    assert custom(berichten, "adviesvraag") == []
    assert "je concept is bewaard" in teksten(berichten)[0]
    assert _rijen(opslag) == []
    (bevestigd,) = custom(praat.kies("indienen"), "adviesvraag")
    assert [rij["kenmerk"] for rij in _rijen(opslag)] == [bevestigd["kenmerk"]]
