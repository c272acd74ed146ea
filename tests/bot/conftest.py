"""Een gesprek per toets, en één webserver voor alle toetsen op het REST-kanaal."""

from __future__ import annotations

import uuid

import pytest

from tests import afluisteren
from tests.bot.praten import Praat
from tests.processen import webserver

PER_AFZENDER = 25
GASTPAGINA = "https://intranet.voorbeeld.nl"
AANMELDSLEUTEL = "een aanmeldsleutel voor de toetsen"


@pytest.fixture
def praat(partner, opslag):
    return Praat(partner, uuid.uuid4().hex)


@pytest.fixture(scope="session")
def servermap(tmp_path_factory):
    """De map van de server; de server van Teams deelt de gegevens die erin staan."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def server(servermap):
    """De webserver als eigen proces; een gesprek mag hier maar 25 berichten per minuut hebben."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    with webserver(
        servermap,
        opdracht=afluisteren.opdracht(servermap),
        WEGWIJZER_LOGNIVEAU="DEBUG",
        WEGWIJZER_REST_PER_AFZENDER=str(PER_AFZENDER),
        WEGWIJZER_WEB_PER_GESPREK=str(PER_AFZENDER),
        WEGWIJZER_WEB_GESPREKKEN_PER_ADRES="10000",
        WEGWIJZER_WEB_ORIGINS=GASTPAGINA,
        WEGWIJZER_WEB_AANMELDSLEUTEL=AANMELDSLEUTEL,
    ) as gestart:
        yield gestart
