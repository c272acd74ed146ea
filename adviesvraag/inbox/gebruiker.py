"""Wie er ingelogd is, en met welke rol die iets doet."""

from __future__ import annotations

from dataclasses import dataclass, field

from adviesvraag.status import (
    BEHEERDER,
    MANAGER,
    MEDEWERKERS,
    PROCESCOORDINATOR,
    RECHTEN,
    REDIGEREN,
)
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar

ROLNAMEN = {
    PROCESCOORDINATOR: "procescoördinator",
    MANAGER: "manager",
    BEHEERDER: "beheerder",
}
_ALLE_CODES = frozenset(f"VR{nummer:02}" for nummer in range(26))


@dataclass(frozen=True)
class Gebruiker:
    """Een ingelogde gebruiker.

    Attributes:
        naam: zoals collega's iemand kennen.
        rollen: dezelfde medewerker in elke rol die hij heeft, de ruimste eerst.
    """

    naam: str = field(repr=False)
    rollen: tuple[Behandelaar, ...]

    @property
    def id(self) -> str:
        """Het pseudoniem dat in de geschiedenis staat."""
        return self.rollen[0].id

    @property
    def lezer(self) -> Behandelaar:
        """De rol waarmee deze gebruiker het meeste ziet."""
        return self.rollen[0]

    def als(self, recht: str, regio_code: str) -> Behandelaar | None:
        """De rol waarmee deze gebruiker dit in deze regio mag; None als dat niet mag."""
        return next(
            (rol for rol in self.rollen if rol.rol in RECHTEN[recht] and rol.ziet(regio_code)),
            None,
        )

    @property
    def is_beheerder(self) -> bool:
        """Of deze gebruiker de rechten van een indiener uitvoert."""
        return any(rol.rol == BEHEERDER for rol in self.rollen)

    @property
    def redigeert(self) -> bool:
        """Of deze gebruiker ziet wat de assistent niet kon beantwoorden."""
        return any(rol.rol in RECHTEN[REDIGEREN] for rol in self.rollen)

    @property
    def rolnaam(self) -> str:
        """De rollen zoals een mens ze leest."""
        return " en ".join(ROLNAMEN[rol.rol] for rol in self.rollen)


def maak_gebruiker(
    nummer: str, naam: str, rollen: frozenset[str], regios: frozenset[str]
) -> Gebruiker:
    """De gebruiker met deze rollen; een beheerder ziet als beheerder alle regio's.

    Een rol zonder regio valt weg; blijft er niets over, dan is de lijst met rollen leeg.
    """
    return Gebruiker(
        naam,
        tuple(
            Behandelaar(nummer, rol, ALLE_REGIOS if rol == BEHEERDER else regios)
            for rol in reversed(MEDEWERKERS)
            if rol in rollen and (regios or rol == BEHEERDER)
        ),
    )


LOKAAL = maak_gebruiker(
    "lokaal", "Deze computer", frozenset({PROCESCOORDINATOR, BEHEERDER}), _ALLE_CODES
)
"""Wie met de eenmalige link inlogt: de enige gebruiker van de ingebouwde standaard."""
