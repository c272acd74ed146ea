"""De code die de indiener bij het kenmerk krijgt, om later vanuit een ander gesprek te kijken.

De code volgt uit het geheim van de database en het concept, zodat een herhaalde bevestiging
dezelfde code toont. In de database staat alleen een hash: wie de tabellen leest, kan er niets mee.
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adviesvraag.opslag import Opslag

LETTERS = "BCDFGHJKMNPQRSTVWXZ"
"""Zonder klinkers ontstaat er geen woord, en zonder cijfers lijkt de code op geen nummer."""

_LENGTE = 9
_GROEP = 3
_PATROON = re.compile(
    r"(?<![A-Za-z0-9])"
    + r"[ .\-\u2010-\u2015]{0,2}".join([f"[{LETTERS}]{{3}}"] * 3)
    + r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def maak(opslag: Opslag, concept_id: str) -> str:
    """De code bij een concept, bijvoorbeeld ``BCD-FGH-JKM``; 19 tot de macht 9 mogelijkheden."""
    getal = int.from_bytes(opslag.afgeleide("statuscode", concept_id), "big")
    letters = ""
    for _ in range(_LENGTE):
        getal, rest = divmod(getal, len(LETTERS))
        letters += LETTERS[rest]
    return "-".join(letters[i : i + _GROEP] for i in range(0, _LENGTE, _GROEP))


def vingerafdruk(opslag: Opslag, kenmerk: str, code: str) -> str:
    """De hash waaraan de code van dit kenmerk te herkennen is."""
    kaal = re.sub(r"[^A-Z]", "", code.upper())
    return opslag.afgeleide("statuscode-hash", f"{kenmerk}|{kaal}").hex()


def klopt(opslag: Opslag, kenmerk: str, code: str | None, bewaard: str | None) -> bool:
    """Of deze code bij dit kenmerk hoort."""
    if not code or not bewaard:
        return False
    return hmac.compare_digest(vingerafdruk(opslag, kenmerk, code), bewaard)


def vind(tekst: str) -> str | None:
    """De eerste code in een tekst, hoe ze ook is overgetypt; None als er geen staat."""
    gevonden = _PATROON.search(tekst)
    return gevonden.group() if gevonden else None
