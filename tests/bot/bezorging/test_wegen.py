"""Bezorgen aan echte servers: een mailserver, en een partner die faalt, hangt en liegt."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.behandeling import beantwoord
from adviesvraag.bezorgen import MEESTE_POGINGEN, ronde, wachttijd
from adviesvraag.dienst import dien_in
from adviesvraag.opslag import open_opslag
from adviesvraag.toegang import Behandelaar
from bot.bezorger import draai, wegen
from bot.bezorging.teams import Teamsweg
from bot.channels.botframework.activiteiten import verwijzing
from bot.instellingen import lees_instellingen
from bot.teamskanaal import open_levering
from bot.webhistorie import maak_historie
from tests.adviesvraag.indiener import concept
from tests.bot.channels.botframework.nepteams import nepteams
from tests.bot.channels.teams.gebruiker import Gebruiker, instellingen, knoppen, tekst
from tests.processen import SLEUTEL, vrije_poort

GEHEIM = "een-geheim-van-minstens-32-tekens!"
INHOUD = "Bel het wijkteam van Zwolle."
PC = Behandelaar("pc-1", "procescoordinator", frozenset({"VR04"}))
NU = datetime(2026, 5, 4, 8, tzinfo=timezone.utc)


class Postbus:
    """Wat er bij de mailserver binnenkomt; een adres met `weiger` wordt geweigerd."""

    def __init__(self) -> None:
        self.berichten: list[tuple[list[str], str]] = []

    # De namen komen van de mailserver.
    async def handle_RCPT(  # noqa: N802
        self, server, session, envelope, adres, opties
    ) -> str:
        if "weiger" in adres:
            return "550 onbekend adres"
        envelope.rcpt_tos.append(adres)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server, session, envelope
    ) -> str:
        self.berichten.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


class Partner:
    """Een partner die per bericht doet wat er in `gedrag` staat, en daarna goed antwoordt."""

    def __init__(self, *gedrag: str) -> None:
        self.gedrag = list(gedrag)
        self.berichten: list[tuple[str, bytes]] = []
        self.elders = 0

    async def ontvang(self, verzoek: web.Request) -> web.StreamResponse:
        inhoud = await verzoek.read()
        wat = self.gedrag.pop(0) if self.gedrag else "goed"
        if wat == "hangt":
            await asyncio.sleep(30)
        if wat == "faalt":
            return web.Response(status=503)
        if wat == "stuurt door":
            return web.Response(status=307, headers={"Location": "/elders"})
        if wat == "breekt af":
            assert verzoek.transport
            verzoek.transport.close()
        self.berichten.append((verzoek.headers["Wegwijzer-Handtekening"], inhoud))
        if wat == "liegt over de lengte":
            return web.Response(body=b"", headers={"Content-Length": "9999999"})
        return web.Response(status=202)

    async def vang(self, _verzoek: web.Request) -> web.Response:
        self.elders += 1
        return web.Response()


@asynccontextmanager
async def _luisterend(partner: Partner, poort: int):
    app = web.Application()
    app.router.add_post("/haak", partner.ontvang)
    app.router.add_post("/elders", partner.vang)
    loper = web.AppRunner(app, shutdown_timeout=0.1)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", poort).start()
    try:
        yield
    finally:
        await loper.cleanup()


@pytest.fixture
def omgeving(tmp_path):
    def maak(**instellingen: str):
        gegevens = lees_instellingen(
            {"WEGWIJZER_DATA": str(tmp_path), "WEGWIJZER_SECRET_KEYS": SLEUTEL, **instellingen}
        )
        opslag = open_opslag(
            gegevens.database_url, sleutels=[SLEUTEL], afspraken=gegevens.bezorging.afspraken
        )
        opslag.bijwerken()
        historie = maak_historie(gegevens.webgesprekken_url, 60)
        historie.bereid()
        geopend.extend((opslag, historie))
        return gegevens, opslag, historie

    geopend = []
    yield maak
    for een in geopend:
        een.sluit()


def _staten(opslag) -> list[tuple[str, str, int, str | None]]:
    tabel = model.bezorging.c
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(
            select(tabel.soort, tabel.staat, tabel.pogingen, tabel.fout).order_by(tabel.soort)
        )
        return [tuple(rij) for rij in rijen]


def test_post_noemt_alleen_het_kenmerk_en_waar_te_kijken(omgeving):
    postbus = Postbus()
    server = Controller(postbus, hostname="127.0.0.1", port=vrije_poort())
    server.start()
    try:
        gegevens, opslag, historie = omgeving(
            WEGWIJZER_SMTP_URL=f"smtp://127.0.0.1:{server.port}",
            WEGWIJZER_SMTP_AFZENDER="wegwijzer@gemeente.nl",
            WEGWIJZER_POSTBUSSEN="VR04=postbus@ijsselland.nl",
            WEGWIJZER_INBOX_URL="https://inbox.gemeente.nl",
            WEGWIJZER_CHAT_ADRES="https://chat.gemeente.nl/",
        )
        vraag = replace(concept("c-1"), kanaal="rest", contact_email="wijk@zwolle.nl")
        kenmerk = dien_in(opslag, vraag).kenmerk
        beantwoord(opslag, kenmerk, PC, INHOUD, versie=1)
        asyncio.run(ronde(opslag, wegen(gegevens, opslag, historie)))
    finally:
        server.stop()

    assert {adres for adressen, _ in postbus.berichten for adres in adressen} == {
        "postbus@ijsselland.nl",
        "wijk@zwolle.nl",
    }
    for adressen, bericht in postbus.berichten:
        assert kenmerk in bericht
        assert "Auto-Submitted: auto-generated" in bericht
        assert "wijkteam" not in bericht
        waar = "chat" if adressen == ["wijk@zwolle.nl"] else "inbox"
        assert f"https://{waar}.gemeente.nl" in bericht
    assert _staten(opslag) == [("mail", "verzonden", 1, None)] * 2


def test_een_geweigerd_adres_is_meteen_dood_en_een_dode_server_wacht(omgeving):
    poort = vrije_poort()
    server = Controller(Postbus(), hostname="127.0.0.1", port=poort)
    gegevens, opslag, historie = omgeving(
        WEGWIJZER_SMTP_URL=f"smtp://127.0.0.1:{poort}",
        WEGWIJZER_SMTP_AFZENDER="wegwijzer@gemeente.nl",
        WEGWIJZER_POSTBUSSEN="VR04=weiger@ijsselland.nl",
    )
    dien_in(opslag, concept("c-1"), nu=NU)
    open_wegen = wegen(gegevens, opslag, historie)
    asyncio.run(ronde(opslag, open_wegen, klok=lambda: NU))
    assert _staten(opslag) == [("mail", "wacht", 1, "mailserver_niet_bereikbaar")]
    # Voor de wachttijd om is, gebeurt er niets.
    assert asyncio.run(ronde(opslag, open_wegen, klok=lambda: NU + timedelta(seconds=10))) == 0
    server.start()
    try:
        asyncio.run(ronde(opslag, open_wegen, klok=lambda: NU + timedelta(minutes=5)))
    finally:
        server.stop()
    assert _staten(opslag) == [("mail", "dood", 2, "adres_geweigerd")]


def test_een_partner_die_faalt_hangt_en_liegt_krijgt_het_bericht_alsnog(omgeving):
    poort = vrije_poort()
    gegevens, opslag, historie = omgeving(
        WEGWIJZER_WEBHOOK_URL=f"http://127.0.0.1:{poort}/haak",
        WEGWIJZER_WEBHOOK_GEHEIM=GEHEIM,
        WEGWIJZER_WEBHOOK_BRON="urn:nld:oin:00000001234567890000:systeem:wegwijzer",
    )
    ingediend = dien_in(opslag, concept("c-1"), nu=NU)
    partner = Partner("faalt", "hangt", "stuurt door", "breekt af")
    gezien = []

    async def bezorg() -> None:
        open_wegen = wegen(gegevens, opslag, historie)
        # Zonder luisteraar eerst; daarna elk gedrag één keer.
        await ronde(opslag, open_wegen, klok=lambda: NU)
        gezien.append(_staten(opslag)[0][1:])
        async with _luisterend(partner, poort):
            for keer in range(1, 6):
                moment = NU + timedelta(hours=keer)
                hangt = bool(partner.gedrag) and partner.gedrag[0] == "hangt"
                grens = 1.0 if hangt else 20.0
                await ronde(opslag, open_wegen, klok=lambda m=moment: m, grens=grens)
                gezien.append(_staten(opslag)[0][1:])

    asyncio.run(bezorg())

    assert gezien == [
        ("wacht", 1, "partner_niet_bereikbaar"),
        ("wacht", 2, "http_503"),
        ("wacht", 3, "te_traag"),
        ("wacht", 4, "http_307"),
        ("wacht", 5, "partner_niet_bereikbaar"),
        ("verzonden", 6, None),
    ]
    assert partner.elders == 0
    handtekening, ruw = partner.berichten[-1]
    moment, mac = (deel.partition("=")[2] for deel in handtekening.split(","))
    echt = hmac.new(GEHEIM.encode(), f"{moment}.".encode() + ruw, hashlib.sha256).hexdigest()
    assert mac == echt
    bericht = json.loads(ruw)
    assert set(bericht.pop("id")) <= set("0123456789abcdef-")
    assert bericht == {
        "specversion": "1.0",
        "source": "urn:nld:oin:00000001234567890000:systeem:wegwijzer",
        "type": "nl.wegwijzer.adviesvraag.ingediend",
        "subject": ingediend.kenmerk,
        "time": "2026-05-04T08:00:00+00:00",
        "datacontenttype": "application/json",
        "data": {"kenmerk": ingediend.kenmerk, "regio": "VR04", "status": "ontvangen"},
    }
    assert len({json.loads(ruw)["id"] for _, ruw in partner.berichten}) == 1


def test_een_partner_die_over_de_lengte_liegt_breekt_niets(omgeving):
    poort = vrije_poort()
    gegevens, opslag, historie = omgeving(
        WEGWIJZER_WEBHOOK_URL=f"http://127.0.0.1:{poort}/haak", WEGWIJZER_WEBHOOK_GEHEIM=GEHEIM
    )
    dien_in(opslag, concept("c-1"))
    partner = Partner("liegt over de lengte")

    async def bezorg() -> None:
        async with _luisterend(partner, poort):
            await ronde(opslag, wegen(gegevens, opslag, historie), grens=20.0)

    asyncio.run(bezorg())
    assert len(partner.berichten) == 1
    assert _staten(opslag) == [("webhook", "verzonden", 1, None)]


def test_wie_blijft_falen_wordt_opgegeven_en_houdt_het_indienen_niet_op(omgeving):
    gegevens, opslag, historie = omgeving(
        WEGWIJZER_WEBHOOK_URL=f"http://127.0.0.1:{vrije_poort()}/haak",
        WEGWIJZER_WEBHOOK_GEHEIM=GEHEIM,
    )
    dien_in(opslag, concept("c-1"), nu=NU)
    open_wegen = wegen(gegevens, opslag, historie)
    for keer in range(MEESTE_POGINGEN + 2):
        asyncio.run(ronde(opslag, open_wegen, klok=lambda k=keer: NU + timedelta(days=k)))
    assert _staten(opslag) == [("webhook", "dood", MEESTE_POGINGEN, "partner_niet_bereikbaar")]
    assert dien_in(opslag, concept("c-2")).status == "ontvangen"


def test_een_antwoord_wordt_een_keer_gemeld_in_het_webgesprek_dat_nog_loopt(omgeving):
    gegevens, opslag, historie = omgeving()
    historie.begin("gesprek-c-1")
    historie.begin("gesprek-ander")
    kenmerk = dien_in(opslag, concept("c-1")).kenmerk
    beantwoord(opslag, kenmerk, PC, INHOUD, versie=1)
    voorbij = dien_in(opslag, concept("c-2")).kenmerk
    beantwoord(opslag, voorbij, PC, INHOUD, versie=1)

    async def bezorg_tot_het_op_is() -> None:
        stop = asyncio.Event()
        taak = asyncio.create_task(draai(opslag, wegen(gegevens, opslag, historie), stop))
        grens = time.monotonic() + 60
        while any(staat == "wacht" for _, staat, _, _ in _staten(opslag)):
            assert time.monotonic() < grens
            await asyncio.sleep(0.05)
        stop.set()
        await taak

    asyncio.run(bezorg_tot_het_op_is())

    teksten = [rij.inhoud["text"] for rij in historie.lees("gesprek-c-1", 0)]
    assert teksten == [f"Er is een antwoord op adviesvraag {kenmerk}. Typ: status van {kenmerk}."]
    assert INHOUD not in str(historie.lees("gesprek-c-1", 0))
    assert historie.lees("gesprek-ander", 0) == []
    assert sorted(_staten(opslag)) == [
        ("kanaal", "dood", 1, "gesprek_voorbij"),
        ("kanaal", "verzonden", 1, None),
    ]


def test_twee_processen_bezorgen_niet_hetzelfde(omgeving):
    _, opslag, _ = omgeving()
    historie_namen = [f"c-{nr}" for nr in range(30)]
    for naam in historie_namen:
        kenmerk = dien_in(opslag, concept(naam)).kenmerk
        beantwoord(opslag, kenmerk, PC, INHOUD, versie=1)
    bezorgd = []

    async def onthoud(opdracht) -> None:
        await asyncio.sleep(0)
        bezorgd.append(opdracht.id)

    async def samen() -> None:
        for _ in range(3):
            await asyncio.gather(*(ronde(opslag, {"kanaal": onthoud}) for _ in range(3)))

    asyncio.run(samen())
    assert len(bezorgd) == len(set(bezorgd)) == 30


def test_de_wachttijd_verdubbelt_met_spreiding_en_een_grens():
    midden = [wachttijd(poging, 0.5).total_seconds() for poging in (1, 2, 3, 30)]
    assert midden == [30, 60, 120, 6 * 3600]
    assert wachttijd(1, 0) == timedelta(seconds=22.5)
    assert wachttijd(1, 1) == timedelta(seconds=37.5)


def _beantwoord_in_teams(omgeving, nep, storingen):
    """Een antwoord op een vraag uit Teams, met wat er met elk bezorgen gebeurt."""
    gegevens, opslag, historie = omgeving(**instellingen(nep))
    plek = verwijzing(Gebruiker("", nep).activiteit())
    vraag = replace(concept("c-1"), kanaal="teams", gesprek=plek.naam)
    kenmerk = dien_in(opslag, vraag).kenmerk
    beantwoord(opslag, kenmerk, PC, INHOUD, versie=1)
    nep.storingen.extend(storingen)

    async def alles() -> None:
        async with open_levering(gegevens, historie) as levering:
            await asyncio.to_thread(levering.opslag.onthoud, plek)
            open_wegen = wegen(gegevens, opslag, historie, Teamsweg(opslag, levering))
            for uur in range(3):
                moment = datetime.now(timezone.utc) + timedelta(hours=uur)
                await ronde(opslag, open_wegen, klok=lambda nu=moment: nu)

    asyncio.run(alles())
    return kenmerk, opslag, plek


def test_een_antwoord_gaat_een_keer_naar_teams_ook_als_het_gesprek_daar_stil_lag(omgeving):
    with nepteams() as nep:
        kenmerk, opslag, plek = _beantwoord_in_teams(omgeving, nep, [429])

        (bericht,) = nep.gestuurd()
        assert nep.verzoeken[-1].pad.startswith(f"/v3/conversations/{plek.gesprek}/")
        assert f"Er is een antwoord op adviesvraag {kenmerk}" in tekst(bericht)
        assert knoppen(bericht) == {"Bekijken": {"payload": f"status van {kenmerk}"}}
        assert INHOUD not in str(bericht)
        assert _staten(opslag) == [("kanaal", "verzonden", 1, None)]


def test_een_antwoord_dat_teams_weigert_staat_in_de_inbox_als_niet_bezorgd(omgeving):
    with nepteams() as nep:
        _, opslag, _ = _beantwoord_in_teams(omgeving, nep, [403])

        assert nep.gestuurd() == []
        assert _staten(opslag) == [("kanaal", "dood", 1, "teams_geweigerd")]
