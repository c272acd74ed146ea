"""Zien of een bericht vraagt bij wie je moet zijn: `waar meld ik dit`, `wie pakt dit op`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from knowledge import lexiconbestand
from knowledge.casus import Lezing, lees_casus
from knowledge.casusvorm import noemt_iemand
from knowledge.casuswoorden import PROBLEEM
from knowledge.patroon import Codering
from knowledge.probleemlezing import lees_probleem
from knowledge.taal import KOMMA, ZIN_EINDE, woorden
from knowledge.vraagdeel import is_losse_vraag
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from re import Pattern

BESTAND = lexiconbestand.MAP / "routevraag.yml"
_ZEKER = 0.9
_MINSTENS_WOORDEN = 3
_HOOGSTENS_WOORDEN = 45
_HOOGSTENS_ZINNEN = 3
_GELEERD_OVER_IEMAND = 0.3
_GELEERD = 0.6
_COMPLEX = ("ketenoverstijgend", "regulier_doorlopen", "gebiedsgebonden")
_VAST = ("zorgcomponent", "veiligheidscomponent", "ketenoverstijgend", "regulier_doorlopen")
_ALLEEN_WAAR = 5


def vraagt_route(tekst: str) -> bool:
    """Of een bericht vraagt wie dit oppakt of waar het heen moet.

    Args:
        tekst: het bericht van de professional.
    """
    codering, regels, slotwoorden = _patronen()
    alle = woorden(tekst)
    normen = [woord.norm for woord in alle if woord.norm not in {ZIN_EINDE, KOMMA}]
    if len(normen) > 1 and normen[-1] in slotwoorden:
        return True
    code = codering.codeer(alle)
    return any(regel.search(code) for regel in regels)


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
    return any(naam in gelezen and gelezen[naam].waarde == "ja" for naam in _COMPLEX)


def _noemt_probleem(tekst: str) -> bool:
    if any(
        bevinding.code == PROBLEEM and bevinding.zekerheid >= _ZEKER
        for bevinding in lees_casus(tekst).bevindingen
    ):
        return True
    kans = lees_probleem(tekst).kans
    return kans >= (_GELEERD_OVER_IEMAND if noemt_iemand(tekst) else _GELEERD)


@cache
def _patronen() -> tuple[Codering, tuple[Pattern[str], ...], frozenset[str]]:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("begrippen", "vraagt", "slotwoorden"))
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    regels = lexiconbestand.patronen(BESTAND, inhoud, "vraagt", begrippen)
    codering = Codering(regels, ())
    return codering, tuple(map(codering.regex, regels)), frozenset(inhoud["slotwoorden"])
