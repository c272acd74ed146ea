"""De plek van een woord in de zin: staat er iets omheen dat een naam aankondigt?

Elke functie krijgt de woorden van het bericht en de plek van het woord waar het om gaat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import hulplijst, woordenlijst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

_NAAMCUES = hulplijst("naamcues")
_LIDWOORDEN = hulplijst("lidwoorden")
_BEPALERS = _LIDWOORDEN | hulplijst("bepalers")
_VULLING = hulplijst("vulling")
# "hier namen invullen" en "de naam van" kondigen geen naam aan, "zijn naam is" en "naam:" wel.
OVER_NAMEN = hulplijst("over_namen")
_NOEMEN = hulplijst("noemen")
_GEZIN = hulplijst("gezin")
_STRAATEER = hulplijst("straateer")
_OPENT_NAAM = frozenset({"", ":", "'", '"', "‘", "“", "(", "„"})
_VERBINDERS = frozenset({"en", "of", "&", "met"})
_SCHEIDERS = frozenset({",", "/", "&", "+"})
_HULPWERKWOORDEN = hulplijst("hulpwerkwoorden")
_LEEFTIJD = re.compile(r"(?:,| ?\() ?\d{1,2}(?!\d)")
_ALLEEN_LEEFTIJD = re.compile(r" ?\(\d{1,2}\)|, ?\d{1,2}(?=,)")
_GETAL_ERVOOR = re.compile(r"(?:,| ?\()? ?\d{1,2} ?")
_JAAR = frozenset({"jaar", "jr", "j", "jarige"})
_MEESTE_VULLING = 3
_MEESTE_VOEGSELS = 3
# "in Baarn" en "bij Elan" beginnen geen achternaam; "In 't Veld" alleen na een voornaam of titel.
_VOORZETSELS = hulplijst("voorzetsels")
_NOOIT_ZELFSTANDIG = hulplijst("nooit_zelfstandig")
_MENSROL = hulplijst("mensrol")
_MENSROLLEN = tuple(rol for rol in _MENSROL if len(rol) > _MEESTE_VULLING)
_SAMEN_MET = frozenset({"met", "door", "volgens", "namens"})


def loopt_door(tokens: Sequence[Token], begin: int, plek: int) -> bool:
    """Waar als alleen spaties de woorden van `begin` tot en met `plek` scheiden."""
    return all(tokens[i].aansluitend for i in range(begin + 1, min(plek + 1, len(tokens))))


def na_tussenvoegsels(tokens: Sequence[Token], plek: int, *, los: bool) -> int:
    """Geef de plek na "van der", of `plek` zelf als daar geen tussenvoegsel staat.

    Args:
        tokens: de woorden van het bericht.
        plek: waar een tussenvoegsel zou beginnen.
        los: waar als er geen naam voor staat; dan tellen voorzetsels niet.
    """
    kop = plek
    while kop < len(tokens) and kop - plek < _MEESTE_VOEGSELS and tokens[kop].woord.tussenvoegsel:
        if kop > plek and not tokens[kop].aansluitend:
            return plek
        kop += 1
    if kop >= len(tokens) or (kop > plek and not tokens[kop].aansluitend):
        return plek
    # "Op den Akker" en "in 't Veld" wel, "in deventer" en "uit Tilburg" niet.
    met_voorzetsel = kop > plek and tokens[plek].kaal in _VOORZETSELS
    if met_voorzetsel and (los or kop == plek + 1 or not tokens[kop].woord.achternaam):
        return plek
    return kop


def na_titel(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "mevrouw" en "dhr."."""
    return (
        plek > 0
        and tokens[plek - 1].kaal in woordenlijst("titels")
        and tokens[plek].tussen.strip(" ") in {"", "."}
    )


