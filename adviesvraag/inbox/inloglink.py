"""De eenmalige inloglink van de ingebouwde standaard.

Alleen een hash van de link staat in de datamap, met de tijd waarop hij verloopt. Gebruiken is het
bestand weghalen: dat lukt één keer.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

GELDIG = timedelta(minutes=15)
BESTAND = "inboxlink"


def maak(bestand: Path, nu: datetime) -> str:
    """Zet een nieuwe link klaar en geef haar geheim; een eerdere link vervalt."""
    geheim = secrets.token_urlsafe(32)
    verloopt = int((nu + GELDIG).timestamp())
    nieuw = bestand.with_name(f"{bestand.name}.{secrets.token_hex(4)}")
    uit = os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(uit, "w", encoding="ascii") as open_bestand:
        open_bestand.write(f"{_hash(geheim)} {verloopt}\n")
    nieuw.replace(bestand)
    return geheim


def geldt(bestand: Path, geheim: str, nu: datetime) -> bool:
    """Of deze link nu te gebruiken is; verandert niets."""
    try:
        bewaard, _, verloopt = bestand.read_text(encoding="ascii").strip().partition(" ")
    except FileNotFoundError:
        return False
    return hmac.compare_digest(bewaard, _hash(geheim)) and nu.timestamp() < int(verloopt)


def gebruik(bestand: Path, geheim: str, nu: datetime) -> bool:
    """Of deze link geldt; daarna geldt hij niet meer."""
    if not geldt(bestand, geheim, nu):
        return False
    try:
        bestand.unlink()
    except FileNotFoundError:  # iemand was net eerder
        return False
    return True


def _hash(geheim: str) -> str:
    return hashlib.sha256(geheim.encode("utf-8", "surrogatepass")).hexdigest()
