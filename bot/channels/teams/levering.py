"""Antwoorden uit de geschiedenis in Teams zetten, op volgorde en elk één keer.

Een antwoord staat eerst in de geschiedenis en gaat dan pas naar Teams. Valt Teams of dit proces
weg, dan gaat het later alsnog; wat er al staat, gaat niet nog eens.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from bot.channels.botframework.activiteiten import Verwijzing
from bot.channels.botframework.connector import Connector, NietVerstuurd
from bot.channels.teams.bericht import maak, vraagt_oordeel
from bot.channels.teams.opslag import Plek, TeamsOpslag
from bot.channels.web.beurten import Draad
from bot.channels.web.historie import GeenGesprek, Historie, Rij

logger = logging.getLogger(__name__)

ACHTERSTAND_MS = 30_000
GEWEIGERD = "geweigerd"
"""In plaats van een nummer bij Teams: dit antwoord neemt Teams nooit aan."""


@dataclass(frozen=True)
class Beurt:
    """De antwoorden van één beurt, zoals ze samen één bericht zijn."""

    rijen: Sequence[Rij]

    @property
    def sleutel(self) -> tuple[int, int]:
        """Waaraan de beurt te herkennen is: nummer en moment van haar laatste antwoord."""
        return self.rijen[-1].nr, self.rijen[-1].op

    @property
    def inhoud(self) -> list[dict[str, Any]]:
        """Wat er van elk antwoord bewaard is."""
        return [rij.inhoud for rij in self.rijen]


@dataclass(frozen=True)
class Levering:
    """Bezorgt antwoorden en houdt bij wat er staat."""

    historie: Historie
    opslag: TeamsOpslag
    connector: Connector
    draad: Draad
    sloten: WeakValueDictionary[str, asyncio.Lock]

    async def lever(self, gesprek: str) -> bool:
        """Zet alles wat klaarstaat in Teams; geeft of alles er nu staat.

        Raises:
            HistorieNietBereikbaar: als de database niet antwoordt.
        """
        slot = self.sloten.setdefault(gesprek, asyncio.Lock())
        async with slot:
            try:
                rijen = await self.draad(self.historie.lees, gesprek, 0)
            except GeenGesprek:
                return True
            verwijzing = await self.draad(self.opslag.verwijzing, gesprek)
            staat_er = await self.draad(self.opslag.staat_er, gesprek)
            for beurt in beurten(rijen):
                if beurt.sleutel in staat_er:
                    continue
                if verwijzing is None or not await self._lever(beurt, gesprek, verwijzing):
                    return False
            return True

    async def toon_keuze(self, gesprek: str, payload: str, titels: str, op: str) -> None:
        """Laat op de kaart zien wat er gekozen is, zonder haar knoppen.

        Args:
            gesprek: de naam van het gesprek.
            payload: een van de knoppen waarop geklikt is.
            titels: wat erop stond.
            op: het nummer dat Teams bij de klik gaf, of leeg.
        """
        verwijzing = await self.draad(self.opslag.verwijzing, gesprek)
        rijen = await self.draad(self.historie.lees, gesprek, 0)
        staat_er = await self.draad(self.opslag.staat_er, gesprek)
        for beurt in reversed(beurten(rijen)):
            nummer = staat_er.get(beurt.sleutel) or op
            if verwijzing and nummer and any(payload in str(deel) for deel in beurt.inhoud):
                bericht = maak(beurt.inhoud, titels)
                try:
                    await self.connector.wijzig(
                        verwijzing.service_url, verwijzing.gesprek, nummer, bericht
                    )
                except NietVerstuurd as fout:
                    # Alleen het oog mist iets; de klik zelf telt.
                    logger.info("De kaart in Teams is niet bijgewerkt: %s", fout.soort)
                return

    async def payload_bij(self, gesprek: str, titel: str) -> str | None:
        """De payload van de knop met deze titel in de laatste beurt; None als die er niet is."""
        try:
            rijen = await self.draad(self.historie.lees, gesprek, 0)
        except GeenGesprek:
            return None
        laatste = beurten(rijen)[-1:]
        knoppen = {
            str(knop["title"]).casefold(): str(knop["value"])
            for beurt in laatste
            for deel in beurt.inhoud
            for knop in deel.get("suggestedActions", {}).get("actions", ())
        }
        return knoppen.get(titel.casefold())

    async def antwoord_bij(self, gesprek: str, nummer: str) -> list[dict[str, Any]]:
        """De antwoorden van de beurt die in Teams dit nummer heeft; leeg als die weg is."""
        try:
            rijen = await self.draad(self.historie.lees, gesprek, 0)
        except GeenGesprek:
            return []
        staat_er = await self.draad(self.opslag.staat_er, gesprek)
        gevonden = [b.inhoud for b in beurten(rijen) if staat_er.get(b.sleutel) == nummer]
        return gevonden[0] if gevonden else []

    async def laatste_met_duimen(self, gesprek: str) -> str:
        """Het nummer bij Teams van het laatste antwoord met duimen; leeg als dat er niet is."""
        try:
            rijen = await self.draad(self.historie.lees, gesprek, 0)
        except GeenGesprek:
            return ""
        staat_er = await self.draad(self.opslag.staat_er, gesprek)
        nummers = [
            staat_er[beurt.sleutel]
            for beurt in beurten(rijen)
            if beurt.sleutel in staat_er and vraagt_oordeel(beurt.inhoud)
        ]
        return nummers[-1] if nummers else ""

    async def is_geweigerd(self, gesprek: str, inhoud: Mapping[str, Any]) -> bool:
        """Of Teams dit antwoord voorgoed heeft geweigerd."""
        rijen = await self.draad(self.historie.lees, gesprek, 0)
        staat_er = await self.draad(self.opslag.staat_er, gesprek)
        return any(
            inhoud in beurt.inhoud and staat_er.get(beurt.sleutel) == GEWEIGERD
            for beurt in beurten(rijen)
        )

    async def haal_in(self) -> None:
        """Bezorg wat is blijven liggen, ook van een proces dat er niet meer is."""
        for gesprek in await self.draad(self.opslag.te_leveren, ACHTERSTAND_MS):
            await self.lever(gesprek)

    async def _lever(self, beurt: Beurt, gesprek: str, verwijzing: Verwijzing) -> bool:
        plek = Plek(gesprek, *beurt.sleutel)
        if not await self.draad(self.opslag.neem, plek):
            return False
        try:
            nummer = await self.connector.stuur(
                verwijzing.service_url, verwijzing.gesprek, maak(beurt.inhoud)
            )
        except NietVerstuurd as fout:
            if not fout.definitief:
                await self.draad(self.opslag.laat_los, plek)
                return False
            logger.warning("Teams nam een antwoord niet aan: %s", fout.soort)
            nummer = GEWEIGERD
        await self.draad(self.opslag.geleverd, plek, nummer or GEWEIGERD)
        return True


def beurten(rijen: Sequence[Rij]) -> list[Beurt]:
    """De antwoorden per beurt; een beurt die nog niet af is telt niet mee."""
    klaar: list[Beurt] = []
    nu: list[Rij] = []
    for rij in rijen:
        eigen = rij.inhoud.get("channelData", {}).get("wegwijzer")
        if eigen is None:
            nu = []
            continue
        nu.append(rij)
        if eigen.get("laatste"):
            klaar.append(Beurt(tuple(nu)))
            nu = []
    return klaar
