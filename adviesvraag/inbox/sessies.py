"""De sessies van ingelogde gebruikers, in het geheugen van dit proces.

Zo is uitloggen echt uitloggen en staat er niets over gebruikers op schijf. Na een herstart logt
iedereen opnieuw in.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.inbox.gebruiker import Gebruiker

HOOGSTENS = 2000
"""Meer sessies tegelijk bewaart een proces niet; de langst stille gaat er dan uit."""


def klok() -> datetime:
    """Dit moment, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Bericht:
    """Wat er na een handeling bovenaan de volgende pagina staat."""

    soort: str
    tekst: str


@dataclass
class Sessie:
    """Een ingelogde gebruiker in één browser.

    Attributes:
        csrf: het geheim dat elk formulier meestuurt.
        berichten: wat er nog getoond moet worden.
    """

    gebruiker: Gebruiker
    csrf: str
    begonnen: datetime
    gezien: datetime
    berichten: list[Bericht] = field(default_factory=list)

    def meld(self, tekst: str, soort: str = "gelukt") -> None:
        """Toon dit bovenaan de volgende pagina."""
        self.berichten.append(Bericht(soort, tekst))

    def haal_berichten(self) -> list[Bericht]:
        """Wat er te tonen is; daarna is het weg."""
        berichten, self.berichten = self.berichten, []
        return berichten


class Sessies:
    """Alle sessies, op de hash van hun geheim."""

    def __init__(self, rust: timedelta, duur: timedelta, nu: Callable[[], datetime] = klok) -> None:
        self._rust = rust
        self._duur = duur
        self._nu = nu
        self._sessies: dict[str, Sessie] = {}

    def begin(self, gebruiker: Gebruiker) -> str:
        """Begin een sessie en geef het geheim voor in het cookie."""
        self._ruim_op()
        geheim = secrets.token_urlsafe(32)
        nu = self._nu()
        self._sessies[_hash(geheim)] = Sessie(gebruiker, secrets.token_urlsafe(32), nu, nu)
        return geheim

    def vind(self, geheim: str) -> Sessie | None:
        """De sessie bij dit geheim, als die nog geldt; gebruiken houdt haar wakker."""
        sessie = self._sessies.get(_hash(geheim))
        if sessie is None:
            return None
        nu = self._nu()
        if not self._geldt(sessie, nu):
            self.eindig(geheim)
            return None
        sessie.gezien = nu
        return sessie

    def eindig(self, geheim: str) -> None:
        """Beëindig een sessie; bestaat die niet, dan gebeurt er niets."""
        self._sessies.pop(_hash(geheim), None)

    def _geldt(self, sessie: Sessie, nu: datetime) -> bool:
        return nu - sessie.gezien < self._rust and nu - sessie.begonnen < self._duur

    def _ruim_op(self) -> None:
        nu = self._nu()
        over = [(naam, s) for naam, s in self._sessies.items() if self._geldt(s, nu)]
        over.sort(key=lambda paar: paar[1].gezien, reverse=True)
        self._sessies = dict(over[: HOOGSTENS - 1])


def _hash(geheim: str) -> str:
    return hashlib.sha256(geheim.encode("utf-8", "surrogatepass")).hexdigest()
