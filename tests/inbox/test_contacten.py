"""De meldingen over contacten: afhandelen, terugzien wat afgehandeld is, en weer openen."""

from __future__ import annotations

import pytest

from adviesvraag.contactmeldingen import Contactmelding, meld_contact, meldingen
from tests.inbox.conftest import kop
from tests.inbox.zaken import GEHEIM, HIER, onthoud

pytestmark = pytest.mark.asyncio

AFGEHANDELD = "/meldingen?stand=afgehandeld"


@pytest.fixture
def melding(opslag) -> str:
    onthoud(opslag)
    gemeld = Contactmelding("meldpunt-kl", "verkeerd_loket", "VR12", "gesprek", GEHEIM)
    return meld_contact(opslag, gemeld).id


async def test_wat_afgehandeld_is_staat_met_de_uitkomst_in_een_eigen_lijst(browser, melding):
    browser.als(HIER)
    assert "nog geen melding afgehandeld" in await browser.haal(AFGEHANDELD)

    await browser.stuur(f"/meldingen/{melding}", status="klopte_toch")

    assert "geen open meldingen" in await browser.haal("/meldingen")
    pagina = await browser.haal(AFGEHANDELD)
    assert kop(pagina) == "Afgehandelde meldingen over contacten"
    assert "Meldpunt Zorg en Overlast" in pagina
    assert "Het verkeerde loket" in pagina
    assert "Klopte toch" in pagina
    # De notitie verdwijnt bij het afhandelen.
    assert GEHEIM not in pagina


async def test_een_melding_die_te_vroeg_is_afgehandeld_gaat_weer_open(browser, opslag, melding):
    browser.als(HIER)
    await browser.stuur(f"/meldingen/{melding}", status="aangepast")
    assert meldingen(opslag) == ()

    pagina = await browser.stuur(f"/meldingen/{melding}", status="open")

    assert "De melding staat weer open." in pagina
    assert [een.id for een in meldingen(opslag)] == [melding]
    assert "nog geen melding afgehandeld" in await browser.haal(AFGEHANDELD)


async def test_een_melding_die_niet_bestaat_is_niet_gevonden(browser, melding):
    browser.als(HIER)

    assert kop(await browser.stuur("/meldingen/x", 404, status="open")) == "Niet gevonden"
