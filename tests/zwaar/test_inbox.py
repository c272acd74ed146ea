"""De inbox in een echte Chromium: een zaak met alleen het toetsenbord, en zonder JavaScript."""

from __future__ import annotations

import pytest

from tests.zwaar.browser import NODIG
from tests.zwaar.inboxproces import STANDEN, tabblad

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]


def test_alle_knoppen_en_velden_zijn_groot_genoeg(browser, inbox):
    with tabblad(browser, inbox, **STANDEN["320 punten breed"]) as pagina:
        for pad in inbox.paden:
            pagina.goto(f"{inbox.adres}{pad}", wait_until="domcontentloaded")
            te_klein = pagina.evaluate(
                """() => {
                    document.querySelectorAll('details').forEach(d => { d.open = true });
                    const doelen = 'button, .knop, summary, .hoofdmenu a, .vink, select,'
                        + ' input:not([type=hidden]):not([type=checkbox]), textarea';
                    return [...document.querySelectorAll(doelen)].filter(e => {
                        const vak = e.getBoundingClientRect();
                        return vak.width > 0 && (vak.height < 43.5 || vak.width < 43.5);
                    }).map(e => e.outerHTML.slice(0, 80));
                }"""
            )
            assert te_klein == [], pad


def _tab_naar(pagina, doel, toets: str = "Tab") -> None:
    for _ in range(120):
        if doel.evaluate("e => document.activeElement === e"):
            return
        pagina.keyboard.press(toets)
    raise AssertionError("met Tab niet te bereiken")


def test_een_zaak_behandelen_met_alleen_het_toetsenbord(browser, inbox):
    kenmerk = inbox.kenmerken[8]
    with tabblad(browser, inbox, **STANDEN["gewoon"]) as pagina:
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        pagina.keyboard.press("/")
        pagina.keyboard.type(kenmerk)
        pagina.keyboard.press("Enter")
        pagina.get_by_role("link", name=kenmerk).wait_for()
        pagina.keyboard.press("j")
        pagina.keyboard.press("Enter")
        pagina.get_by_role("heading", name=kenmerk, level=1).wait_for()

        def druk(naam: str) -> None:
            _tab_naar(pagina, pagina.get_by_role("button", name=naam, exact=True))
            with pagina.expect_navigation():
                pagina.keyboard.press("Enter")

        druk("In behandeling nemen")
        assert "De adviesvraag is in behandeling." in pagina.inner_text("main")
        druk("Wijs toe aan mij")
        assert "De adviesvraag is nu van jou." in pagina.inner_text("main")
        _tab_naar(pagina, pagina.locator("summary", has_text="Beantwoorden"))
        pagina.keyboard.press("Enter")
        _tab_naar(pagina, pagina.get_by_label("Je antwoord"))
        pagina.keyboard.type("Het meldpunt denkt met je mee.")
        druk("Verstuur het antwoord")

        inhoud = pagina.inner_text("main")
        assert "Je antwoord staat klaar voor de indiener." in inhoud
        assert "Het meldpunt denkt met je mee." in inhoud
        assert pagina.locator(".zaakkop .label").inner_text() == "Beantwoord"


def test_twee_tabbladen_tegelijk_verliezen_niets(browser, inbox):
    kenmerk = inbox.kenmerken[9]
    with tabblad(browser, inbox, **STANDEN["gewoon"]) as pagina:
        ander = pagina.context.new_page()
        for tab in (pagina, ander):
            tab.goto(f"{inbox.adres}/adviesvragen/{kenmerk}")
        ander.get_by_role("button", name="In behandeling nemen").click()
        ander.get_by_text("De adviesvraag is in behandeling.").wait_for()

        pagina.locator("summary", has_text="Notitie schrijven").click()
        pagina.get_by_label("Notitie", exact=True).fill("Dit mag niet weg.")
        pagina.get_by_role("button", name="Bewaar de notitie").click()
        pagina.get_by_role("heading", name="Een ander was je voor").wait_for()
        assert "Status gewijzigd door Deze computer" in pagina.inner_text("[role=alert]")
        assert pagina.get_by_label("Notitie", exact=True).input_value() == "Dit mag niet weg."
        pagina.get_by_role("button", name="Bewaar de notitie").click()
        pagina.get_by_text("De notitie is bewaard.").wait_for()


def test_zonder_javascript_werkt_een_zaak_ook(browser, inbox):
    kenmerk = inbox.kenmerken[10]
    with tabblad(browser, inbox, **STANDEN["zonder JavaScript"]) as pagina:
        pagina.goto(f"{inbox.adres}/adviesvragen/{kenmerk}")
        pagina.locator("summary", has_text="Beantwoorden").click()
        pagina.get_by_label("Je antwoord").fill("Bel het meldpunt.")
        pagina.get_by_role("button", name="Verstuur het antwoord").click()
        pagina.get_by_text("Je antwoord staat klaar voor de indiener.").wait_for()
        pagina.get_by_role("button", name="Uitloggen").click()
        pagina.get_by_text("Je bent uitgelogd.").wait_for()
