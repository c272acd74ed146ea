from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

import pytest

from adviesvraag.dienst import dien_in
from adviesvraag.fouten import NietGevonden, NietMeerActueel, OngeldigeInvoer
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.doorstroom import OngeldigPlan, doorstroom, plannen
from adviesvraag.trends.doorstroom import lees as lees_plannen
from adviesvraag.trends.knelpunten import (
    Beschrijving,
    beschrijf,
    lees,
    overzicht,
    tel,
    van_adviesvraag,
)
from adviesvraag.trends.kwartaal import Kwartaal

PC = Behandelaar("pc-1", "procescoordinator", frozenset({"VR12"}))
ELDERS = Behandelaar("pc-2", "procescoordinator", frozenset({"VR04"}))
BEHEERDER = Behandelaar("b-1", "beheerder", ALLE_REGIOS)
NU = datetime(2026, 2, 3, 10, tzinfo=timezone.utc)
Q1 = Kwartaal(2026, 1)
INGEVULD = Beschrijving("schotten", ("ggz", "gemeente"), "tactisch", "deels", "Het past niet.")


@pytest.fixture
def kenmerk(opslag, maak_concept):
    return dien_in(opslag, maak_concept(), nu=NU).kenmerk


def test_een_klik_maakt_een_knelpunt_en_een_tweede_klik_hetzelfde(opslag, kenmerk):
    nummer = van_adviesvraag(opslag, kenmerk, PC, nu=NU)
    assert van_adviesvraag(opslag, kenmerk, PC, nu=NU) == nummer
    assert lees(opslag, nummer, PC).kenmerk == kenmerk

    beschrijf(opslag, nummer, PC, INGEVULD, versie=1)

    assert lees(opslag, nummer, PC).beschrijving == INGEVULD


def test_wie_met_een_oude_versie_komt_overschrijft_niemand(opslag, kenmerk):
    nummer = van_adviesvraag(opslag, kenmerk, PC)
    beschrijf(opslag, nummer, PC, INGEVULD, versie=1)
    with pytest.raises(NietMeerActueel):
        beschrijf(opslag, nummer, PC, Beschrijving(), versie=1)
    assert lees(opslag, nummer, PC).beschrijving == INGEVULD


def test_een_andere_regio_ziet_en_maakt_het_niet(opslag, kenmerk):
    with pytest.raises(NietGevonden):
        van_adviesvraag(opslag, kenmerk, ELDERS)
    nummer = van_adviesvraag(opslag, kenmerk, PC)
    with pytest.raises(NietGevonden):
        lees(opslag, nummer, ELDERS)
    with pytest.raises(NietGevonden):
        beschrijf(opslag, nummer, ELDERS, INGEVULD, versie=1)
    with pytest.raises(NietGevonden):
        overzicht(opslag, ELDERS, "VR12", [Q1])


@pytest.mark.parametrize(
    "fout",
    [
        Beschrijving(wat=uuid.uuid4().hex),
        Beschrijving(partners=("ggz", uuid.uuid4().hex)),
        Beschrijving(toelichting="x" * 1001),
    ],
    ids=["wat", "partner", "te-lang"],
)
def test_wat_niet_kan_wordt_niet_bewaard(opslag, kenmerk, fout):
    nummer = van_adviesvraag(opslag, kenmerk, PC)
    with pytest.raises(OngeldigeInvoer):
        beschrijf(opslag, nummer, PC, fout, versie=1)
    assert lees(opslag, nummer, PC).beschrijving == Beschrijving()


def test_uit_de_toelichting_gaan_persoonsgegevens_weg(opslag, kenmerk):
    nummer = van_adviesvraag(opslag, kenmerk, PC)
    beschrijf(opslag, nummer, PC, Beschrijving(toelichting="Bel 06-12345678 even."), versie=1)
    assert "12345678" not in lees(opslag, nummer, PC).beschrijving.toelichting


def test_het_overzicht_telt_wat_bij_wie_en_waar(opslag, maak_concept, kenmerk):
    later = dien_in(opslag, maak_concept(concept_id=uuid.uuid4().hex)).kenmerk
    nummer = van_adviesvraag(opslag, kenmerk, PC, nu=NU)
    beschrijf(opslag, nummer, PC, INGEVULD, versie=1)
    van_adviesvraag(opslag, later, PC, nu=NU + timedelta(days=200))

    rijen = overzicht(opslag, PC, "VR12", [Q1, Kwartaal(2026, 2)])

    assert [rij.kenmerk for rij in rijen] == [kenmerk]
    assert tel(rijen)["partner"] == {"ggz": 1, "gemeente": 1}
    assert tel(rijen)["wat"] == {"schotten": 1}


def test_het_plan_van_ijsselland_is_dat_van_de_bron():
    for jaar, verwacht in {2011: (50, 50, 50), 2012: (50, 40, 160), 2013: (50, 40, 160)}.items():
        rij = tuple(plannen()["VR04", jaar, regel] for regel in ("regie", "info", "info_plus"))
        assert rij == verwacht
    assert plannen()["VR04", 2012, "opschaling"] == 3


def test_de_doorstroom_staat_naast_het_plan(opslag, maak_concept):
    op = datetime(2012, 5, 2, 9, tzinfo=timezone.utc)
    for _ in range(7):
        dien_in(opslag, maak_concept(concept_id=uuid.uuid4().hex, regio_code="VR04"), nu=op)
    kwartalen = [Kwartaal(2012, nummer) for nummer in (1, 2, 3, 4)]

    regels = {r.naam: (r.plan, r.echt) for r in doorstroom(opslag, ELDERS, "VR04", kwartalen)}

    assert regels["Regie beleggen"] == (50, 7)
    assert regels["Info+"] == (160, 0)
    assert regels["Adresseringsinitiatieven (knelpunten)"] == (10, 0)


def test_een_jaar_met_een_afgeschermd_kwartaal_is_zelf_ook_afgeschermd(opslag, maak_concept):
    for maand, aantal in ((1, 9), (5, 2)):
        op = datetime(2026, maand, 5, 9, tzinfo=timezone.utc)
        for _ in range(aantal):
            dien_in(opslag, maak_concept(concept_id=uuid.uuid4().hex), nu=op)

    regels = doorstroom(opslag, BEHEERDER, "VR12", [Q1, Kwartaal(2026, 2)])

    assert {r.naam: r.echt for r in regels}["Regie beleggen"] is None


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        ("VR04,twee,info,3,x", "kolom jaar"),
        ("VR04,2026,anders,3,x", "kolom regel"),
        ("VR04,2026,info,,x", "kolom aantal"),
    ],
)
def test_een_plan_dat_niet_klopt_noemt_de_plek(tmp_path, regel, zin):
    pad = tmp_path / "plannen.csv"
    pad.write_text(f"regio,jaar,regel,aantal,bron\n{regel}\n", "utf-8")
    with pytest.raises(OngeldigPlan, match=f"plannen.csv, regel 2, {zin}"):
        lees_plannen(pad)
