"""Het proces praat alleen met loopback, en zegt of toont nooit een geheim."""

from __future__ import annotations

import json

import psutil
import pytest

from bot.instellingen import InstellingFout, lees_instellingen
from tests.bot.channels.web.client import Gesprek, vraag
from tests.processen import SLEUTEL, draai, omgeving, vrije_poort, wacht_op

GEHEIM = "hoort-hier-niet"
EIGEN = {"127.0.0.1", "::1", "localhost", "None", ""}
LUISTERAAR = """
import json, sys
uit = open(sys.argv[1], "a", buffering=1)
def onthoud(naam, delen):
    if naam in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        doel = delen[1] if naam in ("socket.connect", "socket.sendto") else delen[0]
        uit.write(json.dumps([naam, doel if isinstance(doel, (str, int)) else list(doel)]) + "\\n")
sys.addaudithook(onthoud)
import socket
socket.getaddrinfo("localhost", 80)
from bot.server import main
main()
"""


@pytest.mark.rasa
def test_het_proces_zoekt_niets_buiten_loopback_en_toont_zijn_sleutel_niet(tmp_path):
    from bot.model import zorg_voor_model

    zorg_voor_model()
    poort, gezocht = vrije_poort(), tmp_path / "gezocht.txt"
    (tmp_path / "thuis").mkdir()
    omgeving_ = omgeving(
        HOME=str(tmp_path / "thuis"),
        WEGWIJZER_DATA=str(tmp_path / "data"),
        WEGWIJZER_SECRET_KEYS=SLEUTEL,
        WEGWIJZER_PORT=str(poort),
        WEGWIJZER_LOGNIVEAU="DEBUG",
    )
    omgeving_.pop("RASA_TELEMETRY_ENABLED", None)
    opdracht = ["-c", LUISTERAAR, str(gezocht)]
    with draai(opdracht, tmp_path, omgeving_, f"http://127.0.0.1:{poort}") as server:
        wacht_op(server, f"{server.adres}/webhooks/rest/")
        for tekst in ("hallo", "Ik wil een casus toetsen", "Wat is een veiligheidshuis?"):
            vraag(server.adres, "POST", "/webhooks/rest/webhook", {"sender": "a", "message": tekst})
        Gesprek.begin(server.adres).zeg("hallo")
        processen = [psutil.Process(server.proces.pid)]
        processen += processen[0].children(recursive=True)
        opdrachten = " ".join(deel for proces in processen for deel in proces.cmdline())

    doelen = [json.loads(regel) for regel in gezocht.read_text("utf-8").splitlines()]
    plekken = {str(doel[0] if isinstance(doel, list) else doel) for _, doel in doelen}
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
