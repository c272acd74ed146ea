"""Herkent een Engels bericht, zodat de assistent kan zeggen dat hij alleen Nederlands begrijpt."""

from __future__ import annotations

import re

_WOORD = re.compile(r"[a-z']+")
_MINSTENS = 3
_ENGELS = frozenset(
    _WOORD.findall(
        "a about and are can could do does from has have he his how i my need please she should "
        "that the there they this what where who with would you your "
        "only speak speaks english dutch don't understand"
    )
)
_NEDERLANDS = frozenset(
    _WOORD.findall(
        "aan bij dat de die een en er geen het hij hoe ik kan met mijn naar niet om op te van voor "
        "waar wat wie zij zijn"
    )
)


def is_engels(tekst: str) -> bool:
    """Of een tekst eerder Engels dan Nederlands is; bij weinig woorden is dat nooit zeker."""
    woorden = _WOORD.findall(tekst.casefold())
    engels = sum(woord in _ENGELS for woord in woorden)
    return engels >= _MINSTENS and engels > 2 * sum(woord in _NEDERLANDS for woord in woorden)
