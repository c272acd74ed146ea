"""Wat de assistent niet kon: zonder personen bewaard, gegroepeerd, en per regio op de werklijst."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text

from adviesvraag import model
from adviesvraag.fouten import NietGevonden, NietToegestaan, OngeldigeInvoer
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.groeperen import groepeer
from adviesvraag.trends.leemten import (
    HOOGSTENS_TEKENS,
    Leemte,
    aantallen,
    kies,
    noteer,
    regels,
    ruim_op,
    zet_status,
)

DAG = date(2026, 3, 2)
BEHEERDER = Behandelaar("b", "beheerder", ALLE_REGIOS)
MANAGER = Behandelaar("m", "manager", frozenset({"VR12"}))
ELDERS = Behandelaar("m2", "manager", frozenset({"VR04"}))
PC = Behandelaar("p", "procescoordinator", frozenset({"VR12"}))


@pytest.fixture
def zet(opslag):
    def doe(tekst: str = "", *, dag: date = DAG, soort: str = "kennisvraag", **anders) -> None:
        velden = {"code": "kennis", "regio_code": "VR12", **anders}
        noteer(opslag, Leemte(soort, tekst=tekst, **velden), dag=dag)

    return doe


def _tekst(opslag) -> list[str | None]:
    with opslag.leessessie() as sessie:
        return list(sessie.execute(select(model.leemte.c.tekst)).scalars())


def test_de_tekst_staat_versleuteld_in_de_database(opslag, zet):
    zet("wat is een woonverbod")
    with opslag.leessessie() as sessie:
        ruw = sessie.execute(text("SELECT tekst FROM leemte")).scalar_one()
    assert "woonverbod" not in ruw
    assert _tekst(opslag) == ["wat is een woonverbod"]


@pytest.mark.parametrize(
    "tekst",
    [
        "mag ik de heer Van der Berg bellen",
        "wat doe ik met [naam] uit Haarlem",
        "is 123456782 een goed nummer",
        "mail naar jan.jansen@gmail.com?",
        "x " * HOOGSTENS_TEKENS,
    ],
)
def test_een_tekst_met_een_persoonsgegeven_of_een_verhaal_telt_zonder_tekst(opslag, zet, tekst):
    zet(tekst)
    assert _tekst(opslag) == [None]


def test_er_staat_geen_gesprek_geen_wie_en_geen_tijdstip_bij():
    assert {kolom.name for kolom in model.leemte.c} == {
        "id", "soort", "code", "tekst", "regio_code", "gemeente_code", "dag", "status",
    }  # fmt: skip


@pytest.mark.parametrize(
    "fout",
    [Leemte("verzonnen"), Leemte("contact", code="<script>"), Leemte("contact", regio_code="x")],
)
def test_een_code_met_een_vorm_die_niet_kan_wordt_geweigerd(opslag, fout):
    with pytest.raises(OngeldigeInvoer):
        noteer(opslag, fout)


def test_vragen_die_op_elkaar_lijken_staan_bij_elkaar_en_de_grootste_groep_vooraan(opslag, zet):
    for vraag in (
        "Wat is een woonverbod?",
        "wat is een vog",
        "wat betekent een woonverbod",
        "hoe werkt bewindvoering",
        "wat is nou eigenlijk een woonverbot",
        "wat is een zsm",
    ):
        zet(vraag)

    groepen = groepeer(regels(opslag, MANAGER, "kennisvraag"))

    assert [groep.aantal for groep in groepen] == [3, 1, 1, 1]
    assert {"Wat is een woonverbod?", "wat is nou eigenlijk een woonverbot"} < set(
        groepen[0].teksten
    )


def test_zonder_tekst_telt_de_code_en_de_gemeente(opslag, zet):
    for gemeente in ("GM0392", "GM0392", "GM0394"):
        zet(soort="contact", code="woonoverlast", gemeente_code=gemeente)
    zet(soort="contact", code="schulden", gemeente_code="GM0392")

    groepen = groepeer(regels(opslag, MANAGER, "contact"))

    assert (groepen[0].code, groepen[0].gemeente_code, groepen[0].aantal) == (
        "woonoverlast",
        "GM0392",
        2,
    )
    assert len(groepen) == 3


def test_alleen_wie_redigeert_ziet_de_werklijst_en_alleen_van_de_eigen_regio(opslag, zet):
    zet("wat is een woonverbod")
    zet("wat is een vog", regio_code="VR00")
    (nummer,) = (regel.id for regel in regels(opslag, MANAGER, "kennisvraag"))

    with pytest.raises(NietToegestaan):
        regels(opslag, PC, "kennisvraag")
    assert regels(opslag, ELDERS, "kennisvraag") == ()
    with pytest.raises(NietGevonden):
        kies(opslag, ELDERS, [nummer])
    with pytest.raises(NietGevonden):
        zet_status(opslag, ELDERS, [nummer], "verwerkt")
    assert aantallen(opslag, MANAGER)["kennisvraag"] == 1
    assert aantallen(opslag, BEHEERDER)["kennisvraag"] == 2


def test_wat_verwerkt_is_verliest_zijn_tekst_en_is_van_de_lijst(opslag, zet):
    zet("wat is een woonverbod")
    zet("wat is een vog")
    nummers = {regel.tekst: regel.id for regel in regels(opslag, MANAGER, "kennisvraag")}

    zet_status(opslag, MANAGER, [nummers["wat is een woonverbod"]], "verwerkt")

    assert sorted(_tekst(opslag), key=str) == [None, "wat is een vog"]
    assert [r.tekst for r in regels(opslag, MANAGER, "kennisvraag")] == ["wat is een vog"]
    with pytest.raises(NietGevonden):
        zet_status(opslag, MANAGER, [nummers["wat is een woonverbod"]], "open")
    with pytest.raises(OngeldigeInvoer):
        zet_status(opslag, MANAGER, [nummers["wat is een vog"]], "verzonnen")


def test_een_voorstel_blijft_op_de_lijst_met_zijn_tekst(opslag, zet):
    zet("wat is een woonverbod")
    (regel,) = regels(opslag, MANAGER, "kennisvraag")
    zet_status(opslag, MANAGER, [regel.id], "voorstel")
    (groep,) = groepeer(regels(opslag, MANAGER, "kennisvraag"))
    assert groep.heeft_voorstel
    assert groep.teksten == ("wat is een woonverbod",)


def test_na_de_termijn_is_de_rij_weg(opslag, zet):
    zet("wat is een vog", dag=DAG)
    zet("wat is een woonverbod", dag=DAG - timedelta(days=91))
    termijn = timedelta(days=90)

    assert ruim_op(opslag, termijn, DAG, proef=True) == 1
    assert len(_tekst(opslag)) == 2
    assert ruim_op(opslag, termijn, DAG) == 1
    assert _tekst(opslag) == ["wat is een vog"]


def test_de_werklijst_telt_alles_maar_leest_de_nieuwste(opslag, monkeypatch, zet):
    monkeypatch.setattr("adviesvraag.trends.leemten.GELEZEN", 3)
    for nummer in range(5):
        zet(f"wat is onderwerp{nummer}")
    assert [r.tekst[-1] for r in regels(opslag, MANAGER, "kennisvraag")] == ["4", "3", "2"]
    assert aantallen(opslag, MANAGER)["kennisvraag"] == 5
    with opslag.leessessie() as sessie:
        assert sessie.execute(select(func.count()).select_from(model.leemte)).scalar_one() == 5
