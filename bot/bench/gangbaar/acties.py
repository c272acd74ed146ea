"""De acties van het gewone Rasa-project, zoals de documentatie van Rasa ze voordoet."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

_SLOTS = ("casus", "zorg", "veiligheid", "leefgebieden")
_TABEL = (
    "CREATE TABLE IF NOT EXISTS adviesvraag "
    "(kenmerk TEXT PRIMARY KEY, casus TEXT, zorg INT, veiligheid INT, leefgebieden INT)"
)


class ValideerTriage(FormValidationAction):
    """Controleert wat het formulier vraagt."""

    def name(self) -> str:
        """De naam in het domein."""
        return "validate_triage_form"

    def validate_casus(
        self, waarde: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """Een casus is tekst en niet leeg."""
        del dispatcher, tracker, domain
        return {"casus": str(waarde).strip() or None}


class Uitkomst(Action):
    """Zegt waar de casus hoort."""

    def name(self) -> str:
        """De naam in het domein."""
        return "action_uitkomst"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """De drie antwoorden samen beslissen."""
        del domain
        past = all(tracker.get_slot(naam) for naam in _SLOTS[1:])
        plek = "het Veiligheidshuis" if past else "de gewone hulp"
        dispatcher.utter_message(text=f"Uitkomst: deze casus hoort bij {plek}.")
        return []


class Indienen(Action):
    """Bewaart de adviesvraag in een bestand naast het project."""

    def name(self) -> str:
        """De naam in het domein."""
        return "action_indienen"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """Zet de antwoorden in een rij en noem het kenmerk."""
        del domain
        kenmerk = uuid.uuid4().hex[:8]
        rij = (kenmerk, *(tracker.get_slot(naam) for naam in _SLOTS))
        with closing(sqlite3.connect("adviesvragen.db")) as verbinding, verbinding:
            verbinding.execute(_TABEL)
            verbinding.execute("INSERT INTO adviesvraag VALUES (?, ?, ?, ?, ?)", rij)
        dispatcher.utter_message(text=f"Ingediend, kenmerk {kenmerk}.")
        return []
