"""Opslag voor de toetsen: op een SQLite-bestand, en op een eigen schema van PostgreSQL."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from adviesvraag.dienst import Antwoord, Concept
from adviesvraag.opslag import open_opslag
from tests import sjabloon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adviesvraag.opslag import Opslag


@pytest.fixture
def sleutel() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'opslag.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def lege_opslag(url: str, sleutel: str) -> Iterator[Opslag]:
    """Een geopende database waarin nog geen tabellen staan."""
    opslag = open_opslag(url, sleutels=[sleutel])
    yield opslag
    opslag.sluit()


@pytest.fixture
def opslag(url: str, lege_opslag: Opslag) -> Opslag:
    sjabloon.vul(url)
    lege_opslag.bijwerken()
    return lege_opslag


@pytest.fixture
def maak_concept() -> Callable[..., Concept]:
    def maak(**anders: object) -> Concept:
        velden: dict[str, object] = {
            "concept_id": str(uuid.uuid4()),
            "regio_code": "VR12",
            "gemeente_code": "GM0392",
            "soort": "adviesvraag",
            "antwoorden": (
                Antwoord("wat", "Wat is uw vraag?", "Wie helpt ons?", "Wie helpt ons?", "tekst"),
                Antwoord("spoed", "Is er haast bij?", {"ja": True}, "Ja", "knop"),
            ),
            "triage": {"uitkomst": "twijfel", "criteria": {"systeem": "onbekend"}, "redenen": []},
            "contact_email": "wijkteam@voorbeeld.nl",
            "kanaal": "web",
            "gesprek": "gesprek-17",
        }
        return Concept(**{**velden, **anders})

    return maak
