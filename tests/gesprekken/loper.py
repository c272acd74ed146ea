"""Speelt een gesprek uit YAML met het echte model, de echte acties en een echte database.

Wat een gesprek mag bevatten staat in docs/gesprekken.md; de toetsen zelf staan in `toetsen.py`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from ruamel.yaml import YAML

from adviesvraag import statuscode
from adviesvraag.behandeling import beantwoord, vraag_terug
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.werkvoorraad import haal

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

    from adviesvraag.opslag import Opslag
    from bot.assistent import Gesprekspartner

_BEHEERDER = Behandelaar("b-1", "beheerder", ALLE_REGIOS)
MAP = Path(__file__).parent
VELDEN = {
    "naam",
    "beurten",
    "database",
    "nooit_gevraagd",
    "nergens",
    "niet_in_gesprek",
    "al_gemeld",
}
OMSTANDIGHEDEN = {"verwacht", "ander_gesprek", "coordinator", "uren_later"}
DADEN = {"zeg", "kies", "knop", "oude_knop", "vervalste_knop"}


@dataclass
class Verloop:
    """Wat er in een gesprek tot nu toe is gezegd.

    Attributes:
        berichten: het antwoord op de laatste beurt.
        open_vraag: de laatst gestelde vraag; zij blijft staan als een beurt niets vraagt.
        alle_knoppen: van elke titel de knop die het eerst is gezien.
        gevraagd: elke gestelde vraag als `vragenlijst.vraag`.
        onthouden: de vraag die een eerdere beurt met `onthoud_vraag` bewaarde.
        uren: hoeveel uur het later is dan toen het gesprek begon.
    """

    gesprek: str
    berichten: list[dict[str, Any]] = field(default_factory=list)
    open_vraag: dict[str, Any] | None = None
    alle_knoppen: dict[str, str] = field(default_factory=dict)
    gevraagd: list[str] = field(default_factory=list)
    kenmerk: str = ""
    code: str = ""
    onthouden: str | None = None
    uren: float = 0

    @property
    def tekst(self) -> str:
        """Alle tekst van de laatste beurt."""
        return "\n".join(bericht.get("text", "") for bericht in self.berichten)

    @property
    def custom(self) -> list[dict[str, Any]]:
        """Alle objecten van de laatste beurt."""
        return [bericht["custom"] for bericht in self.berichten if "custom" in bericht]

    @property
    def vraag(self) -> dict[str, Any]:
        """De vraag die in de laatste beurt is gesteld, of een leeg woordenboek."""
        vragen = [inhoud for inhoud in self.custom if inhoud["soort"] == "vraag"]
        return vragen[-1] if vragen else {}

    @property
    def knoppen(self) -> dict[str, str]:
        """De knoppen van de laatste beurt: titel en payload."""
        return {
            knop["title"]: knop["payload"]
            for bericht in self.berichten
            for knop in bericht.get("buttons", [])
        }

    def verwerk(self, berichten: list[dict[str, Any]]) -> None:
        """Onthoud het antwoord op een beurt."""
        self.berichten = berichten
        self.alle_knoppen = {**self.knoppen, **self.alle_knoppen}
        if self.vraag:
            self.open_vraag = self.vraag
            self.gevraagd.append(f"{self.vraag['vragenlijst']}.{self.vraag['id']}")
        self.code = statuscode.vind(self.tekst) or self.code
        for inhoud in self.custom:
            self.kenmerk = inhoud.get("kenmerk", self.kenmerk)


@dataclass(frozen=True)
class Speler:
    """De assistent en de database waarmee een gesprek wordt gespeeld."""

    partner: Gesprekspartner
    opslag: Opslag

    def zeg(self, verloop: Verloop, tekst: str) -> None:
        """Eén beurt."""
        with _later(verloop.uren):
            verloop.verwerk(asyncio.run(self.partner.zeg(verloop.gesprek, tekst)))

    def tracker(self, verloop: Verloop) -> DialogueStateTracker:
        """Alles wat Rasa van het gesprek bewaart."""
        tracker = asyncio.run(self.partner.agent.tracker_store.retrieve(verloop.gesprek))
        assert tracker is not None
        return tracker

    def dossier(self, verloop: Verloop) -> dict[str, Any]:
        """Het slot `dossier`."""
        return self.tracker(verloop).get_slot("dossier") or {"stapel": []}


def doe_vooraf(beurt: Mapping[str, Any], verloop: Verloop, opslag: Opslag) -> None:
    """Wat er voor deze beurt gebeurt: de coördinator schrijft, of er begint een ander gesprek."""
    for soort, tekst in beurt.get("coordinator", {}).items():
        schrijf = {"antwoordt": beantwoord, "vraagt": vraag_terug}[soort]
        regio = haal(opslag, verloop.kenmerk, _BEHEERDER).regel
        wie = Behandelaar("pc-1", "procescoordinator", frozenset({regio.regio_code}))
        schrijf(opslag, verloop.kenmerk, wie, tekst, versie=regio.versie)
    if beurt.get("ander_gesprek"):
        verloop.gesprek += "-ander"


def gesprekken() -> list[Path]:
    """Alle gesprekken, op naam van het bestand."""
    return sorted(MAP.glob("*.yml"))


def lees(pad: Path) -> dict[str, Any]:
    """Een gesprek uit een bestand; een veld of daad die niet bestaat laat de toets falen."""
    inhoud: dict[str, Any] = YAML(typ="safe").load(pad.read_text(encoding="utf-8"))
    assert set(inhoud) <= VELDEN, f"{pad.name}: onbekende velden {set(inhoud) - VELDEN}"
    for nummer, beurt in enumerate(inhoud["beurten"], start=1):
        daden = set(beurt) - OMSTANDIGHEDEN
        assert len(daden & DADEN) == len(daden) == 1, f"{pad.name}, beurt {nummer}: {daden}"
    return inhoud


def bericht(beurt: Mapping[str, Any], verloop: Verloop) -> str:
    """De tekst die de gebruiker in deze beurt stuurt."""
    (daad,) = set(beurt) & DADEN
    wat = beurt[daad]
    if daad == "zeg":
        getypt = _getypt(wat).replace("{kenmerk}", verloop.kenmerk)
        return getypt.replace("{code}", verloop.code)
    if daad == "kies":
        opties = (verloop.open_vraag or {}).get("opties", [])
        return str(next(optie["payload"] for optie in opties if optie["waarde"] == wat))
    if daad == "oude_knop":
        return verloop.alle_knoppen[wat]
    echt = verloop.knoppen[wat]
    return echt if daad == "knop" else f"{echt[:-1]}{'A' if echt[-1] != 'A' else 'B'}"


@contextmanager
def _later(uren: float) -> Iterator[None]:
    """Zet de klok zoveel uur vooruit; Rasa meet daaraan of een sessie voorbij is."""
    echt = time.time
    with patch("time.time", lambda: echt() + uren * 3600):
        yield


def _getypt(wat: str | Mapping[str, Any]) -> str:
    if isinstance(wat, str):
        return wat
    return str(wat["herhaal"]) * int(wat["keer"]) + str(wat.get("daarna", ""))
