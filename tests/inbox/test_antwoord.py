"""Een antwoord uit de inbox gaat langs elke weg de deur uit, en de indiener hoort het."""

from __future__ import annotations

import re

import pytest

from adviesvraag.bezorgen import ronde
from adviesvraag.fouten import NietGevonden
from adviesvraag.indiener import Bewijs, bekijk
from adviesvraag.status import BEZORGSOORTEN, KANAAL, MAIL, WEBHOOK
from adviesvraag.werkvoorraad import haal
from tests.inbox.zaken import HIER, dien, onthoud

pytestmark = pytest.mark.asyncio

TEKST = "Bel het meldpunt; zij denken met je mee."
INDIENER = Bewijs("gesprek-1", "web")


class Bezorgers:
    """Wat er langs elke weg de deur uit gaat."""

    def __init__(self) -> None:
        self.bezorgd: list = []
        self.wegen = dict.fromkeys(BEZORGSOORTEN, self._neem)

    async def _neem(self, opdracht) -> None:
        self.bezorgd.append(opdracht)

    def weg(self, soort: str) -> list[tuple[str | None, str]]:
        """Voor wie en over welke status, langs deze weg."""
        gekozen = [een for een in self.bezorgd if een.soort == soort]
        return [(een.doel or een.inhoud["voor"], een.inhoud["status"]) for een in gekozen]


@pytest.fixture
def kenmerk(opslag) -> str:
    onthoud(opslag)
    return dien(opslag)


async def _schrijf(browser, kenmerk: str, handeling: str, tekst: str) -> str:
    pagina = await browser.haal(f"/adviesvragen/{kenmerk}")
    (versie,) = set(re.findall(r'name="versie" value="(\d+)"', pagina))
    return await browser.stuur(f"/adviesvragen/{kenmerk}/{handeling}", versie=versie, tekst=tekst)


async def test_een_antwoord_gaat_langs_mail_webhook_en_het_gesprek_en_de_indiener_leest_het(
    browser, opslag, kenmerk
):
    browser.als(HIER)
    bezorgers = Bezorgers()
    await ronde(opslag, bezorgers.wegen)
    assert bezorgers.weg(MAIL) == [("postbus@haarlem.nl", "ontvangen")]
    bezorgers.bezorgd.clear()

    pagina = await _schrijf(browser, kenmerk, "antwoord", TEKST)
    assert "Wordt nog bezorgd" in pagina
    await ronde(opslag, bezorgers.wegen)

    assert bezorgers.weg(MAIL) == [("team@haarlem.nl", "beantwoord")]
    assert bezorgers.weg(WEBHOOK) == [("partner", "beantwoord")]
    assert bezorgers.weg(KANAAL) == [("indiener", "beantwoord")]
    assert TEKST not in str([een.inhoud for een in bezorgers.bezorgd])
    stand = bekijk(opslag, kenmerk, INDIENER)
    assert stand.overzicht.status == "beantwoord"
    assert [bericht.tekst for bericht in stand.berichten] == [TEKST]
    with pytest.raises(NietGevonden):
        bekijk(opslag, kenmerk, Bewijs("gesprek-2", "web"))
    assert "Bezorgd" in await browser.haal(f"/adviesvragen/{kenmerk}")
    assert {een.staat for een in haal(opslag, kenmerk, HIER.lezer).bezorgingen} == {"verzonden"}


async def test_een_vraag_terug_hoort_de_indiener_ook_en_een_notitie_nooit(browser, opslag, kenmerk):
    browser.als(HIER)
    bezorgers = Bezorgers()
    await ronde(opslag, bezorgers.wegen)
    bezorgers.bezorgd.clear()

    await _schrijf(browser, kenmerk, "vraag", "Sinds wanneer speelt dit?")
    await _schrijf(browser, kenmerk, "notitie", "Alleen voor collega's.")
    await ronde(opslag, bezorgers.wegen)

    assert bezorgers.weg(MAIL) == [("team@haarlem.nl", "aanvulling_gevraagd")]
    assert bezorgers.weg(KANAAL) == [("indiener", "aanvulling_gevraagd")]
    berichten = bekijk(opslag, kenmerk, INDIENER).berichten
    assert [bericht.tekst for bericht in berichten] == ["Sinds wanneer speelt dit?"]
