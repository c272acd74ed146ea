"""Wat de gebruiker leest als er persoonsgegevens uit een bericht zijn weggelaten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMEN = {
    "NAAM": "een naam",
    "BSN": "een BSN",
    "GEBOORTEDATUM": "een geboortedatum",
    "ADRES": "een adres",
    "POSTCODE": "een postcode",
    "TELEFOON": "een telefoonnummer",
    "EMAIL": "een e-mailadres",
    "IBAN": "een rekeningnummer",
    "KENTEKEN": "een kenteken",
    "ACCOUNT": "een accountnaam",
    "DOCUMENTNUMMER": "een documentnummer",
    "ZAAKNUMMER": "een zaaknummer",
}
_UITLEG = (
    " Dat heb ik niet bewaard en niet nodig. Zo blijft er niets over iemand achter. Bedoelde je "
    "geen persoonsgegeven, zeg het dan op een andere manier."
)
_HOOGUIT_GESPREKKEN = 10_000


def privacybericht(
    gesprek: str, meta: Mapping[str, Any], uitgelegd: set[str]
) -> list[dict[str, Any]]:
    """De berichten over wat is weggelaten; de lange uitleg komt één keer per gesprek."""
    soorten = list(meta.get("privacy", ()))
    if not soorten:
        return []
    tekst = f"Ik heb {_opsomming([NAMEN[soort] for soort in soorten])} weggelaten."
    if gesprek not in uitgelegd:
        if len(uitgelegd) >= _HOOGUIT_GESPREKKEN:
            uitgelegd.clear()
        uitgelegd.add(gesprek)
        tekst += _UITLEG
    return [
        {"recipient_id": gesprek, "text": tekst},
        {"recipient_id": gesprek, "custom": {"soort": "privacy", "gevonden": soorten}},
    ]


def _opsomming(namen: list[str]) -> str:
    return " en ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))
