"""Theorieën, ziektes, instellingen en heiligen: namen van mensen die hier geen mens noemen.

"De roos van Leary", "Willem Schrikker vraagt" en "hij bidt tot Maria" gaan niet over iemand uit de
casus. De woorden eromheen maken dat uit; de namen zelf staan in `privacy/data/`.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from privacy.lexicon import eigennamen, hulplijst, namenlijst
from privacy.naamding import vooruit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from privacy.tokens import Token

# Achter "wet van" staat altijd een vernoeming; "ziekte van" en "methode van" kan ook van een cliënt
# zijn, daar telt alleen een bekende naam.
_STERKE_KOPPEN = hulplijst("wet_van")
_KOPPEN = _STERKE_KOPPEN | hulplijst("vernoemde_koppen")
_KORTSTE_STAART = 6
_LANGE_KOPPEN = tuple(kop for kop in _KOPPEN if len(kop) >= _KORTSTE_STAART)
_LANGE_STERKE_KOPPEN = tuple(kop for kop in _STERKE_KOPPEN if len(kop) >= _KORTSTE_STAART)
_HEILIGEN = hulplijst("heiligen")
_HEILIGE_TITELS = hulplijst("heilige_titels")
_HEILIG_GEZELSCHAP = hulplijst("heilig_gezelschap")
_HEILIGE_DINGEN = hulplijst("heilige_dingen")
_GELOVEN = hulplijst("geloven")
_GELOOF_IN = frozenset({"tot", "in", "over"})
_TERUG = 5
# Een tikfout in een lange achternaam, of een andere vorm van de voornaam ("Willem", "William").
_BEGIN = 2
_LANGE_NAAM = 7
_GELIJKE_ACHTERNAAM = 0.85
_GELIJKE_VOORNAAM = 0.7


def merk_vernoemd(tokens: Sequence[Token]) -> None:
    """Merk elk woord dat een vernoeming, instelling of heilige noemt.

    Args:
        tokens: de woorden van het bericht; `ding` en `bezet` worden hier gezet.
    """
    for plek in range(len(tokens)):
        einde = max(_einde_eponiem(tokens, plek), _einde_instelling(tokens, plek))
        if einde == plek and tokens[plek].kaal in _HEILIGEN and _is_heilige(tokens, plek):
            einde += 1
        for token in tokens[plek:einde]:
            token.ding = token.bezet = True


def _einde_eponiem(tokens: Sequence[Token], plek: int) -> int:
    """Geef waar de naam in "schaal van Glasgow" en "Belbin test" eindigt, of `plek`."""
    einde = plek + _lengte_in_lijst(tokens, plek, "eponiemen")
    if plek > 1 and tokens[plek].aansluitend and tokens[plek - 1].kaal == "van":
        kop = tokens[plek - 2].kaal
        if einde > plek and (kop in _KOPPEN or kop.endswith(_LANGE_KOPPEN)):
            return einde
        sterk = kop in _STERKE_KOPPEN or kop.endswith(_LANGE_STERKE_KOPPEN)
        if sterk and not tokens[plek].woord.voornaam:
            return vooruit(tokens, plek) + 1
    if plek < einde < len(tokens) and tokens[einde].aansluitend and tokens[einde].kaal in _KOPPEN:
        return einde
    return plek


def _lengte_in_lijst(tokens: Sequence[Token], plek: int, lijst: str) -> int:
    for lengte in namenlijst(lijst).get(tokens[plek].woord.geschreven, ()):
        stuk = tokens[plek : plek + lengte]
        los = any(not token.aansluitend for token in stuk[1:])
        if not los and tuple(t.woord.geschreven for t in stuk) in eigennamen(lijst):
            return lengte
    return 0


@cache
def _instellingen() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Geef de instellingen met een voor- en achternaam, per begin van de voornaam."""
    per_begin: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for naam in eigennamen("instellingen_naar_mens"):
        per_begin[naam[0][:_BEGIN]].append(naam)
    return {begin: tuple(namen) for begin, namen in per_begin.items()}


def _einde_instelling(tokens: Sequence[Token], plek: int) -> int:
    """Geef waar een instelling eindigt, ook als haar naam net anders geschreven is."""
    for naam in _instellingen().get(tokens[plek].kaal[:_BEGIN], ()):
        stuk = tokens[plek : plek + len(naam)]
        if len(stuk) == len(naam) and all(t.aansluitend for t in stuk[1:]) and _lijkt(stuk, naam):
            return plek + len(naam)
    return plek


def _lijkt(stuk: Sequence[Token], naam: tuple[str, ...]) -> bool:
    geschreven = tuple(token.kaal for token in stuk)
    if geschreven == naam:
        return True
    laatste = stuk[-1]
    if geschreven[1:-1] != naam[1:-1] or laatste.kaal[:1] != naam[-1][:1]:
        return False
    if laatste.kaal != naam[-1] and (laatste.woord.achternaam or len(naam[-1]) < _LANGE_NAAM):
        return False
    return (
        len(naam[-1]) >= _LANGE_NAAM
        and _gelijk(laatste.kaal, naam[-1]) >= _GELIJKE_ACHTERNAAM
        and _gelijk(geschreven[0], naam[0]) >= _GELIJKE_VOORNAAM
    )


def _gelijk(een: str, ander: str) -> float:
    # Een woord van duizend letters is geen naam, en vergelijken kost dan te veel.
    if abs(len(een) - len(ander)) > 2:  # noqa: PLR2004
        return 0.0
    return SequenceMatcher(None, een, ander, autojunk=False).ratio()


def _is_heilige(tokens: Sequence[Token], plek: int) -> bool:
    """Waar in "bidt tot Maria" en "de profeet Mohammed", niet in "Maria bidt"."""
    if _naast_heilige(tokens, plek):
        return True
    if not plek or not tokens[plek].aansluitend:
        return False
    ervoor = tokens[plek - 1].kaal
    if ervoor in _HEILIGE_TITELS:
        return True
    if ervoor == "van":
        return plek > 1 and tokens[plek - 2].kaal in _HEILIGE_DINGEN
    geloof = (token.kaal in _GELOVEN for token in tokens[max(0, plek - 1 - _TERUG) : plek - 1])
    return ervoor in _GELOOF_IN and any(geloof)


def _naast_heilige(tokens: Sequence[Token], plek: int) -> bool:
    """Waar voor "Maria" in "Jezus en Maria"."""
    ervoor = plek > 1 and tokens[plek - 1].kaal in {"en", "of"}
    erachter = plek + 2 < len(tokens) and tokens[plek + 1].kaal in {"en", "of"}
    return bool(
        (ervoor and _is_gezelschap(tokens[plek - 2]))
        or (erachter and tokens[plek + 2].kaal in _HEILIG_GEZELSCHAP)
    )


def _is_gezelschap(token: Token) -> bool:
    return token.kaal in _HEILIG_GEZELSCHAP or (token.ding and token.kaal in _HEILIGEN)
