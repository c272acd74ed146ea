"""De laatste stap van de NLU: wat de poort zeker weet gaat voor de gok van de classificator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intentie import Intentie
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.engels import is_engels
from knowledge.gevaar import spreekt_tegen

TERUGVAL = "nlu_fallback"
GEVAAR = "acuut"
# Gemeten op verse zinnen; de afweging staat in docs/lezen.md.
DREMPEL_GEVAAR = 0.6
_ONZEKER = frozenset({TERUGVAL, GEVAAR, "suicide", "buiten_bereik", "kennis", "contact", "ave"})


def duid(tekst: str, intent: str, meta: Mapping[str, Any], kans_gevaar: float = 0.0) -> str:
    """De bedoeling van een bericht.

    Args:
        tekst: de gelakte tekst.
        intent: de gok van de classificator.
        meta: wat de poort vaststelde: gevaar, of een getekende knop.
        kans_gevaar: hoe waarschijnlijk de classificator gevaar nu vindt, van 0 tot 1.
    """
    if meta.get("gevaar"):
        return GEVAAR
    keuze = meta.get("keuze")
    if keuze:
        return _intent_van_knop(keuze)
    if kans_gevaar >= DREMPEL_GEVAAR and not spreekt_tegen(tekst):
        return GEVAAR
    if is_engels(tekst) or not any(teken.isalnum() for teken in tekst):
        return TERUGVAL
    if intent in _ONZEKER and lijkt_casus(tekst) and not _over_suicide(tekst, intent):
        return "start_triage"
    return "start_triage" if intent == GEVAAR else intent


def _intent_van_knop(keuze: Mapping[str, str]) -> str:
    if keuze["vraag"] in {"opdracht", "vervolg"}:
        return keuze["waarde"]
    return "artikel" if keuze["vraag"] == "artikel" else "keuze"


def _over_suicide(tekst: str, intent: str) -> bool:
    return intent == "suicide" and lees_casus(tekst).probleem == "suicidaliteit"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Duiding(GraphComponent):
    """Rasa-onderdeel rond `duid`; onder de `drempel` telt een gok niet."""

    def __init__(self, drempel: float) -> None:
        self._drempel = drempel

    @classmethod
    def required_components(cls) -> list[type]:
        """De classificator gaat hieraan vooraf."""
        return [Intentie]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Duiding:
        """Maak het onderdeel met de drempel uit config.yml."""
        return cls(float(config["drempel"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Zet de bedoeling van elk bericht."""
        for message in messages:
            gok = message.get("intent")
            geraden = gok["name"] if gok["confidence"] >= self._drempel else TERUGVAL
            meta = message.get("metadata") or {}
            rij = message.get("intent_ranking") or [gok]
            kans = next((ander["confidence"] for ander in rij if ander["name"] == GEVAAR), 0.0)
            naam = duid(message.get("text") or "", geraden, meta, kans)
            zeker = gok["confidence"] if naam == gok["name"] else 1.0
            message.set("intent", {"name": naam, "confidence": zeker}, add_to_output=True)
        return messages
