from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociale_kaart.openingstijden import (
    DICHT,
    ONBEKEND,
    OPEN,
    ZONE,
    Openingstijd,
    buiten_kantooruren,
    feestdag,
    open_op,
)

WERKDAGEN = (0, 1, 2, 3, 4)
ELKE_DAG = tuple(range(7))


@dataclass
class Dienst:
    tijden: tuple[Openingstijd, ...]


def dienst(*blokken):
    return Dienst(tuple(Openingstijd(*blok) for blok in blokken))


def hier(tekst, fold=0):
    return datetime.fromisoformat(tekst).replace(tzinfo=ZONE, fold=fold)


KANTOOR = dienst((WERKDAGEN, 540, 1020, DICHT))
GESPLITST = dienst((WERKDAGEN, 540, 720, DICHT), (WERKDAGEN, 780, 1020, DICHT))
ALTIJD = dienst((ELKE_DAG, 0, 1440, OPEN))
FEEST_ONBEKEND = dienst((ELKE_DAG, 540, 1320))
NACHT = dienst((ELKE_DAG, 1320, 1440, OPEN), (ELKE_DAG, 0, 360, OPEN))
ZONDAGNACHT = dienst(((6,), 60, 240, OPEN))


@pytest.mark.parametrize(
    ("contact", "moment", "stand", "zin"),
    [
        (KANTOOR, "2026-11-23T09:00", OPEN, "Nu open, tot 17.00 uur."),
        (KANTOOR, "2026-11-23T08:59", DICHT, "Nu dicht. Het gaat om 9.00 uur open."),
        (
            KANTOOR,
            "2026-11-23T17:00",
            DICHT,
            "Nu dicht. Het gaat morgen (dinsdag 24 november) om 9.00 uur open.",
        ),
        (
            KANTOOR,
            "2026-11-27T18:00",
            DICHT,
            "Nu dicht. Het gaat maandag 30 november om 9.00 uur open.",
        ),
        (GESPLITST, "2026-11-23T12:30", DICHT, "Nu dicht. Het gaat om 13.00 uur open."),
        (GESPLITST, "2026-11-23T11:59", OPEN, "Nu open, tot 12.00 uur."),
        (ALTIJD, "2026-12-25T03:00", OPEN, "Dag en nacht open."),
        (
            NACHT,
            "2026-11-23T23:00",
            OPEN,
            "Nu open, tot morgen (dinsdag 24 november) om 6.00 uur.",
        ),
        (NACHT, "2026-11-23T05:00", OPEN, "Nu open, tot 6.00 uur."),
        (
            FEEST_ONBEKEND,
            "2026-12-25T12:00",
            ONBEKEND,
            "Het is Eerste kerstdag; of dit contact dan open is, is niet bekend.",
        ),
        (
            FEEST_ONBEKEND,
            "2026-12-24T22:30",
            DICHT,
            "Nu dicht. Het gaat zondag 27 december om 9.00 uur open.",
        ),
        (
            KANTOOR,
            "2026-04-27T10:00",
            DICHT,
            "Nu dicht. Het gaat morgen (dinsdag 28 april) om 9.00 uur open.",
        ),
        (dienst(), "2026-11-23T10:00", ONBEKEND, "Of dit contact nu open is, is niet bekend."),
    ],
)
def test_een_contact_zegt_of_het_open_is_en_wanneer_weer(contact, moment, stand, zin):
    gevonden = open_op(contact, hier(moment))
    assert gevonden.stand == stand
    assert gevonden.zin().casefold() == zin.casefold()


def test_het_moment_mag_in_elke_tijdzone_staan():
    in_utc = datetime(2026, 7, 6, 7, 30, tzinfo=timezone.utc)
    assert open_op(KANTOOR, in_utc).stand == OPEN
    in_winter = datetime(2026, 12, 7, 7, 30, tzinfo=timezone.utc)
    assert open_op(KANTOOR, in_winter).stand == DICHT


def test_een_moment_zonder_tijdzone_is_een_fout():
    with pytest.raises(ValueError, match="tijdzone"):
        open_op(KANTOOR, datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001


@pytest.mark.parametrize("fold", [0, 1])
def test_het_uur_dat_twee_keer_komt_telt_twee_keer(fold):
    assert open_op(ZONDAGNACHT, hier("2026-10-25T02:30", fold)).stand == OPEN


def test_na_het_uur_dat_wordt_overgeslagen_klopt_de_klok():
    voor = datetime(2026, 3, 29, 0, 59, tzinfo=timezone.utc)
    erna = datetime(2026, 3, 29, 1, 1, tzinfo=timezone.utc)
    assert open_op(ZONDAGNACHT, voor).moment.hour == 1
    assert open_op(ZONDAGNACHT, erna).moment.hour == 3
    assert open_op(ZONDAGNACHT, erna).stand == OPEN


@pytest.mark.parametrize(
    ("contact", "verwacht"),
    [
        (KANTOOR, DICHT),
        (GESPLITST, DICHT),
        (ALTIJD, "dag en nacht"),
        (FEEST_ONBEKEND, "deels"),
        (NACHT, "deels"),
        (dienst(), ONBEKEND),
        (dienst((WERKDAGEN, 510, 1020, DICHT)), "deels"),
    ],
)
def test_buiten_kantooruren(contact, verwacht):
    assert buiten_kantooruren(contact) == verwacht


def test_nederlandse_feestdagen_komen_uit_de_bibliotheek():
    assert feestdag(hier("2027-03-29T00:00").date()).casefold() == "tweede paasdag"
    assert feestdag(hier("2027-04-27T00:00").date()) == "Koningsdag"
    assert feestdag(hier("2027-04-28T00:00").date()) == ""


blok = st.builds(
    lambda dagen, grenzen, feest: (tuple(sorted(dagen)), min(grenzen), max(grenzen), feest),
    st.sets(st.integers(0, 6), min_size=1),
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda paar: paar[0] != paar[1]),
    st.sampled_from([OPEN, DICHT, ONBEKEND]),
)


@given(
    st.lists(blok, max_size=4),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(timezone.utc)),  # noqa: DTZ001
)
def test_bij_elk_moment_klopt_de_stand_met_wat_er_volgt(blokken, moment):
    contact = dienst(*blokken)
    stand = open_op(contact, moment)
    assert stand.zin()
    if stand.tot:
        assert stand.stand == OPEN
        assert stand.tot > stand.moment
        assert open_op(contact, stand.tot).stand != OPEN or stand.tot.utcoffset() != (
            stand.moment.utcoffset()
        )
    if stand.opent:
        assert stand.opent > stand.moment
        assert open_op(contact, stand.opent).stand == OPEN


def test_wat_alleen_op_feestdagen_sluit_is_open_tot_de_eerste_feestdag():
    altijd_behalve_feest = dienst((tuple(range(7)), 0, 1440, "dicht"))
    stand = open_op(altijd_behalve_feest, hier("2026-10-01T12:00"))
    assert stand.stand == OPEN
    assert stand.tot == hier("2026-12-25T00:00")
