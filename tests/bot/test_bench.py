"""De meting zelf: percentielen, vergelijken, bewaren, en een systeem dat altijd weer stopt."""

import json
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench import verslag
from bot.bench.beurten import meet
from bot.bench.cijfers import BEURTEN, getal, percentiel, tabel, verdeling, verschil
from bot.bench.functies import meet_functies
from bot.bench.gesprekken import ADVIESVRAAG, CASUS, KORT, Stap
from bot.bench.systeem import WEGWIJZER, MeetFout, Systeem, draaiend, train
from bot.bench.web import ANDEREN, weiger_groot, widget_kb

WEBSERVER = Systeem(
    naam="webserver",
    start=(sys.executable, "-m", "http.server", "{poort}", "--bind", "127.0.0.1"),
    gereed="/README.md",
)
SLEUTELS = {"datum", "commit", "python", "snel", "machine", "drukte", "schijf_ms"}


def uitkomst(*, snel: bool = True, **cijfers: float) -> dict:
    systemen = {"wegwijzer": {"cijfers": cijfers, "aantallen": {"groet": 3}}}
    with tempfile.TemporaryDirectory() as waar:
        return {**verslag.omstandigheden(Path(waar), snel=snel), "systemen": systemen}


def test_percentiel_geeft_een_waarde_die_echt_gemeten_is():
    honderd = [float(waarde) for waarde in range(100, 0, -1)]

    assert [percentiel(honderd, deel) for deel in range(1, 101)] == list(range(1, 101))
    assert percentiel([7.0], 99) == 7.0
    assert percentiel([3.0, 1.0], 50) == 1.0
    assert percentiel([3.0, 1.0], 51) == 3.0


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=50),
    st.integers(1, 100),
)
def test_minstens_dat_deel_van_de_metingen_ligt_niet_boven_het_percentiel(waarden, deel):
    grens = percentiel(waarden, deel)

    assert grens in waarden
    assert sum(waarde <= grens for waarde in waarden) * 100 >= deel * len(waarden)
    assert sum(waarde < grens for waarde in waarden) * 100 < deel * len(waarden)


@pytest.mark.parametrize(("waarden", "deel"), [([], 50), ([1.0], 0), ([1.0], 101)])
def test_een_percentiel_dat_niet_bestaat_wordt_geweigerd(waarden, deel):
    with pytest.raises(ValueError, match="percentiel"):
        percentiel(waarden, deel)


@pytest.mark.parametrize(
    ("nu", "toen", "eenheid", "zin"),
    [
        (120.0, 100.0, "ms", "20% trager"),
        (50.0, 100.0, "s", "50% sneller"),
        (105.0, 100.0, "ms", "gelijk"),
        (95.0, 100.0, "ms", "gelijk"),
        (300.0, 100.0, "MB", "200% meer"),
        (80.0, 100.0, "MB", "20% minder"),
        (80.0, None, "ms", "nieuw"),
    ],
)
def test_het_verschil_staat_in_woorden(nu, toen, eenheid, zin):
    assert verschil(nu, toen, eenheid) == zin


def test_de_tabel_noemt_elke_verandering_en_slaat_over_wat_niet_gemeten_is():
    toen = uitkomst(start_s=10.0, groet_p50_ms=40.0)
    nu = uitkomst(start_s=15.0, groet_p50_ms=20.0, model_mb=6.9)

    regels = {regel.split("  ")[1]: regel for regel in tabel(nu, toen) if regel.startswith("  ")}

    assert regels["starttijd"].split() == ["starttijd", "15,0", "s", "50%", "trager"]
    assert regels["groet (eerste beurt van een gesprek), p50"].endswith("50% sneller")
    assert regels["model op schijf"].endswith("nieuw")
    assert "traintijd" not in regels


def test_een_tweede_systeem_is_een_kolom_erbij():
    twee = uitkomst(start_s=10.0, training_s=20.0)
    twee["systemen"]["ander"] = {"cijfers": {"start_s": 30.0}, "aantallen": {}}

    regels = [regel.split() for regel in tabel(twee, None)]

    assert ["Het", "proces", "wegwijzer", "ander"] in regels
    assert ["starttijd", "10,0", "s", "30,0", "s"] in regels
    assert ["traintijd", "20,0", "s", "-"] in regels


def test_getallen_hebben_een_komma_en_drie_cijfers():
    assert [getal(waarde) for waarde in (0.456, 9.87, 12.34, 708.4)] == [
        "0,46",
        "9,87",
        "12,3",
        "708",
    ]


def test_de_poort_en_de_lezers_geven_positieve_tijden():
    tijden = meet_functies(6)

    assert set(tijden) == {"poort", "casus", "plaats"}
    assert all(len(waarden) == 6 and min(waarden) > 0 for waarden in tijden.values())
    cijfers = verdeling(tijden)
    assert cijfers["casus_p50_ms"] <= cijfers["casus_p95_ms"] <= cijfers["casus_p99_ms"]


