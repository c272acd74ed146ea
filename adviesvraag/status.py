"""De codes van een adviesvraag en de tabel van toegestane statuswijzigingen.

De codes staan vast in het contract en worden nooit hernoemd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SOORTEN = ("informatievraag", "adviesvraag", "aanmelding_voorbereiden")

ONTVANGEN = "ontvangen"
IN_BEHANDELING = "in_behandeling"
AANVULLING_GEVRAAGD = "aanvulling_gevraagd"
BEANTWOORD = "beantwoord"
OPGESCHAALD = "opgeschaald"
AFGESLOTEN = "afgesloten"
INGETROKKEN = "ingetrokken"
STATUSSEN = (
    ONTVANGEN,
    IN_BEHANDELING,
    AANVULLING_GEVRAAGD,
    BEANTWOORD,
    OPGESCHAALD,
    AFGESLOTEN,
    INGETROKKEN,
)

INDIENER = "indiener"
PROCESCOORDINATOR = "procescoordinator"
ROLLEN = (INDIENER, PROCESCOORDINATOR)

_PC = frozenset({PROCESCOORDINATOR})
_INDIENER = frozenset({INDIENER})
_BEIDEN = _PC | _INDIENER

OVERGANGEN: Mapping[str, Mapping[str, frozenset[str]]] = {
    ONTVANGEN: {
        IN_BEHANDELING: _PC,
        AANVULLING_GEVRAAGD: _PC,
        BEANTWOORD: _PC,
        OPGESCHAALD: _PC,
        AFGESLOTEN: _PC,
        INGETROKKEN: _INDIENER,
    },
    IN_BEHANDELING: {
        AANVULLING_GEVRAAGD: _PC,
        BEANTWOORD: _PC,
        OPGESCHAALD: _PC,
        AFGESLOTEN: _PC,
        INGETROKKEN: _INDIENER,
    },
    AANVULLING_GEVRAAGD: {
        IN_BEHANDELING: _BEIDEN,
        BEANTWOORD: _PC,
        OPGESCHAALD: _PC,
        AFGESLOTEN: _PC,
        INGETROKKEN: _INDIENER,
    },
    BEANTWOORD: {IN_BEHANDELING: _BEIDEN, OPGESCHAALD: _PC, AFGESLOTEN: _PC},
    OPGESCHAALD: {IN_BEHANDELING: _PC, BEANTWOORD: _PC, AFGESLOTEN: _PC},
    AFGESLOTEN: {},
    INGETROKKEN: {},
}
"""Van status naar status, met de rollen die het mogen. Wat er niet staat, mag niet."""

OMSCHRIJVING: Mapping[str, str] = {
    ONTVANGEN: "ontvangen",
    IN_BEHANDELING: "in behandeling",
    AANVULLING_GEVRAAGD: "in afwachting van een aanvulling",
    BEANTWOORD: "beantwoord",
    OPGESCHAALD: "opgeschaald",
    AFGESLOTEN: "afgesloten",
    INGETROKKEN: "ingetrokken",
}
"""De status zoals hij in een zin staat: "De adviesvraag is ..."."""


def mag(van: str, naar: str, rol: str) -> bool:
    """Zegt of deze rol de status van ``van`` naar ``naar`` mag wijzigen."""
    return rol in OVERGANGEN[van].get(naar, frozenset())
