"""Welke soort probleem een bericht beschrijft: zeker genoeg om te zeggen, of om te vragen.

Gevaar van nu gaat voor en komt alleen van `knowledge.gevaar`. Daarna beslist de geleerde kans,
waarin de woordenlijsten meetellen. Onder de drempel is vragen beter dan gokken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge.casus import ACUUT, lees_casus
from knowledge.probleemkans import kansen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.probleemkans import Kans

# Gekozen op zinnen buiten het leren; de afweging staat in docs/adr/0024.
DREMPEL = 0.2
DREMPEL_ZONDER_LIJST = 0.3
_MOGELIJK = 3
_BESCHRIJVING = 6
_MINSTE_KANS = 0.05
# Een gezin dat misschien onveilig is, gaat niet als opvoedvraag naar een ander loket.
ONVEILIG = "onveilig_thuis"
_LICHTER = frozenset({"opvoeding", "jeugd", "verzuim", "woonoverlast", "eenzaam_ondersteuning"})
_KANS_OP_ONVEILIG = 0.2
# Zonder een woord dat erop wijst, moet de kans hoog zijn: 113 noemen bij iets anders maakt bang.
SUICIDE = "suicidaliteit"
_KANS_OP_SUICIDE = 0.6


class Probleemlezing(NamedTuple):
    """Wat een bericht over de soort probleem zegt.

    Attributes:
        zeker: de soort die genoemd kan worden, of None.
        mogelijk: de waarschijnlijkste soorten om uit te laten kiezen; leeg als niets opvalt.
        kans: de kans op de waarschijnlijkste soort, van 0 tot 1.
    """

    zeker: str | None
    mogelijk: tuple[str, ...]
    kans: float


def lees_probleem(tekst: str) -> Probleemlezing:
    """Lees de soort probleem uit een bericht.

    Args:
        tekst: het bericht van de professional.
    """
    lijst = lees_casus(tekst).problemen
    if ACUUT in lijst:
        return Probleemlezing(ACUUT, (ACUUT,), 1.0)
    if not lijst and len(tekst.split()) < _BESCHRIJVING:
        return Probleemlezing(None, (), 0.0)
    rij = _veilig_voorop(_zonder_gok_op_suicide(_gewogen(kansen(tekst), bij=lijst), lijst))
    eerste = rij[0]
    drempel = DREMPEL if lijst else DREMPEL_ZONDER_LIJST
    mogelijk = tuple(een.probleem for een in rij[:_MOGELIJK] if een.kans >= _MINSTE_KANS)
    return Probleemlezing(
        eerste.probleem if eerste.kans >= drempel else None,
        mogelijk if len(mogelijk) > 1 else (),
        eerste.kans,
    )


def _gewogen(rij: Sequence[Kans], *, bij: Sequence[str]) -> Sequence[Kans]:
    """Noemen de woordenlijsten een probleem, dan telt de kans dat er geen in staat niet mee."""
    totaal = sum(een.kans for een in rij)
    if not bij or not totaal:
        return rij
    return [een._replace(kans=een.kans / totaal) for een in rij]


def _veilig_voorop(rij: Sequence[Kans]) -> Sequence[Kans]:
    """Zet `onveilig_thuis` vooraan als het daar genoeg op lijkt naast een lichtere soort."""
    onveilig = next(een for een in rij if een.probleem == ONVEILIG)
    if rij[0].probleem not in _LICHTER or onveilig.kans < _KANS_OP_ONVEILIG:
        return rij
    return [onveilig, *(een for een in rij if een is not onveilig)]


def _zonder_gok_op_suicide(rij: Sequence[Kans], lijst: Sequence[str]) -> Sequence[Kans]:
    """Zet `suicidaliteit` op de tweede plaats als alleen een lage kans ernaar wijst."""
    eerste, tweede, *rest = rij
    if eerste.probleem != SUICIDE or SUICIDE in lijst or eerste.kans >= _KANS_OP_SUICIDE:
        return rij
    return [tweede, eerste, *rest]
