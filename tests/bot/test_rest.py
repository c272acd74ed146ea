"""Het REST-kanaal door een echte webserver op loopback."""

from __future__ import annotations

import asyncio
import json
import uuid

import aiohttp
import pytest

from tests.bot.conftest import PER_AFZENDER
from tests.bot.praten import custom, knoppen, open_vraag, teksten
from tests.processen import luistert_op

pytestmark = pytest.mark.rasa

WEBHOOK = "/webhooks/rest/webhook"


def _afzender() -> str:
    return uuid.uuid4().hex


def _vraag(server, methode: str, pad: str, **anders):
    async def vraag():
        async with (
            aiohttp.ClientSession() as sessie,
            sessie.request(methode, server.adres + pad, **anders) as antwoord,
        ):
            return antwoord.status, await antwoord.text()

    return asyncio.run(vraag())


def _post(server, inhoud):
    body = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
    status, tekst = _vraag(server, "POST", WEBHOOK, data=body)
    return status, json.loads(tekst)


def _zeg(server, afzender: str, tekst: str):
    status, berichten = _post(server, {"sender": afzender, "message": tekst})
    assert status == 200, berichten
    return berichten


def test_de_server_meldt_zich_pas_klaar_als_hij_kan_antwoorden(server):
    status, inhoud = _vraag(server, "GET", "/webhooks/rest/")

    assert server.vooraf
    assert set(server.vooraf) <= {0, 503}
    assert (status, json.loads(inhoud)) == (200, {"status": "ok"})


def test_een_bericht_geeft_een_lijst_met_berichten_voor_de_afzender(server):
    afzender = _afzender()

    berichten = _zeg(server, afzender, "hallo")

    assert teksten(berichten)
    assert {bericht["recipient_id"] for bericht in berichten} == {afzender}
    assert "Casus toetsen" in knoppen(berichten)


@pytest.mark.parametrize(
    ("body", "waarover"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"a":' * 30_000 + b"1" + b"}" * 30_000, "JSON"),
        (b"[]", "object"),
        (b'"hallo"', "object"),
        (b"null", "object"),
        (b"{}", "sender"),
        (b'{"sender": null, "message": "hallo"}', "sender"),
        (b'{"sender": 7, "message": "hallo"}', "sender"),
        (b'{"sender": "  ", "message": "hallo"}', "sender"),
        (b'{"sender": "a\\u0000b", "message": "hallo"}', "sender"),
        (b'{"sender": "\\ud800", "message": "hallo"}', "sender"),
        (b'{"sender": "' + b"a" * 129 + b'", "message": "hallo"}', "sender"),
        (b'{"sender": "a"}', "message"),
        (b'{"sender": "a", "message": null}', "message"),
        (b'{"sender": "a", "message": 1e999}', "message"),
        (b'{"sender": "a", "message": ["hallo"]}', "message"),
        (b'{"sender": "a", "message": "keuze~\\udfff"}', "message"),
        (b'{"sender": "a", "message": "' + b"a" * 300_000 + b'"}', "groter"),
        (b'{"sender": "a", "message": "' + b"a" * 900_000 + b'"}', "groter"),
    ],
    ids=lambda waarde: repr(waarde)[:40],
)
def test_een_verzoek_dat_niet_klopt_geeft_een_nederlandse_zin(server, body, waarover):
    status, inhoud = _post(server, body)

    assert 400 <= status < 500
    assert list(inhoud) == ["fout"]
    assert waarover in inhoud["fout"]
    assert inhoud["fout"].endswith(".")


@pytest.mark.parametrize(
    "tekst", ["", "   ", "/restart", "😀", "a\x00b", "\u202e", "'; DROP TABLE --"]
)
def test_elke_tekst_krijgt_een_antwoord(server, tekst):
    assert teksten(_zeg(server, _afzender(), tekst))


@pytest.mark.parametrize("tekst", ["restart", "session_start", 'bevestig{"antwoord": "ja"}'])
def test_een_getypte_opdracht_van_rasa_doet_niets_anders_dan_dezelfde_gewone_tekst(server, tekst):
    begin = "Ik wil een adviesvraag indienen"
    gewoon, opdracht = _afzender(), _afzender()
    assert _zeg(server, gewoon, begin)
    assert _zeg(server, opdracht, begin)

    antwoord = teksten(_zeg(server, opdracht, f"/{tekst}"))

    assert antwoord
    assert antwoord == teksten(_zeg(server, gewoon, tekst))


