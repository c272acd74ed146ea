"""Wat de lange toetsen delen: een geladen assistent, een webserver, een inbox en een Chromium."""

from __future__ import annotations

import pytest

from tests.processen import webserver
from tests.voorgeladen import voorgeladen
from tests.zwaar.browser import Chat, chromium
from tests.zwaar.inboxproces import draaiende_inbox

PER_AFZENDER = 1_000_000
PER_ADRES = 10_000_000


@pytest.fixture(scope="session")
def geladen():
    """De assistent die één keer geladen is; elke server hieronder splitst ervan af."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    with voorgeladen() as klaar:
        yield klaar


@pytest.fixture(scope="module")
def server(tmp_path_factory, geladen):
    """Een eigen webserver; de grenzen per minuut staan zo hoog dat ze hier niet meespelen."""
    with webserver(
        tmp_path_factory.mktemp("server"),
        geladen=geladen,
        WEGWIJZER_REST_PER_AFZENDER=str(PER_AFZENDER),
        WEGWIJZER_REST_PER_ADRES=str(PER_ADRES),
        WEGWIJZER_WEB_PER_GESPREK=str(PER_AFZENDER),
        WEGWIJZER_WEB_GESPREKKEN_PER_ADRES=str(PER_AFZENDER),
    ) as gestart:
        yield gestart


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    """Een draaiende inbox met zaken erin."""
    with draaiende_inbox(tmp_path_factory.mktemp("inbox")) as gestart:
        yield gestart


@pytest.fixture(scope="module")
def browser():
    """Eén Chromium; niet langer dan een bestand, want zolang hij open is kan `asyncio.run` niet."""
    with chromium() as gestart:
        yield gestart


@pytest.fixture
def venster(browser):
    """Een eigen venster, zonder iets van een andere toets."""
    geopend = browser.new_context(viewport={"width": 1000, "height": 800}, locale="nl-NL")
    yield geopend
    geopend.close()


@pytest.fixture
def widget(venster, server):
    """De chatpagina; aan het eind mag er niets in de console staan, ook niets van de CSP."""
    geopend = Chat(venster, f"{server.adres}/webhooks/web/")
    yield geopend
    assert geopend.fouten == []
