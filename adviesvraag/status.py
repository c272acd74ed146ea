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
MANAGER = "manager"
BEHEERDER = "beheerder"
SYSTEEM = "systeem"
ROLLEN = (INDIENER, PROCESCOORDINATOR, SYSTEEM)
MEDEWERKERS = (PROCESCOORDINATOR, MANAGER, BEHEERDER)
"""De rollen waarmee iemand in de inbox werkt."""

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


LEZEN = "lezen"
TOEWIJZEN = "toewijzen"
NOTEREN = "noteren"
BEHANDELEN = "behandelen"
REGIO_ZETTEN = "regio_zetten"
BEZORGING = "bezorging"
REDIGEREN = "redigeren"

RECHTEN: Mapping[str, frozenset[str]] = {
    LEZEN: frozenset(MEDEWERKERS),
    TOEWIJZEN: frozenset(MEDEWERKERS),
    NOTEREN: frozenset(MEDEWERKERS),
    BEHANDELEN: _PC,
    REGIO_ZETTEN: frozenset({BEHEERDER}),
    BEZORGING: frozenset({MANAGER, BEHEERDER}),
    REDIGEREN: frozenset({MANAGER, BEHEERDER}),
}
"""Wat een medewerker mag binnen zijn regio's: van handeling naar rollen."""


def mag(van: str, naar: str, rol: str) -> bool:
    """Zegt of deze rol de status van ``van`` naar ``naar`` mag wijzigen."""
    return rol in OVERGANGEN[van].get(naar, frozenset())


NAAR_INDIENER = "naar_indiener"
VAN_INDIENER = "van_indiener"
RICHTINGEN = (NAAR_INDIENER, VAN_INDIENER)

VRAAG = "vraag"
ANTWOORD = "antwoord"
AANVULLING = "aanvulling"
BERICHTSOORTEN = (VRAAG, ANTWOORD, AANVULLING)
"""Een bericht is een vraag terug, het antwoord, of een aanvulling van de indiener."""

MAIL = "mail"
WEBHOOK = "webhook"
KANAAL = "kanaal"
BEZORGSOORTEN = (MAIL, WEBHOOK, KANAAL)

WACHT = "wacht"
VERZONDEN = "verzonden"
DOOD = "dood"
BEZORGSTATEN = (WACHT, VERZONDEN, DOOD)

MELDING_OPEN = "open"
MELDINGSTATUSSEN = (MELDING_OPEN, "aangepast", "klopte_toch")
"""Een melding over een contact is open, of afgehandeld: aangepast, of het contact klopte toch."""

MELDINGSOORTEN = (
    "nummer_klopt_niet",
    "geen_gehoor",
    "verkeerd_loket",
    "tijden_kloppen_niet",
    "bestaat_niet_meer",
    "anders",
)
"""Wat er volgens een melder mis is met een contact."""

ZEGT_NIETS_OVER_JUISTHEID = ("geen_gehoor",)
"""Meldingen die de eigenaar wel ziet, maar waardoor een contact niet als onjuist geldt."""

LEEMTESOORTEN = ("kennisvraag", "misverstaan", "contact", "duim_omlaag")
"""Wat de assistent niet kon: een vraag beantwoorden, een bericht verstaan, een eigen contact
noemen, of iemand helpen die daarna een duim omlaag gaf."""

LEEMTE_OPEN, LEEMTE_VOORSTEL = "open", "voorstel"
LEEMTESTATUSSEN = (LEEMTE_OPEN, LEEMTE_VOORSTEL, "verwerkt", "hoort_niet")
"""Open, met een voorstel ter beoordeling, verwerkt, of niets voor de assistent."""
