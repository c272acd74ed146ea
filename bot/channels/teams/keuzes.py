"""De knoppen en lijstjes van een vraag op een kaart.

Alleen `Action.Submit` met gegevens: dat werkt in elke Teams. Een knop draagt de getekende payload,
nooit tekst.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

KEUZE = "keuze"
KEUZES = "keuzes"
MEESTE_KNOPPEN = 6
"""Meer knoppen in een rij laat Teams weg."""

Knop = Mapping[str, Any]


def keuzedelen(
    knoppen: Sequence[Knop], objecten: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """De delen van een kaart waarmee de gebruiker kiest; leeg als er niets te kiezen is."""
    paren = [(str(knop["title"]), str(knop["value"])) for knop in knoppen]
    onderdelen = [
        (str(optie["titel"]), str(optie["payload"]))
        for inhoud in objecten
        if inhoud.get("soort") == "vraag"
        for optie in inhoud.get("opties", ())
        if optie.get("onderdeel")
    ]
    los = [paar for paar in paren if paar not in onderdelen]
    delen = _lijst(KEUZES, onderdelen, "Deze kiezen", meer=True) if onderdelen else []
    if len(los) > MEESTE_KNOPPEN:
        return [*delen, *_lijst(KEUZE, los, "Kiezen", meer=False)]
    return [*delen, *([_knoppenrij(los)] if los else [])]


def _lijst(
    naam: str, paren: Sequence[tuple[str, str]], knop: str, *, meer: bool
) -> list[dict[str, Any]]:
    vraag = "Kies een of meer" if meer else "Kies een antwoord"
    return [
        {
            "type": "Input.ChoiceSet",
            "id": naam,
            "label": vraag,
            "style": "expanded",
            "isMultiSelect": meer,
            "isRequired": True,
            "errorMessage": f"{vraag}.",
            "choices": [{"title": titel, "value": payload} for titel, payload in paren],
        },
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.Submit", "title": knop, "data": {"soort": naam}}],
        },
    ]


def _knoppenrij(paren: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "type": "ActionSet",
        "actions": [
            {
                "type": "Action.Submit",
                "title": titel,
                "data": {"payload": payload},
                # Een verplicht lijstje op dezelfde kaart houdt een gewone knop anders tegen.
                "associatedInputs": "none",
            }
            for titel, payload in paren
        ],
    }
