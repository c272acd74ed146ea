"""Alleen een bericht van Teams, voor deze bot en uit deze organisatie, telt."""

from __future__ import annotations

import asyncio
import base64
import time

import jwt
import pytest

from bot.channels.botframework.adressen import is_toegestaan
from bot.channels.botframework.auth import Eisen, Geweigerd, toets
from bot.channels.botframework.sleutels import (
    NIET_VAKER_SECONDEN,
    VERS_SECONDEN,
    Sleutels,
    SleutelsNietBereikbaar,
)
from tests.bot.channels.botframework.nepteams import APP_ID, TENANT_ID, jwk, sleutelpaar


def _activiteit(nep, **anders):
    return {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": f"{nep.adres}/",
        "conversation": {"id": "a:1", "tenantId": TENANT_ID},
        "channelData": {"tenant": {"id": TENANT_ID}},
        **anders,
    }


def _uitkomst(nep, kop, activiteit=None, sleutels=None, lijst=None):
    eisen = Eisen(APP_ID, TENANT_ID, lijst or (nep.adres,))
    werk = toets(kop, activiteit or _activiteit(nep), eisen, sleutels or Sleutels(nep.openid_url))
    try:
        asyncio.run(werk)
    except Geweigerd as fout:
        return fout.status, fout.reden
    return 200, ""


def _bearer(nep, **anders):
    return f"Bearer {nep.teken(**anders)}"


def test_een_bericht_van_teams_mag_binnen(nep):
    assert _uitkomst(nep, _bearer(nep)) == (200, "")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://sts.windows.net/iemand/"},
        {"iss": None},
        {"aud": "een-andere-bot"},
        {"aud": [APP_ID, "een-andere-bot"]},
        {"aud": None},
        {"exp": None},
        {"exp": float("inf")},
        {"serviceurl": "https://kwaad.example/"},
        {"serviceurl": None},
    ],
    ids=str,
)
def test_een_token_dat_iets_mist_of_anders_zegt_telt_niet(nep, claims):
    assert _uitkomst(nep, _bearer(nep, **claims))[0] == 401


@pytest.mark.parametrize(
    ("claim", "verschil", "status"),
    [("exp", -120, 200), ("nbf", 120, 200), ("exp", -400, 401), ("nbf", 400, 401)],
)
def test_een_klok_mag_twee_minuten_schelen_en_geen_zes(nep, claim, verschil, status):
    tijd = int(time.time()) + verschil
    assert _uitkomst(nep, _bearer(nep, **{claim: tijd}))[0] == status


def test_een_token_met_een_ander_algoritme_telt_niet(nep):
    # De openbare sleutel als geheim van een HMAC: de oudste truc.
    hmac = jwt.encode({"aud": APP_ID}, jwk("a")["n"], "HS256", headers={"kid": "a"})
    kop = base64.urlsafe_b64encode(b'{"alg":"none","kid":"a"}').decode().rstrip("=")
    rs512 = jwt.encode({"aud": APP_ID}, sleutelpaar("a"), "RS512", headers={"kid": "a"})

    for token in (hmac, f"{kop}.e30.", f"{kop}.e30.e30", rs512):
        assert _uitkomst(nep, f"Bearer {token}")[0] == 401


@pytest.mark.parametrize(
    "kop",
    [None, "", "Bearer", "Bearer x", "Basic YTpi", "bearer a.b.c", "Bearer a.b.c", "x" * 9000],
)
def test_een_kop_die_geen_token_is_telt_niet(nep, kop):
    assert _uitkomst(nep, kop)[0] == 401


def test_een_token_zonder_naam_van_de_sleutel_telt_niet(nep):
    zonder = jwt.encode({"aud": APP_ID}, sleutelpaar("a"), "RS256")

    assert _uitkomst(nep, f"Bearer {zonder}") == (401, "ander_algoritme")


