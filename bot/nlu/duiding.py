"""De laatste stap van de NLU: wat de poort zeker weet gaat voor de gok van de classificator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from knowledge.casus import lijkt_casus

TERUGVAL = "nlu_fallback"


def duid(tekst: str, intent: str, meta: Mapping[str, Any]) -> str:
    """De bedoeling van een bericht.

    Args:
        tekst: de gelakte tekst.
        intent: de gok van de classificator.
        meta: wat de poort vaststelde: gevaar, of een getekende knop.
    """
    if meta.get("gevaar"):
        return "acuut"
    keuze = meta.get("keuze")
    if keuze:
        return keuze["waarde"] if keuze["vraag"] in {"opdracht", "vervolg"} else "keuze"
    if intent == TERUGVAL and lijkt_casus(tekst):
        return "start_triage"
    # Gevaar leest de poort; de classificator alleen is daarvoor te onzeker (besluit 15).
    return "start_triage" if intent == "acuut" else intent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Duiding(GraphComponent):
    """Rasa-onderdeel rond `duid`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Duiding:
        """Maak het onderdeel; het heeft geen instellingen."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Zet de bedoeling van elk bericht."""
        for message in messages:
            gok = message.get("intent") or {"name": TERUGVAL, "confidence": 0.0}
            meta = message.get("metadata") or {}
            naam = duid(message.get("text") or "", str(gok["name"]), meta)
            zeker = gok["confidence"] if naam == gok["name"] else 1.0
            message.set("intent", {"name": naam, "confidence": zeker}, add_to_output=True)
        return messages
