"""Praten met de assistent in een toets: tekst typen, op een knop klikken, lezen wat er komt."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

Berichten = list[dict[str, Any]]

ADVIESVRAAG = (
    ("soort", "informatievraag"),
    ("samenvatting", "Wie kan in dit soort zaken meedenken?"),
    ("gemeente", "Haarlem"),
    ("organisatie", "wijkteam"),
    ("vraag_of_casus", "nee"),
    ("contact", "overslaan"),
)
"""Vraag en antwoord tot aan de controle van een korte informatievraag."""


class Praat:
    """Eén gesprek met de assistent in dit proces."""

    def __init__(self, partner: Any, gesprek: str) -> None:
        self.partner = partner
        self.gesprek = gesprek
        self.berichten: Berichten = []
        self.seconden = 0.0

    def zeg(self, tekst: str) -> Berichten:
        self.berichten = asyncio.run(self._beurt(tekst))
        return self.berichten

    def kies(self, waarde: str) -> Berichten:
        """Klik op de optie van de open vraag met deze waarde."""
        return self.zeg(payload(self.berichten, waarde))

    def klik(self, titel: str) -> Berichten:
        """Klik op de knop met deze titel."""
        return self.zeg(knoppen(self.berichten)[titel])

    def dossier(self) -> Mapping[str, Any]:
        tracker = asyncio.run(self.partner.agent.tracker_store.retrieve(self.gesprek))
        return tracker.get_slot("dossier")

    def tot_controle(self) -> None:
        """Vul een korte informatievraag in tot er alleen nog Indienen is."""
        self.zeg("Ik wil een adviesvraag indienen")
        for vraag, antwoord in ADVIESVRAAG:
            assert open_vraag(self.berichten)["id"] == vraag, self.berichten
            waarden = {optie["waarde"] for optie in open_vraag(self.berichten)["opties"]}
            (self.kies if antwoord in waarden else self.zeg)(antwoord)
        assert open_vraag(self.berichten)["id"] == "controle", self.berichten

    async def _beurt(self, tekst: str) -> Berichten:
        begin = time.monotonic()
        berichten = await self.partner.zeg(self.gesprek, tekst)
        self.seconden = time.monotonic() - begin
        return list(berichten)


def teksten(berichten: Sequence[Mapping[str, Any]]) -> list[str]:
    return [bericht["text"] for bericht in berichten if "text" in bericht]


def custom(berichten: Sequence[Mapping[str, Any]], soort: str) -> list[dict[str, Any]]:
    return [
        bericht["custom"]
        for bericht in berichten
        if "custom" in bericht and bericht["custom"]["soort"] == soort
    ]


def open_vraag(berichten: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    vragen = custom(berichten, "vraag")
    assert vragen, berichten
    return vragen[-1]


def payload(berichten: Sequence[Mapping[str, Any]], waarde: str) -> str:
    opties = open_vraag(berichten)["opties"]
    return str(next(optie["payload"] for optie in opties if optie["waarde"] == waarde))


def knoppen(berichten: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {
        knop["title"]: knop["payload"]
        for bericht in berichten
        for knop in bericht.get("buttons", [])
    }
