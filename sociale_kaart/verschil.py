"""Wat een aanlevering aan de sociale kaart verandert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaartvorm import ACTIEF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sociale_kaart.platterij import Platterij

INACTIEF = "inactief"
ONBEVESTIGD = "B"


@dataclass(frozen=True)
class Wijziging:
    """Eén contact dat verandert.

    Attributes:
        oud: de rij zoals die er staat.
        nieuw: de rij zoals die wordt.
        vervallen: de controle vervalt, omdat het nummer veranderde en niet opnieuw is nagevraagd.
    """

    oud: Platterij
    nieuw: Platterij
    vervallen: bool = False

    @property
    def velden(self) -> dict[str, tuple[str, str]]:
        """De velden die veranderen, met de oude en de nieuwe waarde."""
        return {
            veld: (self.oud[veld], waarde)
            for veld, waarde in self.nieuw.items()
            if self.oud[veld] != waarde
        }


@dataclass(frozen=True)
class Verschil:
    """Alles wat een aanlevering verandert.

    Attributes:
        nieuw: contacten die er nog niet waren.
        gewijzigd: contacten die veranderen.
        verdwenen: contacten van de regio die niet meer in de volledige lijst staan; zij worden
            inactief.
        blijft: hoeveel actieve contacten van dezelfde regio's niet in het bestand staan en blijven.
    """

    nieuw: tuple[Platterij, ...]
    gewijzigd: tuple[Wijziging, ...]
    verdwenen: tuple[Platterij, ...]
    blijft: int

    @property
    def rijen(self) -> tuple[Platterij, ...]:
        """De rijen die geschreven moeten worden."""
        weg = tuple({**rij, "status": INACTIEF} for rij in self.verdwenen)
        return (*self.nieuw, *(wijziging.nieuw for wijziging in self.gewijzigd), *weg)


def vergelijk(
    nu: Mapping[str, Platterij], aangeleverd: Sequence[Platterij], *, volledig: str | None
) -> Verschil:
    """Vergelijk een aanlevering met wat er staat.

    Args:
        nu: de platte rijen van nu, op id.
        aangeleverd: gecontroleerde rijen.
        volledig: code van de regio waarvan dit de hele lijst is; None als het maar een deel is.
    """
    nieuw = tuple(rij for rij in aangeleverd if rij["id"] not in nu)
    gewogen = [weeg(nu[rij["id"]], rij) for rij in aangeleverd if rij["id"] in nu]
    genoemd = {rij["id"] for rij in aangeleverd}
    regios = {regio for rij in aangeleverd for regio in _regios(rij)}
    over = [
        rij
        for rij in nu.values()
        if rij["id"] not in genoemd and rij["status"] == ACTIEF and _regios(rij)
    ]
    verdwenen = tuple(rij for rij in over if volledig and _regios(rij) == {volledig})
    blijft = [rij for rij in over if rij not in verdwenen and _regios(rij) & regios]
    return Verschil(nieuw, tuple(w for w in gewogen if w.velden), verdwenen, len(blijft))


def weeg(oud: Platterij, nieuw: Platterij) -> Wijziging:
    """Bepaal wat er van de controle overblijft als een contact verandert.

    Een ander nummer is een ander contact: de controle telt alleen nog als het nieuwe nummer na de
    vorige controle opnieuw is nagevraagd. Anders vervalt ze en is het nummer niet nagekeken.
    """
    opnieuw = nieuw["gecontroleerd_op"] > oud["gecontroleerd_op"]
    if _cijfers(oud) == _cijfers(nieuw) or opnieuw or not nieuw["telefoon"]:
        return Wijziging(oud, nieuw)
    leeg = {"gecontroleerd_op": "", "gecontroleerd_door": "", "zekerheid": ONBEVESTIGD}
    return Wijziging(oud, {**nieuw, **leeg}, vervallen=True)


def _cijfers(rij: Platterij) -> str:
    return "".join(teken for teken in rij["telefoon"] if teken.isdigit() or teken == ";")


def _regios(rij: Platterij) -> set[str]:
    namen = {naam.strip() for naam in rij["gemeenten"].split(";")}
    return {g.regio_code for g in alle_gemeenten().values() if g.naam in namen}
