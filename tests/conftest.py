"""Instellingen die voor alle toetsen gelden, en de assistent die ze samen gebruiken."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.processen import SLEUTEL

# Tijd hoort in make bench: een drukke machine mag geen toets laten falen.
settings.register_profile(
    "wegwijzer", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.load_profile("wegwijzer")


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
    from bot import instellingen
    from bot import opslag as bot_opslag

    for naam in list(os.environ):
        if naam.startswith("WEGWIJZER_"):
            monkeypatch.delenv(naam)
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path))
    monkeypatch.setenv("WEGWIJZER_SECRET_KEYS", SLEUTEL)
    instellingen.instellingen.cache_clear()
    bot_opslag.opslag.cache_clear()
    geopend = bot_opslag.opslag()
    yield geopend
    geopend.sluit()
    instellingen.instellingen.cache_clear()
    bot_opslag.opslag.cache_clear()
