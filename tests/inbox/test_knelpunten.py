"""Knelpunten en doorstroom in de inbox."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from adviesvraag.inbox.trendpagina import afgelopen
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.verzonnen import Opdracht, vul
from tests.inbox.zaken import ELDERS, HIER, MANAGER, dien, onthoud

pytestmark = pytest.mark.asyncio


@pytest.fixture
def zaak(opslag):
    onthoud(opslag)
    return dien(opslag)


def _versie(pagina: str) -> str:
    return re.search(r'name="versie" value="(\d+)"', pagina)[1]


def _adres(pagina: str) -> str:
    return re.search(r'action="(/knelpunten/[^"]+)"', pagina)[1]


@pytest.mark.parametrize("mens", [HIER, MANAGER])
async def test_een_klik_op_een_adviesvraag_en_het_staat_in_het_overzicht(browser, zaak, mens):
    browser.als(mens)
    assert "Zet in het register van knelpunten" in await browser.haal(f"/adviesvragen/{zaak}")

    pagina = await browser.stuur(f"/adviesvragen/{zaak}/knelpunt")
    velden = {"wat": "niet_aan_tafel", "partner": "ggz", "niveau": "tactisch", "uitkomst": "deels"}
    na = await browser.stuur(
        _adres(pagina), versie=_versie(pagina), toelichting="Komt niet.", **velden
    )
    overzicht = await browser.haal("/knelpunten")

    assert "Het knelpunt is bewaard." in na
    assert "Komt niet." in na
    assert "Een organisatie komt niet aan tafel" in overzicht
    assert zaak in overzicht
    assert "Komt niet." not in overzicht


async def test_een_oude_versie_overschrijft_niets_en_houdt_je_tekst(browser, zaak):
    browser.als(HIER)
    pagina = await browser.stuur(f"/adviesvragen/{zaak}/knelpunt")
    velden = {"wat": "schotten", "niveau": "nog_niet", "uitkomst": "open"}
    await browser.stuur(_adres(pagina), versie="1", **velden)

    terug = await browser.stuur(_adres(pagina), 422, versie="1", toelichting="Mijn zin", **velden)

    assert "Een ander heeft dit knelpunt net veranderd." in terug
    assert "Mijn zin" in terug


async def test_een_andere_regio_komt_er_niet_bij(browser, zaak):
    browser.als(HIER)
    adres = _adres(await browser.stuur(f"/adviesvragen/{zaak}/knelpunt"))
    browser.als(ELDERS)
    await browser.haal(adres, 404)
    await browser.stuur(adres, 404, versie="1", wat="anders", niveau="nog_niet", uitkomst="open")
    await browser.stuur(f"/adviesvragen/{zaak}/knelpunt", 404)
    await browser.haal("/knelpunten?regio=VR12", 404)
    await browser.haal("/doorstroom?regio=VR12", 404)


async def test_de_doorstroom_toont_het_plan_van_de_bron(browser, opslag):
    browser.als(ELDERS)
    pagina = await browser.haal("/doorstroom?jaar=2012")
    rij = re.search(r"Info\+</th><td>(.*?)</td><td>(.*?)</td>", pagina)
    assert rij.groups() == ("160", "0")
    assert "geen plan" in await browser.haal("/doorstroom")


async def test_elk_aantal_van_de_doorstroom_leidt_per_kwartaal_naar_zijn_adviesvragen(
    browser, opslag
):
    eerste, laatste = (Kwartaal(afgelopen()[0].jaar, nummer) for nummer in (1, 4))
    dag = laatste.terug(-1).begin - timedelta(days=1)
    vul(opslag, Opdracht(300, {"VR12": {"GM0392": 1.0}}, dag, dagen=365))
    onthoud(opslag)
    browser.als(HIER)

    pagina = await browser.haal(f"/doorstroom?jaar={eerste.jaar}")

    rij = re.search(r"Regie beleggen</th>(.*?)</tr>", pagina, re.DOTALL)[1]
    echt = int(re.findall(r"<td>(\d+)</td>", rij)[-1])
    lijsten = [await browser.haal(unescape(pad)) for pad in re.findall(r'href="([^"]+)"', rij)]
    geteld = [int(re.search(r"\b(\d+) adviesvra", lijst)[1]) for lijst in lijsten]
    assert len(lijsten) == len(geteld) > 0
    assert sum(geteld) == echt > 0


@pytest.mark.parametrize("pad", ["/doorstroom?jaar=nooit", "/knelpunten?helft=3"])
async def test_wat_niet_bestaat_is_er_niet(browser, opslag, pad):
    browser.als(HIER)
    await browser.haal(pad, 404)
