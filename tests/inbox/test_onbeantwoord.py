"""De werklijst van de redactie in de inbox: wie haar ziet, en wat een klik doet."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.trends.leemten import Leemte, noteer
from tests.inbox.zaken import BEHEERDER, HIER, MANAGER, gebruiker, onthoud

pytestmark = pytest.mark.asyncio

MANAGER_ELDERS = gebruiker("manager", "VR04")
DAG = date(2026, 3, 2)


@pytest.fixture
def werklijst(opslag):
    onthoud(opslag)
    for tekst in (
        "wat is een woonverbod",
        "wat betekent een woonverbod?",
        "hoe werkt een rijverbod",
    ):
        noteer(opslag, Leemte("kennisvraag", "kennis", tekst, "VR12"), dag=DAG)
    noteer(opslag, Leemte("kennisvraag", "kennis", "wat is een <b>vog</b>", "VR00"), dag=DAG)
    noteer(opslag, Leemte("contact", "woonoverlast", "", "VR12", "GM0392"), dag=DAG)


def _nummers(pagina: str, kop: str) -> str:
    deel = pagina.split(f"<h3>{kop}")[1]
    return re.search(r'name="nummers" value="([0-9,]+)"', deel)[1]


def _rijen(opslag) -> list[tuple[str, str | None]]:
    with opslag.leessessie() as sessie:
        kolommen = model.leemte.c
        vraag = select(kolommen.status, kolommen.tekst).order_by(kolommen.id)
        return [tuple(rij) for rij in sessie.execute(vraag)]


async def test_de_grootste_groep_staat_vooraan_met_hoe_vaak_en_wanneer(browser, werklijst):
    browser.als(MANAGER)
    pagina = await browser.haal("/onbeantwoord")
    koppen = re.findall(r"<h3>(.*?)</h3>", pagina)
    assert koppen == ["wat betekent een woonverbod?", "hoe werkt een rijverbod"]
    assert "2 keer, het laatst op" in pagina
    assert "2 mrt 2026" in pagina
    assert "Vragen zonder antwoord (3)" in pagina


async def test_een_ontbrekend_contact_heet_naar_probleem_en_gemeente(browser, werklijst):
    browser.als(MANAGER)
    pagina = await browser.haal("/onbeantwoord?soort=contact")
    assert "Overlast bij de buren in Haarlem" in pagina
    assert "/onbeantwoord/artikel" not in pagina


async def test_een_procescoordinator_ziet_de_werklijst_niet(browser, werklijst):
    browser.als(HIER)
    assert "Onbeantwoord" not in await browser.haal("/")
    await browser.haal("/onbeantwoord", 403)


async def test_een_manager_ziet_alleen_zijn_regio_en_een_beheerder_alles(
    browser, werklijst, opslag
):
    browser.als(MANAGER)
    nummers = _nummers(await browser.haal("/onbeantwoord"), "hoe werkt")
    browser.als(MANAGER_ELDERS)
    assert "Er staat niets" in await browser.haal("/onbeantwoord")
    voor = _rijen(opslag)
    for adres, velden in (
        ("artikel", {}),
        ("voorbeelden", {"bedoeling": "kennis"}),
        ("status", {"status": "verwerkt"}),
    ):
        await browser.stuur(f"/onbeantwoord/{adres}", 404, nummers=nummers, **velden)
    assert _rijen(opslag) == voor
    browser.als(BEHEERDER)
    alles = await browser.haal("/onbeantwoord")
    assert "Vragen zonder antwoord (4)" in alles
    assert "wat is een &lt;b&gt;vog" in alles


async def test_een_klik_geeft_een_artikel_in_opzet_en_een_merk(browser, werklijst, opslag):
    browser.als(MANAGER)
    nummers = _nummers(await browser.haal("/onbeantwoord"), "wat betekent")

    bestand = await browser.stuur("/onbeantwoord/artikel", nummers=nummers)

    assert bestand.startswith("---\ntitel:")
    assert '- "wat is een woonverbod"' in bestand
    assert "rijverbod" not in bestand
    assert [status for status, _ in _rijen(opslag)][:3] == ["voorstel", "voorstel", "open"]
    assert (await browser.haal("/onbeantwoord")).count("Voorstel gemaakt") == 1


async def test_een_klik_geeft_voorbeeldzinnen_bij_een_bedoeling(browser, werklijst):
    browser.als(MANAGER)
    nummers = _nummers(await browser.haal("/onbeantwoord"), "wat betekent")
    bestand = await browser.stuur("/onbeantwoord/voorbeelden", nummers=nummers, bedoeling="route")
    assert "- intent: route\n" in bestand
    assert "      - wat betekent een woonverbod?\n" in bestand
    await browser.stuur("/onbeantwoord/voorbeelden", 409, nummers=nummers, bedoeling="verzonnen")


async def test_wat_klaar_is_verdwijnt_met_zijn_tekst(browser, werklijst, opslag):
    browser.als(MANAGER)
    nummers = _nummers(await browser.haal("/onbeantwoord"), "wat betekent")

    pagina = await browser.stuur(
        "/onbeantwoord/status", nummers=nummers, status="verwerkt", soort="kennisvraag"
    )

    assert "Van de werklijst gehaald: 2" in pagina
    assert "woonverbod" not in pagina
    assert _rijen(opslag)[:2] == [("verwerkt", None), ("verwerkt", None)]
    await browser.stuur("/onbeantwoord/artikel", 404, nummers=nummers)


@pytest.mark.parametrize("velden", [{"nummers": ""}, {"nummers": "1,x"}, {"status": "open"}])
async def test_een_formulier_met_onzin_verandert_niets(browser, werklijst, opslag, velden):
    browser.als(MANAGER)
    voor = _rijen(opslag)
    alles = {"nummers": "1", "status": "verwerkt", **velden}
    await browser.stuur("/onbeantwoord/status", 409, **alles)
    assert _rijen(opslag) == voor


async def test_een_soort_die_niet_bestaat_is_een_duidelijke_fout(browser, werklijst):
    browser.als(MANAGER)
    assert "Deze soort bestaat niet." in await browser.haal("/onbeantwoord?soort=x", 409)
