"""Inloggen bij een echte inlogdienst op loopback, en wat de claims betekenen."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlencode, urlsplit

import oidc_provider_mock
import pytest
from oidc_provider_mock import User
from werkzeug.serving import make_server

from adviesvraag.inbox.instellingen import Oidc
from adviesvraag.inbox.oidc import GeenToegang, gebruiker_uit
from adviesvraag.medewerkers import medewerkers
from tests.inbox.conftest import Klok, kop
from tests.inbox.zaken import ELDERS, HIER

pytestmark = pytest.mark.asyncio

MENSEN = (
    User(sub="pc", claims={"name": "Sam", "roles": ["procescoordinator"], "regios": ["VR12"]}),
    User(sub="alles", claims={"name": "Bo", "groepen": "g-1 g-9", "waar": "noord"}),
    User(sub="niets", claims={"name": "Kim", "roles": ["lezer"], "regios": ["VR12"]}),
    User(sub="geen-regio", claims={"name": "Jo", "roles": ["manager"]}),
)


class Inlogdienst:
    """De inlogdienst, die van elk verzoek om een token het formulier onthoudt."""

    def __init__(self) -> None:
        app = oidc_provider_mock.app(require_nonce=True, user_claims=MENSEN)
        self.verzoeken: list[dict[str, str]] = []
        self._gewoon = app.wsgi_app
        app.wsgi_app = self._onthoud
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def _onthoud(self, omgeving, begin):
        if omgeving["PATH_INFO"].endswith("/token"):
            from io import BytesIO

            ruw = omgeving["wsgi.input"].read(int(omgeving["CONTENT_LENGTH"]))
            omgeving["wsgi.input"] = BytesIO(ruw)
            self.verzoeken.append({k: v[0] for k, v in parse_qs(ruw.decode()).items()})
        return self._gewoon(omgeving, begin)


@pytest.fixture(scope="module")
def dienst():
    gestart = Inlogdienst()
    draad = threading.Thread(target=gestart.server.serve_forever, daemon=True)
    draad.start()
    yield gestart
    gestart.server.shutdown()
    draad.join(5)


@pytest.fixture
def klok() -> Klok:
    """De inlogdienst zet de echte tijd in zijn tokens."""
    return Klok(datetime.now(timezone.utc))


@pytest.fixture
def oidc(dienst):
    def maak(**anders) -> Oidc:
        velden = {
            "issuer": dienst.issuer,
            "client_id": "inbox",
            "client_secret": "geheim",
            "rol_claim": "roles",
            "regio_claim": "regios",
            "waarden": {},
        }
        return Oidc(**{**velden, **anders})

    return maak


async def _begin(browser, naar: str = "/") -> str:
    async with browser.client.get(
        "/oidc/begin", params={"naar": naar}, allow_redirects=False
    ) as antwoord:
        assert antwoord.status == 302, await antwoord.text()
        assert "SameSite=Lax" in antwoord.headers["Set-Cookie"]
        return antwoord.headers["Location"]


async def _log_in(browser, adres: str, wie: str) -> str:
    """Kies bij de inlogdienst wie je bent; geeft het pad waar die naar terugstuurt."""
    async with browser.client.session.post(
        adres, data={"sub": wie}, allow_redirects=False
    ) as antwoord:
        assert antwoord.status == 302, await antwoord.text()
        terug = urlsplit(antwoord.headers["Location"])
    return f"{terug.path}?{terug.query}"


async def test_inloggen_geeft_de_rol_en_regio_uit_de_claims(maak_inbox, oidc, opslag, dienst):
    browser = await maak_inbox(oidc=oidc(), linkbestand="")
    adres = await _begin(browser, "/hulp")
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}

    pagina = await browser.haal(await _log_in(browser, adres, "pc"))

    assert kop(pagina) == "Een moment"
    assert 'content="0;url=/hulp"' in pagina
    assert "Sam <span>(procescoördinator)</span>" in await browser.haal("/hulp")
    assert vraag["code_challenge_method"] == "S256"
    verzoek = dienst.verzoeken[-1]
    uitdaging = hashlib.sha256(verzoek["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(uitdaging).rstrip(b"=").decode() == vraag["code_challenge"]
    (sam,) = medewerkers(opslag, HIER.lezer)
    assert (sam.naam, sam.rol, sam.regios) == ("Sam", "procescoordinator", {"VR12"})
    assert sam.id != "pc"
    assert medewerkers(opslag, ELDERS.lezer) == ()


async def test_andere_claims_en_groepsnummers_zijn_te_vertalen(maak_inbox, oidc):
    browser = await maak_inbox(
        linkbestand="",
        oidc=oidc(
            rol_claim="groepen",
            regio_claim="waar",
            waarden={"g-1": "procescoordinator", "g-9": "beheerder", "noord": "VR04"},
        ),
    )

    await browser.haal(await _log_in(browser, await _begin(browser), "alles"))

    assert "Bo <span>(beheerder en procescoördinator)</span>" in await browser.haal("/hulp")


@pytest.mark.parametrize(("wie", "zin"), [("niets", "geen rol"), ("geen-regio", "geen regio")])
async def test_zonder_rol_of_regio_is_er_geen_toegang(maak_inbox, oidc, wie, zin):
    browser = await maak_inbox(oidc=oidc(), linkbestand="")

    pagina = await browser.haal(await _log_in(browser, await _begin(browser), wie), 403)

    assert kop(pagina) == "Je hebt geen toegang"
    assert zin in pagina
    assert kop(await browser.haal("/hulp")) == "Inloggen"


async def test_een_antwoord_geldt_een_keer_en_alleen_bij_het_eigen_verzoek(maak_inbox, oidc):
    browser = await maak_inbox(oidc=oidc(), linkbestand="")
    terug = await _log_in(browser, await _begin(browser), "pc")
    vervalst = terug.replace("state=", "state=x")

    assert kop(await browser.haal(vervalst, 403)) == "Inloggen is niet gelukt"
    assert kop(await browser.haal(terug, 403)) == "Inloggen is niet gelukt"
    browser.client.session.cookie_jar.clear()
    assert kop(await browser.haal(terug, 403)) == "Inloggen is niet gelukt"


@pytest.mark.parametrize("veld", ["nonce", "state"])
async def test_een_verzoek_waar_onderweg_aan_gezeten_is_logt_niemand_in(maak_inbox, oidc, veld):
    """Zo gaat een aanvaller te werk die zijn eigen antwoord in andermans browser wil krijgen."""
    browser = await maak_inbox(oidc=oidc(), linkbestand="")
    delen = urlsplit(await _begin(browser))
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(delen.query).items()}
    vraag[veld] = secrets.token_urlsafe(32)
    ander = delen._replace(query=urlencode(vraag)).geturl()

    pagina = await browser.haal(await _log_in(browser, ander, "pc"), 403)

    assert kop(pagina) == "Inloggen is niet gelukt"
    assert kop(await browser.haal("/hulp")) == "Inloggen"


async def test_een_antwoord_op_het_verzoek_van_een_ander_wordt_geweigerd(maak_inbox, oidc):
    browser = await maak_inbox(oidc=oidc(), linkbestand="")
    van_een_ander = await _log_in(browser, await _begin(browser), "pc")
    await _begin(browser)

    assert kop(await browser.haal(van_een_ander, 403)) == "Inloggen is niet gelukt"


async def test_te_laat_terugkomen_en_een_dienst_die_weg_is_geven_een_zin(maak_inbox, oidc, klok):
    browser = await maak_inbox(oidc=oidc(), linkbestand="")
    terug = await _log_in(browser, await _begin(browser), "pc")
    klok.later(minutes=10)
    assert "duurde te lang" in await browser.haal(terug, 403)

    weg = await maak_inbox(oidc=oidc(issuer="http://127.0.0.1:9"), linkbestand="")
    assert "niet bereikbaar" in await weg.haal("/oidc/begin", 403)


async def test_een_dienst_die_zich_anders_noemt_wordt_geweigerd(maak_inbox, oidc, dienst):
    anders = dienst.issuer.replace("127.0.0.1", "localhost")
    browser = await maak_inbox(oidc=oidc(issuer=f"{anders}/"), linkbestand="")

    assert "noemt zich anders" in await browser.haal("/oidc/begin", 403)


async def test_zonder_inlogdienst_bestaan_de_adressen_niet(browser):
    await browser.haal("/oidc/begin", 404)
    await browser.haal("/oidc/terug", 404)


@pytest.mark.parametrize("regio", ["VR00", "*", "vr12", "VR1", "VR123"])
async def test_een_claim_geeft_nooit_meer_dan_gewone_regios(oidc, regio):
    with pytest.raises(GeenToegang):
        gebruiker_uit({"sub": "x", "roles": "manager", "regios": [regio]}, oidc())
