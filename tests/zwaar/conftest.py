"""De webserver voor de lange toetsen, met de grenzen die de standaard ook heeft voor één adres."""

from __future__ import annotations

import pytest

from tests.processen import webserver

PER_AFZENDER = 1_000_000
PER_ADRES = 10_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Een eigen webserver; de grenzen per minuut staan zo hoog dat ze hier niet meespelen."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    with webserver(
        tmp_path_factory.mktemp("server"),
        WEGWIJZER_REST_PER_AFZENDER=str(PER_AFZENDER),
        WEGWIJZER_REST_PER_ADRES=str(PER_ADRES),
        WEGWIJZER_WEB_PER_GESPREK=str(PER_AFZENDER),
        WEGWIJZER_WEB_GESPREKKEN_PER_ADRES=str(PER_AFZENDER),
    ) as gestart:
        yield gestart
