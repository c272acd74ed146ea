"""Ons oordeel over tokens naast dat van Microsofts botframework-connector, over verzonnen tokens.

Wat Microsoft weigert, nemen wij nooit aan. Andersom mag: wij eisen meer (`exp`, de organisatie, het
adres op de lijst, een sleutel die voor Teams mag tekenen).
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import time
from collections import Counter
from pathlib import Path

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.botframework.auth import Eisen, Geweigerd, toets
from bot.channels.botframework.sleutels import Sleutels
from tests.bot.channels.botframework.nepteams import (
    APP_ID,
    TENANT_ID,
    UITGEVER,
    jwk,
    nepteams,
    sleutelpaar,
)

pytestmark = pytest.mark.zwaar

WORTEL = Path(__file__).parents[2]
PYTHON = WORTEL / "build" / "orakel" / "bin" / "python"
ORAKEL = WORTEL / "tests" / "bot" / "channels" / "botframework" / "orakel.py"
TOKENS = 10_000 if os.environ.get("HEAVY") == "full" else 1_000
WEG = "weg"
WISSEL = "wissel"
RAND = (-86_400, -900, -330, -270, -60, 0, 60, 270, 330, 900, 86_400)


@pytest.fixture(scope="module")
def nep():
    with nepteams() as draait:
        draait.sleutels = [
            jwk("a"),
            jwk("b", kanalen=("webchat", "msteams")),
            jwk("c", kanalen=("webchat",)),
            jwk("d", kanalen=()),
        ]
        yield draait


@pytest.fixture(scope="module")
def orakel():
    if not PYTHON.exists():
        pytest.skip("de omgeving met botframework-connector is er niet; zie .ci/orakel.sh")
    proces = subprocess.Popen(
        [str(PYTHON), str(ORAKEL)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield proces
    proces.stdin.close()
    proces.wait(20)


def _waarden(goed, *anders):
    """Meestal de goede waarde, zodat ook tokens ontstaan die op één ding na kloppen."""
    return st.sampled_from([goed] * 10 + [WISSEL]).flatmap(
        lambda keuze: st.sampled_from(anders) if keuze == WISSEL else st.just(goed)
    )


@st.composite
def gevallen(draw):
    """Een token, en het bericht waar het bij komt."""
    ander = "https://kwaad.example/"
    moment = st.sampled_from(RAND) | st.integers(-1000, 1000)
    # Meestal ruim geldig: anders strandt bijna elk token op de tijd en is de rest niet getoetst.
    tijden = st.sampled_from(["ruim"] * 6 + [WISSEL]).flatmap(
        lambda keuze: (
            moment | st.sampled_from([WEG, "x", 1e400]) if keuze == WISSEL else st.just(keuze)
        )
    )
    return {
        "iss": draw(_waarden(UITGEVER, WEG, "", f"{UITGEVER}/", [UITGEVER], 7, "https://api.x")),
        "aud": draw(_waarden(APP_ID, WEG, "", APP_ID.upper(), [APP_ID], [APP_ID, "x"], "x", 7)),
        "serviceurl": draw(_waarden("eigen", WEG, "", ander, "zonder_streep", 7)),
        "exp": draw(tijden),
        "nbf": draw(tijden),
        "iat": draw(tijden),
        "body_url": draw(_waarden("eigen", "", ander, "zonder_streep")),
        "kanaal": draw(_waarden("msteams", "webchat", "", "MSTEAMS", "emulator")),
        "tekent": draw(_waarden("a", "b", "c", "d", "vals")),
        "kid": draw(_waarden("zelfde", "a", "c", "onbekend", WEG, 7, "")),
        "alg": draw(_waarden("RS256", "RS384", "RS512", "HS256", "PS256", "none", "rs256")),
        "schema": draw(_waarden("Bearer ", "bearer ", "Bearer", "Basic ", "Bearer  ", "")),
        "plek": draw(_waarden(None, *range(0, 1500, 7))),
    }


def _token(geval, adres: str) -> str:
    nu = int(time.time())
    ruim = {"exp": 3600, "nbf": -60, "iat": -60}
    claims = {}
    for naam in ("iss", "aud", "serviceurl", "exp", "nbf", "iat"):
        waarde = geval[naam]
        if waarde == "ruim":
            waarde = nu + ruim[naam]
        elif naam in ruim and isinstance(waarde, int):
            waarde += nu
        if waarde != WEG:
            claims[naam] = {"eigen": f"{adres}/", "zonder_streep": adres}.get(str(waarde), waarde)
    koppen = {"typ": "JWT", "alg": geval["alg"]}
    kid = geval["tekent"] if geval["kid"] == "zelfde" else geval["kid"]
    if kid != WEG:
        koppen["kid"] = kid
    deel = f"{_b64(koppen)}.{_b64(claims)}"
    algoritme = geval["alg"] if geval["alg"] in {"RS384", "RS512", "PS256"} else "RS256"
    if geval["alg"] == "none":
        return f"{deel}."
    if geval["alg"] == "HS256":
        sleutel = jwt.get_algorithm_by_name("HS256").prepare_key(jwk("a")["n"])
        ruw = jwt.get_algorithm_by_name("HS256").sign(deel.encode(), sleutel)
    else:
        ruw = jwt.get_algorithm_by_name(algoritme).sign(deel.encode(), sleutelpaar(geval["tekent"]))
    return f"{deel}.{base64.urlsafe_b64encode(ruw).decode().rstrip('=')}"


def _b64(inhoud) -> str:
    return base64.urlsafe_b64encode(json.dumps(inhoud).encode()).decode().rstrip("=")


def _kop(geval, adres: str) -> str:
    token = _token(geval, adres)
    if geval["plek"] is not None:
        plek = geval["plek"] % len(token)
        token = token[:plek] + ("A" if token[plek] != "A" else "B") + token[plek + 1 :]
    return geval["schema"] + token


def test_wat_microsoft_weigert_nemen_wij_nooit_aan(nep, orakel, capsys):
    geteld: Counter[tuple[bool, bool]] = Counter()
    sleutels = Sleutels(nep.openid_url)

    async def ons(kop, activiteit):
        try:
            await toets(kop, activiteit, Eisen(APP_ID, TENANT_ID, (nep.adres,)), sleutels)
        except Geweigerd:
            return False
        return True

    lus = asyncio.new_event_loop()

    @settings(
        max_examples=TOKENS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(gevallen())
    def vergelijk(geval):
        url = {"eigen": f"{nep.adres}/", "zonder_streep": nep.adres}.get(
            geval["body_url"], geval["body_url"]
        )
        kop = _kop(geval, nep.adres)
        activiteit = {
            "channelId": geval["kanaal"],
            "serviceUrl": url,
            "channelData": {"tenant": {"id": TENANT_ID}},
        }
        een = {"kop": kop, "service_url": url, "channel_id": geval["kanaal"]}
        opdracht = {"openid": nep.openid_url, "app_id": APP_ID, "gevallen": [een]}
        orakel.stdin.write(json.dumps(opdracht) + "\n")
        orakel.stdin.flush()
        (microsoft,) = json.loads(orakel.stdout.readline())
        wij = lus.run_until_complete(ons(kop, activiteit))
        geteld[wij, microsoft] += 1
        assert microsoft or not wij, geval

    try:
        vergelijk()
    finally:
        lus.close()
    with capsys.disabled():
        print(
            f"\nTokens naast botframework-connector: {sum(geteld.values())}; allebei aangenomen "
            f"{geteld[True, True]}, allebei geweigerd {geteld[False, False]}, alleen wij weigerden "
            f"{geteld[False, True]}, alleen wij namen aan {geteld[True, False]}."
        )
    assert geteld[True, True] > TOKENS // 100
    assert geteld[True, False] == 0
