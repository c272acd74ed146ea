"""Wat de zoekers vinden: een stuk tekst met zijn soort en de zekerheid daarvan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Hoe een soort in de gelakte tekst heet, tussen blokhaken.
AANDUIDING = {
    "NAAM": "naam",
    "BSN": "BSN",
    "GEBOORTEDATUM": "geboortedatum",
    "ADRES": "adres",
    "POSTCODE": "postcode",
    "TELEFOON": "telefoonnummer",
    "EMAIL": "e-mailadres",
    "IBAN": "rekeningnummer",
    "KENTEKEN": "kenteken",
    "ACCOUNT": "account",
    "DOCUMENTNUMMER": "documentnummer",
    "ZAAKNUMMER": "zaaknummer",
}


@dataclass(frozen=True, order=True)
class Vondst:
    """Een gevonden persoonsgegeven.

    Attributes:
        begin: eerste teken, geteld vanaf nul.
        eind: het teken na het laatste.
        soort: een sleutel van `AANDUIDING`.
        zeker: onwaar als het ook iets anders kan zijn; gelakt wordt het in beide gevallen.
    """

    begin: int
    eind: int
    soort: str
    zeker: bool = True


def zonder_overlap(vondsten: Iterable[Vondst]) -> tuple[Vondst, ...]:
    """Houd van elkaar rakende vondsten de eerste over, in de volgorde waarin ze binnenkomen.

    Args:
        vondsten: de belangrijkste zoeker eerst.

    Returns:
        Vondsten op volgorde van plaats in de tekst, zonder overlap.
    """
    bezet = bytearray()
    over: list[Vondst] = []
    for vondst in vondsten:
        if len(bezet) < vondst.eind:
            bezet.extend(bytes(vondst.eind - len(bezet)))
        if not any(bezet[vondst.begin : vondst.eind]):
            bezet[vondst.begin : vondst.eind] = b"\x01" * (vondst.eind - vondst.begin)
            over.append(vondst)
    return tuple(sorted(over))
