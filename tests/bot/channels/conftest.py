"""Eén nagemaakt Teams, en een tweede server op dezelfde gegevens die ermee praat."""

from __future__ import annotations

import pytest

from tests.bot.channels.botframework.nepteams import nepteams
from tests.bot.channels.teams.gebruiker import instellingen
from tests.processen import webserver


@pytest.fixture(scope="session")
def teams(tmp_path_factory, servermap):
    """Het nagemaakte Teams en het adres van de server die ermee praat."""
    from bot.model import zorg_voor_model

    zorg_voor_model()
    with nepteams() as nep:
        nep.lid = {"email": "collega@haarlem.nl", "givenName": "Een"}
        map_ = tmp_path_factory.mktemp("teams")
        with webserver(map_, servermap / "data", **instellingen(nep)) as server:
            yield nep, server.adres
