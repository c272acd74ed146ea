"""De verdeler: een gesprek hoort bij één proces, en een proces dat weg is houdt niemand op."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot import verdeler
from bot.instellingen import InstellingFout, lees_instellingen
from tests.processen import stop, vrije_poort

REST = "/webhooks/rest/webhook"
WEB = "/webhooks/web/v3/directline/conversations"
TEAMS = "/webhooks/teams/webhook"
KEREN = 20


class _Proces(BaseHTTPRequestHandler):
    """Antwoordt met zijn eigen poort, en met het adres dat de verdeler doorgaf."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        server = self.server
        uit = json.dumps({"wie": server.server_port, "van": self.headers["x-forwarded-for"]})
        self.send_response(getattr(server, "status", 200))
        self.send_header("Content-Length", str(len(uit)))
        self.end_headers()
        self.wfile.write(uit.encode())

    do_POST = do_GET  # noqa: N815 - zo heet het daar

    def log_message(self, *_delen: object) -> None:
        pass


@contextmanager
def _processen(aantal: int) -> Iterator[list[ThreadingHTTPServer]]:
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _Proces) for _ in range(aantal)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield servers
    finally:
        for server in servers:
            _sluit(server)


def _sluit(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()


@pytest.fixture
def verdeeld(tmp_path):
    try:
        verdeler.vind_nginx()
    except InstellingFout:
        pytest.skip("nginx staat niet op deze machine: de toetsen met de verdeler vallen weg")
    poort = vrije_poort()
    gegevens = lees_instellingen({"WEGWIJZER_DATA": str(tmp_path), "WEGWIJZER_PORT": str(poort)})
    with _processen(3) as processen:
        opdracht = verdeler.maak(gegevens, [een.server_port for een in processen])
        with (tmp_path / "uit.txt").open("wb") as uit:
            nginx = subprocess.Popen(opdracht, stdout=uit, stderr=uit)
        try:
            _tot_hij_luistert(poort, nginx, tmp_path / "uit.txt")
            yield poort, processen
        finally:
            stop(nginx)


def _tot_hij_luistert(poort, nginx, uit) -> None:
    grens = time.monotonic() + 20
    while time.monotonic() < grens:
        assert nginx.poll() is None, uit.read_text()
        try:
            _vraag(poort, "GET", "/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(uit.read_text())


def _vraag(poort: int, methode: str, pad: str, inhoud: object = None, **koppen: str):
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
    try:
        lichaam = None if inhoud is None else json.dumps(inhoud)
        verbinding.request(methode, pad, lichaam, koppen)
        antwoord = verbinding.getresponse()
        return antwoord.status, json.loads(antwoord.read())
    finally:
        verbinding.close()


def _wie(poort: int, *verzoek) -> int:
    status, antwoord = _vraag(poort, *verzoek)
    assert status == 200
    return antwoord["wie"]


def _rest(naam: str, tekst: str = "hallo"):
    return "POST", REST, {"message": tekst, "sender": naam}


def test_een_gesprek_over_rest_hoort_bij_een_proces_wat_er_ook_in_het_bericht_staat(verdeeld):
    poort, _ = verdeeld
    teksten = ["hallo", '"sender": "ander"', "\\", "é\n" * 25_000, '{"sender":"x"}']

    plekken = {
        naam: {_wie(poort, *_rest(naam, tekst)) for tekst in teksten}
        for naam in (f'gesprek "{nr}" é' for nr in range(KEREN))
    }

    assert all(len(plek) == 1 for plek in plekken.values()), plekken
    assert len(set.union(*plekken.values())) == 3


def test_een_webgesprek_hoort_bij_een_proces_voor_lezen_sturen_en_de_stroom(verdeeld):
    poort, _ = verdeeld

    plekken = [
        {
            _wie(poort, "GET", f"{WEB}/web-{nr}/stream"),
            _wie(poort, "POST", f"{WEB}/web-{nr}/activities", {"text": str(nr)}),
            _wie(poort, "GET", f"{WEB}/web-{nr}/activities?watermark={nr}"),
        }
        for nr in range(KEREN)
    ]

    assert all(len(plek) == 1 for plek in plekken), plekken
    assert len(set.union(*plekken)) == 3


def test_een_gesprek_in_teams_hoort_bij_een_proces(verdeeld):
    poort, _ = verdeeld

    def bericht(nr: int, tekst: str):
        gesprek = {"conversationType": "personal", "id": f"a:{nr}", "tenantId": "t"}
        van = {"id": tekst, "name": tekst}
        return "POST", TEAMS, {"text": tekst, "from": van, "conversation": gesprek}

    plekken = [
        {_wie(poort, *bericht(nr, tekst)) for tekst in ("hallo", '"conversation": {"id": "b"}')}
        for nr in range(KEREN)
    ]

    assert all(len(plek) == 1 for plek in plekken), plekken
    assert len(set.union(*plekken)) == 3


def test_nieuwe_gesprekken_telt_een_proces(verdeeld):
    poort, _ = verdeeld
    pad = "/webhooks/web/v3/directline/tokens/generate"

    assert len({_wie(poort, "POST", pad, {}) for _ in range(KEREN)}) == 1


def test_is_een_proces_weg_dan_gaat_alleen_zijn_deel_naar_een_ander(verdeeld):
    poort, processen = verdeeld
    namen = [f"gesprek-{nr}" for nr in range(KEREN)]
    eerst = {naam: _wie(poort, *_rest(naam)) for naam in namen}
    weg = processen.pop()
    _sluit(weg)

    daarna = {naam: _wie(poort, *_rest(naam)) for naam in namen}

    assert weg.server_port in eerst.values()
    assert all(daarna[naam] == eerst[naam] for naam in namen if eerst[naam] != weg.server_port)
    assert weg.server_port not in daarna.values()


def test_is_elk_proces_weg_dan_hoort_de_gebruiker_dat_meteen_in_het_nederlands(verdeeld):
    poort, processen = verdeeld
    while processen:
        _sluit(processen.pop())
    begin = time.monotonic()

    status, antwoord = _vraag(poort, *_rest("gesprek"))

    assert time.monotonic() - begin < 5
    assert status == 503
    assert antwoord == {"fout": verdeler.ZIN_WEG}
    assert _vraag(poort, "GET", "/webhooks/rest/")[0] == 503


def test_gereed_is_de_verdeler_als_er_een_proces_gereed_is(verdeeld):
    poort, processen = verdeeld
    for proces in processen:
        proces.status = 503

    assert _vraag(poort, "GET", "/webhooks/rest/")[0] == 503

    processen[1].status = 200
    assert {_vraag(poort, "GET", "/webhooks/rest/")[0] for _ in range(6)} == {200}


def test_wat_de_client_zelf_als_adres_noemt_staat_niet_op_de_plek_die_telt(verdeeld):
    poort, _ = verdeeld

    antwoord = _vraag(poort, *_rest("gesprek"), **{"X-Forwarded-For": "192.0.2.7"})[1]

    assert antwoord["van"].split(", ")[-1] == "127.0.0.1"


def test_zonder_nginx_zegt_de_start_wat_er_te_doen_is(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(verdeler, "_OOK_IN", str(tmp_path))

    with pytest.raises(InstellingFout, match="installeer het"):
        verdeler.vind_nginx()
