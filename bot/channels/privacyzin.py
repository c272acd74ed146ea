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
_UITLEG = " Dat heb ik niet bewaard en niet nodig. Zo blijft er niets over iemand achter."
_BIJ_TWIJFEL = " Bedoelde je iets anders, zeg het dan op een andere manier."
_HOOGUIT_GESPREKKEN = 10_000


def privacybericht(
    gesprek: str, meta: Mapping[str, Any], uitgelegd: set[str]
) -> list[dict[str, Any]]:
    """De berichten over wat is weggelaten; de lange uitleg komt één keer per gesprek.

    Wat niet zeker een persoonsgegeven was, is ook weggelaten; dat staat er dan bij, zodat wie iets
    anders bedoelde weet wat te doen.
    """
    soorten = list(meta.get("privacy", ()))
    if not soorten:
        return []
    twijfel = [soort for soort in soorten if soort in meta.get("privacy_twijfel", ())]
    zeker = [soort for soort in soorten if soort not in twijfel]
    delen = [_opsomming([NAMEN[soort] for soort in zeker])] if zeker else []
    if twijfel:
        delen.append(f"wat op {_opsomming([NAMEN[soort] for soort in twijfel], 'of')} leek")
    tekst = f"Ik heb {_opsomming(delen)} weggelaten."
    if gesprek not in uitgelegd:
        if len(uitgelegd) >= _HOOGUIT_GESPREKKEN:
            uitgelegd.clear()
        uitgelegd.add(gesprek)
        tekst += _UITLEG
    if twijfel:
        tekst += _BIJ_TWIJFEL
    return [
        {"recipient_id": gesprek, "text": tekst},
        {"recipient_id": gesprek, "custom": {"soort": "privacy", "gevonden": soorten}},
    ]


def _opsomming(namen: list[str], voor_laatste: str = "en") -> str:
    return f" {voor_laatste} ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))
