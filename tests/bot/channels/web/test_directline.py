"""Het protocol van docs/web-kanaal.md, tegen de echte webserver op loopback."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest

from bot.channels.web.tokens import Tokens
from tests.bot.channels.web.client import BASIS, Gesprek, objecten, vraag
from tests.bot.conftest import AANMELDSLEUTEL, GASTPAGINA, PER_AFZENDER
from tests.processen import SLEUTEL

pytestmark = pytest.mark.rasa

ANDERE_SLEUTEL = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


@pytest.fixture
def gesprek(server):
    return Gesprek.begin(server.adres)


def _teksten(activiteiten):
    return [activiteit["text"] for activiteit in activiteiten]


def test_een_gesprek_beginnen_geeft_201_en_nog_eens_200(server):
    token = vraag(server.adres, "POST", f"{BASIS}/tokens/generate")
    gesprek = Gesprek(server.adres, token.json["token"], token.json["conversationId"])

    eerste = gesprek.doe("POST", f"{BASIS}/conversations")
    tweede = gesprek.doe("POST", f"{BASIS}/conversations", {"user": {"id": "ander"}})

    assert (eerste.status, tweede.status) == (201, 200)
    assert {**token.json, **eerste.json}.keys() == {"conversationId", "token", "expires_in"}
    assert eerste.json["conversationId"] == tweede.json["conversationId"] == gesprek.id
    assert eerste.json["expires_in"] == 7200
    assert re.fullmatch(r"web-[\w-]{22}", gesprek.id)


def test_een_bericht_krijgt_meteen_een_id_en_daarna_antwoord_met_knoppen(gesprek):
    antwoorden = gesprek.zeg("hallo")

    assert all(a["type"] == "message" and a["from"]["role"] == "bot" for a in antwoorden)
    assert {a["replyToId"] for a in antwoorden} == {f"{gesprek.id}|0000001"}
    titels = [k["title"] for k in antwoorden[-1]["suggestedActions"]["actions"]]
    assert "Casus toetsen" in titels
    assert [a["channelData"]["wegwijzer"]["laatste"] for a in antwoorden][-1] is True
    assert not any(a["channelData"]["wegwijzer"]["fout"] for a in antwoorden)


def test_een_klik_geeft_het_antwoord_en_de_geschiedenis_toont_de_titel_van_de_knop(gesprek):
    knop = gesprek.zeg("Ik wil een casus toetsen")[-1]["suggestedActions"]["actions"][0]

    na = gesprek.zeg("dit las de gebruiker niet", value=knop["value"])

    assert objecten(na, "vraag")[-1]["id"] != "casus"
    eigen = [a["text"] for a in gesprek.lees() if a["from"]["role"] == "user"]
    assert eigen == ["Ik wil een casus toetsen", knop["title"]]


@pytest.mark.parametrize("manier", ["als tekst", "als object", "zonder tekst"])
def test_een_payload_telt_op_elke_manier_die_een_client_kent(gesprek, manier):
    optie = objecten(gesprek.zeg("Ik wil een casus toetsen"), "vraag")[-1]["opties"][0]
    payload = optie["payload"]
    inhoud = {
        "als tekst": {"text": payload},
        "als object": {"text": "", "value": {"payload": payload}},
        "zonder tekst": {"value": payload},
    }[manier]

    gestuurd = gesprek.doe("POST", f"{gesprek.pad}/activities", {"type": "message", **inhoud})

    na = gesprek.antwoorden(gestuurd.json["id"])
    assert objecten(na, "vraag")[-1]["id"] != "casus"
    eigen = [a["text"] for a in gesprek.lees() if a["from"]["role"] == "user"]
    assert eigen[-1] == optie["titel"]


def test_een_knop_van_een_ander_gesprek_is_gewone_tekst(server, gesprek):
    ander = Gesprek.begin(server.adres)
    vreemd = objecten(ander.zeg("Ik wil een casus toetsen"), "vraag")[-1]["opties"][0]["payload"]
    gesprek.zeg("Ik wil een casus toetsen")

    na = gesprek.zeg("klik", value=vreemd)

    assert objecten(na, "vraag")[-1]["id"] == "casus"


def test_hetzelfde_nummer_nog_eens_sturen_doet_niets_dubbel(gesprek):
    keren = [gesprek.stuur("hallo", "nummer-1") for _ in range(3)]
    with ThreadPoolExecutor(8) as draden:
        keren += draden.map(lambda _: gesprek.stuur("hallo", "nummer-1"), range(4))

    assert {(k.status, k.json["id"]) for k in keren} == {(200, f"{gesprek.id}|0000001")}
    gesprek.antwoorden(f"{gesprek.id}|0000001")
    alle = gesprek.lees()
    assert [a["from"]["role"] for a in alle].count("user") == 1
    assert alle[0]["channelData"] == {"clientActivityID": "nummer-1"}
    assert {a["replyToId"] for a in alle[1:]} == {f"{gesprek.id}|0000001"}


def test_het_watermark_geeft_alleen_wat_nieuwer_is(gesprek):
    gesprek.zeg("hallo")
    tussen = gesprek.watermark
    gesprek.zeg("Ik wil een casus toetsen")

    alle = gesprek.lees()
    nieuw = gesprek.lees(tussen)

    assert int(tussen) == len(alle) - len(nieuw)
    assert nieuw == alle[int(tussen) :]
    assert gesprek.lees(gesprek.watermark) == []
    assert [a["id"] for a in alle] == [f"{gesprek.id}|{n:07d}" for n in range(1, len(alle) + 1)]


def test_lang_vragen_wacht_tot_er_iets_is_en_anders_tot_de_tijd_om_is(gesprek):
    begin = time.monotonic()
    assert gesprek.lees(wacht=1) == []
    duur = time.monotonic() - begin
    with ThreadPoolExecutor(1) as draad:
        wachtend = draad.submit(gesprek.lees, "", 20)
        time.sleep(0.2)
        gesprek.stuur("hallo")
        eerste = wachtend.result()

    assert 0.9 < duur < 10
    assert eerste[0]["text"] == "hallo"


def test_berichten_vlak_na_elkaar_worden_op_volgorde_beantwoord(gesprek):
    nummers = [gesprek.stuur(t).json["id"] for t in ("hallo", "Ik wil een casus toetsen", "stop")]

    laatste = gesprek.antwoorden(nummers[-1])

    antwoorden = [a for a in gesprek.lees() if "replyToId" in a]
    assert [groep for groep, _ in itertools.groupby(a["replyToId"] for a in antwoorden)] == nummers
    assert laatste


def test_de_stroom_geeft_de_geschiedenis_en_wat_erbij_komt(gesprek):
    gesprek.zeg("hallo")
    vooraf = gesprek.lees()

    with gesprek.stroom() as stroom:
        eerste = [next(stroom) for _ in vooraf]
        gesprek.stuur("Ik wil een casus toetsen")
        volgende = next(stroom)

    assert [g.data for g in eerste] == vooraf
    assert [g.id for g in eerste] == [str(n) for n in range(1, len(vooraf) + 1)]
    assert {g.soort for g in eerste} == {"activiteit"}
    assert volgende.data["text"] == "Ik wil een casus toetsen"


def test_de_stroom_gaat_verder_na_last_event_id(gesprek):
    gesprek.zeg("hallo")
    tot = gesprek.watermark
    gesprek.stuur("Ik wil een casus toetsen")

    with gesprek.stroom(Last_Event_ID=tot) as stroom:
        volgende = next(stroom)

    assert volgende.id == str(int(tot) + 1)
    assert volgende.data["text"] == "Ik wil een casus toetsen"


def test_wissen_haalt_alles_weg_en_sluit_de_stroom(server, gesprek):
    gesprek.zeg("Ik wil een casus toetsen in Haarlem")
    assert _tel(server, "gesprekken.db", "events WHERE sender_id = ?", gesprek.id) > 0
    with gesprek.stroom() as stroom:
        next(stroom)
        gewist = gesprek.doe("DELETE", gesprek.pad)
        einde = [g for g in stroom if g.soort == "einde"]

    assert gewist.status == 204
    assert [g.data for g in einde] == [{"reden": "gesprek"}]
    assert _rijen(server, gesprek.id) == []
    assert _tel(server, "gesprekken.db", "events WHERE sender_id = ?", gesprek.id) == 0
    for antwoord in (
        gesprek.doe("GET", f"{gesprek.pad}/activities"),
        gesprek.doe("GET", f"{gesprek.pad}/stream"),
        gesprek.doe("GET", gesprek.pad),
        gesprek.doe("POST", f"{BASIS}/tokens/refresh"),
        gesprek.stuur("hallo"),
    ):
        assert (antwoord.status, antwoord.code) == (404, "NotFound")


def test_een_verlengd_token_en_weer_aansluiten_houden_het_gesprek(gesprek):
    gesprek.zeg("hallo")
    for methode, pad in (("POST", f"{BASIS}/tokens/refresh"), ("GET", gesprek.pad)):
        nieuw = gesprek.doe(methode, pad)
        assert nieuw.status == 200
        assert nieuw.json["conversationId"] == gesprek.id
        assert Gesprek(gesprek.adres, nieuw.json["token"], gesprek.id).lees() == gesprek.lees()


def _vreemde_tokens(gesprek):
    nu = time.time()
    inhoud = jwt.decode(gesprek.token, options={"verify_signature": False})
    kop = jwt.get_unverified_header(gesprek.token)
    midden, handtekening = gesprek.token.rsplit(".", 1)
    return {
        "geen": "",
        "onzin": "onzin",
        "lang": "a." * 2_000,
        "handtekening": f"{midden}.{'A' * len(handtekening)}",
        "zonder handtekening": jwt.encode(inhoud, "", "none", headers={"kid": kop["kid"]}),
        "andere sleutel": Tokens([ANDERE_SLEUTEL], 60).geef(gesprek.id),
        "sleutel van het programma": jwt.encode(inhoud, SLEUTEL, "HS256", headers=kop),
        "verlopen": Tokens([SLEUTEL], 60, lambda: nu - 3601).geef(gesprek.id),
        "uit de toekomst": Tokens([SLEUTEL], 60, lambda: nu + 3600).geef(gesprek.id),
    }


@pytest.mark.parametrize(
    "soort",
    [
        "geen",
        "onzin",
        "lang",
        "handtekening",
        "zonder handtekening",
        "andere sleutel",
        "sleutel van het programma",
        "verlopen",
        "uit de toekomst",
    ],
)
def test_zonder_geldig_token_kan_er_niets(gesprek, soort):
    gesprek.zeg("hallo")
    echt, gesprek.token = gesprek.token, _vreemde_tokens(gesprek)[soort]

    antwoorden = [
        gesprek.doe("GET", f"{gesprek.pad}/activities"),
        gesprek.doe("GET", f"{gesprek.pad}/stream"),
        gesprek.doe("GET", gesprek.pad),
        gesprek.doe("DELETE", gesprek.pad),
        gesprek.doe("POST", f"{BASIS}/tokens/refresh"),
        gesprek.doe("POST", f"{BASIS}/conversations"),
        gesprek.stuur("hallo"),
    ]

    assert {(a.status, a.code) for a in antwoorden} == {(401, "Unauthorized")}
    gesprek.token = echt
    assert [a["from"]["role"] for a in gesprek.lees()].count("user") == 1


def test_met_een_token_is_een_ander_gesprek_niet_te_lezen_of_te_wissen(server, gesprek):
    ander = Gesprek.begin(server.adres)
    ander.zeg("hallo")
    gesprek.id = ander.id

    antwoorden = [
        gesprek.doe("GET", f"{gesprek.pad}/activities"),
        gesprek.doe("GET", f"{gesprek.pad}/stream"),
        gesprek.doe("GET", gesprek.pad),
        gesprek.doe("DELETE", gesprek.pad),
        gesprek.stuur("hallo"),
    ]

    assert {(a.status, a.code) for a in antwoorden} == {(403, "Forbidden")}
    assert [a["text"] for a in ander.lees() if a["from"]["role"] == "user"] == ["hallo"]


def test_de_afzender_in_het_bericht_telt_niet(server, gesprek):
    gesprek.zeg(
        "hallo", **{"from": {"id": "beheerder", "role": "bot"}, "conversation": {"id": "x"}}
    )

    assert gesprek.lees()[0]["from"] == {"id": "gebruiker", "role": "user"}


def test_persoonsgegevens_staan_niet_in_de_geschiedenis_van_de_database(server, gesprek):
    kanarie = ["piet.klaassen@gmail.com", "123456782", "Klaassen", "Dorpsstraat 12"]

    antwoorden = gesprek.zeg(
        f"Piet {kanarie[2]}, bsn {kanarie[1]}, {kanarie[3]}, mailt vanaf {kanarie[0]} over schulden"
        " in Haarlem; ik ben ambtenaar@haarlem.nl"
    )

    assert {"NAAM", "BSN", "EMAIL"} <= set(objecten(antwoorden, "privacy")[0]["gevonden"])
    rijen = _rijen(server, gesprek.id)
    assert any("schulden in Haarlem" in rij for rij in rijen)
    assert not [stuk for stuk in kanarie for rij in rijen if stuk in rij]
    assert not [rij for rij in rijen if "werkmail:" in rij or "ambtenaar@" in rij]
    bestanden = [*(server.uitvoer.parent / "data").rglob("*"), server.uitvoer]
    inhoud = b"".join(pad.read_bytes() for pad in bestanden if pad.is_file())
    assert not [stuk for stuk in kanarie if stuk.encode() in inhoud]


def test_bij_gevaar_noemt_het_eerste_antwoord_112_ook_in_een_veel_te_lang_bericht(gesprek):
    antwoorden = gesprek.zeg("x " * 10_000 + "hij staat nu met een mes voor de deur")

    assert "112" in antwoorden[0]["text"]
    assert objecten(antwoorden, "acuut")[0]["nummers"] == ["112"]
    kaart = antwoorden[0]["attachments"][0]["content"]
    assert kaart["body"][0]["actions"][0]["url"] == "tel:112"


def test_een_te_lang_bericht_krijgt_een_zin_en_wordt_niet_bewaard(server, gesprek):
    antwoorden = gesprek.zeg("kanarie " * 300)

    assert "te lang" in antwoorden[0]["text"]
    assert not [rij for rij in _rijen(server, gesprek.id) if "kanarie" in rij]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 30_000,
        b"[]",
        b'"hallo"',
        b'{"type": "invoke", "text": "hallo"}',
        b'{"type": ["message"], "text": "hallo"}',
        b'{"type": "message"}',
        b'{"type": "message", "text": 7}',
        b'{"type": "message", "text": "\\ud800"}',
        b'{"type": "message", "text": "", "value": {"anders": 1}, "attachments": [{"a": 1}]}',
        b'{"type": "message", "text": "a", "attachments": [{"contentUrl": "x"}]}',
        b'{"type": "message", "text": "a", "channelData": {"clientActivityID": ""}}',
        b'{"type": "message", "text": "a", "channelData": {"clientActivityID": 7}}',
        b'{"type": "message", "text": "a", "id": "a\\u0000b"}',
        b'{"type": "message", "text": "a", "id": "' + b"a" * 101 + b'"}',
    ],
    ids=lambda body: repr(body)[:50],
)
def test_een_bericht_dat_niet_klopt_geeft_een_nederlandse_zin_en_telt_niet(gesprek, body):
    antwoord = gesprek.doe("POST", f"{gesprek.pad}/activities", body)

    assert (antwoord.status, antwoord.code) == (400, "BadArgument")
    assert antwoord.json["error"]["message"].endswith(".")
    assert gesprek.lees() == []


@pytest.mark.parametrize("soort", ["typing", "event"])
def test_een_seintje_van_de_client_wordt_aangenomen_en_genegeerd(gesprek, soort):
    antwoord = gesprek.doe("POST", f"{gesprek.pad}/activities", {"type": soort, "name": "x"})

    assert antwoord.status == 200
    assert gesprek.lees() == []


@pytest.mark.parametrize("watermark", ["-1", "abc", "1e3", "٣", "9" * 10])
def test_een_watermark_dat_geen_getal_is_wordt_geweigerd(gesprek, watermark):
    pad = f"{gesprek.pad}/activities?watermark=" + "".join(f"%{b:02X}" for b in watermark.encode())

    assert gesprek.doe("GET", pad).code == "BadArgument"


def test_te_veel_berichten_in_een_gesprek_geeft_429_en_anderen_merken_niets(server, gesprek):
    antwoorden = [gesprek.stuur("hallo", "zelfde") for _ in range(PER_AFZENDER + 2)]

    assert [a.status for a in antwoorden[:PER_AFZENDER]] == [200] * PER_AFZENDER
    assert (antwoorden[-1].status, antwoorden[-1].code) == (429, "TooManyRequests")
    assert int(antwoorden[-1].koppen["retry-after"]) >= 1
    assert "112" in antwoorden[-1].json["error"]["message"]
    assert Gesprek.begin(server.adres).zeg("hallo")


def test_meer_dan_zes_keer_tegelijk_luisteren_in_een_gesprek_geeft_429(gesprek):
    stromen = [gesprek.stroom() for _ in range(6)]
    for stroom in stromen:
        stroom.__enter__()
    try:
        vol = gesprek.doe("GET", f"{gesprek.pad}/stream")
    finally:
        for stroom in stromen:
            stroom.__exit__(None, None, None)

    assert (vol.status, vol.code) == (429, "TooManyRequests")


@pytest.mark.parametrize("chunked", [False, True])
def test_een_te_groot_verzoek_wordt_geweigerd(gesprek, chunked):
    body = b'{"type": "message", "text": "' + b"a" * 70_000 + b'"}'
    inhoud = (body[i : i + 1000] for i in range(0, len(body), 1000)) if chunked else body
    koppen = {"Transfer_Encoding": "chunked"} if chunked else {}
    if chunked:
        inhoud = b"".join(b"%x\r\n%s\r\n" % (len(stuk), stuk) for stuk in inhoud) + b"0\r\n\r\n"

    antwoord = gesprek.doe("POST", f"{gesprek.pad}/activities", inhoud, **koppen)

    assert (antwoord.status, antwoord.code) == (413, "MessageSizeTooBig")
    assert gesprek.lees() == []


def test_wie_twintig_mb_stuurt_krijgt_het_antwoord_en_geen_verbroken_verbinding(gesprek):
    antwoorden = [
        gesprek.doe("POST", f"{gesprek.pad}/activities", b"a" * 20_000_000) for _ in range(3)
    ]

    assert {(a.status, a.koppen["connection"]) for a in antwoorden} == {(413, "close")}


def test_een_toegestane_gastpagina_mag_praten_en_leest_het_antwoord(server):
    gesprek = Gesprek.begin(server.adres, Origin=GASTPAGINA)
    vooraf = vraag(
        server.adres,
        "OPTIONS",
        f"{gesprek.pad}/activities",
        Origin=GASTPAGINA,
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="authorization,content-type",
    )
    stroom = gesprek.doe("GET", f"{gesprek.pad}/activities", Origin=GASTPAGINA)

    assert vooraf.status == 204
    assert "POST" in vooraf.koppen["access-control-allow-methods"]
    assert "authorization" in vooraf.koppen["access-control-allow-headers"].lower()
    for antwoord in (vooraf, stroom):
        assert antwoord.koppen["access-control-allow-origin"] == GASTPAGINA
        assert "origin" in antwoord.koppen["vary"].lower()
        assert "access-control-allow-credentials" not in antwoord.koppen
        assert "set-cookie" not in antwoord.koppen


def test_een_fout_en_de_stroom_zijn_voor_een_gastpagina_ook_leesbaar(server):
    gesprek = Gesprek.begin(server.adres)
    fout = vraag(server.adres, "POST", f"{BASIS}/conversations", Origin=GASTPAGINA)
    with gesprek.stroom(Origin=GASTPAGINA):
        pass

    assert fout.status == 401
    assert fout.koppen["access-control-allow-origin"] == GASTPAGINA


@pytest.mark.parametrize(
    "herkomst",
    [
        "https://kwaad.nl",
        "null",
        f"{GASTPAGINA}.kwaad.nl",
        "http://intranet.voorbeeld.nl",
        "http://[",
    ],
)
@pytest.mark.parametrize("methode", ["POST", "OPTIONS"])
def test_een_andere_herkomst_wordt_geweigerd_zonder_cors(server, herkomst, methode):
    antwoord = vraag(server.adres, methode, f"{BASIS}/tokens/generate", Origin=herkomst)

    assert (antwoord.status, antwoord.code) == (403, "Forbidden")
    assert "access-control-allow-origin" not in antwoord.koppen


def test_hetzelfde_adres_mag_altijd(server):
    antwoord = vraag(server.adres, "POST", f"{BASIS}/tokens/generate", Origin=server.adres)

    assert antwoord.status == 200
    assert antwoord.koppen["access-control-allow-origin"] == server.adres


def test_een_aanmeldbewijs_van_het_intranet_komt_alleen_onherkenbaar_in_het_token(server):
    nu = int(time.time())
    bewijs = {"aud": "wegwijzer-web", "sub": "medewerker-4711", "iat": nu, "exp": nu + 300}

    goed = vraag(
        server.adres,
        "POST",
        f"{BASIS}/tokens/generate",
        Authorization=f"Bearer {jwt.encode(bewijs, AANMELDSLEUTEL, 'HS256')}",
    )
    fout = vraag(
        server.adres,
        "POST",
        f"{BASIS}/tokens/generate",
        Authorization=f"Bearer {jwt.encode(bewijs, AANMELDSLEUTEL + 'x', 'HS256')}",
    )

    inhoud = jwt.decode(goed.json["token"], options={"verify_signature": False})
    assert inhoud["wie"]
    assert "4711" not in json.dumps(inhoud)
    assert (fout.status, fout.code) == (401, "Unauthorized")


def test_elk_antwoord_heeft_beveiligingskoppen_en_geen_cookie(server, gesprek):
    for pad in ("/webhooks/web/", "/webhooks/rest/", "/onbekend", f"{gesprek.pad}/activities"):
        koppen = gesprek.doe("GET", pad).koppen
        assert koppen["x-content-type-options"] == "nosniff"
        assert koppen["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in koppen["content-security-policy"]
        assert "set-cookie" not in koppen


def test_een_proces_dat_een_gesprek_nooit_zag_gaat_ermee_verder(server, teams):
    # De server van Teams heeft dezelfde gegevens en verder niets van dit gesprek, zoals een proces
    # na een herstart.
    _, ander = teams
    een = Gesprek.begin(server.adres)
    een.zeg("Ik wil een casus toetsen")
    twee = Gesprek(ander, een.token, een.id)
    assert twee.lees() == een.lees()
    with een.stroom(Last_Event_ID=een.watermark) as stroom:
        na = twee.zeg("Een man in Haarlem bedreigt zijn buren en heeft schulden")
        gezien = [next(stroom) for _ in range(len(na) + 1)]

    assert objecten(na, "vraag"), "het tweede proces kent de open vraag"
    assert [g.data for g in gezien][1:] == na
    assert een.lees()[-len(na) :] == na


def _tel(server, bestand: str, waar: str, gesprek: str) -> int:
    database = sqlite3.connect(server.uitvoer.parent / "data" / bestand)
    try:
        vraag_ = f"SELECT count(*) FROM {waar}"  # noqa: S608 - eigen tekst
        return int(database.execute(vraag_, (gesprek,)).fetchone()[0])
    finally:
        database.close()


def _rijen(server, gesprek: str) -> list[str]:
    database = sqlite3.connect(server.uitvoer.parent / "data" / "web.db")
    try:
        rijen = database.execute(
            "SELECT inhoud FROM web_activiteit WHERE gesprek = ? ORDER BY nr", (gesprek,)
        ).fetchall()
    finally:
        database.close()
    return [rij for (rij,) in rijen]
