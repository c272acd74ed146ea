"""Elke pagina van de inbox in elke toestand langs axe: gevuld, leeg, bezig en mislukt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.processen import vrije_poort
from tests.zwaar.browser import NODIG, WACHT_MS
from tests.zwaar.inboxproces import STANDEN, Inbox, axe, draaiende_inbox, paginas

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]

MET_SCRIPT = [naam for naam in STANDEN if naam != "zonder JavaScript"]
GEWOON, SMAL = "gewoon", "320 punten breed"
BEZIG = "Een moment, we zijn bezig."
LANG = "Dit duurt langer dan anders."
NA_LANG_MS = 10_500
# Zo blijft het formulier onderweg en is de pagina ondertussen te bekijken.
HOUD_OP = """() => {
  window.verstuurd = 0;
  window.addEventListener("submit", (moment) => {
    if (moment.defaultPrevented) return;
    window.verstuurd += 1;
    moment.preventDefault();
  });
}"""
PAST = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@contextmanager
def ingelogd(browser, inbox: Inbox, stand: str) -> Iterator[object]:
    """Een tabblad waarin axe zijn eigen script mag draaien."""
    context = browser.new_context(bypass_csp=True, locale="nl-NL", **STANDEN[stand])
    pagina = context.new_page()
    pagina.set_default_timeout(WACHT_MS)
    pagina.goto(inbox.nieuwe_link())
    pagina.get_by_role("button", name="Inloggen").click()
    pagina.get_by_role("heading", name="Adviesvragen", level=1).wait_for()
    yield pagina
    context.close()


def _keur(pagina, naam: str) -> None:
    assert axe(pagina) == [], naam
    assert pagina.evaluate(PAST), f"{naam} is breder dan het venster"


@pytest.mark.parametrize("stand", MET_SCRIPT)
def test_axe_vindt_niets_op_elke_pagina(browser, inbox, stand):
    with ingelogd(browser, inbox, stand) as pagina:
        for pad in inbox.paden:
            pagina.goto(f"{inbox.adres}{pad}", wait_until="domcontentloaded")
            _keur(pagina, pad)
    print(f"axe: {len(inbox.paden)} pagina's, {stand}")


@pytest.mark.parametrize("stand", [GEWOON, SMAL])
def test_axe_vindt_niets_op_een_inbox_waar_nog_niets_in_staat(browser, tmp_path, stand):
    paden = [pad for pad in paginas() if "{" not in pad]
    with (
        draaiende_inbox(tmp_path, gevuld=False) as leeg,
        ingelogd(browser, leeg, stand) as pagina,
    ):
        for pad in paden:
            pagina.goto(f"{leeg.adres}{pad}", wait_until="domcontentloaded")
            _keur(pagina, f"{pad}, leeg")
        pagina.goto(f"{leeg.adres}/")
        pagina.get_by_text("Hier is niets te doen.").wait_for()
    print(f"axe: {len(paden)} lege pagina's, {stand}")


@pytest.mark.parametrize("stand", [GEWOON, SMAL])
def test_axe_vindt_niets_op_de_inlogpaginas(browser, inbox, tmp_path, stand):
    inlogdienst = {
        "WEGWIJZER_OIDC_ISSUER": f"http://127.0.0.1:{vrije_poort()}",
        "WEGWIJZER_OIDC_CLIENT_ID": "inbox",
        "WEGWIJZER_OIDC_CLIENT_SECRET": "geheim",
    }
    context = browser.new_context(bypass_csp=True, **STANDEN[stand])
    pagina = context.new_page()
    pagina.set_default_timeout(WACHT_MS)
    pagina.goto(f"{inbox.adres}/inloggen")
    _keur(pagina, "inloggen op deze computer")
    link = inbox.nieuwe_link()
    pagina.goto(link)
    _keur(pagina, "de link")
    pagina.get_by_role("button", name="Inloggen").click()
    pagina.get_by_role("button", name="Uitloggen").click()
    pagina.get_by_text("Je bent uitgelogd.").wait_for()
    _keur(pagina, "uitgelogd")
    pagina.goto(link)
    _keur(pagina, "een link die al gebruikt is")
    with draaiende_inbox(tmp_path, gevuld=False, **inlogdienst) as elders:
        pagina.goto(f"{elders.adres}/inloggen")
        _keur(pagina, "inloggen met een werkaccount")
        pagina.get_by_role("link", name="Inloggen met je werkaccount").click()
        pagina.get_by_role("heading", name="Inloggen is niet gelukt").wait_for()
        _keur(pagina, "de inlogdienst antwoordt niet")
    context.close()


@pytest.mark.parametrize("stand", [GEWOON, SMAL])
def test_axe_vindt_niets_als_er_iets_misgaat(browser, inbox, stand):
    kenmerk = inbox.kenmerken[11 + [GEWOON, SMAL].index(stand)]
    zaak = f"{inbox.adres}/adviesvragen/{kenmerk}"
    with ingelogd(browser, inbox, stand) as pagina:
        pagina.goto(zaak)
        _noteer(pagina, "   ")
        pagina.get_by_role("heading", name="Dit is niet opgeslagen").wait_for()
        _keur(pagina, "een veld dat niet klopt")

        ander = pagina.context.new_page()
        ander.goto(zaak)
        pagina.goto(zaak)
        _noteer(ander, "Een collega schrijft ook.")
        ander.get_by_text("De notitie is bewaard.").wait_for()
        _noteer(pagina, "Mijn tekst mag niet weg.")
        pagina.get_by_role("heading", name="Een ander was je voor").wait_for()
        _keur(pagina, "een collega was je voor")

        with _opslag_op_slot(inbox):
            _noteer(pagina, "Dit lukt nu niet.", al_open=True)
            pagina.get_by_role("heading", name="De opslag is niet bereikbaar").wait_for()
        _keur(pagina, "de opslag antwoordt niet")

        pagina.goto(zaak)
        pagina.evaluate("document.querySelector('input[name=csrf]').value = 'fout'")
        pagina.locator("header button").click()
        pagina.get_by_role("heading", name="Dit verzoek klopt niet").wait_for()
        _keur(pagina, "een formulier van elders")

        pagina.goto(zaak)
        pagina.context.clear_cookies()
        _noteer(pagina, "Geschreven na het uitloggen.")
        pagina.get_by_role("heading", name="Je bent uitgelogd").wait_for()
        assert pagina.locator("textarea").input_value() == "Geschreven na het uitloggen."
        _keur(pagina, "de sessie is voorbij")


@pytest.mark.parametrize("stand", MET_SCRIPT)
def test_wie_wacht_ziet_en_hoort_dat_er_gewerkt_wordt(browser, inbox, stand):
    kenmerk = inbox.kenmerken[13 + MET_SCRIPT.index(stand)]
    with ingelogd(browser, inbox, stand) as pagina:
        pagina.goto(f"{inbox.adres}/adviesvragen/{kenmerk}")
        pagina.evaluate(HOUD_OP)
        status, hoofd = pagina.locator("#bezig"), pagina.locator("main")
        assert status.get_attribute("role") == "status"
        assert status.inner_text() == ""
        _noteer(pagina, "Een keer is genoeg.")
        pagina.get_by_text(BEZIG).wait_for()
        assert hoofd.get_attribute("aria-busy") == "true"
        knop = pagina.get_by_role("button", name="Bewaar de notitie")
        assert "wacht" in (knop.get_attribute("class") or "")
        _keur(pagina, "bezig")
        knop.click(no_wait_after=True)
        pagina.wait_for_timeout(200)
        assert pagina.evaluate("verstuurd") == 1


def test_wie_lang_wacht_mag_het_opnieuw_proberen(browser, inbox):
    with ingelogd(browser, inbox, GEWOON) as pagina:
        pagina.clock.install()
        pagina.goto(f"{inbox.adres}/adviesvragen/{inbox.kenmerken[16]}")
        pagina.evaluate(HOUD_OP)
        _noteer(pagina, "Nog een keer.")
        pagina.clock.run_for(NA_LANG_MS)
        pagina.get_by_text(LANG).wait_for()
        pagina.get_by_role("button", name="Bewaar de notitie").click(no_wait_after=True)
        pagina.wait_for_timeout(200)
        assert pagina.evaluate("verstuurd") == 2


def test_een_download_laat_de_pagina_niet_bezig(browser, inbox):
    with ingelogd(browser, inbox, GEWOON) as pagina:
        pagina.goto(f"{inbox.adres}/trends?regio=VR12", wait_until="domcontentloaded")
        with pagina.expect_download() as bestand:
            pagina.get_by_role("link", name="Download als CSV").click()
        assert bestand.value.suggested_filename.endswith(".csv")
        pagina.wait_for_timeout(500)
        assert pagina.locator("#bezig").inner_text() == ""


def _noteer(pagina, tekst: str, *, al_open: bool = False) -> None:
    if not al_open:
        pagina.locator("summary", has_text="Notitie schrijven").click()
    pagina.get_by_label("Notitie", exact=True).fill(tekst)
    pagina.get_by_role("button", name="Bewaar de notitie").click(no_wait_after=True)


@contextmanager
def _opslag_op_slot(inbox: Inbox) -> Iterator[None]:
    """Een ander houdt het schrijfslot van de database vast."""
    with closing(sqlite3.connect(inbox.data / "wegwijzer.db", isolation_level=None)) as ander:
        ander.execute("BEGIN IMMEDIATE")
        yield
        ander.execute("ROLLBACK")
