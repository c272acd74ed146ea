"""Of een datum bij een document, wet of voorval hoort en niet bij een mens.

Een geboortedatum staat los achter een mens ("man 12-3-1984"). Een andere datum wordt ingeleid: door
een voorzetsel ("op 3 mei 2009", "de wet van ...") of door het ding zelf ("aangifte 7-7-2007").
"""

from __future__ import annotations

import re

from privacy.lexicon import Woord, hulplijst, kaal, woordenlijst

_WOORD = re.compile(r"[^\W\d_][\w.'’/-]*|\d+")
_WEEKDAG = re.compile(
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag[,]? ?$|\b(?:ma|di|wo|do|vr|za|zo)\.? $",
    re.IGNORECASE,
)
_HAAKJES = re.compile(r"\([^()]{0,40}\)")
_TUSSEN = re.compile(r"[ :(=-]{0,3}$")
_INLEIDERS = hulplijst("datum_inleiders")
_DINGEN = hulplijst("datum_dingen")
_INSTANTIES = hulplijst("instanties")
_PERSOONLIJK = hulplijst("persoonlijk")
_KOPPELWOORDEN = frozenset({"is", "was", "zijn", "waren"})
_GERECHTEN = hulplijst("gerechten")
_BIJ_GERECHT = 3
_KORTSTE_STAART = 4


def is_andere_datum(voor: str) -> bool:
    """Zeg of de tekst voor een datum er iets anders dan een geboortedatum van maakt.

    Args:
        voor: de laatste tekens voor de datum; een woord als "geboren" is al uitgesloten.
    """
    stuk = _WEEKDAG.sub("", voor)
    tussen = _TUSSEN.search(stuk)
    einde = tussen.start() if tussen else len(stuk)
    ruw = _WOORD.findall(_HAAKJES.sub("", stuk[:einde]))
    woorden = [kaal(woord).strip(".") for woord in ruw]
    if not woorden:
        return False
    laatste = woorden[-1]
    if not _GERECHTEN.isdisjoint(woorden[-_BIJ_GERECHT:]):
        return True
    if laatste == "van" and stuk.endswith("van "):
        return len(woorden) > 1 and _is_ding_met_datum(ruw, woorden)
    if stuk.endswith(" ") and laatste in _INLEIDERS:
        return True
    return _noemt_ding(laatste)


def _is_ding_met_datum(ruw: list[str], woorden: list[str]) -> bool:
    """Waar voor "het convenant is van" en "met ingang van", niet voor "hij is van"."""
    plek = len(woorden) - 2
    if woorden[plek] in _KOPPELWOORDEN:
        plek -= 1
        if plek < 0:
            return False
    if woorden[plek] in _PERSOONLIJK or woorden[plek] in woordenlijst("titels"):
        return False
    if woorden[plek].isdigit():
        return True
    woord = Woord(woorden[plek], woorden[plek])
    opent = plek == 0
    als_naam = woord.bekend and ruw[plek][:1].isupper() and not opent
    if als_naam and woord.kaal not in _INSTANTIES:
        return False
    return not (woord.rol or woord.eenduidig) and woord.gewoon


def _noemt_ding(woord: str) -> bool:
    return woord in _DINGEN or any(
        woord.endswith(ding) and len(woord) > len(ding)
        for ding in _DINGEN
        if len(ding) > _KORTSTE_STAART
    )
