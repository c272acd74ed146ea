"""Microsofts eigen client van Teams (Microsoft 365 Agents Playground), in een echte Chromium.

`.ci/teamsclient.sh` haalt hem op met vaste controlesommen. Hij ondertekent zijn berichten niet; een
doorgeefluik zet er het token bij dat Teams zou sturen. Aan de assistent zelf is niets anders.
"""

from __future__ import annotations

import http.client
import http.server
import json
import re
import subprocess
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine, text

from tests.bot.channels.botframework.nepteams import TENANT_ID, nepteams
from tests.bot.channels.teams.gebruiker import WEBHOOK, instellingen
from tests.processen import WORTEL, vrije_poort, webserver
from tests.zwaar.browser import NODIG, WACHT_MS, chromium

PLAYGROUND = WORTEL / "build" / "teamsclient" / "node_modules" / ".bin" / "agentsplayground"
BEELDEN = WORTEL / "build" / "teams"
pytestmark = [
    pytest.mark.zwaar,
    pytest.mark.rasa,
    NODIG,
    pytest.mark.skipif(
        not PLAYGROUND.exists(),
        reason="de client van Microsoft is niet opgehaald (.ci/teamsclient.sh)",
    ),
]


def _gebruiker(nummer: int) -> dict[str, str]:
    return {
        "id": f"gebruiker-{nummer}",
        "name": f"Collega {nummer}",
        "userPrincipleName": f"collega{nummer}@haarlem.nl",
        "aadObjectId": f"00000000-0000-0000-0000-{nummer:012d}",
        "givenName": "Collega",
        "surname": str(nummer),
        "email": f"collega{nummer}@haarlem.nl",
    }


OPZET = {
    "version": "0.1.1",
    "tenantId": TENANT_ID,
    "bot": {"id": "28:wegwijzer", "name": "Wegwijzer"},
    "currentUser": _gebruiker(0),
    "users": [_gebruiker(nummer) for nummer in range(1, 6)],
    "personalChat": {"id": "eigen-chat"},
    "groupChat": {"id": "groepschat", "name": "Groep van de wijk"},
    "team": {
        "id": "team",
        "name": "Team van de wijk",
        "aadGroupId": "00000000-0000-0000-0000-000000000099",
        "channels": [{"id": "kanaal-1", "name": "Algemeen"}],
    },
}


