"""Zien of een bericht vraagt bij wie je moet zijn: `waar meld ik dit`, `wie pakt dit op`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from knowledge import lexiconbestand
from knowledge.casus import lees_casus
from knowledge.casuswoorden import PROBLEEM
from knowledge.patroon import Codering
from knowledge.taal import KOMMA, ZIN_EINDE, woorden
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from re import Pattern

BESTAND = lexiconbestand.MAP / "routevraag.yml"
_ZEKER = 0.9
_HOOGSTENS_WOORDEN = 25
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
    """Of een bericht in één korte zin zegt wat er speelt, zoals aan de telefoon.

    Args:
        tekst: het bericht van de professional.
    """
    alle = woorden(tekst.strip().rstrip(".!"))
    een_zin = all(woord.norm != ZIN_EINDE for woord in alle)
    return een_zin and len(alle) <= _HOOGSTENS_WOORDEN and _noemt_probleem(tekst)


def _noemt_probleem(tekst: str) -> bool:
    return any(
        bevinding.code == PROBLEEM and bevinding.zekerheid >= _ZEKER
        for bevinding in lees_casus(tekst).bevindingen
    )


@cache
def _patronen() -> tuple[Codering, tuple[Pattern[str], ...], frozenset[str]]:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("begrippen", "vraagt", "slotwoorden"))
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    regels = lexiconbestand.patronen(BESTAND, inhoud, "vraagt", begrippen)
    codering = Codering(regels, ())
    return codering, tuple(map(codering.regex, regels)), frozenset(inhoud["slotwoorden"])
