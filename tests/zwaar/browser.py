"""Een echte Chromium van het systeem, en de chatpagina zoals een gebruiker hem bedient."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.bot.praten import ADVIESVRAAG

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
WACHT_MS = 20_000
CASUS = "Een man in Haarlem steelt elke week in winkels. Hij gebruikt en slaapt buiten."
TITEL = {
    "informatievraag": "Een vraag om informatie",
    "wijkteam": "Wijkteam",
    "nee": "Nee",
    "overslaan": "Overslaan",
}
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


@dataclass(frozen=True)
class Deel:
    """Een deel van de pagina zoals Chromium het aan een schermlezer geeft."""

    rol: str
    naam: str
    uitleg: str
    eigenschappen: dict[str, Any]


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

    def boom(self) -> list[Deel]:
        """De toegankelijkheidsboom, zonder wat een schermlezer overslaat."""
        sessie = self.pagina.context.new_cdp_session(self.pagina)
        delen = sessie.send("Accessibility.getFullAXTree")["nodes"]
        sessie.detach()
        return [
            Deel(
                deel["role"]["value"],
                deel.get("name", {}).get("value", ""),
                deel.get("description", {}).get("value", ""),
                {e["name"]: e["value"].get("value") for e in deel.get("properties", ())},
            )
            for deel in delen
            if not deel["ignored"]
        ]

    def _console(self, bericht: Any) -> None:
        if bericht.type in {"error", "warning"}:
            self.fouten.append(bericht.text)


def opties(chat) -> list[str]:
    """De titels van de knoppen die nu te kiezen zijn, op volgorde."""
    return list(chat.pagina.locator(".knoppen > .knop").all_inner_texts())


def vul_adviesvraag(chat, kies) -> None:
    """Beantwoord een korte adviesvraag tot en met de controle; `kies` kiest een titel."""
    chat.typ("Ik wil een adviesvraag indienen")
    for vraag, antwoord in ADVIESVRAAG:
        if vraag == "soort":
            kies(next(titel for titel in opties(chat) if "nformatie" in titel))
        elif antwoord in TITEL:
            kies(next(t for t in opties(chat) if t.lower().startswith(TITEL[antwoord].lower()[:4])))
        else:
            chat.typ(antwoord)
