"""Instellingen die voor alle toetsen gelden, de assistent die ze delen, en een lege PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot import plaatsvervanger
from tests import sjabloon
from tests.processen import SLEUTEL

# Ook spaCy laadt TensorFlow als het er is; geen toets rekent ermee.
plaatsvervanger.gebruik()

# De inbox heeft een eigen omgeving, en `make test` draait zijn toetsen daar.
collect_ignore = [] if find_spec("authlib") else ["inbox"]

# Tijd hoort in make bench: een drukke machine mag geen toets laten falen.
settings.register_profile(
    "wegwijzer", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.load_profile("wegwijzer")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Slaat de toetsen op PostgreSQL over, samen op een regel, als er geen server is opgegeven."""
    if item.get_closest_marker("postgres") and not os.environ.get("TEST_POSTGRES_URL"):
        pytest.skip("TEST_POSTGRES_URL is niet gezet: de toetsen op PostgreSQL zijn overgeslagen")


@pytest.fixture(scope="session")
def partner(tmp_path_factory):
    """De assistent met het echte model en de echte acties, één keer geladen."""
    from bot.assistent import Gesprekspartner
    from bot.instellingen import lees_instellingen
    from bot.model import zorg_voor_model

    data = tmp_path_factory.mktemp("gesprekken")
    gegevens = lees_instellingen({"WEGWIJZER_DATA": str(data), "WEGWIJZER_SECRET_KEYS": SLEUTEL})
    return Gesprekspartner.laad(zorg_voor_model(), gegevens)


@pytest.fixture
def opslag(tmp_path, monkeypatch):
    """Een lege database waar de acties van deze toets in schrijven."""
    from bot import instellingen, leemte
    from bot import opslag as bot_opslag

    for naam in list(os.environ):
        if naam.startswith("WEGWIJZER_"):
            monkeypatch.delenv(naam)
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path))
    monkeypatch.setenv("WEGWIJZER_SECRET_KEYS", SLEUTEL)
    instellingen.instellingen.cache_clear()
    bot_opslag.opslag.cache_clear()
    sjabloon.vul(instellingen.instellingen().database_url)
    geopend = bot_opslag.opslag()
    yield geopend
    leemte.wacht_tot_leeg()
    geopend.sluit()
    instellingen.instellingen.cache_clear()
    bot_opslag.opslag.cache_clear()


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
