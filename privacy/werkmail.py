"""Het werkadres van de vrager: herkennen op domein en versleuteld doorgeven.

In de tracker komt alleen het teken `[werkmail:...]`; het adres zelf is pas weer leesbaar met een
sleutel.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from privacy.contact import EMAIL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_TEKEN = re.compile(r"\[werkmail:([A-Za-z0-9_=-]{100,400})\]")
_ADRES = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?P<domein>[a-z0-9.-]{1,253})", re.I)


def is_werkmail(adres: str, domeinen: Collection[str]) -> bool:
    """Zeg of een adres op het domein van een partner ligt, of op een deel daarvan.

    Args:
        adres: een e-mailadres.
        domeinen: domeinen van partners, zoals "haarlem.nl"; een subdomein telt mee.

    Returns:
        Onwaar voor elk ander domein, ook als het er alleen op lijkt ("nephaarlem.nl").
    """
    treffer = _ADRES.fullmatch(adres.strip())
    if not treffer:
        return False
    domein = treffer["domein"].lower().rstrip(".")
    eigen = [d.lower().lstrip("@.") for d in domeinen]
    return any(domein == d or domein.endswith(f".{d}") for d in eigen if d)


def vind_werkmail(tekst: str, domeinen: Collection[str]) -> Iterator[tuple[int, int]]:
    """Zoek werkadressen in een bericht.

    Args:
        tekst: het bericht.
        domeinen: zie `is_werkmail`.

    Yields:
        Begin en eind van elk adres.
    """
    for treffer in EMAIL.finditer(tekst):
        if is_werkmail(treffer.group(), domeinen):
            yield treffer.span()


def versleutel_werkmail(adres: str, sleutels: Sequence[str]) -> str:
    """Maak van een adres een teken dat zonder sleutel niets zegt.

    Args:
        adres: het werkadres.
        sleutels: Fernet-sleutels, de nieuwste eerst; met die wordt versleuteld.

    Returns:
        De tekst `[werkmail:<versleuteld>]`.

    Raises:
        ValueError: als er geen sleutel is of een sleutel niet de vorm van een Fernet-sleutel heeft.
    """
    versleuteld = _kluis(sleutels).encrypt(adres.strip().encode())
    return f"[werkmail:{versleuteld.decode()}]"


def verberg_werkmail(tekst: str) -> str:
    """Zet voor elk teken `[werkmail:...]` woorden die een mens kan lezen."""
    return _TEKEN.sub("[je werkmailadres]", tekst)


def lees_werkmail(tekst: str, sleutels: Sequence[str]) -> str | None:
    """Lees het eerste werkadres uit een tekst met een teken.

    Args:
        tekst: een tekst waar `[werkmail:...]` in kan staan.
        sleutels: Fernet-sleutels, de nieuwste eerst; elke sleutel mag passen.

    Returns:
        Het adres, of None als er geen teken staat of geen sleutel past.

    Raises:
        ValueError: als er geen sleutel is of een sleutel niet de vorm van een Fernet-sleutel heeft.
    """
    treffer = _TEKEN.search(tekst)
    if not treffer:
        return None
    try:
        return _kluis(sleutels).decrypt(treffer.group(1).encode()).decode()
    except InvalidToken:
        return None


def _kluis(sleutels: Sequence[str]) -> MultiFernet:
    if not sleutels:
        raise ValueError("Er is geen sleutel om een werkadres mee te versleutelen.")
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels])