def test_de_uitkomst_wordt_bewaard_met_datum_commit_en_python(tmp_path):
    eerste, tweede = uitkomst(start_s=1.0), uitkomst(start_s=2.0)

    verslag.bewaar(eerste, tmp_path)
    verslag.bewaar(tweede, tmp_path)

    laatste = json.loads((tmp_path / verslag.LAATSTE).read_text(encoding="utf-8"))
    geschiedenis = (tmp_path / verslag.GESCHIEDENIS).read_text(encoding="utf-8").splitlines()
    assert laatste.keys() == SLEUTELS | {"systemen"}
    assert laatste["python"] == ".".join(map(str, sys.version_info[:3]))
    assert laatste["commit"]
    assert laatste["schijf_ms"] >= 0
    assert [json.loads(regel) for regel in geschiedenis] == [eerste, tweede]


def test_vergeleken_wordt_met_de_laatste_gelijke_meting_op_dezelfde_machine(tmp_path):
    assert verslag.vorige(uitkomst(start_s=1.0), tmp_path) is None
    elders = {**uitkomst(start_s=9.0), "machine": {"kernen": 64}}
    for meting in (uitkomst(start_s=1.0), uitkomst(start_s=2.0), uitkomst(snel=False), elders):
        verslag.bewaar(meting, tmp_path)

    gevonden = verslag.vorige(uitkomst(start_s=3.0), tmp_path)

    assert gevonden is not None
    assert gevonden["systemen"]["wegwijzer"]["cijfers"] == {"start_s": 2.0}


def test_de_grafiek_is_een_png_met_alle_soorten_beurten(tmp_path):
    cijfers = {f"{soort}_p{p}_ms": 10.0 + p for soort in BEURTEN for p in (50, 95)}

    pad = verslag.teken(uitkomst(**cijfers), tmp_path)

    assert pad.read_bytes().startswith(b"\x89PNG")


def test_een_systeem_start_op_een_vrije_poort_en_stopt_ook_na_een_fout(tmp_path):
    gestart = []

    def breek_af() -> None:
        with draaiend(WEBSERVER, tmp_path) as systeem:
            gestart.append(systeem.processen[0].pid)
            assert systeem.start_s > 0
            assert systeem.geheugen_mb() > 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breek_af()
    assert not psutil.pid_exists(gestart[0])


def test_een_systeem_dat_niet_start_wordt_gemeld_met_zijn_laatste_regel(tmp_path):
    kapot = Systeem("kapot", (sys.executable, "-c", "raise SystemExit('poort bezet')"), "/")
    begin = time.monotonic()

    with pytest.raises(MeetFout, match="poort bezet"), draaiend(kapot, tmp_path):
        raise AssertionError

    assert time.monotonic() - begin < 30


def test_een_training_die_mislukt_wordt_gemeld(tmp_path):
    kapot = Systeem("kapot", (), "/", train=(sys.executable, "-c", "raise SystemExit('geen data')"))

    with pytest.raises(MeetFout, match="geen data"):
        train(kapot, tmp_path)


def test_een_meting_erft_geen_instellingen_van_de_gebruiker(tmp_path, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_DATABASE_URL", "postgresql://echt/echt")
    toon = "import os; raise SystemExit(str({n for n in os.environ if n.startswith('WEGWIJZER_')}))"
    systeem = Systeem(
        "toon", (), "/", train=(sys.executable, "-c", toon), omgeving=WEGWIJZER.omgeving
    )

    with pytest.raises(MeetFout) as fout:
        train(systeem, tmp_path)

    assert "WEGWIJZER_DATA'" in str(fout.value)
    assert "WEGWIJZER_DATABASE_URL" not in str(fout.value)


def test_een_beurt_met_een_ander_antwoord_dan_verwacht_telt_niet():
    def zwijg(_gesprek: str, _tekst: str):
        return [{"text": "Er ging iets mis."}], 0.01

    with pytest.raises(MeetFout, match="de tijden zeggen dan niets"):
        meet(zwijg, KORT, 1, 1)
    with pytest.raises(MeetFout, match="De knop 'Ja' was er niet"):
        meet(zwijg, [Stap("", "knop", knop="Ja")], 1, 1)


def test_elke_soort_beurt_in_de_tabel_wordt_ook_gemeten():
    soorten = {stap.soort for stap in (*KORT, *CASUS, *ADVIESVRAAG)} - {""}

    assert soorten == set(BEURTEN)


def test_de_hele_widget_blijft_onder_twintig_kilobyte_en_onder_elke_andere():
    assert 1 < widget_kb() < 20
    assert widget_kb() < min(ANDEREN.values())


@pytest.mark.rasa
def test_een_verzoek_van_20_mb_wordt_geweigerd_op_elk_kanaal(server):
    poort = urlsplit(server.adres).port
    for pad in ("/webhooks/rest/webhook", "/webhooks/web/v3/directline/tokens/generate"):
        assert len(weiger_groot(poort, pad, 3)) == 3
