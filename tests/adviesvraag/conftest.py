"""Databases voor de toetsen: een SQLite-bestand, en een eigen schema op PostgreSQL."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from adviesvraag.dienst import Antwoord, Concept
from adviesvraag.opslag import open_opslag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adviesvraag.opslag import Opslag


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Slaat de toetsen op PostgreSQL over, samen op een regel, als er geen server is opgegeven."""
    if item.get_closest_marker("postgres") and not os.environ.get("TEST_POSTGRES_URL"):
        pytest.skip("TEST_POSTGRES_URL is niet gezet: de toetsen op PostgreSQL zijn overgeslagen")


@pytest.fixture
def sleutel() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'opslag.db'}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Een leeg schema op de PostgreSQL-server; na de toets is het weg."""
    basis = make_url(os.environ["TEST_POSTGRES_URL"]).set(drivername="postgresql+psycopg2")
    schema = f"toets_{uuid.uuid4().hex}"
    server = create_engine(basis, future=True)
    with server.begin() as verbinding:
        verbinding.execute(text(f"CREATE SCHEMA {schema}"))
    adres = basis.set(drivername="postgresql")
    adres = adres.update_query_dict({"options": f"-csearch_path={schema}"})
    yield adres.render_as_string(hide_password=False)
    with server.begin() as verbinding:
        verbinding.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


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
def opslag(lege_opslag: Opslag) -> Opslag:
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
