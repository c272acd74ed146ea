"""Straten, scholen, klinieken en bedrijven die naar een mens heten.

"De Professor van der Scheerlaan", "het Van der Valk hotel" en "bakkerij Van Vessem" zijn dingen,
ook al staat er een achternaam in. Een ding heeft een lidwoord of een soortwoord bij zich, een mens
niet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import Woord, eigennamen, hulplijst, woordenlijst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

_STRAAT = re.compile(
    r".{2,}(?:straat|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|boulevard|weg|allee"
    r"|stichting|instituut|gymnasium)|.{3,}(?:kliniek|school|college|lyceum|ziekenhuis|huis)"
)
_STRAATSTAM = re.compile(r"(.{2,}?)(?:straat|laan|plein|gracht|kade|singel|steeg|dreef|weg)")
# Deze uitgangen komen ook in achternamen voor ("Kerkhof"); dan is "in de" of "op het" nodig.
_PLEK = re.compile(
    r".{3,}(?:hof|park|brug|poort|dijk|wal|hoek|baan|pad|markt|oever|weide|haven|plaats|toren|hal"
    r"|bos|tunnel|sluis|werf|court|veld|singels?|hoeve|erf|viaduct|centrum)"
)
_VASTE_LIDWOORDEN = frozenset({"de", "het"})
_LIDWOORDEN = _VASTE_LIDWOORDEN | {"een"}
_HET = frozenset({"het", "'t"})
_VOEGSELS = hulplijst("binnenvoegsels")
_PLEKVOOR = hulplijst("plek_voor")
_BINNEN = frozenset({"in", "op", "uit", "vanuit", "binnen"})
# "over de Kevin Jansen" kan een mens zijn, "in de Jan Evertsen" niet.
_TER_PLAATSE = _BINNEN | {"langs", "rond", "rondom", "achter", "tegenover", "nabij"}
_STRAATEER = hulplijst("straateer")
_VOOR_HET = _PLEKVOOR | {"met", "volgens", "namens", "en"}
_STUK_STRAAT = hulplijst("stuk_straat")
_AANSPREEK = hulplijst("aanspreek")
_NAAMKOPPEN = hulplijst("naamkoppen")
_PERSOONSKOPPEN = hulplijst("persoonskoppen")
_VERNOEMDE_KOPPEN = hulplijst("vernoemde_koppen") | hulplijst("wet_van")
_MEERVOUD = re.compile(r"(.{3,}?)(?:t?jes|'?s)")
_LANGSTE_REEKS = 7
_KORTSTE_REEKS = 2
_KORTSTE_STAART = 6
_LANGSTE_WOORD = 40


def merk_dingen(tokens: Sequence[Token]) -> None:
    """Merk elk woord dat bij zo'n straat, instelling of bedrijf hoort.

    Args:
        tokens: de woorden van het bericht; `ding` en `bezet` worden hier gezet.
    """
    for plek, token in enumerate(tokens):
        if "-" in token.kaal and _is_samengesteld_ding(token):
            _merk(tokens, _terug(tokens, plek)[0] if token.hoofdletter else plek, plek)
        elif not token.woord.achternaam and (
            _STRAAT.fullmatch(token.kaal) or _PLEK.fullmatch(token.kaal)
        ):
            _merk_kop(tokens, plek)
        elif plek and token.aansluitend and token.kaal in _soortwoorden():
            _merk_voor_soortwoord(tokens, plek)
        _merkvooruit(tokens, plek)


def _merkvooruit(tokens: Sequence[Token], plek: int) -> None:
    """Merk wat achter een lidwoord, een soortwoord of "Sint" staat."""
    token = tokens[plek]
    if token.kaal in _LIDWOORDEN | _HET:
        _merk_na_lidwoord(tokens, plek)
    elif token.tekst == "Sint" and vooruit(tokens, plek + 1) > plek:
        # "Sint Franciscus": een heilige geeft zijn naam aan een gebouw, dorp of feest.
        _merk(tokens, plek, plek + 1)
    elif _is_soort(token.kaal):
        _merk_na_soortwoord(tokens, plek)


def _soortwoorden() -> frozenset[str]:
    return woordenlijst("organisatie_na") | _NAAMKOPPEN


def _is_samengesteld_ding(token: Token) -> bool:
    """Waar voor "Salduz-arrest", "wet-Victor" en "jan-boerenfluitjes", niet voor "Smit-Bos"."""
    delen = token.kaal.split("-")
    if (delen[0],) in eigennamen("eponiemen") and delen[-1] in _VERNOEMDE_KOPPEN:
        return True
    if "en" in delen or delen[-1] in _soortwoorden() or delen[0] in {"wet", "methode", "sint"}:
        return True
    laatste = Woord(delen[-1], delen[-1])
    gewoon = laatste.gewoon and not (laatste.tussenvoegsel or laatste.bekend or laatste.rol)
    # Het tweede deel van een dubbele naam heeft zelf een hoofdletter: "Smit-Bos".
    klein = token.tekst.rsplit("-", 1)[-1].islower()
    return gewoon and klein and delen[-1] not in _PERSOONSKOPPEN


def _merk_kop(tokens: Sequence[Token], plek: int) -> None:
    """Merk "Jan Steenkade" en "Van der Helsthof"."""
    begin, lidwoord = _terug(tokens, plek)
    if _STRAAT.fullmatch(tokens[plek].kaal):
        vast = tokens[plek].hoofdletter and begin < plek and tokens[begin].kaal in _STRAATEER
        if (lidwoord or vast) and not _mens_bij_straat(tokens, begin, plek):
            _merk(tokens, begin, plek)
        elif tokens[plek].hoofdletter and tokens[plek].bezet:
            tokens[plek].ding = True
    elif lidwoord and _na_plekwoord(tokens, begin):
        _merk(tokens, begin, plek)


def _mens_bij_straat(tokens: Sequence[Token], begin: int, kop: int) -> bool:
    """Waar voor "Fatima Kerkstraat", niet voor "Jan Steenstraat": Steen is ook een achternaam."""
    soort = _STRAATSTAM.fullmatch(tokens[kop].kaal)
    if begin == kop or soort is None or not tokens[begin].woord.eenduidig:
        return False
    stam = Woord(soort[1], soort[1])
    return stam.in_lijst and not stam.bekend


def _merk_voor_soortwoord(tokens: Sequence[Token], plek: int) -> None:
    """Merk "Thomas a Kempis College" en, na een lidwoord, "Van der Valk hotel"."""
    begin, lidwoord = _terug(tokens, plek - 1, klein=not tokens[plek - 1].hoofdletter)
    if begin >= plek:
        return
    groot = tokens[plek].hoofdletter and tokens[begin].hoofdletter
    voluit = plek - begin >= _KORTSTE_REEKS or tokens[begin - 1].kaal not in _LIDWOORDEN
    if lidwoord and (groot or voluit):
        _merk(tokens, begin, plek - (not groot))
    elif groot and tokens[plek - 1].bezet:
        _merk(tokens, begin, plek)


def _merk_na_lidwoord(tokens: Sequence[Token], plek: int) -> None:
    """Merk "in de Dr. S. van Mesdag", "op de Jan Evertsen" en "in een Van der Valk"."""
    slot = vooruit(tokens, plek + 1)
    if slot <= plek:
        return
    if _is_het_van_ding(tokens, plek, slot):
        _merk(tokens, plek + 1, slot)
        return
    eerste = tokens[plek + 1]
    voor = tokens[plek - 1].kaal if plek else ""
    groot = [t for t in tokens[plek + 1 : slot + 1] if t.hoofdletter]
    if _is_meervoud(tokens[slot]) or len(groot) < _KORTSTE_REEKS:
        return
    titel = eerste.kaal in _STRAATEER or eerste.voorletters
    vast = tokens[plek].kaal in _VASTE_LIDWOORDEN
    tweede = groot[1].woord
    onbekend = not (tweede.gewoon or tweede.voornaam or groot[1].bezet or groot[1].voorletters)
    voluit = vast and eerste.woord.voornaam and (tweede.achternaam or onbekend)
    voegsel = eerste.woord.tussenvoegsel and not eerste.woord.voornaam
    na_plek = voor in _PLEKVOOR
    # "de Van Boeijen": een mens heeft geen lidwoord voor zijn tussenvoegsel.
    klein_lidwoord = vast and not tokens[plek].hoofdletter
    if (
        (titel and vast and voor in _BINNEN)
        or (voegsel and (na_plek or klein_lidwoord))
        or (voluit and (voor in _TER_PLAATSE or _bij_stuk_straat(tokens, plek)))
    ):
        _merk(tokens, plek + 1, slot)


def _bij_stuk_straat(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "de" in "op de hoek van de Jan Evertsen"."""
    return plek > 1 and tokens[plek - 1].kaal == "van" and tokens[plek - 2].kaal in _STUK_STRAAT


