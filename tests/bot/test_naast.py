"""Naast een gewoon Rasa-project: wat dat is, hoe er geteld wordt, en wat er uitkomt."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psutil
import pytest
from ruamel.yaml import YAML

from bot.bench import gewoon, verhouding
from bot.bench.doorvoer import meet_doorvoer
from bot.bench.gesprekken import Stap
from bot.bench.naast import SNEL, VOL, beurten, deelnemers
from bot.bench.systeem import MeetFout, Systeem, draaiend

HOI = (Stap("hoi", "", ("hallo",)), Stap("hoi", "", ("dag",)))


def _yaml(pad: Path) -> dict:
    return YAML(typ="safe").load(pad.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("project") / "gewoon"
    gewoon.schrijf(map_, 5)
    return map_


def test_de_pijplijn_en_het_beleid_zijn_die_van_rasa_init(project):
    config = _yaml(project / "config.yml")

    assert config["pipeline"] is None
    assert config["policies"] is None


def test_het_leert_hooguit_zoveel_zinnen_uit_onze_data(project):
    nlu = _yaml(project / "data" / "zinnen.yml")["nlu"]

    assert {deel["intent"] for deel in nlu} == set(gewoon.INTENTS)
    assert {len(deel["examples"].splitlines()) for deel in nlu} == {5}


def test_elke_actie_en_elke_vraag_van_het_formulier_bestaat(project):
    domein = _yaml(project / "domain" / "triage.yml")
    regels = _yaml(project / "data" / "triage.yml")["rules"]
    acties = (project / "actions" / "actions.py").read_text(encoding="utf-8")

    vragen = domein["forms"]["triage_form"]["required_slots"]
    assert {f"utter_ask_{naam}" for naam in vragen} <= set(domein["responses"])
    assert all(f'return "{naam}"' in acties for naam in domein["actions"])
    gebruikt = {stap["action"] for regel in regels for stap in regel["steps"] if "action" in stap}
    assert gebruikt <= {"triage_form", "utter_groet", "utter_faq", *domein["actions"]}


def test_beide_worden_op_dezelfde_soorten_beurten_gemeten():
    onze, hun = (
        {stap.soort for gesprek in een.gesprekken for stap in gesprek} - {""}
        for een in deelnemers(Path("model"))
    )

    assert onze == hun == {f"naast_{s}" for s in ("gewoon", "kennis", "formulier", "indienen")}


def test_het_geheugen_telt_na_duizend_beurten():
    assert beurten(VOL) >= 1000 > beurten(SNEL)


@contextmanager
def _antwoordt(tekst: str) -> Iterator[tuple[int, list[str]]]:
    gezien: list[str] = []

    class Antwoord(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            gezien.append(
                json.loads(self.rfile.read(int(self.headers["Content-Length"])))["sender"]
            )
            inhoud = json.dumps([{"text": tekst}]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *_delen: object) -> None:
            """Zwijg."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Antwoord)
    draad = Thread(target=server.serve_forever)
    draad.start()
    try:
        yield server.server_port, gezien
    finally:
        server.shutdown()
        draad.join()
        server.server_close()


def test_doorvoer_telt_hele_gesprekken_van_alle_gebruikers():
    with _antwoordt("hoi") as (poort, gezien):
        per_seconde = meet_doorvoer(poort, "/", HOI, 4, 3)

    assert per_seconde > 0
    assert len(gezien) == 4 * 3 * len(HOI)
    assert len(set(gezien)) == 4 * 3


def test_doorvoer_met_een_verkeerd_antwoord_telt_niet():
    with _antwoordt("stuk") as (poort, _), pytest.raises(MeetFout):
        meet_doorvoer(poort, "/", HOI, 2, 1)


def test_een_systeem_met_een_tweede_proces_start_en_stopt_ze_allebei(tmp_path):
    def server(poort: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "http.server", poort, "--bind", "127.0.0.1")

    twee = Systeem(
        "twee",
        server("{poort}"),
        "/README.md",
        naast=server("{actiepoort}"),
        naast_gereed="/README.md",
        bestanden={"adres.txt": "{actiepoort}"},
    )

    with draaiend(twee, tmp_path) as systeem:
        nummers = [proces.pid for proces in systeem.processen]
        assert len(set(nummers)) == 2
        assert (tmp_path / "adres.txt").read_text().isdigit()
    assert not any(psutil.pid_exists(nummer) for nummer in nummers)


CIJFERS = {"naast_formulier_p50_ms": 10.0, "doorvoer_128": 8.0, "model_mb": 5.0}


def test_de_tabel_zegt_per_grens_of_zij_gehaald_is():
    hun = {"naast_formulier_p50_ms": 40.0, "doorvoer_128": 2.0, "model_mb": 20.0}

    regels = list(verhouding.tabel(CIJFERS, hun))

    assert next(r for r in regels if "p50" in r).endswith("hooguit 0,20: NIET gehaald")
    assert next(r for r in regels if "128" in r).endswith("minstens 4,00: gehaald")
    assert next(r for r in regels if "model" in r).split()[-3:] == ["5,00", "20,0", "0,25"]


def test_zonder_tweede_systeem_is_er_geen_verhouding():
    assert list(verhouding.tabel(CIJFERS, {})) == []


def test_de_tekening_van_de_verhoudingen_is_een_png(tmp_path):
    pad = verhouding.teken({"datum": "2026-01-01", "commit": "x"}, CIJFERS, tmp_path)

    assert pad.read_bytes().startswith(b"\x89PNG")
