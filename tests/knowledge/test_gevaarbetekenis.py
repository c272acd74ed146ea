"""De kans op gevaar uit de betekenis: het bestand, de grenzen, en wat zij toevoegt."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import betekenis, gevaar, gevaarbetekenis, gevaarzinnen
from knowledge.gevaar import lees_gevaar
from knowledge.gevaarbetekenis import Netten, bereken, gevaarlogit
from knowledge.vectorbestand import LENGTE
from knowledge.yamlbestand import BestandFout

GEEN_TAALMODEL = "het taalmodel draait niet op deze machine"
TAALMODEL = pytest.mark.skipif(not betekenis.beschikbaar(), reason=GEEN_TAALMODEL)


def _netten(lengte: int = LENGTE, cellen: int = 2) -> Netten:
    eerste = np.zeros((1, lengte, cellen), np.float32)
    eerste[0, 0] = [1.0, -1.0]
    return Netten(
        "vinger",
        eerste,
        np.zeros((1, cellen), np.float32),
        np.array([[2.0, -3.0]], np.float32),
        np.array([0.5], np.float32),
    )


def _vector(eerste: float) -> np.ndarray:
    uit = np.zeros(LENGTE, np.float32)
    uit[0] = eerste
    return uit


def test_de_netten_komen_uit_de_zinnen_van_nu():
    assert gevaarbetekenis.netten().vingerafdruk == gevaarzinnen.vingerafdruk(), "draai make gevaar"


@pytest.mark.parametrize(("eerste", "uitkomst"), [(1.0, 2.5), (-1.0, -2.5), (100.0, 9.0)])
def test_een_net_telt_alleen_wat_boven_nul_komt_en_blijft_binnen_de_grens(eerste, uitkomst):
    assert bereken(_netten(), _vector(eerste)) == pytest.approx(uitkomst)


def test_schrijven_en_lezen_geeft_hetzelfde(tmp_path):
    pad = tmp_path / "netten.npz"
    gevaarbetekenis.schrijf(_netten(), pad)
    terug = gevaarbetekenis.laad(pad)
    assert terug.vingerafdruk == "vinger"
    assert bereken(terug, _vector(1.0)) == pytest.approx(2.5)


def test_een_bestand_dat_niet_past_zegt_welk_veld(tmp_path):
    pad = tmp_path / "netten.npz"
    gevaarbetekenis.schrijf(_netten(lengte=3), pad)
    with pytest.raises(BestandFout, match=r"netten\.npz, veld 'eerste'"):
        gevaarbetekenis.laad(pad)


def test_een_bestand_dat_ontbreekt_zegt_wat_te_doen(tmp_path):
    with pytest.raises(BestandFout, match="Draai make gevaar"):
        gevaarbetekenis.laad(tmp_path / "weg.npz")


@TAALMODEL
def test_gevaar_van_nu_is_waarschijnlijker_dan_hetzelfde_woord_zonder_gevaar():
    nu = gevaarlogit("hij slaat haar nu met een hamer, ze ligt op de grond")
    rustig = gevaarlogit("hij leent zijn hamer uit aan de buren")
    assert nu is not None
    assert rustig is not None
    assert nu > 0 > rustig


@TAALMODEL
@pytest.mark.parametrize(
    "teken", ["\ufdfa", "\u0390\u0301", "\U0001f600", "\ud835", "\u0e33", "\x00"]
)
def test_elk_teken_kan_in_een_bericht_staan(teken):
    # Het taalmodel breekt het proces af als een teken zich te ver uitvouwt.
    for lengte in (1, 400, 4_000):
        betekenis.vector(teken * lengte)
        lees_gevaar(f"hij staat nu {teken * lengte} voor de deur")


def test_zonder_taalmodel_tellen_de_woorden(monkeypatch):
    monkeypatch.setattr(gevaarbetekenis, "beschikbaar", lambda: False)
    assert gevaarlogit("brand in de flat") is None
    assert gevaar.lees_gevaar("er is nu brand in de flat, mensen schreeuwen")
