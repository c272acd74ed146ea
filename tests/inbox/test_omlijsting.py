"""Elk adres van de inbox: koppen, inloggen, een echt formulier, en een fout als gewone pagina."""

from __future__ import annotations

import pytest

from adviesvraag.fouten import OpslagNietBereikbaar, UitkomstOnbekend
from adviesvraag.inbox import contactpagina
from adviesvraag.inbox.gebruiker import LOKAAL
from adviesvraag.inbox.routes import ROUTES
from tests.inbox.conftest import kop

pytestmark = pytest.mark.asyncio

ACHTER_INLOGGEN = [route for route in ROUTES if route.mag is not None]
FORMULIEREN = [route for route in ROUTES if route.methode == "POST"]


def _pad(route) -> str:
    return route.pad.replace("{", "").replace("}", "")


def _naam(route) -> str:
    return f"{route.methode} {route.pad}"


async def test_de_tabel_noemt_elk_adres_van_de_webserver(browser):
    echt = {
        (route.method, route.resource.canonical)
        for route in browser.client.app.router.routes()
        if route.method != "HEAD" and not route.resource.canonical.startswith("/statisch")
    }

    assert echt == {(route.methode, route.pad) for route in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=_naam)
async def test_elk_antwoord_heeft_strenge_koppen(browser, route):
    async with browser.client.request(
        route.methode, _pad(route), allow_redirects=False
    ) as antwoord:
        csp = antwoord.headers["Content-Security-Policy"]
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert antwoord.headers["X-Content-Type-Options"] == "nosniff"

    assert "default-src 'none'" in csp
    assert "frame-ancestors 'none'" in csp
    assert "form-action 'self'" in csp
    assert "base-uri 'none'" in csp
    assert "unsafe" not in csp


@pytest.mark.parametrize("route", ACHTER_INLOGGEN, ids=_naam)
async def test_zonder_inloggen_is_er_niets_te_zien(browser, route):
    async with browser.client.request(
        route.methode, _pad(route), allow_redirects=False
    ) as antwoord:
        if route.methode == "GET":
            assert antwoord.status == 302
            assert antwoord.headers["Location"].startswith("/inloggen?naar=")
        else:
            assert antwoord.status == 401


@pytest.mark.parametrize(
    "csrf", ["", "zomaar-wat", "é"], ids=["leeg", "verkeerd", "bijzondere letter"]
)
@pytest.mark.parametrize(
    "route", [route for route in FORMULIEREN if route.mag is not None], ids=_naam
)
async def test_een_formulier_zonder_het_geheim_van_de_sessie_wordt_geweigerd(browser, route, csrf):
    browser.als(LOKAAL)

    pagina = await browser.stuur(_pad(route), 403, csrf=csrf)

    assert kop(pagina) == "Dit verzoek klopt niet"


@pytest.mark.parametrize(
    "koppen",
    [
        {"Origin": "https://elders.nl"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("route", FORMULIEREN, ids=_naam)
async def test_een_formulier_van_een_andere_site_wordt_geweigerd(browser, route, koppen):
    browser.als(LOKAAL)

    async with browser.client.post(
        _pad(route), data={"csrf": browser.csrf}, headers=koppen
    ) as antwoord:
        assert antwoord.status == 403


@pytest.mark.parametrize("route", ROUTES, ids=_naam)
async def test_een_andere_naam_voor_de_server_wordt_geweigerd(browser, route):
    async with browser.client.request(
        route.methode, _pad(route), headers={"Host": "kwaad.voorbeeld.nl"}
    ) as antwoord:
        assert antwoord.status == 421


async def test_een_onbekend_adres_geeft_een_gewone_pagina(browser):
    assert kop(await browser.haal("/bestaat-niet", 404)) == "Niet gevonden"
    assert kop(await browser.haal("/statisch/../app.py", 404)) == "Niet gevonden"


async def test_te_veel_tekst_geeft_een_gewone_pagina(browser):
    browser.als(LOKAAL)

    assert kop(await browser.stuur("/meldingen/x", 413, tekst="a" * 200_000)) == "Te veel tekst"


@pytest.mark.parametrize(
    ("fout", "status", "titel"),
    [
        (OpslagNietBereikbaar("weg"), 503, "De opslag is niet bereikbaar"),
        (UitkomstOnbekend("weg"), 503, "Niet zeker of het gelukt is"),
        (RuntimeError("geheime inhoud"), 500, "Er ging iets mis aan onze kant"),
    ],
)
async def test_een_storing_geeft_een_gewone_pagina_zonder_wat_er_in_stond(
    browser, monkeypatch, fout, status, titel
):
    def stuk(*_alles, **_meer):
        raise fout

    monkeypatch.setattr(contactpagina, "meldingen_voor", stuk)
    browser.als(LOKAAL)

    pagina = await browser.haal("/meldingen", status)

    assert kop(pagina) == titel
    assert "geheime inhoud" not in pagina
