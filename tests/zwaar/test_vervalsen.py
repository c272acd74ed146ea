"""Vervalsen, herhalen, inspuiten en traag sturen: een gesprek blijft van wie het is."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import tempfile
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.opslag import open_opslag
from tests.bot.channels.web.client import BASIS, Gesprek, vraag
from tests.bot.praten import ADVIESVRAAG, open_vraag, payload, teksten
from tests.processen import SLEUTEL

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

WEBHOOK = "/webhooks/rest/webhook"
VOL = os.environ.get("HEAVY") == "full"
TOKENS = 20_000 if VOL else 2_000
KNOPPEN = 2_000 if VOL else 100
"""Een vervalste knop is gewone tekst en kost dus een hele beurt."""

TRAGE_CLIENTS = 100
HOOGUIT_SECONDEN = 5
MERK = Path(tempfile.gettempdir()) / "wegwijzer-inspuiting"
INSPUITINGEN = (
    "'; DROP TABLE adviesvraag; --",
    '" OR 1=1 --',
    "1); DELETE FROM events WHERE (1=1",
    "{{ 7*7 }} {% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{dossier} {0.__class__} %s %(naam)d %n",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    f"$(touch {MERK}) `touch {MERK}`",
    "=cmd|'/c calc'!A1",
    "../../../../etc/passwd\x00.png",
)


def _toeval() -> random.Random:
    return random.Random(2026)  # noqa: S311 - dezelfde verzoeken bij elke keer


def _zeg(server, gesprek: str, tekst: str):
    antwoord = vraag(server.adres, "POST", WEBHOOK, {"sender": gesprek, "message": tekst})
    assert antwoord.status == 200, antwoord.ruw
    return antwoord.json


def _vul_in(server, gesprek: str, samenvatting: str):
    berichten = _zeg(server, gesprek, "Ik wil een adviesvraag indienen")
    for vraag_id, antwoord in ADVIESVRAAG:
        assert open_vraag(berichten)["id"] == vraag_id, berichten
        waarden = {optie["waarde"] for optie in open_vraag(berichten)["opties"]}
        zin = samenvatting if vraag_id == "samenvatting" else antwoord
        berichten = _zeg(
            server, gesprek, payload(berichten, antwoord) if antwoord in waarden else zin
        )
    assert open_vraag(berichten)["id"] == "controle"
    return berichten


def test_een_inspuiting_wordt_bewaard_als_gewone_tekst_en_voert_niets_uit(server):
    for inspuiting in INSPUITINGEN:
        gesprek = uuid.uuid4().hex
        berichten = _vul_in(server, gesprek, f"Wie denkt mee over {inspuiting} in deze zaak?")
        klaar = _zeg(server, gesprek, payload(berichten, "indienen"))
        assert any("AV-" in tekst for tekst in teksten(klaar)), (inspuiting, klaar)

    bewaard = _samenvattingen(server)
    print(f"\nInspuitingen: {len(bewaard)} bewaard als tekst")
    for inspuiting in INSPUITINGEN:
        zoals_getypt = f"Wie denkt mee over {inspuiting} in deze zaak?".replace("\x00", " ")
        assert zoals_getypt in bewaard, inspuiting
    assert not MERK.exists()


def _samenvattingen(server) -> list[str]:
    data = server.thuis.parent / "data"
    opslag = open_opslag(f"sqlite:///{data / 'wegwijzer.db'}", sleutels=[SLEUTEL])
    kolom = model.antwoord.c
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(select(kolom.waarde).where(kolom.vraag_id == "samenvatting"))
        waarden = [str(rij) for rij in rijen.scalars()]
    opslag.sluit()
    return waarden


def test_een_knop_werkt_alleen_in_het_eigen_gesprek_en_alleen_zoals_hij_getekend_is(server):
    eigen, ander = uuid.uuid4().hex, uuid.uuid4().hex
    knop = payload(_zeg(server, eigen, "Ik wil een adviesvraag indienen"), "informatievraag")
    vreemd = _zeg(server, ander, "Ik wil een adviesvraag indienen")
    assert open_vraag(vreemd)["id"] == "soort"

    toeval = _toeval()
    for _ in range(KNOPPEN):
        plek = toeval.randrange(len("keuze~"), len(knop))
        vervalst = knop[:plek] + chr(ord(knop[plek]) ^ 1) + knop[plek + 1 :]
        antwoord = vraag(server.adres, "POST", WEBHOOK, {"sender": eigen, "message": vervalst})
        assert antwoord.status == 200
        assert not _is_verder(antwoord.json), vervalst
    assert not _is_verder(_zeg(server, ander, knop))
    assert _is_verder(_zeg(server, eigen, knop))


def _is_verder(berichten) -> bool:
    vragen = [b["custom"]["id"] for b in berichten if b.get("custom", {}).get("soort") == "vraag"]
    return bool(vragen) and vragen[-1] == "samenvatting"


def test_een_vervalst_of_vreemd_token_geeft_nergens_toegang(server):
    eigen, ander = Gesprek.begin(server.adres), Gesprek.begin(server.adres)
    eigen.zeg("hallo")
    toeval = _toeval()
    paden = (("GET", "/activities"), ("POST", "/activities"), ("GET", "/stream"), ("DELETE", ""))
    geteld: dict[int, int] = {}
    for nummer in range(TOKENS):
        methode, staart = paden[nummer % len(paden)]
        token = ander.token if nummer % 10 == 0 else _verander(eigen.token, toeval)
        antwoord = vraag(
            server.adres,
            methode,
            f"{BASIS}/conversations/{eigen.id}{staart}",
            {"type": "message", "text": "indringer"} if methode == "POST" else None,
            Authorization=f"Bearer {token}",
        )
        geteld[antwoord.status] = geteld.get(antwoord.status, 0) + 1
        assert antwoord.status in {401, 403, 429}, (methode, staart, antwoord.ruw)
    print(f"\nTokens: {TOKENS} vervalst of vreemd, {dict(sorted(geteld.items()))}")
    assert not any("indringer" in str(a) for a in eigen.lees())


def _verander(token: str, toeval: random.Random) -> str:
    plek = toeval.randrange(len(token) - 1)
    return {
        0: token[:plek],
        1: token[:plek] + ("A" if token[plek] != "A" else "B") + token[plek + 1 :],
        2: token + "x",
        3: token[::-1],
    }[toeval.randrange(4)]


def test_trage_clients_houden_niemand_anders_tegen(server):
    delen = urlsplit(server.adres)
    plek = (str(delen.hostname), int(delen.port or 0))
    kop = f"POST {WEBHOOK} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n".encode()
    with contextlib.ExitStack() as stapel:
        lijnen = [
            stapel.enter_context(socket.create_connection(plek, 5)) for _ in range(TRAGE_CLIENTS)
        ]
        for nummer, lijn in enumerate(lijnen):
            lijn.sendall(kop if nummer % 2 else kop + b"\r\n{")
        tijden = []
        for beurt in range(10):
            begin = time.monotonic()
            assert teksten(_zeg(server, f"gewoon-{beurt}", "hallo"))
            tijden.append(time.monotonic() - begin)
            for lijn in lijnen:
                with contextlib.suppress(OSError):
                    lijn.sendall(b"x")
    print(f"\nTraag: {TRAGE_CLIENTS} open lijnen, langste gewone beurt {max(tijden):.2f} s")
    assert max(tijden) < HOOGUIT_SECONDEN
