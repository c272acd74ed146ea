"""De sleutels van het programma, en de datamap waarin een zelfgemaakte sleutel staat."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.instelwaarden import InstellingFout

if TYPE_CHECKING:
    from bot.instellingen import Instellingen

SLEUTELBESTAND = "sleutel"
_GEEN_MAP = "WEGWIJZER_DATA is {}; geef een map waarin geschreven mag worden."


def lees_sleutels(
    omgeving: Mapping[str, str], waar: str = "WEGWIJZER_SECRET_KEYS"
) -> tuple[str, ...]:
    """De sleutels uit een omgeving, de nieuwste eerst.

    Args:
        omgeving: waar `WEGWIJZER_SECRET_KEYS` in staat, met komma's ertussen.
        waar: hoe de plek heet in een melding.

    Raises:
        InstellingFout: als een sleutel niet 32 bytes in urlsafe base64 is.
    """
    sleutels = tuple(
        deel.strip()
        for deel in omgeving.get("WEGWIJZER_SECRET_KEYS", "").split(",")
        if deel.strip()
    )
    for sleutel in sleutels:
        try:
            goed = len(base64.urlsafe_b64decode(sleutel)) == 32  # noqa: PLR2004 - lengte van Fernet
        except (binascii.Error, ValueError):
            goed = False
        if not goed:
            raise InstellingFout(
                f"{waar} bevat een verkeerde sleutel; elke sleutel is 32 willekeurige bytes in "
                "urlsafe base64."
            )
    return sleutels


def zorg_voor_sleutels(instellingen: Instellingen) -> tuple[tuple[str, ...], bool]:
    """De sleutels, en of er nu een is gemaakt.

    Een sleutel wordt alleen gemaakt op de ingebedde standaard met een lege datamap, nooit over
    bestaande gegevens heen (docs/contract.md, Settings).

    Raises:
        InstellingFout: als een sleutel ontbreekt waar gegevens al op een sleutel rusten.
    """
    if instellingen.sleutels:
        return instellingen.sleutels, False
    pad = instellingen.data / SLEUTELBESTAND
    if instellingen.ingebed and pad.exists():
        inhoud = pad.read_text(encoding="ascii").strip()
        return lees_sleutels(
            {"WEGWIJZER_SECRET_KEYS": inhoud}, waar=f"Het bestand {pad.name}"
        ), False
    leeg = not instellingen.data.is_dir() or not any(instellingen.data.iterdir())
    if not (instellingen.ingebed and leeg):
        raise InstellingFout(
            "WEGWIJZER_SECRET_KEYS ontbreekt, en er zijn al gegevens of er is een eigen database. "
            "Geef de sleutel waarmee de gegevens zijn gemaakt; een nieuwe kan ze niet lezen."
        )
    sleutel = base64.urlsafe_b64encode(os.urandom(32)).decode("ascii")
    maak_datamap(instellingen)
    bestand = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(bestand, "w", encoding="ascii") as uit:
        uit.write(sleutel + "\n")
    return (sleutel,), True


def maak_datamap(instellingen: Instellingen) -> None:
    """Maak de datamap als die er nog niet is.

    Raises:
        InstellingFout: als daar geen map kan staan waarin geschreven mag worden.
    """
    try:
        instellingen.data.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InstellingFout(_GEEN_MAP.format(instellingen.data)) from None
    if not os.access(instellingen.data, os.W_OK | os.X_OK):
        raise InstellingFout(_GEEN_MAP.format(instellingen.data))