def na_aanspreekvorm(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "mevrouw", niet na "professor": daar kan ook een straat achter staan."""
    return na_titel(tokens, plek) and tokens[plek - 1].kaal not in _STRAATEER


def na_klein_lidwoord(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "iris" in "de iris" en "geen iris"."""
    if not plek or not tokens[plek].aansluitend:
        return False
    return tokens[plek - 1].woord.geschreven in _BEPALERS


def na_rol(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "cliënt", "pleegmoeder" en "de moeder van"."""
    if not plek:
        return False
    ervoor = tokens[plek - 1]
    if tokens[plek].tussen == ", " and plek + 1 < len(tokens):
        # "haar man, Ab, is overleden"
        tussen_kommas = tokens[plek + 1].tussen.startswith(",") and tokens[plek].hoofdletter
        return tussen_kommas and ervoor.woord.rol
    if tokens[plek].tussen.strip(" ") not in _OPENT_NAAM:
        return False
    return ervoor.woord.rol or van_iemand(tokens, plek)


def van_iemand(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "de moeder van"."""
    return (
        plek > 1
        and tokens[plek - 1].kaal == "van"
        and tokens[plek - 1].aansluitend
        and tokens[plek].tussen.strip(" ") in _OPENT_NAAM
        and tokens[plek - 2].kaal in woordenlijst("familie")
    )


def na_gezin(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "de familie" en "het echtpaar": wat daar onbekend is, is een achternaam."""
    return plek > 0 and tokens[plek].aansluitend and tokens[plek - 1].kaal in _GEZIN


def plaats_als_mens(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "bewindvoerder Wassenaar belt", niet voor "wijkagent Wassenaar belt".

    Wie bij een plaats hoort (wijkagent, burgemeester) staat niet in de lijst met rollen.

    Args:
        tokens: de woorden van het bericht.
        plek: een woord dat ook een plaats is.
    """
    if not plek or not tokens[plek].aansluitend:
        return False
    rol = tokens[plek - 1].woord
    if rol.kaal not in _MENSROL and not (rol.rol and rol.kaal.endswith(_MENSROLLEN)):
        return False
    met = plek > 1 and tokens[plek - 2].kaal in _SAMEN_MET
    return met or voor_werkwoord(tokens, plek)


def na_naamcue(tokens: Sequence[Token], plek: int) -> bool:
    """Waar na "heet", "haar naam is", "noemt zich" en "ik ben"."""
    if tokens[plek].tussen.strip(" ") not in _OPENT_NAAM:
        return False
    terug = plek - 1
    while terug >= 0 and plek - terug <= _MEESTE_VULLING and tokens[terug].kaal in _VULLING:
        terug -= 1
    if terug < 0:
        return False
    cue = tokens[terug].kaal
    if cue in _NOEMEN:
        # "ze noemde hem de haas": een bijnaam, geen naam.
        bijnaam = tokens[plek].tekst in _LIDWOORDEN and _gewoon_in_klein(tokens, plek + 1)
        return not bijnaam and (terug < plek - 1 or tokens[plek].hoofdletter)
    over_naam = cue in OVER_NAMEN and terug == plek - 1 and ":" not in tokens[plek].tussen
    if over_naam and tokens[plek].woord.tussenvoegsel and not tokens[plek].hoofdletter:
        return False
    # "ik ben de baas hier" noemt geen naam.
    lidwoord = tokens[plek].tekst in _LIDWOORDEN
    ik_ben = cue == "ben" and terug == plek - 1 and terug > 0 and tokens[terug - 1].kaal == "ik"
    if ik_ben and lidwoord:
        return False
    return cue in _NAAMCUES or ik_ben


def _gewoon_in_klein(tokens: Sequence[Token], plek: int) -> bool:
    return plek < len(tokens) and not tokens[plek].hoofdletter and tokens[plek].woord.in_lijst


def na_naam(tokens: Sequence[Token], plek: int, vorige_naam: int) -> bool:
    """Waar na "Roos en" en na "van Dijk,".

    Args:
        tokens: de woorden van het bericht.
        plek: het woord waar het om gaat.
        vorige_naam: de plek direct na de vorige naam, of -1.
    """
    if vorige_naam == plek:
        return tokens[plek].tussen.strip(" ") in _SCHEIDERS
    return (
        0 <= vorige_naam == plek - 1
        and tokens[plek - 1].kaal in _VERBINDERS
        and tokens[plek].aansluitend
    )


def voor_naam(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Roos en Hilde": het volgende lid van de opsomming is een bekende naam."""
    for stap in (1, 2):
        if plek + stap >= len(tokens):
            return False
        ander = tokens[plek + stap]
        verbonden = (
            ander.tussen.strip(" ") in _SCHEIDERS if stap == 1 else tokens[plek + 1].kaal == "en"
        )
        if verbonden and ander.hoofdletter and ander.woord.eenduidig and not ander.bezet:
            return True
    return False


def opent_achternamenpaar(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "visser" in "visser en de boer vechten".

    Bij gewone woorden had het eerste ook een lidwoord gehad.
    """
    if not tokens[plek].opent_zin or not tokens[plek].woord.achternaam:
        return False
    if plek + 2 >= len(tokens) or tokens[plek + 1].kaal != "en":
        return False
    kern = na_tussenvoegsels(tokens, plek + 2, los=True)
    if kern == plek + 2 or kern + 1 >= len(tokens) or not loopt_door(tokens, plek, kern + 1):
        return False
    tweede = tokens[kern].woord
    return (tweede.achternaam or tweede.kaal in _NOOIT_ZELFSTANDIG) and (
        tokens[kern + 1].woord.werkwoord
    )


def voor_leeftijd(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Bouwmeester (72)" en "Jansen, 19 jaar"."""
    return plek + 1 < len(tokens) and bool(_LEEFTIJD.match(tokens[plek + 1].tussen))


def met_leeftijd(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Roos (15)", "Mees, 12 jaar" en "Storm van 9 slaat", niet voor "mei, 12 keer"."""
    if plek + 1 >= len(tokens):
        return False
    volgende = tokens[plek + 1]
    if _ALLEEN_LEEFTIJD.match(volgende.tussen):
        return True
    if _GETAL_ERVOOR.fullmatch(volgende.tussen) and volgende.kaal in _JAAR:
        return True
    if volgende.kaal != "van" or not volgende.aansluitend or plek + 2 >= len(tokens):
        return False
    van_jaar = _GETAL_ERVOOR.fullmatch(tokens[plek + 2].tussen)
    return bool(van_jaar) and (tokens[plek + 2].kaal in _JAAR or tokens[plek + 2].woord.werkwoord)


def voor_voorletters(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor de achternaam in "JANSEN, P."."""
    if plek + 1 >= len(tokens):
        return False
    volgende = tokens[plek + 1]
    return volgende.voorletters and volgende.tussen.strip(" ") == ","


def voor_werkwoord(tokens: Sequence[Token], plek: int, *, streng: bool = False) -> bool:
    """Waar als het woord onderwerp kan zijn van wat een mens doet.

    Args:
        tokens: de woorden van het bericht.
        plek: het woord waar het om gaat.
        streng: tel "is", "heeft" en wat ook van dingen gezegd wordt niet mee.
    """
    if plek + 1 >= len(tokens) or not tokens[plek + 1].aansluitend:
        return False
    woord = tokens[plek + 1].woord
    if woord.kaal.endswith("en") or not woord.werkwoord:
        return False
    if streng:
        return woord.kaal not in _HULPWERKWOORDEN and woord.kaal.endswith("t")
    return woord.kaal.endswith(("t", "de", "te")) or woord.kaal in woordenlijst("werkwoorden")
