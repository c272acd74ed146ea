"""De geschiedenis: volgorde, geen dubbelen, bewaartijd en meer processen, op beide databases."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.channels.web.historie import GeenGesprek, Historie, HistorieNietBereikbaar
from bot.webhistorie import maak_historie

MINUUT = 60.0


class Klok:
    nu = 1_800_000_000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'web.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def maak(url):
    gemaakt: list[Historie] = []

    def _maak(klok=None, proces=lambda: None) -> Historie:
        historie = maak_historie(url, 60, proces=proces)
        if klok:
            historie._klok = klok
        historie.bereid()
        gemaakt.append(historie)
        return historie

    yield _maak
    for historie in gemaakt:
        historie.sluit()


def _teksten(historie, gesprek="g", na=0):
    return [(rij.nr, rij.inhoud["text"]) for rij in historie.lees(gesprek, na)]


def test_berichten_staan_op_volgorde_en_een_nummer_telt_een_keer(maak):
    historie = maak()
    assert [historie.begin("g"), historie.begin("g")] == [True, False]

    assert historie.zeg("g", "a", {"text": "een"}) == (1, True)
    assert historie.zeg("g", "a", {"text": "een"}) == (1, False)
    historie.antwoord("g", 1, [{"text": "twee"}, {"text": "drie é 😀"}])
    assert historie.zeg("g", None, {"text": "vier"}) == (4, True)

    alles = [(1, "een"), (2, "twee"), (3, "drie é 😀"), (4, "vier")]
    assert _teksten(historie) == alles
    assert _teksten(historie, na=2) == alles[2:]
    assert historie.standen(["g", "onbekend"]) == {"g": 4}


def test_hetzelfde_nummer_in_een_ander_gesprek_is_een_ander_bericht(maak):
    historie = maak()
    for gesprek in ("g", "h"):
        historie.begin(gesprek)
        assert historie.zeg(gesprek, "a", {"text": gesprek}) == (1, True)

    assert _teksten(historie, "h") == [(1, "h")]


def test_twee_processen_schrijven_tegelijk_zonder_gaten_of_dubbelen(maak):
    processen = [maak(), maak()]
    processen[0].begin("g")

    def schrijf(nummer: int):
        return processen[nummer % 2].zeg("g", f"n{nummer // 2}", {"text": str(nummer // 2)})

    with ThreadPoolExecutor(8) as draden:
        uitkomsten = list(draden.map(schrijf, range(80)))

    assert sorted(nr for nr, nieuw in uitkomsten if nieuw) == list(range(1, 41))
    assert len(_teksten(processen[0])) == 40
    assert [nr for nr, _ in uitkomsten[::2]] == [nr for nr, _ in uitkomsten[1::2]]


def test_tegelijk_beginnen_maakt_een_gesprek(maak):
    processen = [maak(), maak()]

    with ThreadPoolExecutor(8) as draden:
        nieuw = list(draden.map(lambda n: processen[n % 2].begin("g"), range(16)))

    assert nieuw.count(True) == 1


def test_tegelijk_starten_op_een_lege_database_lukt(maak):
    with ThreadPoolExecutor(6) as draden:
        assert len(list(draden.map(lambda _: maak(), range(6)))) == 6


def test_na_de_bewaartijd_is_een_gesprek_weg_ook_voor_het_opruimen(maak):
    klok = Klok()
    historie = maak(klok)
    historie.begin("g")
    historie.zeg("g", "a", {"text": "hallo"})
    klok.nu += 59 * MINUUT
    historie.zeg("g", "b", {"text": "nog even"})
    klok.nu += 59 * MINUUT
    assert len(_teksten(historie)) == 2

    klok.nu += 2 * MINUUT

    with pytest.raises(GeenGesprek):
        historie.lees("g", 0)
    with pytest.raises(GeenGesprek):
        historie.zeg("g", "c", {"text": "te laat"})
    assert historie.standen(["g"]) == {}
    assert [historie.ruim_op(), historie.ruim_op()] == [1, 0]


def test_opruimen_laat_staan_wat_nog_leeft(maak):
    klok = Klok()
    historie = maak(klok)
    historie.begin("oud")
    historie.zeg("oud", "a", {"text": "oud"})
    klok.nu += 61 * MINUUT
    historie.begin("nieuw")

    assert historie.ruim_op() == 1
    assert historie.standen(["oud", "nieuw"]) == {"nieuw": 0}


def test_een_verlopen_gesprek_opnieuw_beginnen_is_leeg(maak):
    klok = Klok()
    historie = maak(klok)
    historie.begin("g")
    historie.zeg("g", "a", {"text": "oud"})
    klok.nu += 61 * MINUUT

    assert historie.begin("g") is True
    assert _teksten(historie) == []


def test_een_bericht_zonder_antwoord_wordt_door_precies_een_proces_opgegeven(maak):
    klok = Klok()
    processen = [maak(klok), maak(klok)]
    processen[0].begin("g")
    processen[0].zeg("g", "a", {"text": "beantwoord"})
    processen[0].antwoord("g", 1, [{"text": "antwoord"}])
    processen[0].zeg("g", "b", {"text": "wacht"})
    klok.nu += MINUUT

    def geef_op(proces):
        return proces.geef_op(30, lambda _g, nr: {"text": f"opgegeven {nr}"})

    assert processen[0].geef_op(90, lambda _g, _n: {"text": "te vroeg"}) == []
    with ThreadPoolExecutor(2) as draden:
        gedaan = list(draden.map(geef_op, processen))

    assert sorted(gedaan) == [[], ["g"]]
    assert _teksten(processen[1], na=3) == [(4, "opgegeven 3")]


def test_een_bericht_van_een_proces_dat_verdween_wacht_niet(maak, url, request):
    if url.startswith("sqlite"):
        weg = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        dood, levend, verdwijn = weg.pid, os.getpid(), lambda: weg.communicate(b"\n")
    else:
        dood, levend, verdwijn = _twee_sloten(url, request)
    van_dood, van_levend = maak(proces=lambda: dood), maak(proces=lambda: levend)
    for historie, gesprek in ((van_dood, "g"), (van_levend, "h")):
        historie.begin(gesprek)
        historie.zeg(gesprek, "a", {"text": "wacht"})
    assert van_levend.geef_op(90, _opgegeven) == []
    verdwijn()

    # De server ruimt een verbinding op vlak nadat zij dicht ging.
    gedaan: list[str] = []
    _tot(lambda: gedaan.extend(van_levend.geef_op(90, _opgegeven)) or gedaan)

    assert gedaan == ["g"]
    assert _teksten(van_levend, na=1) == [(2, "opgegeven 1")]
    assert van_levend.geef_op(90, _opgegeven) == []


def _twee_sloten(url, request):
    from bot.gespreksslot import open_sloten

    dood, levend = open_sloten(url, 3), open_sloten(url, 3)
    request.addfinalizer(levend.sluit)
    request.addfinalizer(dood.sluit)
    _tot(lambda: dood.proces and levend.proces)
    return dood.proces, levend.proces, dood.sluit


def test_een_tabel_van_een_eerdere_versie_krijgt_de_kolom_van_het_proces(maak):
    oud = maak()
    with oud._schrijf.begin() as verbinding:
        verbinding.execute(text("ALTER TABLE web_activiteit DROP COLUMN proces"))

    historie = maak(proces=lambda: 7)
    historie.begin("g")

    assert historie.zeg("g", "a", {"text": "een"}) == (1, True)


def _opgegeven(_gesprek: str, nr: int) -> dict[str, str]:
    return {"text": f"opgegeven {nr}"}


def _tot(voorwaarde) -> None:
    grens = time.monotonic() + 20
    while not voorwaarde():
        assert time.monotonic() < grens
        time.sleep(0.05)


def test_wissen_haalt_alle_berichten_weg(maak):
    historie = maak()
    historie.begin("g")
    historie.zeg("g", "a", {"text": "weg"})

    historie.wis("g")
    historie.wis("g")

    assert historie.begin("g") is True
    assert _teksten(historie) == []


def test_een_beheerder_kan_een_gesprek_op_zijn_kenmerk_laten_wissen(maak):
    historie = maak()
    for gesprek in ("g", "h"):
        historie.begin(gesprek)
        historie.zeg(gesprek, "a", {"text": gesprek})

    assert [historie.verwijder(lambda naam: naam == "g") for _ in range(2)] == [1, 0]
    assert historie.standen(["g", "h"]) == {"h": 1}


def test_een_database_die_er_niet_is_geeft_een_eigen_fout(tmp_path):
    historie = maak_historie(f"sqlite:///{tmp_path / 'web.db'}", 60)
    historie.bereid()
    historie.sluit()
    (tmp_path / "web.db").unlink()
    (tmp_path / "web.db").mkdir()

    with pytest.raises(HistorieNietBereikbaar):
        historie.begin("g")


def test_het_bestand_is_alleen_leesbaar_voor_de_eigenaar(tmp_path):
    maak_historie(f"sqlite:///{tmp_path / 'web.db'}", 60).sluit()

    assert stat.S_IMODE((tmp_path / "web.db").stat().st_mode) == 0o600


def test_twee_keer_openen_in_een_proces_kost_geen_rijen(tmp_path):
    url = f"sqlite:///{tmp_path / 'web.db'}"
    historie = maak_historie(url, 60)
    historie.bereid()
    historie.begin("a")

    maak_historie(url, 60)
    _lees_elders(tmp_path / "web.db")
    historie.begin("b")

    assert _lees_elders(tmp_path / "web.db") == {"a", "b"}


def _lees_elders(pad) -> set[str]:
    """De gesprekken zoals een ander proces ze ziet; dat sluit de database ook weer."""
    lees = (
        "import sqlite3, sys; v = sqlite3.connect(sys.argv[1]); "
        "print(*[r[0] for r in v.execute('SELECT id FROM web_gesprek')]); v.close()"
    )
    uit = subprocess.run(
        [sys.executable, "-c", lees, str(pad)], check=True, capture_output=True, text=True
    )
    return set(uit.stdout.split())
