"""Tokens: wie het heeft, mag in precies één gesprek praten, en niet langer dan de levensduur.

De afzender komt alleen hieruit. De sleutel is afgeleid van die van het programma, zodat een token
nooit als knop of versleuteld veld te gebruiken is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

GEBRUIKER = "gebruiker"
"""Hoe een gebruiker in een bericht heet; wie het echt is, weet dit kanaal niet."""

_PUBLIEK = "wegwijzer-web"
_ALG = "HS256"
_BEWIJS_SECONDEN = 600
_SPELING_SECONDEN = 30


class OngeldigToken(Exception):
    """Een token of aanmeldbewijs is vervalst, verlopen of van een andere soort."""


@dataclass(frozen=True)
class Toegang:
    """Wat een geldig token zegt: het gesprek, wie is aangemeld (of leeg), en tot wanneer."""

    gesprek: str
    wie: str
    tot: int


class Tokens:
    """Tokens geven en lezen.

    Args:
        sleutels: de sleutels van het programma, de nieuwste eerst; lezen mag met elk.
        minuten: hoe lang een token geldt.
        klok: de tijd in seconden sinds 1970.
    """

    def __init__(
        self, sleutels: Sequence[str], minuten: int, klok: Callable[[], float] = time.time
    ) -> None:
        afgeleid = [_afgeleid(sleutel.encode(), b"web-token") for sleutel in sleutels]
        self._sleutels = {hashlib.sha256(sleutel).hexdigest()[:8]: sleutel for sleutel in afgeleid}
        self.seconden = minuten * 60
        self._klok = klok

    def geef(self, gesprek: str, wie: str = "") -> str:
        """Een nieuw token voor dit gesprek."""
        nu = int(self._klok())
        naam, sleutel = next(iter(self._sleutels.items()))
        inhoud = {
            "aud": _PUBLIEK,
            "sub": gesprek,
            "user": GEBRUIKER,
            "wie": wie,
            "iat": nu,
            "exp": nu + self.seconden,
        }
        return jwt.encode(inhoud, sleutel, _ALG, headers={"kid": naam})

    def lees(self, token: str) -> Toegang:
        """Wat een token toestaat.

        Raises:
            OngeldigToken: als het token niet van ons is of niet meer geldt.
        """
        try:
            sleutel = self._sleutels[jwt.get_unverified_header(token)["kid"]]
        except (jwt.PyJWTError, KeyError, TypeError) as fout:
            raise OngeldigToken from fout
        inhoud = _open(token, sleutel)
        return Toegang(str(inhoud["sub"]), str(inhoud.get("wie", "")), int(inhoud["exp"]))


def lees_aanmeldbewijs(bewijs: str, sleutel: str) -> str:
    """Wie er is aangemeld, als een HMAC waaruit het nummer van het intranet niet te halen is.

    Raises:
        OngeldigToken: als het bewijs niet met deze sleutel is getekend, is verlopen, of langer
            dan tien minuten geldt.
    """
    inhoud = _open(bewijs, sleutel.encode(), _SPELING_SECONDEN)
    duur = inhoud["exp"] - inhoud["iat"]
    if not inhoud["sub"] or not 0 < duur <= _BEWIJS_SECONDEN:
        raise OngeldigToken
    wie = _afgeleid(sleutel.encode(), b"wie\x1f" + str(inhoud["sub"]).encode())
    return base64.urlsafe_b64encode(wie[:15]).decode("ascii")


def _open(token: str, sleutel: bytes, speling: int = 0) -> dict[str, Any]:
    try:
        inhoud: dict[str, Any] = jwt.decode(
            token,
            sleutel,
            algorithms=[_ALG],
            audience=_PUBLIEK,
            leeway=speling,
            options={"require": ["aud", "sub", "iat", "exp"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as fout:
        raise OngeldigToken from fout
    return inhoud


def _afgeleid(sleutel: bytes, doel: bytes) -> bytes:
    return hmac.new(sleutel, doel, hashlib.sha256).digest()
