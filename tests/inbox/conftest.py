"""Een draaiende inbox op een lege database, en iemand die er inlogt."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer, unused_port
from cryptography.fernet import Fernet

from adviesvraag.afspraken import Afspraken
from adviesvraag.inbox import inloglink
from adviesvraag.inbox.app import maak_app
from adviesvraag.inbox.instellingen import Instellingen, Kennis
from adviesvraag.inbox.sleutels import COOKIE, SESSIES
from adviesvraag.opslag import open_opslag
from tests import sjabloon
from tests.postgres import gewone_rol

KENNIS = Kennis(
    regios={"VR00": "regio nog niet bekend", "VR04": "IJsselland", "VR12": "Kennemerland"},
    gemeenten={"GM0392": "Haarlem", "GM0193": "Zwolle"},
    contacten={"meldpunt-kl": "Meldpunt Zorg en Overlast"},
    ladders={
        "landelijk": ("Uitvoering", "Procesregie", "Bestuur"),
        "VR12": ("Casusregie", "Procesregie", "Ketenregiegroep", "Bestuurlijke regiegroep"),
    },
    redenen={
        "landelijk": {
            "systeem": {"onbekend": "Het is nog niet duidelijk wat dit doet met het gezin."},
            "zorgcomponent": {"ja": "Er is zorg of hulp nodig."},
        }
    },
    fasen={"3": "Het loopt lokaal vast."},
    partnerdomeinen=("haarlem.nl",),
    bedoelingen=("kennis", "route"),
)


@dataclass
class Klok:
    """Een klok die de toets zelf verzet."""

    op: datetime

    def __call__(self) -> datetime:
        return self.op

    def later(self, **duur: int) -> None:
        self.op += timedelta(**duur)


@pytest.fixture
def klok() -> Klok:
    return Klok(datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc))


SLEUTEL = Fernet.generate_key().decode()


@pytest.fixture(scope="session")
def lege_database(tmp_path_factory):
    """Een database met lege tabellen, een keer gemaakt."""
    pad = tmp_path_factory.mktemp("leeg") / "wegwijzer.db"
    geopend = open_opslag(f"sqlite:///{pad}", sleutels=[SLEUTEL])
    geopend.bijwerken()
    geopend.sluit()
    return pad


OOK_OP_POSTGRES = (
    "test_antwoord",
    "test_contacten",
    "test_lijst",
    "test_onbeantwoord",
    "test_rechten",
    "test_regios",
    "test_zaak",
)
AFSPRAKEN = Afspraken(
    mail=True, webhook=True, postbussen=MappingProxyType({"VR12": "postbus@haarlem.nl"})
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """De toetsen die gegevens lezen of veranderen draaien op beide databases."""
    naam = metafunc.module.__name__.rpartition(".")[2]
    if naam in OOK_OP_POSTGRES and "opslag" in metafunc.fixturenames:
        postgres = pytest.param("postgres", marks=pytest.mark.postgres)
        metafunc.parametrize("opslag", ["sqlite", postgres], indirect=True)


@pytest.fixture
def opslag(request, tmp_path):
    soort = getattr(request, "param", "sqlite")
    with ExitStack() as stapel:
        if soort == "postgres":
            # Als gewone rol: dan houdt ook de database de regio's uit elkaar.
            superuser = request.getfixturevalue("postgres_url")
            _, url = stapel.enter_context(gewone_rol(superuser))
        else:
            leeg = request.getfixturevalue("lege_database")
            url = f"sqlite:///{shutil.copy(leeg, tmp_path / 'wegwijzer.db')}"
        geopend = open_opslag(url, sleutels=[SLEUTEL], afspraken=AFSPRAKEN)
        stapel.callback(geopend.sluit)
        if soort == "postgres":
            sjabloon.vul(url)
            geopend.bijwerken()
        yield geopend


def instellingen(poort: int, **anders) -> Instellingen:
    velden = {
        "host": "127.0.0.1",
        "poort": poort,
        "url": f"http://127.0.0.1:{poort}",
        "database_url": "",
        "sleutels": (),
        "opslag_seconden": 3,
        "afspraken": {},
        "linkbestand": "",
        "oidc": None,
        "rust_minuten": 30,
        "sessie_uren": 10,
        "logniveau": "INFO",
        "kennis": KENNIS,
    }
    return Instellingen(**{**velden, **anders})


@pytest.fixture
def linkbestand(tmp_path):
    return tmp_path / inloglink.BESTAND


@pytest_asyncio.fixture
async def maak_inbox(opslag, klok, linkbestand):
    """Start een inbox; geeft een browser die er nog niet is ingelogd."""
    gestart = []

    async def maak(**anders) -> Browser:
        poort = unused_port()
        gegevens = instellingen(poort, **{"linkbestand": str(linkbestand), **anders})
        client = TestClient(TestServer(maak_app(gegevens, opslag, klok), port=poort))
        await client.start_server()
        gestart.append(client)
        return Browser(client)

    yield maak
    for client in gestart:
        await client.close()


@pytest_asyncio.fixture
async def browser(maak_inbox):
    return await maak_inbox()


class Browser:
    """Wat een browser doet: pagina's halen en formulieren versturen."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.csrf = ""

    def als(self, gebruiker) -> None:
        """Log in als deze gebruiker, zonder inlogpagina."""
        geheim = self.client.app[SESSIES].begin(gebruiker)
        sessie = self.client.app[SESSIES].vind(geheim)
        assert sessie
        self.csrf = sessie.csrf
        self.client.session.cookie_jar.update_cookies({COOKIE: geheim}, self.client.make_url("/"))

    async def haal(self, pad: str, status: int = 200, **koppen: str) -> str:
        async with self.client.get(pad, headers=koppen) as antwoord:
            tekst = await antwoord.text()
            assert antwoord.status == status, tekst
            return tekst

    async def stuur(self, pad: str, code: int = 200, /, **velden: str) -> str:
        """Verstuur een formulier zoals deze browser het zou doen; volgt de doorverwijzing."""
        gegevens = {"csrf": self.csrf, **velden}
        async with self.client.post(pad, data=gegevens) as antwoord:
            tekst = await antwoord.text()
            assert antwoord.status == code, tekst
            return tekst


def kop(html: str) -> str:
    """De h1 van een pagina."""
    gevonden = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert gevonden, html
    return " ".join(re.sub(r"<[^>]+>", "", gevonden[1]).split())
