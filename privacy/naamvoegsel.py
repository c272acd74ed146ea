"""Hoe waarschijnlijk "van Leeuwen" en "el idrissi" een naam is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import Woord, eigennamen, heeft_naamvorm, hulplijst, woordenlijst
from privacy.naamoordeel import INSTANTIES, PLEKWOORDEN, Oordeel
from privacy.naamplek import (
    na_aanspreekvorm,
    na_naamcue,
    na_rol,
    na_titel,
    opent_achternamenpaar,
    voor_naam,
    voor_voorletters,
    voor_werkwoord,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

_PLAATS_NA = hulplijst("plaats_na")
_STERK = hulplijst("sterke_tussenvoegsels")
_PERSOONLIJK = hulplijst("persoonlijk")
_MET_IEMAND_GEDAAN = hulplijst("met_iemand_gedaan")
_HEBBEN = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})
_TER = frozenset({"ter", "ten"})
_ALLEEN_IN_NAMEN = hulplijst("alleen_in_namen")
# "de groot" en "de wit" zonder e, en dieren en beroepen die in een casus meestal iemand zijn.
_NOOIT_ZELFSTANDIG = hulplijst("nooit_zelfstandig")
_OOK_ACHTERNAAM = hulplijst("ook_achternaam")
_MEERVOUD = re.compile(r"(.{3,}?)(?:t?jes|'?s)")
_INWONER = (
    "se", "sche", "isch", "ische", "aans", "ees", "eese", "enaar", "enaars", "er", "ers",
)  # fmt: skip


def met_tussenvoegsel(
    tokens: Sequence[Token], begin: int, kern: int, naam: int, *, hoofdletters_tellen: bool
) -> Oordeel:
    """Beoordeel een tussenvoegsel met het woord erachter.

    Args:
        tokens: de woorden van het bericht.
        begin: de plek van eventuele voorletters.
        kern: de plek van het eerste tussenvoegsel.
        naam: de plek van het woord na de tussenvoegsels.
        hoofdletters_tellen: onwaar in een bericht dat bijna geheel in hoofdletters staat.
    """
    token = tokens[naam]
    omgekeerd = voor_voorletters(tokens, naam)
    cue = omgekeerd or kern > begin or na_titel(tokens, begin) or na_naamcue(tokens, begin)
    if token.voorletters or _is_geen_naam(tokens, begin, kern, naam):
        return Oordeel.ZEKER if cue and token.voorletters else Oordeel.GEEN
    if token.bezet:
        return _plaats_als_achternaam(tokens, kern, naam, cue=cue)
    if not token.hoofdletter:
        rol = na_rol(tokens, begin)
        return _klein(tokens, kern, naam, titel=cue, cue=cue or rol)
    if not hoofdletters_tellen:
        return Oordeel(token.woord.achternaam)
    afkorting = token.afkorting and not (omgekeerd or kern > begin)
    ter = _is_ter(tokens, kern, naam)
    if afkorting or (token.woord.klein and not (token.woord.achternaam or ter)):
        return Oordeel.GEEN
    return Oordeel.ZEKER if cue else _groot(tokens, kern, naam)


def _is_geen_naam(tokens: Sequence[Token], begin: int, kern: int, naam: int) -> bool:
    """Waar voor een straat of instelling, voor "mevrouw de Voorzitter" en voor "ik ben Jan"."""
    ding = any(t.ding for t in tokens[begin : naam + 1]) and not na_aanspreekvorm(tokens, begin)
    woord = tokens[naam].woord
    functie = kern + 1 == naam and woord.rol and not woord.achternaam
    ik_ben = tokens[kern].kaal == "ben" and kern > 0 and tokens[kern - 1].kaal == "ik"
    return ding or functie or (ik_ben and kern == begin)


def _plaats_als_achternaam(tokens: Sequence[Token], kern: int, naam: int, *, cue: bool) -> Oordeel:
    """Beoordeel "Van Oosterhout" en "ter Horst": een achternaam die op een plaats lijkt."""
    eerste = tokens[kern]
    # "mevrouw van Houten", niet "mevrouw van Dimence".
    als_plaats = (tokens[naam].kaal,) in eigennamen("plaatsen")
    if na_titel(tokens, kern) and (eerste.hoofdletter or als_plaats):
        return Oordeel.ZEKER
    # "in Den Bosch": "in" zelf is ook een tussenvoegsel, zoals in "in 't Veld".
    if eerste.bezet or (eerste.kaal in _PLAATS_NA and tokens[kern + 1].bezet):
        return Oordeel.GEEN
    if not eerste.hoofdletter:
        sterk = not _STERK.isdisjoint(t.kaal for t in tokens[kern:naam])
        # "van Ommen dreigt"
        opent = eerste.kaal == "van" and eerste.opent_zin and naam == kern + 1
        dreigt = opent and als_plaats and voor_werkwoord(tokens, naam, streng=True)
        return Oordeel(sterk or dreigt)
    if cue and tokens[naam].hoofdletter:
        return Oordeel.ZEKER
    voegsel = eerste.kaal == "van" or _is_ter(tokens, kern, naam)
    # "Van Oosterhout is ziek", niet "Van Buurtzorg komt iemand".
    plaats_of_ter = als_plaats or eerste.kaal in _TER
    als_mens = not eerste.opent_zin or (plaats_of_ter and voor_werkwoord(tokens, naam))
    return Oordeel(voegsel and tokens[naam].hoofdletter and als_mens)


def _is_ter(tokens: Sequence[Token], kern: int, naam: int) -> bool:
    """Waar voor "Ter Haar" en "Ten Brink": in gewone tekst krijgt "ter" geen hoofdletter mee."""
    eerste = tokens[kern]
    return (
        kern + 1 == naam
        and eerste.kaal in _TER
        and eerste.hoofdletter
        and tokens[naam].hoofdletter
        and not eerste.bezet
    )


def _klein(tokens: Sequence[Token], kern: int, naam: int, *, titel: bool, cue: bool) -> Oordeel:
    woord = tokens[naam].woord
    voegsels = [t.kaal for t in tokens[kern:naam]]
    if not tokens[naam].bezet and voegsels == ["de"] and _is_de_achternaam(tokens, naam):
        return Oordeel.ZEKER if cue else Oordeel.TWIJFEL
    van_der = len(voegsels) > 1 and voegsels[-1] in _ALLEEN_IN_NAMEN
    if tokens[naam].bezet or (woord.klein and not (woord.achternaam and (cue or van_der))):
        return Oordeel.GEEN
    # "de heer des huizes": de tweede naamval, geen achternaam.
    if voegsels == ["des"] and not woord.achternaam:
        return Oordeel.GEEN
    if not cue:
        ding = woord.kaal in woordenlijst("ding_en_naam")
        vast = woord.achternaam and not (woord.gewoon or ding)
        in_paar = kern > 1 and opent_achternamenpaar(tokens, kern - 2)
        mens = in_paar or _als_lijdend(tokens, kern, naam)
        return Oordeel(vast or mens or _klein_als_onderwerp(tokens, kern, naam))
    sterk = voegsels[-1] in _STERK
    # "mevrouw van wijk": een gewoon ding had een lidwoord gehad ("meneer van de bank").
    if titel and voegsels == ["van"] and woord.achternaam:
        return Oordeel.ZEKER
    past = woord.achternaam or (titel and (sterk or not woord.gewoon))
    # "mevrouw van de overkant" en "meneer van hiernaast" zijn geen namen.
    van_iets = voegsels == ["van"] or (len(voegsels) > 1 and voegsels[-1] in {"de", "het"})
    return Oordeel.ZEKER if past and not (van_iets and woord.in_lijst) else Oordeel.GEEN


def _als_lijdend(tokens: Sequence[Token], kern: int, naam: int) -> bool:
    """Waar voor "van dijk" in "we hebben van dijk gebeld": een ding had een lidwoord gehad."""
    if kern + 1 != naam or tokens[kern].kaal != "van" or not tokens[naam].woord.achternaam:
        return False
    if not kern or naam + 1 >= len(tokens) or not tokens[naam + 1].aansluitend:
        return False
    return tokens[kern - 1].kaal in _HEBBEN and tokens[naam + 1].kaal in _MET_IEMAND_GEDAAN


def _klein_als_onderwerp(tokens: Sequence[Token], kern: int, naam: int) -> bool:
    """Waar voor "de vries stond", "van dam zegt" en "van den berg", niet voor "van belang is".

    Het woord zelf is ook gewoon Nederlands; alleen de plek en het tussenvoegsel maken er een naam
    van.
    """
    woord, voegsels = tokens[naam].woord, [t.kaal for t in tokens[kern:naam]]
    # "van der" en "van den" staan in gewoon Nederlands alleen nog in een naam.
    if len(voegsels) > 1 and voegsels[-1] in _ALLEEN_IN_NAMEN:
        return True
    if not woord.achternaam:
        onbekend = len(voegsels) > 1 and not woord.gewoon and tokens[kern].opent_zin
        return onbekend and voor_werkwoord(tokens, naam)
    if not _STERK.isdisjoint(voegsels[1:]):
        return True
    if not tokens[kern].opent_zin:
        return False
    sterk = not _STERK.isdisjoint(voegsels)
    if voegsels == ["van"] and woord.in_lijst:
        return voor_werkwoord(tokens, naam, streng=True)
    gewoon = woord.in_lijst or woord.kaal in woordenlijst("ding_en_naam")
    return (sterk or not gewoon) and voor_werkwoord(tokens, naam)


def _is_de_achternaam(tokens: Sequence[Token], naam: int) -> bool:
    """Waar voor "de groot, die" en voor "de jager dreigt" aan het begin van een zin.

    "de groot" is zonder naam geen Nederlands, tenzij er nog iets bij "groot" hoort.
    """
    kaal = tokens[naam].kaal
    if kaal in _NOOIT_ZELFSTANDIG:
        if naam + 1 == len(tokens) or not tokens[naam + 1].aansluitend:
            return True
        volgende = tokens[naam + 1].woord
        return volgende.klein or volgende.kaal in woordenlijst("werkwoorden")
    begint = tokens[naam - 1].opent_zin
    return begint and kaal in _OOK_ACHTERNAAM and voor_werkwoord(tokens, naam, streng=True)


def _groot(tokens: Sequence[Token], kern: int, naam: int) -> Oordeel:
    """Beoordeel "van Leeuwen" zonder iets ervoor dat een naam aankondigt."""
    token, eerste = tokens[naam], tokens[kern]
    voegsels = [t.kaal for t in tokens[kern:naam]]
    lidwoord = voegsels in (["de"], ["het"], ["'t"])
    ding = token.kaal in INSTANTIES and (not eerste.hoofdletter or lidwoord)
    if ding or (lidwoord and _na_plek(tokens, kern)):
        return Oordeel.GEEN
    opent_met_lidwoord = lidwoord and eerste.opent_zin
    # "De Jong en Postma": het tweede lid is een naam, dus het eerste ook.
    in_paar = opent_met_lidwoord and token.kaal in _NOOIT_ZELFSTANDIG and voor_naam(tokens, naam)
    familie = in_paar or (lidwoord and _is_familie(token))
    if familie or _verkort_het(tokens, kern, voegsels, token):
        return Oordeel.TWIJFEL
    als_mens = voor_werkwoord(tokens, naam) or voor_naam(tokens, naam)
    if token.woord.achternaam and (als_mens or not opent_met_lidwoord):
        return Oordeel.ZEKER
    groot = eerste.hoofdletter and not eerste.opent_zin and not lidwoord
    als_naam = groot and not token.woord.in_lijst and not token.woord.voornaam
    # "Van der" en "van den" met een hoofdletter erachter staan alleen nog in namen.
    vast = eerste.hoofdletter and len(voegsels) > 1 and voegsels[-1] in _ALLEEN_IN_NAMEN
    onbekend = voegsels == ["van"] and _is_onderwerp(tokens, naam)
    ter = _is_ter(tokens, kern, naam) and (not eerste.opent_zin or als_mens)
    if als_naam or vast or onbekend or ter:
        return Oordeel.TWIJFEL
    if token.woord.gewoon or token.kaal.endswith(_INWONER):
        return Oordeel.GEEN
    return Oordeel(not _STERK.isdisjoint(voegsels) or heeft_naamvorm(token.tekst))


def _is_onderwerp(tokens: Sequence[Token], naam: int) -> bool:
    """Waar voor "Van Doorne werkt niet mee", niet voor "Van Jeugdzorg hoorde ik niets"."""
    woord = tokens[naam].woord
    if woord.in_lijst or woord.kaal.endswith(_INWONER) or not voor_werkwoord(tokens, naam):
        return False
    return naam + 2 >= len(tokens) or tokens[naam + 2].kaal not in _PERSOONLIJK


def _na_plek(tokens: Sequence[Token], kern: int) -> bool:
    return bool(kern) and tokens[kern].aansluitend and tokens[kern - 1].kaal in PLEKWOORDEN


def _verkort_het(tokens: Sequence[Token], kern: int, voegsels: Sequence[str], naam: Token) -> bool:
    """Waar voor "dat 't Hart": wie "het" verkort, schrijft een ding erachter zonder hoofdletter."""
    if voegsels == ["van", "'t"]:
        return naam.woord.gewoon
    return voegsels == ["'t"] and kern > 0 and not tokens[kern].opent_zin


def _is_familie(token: Token) -> bool:
    """Waar voor "de Dekkertjes" en "de Jansens": een achternaam in het meervoud."""
    meervoud = _MEERVOUD.fullmatch(token.kaal)
    if meervoud is None:
        return False
    enkel = str(meervoud[1])
    return Woord(enkel, enkel).achternaam
