"""De grens per minuut: vol is vol, met de tijd komt er ruimte bij, en het geheugen is begrensd."""

from __future__ import annotations

from bot.channels.tempo import Tempo


class Klok:
    nu = 0.0

    def __call__(self) -> float:
        return self.nu


def test_boven_de_grens_mag_het_niet_en_na_een_minuut_weer_wel():
    klok = Klok()
    tempo = Tempo(3, klok)

    assert [tempo.mag("a") for _ in range(5)] == [True, True, True, False, False]
    klok.nu += 60
    assert [tempo.mag("a") for _ in range(4)] == [True, True, True, False]


def test_na_een_derde_minuut_is_er_weer_ruimte_voor_een_bericht():
    klok = Klok()
    tempo = Tempo(3, klok)
    for _ in range(3):
        tempo.mag("a")

    klok.nu += 19
    assert not tempo.mag("a")
    klok.nu += 1.001
    assert tempo.mag("a")
    assert not tempo.mag("a")


def test_een_geweigerd_bericht_schuift_de_wachttijd_niet_op():
    klok = Klok()
    tempo = Tempo(1, klok)
    assert tempo.mag("a")
    for _ in range(59):
        klok.nu += 1
        assert not tempo.mag("a")

    klok.nu += 1.001
    assert tempo.mag("a")


def test_de_een_merkt_niets_van_de_drukte_van_de_ander():
    tempo = Tempo(1, Klok())
    tempo.mag("druk")

    assert not tempo.mag("druk")
    assert tempo.mag("rustig")


def test_het_geheugen_groeit_niet_mee_met_het_aantal_afzenders():
    tempo = Tempo(1, Klok())

    for nummer in range(20_000):
        assert tempo.mag(f"afzender-{nummer}")

    assert len(tempo._emmers) <= 10_000
    assert not tempo.mag("afzender-19999")
