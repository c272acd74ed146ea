"""Inzien, verbeteren en wissen, alleen door een beheerder."""

from __future__ import annotations

import pytest

from adviesvraag import behandeling
from adviesvraag.betrokkene import inzage
from tests.inbox.conftest import kop
from tests.inbox.zaken import BEHEERDER, GEHEIM, HIER, MANAGER, dien, onthoud

pytestmark = pytest.mark.asyncio


@pytest.fixture
def kenmerk(opslag):
    onthoud(opslag)
    return dien(opslag)


@pytest.mark.parametrize("mens", [HIER, MANAGER], ids=lambda mens: mens.lezer.rol)
async def test_alleen_een_beheerder_komt_bij_de_rechten(browser, opslag, kenmerk, mens):
    browser.als(mens)

    assert "/rechten" not in await browser.haal("/hulp")
    await browser.haal("/rechten", 403)
    await browser.haal(f"/rechten/{kenmerk}", 403)
    await browser.stuur(f"/rechten/{kenmerk}/adres", 403, adres="ander@haarlem.nl")
    assert inzage(opslag, kenmerk).contact_email == "team@haarlem.nl"


async def test_inzien_verbeteren_en_wissen(browser, opslag, kenmerk):
    browser.als(BEHEERDER)

    assert kenmerk in await browser.stuur("/rechten/zoek", adres=" Team@Haarlem.nl ")
    assert "geen adviesvraag" in await browser.stuur("/rechten/zoek", adres="x@haarlem.nl")
    behandeling.noteer(opslag, kenmerk, HIER.lezer, "Gebeld met de huisarts.", versie=1)
    behandeling.vraag_terug(opslag, kenmerk, HIER.lezer, "Sinds wanneer?", versie=2)
    bewaard = await browser.haal(f"/rechten/{kenmerk}")
    for tekst in (GEHEIM, "team@haarlem.nl", "Gebeld met de huisarts.", "Sinds wanneer?"):
        assert tekst in bewaard
    pagina = await browser.stuur(f"/rechten/{kenmerk}/adres", 422, adres="jan@prive.nl")
    assert kop(pagina) == "Dit adres kan niet"
    pagina = await browser.stuur(f"/rechten/{kenmerk}/adres", adres="nieuw@haarlem.nl")
    assert "Het werkadres is veranderd." in pagina
    assert inzage(opslag, kenmerk).contact_email == "nieuw@haarlem.nl"

    pagina = await browser.stuur(f"/rechten/{kenmerk}/verwijder", 409)
    assert "loopt nog" in pagina
    behandeling.sluit(opslag, kenmerk, HIER.lezer, versie=1 + _gewijzigd(opslag, kenmerk))
    pagina = await browser.stuur(f"/rechten/{kenmerk}/verwijder")
    assert "gewist" in pagina
    for tekst in (GEHEIM, "Gebeld met de huisarts.", "Sinds wanneer?"):
        assert tekst not in pagina
    assert inzage(opslag, kenmerk).antwoorden == ()
    assert "Inhoud gewist" in pagina


def _gewijzigd(opslag, kenmerk) -> int:
    from adviesvraag.werkvoorraad import haal

    return haal(opslag, kenmerk, HIER.lezer).regel.versie - 1
