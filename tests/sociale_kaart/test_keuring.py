from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.keuring import Keuring

VANDAAG = date(2026, 11, 22)


def contact(sleutel, **anders):
    return replace(SocialeKaart.laad().per_id[sleutel], **anders)


@pytest.mark.parametrize(
    ("dag", "oud"),
    [(date(2025, 11, 22), False), (date(2025, 11, 21), True), (date(2026, 11, 22), False),
     (date(2020, 1, 1), True)],
)  # fmt: skip
def test_een_controle_veroudert_na_het_ingestelde_aantal_maanden(dag, oud):
    (gemerkt,) = Keuring(VANDAAG, 12).merk([contact("tactus-ijsselland", gecontroleerd_op=dag)])
    assert ("langer dan 12 maanden geleden" in gemerkt.waarschuwing) is oud
    assert ("Let op: De laatste controle" in gemerkt.regel()) is oud


def test_een_oud_nummer_dat_nooit_is_nagevraagd_zegt_uit_welk_jaar_het_komt():
    (gemerkt,) = Keuring(VANDAAG).merk([contact("ggd-meldpunt-kennemerland")])
    assert "komt uit 2020 en is sindsdien niet nagevraagd" in gemerkt.waarschuwing
    (gemerkt,) = Keuring(date(2021, 6, 1)).merk([contact("ggd-meldpunt-kennemerland")])
    assert gemerkt.waarschuwing == ""


def test_meldingen_tellen_vanaf_de_drempel():
    tactus = contact("tactus-ijsselland", gecontroleerd_op=VANDAAG)
    een, twee = ({tactus.id: aantal} for aantal in (1, 2))
    assert Keuring(VANDAAG, meldingen=een).waarschuwing(tactus) == ""
    assert "2 keer gemeld" in Keuring(VANDAAG, meldingen=twee).waarschuwing(tactus)
    assert "één keer gemeld" in Keuring(VANDAAG, meldingen=een, drempel=1).waarschuwing(tactus)


@pytest.mark.parametrize("sleutel", ["112", "113"])
def test_bij_112_en_113_komt_nooit_twijfel(sleutel):
    keuring = Keuring(VANDAAG, meldingen={sleutel: 99})
    oud = contact(sleutel, gecontroleerd_op=date(2001, 1, 1))
    assert keuring.waarschuwing(oud) == ""


def test_de_waarschuwing_staat_ook_in_het_bericht():
    (gemerkt,) = Keuring(VANDAAG).merk([contact("ggd-meldpunt-kennemerland")])
    assert gemerkt.als_bericht()["waarschuwing"] == gemerkt.waarschuwing != ""


@pytest.mark.parametrize(
    ("sleutel", "link"),
    [("112", "tel:112"), ("ggd-meldpunt-kennemerland", "tel:0235159998"), ("halt", "")],
)
def test_een_nummer_is_aan_te_tikken(sleutel, link):
    assert contact(sleutel).telefoonlink == link
