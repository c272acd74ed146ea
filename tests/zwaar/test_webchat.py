"""Microsofts Web Chat, ongewijzigd, als client die hier niemand schreef.

`.ci/webchat.sh` haalt hem op met een vaste controlesom. Hij draait op een eigen adres, dus ook de
herkomst en CORS doen mee.
"""

from __future__ import annotations

import http.server
import re
import threading
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.bot.channels.web.client import BASIS
from tests.processen import WORTEL, webserver
from tests.zwaar.browser import NODIG, WACHT_MS

WEBCHAT = WORTEL / "build" / "webchat" / "webchat.js"
PAGINA = Path(__file__).with_name("webchat")
LIEVER_VRAGEN = "Stel me liever de vragen"
pytestmark = [
    pytest.mark.zwaar,
    pytest.mark.rasa,
    NODIG,
    pytest.mark.skipif(
        not WEBCHAT.exists(),
        reason="Web Chat is niet opgehaald (.ci/webchat.sh): die toetsen zijn overgeslagen",
    ),
]


class _Site(http.server.SimpleHTTPRequestHandler):
    """De pagina met Web Chat, en verder niets."""

    def translate_path(self, path: str) -> str:
        naam = path.split("?", maxsplit=1)[0].strip("/")
        return str(WEBCHAT if naam == WEBCHAT.name else PAGINA / Path(naam).name)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def site():
    """Een andere herkomst dan de assistent."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site)) as gestart:
        draad = threading.Thread(target=gestart.serve_forever, daemon=True)
        draad.start()
        yield f"http://127.0.0.1:{gestart.server_address[1]}"
        gestart.shutdown()
        draad.join()


@pytest.fixture(scope="module")
def server(tmp_path_factory, site, geladen):
    map_ = tmp_path_factory.mktemp("webchat")
    with webserver(map_, geladen=geladen, WEGWIJZER_WEB_ORIGINS=site) as gestart:
        yield gestart


class WebChat:
    """Eén tabblad met Web Chat."""

    def __init__(self, context: Any, adres: str) -> None:
        self.pagina = context.new_page()
        self.pagina.set_default_timeout(3 * WACHT_MS)
        self.fouten: list[str] = []
        self.pagina.on("pageerror", lambda fout: self.fouten.append(str(fout)))
        self.pagina.goto(adres)
        self.pagina.get_by_role("textbox").first.wait_for()

    @property
    def knoppen(self) -> Any:
        return self.pagina.locator("button.webchat__suggested-actions__button")

    @property
    def kaarten(self) -> Any:
        return self.pagina.locator(".ac-adaptiveCard")

    @property
    def berichten(self) -> list[str]:
        return list(self.pagina.locator(".webchat__bubble__content").all_inner_texts())

    def typ(self, tekst: str) -> None:
        self.pagina.get_by_role("textbox").first.fill(tekst)
        self.pagina.keyboard.press("Enter")

    def klik(self, titel: str) -> None:
        self.knoppen.filter(has_text=re.compile(f"^{re.escape(titel)}$")).click()

    def wacht_op(self, tekst: str) -> None:
        self.pagina.locator(".webchat__bubble__content", has_text=tekst).last.wait_for()


@pytest.fixture
def chat(browser, server, site):
    context = browser.new_context(viewport={"width": 900, "height": 900}, locale="nl-NL")
    geopend = WebChat(context, f"{site}/index.html?adres={quote(server.adres + BASIS)}")
    yield geopend
    fouten = geopend.fouten
    context.close()
    assert fouten == []


def test_knoppen_beantwoorden_de_vraag_waar_ze_bij_staan(chat):
    chat.typ("Ik wil een adviesvraag indienen")
    chat.klik("Informatie: wie, wat of waar")
    chat.wacht_op("Vat in een paar zinnen samen")


def test_na_een_contact_werken_de_knoppen_van_de_volgende_vraag(chat):
    chat.typ("nummer van Veilig Thuis in Zwolle")
    chat.kaarten.first.wait_for()
    chat.typ("Ik wil een casus toetsen")
    chat.klik(LIEVER_VRAGEN)
    chat.wacht_op("In welke gemeente")


def test_een_contact_is_een_adaptive_card_met_een_knop_om_te_bellen(chat):
    chat.typ("nummer van Veilig Thuis in Zwolle")
    chat.kaarten.first.wait_for()

    kaart = chat.kaarten.first
    assert "Veilig Thuis IJsselland" in kaart.inner_text()
    assert kaart.get_by_role("button", name="Bel 0800-2000").is_visible()


def test_het_gesprek_staat_er_na_herladen_nog_en_gaat_verder(chat):
    chat.typ("Ik wil een casus toetsen")
    chat.knoppen.first.wait_for()
    voor = chat.berichten

    chat.pagina.reload()
    chat.wacht_op("Ik wil een casus toetsen")
    chat.knoppen.first.wait_for()
    assert chat.berichten == voor
    chat.klik(LIEVER_VRAGEN)
    # De klik zelf en het antwoord erop; de zin ervoor noemt ook een gemeente.
    chat.pagina.locator(".webchat__bubble__content").nth(len(voor) + 1).wait_for()
    assert "In welke gemeente" in chat.berichten[-1]
