"""Wie een regio niet heeft, ziet en verandert er niets van: op elk adres van de inbox."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.contactmeldingen import Contactmelding, meld_contact, meldingen
from adviesvraag.inbox.routes import ROUTES
from adviesvraag.inbox.zaakpagina import HANDELINGEN
from adviesvraag.werkvoorraad import haal
from tests.inbox.zaken import BEHEERDER, ELDERS, GEHEIM, HIER, MANAGER, REGIOS, dien, onthoud

pytestmark = pytest.mark.asyncio

MET_GEGEVENS = [route for route in ROUTES if route.mag is not None]


def _naam(route) -> str:
    return f"{route.methode} {route.pad}"


@pytest.fixture
def zaak(opslag):
    """Een zaak en een melding in VR12, voor mensen uit een andere regio."""
    onthoud(opslag)
    kenmerk = dien(opslag)
    melding = meld_contact(
        opslag, Contactmelding("meldpunt-kl", "nummer_klopt_niet", "VR12", "gesprek", GEHEIM)
    )
    return kenmerk, melding.id


def _alles(opslag) -> list[list[tuple]]:
    """Elke rij van elke tabel waar een zaak in staat."""
    tabellen = (
        model.adviesvraag,
        model.antwoord,
        model.gebeurtenis,
        model.notitie,
        model.bericht,
        model.bezorging,
        model.contactmelding,
    )
    with opslag.leessessie() as sessie:
        return [[tuple(rij) for rij in sessie.execute(select(tabel))] for tabel in tabellen]


@pytest.mark.parametrize("route", MET_GEGEVENS, ids=_naam)
async def test_op_geen_enkel_adres_is_iets_van_een_andere_regio_te_zien_of_te_veranderen(
    browser, opslag, zaak, route
):
    kenmerk, melding = zaak
    browser.als(ELDERS)
    voor = _alles(opslag)
    pad = route.pad.replace("{kenmerk}", kenmerk).replace("{nummer}", melding)
    alles = {
        "csrf": browser.csrf,
        "versie": "1",
        "tekst": "Ik kom van elders",
        "behandelaar": ELDERS.id,
        "regio": "VR04",
        "status": "aangepast",
        "adres": "team@haarlem.nl",
        "levering": "x",
        "naam": "Alles",
        "zoek": kenmerk,
    }
    verzoek = {"params": alles} if route.methode == "GET" else {"data": alles}

    async with browser.client.request(route.methode, pad, **verzoek) as antwoord:
        tekst = await antwoord.text()

    assert GEHEIM not in tekst
    assert f"/adviesvragen/{kenmerk}" not in tekst
    assert "team@haarlem.nl" not in tekst or antwoord.status in {403, 404}
    if "{kenmerk}" in route.pad or "{nummer}" in route.pad:
        assert antwoord.status in {403, 404}
    assert _alles(opslag) == voor


@pytest.mark.parametrize("naam", HANDELINGEN)
async def test_een_andere_regio_is_niet_te_onderscheiden_van_een_kenmerk_dat_niet_bestaat(
    browser, zaak, naam
):
    browser.als(ELDERS)
    velden = {"versie": "1", "tekst": "x"}

    van_ander = await browser.stuur(f"/adviesvragen/{zaak[0]}/{naam}", 404, **velden)
    zonder = await browser.stuur(f"/adviesvragen/AV-KL2026-22222222/{naam}", 404, **velden)

    assert van_ander == zonder


@pytest.mark.parametrize(
    ("mens", "ziet"),
    [
        (HIER, {"VR12"}),
        (ELDERS, {"VR04"}),
        (MANAGER, {"VR12"}),
        (BEHEERDER, {"VR12", "VR04", "VR00"}),
    ],
    ids=lambda waarde: getattr(waarde, "id", ""),
)
async def test_de_lijst_en_het_zoeken_tonen_alleen_de_eigen_regios(browser, opslag, mens, ziet):
    kenmerken = {regio: dien(opslag, regio) for regio in REGIOS}
    onthoud(opslag)
    browser.als(mens)

    for pad in ("/", "/?zoek=regio", "/?zoek=AV-", "/?regio=VR12&regio=VR04&regio=VR00"):
        pagina = await browser.haal(pad)
        assert {regio for regio, kenmerk in kenmerken.items() if kenmerk in pagina} == ziet, pad


async def test_meldingen_zijn_alleen_van_de_eigen_regio(browser, opslag, zaak):
    browser.als(HIER)
    assert "Meldpunt Zorg en Overlast" in await browser.haal("/meldingen")

    pagina = await browser.stuur(f"/meldingen/{zaak[1]}", status="aangepast")

    assert "het contact is aangepast" in pagina
    assert meldingen(opslag) == ()
    await browser.stuur(f"/meldingen/{zaak[1]}", 400, status="bestaat-niet")


async def test_een_beheerder_geeft_een_vraag_zonder_regio_aan_een_regio(browser, opslag):
    kenmerk = dien(opslag, "VR00")
    onthoud(opslag)
    browser.als(BEHEERDER)

    pagina = await browser.stuur(f"/adviesvragen/{kenmerk}/regio", versie="1", regio="VR04")

    assert "De adviesvraag is naar een andere regio." in pagina
    assert haal(opslag, kenmerk, ELDERS.lezer).regel.regio_code == "VR04"
