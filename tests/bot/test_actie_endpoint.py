"""Acties in hetzelfde proces zeggen precies wat een aparte actieserver zegt."""

from __future__ import annotations

import re
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bot.praten import Praat, custom, open_vraag
from tests.processen import SLEUTEL, draai, omgeving, vrije_poort, wacht_op

pytestmark = pytest.mark.rasa

KNOP = re.compile(r"keuze~(?:[0-9a-f]{8}|-)~([\w-]+)~([\w-]+)~[\w-]{16}")
CASUS = (
    "Een man in Haarlem wordt elke week aangehouden voor winkeldiefstal. Hij gebruikt en slaapt "
    "buiten."
)


@pytest.fixture(scope="module")
def elders(tmp_path_factory):
    """De assistent met zijn acties op een aparte actieserver."""
    from bot.assistent import Gesprekspartner
    from bot.instellingen import lees_instellingen
    from bot.model import zorg_voor_model

    map_, poort = tmp_path_factory.mktemp("acties"), vrije_poort()
    instellingen = {"WEGWIJZER_DATA": str(map_ / "data"), "WEGWIJZER_SECRET_KEYS": SLEUTEL}
    opdracht = ["-m", "rasa_sdk", "--actions", "bot.actions", "--port", str(poort)]
    adres = f"http://127.0.0.1:{poort}"
    with draai(opdracht, map_, omgeving(SANIC_HOST="127.0.0.1", **instellingen), adres) as server:
        wacht_op(server, f"{adres}/health")
        gegevens = {**instellingen, "WEGWIJZER_ACTIES_URL": f"{adres}/webhook"}
        (map_ / "data").mkdir(exist_ok=True)
        partner = Gesprekspartner.laad(zorg_voor_model(), lees_instellingen(gegevens))
        _warm_op(partner)
        yield partner


def _warm_op(partner):
    """De eerste beurt leest de woordenlijsten; op een drukke machine duurt dat langer dan mag."""
    for tekst, soort in ((CASUS, "vraag"), ("Wat is een veiligheidshuis?", "antwoord")):
        keren = range(5)
        if not any(custom(Praat(partner, uuid.uuid4().hex).zeg(tekst), soort) for _ in keren):
            pytest.fail(f"de actieserver geeft na vijf keer nog geen {soort}")


def _gewoon(berichten):
    """De berichten zonder wat per gesprek anders is: de ontvanger, de ronde en de handtekening."""
    return KNOP.sub(r"knop \1 \2", repr([_zonder_ontvanger(bericht) for bericht in berichten]))


def _zonder_ontvanger(bericht):
    return {veld: waarde for veld, waarde in bericht.items() if veld != "recipient_id"}


def test_een_aparte_actieserver_zegt_hetzelfde_als_hetzelfde_proces(partner, opslag, elders):
    hier = Praat(partner, uuid.uuid4().hex)
    daar = Praat(elders, uuid.uuid4().hex)

    for tekst in ("hallo", CASUS, "uitleg", "Wat is een veiligheidshuis?", "ja", "terug"):
        assert _gewoon(daar.zeg(tekst)) == _gewoon(hier.zeg(tekst))
    assert _gewoon(daar.kies("ja")) == _gewoon(hier.kies("ja"))
    assert open_vraag(hier.berichten)["vragenlijst"] == "triage"


class _Storing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        if self.server.hangt:
            time.sleep(1)
            return
        self.send_error(500)

    def log_message(self, *_delen: object) -> None:
        pass


@pytest.mark.parametrize("storing", ["weg", "hangt", "fout"])
def test_een_actieserver_in_storing_laat_het_gesprek_staan_en_zegt_dat_snel(
    elders, monkeypatch, storing
):
    from bot import buiten_de_lus
    from bot.channels.beurt import ZIN_ACTIES_WEG

    praat = Praat(elders, uuid.uuid4().hex)
    praat.zeg(CASUS)
    voor = praat.dossier()
    monkeypatch.setattr(buiten_de_lus, "BEURT_SECONDEN", 0.6)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Storing)
    server.hangt = storing == "hangt"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    poort = vrije_poort() if storing == "weg" else server.server_port
    with monkeypatch.context() as anders:
        # In het formulier roept elke beurt acties aan.
        adres = f"http://127.0.0.1:{poort}/webhook"
        anders.setattr(elders.agent.processor.action_endpoint, "url", adres)
        begin = time.monotonic()
        antwoord = praat.zeg("ja")
        duur = time.monotonic() - begin
    server.shutdown()
    server.server_close()

    assert [bericht["text"] for bericht in antwoord] == [ZIN_ACTIES_WEG]
    assert duur < 5
    assert praat.dossier() == voor
