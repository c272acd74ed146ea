"""Bedrijven met de naam van een mens: "bij Van Haren", "de bus van Van Gelder".

Dezelfde woorden kunnen een mens zijn; alleen de plek in de zin maakt er een bedrijf van.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from privacy.lexicon import eigennamen, hulplijst, namenlijst, woordenlijst
from privacy.naamding import vooruit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

_LIDWOORDEN = frozenset({"de", "het", "een"})
_VOEGSELS = hulplijst("binnenvoegsels")
_WERKGEVER = hulplijst("werkgever")
_BIJ_MERK = hulplijst("bij_merk")
_VAN_MERK = hulplijst("van_merk")
_BIJ_THUIS = hulplijst("bij_thuis")
_TERUG = 4


def merk_bedrijven(tokens: Sequence[Token]) -> None:
    """Merk elk woord dat bij zo'n bedrijf hoort.

    Args:
        tokens: de woorden van het bericht; `ding` en `bezet` worden hier gezet.
    """
    for plek, token in enumerate(tokens):
        _merk_bedrijf(tokens, plek)
        if token.kaal == "bij":
            _merk_werkgever(tokens, plek)


def _merk_bedrijf(tokens: Sequence[Token], plek: int) -> None:
    """Merk "bij Van Haren" en "hotel van Van der Valk": een bekend bedrijf dat ook een naam is."""
    for lijst, als_bedrijf in (
        ("bedrijven_ook_naam", _als_bedrijf),
        ("aannemers_ook_naam", _achter_merk),
    ):
        for lengte in namenlijst(lijst).get(tokens[plek].woord.geschreven, ()):
            stuk = tokens[plek : plek + lengte]
            namen = tuple(t.woord.geschreven for t in stuk)
            if namen in eigennamen(lijst) and als_bedrijf(tokens, plek, plek + lengte):
                _merk(tokens, plek, plek + lengte)
                return


def _merk_werkgever(tokens: Sequence[Token], plek: int) -> None:
    """Merk "Van Doorne" in "hij werkt bij Van Doorne"."""
    slot = vooruit(tokens, plek + 1)
    if slot <= plek + 1 or tokens[plek + 1].kaal not in _VOEGSELS:
        return
    if slot + 1 < len(tokens) and tokens[slot + 1].kaal in _BIJ_THUIS:
        return
    if any(token.kaal in _WERKGEVER for token in tokens[max(0, plek - _TERUG) : plek]):
        _merk(tokens, plek + 1, slot + 1)


def _als_bedrijf(tokens: Sequence[Token], plek: int, einde: int) -> bool:
    if not plek or not all(t.aansluitend for t in tokens[plek:einde]):
        return False
    if einde < len(tokens) and tokens[einde].kaal in _BIJ_THUIS:
        return False
    voor = tokens[plek - 1].kaal
    soort = voor in woordenlijst("organisatie_voor")
    if voor in _LIDWOORDEN or soort or _achter_merk(tokens, plek, einde):
        return True
    return voor in _BIJ_MERK and einde - plek > 1


def _achter_merk(tokens: Sequence[Token], plek: int, _einde: int) -> bool:
    """Waar in "de bus van Van Gelder"."""
    return plek > 1 and tokens[plek - 1].kaal == "van" and tokens[plek - 2].kaal in _VAN_MERK


def _merk(tokens: Sequence[Token], begin: int, einde: int) -> None:
    for token in tokens[begin:einde]:
        token.ding = token.bezet = True
