"""De lijst: kiezen, zoeken, bladeren, en een selectie bewaren."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from adviesvraag import behandeling, regelen
from tests.inbox.conftest import kop
from tests.inbox.zaken import ELDERS, HIER, NU, dien, onthoud

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _mensen(opslag):
    onthoud(opslag)


def _kenmerken(pagina: str) -> list[str]:
    return re.findall(r'data-regel href="/adviesvragen/([^"]+)"', pagina)


async def test_een_lege_lijst_zegt_dat_er_niets_te_doen_is(browser):
    browser.als(HIER)

    assert "Hier is niets te doen." in await browser.haal("/")
    assert "Niets gevonden voor “&lt;b&gt;”" in await browser.haal("/?zoek=<b>")


async def test_kiezen_op_status_soort_en_behandelaar(browser, opslag):
    nieuw = dien(opslag)
    info = dien(opslag, soort="informatievraag")
    mijn = dien(opslag)
    klaar = dien(opslag)
    regelen.wijs_toe(opslag, mijn, HIER.lezer, HIER.id, versie=1)
    behandeling.sluit(opslag, klaar, HIER.lezer, versie=1)
    browser.als(HIER)

    async def ziet(vraag: str) -> set[str]:
        return set(_kenmerken(await browser.haal(f"/?{vraag}")))

    assert await ziet("") == {nieuw, info, mijn}
    assert await ziet("volgorde=nieuw") == {nieuw, info, mijn, klaar}
    assert await ziet("status=afgesloten") == {klaar}
    assert await ziet("status=afgesloten&status=ontvangen") == {nieuw, info, mijn, klaar}
    assert await ziet("soort=informatievraag") == {info}
    assert await ziet(f"behandelaar={HIER.id}") == {mijn}
    assert await ziet("behandelaar=-&open=ja") == {nieuw, info}
    assert await ziet(f"zoek={nieuw.lower()}") == {nieuw}
    assert await ziet("status=bestaat-niet&soort=x&volgorde=y") == {nieuw, info, mijn, klaar}


async def test_bladeren_toont_alles_een_keer_en_houdt_de_keuzes_vast(browser, opslag):
    kenmerken = [dien(opslag, op=NU - timedelta(hours=nr)) for nr in range(30)]
    browser.als(HIER)

    eerste = await browser.haal("/?soort=adviesvraag&volgorde=nieuw")
    (volgende,) = re.findall(r'rel="next" href="([^"]+)"', eerste)
    tweede = await browser.haal(volgende.replace("&amp;", "&"))

    assert _kenmerken(eerste) + _kenmerken(tweede) == kenmerken
    assert "Pagina 2 van 2" in tweede
    assert 'rel="prev"' in tweede
    assert "Deze pagina is leeg." in await browser.haal("/?volgorde=nieuw&pagina=9")
    assert len(_kenmerken(await browser.haal("/?volgorde=nieuw&pagina=nul"))) == 25


async def test_een_weergave_bewaren_gebruiken_en_wissen(browser):
    browser.als(HIER)

    pagina = await browser.stuur("/weergaven", naam="Mijn <i>lijst</i>", status="ontvangen")
    assert "is bewaard" in pagina
    assert "Mijn &lt;i&gt;lijst&lt;/i&gt;" in pagina
    assert 'href="/?status=ontvangen&amp;volgorde=nieuw" aria-current="page"' in pagina
    (nummer,) = re.findall(r'action="/weergaven/([^/]+)/wis"', pagina)

    browser.als(ELDERS)
    assert "lijst&lt;" not in await browser.haal("/")
    await browser.stuur(f"/weergaven/{nummer}/wis", 404)
    browser.als(HIER)
    assert "De weergave is gewist." in await browser.stuur(f"/weergaven/{nummer}/wis")
    assert f"/weergaven/{nummer}/wis" not in await browser.haal("/")


async def test_een_weergave_zonder_naam_geeft_een_zin(browser):
    browser.als(HIER)

    assert "Geef de weergave een naam" in await browser.stuur("/weergaven", naam=" ")


async def test_een_veel_te_lange_zoektekst_geeft_een_zin(browser):
    browser.als(HIER)

    assert kop(await browser.haal(f"/?zoek={'a' * 201}", 400)) == "Te veel zoektekst"
