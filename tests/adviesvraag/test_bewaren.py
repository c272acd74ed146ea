"""Opruimen na de bewaartermijn: de inhoud weg, de codes en de gebeurtenissen blijven."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from adviesvraag import model
from adviesvraag.betrokkene import verwijder
from adviesvraag.bewaren import (
    BESTAND,
    OngeldigeTermijn,
    lees_termijnen,
    ruim_knelpunten_op,
    ruim_op,
    verlopen,
    verlopen_knelpunten,
)
from adviesvraag.dienst import Wie, dien_in, wijzig_status
from adviesvraag.status import PROCESCOORDINATOR
from adviesvraag.toegang import Behandelaar
from adviesvraag.trends.knelpunten import Beschrijving, beschrijf, lees, van_adviesvraag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag

BEGIN = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)
TERMIJNEN = lees_termijnen()


def _inhoud(opslag: Opslag) -> tuple[int, int]:
    """Hoeveel antwoorden en hoeveel werkadressen er nog staan."""
    with opslag.leessessie() as sessie:
        antwoorden = sessie.execute(select(func.count()).select_from(model.antwoord)).scalar_one()
        adressen = select(func.count(model.adviesvraag.c.contact_email))
        return antwoorden, sessie.execute(adressen).scalar_one()


def _gebeurtenissen(opslag: Opslag) -> list[tuple[str, str, object]]:
    stap = model.gebeurtenis.c
    with opslag.leessessie() as sessie:
        return [tuple(r) for r in sessie.execute(select(stap.soort, stap.wie, stap.wat))]


def test_voor_de_termijn_blijft_alles_en_daarna_is_alleen_de_inhoud_weg(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerk = dien_in(opslag, maak_concept(), nu=BEGIN).kenmerk
    wijzig_status(opslag, kenmerk, "afgesloten", Wie(PROCESCOORDINATOR, "inbox"), nu=BEGIN)
    grens = BEGIN + TERMIJNEN.adviesvragen["afgesloten"]

    assert ruim_op(opslag, TERMIJNEN, grens) == {}
    assert _inhoud(opslag) == (2, 1)

    na = grens + timedelta(seconds=1)
    assert verlopen(opslag, TERMIJNEN, na) == {"afgesloten": 1}
    assert _inhoud(opslag) == (2, 1)
    assert ruim_op(opslag, TERMIJNEN, na) == {"afgesloten": 1}

    assert _inhoud(opslag) == (0, 0)
    assert _gebeurtenissen(opslag)[-1] == ("opgeruimd", "systeem", {})
    with opslag.leessessie() as sessie:
        rij = sessie.execute(select(model.adviesvraag)).one()
    assert (rij.kenmerk, rij.status, rij.triage["uitkomst"]) == (kenmerk, "afgesloten", "twijfel")
    assert ruim_op(opslag, TERMIJNEN, na) == {}


def test_elke_status_heeft_zijn_eigen_termijn(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    wie = Wie(PROCESCOORDINATOR, "inbox")
    for status in ("in_behandeling", "afgesloten"):
        kenmerk = dien_in(opslag, maak_concept(), nu=BEGIN).kenmerk
        wijzig_status(opslag, kenmerk, status, wie, nu=BEGIN)

    na_het_sluiten = BEGIN + TERMIJNEN.adviesvragen["afgesloten"] + timedelta(days=1)

    assert ruim_op(opslag, TERMIJNEN, na_het_sluiten) == {"afgesloten": 1}
    assert _inhoud(opslag) == (2, 1)


def test_meer_dan_een_transactie_vol_wordt_helemaal_opgeruimd(
    opslag: Opslag, maak_concept: Callable[..., Concept], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adviesvraag.bewaren.PER_TRANSACTIE", 2)
    for _ in range(5):
        dien_in(opslag, maak_concept(), nu=BEGIN)
    assert ruim_op(opslag, TERMIJNEN, BEGIN + timedelta(days=4000)) == {"ontvangen": 5}
    assert _inhoud(opslag) == (0, 0)


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("gesprekken,,30", "gesprekken,,lang", "regel 2, kolom dagen"),
        ("gesprekken,,30", "gesprekken,,0", "regel 2, kolom dagen"),
        ("adviesvragen,ontvangen", "adviesvragen,weg", "regel 3, kolom status"),
        ("adviesvragen,in_behandeling", "adviesvragen,ontvangen", "regel 4, kolom status.*al"),
        ("wat,status", "wat,toestand", "regel 1"),
        ("adviesvragen,ingetrokken,30,De indiener vroeg om weghalen.\n", "", "ingetrokken"),
    ],
)
def test_een_fout_in_de_tabel_noemt_bestand_regel_en_kolom(
    tmp_path: Path, oud: str, nieuw: str, melding: str
) -> None:
    kopie = tmp_path / BESTAND.name
    inhoud = BESTAND.read_text(encoding="utf-8")
    assert oud in inhoud
    kopie.write_text(inhoud.replace(oud, nieuw), encoding="utf-8")
    with pytest.raises(OngeldigeTermijn, match=f"{BESTAND.name}.*{melding}"):
        lees_termijnen(kopie)


BEHANDELAAR = Behandelaar("pc-1", "procescoordinator", frozenset({"VR12"}))
KNELPUNT = Beschrijving("schotten", ("ggz",), "tactisch", "deels", "Het past niet.")


def _knelpunt(opslag: Opslag, concept: Concept) -> tuple[str, str]:
    kenmerk = dien_in(opslag, concept, nu=BEGIN).kenmerk
    nummer = van_adviesvraag(opslag, kenmerk, BEHANDELAAR, nu=BEGIN)
    beschrijf(opslag, nummer, BEHANDELAAR, KNELPUNT, versie=1, nu=BEGIN)
    return kenmerk, nummer


def test_na_de_termijn_is_van_een_knelpunt_alleen_de_toelichting_weg(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    _, nummer = _knelpunt(opslag, maak_concept())
    grens = BEGIN + TERMIJNEN.knelpunten

    assert ruim_knelpunten_op(opslag, TERMIJNEN, grens) == 0
    assert lees(opslag, nummer, BEHANDELAAR).beschrijving == KNELPUNT

    na = grens + timedelta(seconds=1)
    assert verlopen_knelpunten(opslag, TERMIJNEN, na) == 1
    assert lees(opslag, nummer, BEHANDELAAR).beschrijving == KNELPUNT
    assert ruim_knelpunten_op(opslag, TERMIJNEN, na) == 1
    assert ruim_knelpunten_op(opslag, TERMIJNEN, na) == 0

    blijft = lees(opslag, nummer, BEHANDELAAR).beschrijving
    assert blijft == Beschrijving("schotten", ("ggz",), "tactisch", "deels", "")


def test_verwijderen_wist_ook_de_toelichting_bij_het_knelpunt(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerk, nummer = _knelpunt(opslag, maak_concept())
    wijzig_status(opslag, kenmerk, "afgesloten", Wie(PROCESCOORDINATOR, "inbox"), nu=BEGIN)

    verwijder(opslag, kenmerk, nu=BEGIN)

    assert lees(opslag, nummer, BEHANDELAAR).beschrijving.toelichting == ""
