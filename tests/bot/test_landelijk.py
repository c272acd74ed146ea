"""De berekening voor een grotere uitrol: naspelen, aannames en wat het eerst vol zit."""

from __future__ import annotations

import pytest

from bot.bench.cijfers import percentiel
from bot.bench.landelijk import VerkeerdeWaarde, drukte, lees, main, reken, tabel
from bot.bench.rijsimulatie import Drukte, speel


def druk(gesprekken: float, duur_s: float = 0.02) -> Drukte:
    return Drukte(gesprekken, 1 / 6, 600.0, 10.0, 20.0, {"knop": (1.0, duur_s)})


def test_zonder_drukte_is_wachten_alleen_rekenen():
    uit = speel(druk(2), 1, 1)

    assert percentiel(uit.wacht_s, 50) == pytest.approx(0.02)
    assert uit.bezet < 0.01


def test_het_aantal_beurten_volgt_uit_de_gesprekken():
    uit = speel(druk(600), 4, 4)

    assert len(uit.wacht_s) == pytest.approx(6000, rel=0.15)
    assert 0 < uit.tegelijk < 600


def test_een_proces_dat_vol_zit_laat_wachten_en_een_tweede_helpt():
    vol = druk(300, duur_s=1.5)

    een, twee = (percentiel(speel(vol, n, n).wacht_s, 95) for n in (1, 2))

    assert een > 60 > twee


def test_meer_processen_dan_kernen_helpt_niet():
    vol = druk(300, duur_s=1.5)

    gedeeld = percentiel(speel(vol, 2, 1).wacht_s, 95)

    assert gedeeld > percentiel(speel(vol, 2, 2).wacht_s, 95)


def test_dezelfde_keus_geeft_dezelfde_uitkomst():
    assert speel(druk(50), 2, 2).wacht_s == speel(druk(50), 2, 2).wacht_s


def test_elke_waarde_zegt_waar_zij_vandaan_komt():
    waarden = lees()

    for groep in ("gebruik", "kosten", "machine", "mensen", "mengsel"):
        for naam, een in waarden[groep].items():
            assert een["soort"] in {"gemeten", "bron", "aanname"}, naam
            assert een["soort"] != "aanname" or een["uitleg"], naam
    assert sum(een["deel"] for een in waarden["mengsel"].values()) == pytest.approx(1)


def test_een_aanname_veranderen_verandert_de_uitkomst():
    gewoon = reken(lees(), "een_regio")
    dubbel = reken(lees(["gebruik.gesprekken_per_gebruiker_per_week=3"]), "een_regio")

    assert dubbel.opslag_gb == pytest.approx(2 * gewoon.opslag_gb)
    assert dubbel.gebruikers == gewoon.gebruikers


def test_het_eerste_dat_vol_zit_wordt_genoemd():
    krap = reken(lees(["machine.geheugen_mb=100"]), "een_regio")

    assert krap.eerst_vol == "geheugen van één machine"
    regel = next(r for r in tabel([krap]) if "het eerst vol" in r)
    assert "geheugen" in regel


@pytest.mark.parametrize("zet", ["bestaat.niet=1", "gebruik.denk_s=veel", "gebruik.denk_s"])
def test_een_verkeerde_wijziging_wordt_genoemd(zet, capsys):
    with pytest.raises(VerkeerdeWaarde):
        lees([zet])
    assert main(["--zet", zet]) == 2
    assert "gebruik" in capsys.readouterr().err or "bestaat" in zet


def test_twee_keer_zoveel_gebruikers_is_twee_keer_zoveel_gesprekken():
    waarden = lees()

    assert drukte(waarden, 2000).gesprekken == pytest.approx(2 * drukte(waarden, 1000).gesprekken)
