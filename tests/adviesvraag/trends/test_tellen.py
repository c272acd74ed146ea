"""De cijfers kloppen met wat er is ingediend; nageteld langs een andere weg."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.behandeling import beantwoord, schaal_op, zet_status
from adviesvraag.dienst import Antwoord, dien_in
from adviesvraag.fouten import NietGevonden
from adviesvraag.regelen import zet_regio
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.dimensies import dimensies
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.tellen import tel, telt_mee

PC = Behandelaar("pc-1", "procescoordinator", frozenset({"VR12"}))
BEHEERDER = Behandelaar("b-1", "beheerder", ALLE_REGIOS)
Q1 = Kwartaal(2026, 1)
BEGIN = datetime(2026, 1, 10, 9, tzinfo=timezone.utc)


@pytest.fixture
def dien(opslag, maak_concept):
    def maak(op=BEGIN, leefgebieden=(), casus="nee", **anders):
        antwoorden = (
            Antwoord("leefgebieden", "Welke?", list(leefgebieden) or "onbekend", "x", "knop"),
            Antwoord("vraag_of_casus", "Casus?", casus, "x", "knop"),
        )
        velden = {"concept_id": uuid.uuid4().hex, "antwoorden": antwoorden, **anders}
        return dien_in(opslag, maak_concept(**velden), nu=op).kenmerk

    return maak


def test_elke_code_van_een_adviesvraag_telt_een_keer(opslag, dien):
    dien(
        leefgebieden=("wonen", "drugs", "bestaat-niet"),
        triage={"uitkomst": "hoort_thuis", "probleem": "woonoverlast", "ketens": ["keten_zorg"]},
    )
    dien(soort="informatievraag", casus="ja", leefgebieden=("wonen",), triage=None)

    geteld = tel(opslag, PC, "VR12", [Q1])

    assert geteld.totaal(Q1) == 2
    for dimensie, verwacht in {
        "soort": {"adviesvraag": 1, "info_plus": 1},
        "leefgebied": {"wonen": 2, "drugs": 1},
        "uitkomst": {"hoort_thuis": 1, "geen": 1},
        "probleem": {"woonoverlast": 1, "onbekend": 1},
        "keten": {"keten_zorg": 1},
        "antwoordtijd": {"nog_niet": 2},
    }.items():
        assert {c: n for c, n in geteld.per_code(Q1, dimensie).items() if n} == verwacht, dimensie


def test_een_kwartaal_begint_in_nederland_niet_in_utc(opslag, dien):
    # Een half uur na middernacht op 1 januari is het in UTC nog december.
    dien(op=datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam")))
    dien(op=datetime(2025, 12, 31, 23, 30, tzinfo=ZoneInfo("Europe/Amsterdam")))

    geteld = tel(opslag, PC, "VR12", [Q1.terug(), Q1])

    assert [geteld.totaal(k) for k in (Q1.terug(), Q1)] == [1, 1]


def test_het_eerste_antwoord_telt_en_een_tweede_niet(opslag, dien):
    kenmerk = dien()
    beantwoord(opslag, kenmerk, PC, "Zo.", versie=1, nu=BEGIN + timedelta(days=3))
    zet_status(opslag, kenmerk, PC, "in_behandeling", versie=2, nu=BEGIN + timedelta(days=4))
    beantwoord(opslag, kenmerk, PC, "Of zo.", versie=3, nu=BEGIN + timedelta(days=30))

    per_code = tel(opslag, PC, "VR12", [Q1]).per_code(Q1, "antwoordtijd")

    assert {code: n for code, n in per_code.items() if n} == {"dag_2_5": 1}


def test_opschalen_telt_een_keer_per_adviesvraag(opslag, dien):
    kenmerk = dien()
    na = schaal_op(opslag, kenmerk, PC, ("a", "b"), versie=1)
    schaal_op(opslag, kenmerk, PC, ("a", "b"), versie=na.regel.versie)

    assert tel(opslag, PC, "VR12", [Q1]).per_code(Q1, "ladder") == {"opgeschaald": 1}


def test_wie_van_regio_verandert_telt_daar_mee(opslag, dien):
    kenmerk = dien(regio_code="VR00", gemeente_code=None)
    zet_regio(opslag, kenmerk, BEHEERDER, "VR12", versie=1)

    assert tel(opslag, BEHEERDER, "VR00", [Q1]).totaal(Q1) == 0
    assert tel(opslag, BEHEERDER, "VR12", [Q1]).totaal(Q1) == 1


def test_een_andere_regio_bestaat_niet(opslag, dien):
    dien(regio_code="VR04")
    with pytest.raises(NietGevonden):
        tel(opslag, PC, "VR04", [Q1])


def test_een_cijfer_is_het_aantal_rijen_waar_het_naar_leidt(opslag, dien):
    dien(leefgebieden=("wonen",), triage={"uitkomst": "acuut"})
    dien(leefgebieden=("wonen", "geld"), triage=None, gemeente_code=None)
    dien(op=BEGIN - timedelta(days=90), triage=None)
    geteld = tel(opslag, PC, "VR12", [Q1])

    for soort in dimensies().values():
        for plek in (None, *geteld.gemeenten(Q1)):
            for code, aantal in geteld.per_code(Q1, soort.id, plek).items():
                waar = telt_mee([Q1], plek or "", soort.id, code)
                with opslag.leessessie() as sessie:
                    rijen = sessie.execute(select(model.adviesvraag.c.id).where(waar)).all()
                assert len(rijen) == aantal, (soort.id, plek, code)


def test_in_de_telling_staat_geen_woord_van_de_indiener(opslag, dien, maak_concept):
    geheim = uuid.uuid4().hex
    dien(
        leefgebieden=(geheim,), triage={"uitkomst": geheim, "probleem": geheim, "ketens": [geheim]}
    )
    with opslag.leessessie() as sessie:
        waarden = {str(waarde) for rij in sessie.execute(select(model.telling)) for waarde in rij}
    assert not any(geheim in waarde for waarde in waarden)


def test_de_codes_zijn_die_van_de_kolommen():
    lengte = {
        kolom.name: kolom.type.length for kolom in model.telling.c if hasattr(kolom.type, "length")
    }
    for soort in dimensies().values():
        assert len(soort.id) <= lengte["dimensie"]
        assert all(len(code) <= lengte["code"] for code in soort.codes)
