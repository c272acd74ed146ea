"""In- en uitloggen met de eenmalige link, en hoe lang een sessie duurt."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from adviesvraag.inbox import inloglink
from adviesvraag.inbox.gebruiker import LOKAAL
from tests.inbox.conftest import kop

pytestmark = pytest.mark.asyncio

NU = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)


def _nieuwe_link(bestand):
    return f"/inloggen/{inloglink.maak(bestand, datetime.now(timezone.utc))}"


async def test_de_link_werkt_een_keer_en_pas_na_de_knop(browser, linkbestand):
    link = _nieuwe_link(linkbestand)

    assert kop(await browser.haal(link)) == "Inloggen"
    assert kop(await browser.haal(link)) == "Inloggen"
    pagina = await browser.stuur(link)
    assert "Uitloggen" in pagina

    assert kop(await browser.haal(link, 403)) == "Deze link werkt niet meer"
    assert kop(await browser.stuur(link, 403)) == "Deze link werkt niet meer"


async def test_een_verkeerde_link_verbruikt_de_echte_niet(browser, linkbestand):
    link = _nieuwe_link(linkbestand)

    await browser.stuur("/inloggen/zomaar-wat", 403)

    assert "Uitloggen" in await browser.stuur(link)


def test_een_link_verloopt_na_een_kwartier_en_vervalt_door_een_nieuwe(linkbestand):
    eerste = inloglink.maak(linkbestand, NU)
    assert inloglink.geldt(linkbestand, eerste, NU + timedelta(minutes=14))
    assert not inloglink.geldt(linkbestand, eerste, NU + timedelta(minutes=15))

    tweede = inloglink.maak(linkbestand, NU)
    assert not inloglink.gebruik(linkbestand, eerste, NU)
    assert inloglink.gebruik(linkbestand, tweede, NU)
    assert not inloglink.gebruik(linkbestand, tweede, NU)
    assert not linkbestand.exists()


async def test_waar_geen_link_mag_bestaan_de_adressen_niet(maak_inbox, linkbestand):
    browser = await maak_inbox(linkbestand="")

    await browser.haal(_nieuwe_link(linkbestand), 404)


async def test_het_cookie_is_niet_te_lezen_en_gaat_nooit_mee_vanaf_een_andere_site(
    browser, linkbestand
):
    async with browser.client.post(_nieuwe_link(linkbestand), allow_redirects=False) as antwoord:
        cookie = antwoord.headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Max-Age" not in cookie


async def test_met_https_is_het_cookie_alleen_van_dit_adres(maak_inbox, linkbestand):
    browser = await maak_inbox(url="https://inbox.voorbeeld.nl")
    async with browser.client.post(
        _nieuwe_link(linkbestand),
        allow_redirects=False,
        headers={"Host": "inbox.voorbeeld.nl"},
    ) as antwoord:
        assert antwoord.headers["Set-Cookie"].startswith("__Host-")
        assert "Secure" in antwoord.headers["Set-Cookie"]
        assert "max-age=31536000" in antwoord.headers["Strict-Transport-Security"]


async def test_wie_niets_doet_is_na_een_half_uur_uitgelogd(browser, klok):
    browser.als(LOKAAL)
    for _ in range(3):
        klok.later(minutes=29)
        assert kop(await browser.haal("/hulp")) == "Hulp en sneltoetsen"

    klok.later(minutes=30)

    assert kop(await browser.haal("/hulp")) == "Inloggen"


async def test_na_tien_uur_is_iedereen_uitgelogd(browser, klok):
    browser.als(LOKAAL)
    for _ in range(29):
        klok.later(minutes=20)
        await browser.haal("/hulp")
    assert kop(await browser.haal("/hulp")) == "Hulp en sneltoetsen"

    klok.later(minutes=20)

    assert kop(await browser.haal("/hulp")) == "Inloggen"


async def test_wie_te_laat_verstuurt_krijgt_zijn_tekst_terug(browser, klok):
    browser.als(LOKAAL)
    klok.later(minutes=31)

    pagina = await browser.stuur("/meldingen/x", 401, tekst="Een <b>lang</b> antwoord")

    assert kop(pagina) == "Je bent uitgelogd"
    assert "Een &lt;b&gt;lang&lt;/b&gt; antwoord" in pagina


async def test_uitloggen_beeindigt_de_sessie_ook_voor_wie_het_cookie_nog_heeft(browser):
    browser.als(LOKAAL)
    cookies = {c.key: c.value for c in browser.client.session.cookie_jar}

    pagina = await browser.stuur("/uitloggen")

    assert "Je bent uitgelogd" in pagina
    browser.client.session.cookie_jar.update_cookies(cookies, browser.client.make_url("/"))
    assert kop(await browser.haal("/hulp")) == "Inloggen"


async def test_een_link_vanaf_een_andere_site_gaat_eerst_langs_een_eigen_pagina(browser):
    pagina = await browser.haal("/hulp?a=1&b=2", **{"Sec-Fetch-Site": "cross-site"})

    assert kop(pagina) == "Een moment"
    assert 'content="0;url=/hulp?a=1&amp;b=2"' in pagina


@pytest.mark.parametrize(
    "naar", ["https://elders.nl", "//elders.nl", "/\\elders.nl", "javascript:alert(1)", "/\nx"]
)
async def test_na_het_inloggen_kom_je_nooit_op_een_andere_site(maak_inbox, naar):
    browser = await maak_inbox()
    browser.als(LOKAAL)
    async with browser.client.get(
        "/inloggen", params={"naar": naar}, allow_redirects=False
    ) as antwoord:
        assert antwoord.headers["Location"] == "/"
