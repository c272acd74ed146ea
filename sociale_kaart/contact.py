"""Eén contact uit de sociale kaart, en hoe het aan de gebruiker getoond wordt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from sociale_kaart.gemeenten import Gemeente
    from sociale_kaart.openingstijden import Openingstijd

ONBEVESTIGD = "B"


@dataclass(frozen=True)
class Bron:
    """Waar een contact gevonden is.

    Attributes:
        document: korte naam van de bron, bijvoorbeeld `S1` of `zandvoort.nl`.
        titel: naam zoals een gebruiker die leest.
        paragraaf: plek in de bron; leeg als die niet bekend is.
        jaar: jaar van uitgave; None als dat niet bekend is.
        url: adres op het web; leeg als er geen is.
    """

    document: str
    titel: str
    paragraaf: str
    jaar: int | None
    url: str

    def __str__(self) -> str:
        return f"{self.titel}, {self.jaar or 'jaar onbekend'}"


@dataclass(frozen=True)
class Contact:
    """Eén contact, zoals de velden van het gedragscontract het beschrijven.

    Attributes:
        id: leesbare sleutel die nooit verandert.
        soort_contact: een code uit `soorten.SOORTEN`.
        naam: naam van de dienst; `voor_gemeente` vult de gemeente en de regio in.
        telefoon: telefoonnummer; leeg als het niet bekend is.
        website: adres op het web; leeg als er geen is.
        bereikbaar: wanneer en hoe de dienst te bereiken is, als tekst.
        gemeenten: CBS-codes van de gemeenten waarvoor dit contact werkt; leeg is heel Nederland.
        wanneer: één zin: wanneer is dit het goede contact?
        niet_voor: waarvoor dit contact niet is.
        doelgroep: `professional`, `burger` of `beide`.
        gecontroleerd_op: datum waarop iemand het contact bij de eigenaar heeft nagevraagd.
        bron: waar het contact gevonden is.
        zekerheid: `S` (brondocument), `A` (officiële pagina) of `B` (niet nagekeken).
        eigenaar: organisatie die over dit contact gaat.
        gecontroleerd_door: functie of organisatie die het heeft nagevraagd; leeg als dat niet
            bekend is.
        tijden: openingstijden als gegevens; leeg als ze niet bekend zijn.
        waarschuwing: wat er bij elk antwoord bij gezegd moet worden; zie `keuring`.
    """

    id: str
    soort_contact: str
    naam: str
    telefoon: str
    website: str
    bereikbaar: str
    gemeenten: tuple[str, ...]
    wanneer: str
    niet_voor: str
    doelgroep: str
    gecontroleerd_op: date | None
    bron: Bron
    zekerheid: str
    eigenaar: str = ""
    gecontroleerd_door: str = ""
    tijden: tuple[Openingstijd, ...] = ()
    waarschuwing: str = ""

    @property
    def telefoonlink(self) -> str:
        """Het nummer als koppeling om op te tikken; leeg zonder nummer."""
        cijfers = "".join(teken for teken in self.telefoon if teken.isdigit())
        return f"tel:{cijfers}" if cijfers else ""

    def voor_gemeente(self, gemeente: Gemeente | None) -> Contact:
        """Vul in de naam in om welke gemeente en regio het gaat."""
        plaats = f"de gemeente {gemeente.naam}" if gemeente else "je gemeente"
        regio = f"de regio {gemeente.regio_naam}" if gemeente else "je regio"
        naam = self.naam.replace("{gemeente}", plaats).replace("{regio}", regio)
        return replace(self, naam=naam)

    def herkomst(self) -> str:
        """Zeg wie het contact heeft nagekeken, of dat dat nog niet gedaan is."""
        if self.gecontroleerd_op:
            door = f" door {self.gecontroleerd_door}" if self.gecontroleerd_door else ""
            return f"Nagevraagd op {self.gecontroleerd_op:%d-%m-%Y}{door}"
        if self.zekerheid == ONBEVESTIGD:
            return f"Nog niet nagebeld; volgens {self.bron}, niet bij de uitgever gecontroleerd"
        return f"Nog niet nagebeld; gevonden in {self.bron}"

    def als_bericht(self) -> dict[str, Any]:
        """Geef het contact als gegevens die als JSON verstuurd kunnen worden."""
        gecontroleerd = self.gecontroleerd_op
        return {
            "id": self.id,
            "soort_contact": self.soort_contact,
            "naam": self.naam,
            "telefoon": self.telefoon,
            "website": self.website,
            "bereikbaar": self.bereikbaar,
            "gemeenten": list(self.gemeenten),
            "wanneer": self.wanneer,
            "gecontroleerd_op": gecontroleerd.isoformat() if gecontroleerd else None,
            "bron": {
                "document": self.bron.document,
                "paragraaf": self.bron.paragraaf,
                "jaar": self.bron.jaar,
            },
            "niet_voor": self.niet_voor,
            "zekerheid": self.zekerheid,
            "doelgroep": self.doelgroep,
            "waarschuwing": self.waarschuwing,
        }

    def regel(self) -> str:
        """Geef het contact als één regel gewone tekst."""
        if self.telefoon:
            delen = [f"{self.naam}: {self.telefoon} ({self.bereikbaar})."]
        else:
            delen = [f"{self.naam}: {self.bereikbaar}."]
        if self.website:
            delen.append(f"Website: {self.website}.")
        delen.append(self.wanneer)
        if self.niet_voor:
            delen.append(f"Niet voor {self.niet_voor}.")
        delen.append(f"({self.herkomst()}.)")
        if self.waarschuwing:
            delen.append(f"Let op: {self.waarschuwing}")
        return " ".join(delen)