@contextmanager
def _doorgeefluik(adres: str, nep):
    """Geeft een bericht door met het token dat Teams erbij zou doen."""

    class Luik(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            ruw = self.rfile.read(int(self.headers["Content-Length"]))
            token = nep.teken(serviceurl=json.loads(ruw)["serviceUrl"])
            verbinding = http.client.HTTPConnection(urlsplit(adres).netloc, timeout=60)
            verbinding.request("POST", WEBHOOK, ruw, {"Authorization": f"Bearer {token}"})
            antwoord = verbinding.getresponse()
            inhoud = antwoord.read()
            self.send_response(antwoord.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Luik) as gestart:
        draad = threading.Thread(target=gestart.serve_forever, daemon=True)
        draad.start()
        yield f"http://127.0.0.1:{gestart.server_address[1]}/"
        gestart.shutdown()
        draad.join()


@contextmanager
def _playground(eindpunt: str, poort: int, map_):
    (map_ / ".m365agentsplayground.yml").write_text(json.dumps(OPZET), "utf-8")
    opdracht = [str(PLAYGROUND), "start", "-e", eindpunt, "-c", "msteams", "-p", str(poort), "--dt"]
    with (map_ / "playground.txt").open("w") as uit:
        proces = subprocess.Popen(opdracht, cwd=map_, stdout=uit, stderr=subprocess.STDOUT)
    try:
        grens = time.monotonic() + 60
        while "Listening" not in (map_ / "playground.txt").read_text("utf-8"):
            assert proces.poll() is None, (map_ / "playground.txt").read_text("utf-8")
            assert time.monotonic() < grens
            time.sleep(0.1)
        yield f"http://localhost:{poort}/"
    finally:
        proces.terminate()
        proces.wait(15)


class Scherm:
    """Wat een gebruiker met de client doet."""

    def __init__(self, pagina) -> None:
        self.pagina = pagina
        pagina.set_default_timeout(WACHT_MS)

    def typ(self, tekst: str) -> None:
        veld = self.pagina.locator("[contenteditable=true]").first
        veld.click()
        veld.type(tekst)

    def verstuur(self) -> None:
        self.pagina.get_by_role("button", name="Send Message").click()

    def zeg(self, tekst: str, verwacht: str) -> None:
        self.typ(tekst)
        self.verstuur()
        self.zie(verwacht)

    def klik(self, titel: str, verwacht: str) -> None:
        self.pagina.get_by_role("button", name=titel, exact=True).last.click()
        self.zie(verwacht)

    def zie(self, verwacht: str) -> None:
        self.pagina.get_by_text(verwacht).last.wait_for()

    def bewaar(self, naam: str) -> None:
        BEELDEN.mkdir(parents=True, exist_ok=True)
        self.pagina.screenshot(path=str(BEELDEN / f"{naam}.png"))


@pytest.fixture
def opstelling(tmp_path, geladen):
    """De assistent, de client en een tabblad; met waar de gegevens staan."""
    # Per toets: het gesprek en het scherm van een andere toets horen er niet bij.
    map_, poort = tmp_path, vrije_poort()
    with nepteams() as nep:
        anders = {
            **instellingen(nep),
            "WEGWIJZER_TEAMS_SERVICE_URLS": f"http://localhost:{poort}",
        }
        with (
            webserver(map_, map_ / "data", geladen=geladen, **anders) as server,
            _doorgeefluik(server.adres, nep) as luik,
            _playground(luik, poort, map_) as adres,
            chromium() as browser,
        ):
            pagina = browser.new_context(viewport={"width": 1300, "height": 1100}).new_page()
            pagina.route(re.compile(r"^https?://(?!localhost|127\.)"), lambda route: route.abort())
            pagina.goto(adres)
            yield Scherm(pagina), map_ / "data"


def _rijen(pad, vraag):
    engine = create_engine(f"sqlite:///{pad}")
    try:
        with engine.connect() as verbinding:
            return verbinding.execute(vraag).all()
    finally:
        engine.dispose()


def test_een_hele_zaak_tot_en_met_indienen_in_de_client_van_microsoft(opstelling):
    scherm, data = opstelling
    scherm.zie("Welkom bij de Wegwijzer")
    scherm.bewaar("welkom")
    scherm.klik("Adviesvraag indienen", "Wat voor vraag heb je")
    scherm.zie("Gekozen: Adviesvraag indienen")
    scherm.klik("Informatie: wie, wat of waar", "Vat in een paar zinnen samen")
    scherm.zeg("Wie kan in dit soort zaken meedenken?", "In welke gemeente speelt dit?")
    scherm.zeg("Haarlem", "Vanuit welke organisatie vraag je dit?")
    scherm.pagina.get_by_text("Wijkteam of sociaal team", exact=True).last.click()
    scherm.bewaar("keuze")
    scherm.klik("Kiezen", "Gaat je vraag over een bepaalde casus?")
    scherm.klik("Nee, algemeen", "Klopt dit, en mag ik het indienen?")
    scherm.bewaar("controle")
    scherm.klik("Indienen", "Je kenmerk is AV-KL")
    scherm.bewaar("ingediend")

    (zaak,) = _rijen(data / "wegwijzer.db", text("SELECT kanaal, contact_email FROM adviesvraag"))
    assert zaak.kanaal == "teams"
    # Het adres komt van de client en staat er alleen versleuteld.
    assert zaak.contact_email
    assert "haarlem.nl" not in zaak.contact_email


def test_een_contact_en_gevaar_zijn_kaarten_met_een_knop_om_te_bellen(opstelling):
    scherm, _ = opstelling
    scherm.zeg("nummer van Veilig Thuis in Zwolle", "Veilig Thuis IJsselland")
    scherm.pagina.get_by_role("link", name="Bel 0800-2000").last.wait_for()
    scherm.bewaar("contact")
    scherm.zeg("er staat nu iemand met een mes voor de deur", "Bel nu 112.")
    scherm.pagina.get_by_role("link", name="Bel 112").last.wait_for()
    scherm.bewaar("gevaar")
    scherm.klik("Het is veilig, ga verder", "Gekozen: Het is veilig, ga verder")


def test_een_duim_met_toelichting_in_de_client_van_microsoft_wordt_gelakt_bewaard(opstelling):
    scherm, data = opstelling
    scherm.zeg("Wat doet een procesregisseur?", "procesregisseurs")
    scherm.pagina.locator("button[aria-label=Dislike]").last.click()
    venster = scherm.pagina.get_by_role("dialog")
    venster.locator("textarea").fill("Mist het wijkteam. Bel Fatima Gracht, bsn 111222333")
    scherm.bewaar("duim")
    venster.get_by_role("button", name="Submit").click()
    scherm.pagina.get_by_role("button", name="Close", exact=True).click()

    grens = time.monotonic() + WACHT_MS / 1000
    vraag = text("SELECT duim, tekst, over FROM teams_oordeel")
    while not (rijen := _rijen(data / "web.db", vraag)):
        assert time.monotonic() < grens
        time.sleep(0.1)
    (oordeel,) = rijen
    assert oordeel.duim == "neer"
    assert oordeel.tekst.startswith("Mist het wijkteam.")
    assert "Fatima" not in oordeel.tekst
    assert "111222333" not in oordeel.tekst
    assert oordeel.over.startswith("antwoord S")


def test_wie_de_assistent_in_een_groep_noemt_gaat_verder_in_de_eigen_chat(opstelling):
    scherm, _ = opstelling
    scherm.pagina.get_by_text("Groep van de wijk").first.click()
    scherm.zie("Hier bespreek ik geen casus, want anderen lezen mee. Noem mij met @")
    scherm.typ("@")
    scherm.pagina.get_by_role("menuitem").filter(has_text="Wegwijzer").first.click()
    scherm.pagina.locator("[contenteditable=true]").first.type(" ik heb een casus in Haarlem")
    scherm.verstuur()

    scherm.zie("Ik heb je een bericht gestuurd in onze eigen chat")
    scherm.bewaar("groep")
    scherm.pagina.get_by_text("Personal Chat").first.click()
    scherm.zie("Welkom bij de Wegwijzer")
