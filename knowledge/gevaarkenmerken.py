"""De kenmerken waarmee de kans op gevaar wordt geleerd en berekend.

Drie families: `letters` (een woord en zijn letterreeksen), `paren` (woorden, woordparen en de
begrippen van `lexicon/gevaar.yml`) en `vlaggen` (tijd, vraag, ontkenning en lengte).

Wie rekent onthoudt de som per woord; de reeksen zelf onthouden kostte tientallen megabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.gevaarwoorden import gevaarwoorden
from knowledge.taal import KOMMA, ZIN_EINDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FAMILIES = ("letters", "paren", "vlaggen")
_KORTSTE = 2
_LANGSTE = 5
_BEGIN = "^"
_MAX_WOORD = 40


def letters(woord: str) -> tuple[str, ...]:
    """Een woord met randen en al zijn letterreeksen; elke reeks één keer."""
    rand = f" {woord[:_MAX_WOORD]} "
    reeksen = (
        rand[plaats : plaats + lengte]
        for lengte in range(_KORTSTE, _LANGSTE + 1)
        for plaats in range(len(rand) - lengte + 1)
    )
    return tuple(dict.fromkeys([rand, *reeksen]))


def paren(links: str, rechts: str) -> tuple[str, ...]:
    """Een woord met zijn begrippen, en het paar met het woord ervoor, ook als begrippen."""
    begrippen = gevaarwoorden().begrippen
    voor = [links, *(f"@{naam}" for naam in begrippen.get(links, ()))]
    hier = [rechts, *(f"@{naam}" for naam in begrippen.get(rechts, ()))]
    return (*hier, *(f"{een}_{ander}" for een in voor for ander in hier))


def losse(normen: Iterable[str]) -> list[str]:
    """De verschillende woorden op volgorde, zonder leestekens en zonder codes met een cijfer."""
    return [
        norm
        for norm in dict.fromkeys(normen)
        if norm not in {ZIN_EINDE, KOMMA} and (norm.isalpha() or norm.isdigit())
    ]


def naast_elkaar(normen: Sequence[str]) -> list[tuple[str, str]]:
    """Elk verschillend tweetal buren, te beginnen met een merk voor het begin."""
    return list(dict.fromkeys(zip((_BEGIN, *normen), normen, strict=False)))
