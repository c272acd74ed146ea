"""Van elke soort een gegeven over elk kanaal: daarna staat er nergens een; lang in tests/zwaar."""

from __future__ import annotations

import pytest

from tests import kanaries
from tests.bot.channels.web.client import Gesprek, vraag

pytestmark = pytest.mark.rasa

WEBHOOK = "/webhooks/rest/webhook"


def test_een_gegeven_van_elke_soort_wordt_nergens_bewaard(server):
    geplant = kanaries.plant(64, zaad=11)
    web = Gesprek.begin(server.adres)
    antwoorden: list[bytes] = []
    for nummer, kanarie in enumerate(geplant):
        if nummer % 4 == 0:
            antwoorden.append(web.stuur(kanarie.zin).ruw)
        elif nummer % 4 == 1:
            antwoorden.append(web.stuur("hallo", nummer=kanarie.waarde).ruw)
        else:
            afzender = kanarie.waarde if nummer % 4 == 2 else f"kanarie-{nummer}"
            inhoud = {"sender": afzender, "message": kanarie.zin}
            antwoord = vraag(server.adres, "POST", WEBHOOK, inhoud, X_Naam="kanarie")
            assert antwoord.json[0]["recipient_id"] == afzender
            antwoorden.append(repr([b.get("text", "") for b in antwoord.json]).encode())
        if nummer % 4 < 2:
            web.lees(wacht=1)
    antwoorden.append(web.doe("GET", f"{web.pad}/activities").ruw)

    for pad, inhoud in kanaries.bestanden(server.thuis.parent):
        assert kanaries.zoek(inhoud, geplant) == [], pad.name
    assert not any(kanaries.zoek(antwoord, geplant) for antwoord in antwoorden)
