"""Zien of een bericht vraagt bij wie je moet zijn: `waar meld ik dit`, `wie pakt dit op`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge import lexiconbestand
from knowledge.casus import Lezing, lees_casus
from knowledge.casusfeiten import AANPAK, KETEN
from knowledge.casusvorm import noemt_iemand
from knowledge.casuswoorden import PROBLEEM
from knowledge.patroon import Codering
from knowledge.probleemlezing import lees_probleem
from knowledge.taal import KOMMA, ZIN_EINDE, woorden
from knowledge.vraagdeel import is_losse_vraag, vraagdeel
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from re import Pattern

BESTAND = lexiconbestand.MAP / "routevraag.yml"
_ZEKER = 0.9
_MINSTENS_WOORDEN = 3
_HOOGSTENS_WOORDEN = 45
_HOOGSTENS_ZINNEN = 5
_GELEERD_OVER_IEMAND = 0.3
_GELEERD = 0.6
_COMPLEX = ("ketenoverstijgend", "regulier_doorlopen", "gebiedsgebonden")
_VAST = ("zorgcomponent", "veiligheidscomponent", "ketenoverstijgend", "regulier_doorlopen")
_ALLES_GEPROBEERD = "alles_geprobeerd"
_ALLEEN_WAAR = 5
_AANLOOP = 2


def vraagt_route(tekst: str) -> bool:
    """Of een bericht vraagt wie dit oppakt of waar het heen moet.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = _patronen()
    alle = woorden(tekst)
    normen = [woord.norm for woord in alle if woord.norm not in {ZIN_EINDE, KOMMA}]
    if len(normen) > 1 and normen[-1] in lijst.slotwoorden:
        return True
    code = lijst.codering.codeer(alle)
    if any(regel.search(code) for regel in lijst.regels):
        return True
    deel = "" if is_losse_vraag(tekst) else vraagdeel(tekst)
    vraag = lijst.codering.codeer(woorden(deel))
    gevonden = (regel.search(vraag) for regel in lijst.na_verhaal)
    return any(treffer and _vooraan(vraag, treffer.start()) for treffer in gevonden)


def _vooraan(code: str, plek: int) -> bool:
    """Of een woord vooraan in een zin staat, op een aanloop als `maar bij` na."""
    return plek - 1 - code.rfind(ZIN_EINDE, 0, plek) <= _AANLOOP


def zoekt_contact(tekst: str) -> bool:
    """Of een bericht een probleem beschrijft en vraagt wie dat oppakt.

    Args:
        tekst: het bericht van de professional.
    """
    return vraagt_route(tekst) and _noemt_probleem(tekst)


def vraagt_alleen_waar(tekst: str) -> bool:
    """Of een bericht alleen vraagt bij wie je moet zijn en nog niet waarvoor: `waar meld ik dit?`.

    Args:
        tekst: het bericht van de professional.
    """
    kort = len(tekst.split()) <= _ALLEEN_WAAR
    return kort and vraagt_route(tekst) and not lees_casus(tekst).bevindingen


def is_melding(tekst: str) -> bool:
    """Of een bericht in een paar korte zinnen zegt wat er speelt, zoals aan de telefoon.

    Een zaak die op meer kanten vastloopt is geen melding: daar gaat de toets voor.

    Args:
        tekst: het bericht van de professional.
    """
    alle = woorden(tekst.strip().rstrip(".!"))
    zinnen = 1 + sum(woord.norm == ZIN_EINDE for woord in alle)
    if zinnen > _HOOGSTENS_ZINNEN or not _MINSTENS_WOORDEN <= len(alle) <= _HOOGSTENS_WOORDEN:
        return False
    if is_losse_vraag(tekst) and not vraagt_route(tekst):
        return False
    return _noemt_probleem(tekst) and not _is_complex(lees_casus(tekst))


def zit_op_alle_kanten_vast(tekst: str) -> bool:
    """Of een zaak zorg en veiligheid vraagt en de gewone wegen in meer ketens al vastliepen.

    Dan wijst geen enkel contact de weg maar de toets (S1 4.2).

    Args:
        tekst: het bericht van de professional.
    """
    gelezen = lees_casus(tekst).conclusies
    return all(naam in gelezen and gelezen[naam].waarde == "ja" for naam in _VAST)


def vraagt_wie_samen(tekst: str) -> bool:
    """Of een bericht vraagt wie een zaak met zorg en veiligheid oppakt die vastloopt.

    Args:
        tekst: het bericht van de professional.
    """
    lezing = lees_casus(tekst)
    gelezen = lezing.conclusies
    beide = all(naam in gelezen and gelezen[naam].waarde == "ja" for naam in _VAST[:2])
    return vraagt_route(tekst) and beide and _is_complex(lezing)


def _is_complex(lezing: Lezing) -> bool:
    gelezen = lezing.conclusies
    if any(naam in gelezen and gelezen[naam].waarde == "ja" for naam in _COMPLEX):
        return True
    geldend = [feit for feit in lezing.feiten if feit.geldt]
    ketens = {feit.waarde for feit in geldend if feit.soort == KETEN}
    alles = any((feit.soort, feit.waarde) == (AANPAK, _ALLES_GEPROBEERD) for feit in geldend)
    return alles and len(ketens) > 1


def _noemt_probleem(tekst: str) -> bool:
    if any(
        bevinding.code == PROBLEEM and bevinding.zekerheid >= _ZEKER
        for bevinding in lees_casus(tekst).bevindingen
    ):
        return True
    kans = lees_probleem(tekst).kans
    return kans >= (_GELEERD_OVER_IEMAND if noemt_iemand(tekst) else _GELEERD)


class _Patronen(NamedTuple):
    codering: Codering
    regels: tuple[Pattern[str], ...]
    na_verhaal: tuple[Pattern[str], ...]
    slotwoorden: frozenset[str]


@cache
def _patronen() -> _Patronen:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("begrippen", "vraagt", "na_verhaal", "slotwoorden"))
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    regels, verhaal = (
        lexiconbestand.patronen(BESTAND, inhoud, naam, begrippen)
        for naam in ("vraagt", "na_verhaal")
    )
    codering = Codering((*regels, *verhaal), ())
    return _Patronen(
        codering,
        tuple(map(codering.regex, regels)),
        tuple(map(codering.regex, verhaal)),
        frozenset(inhoud["slotwoorden"]),
    )
