"""Getekende knoppen: een klik geeft precies één antwoord, en alleen in het eigen gesprek.

De handtekening is een HMAC over gesprek, run, vraag en waarde, zodat de poort een klik kan toetsen
zonder iets te onthouden (docs/contract.md, Messages).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

VOORVOEGSEL = "keuze~"
_SCHEIDING = "~"


@dataclass(frozen=True)
class Keuze:
    """Een klik: run van de vragenlijst, vraag en waarde."""

    run: str
    vraag: str
    waarde: str


def teken(sleutel: str, gesprek: str, keuze: Keuze) -> str:
    """De tekst achter een knop."""
    delen = (keuze.run, keuze.vraag, keuze.waarde)
    return VOORVOEGSEL + _SCHEIDING.join((*delen, _mac(sleutel, gesprek, keuze)))


def lees(sleutels: Iterable[str], gesprek: str, tekst: str) -> Keuze | None:
    """De keuze in een bericht, of None als het geen echte knop uit dit gesprek is."""
    if not tekst.startswith(VOORVOEGSEL):
        return None
    delen = tekst.removeprefix(VOORVOEGSEL).split(_SCHEIDING)
    if len(delen) != 4:  # noqa: PLR2004 - run, vraag, waarde, handtekening
        return None
    *inhoud, mac = delen
    keuze = Keuze(*inhoud)
    echt = any(
        hmac.compare_digest(_mac(sleutel, gesprek, keuze).encode(), mac.encode())
        for sleutel in sleutels
    )
    return keuze if echt else None


def _mac(sleutel: str, gesprek: str, keuze: Keuze) -> str:
    bericht = "\x1f".join((gesprek, keuze.run, keuze.vraag, keuze.waarde))
    digest = hmac.new(sleutel.encode(), b"knop\x1f" + bericht.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode().rstrip("=")
