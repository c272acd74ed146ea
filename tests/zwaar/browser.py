"""Een echte Chromium van het systeem, en de chatpagina zoals een gebruiker hem bedient."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
WACHT_MS = 20_000
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NODIG = pytest.mark.skipif(
    not CHROMIUM, reason="geen Chromium gevonden: de toetsen in de browser zijn overgeslagen"
)


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Chat:
    """Eén tabblad met de chat.

    Attributes:
        fouten: wat de console van de browser meldde, ook overtredingen van de CSP.
    """

    def __init__(self, context: Any, adres: str) -> None:
        self.pagina = context.new_page()
        self.pagina.set_default_timeout(WACHT_MS)
        self.fouten: list[str] = []
        self.pagina.on("console", self._console)
        self.pagina.on("pageerror", lambda fout: self.fouten.append(str(fout)))
        self.pagina.goto(adres)
        self.pagina.locator("wegwijzer-chat").wait_for(state="attached")

    def typ(self, tekst: str) -> None:
        """Typ een bericht, verstuur het met Enter en wacht tot de beurt klaar is."""
        self.pagina.locator("#invoer").fill(tekst)
        with self.beurt():
            self.pagina.keyboard.press("Enter")

    def klik(self, titel: str) -> None:
        with self.beurt():
            self.knop(titel).click()

    def knop(self, titel: str) -> Any:
        return self.pagina.get_by_role("button", name=titel, exact=True).last

    @contextmanager
    def beurt(self) -> Iterator[None]:
        """Wacht tot er na deze handeling een antwoord staat en de assistent klaar is."""
        al = self.pagina.locator(".assistent").count()
        yield
        self.pagina.wait_for_function(
            "al => { const wortel = document.querySelector('wegwijzer-chat').shadowRoot;"
            " const klaar = wortel.querySelector('.bezig').hidden;"
            " return klaar && wortel.querySelectorAll('.assistent').length > al }",
            arg=al,
        )

    @property
    def tekst(self) -> str:
        return str(self.pagina.locator(".log").inner_text())

    @property
    def laatste(self) -> str:
        return str(self.pagina.locator(".assistent").last.inner_text())

    def axe(self) -> list[tuple[str, str]]:
        """Wat axe aan toegankelijkheid mist: de regel en het element."""
        from axe_playwright_python.sync_playwright import Axe

        voor = len(self.fouten)
        gevonden = Axe().run(self.pagina, options={"runOnly": REGELS}).response["violations"]
        # Axe zet zelf een stijl in de pagina; dat weigert de CSP terecht.
        del self.fouten[voor:]
        return [(regel["id"], regel["nodes"][0]["html"]) for regel in gevonden]

    def _console(self, bericht: Any) -> None:
        if bericht.type in {"error", "warning"}:
            self.fouten.append(bericht.text)
