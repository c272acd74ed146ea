"""Routevragen in eigen woorden: het eerste contact is goed, en gevaar noemt altijd 112."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.bot.praten import Praat, custom

pytestmark = pytest.mark.rasa

ROUTES: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "routes.yml").read_text(encoding="utf-8")
)
MINSTENS = 0.95
NOODNUMMER = "noodnummer"


def _eerste_contact(partner: Any, geval: dict[str, Any]) -> str:
    """De soort van het eerste contact; wordt naar de gemeente gevraagd, dan komt die eerst."""
    praat = Praat(partner, uuid.uuid4().hex)
    berichten = praat.zeg(geval["tekst"])
    vragen = custom(berichten, "vraag")
    if not custom(berichten, "contacten") and vragen and vragen[-1]["id"] == "gemeente":
        berichten = praat.zeg(geval["gemeente"])
    if custom(berichten, "acuut"):
        return NOODNUMMER
    gegeven = [c["soort_contact"] for o in custom(berichten, "contacten") for c in o["contacten"]]
    return next(iter(gegeven), "geen")


def test_het_eerste_contact_is_bijna_altijd_goed_en_gevaar_noemt_altijd_112(partner, opslag):
    gevonden = [(geval, _eerste_contact(partner, geval)) for geval in ROUTES]

    fout = [(geval["tekst"], soort) for geval, soort in gevonden if soort not in geval["goed"]]
    gemist = [tekst for tekst, soort in fout if _is_gevaar(tekst) and soort != NOODNUMMER]
    assert gemist == []
    assert 1 - len(fout) / len(ROUTES) >= MINSTENS, fout


def test_er_zijn_genoeg_routevragen():
    assert len({geval["tekst"] for geval in ROUTES}) >= 150


def _is_gevaar(tekst: str) -> bool:
    return any(geval["goed"] == [NOODNUMMER] for geval in ROUTES if geval["tekst"] == tekst)
