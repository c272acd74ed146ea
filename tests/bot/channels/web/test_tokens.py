"""Tokens: binden aan een gesprek, verlopen, wisselen van sleutel; en het aanmeldbewijs."""

from __future__ import annotations

import time

import jwt
import pytest

from bot.channels.web.tokens import OngeldigToken, Tokens, lees_aanmeldbewijs
from tests.processen import SLEUTEL

NIEUW = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
INTRANET = "de sleutel die alleen het intranet heeft"


def test_een_token_zegt_het_gesprek_wie_en_tot_wanneer():
    toegang = Tokens([SLEUTEL], 30).lees(Tokens([SLEUTEL], 30).geef("web-a", "w"))

    assert (toegang.gesprek, toegang.wie) == ("web-a", "w")
    assert 1790 <= toegang.tot - time.time() <= 1800


def test_na_wisselen_blijft_een_oud_token_geldig_tot_de_oude_sleutel_weg_is():
    oud = Tokens([SLEUTEL], 30).geef("web-a")

    assert Tokens([NIEUW, SLEUTEL], 30).lees(oud).gesprek == "web-a"
    with pytest.raises(OngeldigToken):
        Tokens([NIEUW], 30).lees(oud)
    nieuw = Tokens([NIEUW, SLEUTEL], 30).geef("web-a")
    assert Tokens([NIEUW], 30).lees(nieuw).gesprek == "web-a"


def test_een_verlopen_token_geldt_niet():
    token = Tokens([SLEUTEL], 30, lambda: time.time() - 1801).geef("web-a")

    with pytest.raises(OngeldigToken):
        Tokens([SLEUTEL], 30).lees(token)


def _bewijs(sleutel=INTRANET, **anders):
    nu = int(time.time())
    inhoud = {"aud": "wegwijzer-web", "sub": "4711", "iat": nu, "exp": nu + 600, **anders}
    return jwt.encode({n: w for n, w in inhoud.items() if w is not None}, sleutel, "HS256")


def test_wie_is_aangemeld_is_steeds_dezelfde_en_niet_te_herkennen():
    een, twee = lees_aanmeldbewijs(_bewijs(), INTRANET), lees_aanmeldbewijs(_bewijs(), INTRANET)

    assert een == twee != lees_aanmeldbewijs(_bewijs(sub="4712"), INTRANET)
    assert "4711" not in een


@pytest.mark.parametrize(
    "anders",
    [
        {"sleutel": "een andere sleutel van 32 tekens...."},
        {"aud": "iets anders"},
        {"aud": None},
        {"sub": None},
        {"sub": ""},
        {"exp": None},
        {"iat": None},
    ],
    ids=str,
)
def test_een_bewijs_dat_niet_klopt_telt_niet(anders):
    with pytest.raises(OngeldigToken):
        lees_aanmeldbewijs(_bewijs(**anders), INTRANET)


@pytest.mark.parametrize(
    "vanaf_nu", [{"exp": -60}, {"exp": 3600}, {"iat": 300, "exp": 400}], ids=str
)
def test_een_bewijs_dat_te_lang_of_nog_niet_geldt_telt_niet(vanaf_nu):
    nu = int(time.time())
    with pytest.raises(OngeldigToken):
        lees_aanmeldbewijs(_bewijs(**{naam: nu + s for naam, s in vanaf_nu.items()}), INTRANET)


def test_een_token_is_geen_aanmeldbewijs_en_andersom():
    with pytest.raises(OngeldigToken):
        lees_aanmeldbewijs(Tokens([INTRANET], 30).geef("web-a"), INTRANET)
    with pytest.raises(OngeldigToken):
        Tokens([INTRANET], 30).lees(_bewijs())
