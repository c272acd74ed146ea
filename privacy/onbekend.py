"""Een woord dat geen lijst kent, op een plek waar een mens genoemd wordt.

In gewone berichten is een onbekend woord zeldzaam. Staat het bovendien waar een mens zou staan
("het gaat niet goed met ...", "cliënt ... is weg"), dan is het eerder een naam dan een tikfout, ook
zonder hoofdletter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from privacy.lexicon import hulplijst, woordenlijst
from privacy.naamplek import na_gezin, na_rol, van_iemand, voor_werkwoord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

_KORTSTE = 4
# "met hem geprat" en "de zoon van begint" zijn eerder tikfouten.
_GEEN_NAAM_IN_KLEIN = ("t", "den", "te", "lijk", "lijke", "ing", "heid", "tjes")
# "de moeder van jaden": zo eindigen ook roepnamen.
_ROEPNAAMEINDE = ("aden", "yden", "iden", "lyn", "lynn")
_BEZITTELIJK = hulplijst("bezittelijk")
_VOEGWOORDEN = hulplijst("voegwoorden")
_NA_ONDERWERP = hulplijst("na_onderwerp")
_DOSSIER = hulplijst("dossier")
_BIJ_THUIS = hulplijst("bij_thuis")
_OMGANG = {
    voorzetsel: hulplijst(f"{naam}_wie")
    for voorzetsel, naam in {
        "met": "met", "over": "over", "om": "over", "voor": "voor", "van": "van",
    }.items()
}  # fmt: skip
_MENSENWERK = hulplijst("mensenwerk")
_BIJ_MENSEN = frozenset({"met", "over", "om"})
_TERUG = 4


def onbekend_in_klein(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "de zoon van bouzid", "cliënt tewelde is weg" en "niet goed met dragan".

    Args:
        tokens: de woorden van het bericht.
        plek: een woord zonder hoofdletter.
    """
    token = tokens[plek]
    if token.woord.gewoon or len(token.kaal) < _KORTSTE or "-" in token.kaal:
        return False
    if van_iemand(tokens, plek) and token.kaal.endswith(_ROEPNAAMEINDE):
        return True
    if token.kaal.endswith(_GEEN_NAAM_IN_KLEIN):
        return False
    return (
        van_iemand(tokens, plek)
        or na_gezin(tokens, plek)
        or (token.opent_zin and voor_werkwoord(tokens, plek, streng=True))
        or heeft_iets(tokens, plek)
        or bij_iemand_thuis(tokens, plek)
        or _na_persoon(tokens, plek)
        or _met_omgang(tokens, plek)
        or _als_onderwerp(tokens, plek)
    )


def heeft_iets(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "X zijn moeder drinkt" en "X en zijn vrouw": wie iemand heeft, is iemand."""
    kop = plek + 1
    if kop < len(tokens) and tokens[kop].kaal == "en" and tokens[kop].aansluitend:
        kop += 1
    if kop + 1 >= len(tokens) or not (tokens[kop].aansluitend and tokens[kop + 1].aansluitend):
        return False
    if tokens[kop].woord.geschreven not in _BEZITTELIJK:
        return False
    van_wie = tokens[kop + 1].kaal
    return van_wie in woordenlijst("familie") or tokens[kop + 1].woord.rol


def bij_iemand_thuis(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "bij X thuis", "bij X aangebeld" en "bij X geweest"."""
    if not plek or plek + 1 >= len(tokens) or not tokens[plek].aansluitend:
        return False
    achter = tokens[plek + 1]
    return tokens[plek - 1].kaal == "bij" and achter.aansluitend and achter.kaal in _BIJ_THUIS


def _na_persoon(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "cliënt X is weg", "haar man (X) slaat" en "casus X:"."""
    if not plek:
        return False
    los = tokens[plek].tussen.strip(" ") not in {"", ":"}
    dossier = tokens[plek - 1].kaal in _DOSSIER and not los
    tussen_tekens = los and plek + 1 < len(tokens) and tokens[plek + 1].tussen[:1] in {",", ")"}
    rol = na_rol(tokens, plek) or (
        tussen_tekens and tokens[plek].tussen in {", ", " ("} and tokens[plek - 1].woord.rol
    )
    return (dossier or rol) and (_sluit_af(tokens, plek) or _gaat_verder(tokens, plek))


def _met_omgang(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "zorgen om X", "gesproken met X", "iets van X gehoord" en "volgens X"."""
    if not plek or not tokens[plek].aansluitend:
        return False
    voorzetsel = tokens[plek - 1].kaal
    if voorzetsel == "volgens":
        return True
    woorden = _OMGANG.get(voorzetsel)
    if woorden is None:
        return False
    rond = [*tokens[max(0, plek - 1 - _TERUG) : plek - 1], *tokens[plek + 1 : plek + 2]]
    return any(ander.kaal in woorden for ander in rond)


def woord_en_naam(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "linde zegt dat" en "zorgen om merel": een voornaam die ook een gewoon woord is.

    Een ding had hier een lidwoord gehad, en het zegt, belt of weigert niets.

    Args:
        tokens: de woorden van het bericht.
        plek: een woord zonder hoofdletter.
    """
    token = tokens[plek]
    if not token.woord.voornaam or token.woord.klein or token.woord.werkwoord:
        return False
    ervoor = tokens[plek - 1].kaal if plek else ""
    if token.opent_zin or ervoor in _VOEGWOORDEN:
        return (
            plek + 1 < len(tokens)
            and tokens[plek + 1].aansluitend
            and tokens[plek + 1].kaal in _MENSENWERK
        )
    return ervoor in _BIJ_MENSEN and _met_omgang(tokens, plek)


def _als_onderwerp(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "dat X wordt bedreigd" en "gisteren sloeg X zijn vrouw"."""
    if not plek or not tokens[plek].aansluitend:
        return False
    ervoor = tokens[plek - 1]
    if ervoor.kaal in _VOEGWOORDEN:
        return _gaat_verder(tokens, plek)
    return ervoor.kaal in woordenlijst("werkwoorden") and _gaat_verder(tokens, plek, los=True)


def _gaat_verder(tokens: Sequence[Token], plek: int, *, los: bool = False) -> bool:
    """Waar als er iets volgt wat na een persoon past.

    Args:
        tokens: de woorden van het bericht.
        plek: het woord waar het om gaat.
        los: laat een werkwoord niet tellen; er gaat er al een vooraf.
    """
    if plek + 1 >= len(tokens) or not tokens[plek + 1].aansluitend:
        return False
    volgende = tokens[plek + 1]
    if volgende.woord.geschreven in _BEZITTELIJK | _NA_ONDERWERP:
        return True
    return not los and voor_werkwoord(tokens, plek)


def _sluit_af(tokens: Sequence[Token], plek: int) -> bool:
    return plek + 1 == len(tokens) or not tokens[plek + 1].aansluitend
