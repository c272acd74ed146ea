"""Eén getraind model voor alle gesprekken; elk gesprek zijn eigen database."""

from __future__ import annotations

import os

import pytest

SLEUTEL = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


@pytest.fixture(scope="session")
def partner(tmp_path_factory):
    from bot.assistent import Gesprekspartner
    from bot.instellingen import lees_instellingen
    from bot.model import zorg_voor_model

    data = tmp_path_factory.mktemp("gesprekken")
    gegevens = lees_instellingen({"WEGWIJZER_DATA": str(data), "WEGWIJZER_SECRET_KEYS": SLEUTEL})
    return Gesprekspartner.laad(zorg_voor_model(), gegevens)


@pytest.fixture
def opslag(tmp_path, monkeypatch):
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
