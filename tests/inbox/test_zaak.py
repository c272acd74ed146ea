"""Eén adviesvraag: alles staat erop, en elke knop doet wat hij zegt."""

from __future__ import annotations

import re

import pytest

from adviesvraag import behandeling
from adviesvraag.inbox.gebruiker import LOKAAL
from adviesvraag.inbox.zaakpagina import HANDELINGEN
from adviesvraag.werkvoorraad import haal
from tests.inbox.conftest import kop
from tests.inbox.zaken import BEHEERDER, GEHEIM, HIER, MANAGER, dien, gebruiker, onthoud

pytestmark = pytest.mark.asyncio

COLLEGA = gebruiker("procescoordinator", "VR12", nummer="collega")


@pytest.fixture
def kenmerk(opslag):
    onthoud(opslag)
    onthoud(opslag, COLLEGA, LOKAAL)
    return dien(opslag)


@pytest.fixture
def zaak(opslag, kenmerk):
    return lambda: haal(opslag, kenmerk, HIER.lezer)


def _velden(pagina: str) -> dict[str, str]:
    """De verborgen velden van de formulieren op een pagina, zoals een browser ze meestuurt."""
    return dict(re.findall(r'type="hidden" name="(versie|gezien)" value="(\d+)"', pagina))


async def _doe(browser, kenmerk, naam, code=200, /, **velden):
    pagina = await browser.haal(f"/adviesvragen/{kenmerk}")
    return await browser.stuur(
        f"/adviesvragen/{kenmerk}/{naam}", code, **{**_velden(pagina), **velden}
    )


async def test_op_de_pagina_staat_alles_wat_bekend_is(browser, kenmerk):
    browser.als(HIER)

    pagina = await browser.haal(f"/adviesvragen/{kenmerk}")

    for deel in (
        kenmerk,
        GEHEIM,
        "Wat speelt er?",
        "Nog niet duidelijk",
        "Het is nog niet duidelijk wat dit doet met het gezin.",
        "AVE-fase 3",
        "Het loopt lokaal vast.",
        "Haarlem",
        "Kennemerland",
        "team@haarlem.nl",
        "Ingediend",
        "Ketenregiegroep",
    ):
        assert deel in pagina


async def test_een_zaak_van_binnenkomst_tot_afsluiting(browser, kenmerk, zaak):
    browser.als(HIER)

    assert "nu van jou" in await _doe(browser, kenmerk, "oppakken")
    assert "in behandeling" in await _doe(browser, kenmerk, "behandelen")
    assert "Je vraag staat klaar" in await _doe(browser, kenmerk, "vraag", tekst="Sinds wanneer?")
    assert "notitie is bewaard" in await _doe(browser, kenmerk, "notitie", tekst="Gebeld.")
    assert "Je antwoord staat klaar" in await _doe(browser, kenmerk, "antwoord", tekst="Bel ons.")
    assert "een trede hoger" in await _doe(browser, kenmerk, "opschalen")
    pagina = await _doe(browser, kenmerk, "sluiten", tekst="Overgedragen.")

    assert "De adviesvraag is afgesloten." in pagina
    assert "is klaar en kan niet meer veranderen" in pagina
    nu = zaak()
    assert nu.regel.behandelaar == HIER.id
    assert nu.regel.status == "afgesloten"
    assert nu.trede_naam == "Casusregie"
    assert [bericht.tekst for bericht in nu.berichten] == ["Sinds wanneer?", "Bel ons."]
    assert [notitie.tekst for notitie in nu.notities] == ["Gebeld.", "Overgedragen."]
    for tekst in ("Sinds wanneer?", "Bel ons.", "Gebeld.", "Mens procescoordinator-VR12"):
        assert tekst in pagina


async def test_een_melding_staat_er_maar_een_keer(browser, kenmerk):
    browser.als(HIER)
    assert "nu van jou" in await _doe(browser, kenmerk, "oppakken")

    assert "nu van jou" not in await browser.haal(f"/adviesvragen/{kenmerk}")


async def test_toewijzen_aan_een_collega_en_weer_loslaten(browser, kenmerk, zaak):
    browser.als(MANAGER)

    pagina = await _doe(browser, kenmerk, "toewijzen", behandelaar=COLLEGA.id)
    assert "Mens collega" in pagina
    assert zaak().regel.behandelaar == COLLEGA.id
    await _doe(browser, kenmerk, "toewijzen", behandelaar="")
    assert zaak().regel.behandelaar is None
    pagina = await _doe(browser, kenmerk, "toewijzen", 422, behandelaar="bestaat-niet")
    assert "niet bekend in de regio" in pagina


