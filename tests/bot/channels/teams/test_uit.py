"""Zonder de instellingen van Teams is er geen kanaal, en merkt de rest daar niets van."""

from __future__ import annotations

import pytest

from tests.bot.channels.teams.gebruiker import WEBHOOK
from tests.bot.channels.web.client import vraag

pytestmark = pytest.mark.rasa


def test_zonder_instellingen_is_er_geen_teams_en_werkt_de_rest(server):
    bericht = {"type": "message", "text": "hallo"}

    assert vraag(server.adres, "POST", WEBHOOK, bericht).status == 404
    assert vraag(server.adres, "GET", "/webhooks/teams/").status == 404
    assert vraag(server.adres, "GET", "/webhooks/rest/").status == 200
    assert vraag(server.adres, "GET", "/webhooks/web/").status == 200
