"""Eén beurt van een actie: wat de gebruiker zei, wat het dossier weet, wat er gezegd wordt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.dossier import Dossier
from bot.instellingen import instellingen
from bot.payload import Keuze, teken

GLOBAAL = "-"


@dataclass(frozen=True)
class Stuk:
    """Een deel van een bericht met zijn eigen bedoeling, bijvoorbeeld de vraag na een antwoord."""

    tekst: str
    intent: str
    zekerheid: float


@dataclass(frozen=True)
class Knop:
    """Een knop: wat erop staat en welke keuze hij geeft."""

    titel: str
    keuze: Keuze


@dataclass
class Beurt:
    """De toegang van een actie tot het gesprek.

    Attributes:
        dossier: het dossier; wie het wijzigt, wijst een nieuw dossier toe.
        gebeurtenissen: extra gebeurtenissen voor Rasa.
        stuk: het deel van het bericht dat nu telt; None is het hele bericht.
    """

    tracker: Tracker
    dispatcher: CollectingDispatcher
    dossier: Dossier
    gebeurtenissen: list[EventType] = field(default_factory=list)
    stuk: Stuk | None = None

    @property
    def gesprek(self) -> str:
        """De naam van het gesprek."""
        return str(self.tracker.sender_id)

    @property
    def kanaal(self) -> str:
        """Het kanaal waarlangs het laatste bericht kwam."""
        return str(self.tracker.get_latest_input_channel() or "onbekend")

    @property
    def tekst(self) -> str:
        """De tekst van de gebruiker, al gelakt door de poort."""
        return self.stuk.tekst if self.stuk else self.hele_tekst

    @property
    def hele_tekst(self) -> str:
        """De tekst van het hele bericht."""
        return str(self.tracker.latest_message.get("text") or "")

    @property
    def stukken(self) -> list[Stuk]:
        """De delen van het bericht op volgorde; leeg als het één geheel is."""
        return [
            Stuk(deel["text"], deel["intent"]["name"], deel["intent"]["confidence"])
            for deel in self.tracker.latest_message.get("delen") or ()
        ]

    @contextmanager
    def alleen(self, stuk: Stuk) -> Iterator[None]:
        """Laat zolang alleen dit deel van het bericht tellen."""
        vorige, self.stuk = self.stuk, stuk
        try:
            yield
        finally:
            self.stuk = vorige

    @property
    def intent(self) -> str:
        """De bedoeling volgens de duiding."""
        if self.stuk:
            return self.stuk.intent
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def zekerheid(self) -> float:
        """Hoe zeker de bedoeling is, van 0 tot 1."""
        if self.stuk:
            return self.stuk.zekerheid
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def meta(self) -> dict[str, Any]:
        """Wat de poort over het bericht vaststelde."""
        return dict(self.tracker.latest_message.get("metadata") or {})

    @property
    def bericht_id(self) -> str:
        """De naam van het laatste bericht van de gebruiker."""
        return str(self.tracker.latest_message.get("message_id") or "")

    @property
    def keuze(self) -> Keuze | None:
        """De knop die is aangeklikt, of None bij getypte tekst."""
        inhoud = self.meta.get("keuze")
        return Keuze(**inhoud) if inhoud else None

    def zeg(self, tekst: str, knoppen: Sequence[Knop] = (), *custom: dict[str, Any]) -> None:
        """Zeg iets, met knoppen en met objecten voor een rijker scherm."""
        self.dispatcher.utter_message(
            text=tekst,
            buttons=[
                {"title": knop.titel, "payload": self.payload(knop.keuze)} for knop in knoppen
            ],
        )
        for inhoud in custom:
            self.dispatcher.utter_message(json_message=inhoud)

    def payload(self, keuze: Keuze) -> str:
        """De getekende tekst van een keuze in dit gesprek."""
        return teken(instellingen().sleutels[0], self.gesprek, keuze)

    @property
    def verwacht(self) -> str:
        """Wat de assistent in de vorige beurt vroeg naast de open vraag, zoals `aanpassen`."""
        vorige = [e.get("message_id") for e in self.tracker.events if e.get("event") == "user"]
        naam, bericht = self.dossier.verwacht or ("", "")
        return naam if bericht in vorige[-2:-1] else ""

    @property
    def vorige_tekst(self) -> str:
        """Wat de gebruiker in de vorige beurt typte."""
        teksten = [str(e.get("text")) for e in self.tracker.events if e.get("event") == "user"]
        return teksten[-2] if len(teksten) > 1 else ""

    def verwacht_nu(self, naam: str) -> None:
        """Onthoud tot het volgende bericht wat de assistent net vroeg."""
        self.dossier = replace(self.dossier, verwacht=(naam, self.bericht_id))

    def opdracht(self, titel: str, naam: str) -> Knop:
        """Een knop voor een opdracht die in elk gesprek geldt, zoals `stop` of `verder`."""
        return Knop(titel, Keuze(GLOBAAL, "opdracht", naam))

    def zeg_eerst(self, tekst: str, knoppen: Sequence[Knop] = ()) -> None:
        """Zeg iets vóór alles wat deze beurt al gezegd is."""
        eerder = list(self.dispatcher.messages)
        self.dispatcher.messages.clear()
        self.zeg(tekst, knoppen)
        self.dispatcher.messages.extend(eerder)