@pytest.mark.parametrize("tekst", ["", "   ", "a" * 4001], ids=["leeg", "spaties", "te lang"])
async def test_een_verkeerde_tekst_blijft_staan_met_de_fout_erbij(browser, kenmerk, zaak, tekst):
    browser.als(HIER)
    voor = zaak()

    pagina = await _doe(browser, kenmerk, "antwoord", 422, tekst=tekst)

    assert "Dit is niet opgeslagen" in pagina
    assert 'aria-invalid="true"' in pagina
    assert "<title>Fout: " in pagina
    assert f">{tekst}</textarea>" in pagina
    assert zaak() == voor


async def test_een_ander_was_je_voor_en_er_gaat_niets_verloren(browser, opslag, kenmerk, zaak):
    browser.als(HIER)
    oud = _velden(await browser.haal(f"/adviesvragen/{kenmerk}"))
    behandeling.noteer(opslag, kenmerk, COLLEGA.lezer, "Ik bel terug.", versie=1)

    pad = f"/adviesvragen/{kenmerk}/antwoord"
    pagina = await browser.stuur(pad, 409, tekst="Mijn <lange> antwoord", **oud)

    assert "Een ander was je voor" in pagina
    assert "Notitie geschreven door Mens collega" in pagina
    assert ">Mijn &lt;lange&gt; antwoord</textarea>" in pagina
    assert zaak().berichten == ()
    pagina = await browser.stuur(pad, tekst="Mijn antwoord", **_velden(pagina))
    assert "Je antwoord staat klaar" in pagina


async def test_na_een_botsing_met_afsluiten_staat_de_tekst_nog_op_de_pagina(
    browser, opslag, kenmerk
):
    browser.als(HIER)
    oud = _velden(await browser.haal(f"/adviesvragen/{kenmerk}"))
    behandeling.sluit(opslag, kenmerk, COLLEGA.lezer, versie=1)

    pagina = await browser.stuur(f"/adviesvragen/{kenmerk}/antwoord", 409, tekst="Te laat", **oud)

    assert "Dit schreef je" in pagina
    assert "readonly>Te laat</textarea>" in pagina


async def test_wat_niet_mag_vanuit_deze_status_geeft_een_zin(browser, opslag, kenmerk):
    browser.als(HIER)
    behandeling.sluit(opslag, kenmerk, HIER.lezer, versie=1)

    pagina = await browser.stuur(f"/adviesvragen/{kenmerk}/antwoord", 409, tekst="x", versie="2")

    assert kop(pagina) == "Dit kan nu niet"


@pytest.mark.parametrize(
    ("mens", "mag"),
    [
        (HIER, {"oppakken", "toewijzen", "behandelen", "vraag", "antwoord", "opschalen", "sluiten"}
         | {"notitie", "knelpunt"}),
        (MANAGER, {"oppakken", "toewijzen", "notitie", "knelpunt"}),
        (BEHEERDER, {"oppakken", "toewijzen", "notitie", "regio", "knelpunt"}),
        (LOKAAL, set(HANDELINGEN) - {"bezorging"} | {"knelpunt"}),
    ],
    ids=["procescoordinator", "manager", "beheerder", "lokaal"],
)  # fmt: skip
async def test_er_staan_alleen_knoppen_die_deze_rol_mag(browser, kenmerk, mens, mag):
    browser.als(mens)

    pagina = await browser.haal(f"/adviesvragen/{kenmerk}")

    assert set(re.findall(rf'action="/adviesvragen/{kenmerk}/(\w+)"', pagina)) == mag


@pytest.mark.parametrize("naam", ["antwoord", "vraag", "opschalen", "sluiten", "behandelen"])
async def test_een_manager_behandelt_niet_ook_niet_met_een_eigen_verzoek(
    browser, kenmerk, zaak, naam
):
    browser.als(MANAGER)
    voor = zaak()

    pagina = await browser.stuur(f"/adviesvragen/{kenmerk}/{naam}", 403, tekst="x", versie="1")

    assert kop(pagina) == "Dit mag je niet"
    assert zaak() == voor


@pytest.mark.parametrize("versie", ["", "x", "-1", "1.5"])
async def test_een_formulier_zonder_versie_verandert_niets(browser, kenmerk, zaak, versie):
    browser.als(HIER)
    voor = zaak()

    await browser.stuur(f"/adviesvragen/{kenmerk}/notitie", 400, tekst="x", versie=versie)

    assert zaak() == voor


async def test_tekst_van_buiten_wordt_nooit_opmaak(browser, kenmerk):
    browser.als(HIER)

    pagina = await _doe(browser, kenmerk, "notitie", tekst="<script>alert(1)</script>")

    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert(1)" in pagina