def test_een_sleutel_die_niet_voor_teams_mag_tekenen_telt_niet(nep):
    nep.sleutels = [jwk("a", kanalen=("webchat",))]
    assert _uitkomst(nep, _bearer(nep)) == (401, "sleutel_niet_voor_kanaal")

    nep.sleutels = [jwk("a", kanalen=())]
    assert _uitkomst(nep, _bearer(nep)) == (401, "sleutel_niet_voor_kanaal")


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"channelId": "webchat"}, "ander_kanaal"),
        ({"channelId": None}, "ander_kanaal"),
        ({"channelData": {"tenant": {"id": "vreemd"}}}, "andere_organisatie"),
        ({"conversation": {"id": "a:1", "tenantId": "vreemd"}}, "andere_organisatie"),
        ({"conversation": {"id": "a:1"}, "channelData": {}}, "andere_organisatie"),
        ({"conversation": None, "channelData": "x"}, "andere_organisatie"),
    ],
)
def test_een_ander_kanaal_of_een_andere_organisatie_mag_niet(nep, anders, reden):
    assert _uitkomst(nep, _bearer(nep), _activiteit(nep, **anders)) == (403, reden)


def test_een_adres_dat_niet_op_de_lijst_staat_mag_niet_ook_al_zegt_het_token_het(nep):
    kwaad = "https://kwaad.example/"

    uitkomst = _uitkomst(nep, _bearer(nep, serviceurl=kwaad), _activiteit(nep, serviceUrl=kwaad))

    assert uitkomst == (403, "serviceurl_niet_op_de_lijst")


@pytest.mark.parametrize(
    ("adres", "mag"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://smba.trafficmanager.net:443/emea/", True),
        ("https://SMBA.trafficmanager.net/emea/", True),
        ("http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net.kwaad.example/", False),
        ("https://kwaad.example/?https://smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net@kwaad.example/", False),
        ("https://naam@smba.trafficmanager.net/", False),
        ("https://kwaad.example\\@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net:444/", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_alleen_de_server_zelf_telt_als_toegestaan_adres(adres, mag):
    assert is_toegestaan(adres, ("https://smba.trafficmanager.net",)) is mag


class Klok:
    def __init__(self):
        self.nu = 1000.0

    def __call__(self):
        return self.nu


def _twee_keer(nep, klok, tussendoor):
    """De uitkomst voor en na wat er tussendoor gebeurt, met dezelfde sleutels."""

    async def alles():
        sleutels = Sleutels(nep.openid_url, klok)
        uitkomsten = []
        for sleutel in ("a", "b"):
            try:
                gevonden = await sleutels.zoek(sleutel)
                uitkomsten.append(gevonden is not None)
            except SleutelsNietBereikbaar:
                uitkomsten.append(None)
            tussendoor()
        return uitkomsten

    return asyncio.run(alles())


def test_een_nieuwe_sleutel_van_microsoft_wordt_opgehaald(nep):
    klok = Klok()

    def wissel():
        nep.sleutels = [jwk("b")]
        klok.nu += NIET_VAKER_SECONDEN

    assert _twee_keer(nep, klok, wissel) == [True, True]
    assert nep.sleutels_gehaald == 2


def test_verzonnen_sleutels_laten_ons_niet_steeds_ophalen(nep):
    async def alles():
        sleutels = Sleutels(nep.openid_url, Klok())
        return [await sleutels.zoek(f"verzonnen-{nr}") for nr in range(50)]

    assert asyncio.run(alles()) == [None] * 50
    assert nep.sleutels_gehaald == 1


def test_gelijktijdige_berichten_halen_de_sleutels_samen_op(nep):
    async def alles():
        sleutels = Sleutels(nep.openid_url)
        return await asyncio.gather(*(sleutels.zoek("a") for _ in range(20)))

    assert all(asyncio.run(alles()))
    assert nep.sleutels_gehaald == 1


def test_valt_microsoft_weg_dan_gelden_de_laatste_goede_sleutels(nep):
    klok = Klok()

    async def alles():
        sleutels = Sleutels(nep.openid_url, klok)
        await sleutels.zoek("a")
        nep.uitgever_stuk = True
        klok.nu += VERS_SECONDEN + 1
        return await sleutels.zoek("a")

    assert asyncio.run(alles()) is not None


def test_zonder_sleutels_is_het_niet_te_toetsen_en_telt_het_niet_als_vals(nep):
    nep.uitgever_stuk = True

    with pytest.raises(SleutelsNietBereikbaar):
        _uitkomst(nep, _bearer(nep))


@pytest.mark.parametrize(
    "rommel",
    [None, "x", {"kid": "a"}, {"kid": 1, "kty": "RSA"}, {"kid": "a", "kty": "RSA", "n": ""}],
)
def test_een_onleesbare_sleutel_houdt_een_goede_niet_tegen(nep, rommel):
    nep.sleutels = [rommel, jwk("a")]

    assert _uitkomst(nep, _bearer(nep)) == (200, "")
