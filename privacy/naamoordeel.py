"""Hoe waarschijnlijk een los woord de naam van een mens is.

De hoofdletter telt midden in een zin zwaar en aan het begin niet; de plek, de bouw van het woord
en de lijsten doen de rest.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from privacy.lexicon import heeft_naamvorm, hulplijst, woordenlijst
from privacy.naamplek import (
    OVER_NAMEN,
    loopt_door,
    met_leeftijd,
    na_aanspreekvorm,
    na_gezin,
    na_klein_lidwoord,
    na_naamcue,
    na_titel,
    na_tussenvoegsels,
    opent_achternamenpaar,
    voor_leeftijd,
    voor_naam,
    voor_voorletters,
    voor_werkwoord,
)
from privacy.onbekend import bij_iemand_thuis, heeft_iets, onbekend_in_klein, woord_en_naam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token


class Oordeel(IntEnum):
    """Hoe waarschijnlijk een woord bij een naam hoort; GEEN telt als onwaar."""

    GEEN = 0
    TWIJFEL = 1
    ZEKER = 2


LIDWOORDEN = hulplijst("lidwoorden")
PLEKWOORDEN = LIDWOORDEN | hulplijst("plekwoorden")
INSTANTIES = hulplijst("instanties")
_AANSPREEK = hulplijst("aanspreek")
# "bij Bennie" en "naar Zita": kort en met de klank van een roepnaam, anders eerder een instelling.
_ROEPNAAM = re.compile(r"[a-z]{2,6}(?:ie|ke|je|ien|us|a|o|y)")
_BIJVOEGLIJK = ("se", "sche", "isch", "ische", "aans", "ees", "eese")
_GEEN_NAAM_IN_KLEIN = ("t", "den", "te")
_GEEN_NAAM_NA_NAAM = ("en", "d", "t")
KORTSTE_NAAM = 3
_KORTSTE_KAPITALEN = 4


def beoordeel(
    tokens: Sequence[Token], plek: int, *, cue: bool, hoofdletters_tellen: bool
) -> Oordeel:
    """Beoordeel een woord dat niet met voorletters of een tussenvoegsel begint.

    Args:
        tokens: de woorden van het bericht.
        plek: het woord waar het om gaat.
        cue: waar als de woorden ervoor een naam aankondigen.
        hoofdletters_tellen: onwaar in een bericht dat bijna geheel in hoofdletters staat.
    """
    token = tokens[plek]
    if len(token.kaal) == 1 or (token.woord.tussenvoegsel and not token.woord.voornaam):
        return Oordeel.GEEN
    erachter = _wat_erachter_staat(tokens, plek)
    if erachter or not token.hoofdletter:
        return erachter or _klein(tokens, plek, cue=cue)
    if token.afkorting or token.tekst.isupper():
        aanspreek = na_aanspreekvorm(tokens, plek) and not _past_niet_bij_titel(token)
        return _hoofdletters(token, cue=cue) or Oordeel(aanspreek)
    if na_titel(tokens, plek):
        geen_naam = token.woord.klein and not token.woord.bekend
        return Oordeel.GEEN if geen_naam else Oordeel.ZEKER
    if token.opent_zin or not hoofdletters_tellen:
        return _opening(tokens, plek, cue=cue)
    return _midden(tokens, plek, cue=cue)


def _wat_erachter_staat(tokens: Sequence[Token], plek: int) -> Oordeel:
    """Beoordeel "Roos (15)" en "JANSEN, P.": een leeftijd of voorletters zeggen genoeg."""
    token, woord = tokens[plek], tokens[plek].woord
    if woord.voornaam and not (woord.rol or token.bezet) and met_leeftijd(tokens, plek):
        return Oordeel(token.hoofdletter or not woord.klein)
    if token.hoofdletter and not woord.klein and voor_voorletters(tokens, plek):
        return Oordeel.ZEKER if woord.achternaam else Oordeel(not woord.gewoon)
    return Oordeel.GEEN


def _past_niet_bij_titel(token: Token) -> bool:
    """Waar voor een afkorting, een gewoon woord of een instelling: geen naam achter "mevrouw"."""
    return token.bezet or token.woord.gewoon or len(token.kaal) < _KORTSTE_KAPITALEN


def _hoofdletters(token: Token, *, cue: bool) -> Oordeel:
    """Beoordeel "JANSEN", "GGD" en "McDonald"."""
    woord = token.woord
    if not token.tekst.isupper():
        return Oordeel(heeft_naamvorm(token.tekst))
    if len(woord.kaal) < KORTSTE_NAAM:
        return Oordeel.GEEN
    return Oordeel(woord.eenduidig or (woord.bekend and cue))


def _klein(tokens: Sequence[Token], plek: int, *, cue: bool) -> Oordeel:
    """Beoordeel een woord zonder hoofdletter: alleen bekende namen, of na een titel."""
    token, woord = tokens[plek], tokens[plek].woord
    if token.bezet or woord.klein or len(woord.kaal) < KORTSTE_NAAM:
        # "echtpaar ypenburg": wie de plaats bedoelt, zegt "uit".
        return Oordeel(token.bezet and na_gezin(tokens, plek))
    if na_titel(tokens, plek):
        aanspreek = tokens[plek - 1].kaal in _AANSPREEK
        werkwoord = woord.kaal in woordenlijst("werkwoorden")
        if woord.bekend and not werkwoord and (aanspreek or not woord.in_lijst):
            return Oordeel.ZEKER
        vreemd = not woord.gewoon and not woord.kaal.endswith(_GEEN_NAAM_IN_KLEIN)
        return Oordeel(vreemd and aanspreek)
    if na_naamcue(tokens, plek):
        bekend = woord.bekend and not woord.werkwoord
        noemt_naam = tokens[plek - 1].kaal not in OVER_NAMEN or ":" in token.tussen
        vreemd = not woord.gewoon and not woord.kaal.endswith(_GEEN_NAAM_NA_NAAM)
        return Oordeel.ZEKER if bekend else Oordeel(vreemd and noemt_naam)
    na_voorletter = woord.achternaam and _na_kleine_voorletter(tokens, plek)
    if na_voorletter or gevolgd_door_achternaam(tokens, plek):
        return Oordeel.ZEKER
    bekend = woord.eenduidig or (cue and woord.voornaam and not woord.werkwoord)
    los = (bekend or onbekend_in_klein(tokens, plek)) and not _is_ding(tokens, plek)
    return Oordeel(los or woord_en_naam(tokens, plek) or opent_achternamenpaar(tokens, plek))


def _is_ding(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "iris" en "klaver" achter een lidwoord of in een rij met gewone woorden."""
    woord = tokens[plek].woord
    if woord.kaal not in woordenlijst("ding_en_naam"):
        return False
    if na_klein_lidwoord(tokens, plek):
        return True
    ervoor = tokens[plek - 1] if plek else None
    return bool(ervoor and ervoor.kaal in {"en", "of"}) and not _naam_ervoor(tokens, plek)