def _is_het_van_ding(tokens: Sequence[Token], plek: int, slot: int) -> bool:
    """Waar in "Het Johannes de Deo vraagt": een mens heeft geen "het" voor zijn naam.

    In "ik heb het Fatima verteld" en "dat het Kevin niet lukt" is "het" geen lidwoord; daarom telt
    het alleen aan het begin van een zin of achter een voorzetsel.
    """
    lidwoord, eerste = tokens[plek], tokens[plek + 1]
    if lidwoord.kaal not in _HET or eerste.kaal.rstrip(".") in _AANSPREEK or eerste.afkorting:
        return False
    # "'t Hart" is een achternaam.
    if lidwoord.kaal == "'t" and (eerste.woord.achternaam or not eerste.woord.voornaam):
        return False
    # "door het Kevin te vertellen" en "het Jansen gezin"
    if slot + 1 < len(tokens) and tokens[slot + 1].kaal in _PERSOONSKOPPEN | {"te"}:
        return False
    return lidwoord.opent_zin or (lidwoord.aansluitend and tokens[plek - 1].kaal in _VOOR_HET)


def _merk_na_soortwoord(tokens: Sequence[Token], plek: int) -> None:
    """Merk "bakkerij Van Vessem" en "Huize Sint Jozef"."""
    slot = vooruit(tokens, plek + 1)
    if slot <= plek + 1 or tokens[plek + 1].kaal not in _VOEGSELS | {"sint", "st", "huize"}:
        return
    if tokens[plek + 1].tekst.isupper() or tokens[plek + 1].bezit:
        return
    _merk(tokens, plek + 1, slot)


