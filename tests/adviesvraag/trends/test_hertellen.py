"""De codes aanvullen van adviesvragen van voor het tellen, op een gevulde database."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy import delete, select

from adviesvraag import model
from adviesvraag.dienst import Antwoord, dien_in
from adviesvraag.trends.hertellen import Uitslag, hertel
from tests.adviesvraag.trends.terug import terug_naar_0003

NU = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)


def _antwoord(vraag: str, waarde: object) -> Antwoord:
    return Antwoord(vraag, vraag, waarde, "x", "knop")


@pytest.fixture
def gevuld(opslag, maak_concept):
    """Drie adviesvragen zoals ze nu geteld worden; daarna terug naar voor migratie 0004."""
    dien_in(
        opslag,
        maak_concept(
            soort="informatievraag",
            antwoorden=(_antwoord("vraag_of_casus", "ja"), _antwoord("leefgebieden", ["wonen"])),
            triage={"uitkomst": "twijfel", "ketens": ["keten_zorg"], "probleem": "schulden"},
        ),
        nu=NU,
    )
    dien_in(opslag, maak_concept(antwoorden=(_antwoord("leefgebieden", ["geld", "drugs"]),)), nu=NU)
    gewist = dien_in(opslag, maak_concept(soort="informatievraag"), nu=NU).kenmerk
    nu = _codes(opslag)
    with opslag.sessie() as sessie:
        van = select(model.adviesvraag.c.id).where(model.adviesvraag.c.kenmerk == gewist)
        sessie.execute(delete(model.antwoord).where(model.antwoord.c.adviesvraag_id.in_(van)))
    terug_naar_0003(opslag)
    opslag.bijwerken()
    return nu


def _codes(opslag) -> set[tuple]:
    with opslag.leessessie() as sessie:
        return {tuple(rij) for rij in sessie.execute(select(model.telling))}


def test_na_de_migratie_en_het_hertellen_staat_er_wat_indienen_zelf_telt(opslag, gevuld):
    assert _codes(opslag) < gevuld | {r for r in _codes(opslag) if r[2] == "info"}

    assert hertel(opslag) == Uitslag(gelezen=2, aangevuld=2)

    assert _codes(opslag) == gevuld


def test_nog_eens_hertellen_verandert_niets(opslag, gevuld):
    hertel(opslag)
    assert hertel(opslag) == Uitslag(gelezen=2, aangevuld=0)
    assert _codes(opslag) == gevuld


def test_het_gaat_in_stapels_over_een_grote_tabel(opslag, gevuld, monkeypatch):
    monkeypatch.setattr("adviesvraag.trends.hertellen.PER_TRANSACTIE", 1)
    hertel(opslag)
    assert _codes(opslag) == gevuld
