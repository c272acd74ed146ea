"""De opdrachten voor de beheerder, op de opslag en de gesprekken van een echte assistent."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import pytest
import time_machine
from sqlalchemy import create_engine, text

from adviesvraag.bewaren import lees_termijnen
from bot import onderhoud
from bot.instellingen import instellingen
from tests.bot.praten import custom

pytestmark = pytest.mark.rasa


@pytest.fixture
def gesprek(opslag):
    """De eigen gesprekkendatabase van deze toets, met de tabel zoals Rasa die maakt."""
    from bot.gespreksopslag import open_gespreksopslag

    winkel = open_gespreksopslag(instellingen().gesprekken_url, 4)
    yield winkel
    winkel.engine.dispose()


def _schrijf(naam: str, moment: float) -> None:
    engine = create_engine(instellingen().gesprekken_url, future=True)
    with engine.begin() as verbinding:
        verbinding.execute(
            text(
                "INSERT INTO events (sender_id, type_name, timestamp, data) "
                "VALUES (:naam, 'user', :moment, '{}')"
            ),
            {"naam": naam, "moment": moment},
        )
    engine.dispose()


def _gesprekken() -> list[str]:
    engine = create_engine(instellingen().gesprekken_url, future=True)
    with engine.connect() as verbinding:
        namen = verbinding.execute(text("SELECT DISTINCT sender_id FROM events ORDER BY 1"))
        gevonden = [naam for (naam,) in namen]
    engine.dispose()
    return gevonden


def test_opruimen_wist_alleen_gesprekken_waar_niemand_op_terugkwam(gesprek, capsys):
    dag = 24 * 3600
    termijn = lees_termijnen().gesprekken.days
    _schrijf("oud", time.time() - (termijn + 1) * dag)
    _schrijf("teruggekomen", time.time() - (termijn + 1) * dag)
    _schrijf("teruggekomen", time.time() - dag)

    assert onderhoud.main(["opruimen", "--proef"]) == 0
    assert "gesprekken 1" in capsys.readouterr().out
    assert _gesprekken() == ["oud", "teruggekomen"]

    assert onderhoud.main(["opruimen"]) == 0
    assert "Opgeruimd: knelpunten 0, gesprekken 1, onbeantwoord 0." in capsys.readouterr().out
    assert _gesprekken() == ["teruggekomen"]

    assert onderhoud.main(["opruimen", "--stil"]) == 0
    assert capsys.readouterr().out == ""


def test_de_klok_bepaalt_wanneer_de_inhoud_van_een_adviesvraag_verdwijnt(praat, capsys):
    kenmerk = _dien_in(praat)
    grens = lees_termijnen().adviesvragen["ontvangen"]
    with time_machine.travel(datetime.now(timezone.utc) + grens * 0.9, tick=False):
        onderhoud.main(["opruimen"])
    assert onderhoud.main(["inzage", kenmerk]) == 0
    assert "Wie kan in dit soort zaken" in capsys.readouterr().out

    with time_machine.travel(datetime.now(timezone.utc) + grens * 1.1, tick=False):
        onderhoud.main(["opruimen"])
    assert "ontvangen 1" in capsys.readouterr().out
    assert onderhoud.main(["inzage", kenmerk]) == 0
    getoond = capsys.readouterr().out
    assert kenmerk in getoond
    assert "Wie kan in dit soort zaken" not in getoond
    assert "opgeruimd door systeem" in getoond


def test_de_indiener_kan_inzien_verbeteren_en_laten_verwijderen(praat, gesprek, capsys):
    kenmerk = _dien_in(praat)
    _schrijf(praat.gesprek, time.time())
    _schrijf("van een ander", time.time())

    assert onderhoud.main(["verbeter", kenmerk, "iemand@gmail.com"]) == 1
    assert "geen werkadres" in capsys.readouterr().err
    assert onderhoud.main(["verbeter", kenmerk, "wijkteam@haarlem.nl"]) == 0
    assert onderhoud.main(["inzage", "wijkteam@haarlem.nl"]) == 0
    assert kenmerk in capsys.readouterr().out

    assert onderhoud.main(["verwijder", kenmerk]) == 1
    assert "loopt nog" in capsys.readouterr().err
    assert _gesprekken() == sorted([praat.gesprek, "van een ander"])
    praat.zeg(f"trek {kenmerk} in")
    praat.klik("Ja, intrekken")
    capsys.readouterr()

    assert onderhoud.main(["verwijder", kenmerk]) == 0
    assert "1 gesprek" in capsys.readouterr().out
    assert _gesprekken() == ["van een ander"]
    onderhoud.main(["inzage", kenmerk])
    assert "Wie kan in dit soort zaken" not in capsys.readouterr().out


def test_sleutels_wisselen_meldt_per_tabel_wat_er_gebeurde(praat, capsys):
    _dien_in(praat)
    assert onderhoud.main(["sleutels"]) == 0
    getoond = capsys.readouterr().out
    assert "adviesvraag: 1 rijen bekeken, 0 waarden vernieuwd." in getoond


def test_een_onbekend_kenmerk_geeft_een_zin_en_geen_spoor_van_de_fout(opslag, capsys):
    assert onderhoud.main(["inzage", "AV-KL2026-7H3KQ9XM"]) == 1
    fout = capsys.readouterr().err
    assert fout == "Er is geen adviesvraag met kenmerk AV-KL2026-7H3KQ9XM.\n"


def _dien_in(praat) -> str:
    """Dien in gesprek een informatievraag in; geeft het kenmerk."""
    praat.tot_controle()
    return custom(praat.kies("indienen"), "adviesvraag")[-1]["kenmerk"]