def _naam_ervoor(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "roos" in "jansen en roos": het lid ervoor is een naam."""
    return plek > 1 and tokens[plek - 2].woord.eenduidig


def _na_kleine_voorletter(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "kuipers" in "b. kuipers"."""
    return plek > 0 and len(tokens[plek - 1].tekst) == 1 and tokens[plek].tussen.strip(" ") == "."


def gevolgd_door_achternaam(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor de voornaam in "anja de wit" en "Wil Jansen"."""
    token = tokens[plek]
    kern = na_tussenvoegsels(tokens, plek + 1, los=False)
    if not token.woord.voornaam or token.woord.klein or kern >= len(tokens):
        return False
    volgende = tokens[kern]
    woord = volgende.woord
    if not woord.achternaam or volgende.bezet or not loopt_door(tokens, plek, kern):
        return False
    if volgende.hoofdletter:
        return not woord.klein
    met_voegsel = kern > plek + 1
    return not (woord.in_lijst and token.woord.in_lijst) and (
        met_voegsel or not (woord.klein or woord.werkwoord)
    )


def _opening(tokens: Sequence[Token], plek: int, *, cue: bool) -> Oordeel:
    """Beoordeel het eerste woord van een zin: de hoofdletter zelf zegt daar niets."""
    woord = tokens[plek].woord
    if woord.eenduidig:
        return Oordeel.ZEKER if woord.voornaam else Oordeel.TWIJFEL
    if gevolgd_door_achternaam(tokens, plek) or (woord.bekend and voor_naam(tokens, plek)):
        return Oordeel.ZEKER
    if cue or (voor_leeftijd(tokens, plek) and not woord.in_lijst):
        return Oordeel(woord.bekend or not woord.gewoon)
    if woord.bekend:
        voluit = woord.voornaam and plek + 1 < len(tokens) and kan_achternaam(tokens[plek + 1])
        return Oordeel(voluit or _dubbelzinnig_als_onderwerp(tokens, plek))
    if woord.als_plekachternaam and not woord.in_lijst:
        return Oordeel(voor_werkwoord(tokens, plek))
    return Oordeel(
        not woord.gewoon and (voor_naam(tokens, plek) or _onbekend_als_onderwerp(tokens, plek))
    )


def _dubbelzinnig_als_onderwerp(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Wil is ziek" en "Bakker is boos", niet voor "Wil je" en "Brand is gesticht"."""
    woord = tokens[plek].woord
    if woord.kaal in woordenlijst("werkwoorden"):
        return woord.voornaam and voor_werkwoord(tokens, plek)
    if woord.klein and not woord.voornaam:
        return False
    ruim = (
        not woord.in_lijst
        or (woord.voornaam and not woord.klein)
        or woord.kaal in woordenlijst("beroepsnamen")
    )
    return voor_werkwoord(tokens, plek, streng=not ruim)


def _onbekend_als_onderwerp(tokens: Sequence[Token], plek: int) -> bool:
    token = tokens[plek]
    if token.kaal.endswith(("en", "isch", "ische")):
        return False
    return (
        heeft_naamvorm(token.tekst)
        or token.bezit
        or voor_werkwoord(tokens, plek)
        or heeft_iets(tokens, plek)
        or _opent_paar(tokens, plek)
    )


def _opent_paar(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor twee onbekende hoofdletterwoorden, zoals een voornaam en achternaam."""
    kern = na_tussenvoegsels(tokens, plek + 1, los=False)
    return (
        kern < len(tokens)
        and loopt_door(tokens, plek, kern)
        and kan_achternaam(tokens[kern])
        and not tokens[kern].woord.gewoon
    )


def kan_achternaam(token: Token) -> bool:
    """Waar voor een hoofdletterwoord dat achter voorletters of een voornaam kan staan."""
    return (
        token.aansluitend
        and token.hoofdletter
        and not token.afkorting
        and not token.woord.klein
        and (not token.bezet or token.woord.achternaam)
    )


def _midden(tokens: Sequence[Token], plek: int, *, cue: bool) -> Oordeel:
    """Beoordeel een woord met een hoofdletter midden in een zin."""
    token, woord, ervoor = tokens[plek], tokens[plek].woord, tokens[plek - 1]
    na_lidwoord = token.aansluitend and ervoor.kaal in LIDWOORDEN
    if woord.bekend:
        return _bekend_midden(tokens, plek, cue=cue, na_lidwoord=na_lidwoord)
    if woord.als_gewoon_midden:
        genoemd = na_naamcue(tokens, plek) and not woord.klein
        rol = cue and not woord.in_lijst and not woord.kaal.endswith(_BIJVOEGLIJK)
        return Oordeel(genoemd or rol)
    if heeft_naamvorm(token.tekst) and not na_lidwoord:
        return Oordeel.ZEKER if cue else Oordeel.TWIJFEL
    na_plekwoord = token.aansluitend and ervoor.kaal in PLEKWOORDEN
    klinkt_zo = na_plekwoord and ervoor.kaal in {"bij", "naar"} and _ROEPNAAM.fullmatch(woord.kaal)
    if klinkt_zo or bij_iemand_thuis(tokens, plek):
        return Oordeel.TWIJFEL
    if woord.kaal.endswith(_BIJVOEGLIJK):
        return Oordeel.GEEN
    return Oordeel(cue or not (na_plekwoord or _na_organisatie(tokens, plek)))


def _bekend_midden(tokens: Sequence[Token], plek: int, *, cue: bool, na_lidwoord: bool) -> Oordeel:
    woord = tokens[plek].woord
    if cue or (woord.voornaam and not woord.in_lijst):
        return Oordeel.ZEKER
    if (
        woord.kaal in woordenlijst("herkomst")
        or woord.kaal in INSTANTIES
        or (na_lidwoord and woord.in_lijst)
    ):
        return Oordeel.GEEN
    return Oordeel(not woord.klein or woord.voornaam or voor_werkwoord(tokens, plek))


def _na_organisatie(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor het tweede lid van "Fivoor en Arkin"."""
    ervoor = tokens[plek - 1]
    return ervoor.bezet or (plek > 1 and tokens[plek - 2].bezet and ervoor.kaal in {"en", "of"})