def _terug(tokens: Sequence[Token], kop: int, *, klein: bool | None = None) -> tuple[int, bool]:
    """Zoek waar de reeks begint die op `kop` eindigt, en of er een lidwoord voor staat."""
    kleine_letters = not tokens[kop].hoofdletter if klein is None else klein
    begin = plek = kop
    if klein and not _past(tokens[kop], kleine_letters=True):
        return kop + 1, False
    while plek and kop - plek < _LANGSTE_REEKS and _loopt_terug(tokens, plek):
        if _past(tokens[plek - 1], kleine_letters=kleine_letters):
            begin = plek - 1
        elif tokens[plek - 1].kaal not in _VOEGSELS:
            break
        plek -= 1
    if tokens[begin].kaal in _LIDWOORDEN and begin < kop:
        # "De Van Woustraat is berucht"
        return begin + 1, True
    voegsels = begin - plek > 1 and not tokens[begin].woord.voornaam
    if voegsels and tokens[plek].kaal in _LIDWOORDEN:
        # "de van der Capellenstraat"; de voegsels horen bij de straat, maar niet bij een voornaam.
        return plek + 1, True
    # "van de Kerkhof" is ook een achternaam; dat weegt wie dit vraagt.
    return begin, bool(begin) and tokens[begin - 1].kaal in _LIDWOORDEN


def _loopt_terug(tokens: Sequence[Token], plek: int) -> bool:
    """Waar als het woord voor `plek` nog bij dezelfde naam kan horen."""
    ervoor, tussen = tokens[plek - 1], tokens[plek].tussen
    # "Bij de Jan Steenkade": die hoofdletter is van de zin.
    van_de_zin = ervoor.opent_zin and ervoor.kaal in _PLEKVOOR - _VOEGSELS
    return bool(tussen) and not (tussen.strip(". ") or tokens[plek].opent_zin or van_de_zin)


def _past(token: Token, *, kleine_letters: bool) -> bool:
    if token.kaal.rstrip(".") in _STRAATEER:
        return True
    if kleine_letters:
        woord = token.woord
        return (woord.bekend or not woord.gewoon) and not (woord.tussenvoegsel or woord.klein)
    return token.hoofdletter


def _is_soort(woord: str) -> bool:
    """Waar voor "hotel" en voor "tandartspraktijk"."""
    soorten = woordenlijst("organisatie_voor")
    if len(woord) > _LANGSTE_WOORD:
        return False
    return woord in soorten or any(
        woord[grens:] in soorten for grens in range(3, len(woord) - _KORTSTE_STAART + 1)
    )


def vooruit(tokens: Sequence[Token], begin: int) -> int:
    """Geef de plek van het laatste hoofdletterwoord van de reeks, of iets voor `begin`.

    Args:
        tokens: de woorden van het bericht.
        begin: waar de reeks begint.
    """
    slot = begin - 1
    for plek in range(begin, min(len(tokens), begin + _LANGSTE_REEKS)):
        token = tokens[plek]
        if token.tussen.strip(". ") or token.opent_zin:
            break
        if token.hoofdletter:
            slot = plek
        elif plek == begin or token.kaal not in _VOEGSELS:
            break
    return slot


def _na_plekwoord(tokens: Sequence[Token], begin: int) -> bool:
    """Waar in "op het Van der Helsthof": voor het lidwoord staat een woord van plaats."""
    plek = begin - 1
    return plek > 0 and tokens[plek - 1].kaal in _PLEKVOOR - {"van"}


def _is_meervoud(token: Token) -> bool:
    """Waar voor "Jansens" en "Vlietjes": een familie."""
    meervoud = _MEERVOUD.fullmatch(token.kaal)
    if meervoud is None or token.woord.achternaam:
        return False
    enkel = str(meervoud[1])
    return Woord(enkel, enkel).achternaam


def _merk(tokens: Sequence[Token], begin: int, slot: int) -> None:
    for token in tokens[begin : slot + 1]:
        token.ding = token.bezet = True
