"""De grenzen: per gesprek, per adres, per aangemelde gebruiker; en wie zich moet aanmelden."""

from __future__ import annotations

import time
from types import SimpleNamespace

import jwt
import pytest

from bot.channels.verzoek import adres
from bot.channels.web.fouten import Weigering
from bot.channels.web.grenzen import Grenzen, eis_aanmelding

SLEUTEL = "de sleutel die alleen het intranet heeft"


def _verzoek(ip="192.0.2.1", via="", bewijs=""):
    koppen = {"authorization": f"Bearer {bewijs}"} if bewijs else {}
    return SimpleNamespace(ip=ip, remote_addr=via, headers=koppen)


def _bewijs(sub="4711"):
    nu = int(time.time())
    inhoud = {"aud": "wegwijzer-web", "sub": sub, "iat": nu, "exp": nu + 60}
    return jwt.encode(inhoud, SLEUTEL, "HS256")


def _lukt(doe, *delen) -> bool:
    try:
        doe(*delen)
    except Weigering as weigering:
        return not (weigering.status == 429 and weigering.wacht >= 1)
    return True


def test_berichten_tellen_per_gesprek_en_per_adres():
    grenzen = Grenzen(per_gesprek=2, per_adres=3, gesprekken_per_adres=9)

    assert [_lukt(grenzen.bericht, _verzoek(), "a") for _ in range(3)] == [True, True, False]
    assert not _lukt(grenzen.bericht, _verzoek(), "b"), "het adres is ook vol"
    assert _lukt(grenzen.bericht, _verzoek("192.0.2.2"), "b")


def test_nieuwe_gesprekken_tellen_per_adres_tenzij_iemand_is_aangemeld():
    grenzen = Grenzen(per_gesprek=9, per_adres=9, gesprekken_per_adres=1)

    assert [_lukt(grenzen.begin, _verzoek(), "") for _ in range(2)] == [True, False]
    assert [_lukt(grenzen.begin, _verzoek(), "w1") for _ in range(2)] == [True, False]
    assert _lukt(grenzen.begin, _verzoek(), "w2")


def test_achter_een_proxy_telt_het_adres_van_de_gebruiker():
    assert adres(_verzoek("10.0.0.1", via="192.0.2.7")) == "192.0.2.7"
    assert adres(_verzoek("10.0.0.1")) == "10.0.0.1"


def test_van_ipv6_telt_het_netwerk():
    een, twee = (adres(_verzoek(via=f"[2001:db8:0:1::{n}]")) for n in (1, 2))

    assert een == twee == "2001:db8:0:1::/64"
    assert adres(_verzoek("2001:db8:0:2::1")) != een


def test_zonder_aanmeldsleutel_hoeft_niemand_zich_te_melden():
    assert eis_aanmelding(_verzoek(bewijs="onzin"), "", verplicht=False) == ""


def test_met_een_sleutel_mag_het_ook_zonder_bewijs_tenzij_het_verplicht_is():
    assert eis_aanmelding(_verzoek(), SLEUTEL, verplicht=False) == ""
    with pytest.raises(Weigering) as weigering:
        eis_aanmelding(_verzoek(), SLEUTEL, verplicht=True)
    assert weigering.value.status == 401


def test_een_bewijs_dat_er_is_moet_kloppen():
    assert eis_aanmelding(_verzoek(bewijs=_bewijs()), SLEUTEL, verplicht=True)
    with pytest.raises(Weigering) as weigering:
        eis_aanmelding(_verzoek(bewijs=f"{_bewijs()}x"), SLEUTEL, verplicht=False)
    assert weigering.value.status == 401