def test_te_veel_berichten_van_een_afzender_geeft_een_zin_en_anderen_merken_niets(server):
    afzender = _afzender()
    # Een te lang bericht telt mee en kost geen beurt; zo loopt de emmer intussen niet bij.
    te_lang = "a" * 2_100

    async def overspoel():
        async with aiohttp.ClientSession() as sessie:
            return [
                await _plaats(sessie, server, afzender, te_lang) for _ in range(2 * PER_AFZENDER)
            ]

    uitkomsten = asyncio.run(overspoel())

    assert [status for status, _ in uitkomsten[:PER_AFZENDER]] == [200] * PER_AFZENDER
    assert uitkomsten[-1] == (429, {"fout": "Te veel berichten in dit gesprek. Wacht een minuut."})
    assert teksten(_zeg(server, _afzender(), "hallo"))


def test_bij_gevaar_noemt_het_eerste_bericht_112_ook_met_persoonsgegevens_erbij(server):
    berichten = _zeg(
        server, _afzender(), "Jan de Vries staat nu met een mes voor de deur, bsn 123456782"
    )

    assert "112" in teksten(berichten)[0]
    assert custom(berichten, "acuut")[0]["nummers"] == ["112"]
    assert "BSN" in custom(berichten, "privacy")[0]["gevonden"]


def test_persoonsgegevens_staan_nergens_in_wat_de_server_bewaart_of_logt(server):
    afzender = _afzender()
    geheim = "piet.klaassen@gmail.com"

    berichten = _zeg(server, afzender, f"Mijn cliënt mailt vanaf {geheim} over schulden in Haarlem")

    assert custom(berichten, "privacy") == [{"soort": "privacy", "gevonden": ["EMAIL"]}]
    bestanden = [*(server.uitvoer.parent / "data").rglob("*"), server.uitvoer]
    inhoud = b"".join(pad.read_bytes() for pad in bestanden if pad.is_file())
    assert afzender.encode() in inhoud
    assert geheim.encode() not in inhoud


def test_twee_gesprekken_door_elkaar_houden_elk_hun_eigen_vraag(server):
    een, twee = _afzender(), _afzender()
    _zeg(server, een, "Ik wil een adviesvraag indienen")
    _zeg(server, twee, "Ik wil een casus toetsen")

    klik = open_vraag(_zeg(server, een, "uitleg"))["opties"][0]["payload"]
    vreemd = _zeg(server, twee, klik)
    eigen = _zeg(server, een, klik)

    assert open_vraag(eigen)["vragenlijst"] == "adviesvraag"
    assert open_vraag(eigen)["id"] == "samenvatting"
    assert open_vraag(vreemd)["vragenlijst"] == "triage"


def test_twintig_gesprekken_tegelijk_krijgen_elk_hun_eigen_antwoord(server):
    async def gesprek(sessie, nummer: int):
        afzender = _afzender()
        lijst = "adviesvraag" if nummer % 2 else "triage"
        begin = "Ik wil een adviesvraag indienen" if nummer % 2 else "Ik wil een casus toetsen"
        for tekst in (begin, "uitleg"):
            status, berichten = await _plaats(sessie, server, afzender, tekst)
            assert status == 200
            assert open_vraag(berichten)["vragenlijst"] == lijst
            assert {bericht["recipient_id"] for bericht in berichten} == {afzender}
        return afzender

    async def alle():
        async with aiohttp.ClientSession() as sessie:
            return await asyncio.gather(*(gesprek(sessie, nummer) for nummer in range(20)))

    assert len(set(asyncio.run(alle()))) == 20


@pytest.mark.parametrize(
    ("methode", "pad"),
    [
        ("GET", "/model"),
        ("PUT", "/model"),
        ("GET", "/conversations/a/tracker"),
        ("POST", "/conversations/a/execute"),
        ("POST", "/model/parse"),
        ("GET", "/domain"),
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/webhooks/callback/"),
        ("GET", "/webhooks/rest/onbekend"),
    ],
)
def test_de_beheeradressen_van_rasa_bestaan_niet(server, methode, pad):
    status, inhoud = _vraag(server, methode, pad)

    assert (status, json.loads(inhoud)) == (404, {"fout": "Dit adres bestaat niet."})


@pytest.mark.parametrize("methode", ["GET", "PUT", "DELETE"])
def test_een_verkeerde_methode_geeft_een_zin(server, methode):
    status, inhoud = _vraag(server, methode, WEBHOOK)

    assert status == 405
    assert json.loads(inhoud)["fout"].endswith(".")


def test_de_server_luistert_alleen_op_loopback(server):
    assert luistert_op(server.proces.pid) == {"127.0.0.1"}


def test_de_server_meldt_niets_aan_de_maker_van_rasa(server):
    # Rasa schrijft zijn telemetrie-instelling in de thuismap zodra die aan staat.
    assert [pad.name for pad in server.thuis.rglob("*") if "rasa" in str(pad.name).lower()] == []


async def _plaats(sessie, server, afzender: str, tekst: str):
    inhoud = {"sender": afzender, "message": tekst}
    async with sessie.post(server.adres + WEBHOOK, json=inhoud) as antwoord:
        return antwoord.status, await antwoord.json()
