"""Een gesprek per toets, en één webserver voor alle toetsen op het REST-kanaal."""

from __future__ import annotations

import uuid

import pytest

from tests.bot.praten import Praat
from tests.processen import webserver

PER_AFZENDER = 25


@pytest.fixture
def praat(partner, opslag):
    return Praat(partner, f"toets-{uuid.uuid4().hex}")


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """De webserver als eigen proces; één afzender mag hier maar 25 berichten per minuut sturen."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    map_ = tmp_path_factory.mktemp("server")
    with webserver(map_, WEGWIJZER_REST_PER_AFZENDER=str(PER_AFZENDER)) as gestart:
        yield gestart
