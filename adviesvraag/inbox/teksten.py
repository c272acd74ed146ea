"""De woorden van de inbox bij codes die elders wonen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adviesvraag.inbox.gebruiker import Gebruiker

MELDINGSOORTEN: Mapping[str, str] = {
    "nummer_klopt_niet": "Het nummer klopt niet",
    "geen_gehoor": "Geen gehoor",
    "verkeerd_loket": "Het verkeerde loket",
    "tijden_kloppen_niet": "De tijden kloppen niet",
    "bestaat_niet_meer": "Bestaat niet meer",
    "anders": "Iets anders",
}


def menu(_gebruiker: Gebruiker) -> tuple[tuple[str, str], ...]:
    """De pagina's in het hoofdmenu van deze gebruiker: adres en naam."""
    return (("/meldingen", "Contacten"), ("/hulp", "Hulp"))
