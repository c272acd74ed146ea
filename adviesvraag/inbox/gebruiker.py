"""Wie er ingelogd is, en wat die mag."""

from __future__ import annotations

from dataclasses import dataclass, field

PROCESCOORDINATOR = "procescoordinator"
MANAGER = "manager"
BEHEERDER = "beheerder"
ROLLEN = (PROCESCOORDINATOR, MANAGER, BEHEERDER)
"""De rollen, de ruimste als laatste."""
ROLNAMEN = {
    PROCESCOORDINATOR: "procescoördinator",
    MANAGER: "manager",
    BEHEERDER: "beheerder",
}
ALLE_REGIOS = frozenset({"*"})


@dataclass(frozen=True)
class Gebruiker:
    """Een ingelogde gebruiker.

    Attributes:
        id: een pseudoniem; dit staat in de geschiedenis.
        naam: zoals collega's iemand kennen.
        rol: een van ``ROLLEN``.
        regios: de regio's van deze gebruiker, of ``ALLE_REGIOS``.
    """

    id: str
    naam: str = field(repr=False)
    rol: str
    regios: frozenset[str]

    def ziet(self, regio_code: str) -> bool:
        """Of deze gebruiker iets uit deze regio mag zien."""
        return self.regios == ALLE_REGIOS or regio_code in self.regios

    @property
    def rolnaam(self) -> str:
        """De rol zoals een mens die leest."""
        return ROLNAMEN[self.rol]


LOKAAL = Gebruiker("lokaal", "Deze computer", BEHEERDER, ALLE_REGIOS)
"""Wie met de eenmalige link inlogt: de enige gebruiker van de ingebouwde standaard."""
