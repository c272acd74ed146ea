"""Het proces praat alleen met loopback, en zegt of toont nooit een geheim."""

from __future__ import annotations

import psutil
import pytest

from bot.instellingen import InstellingFout, lees_instellingen
from tests import afluisteren
from tests.bot.channels.web.client import Gesprek, vraag
from tests.processen import SLEUTEL

GEHEIM = "hoort-hier-niet"
EIGEN = {"127.0.0.1", "::1", "localhost", "None", ""}


@pytest.mark.rasa
def test_het_proces_zoekt_niets_buiten_loopback_en_toont_zijn_sleutel_niet(server):
    for tekst in ("hallo", "Ik wil een casus toetsen", "Wat is een veiligheidshuis?"):
        vraag(server.adres, "POST", "/webhooks/rest/webhook", {"sender": "a", "message": tekst})
    Gesprek.begin(server.adres).zeg("hallo")
    processen = [psutil.Process(server.proces.pid)]
    processen += processen[0].children(recursive=True)
    opdrachten = " ".join(deel for proces in processen for deel in proces.cmdline())

    plekken = afluisteren.gezocht(server.uitvoer.parent)
    assert "localhost" in plekken, "de luisteraar hoorde zijn eigen proef niet"
    assert {plek for plek in plekken if plek not in EIGEN and not plek.startswith("/")} == set()
    assert SLEUTEL not in opdrachten
    assert SLEUTEL not in server.uitvoer.read_text("utf-8")


@pytest.mark.parametrize(
    "instellingen",
    [
        {"WEGWIJZER_SECRET_KEYS": GEHEIM},
        {"WEGWIJZER_DATABASE_URL": f"mysql://wegwijzer:{GEHEIM}@server/db"},
        {"WEGWIJZER_DATABASE_URL": f"postgresql://wegwijzer:{GEHEIM}@server:poort/db"},
        {"WEGWIJZER_ACTIES_URL": f"ftp://acties:{GEHEIM}@server/webhook"},
        {"WEGWIJZER_WEB_AANMELDSLEUTEL": GEHEIM},
    ],
    ids=["sleutel", "andere database", "verkeerde poort", "actieserver", "aanmeldsleutel"],
)
def test_een_melding_over_een_verkeerd_geheim_noemt_dat_geheim_niet(instellingen):
    with pytest.raises(InstellingFout) as melding:
        lees_instellingen(instellingen)

    assert GEHEIM not in str(melding.value)
    assert next(iter(instellingen)) in str(melding.value)
