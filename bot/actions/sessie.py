"""Terugkomen na uren: het gesprek gaat verder bij de vraag die open stond."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actie import FORMULIER
from bot.dossier import Dossier


class ActionSessionStart(Action):
    """Begin een sessie met het dossier van de vorige, en met het formulier weer open.

    Rasa sluit bij een nieuwe sessie het formulier; een getypt antwoord zou dan een nieuw onderwerp
    lijken. Er wordt hier niets gezegd: bij gevaar moet 112 het eerste bericht zijn.
    """

    def name(self) -> str:
        """De naam waaronder Rasa deze actie kent."""
        return "action_session_start"

    async def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any
    ) -> list[EventType]:
        """De gebeurtenissen waarmee de nieuwe sessie begint."""
        gebeurtenissen: list[EventType] = [SessionStarted()]
        dossier = Dossier.uit_json(tracker.get_slot("dossier"))
        if dossier != Dossier():
            bewaard = replace(dossier, weg=dossier.blad is not None, verwacht=None)
            gebeurtenissen.append(SlotSet("dossier", bewaard.als_json()))
        if dossier.blad is not None and dossier.blad.vraag is not None:
            gebeurtenissen += [ActiveLoop(FORMULIER), SlotSet("requested_slot", "antwoord")]
        return [*gebeurtenissen, ActionExecuted("action_listen")]
