"""Wat de server van Teams bewaart, en een gebruiker die ermee praat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.instellingen import lees_instellingen
from bot.teamskanaal import maak_opslag
from tests.bot.channels.teams.gebruiker import Gebruiker
from tests.processen import SLEUTEL


@pytest.fixture(scope="session")
def teams_map(teams, servermap):
    """De datamap van de server."""
    return servermap / "data"


@pytest.fixture
def teams_data(teams_map):
    """Opent wat de server van Teams bewaart."""

    def open_():
        gegevens = lees_instellingen({"WEGWIJZER_DATA": str(teams_map)})
        return maak_opslag(replace(gegevens, sleutels=(SLEUTEL,)))

    return open_


@pytest.fixture
def collega(teams):
    nep, adres = teams
    nep.gericht.clear()
    return Gebruiker(adres, nep)
