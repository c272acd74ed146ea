"""De laatste stap van de NLU: wat de poort zeker weet gaat voor de gok van de classificator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intentie import Intentie
from knowledge.casus import lijkt_casus
from knowledge.engels import is_engels
from knowledge.kennisvraag import is_kennisvraag
from knowledge.routevraag import zoekt_contact

TERUGVAL = "nlu_fallback"
GEVAAR = "acuut"
_WORDT_ROUTE = frozenset(
    {TERUGVAL, GEVAAR, "start_triage", "buiten_bereik", "kennis", "ave_bepalen"}
)
_WIJKT_BIJ_TWIJFEL = frozenset(
    {"adviesvraag", "ave", "contact", "hulp", "mens", "privacy", "veilig"}
)
_TWIJFEL = 0.45
# Wat achter de dubbele punt staat, is voor de behandelaar en zegt niets over de bedoeling.
_AANVULLING = re.compile(r"\s*(?:mijn\s+)?aanvulling\b[^:]{0,80}:", re.IGNORECASE)
_WORDT_KENNIS = frozenset({TERUGVAL, "start_triage", "route", "bevestig", "ontken"})
_ONZEKER = frozenset({TERUGVAL, GEVAAR, "buiten_bereik", "kennis", "contact", "ave"})


def duid(tekst: str, intent: str, meta: Mapping[str, Any]) -> str:
    """De bedoeling van een bericht.

    Args:
        tekst: de gelakte tekst.
        intent: de gok van de classificator.
        meta: wat de poort vaststelde: gevaar, of een getekende knop.
    """
    if meta.get("gevaar"):
        return GEVAAR
    keuze = meta.get("keuze")
    if keuze:
        return _intent_van_knop(keuze)
    if is_engels(tekst) or not any(teken.isalnum() for teken in tekst):
        return TERUGVAL
    return _intent_van_tekst(tekst, intent)


def _gok(tekst: str, beste: Mapping[str, Any]) -> str:
    """De gok van de classificator; bij twijfel telt of er een route gevraagd wordt."""
    twijfelt = beste["confidence"] < _TWIJFEL and beste["name"] in _WIJKT_BIJ_TWIJFEL
    return TERUGVAL if twijfelt and zoekt_contact(tekst) else str(beste["name"])


def _intent_van_tekst(tekst: str, intent: str) -> str:
    if _AANVULLING.match(tekst):
        return "status"
    if intent in _WORDT_ROUTE and zoekt_contact(tekst):
        return "route"
    if intent in _ONZEKER and lijkt_casus(tekst):
        return "start_triage"
    if intent in _WORDT_KENNIS and is_kennisvraag(tekst):
        return "kennis"
    return "start_triage" if intent == GEVAAR else intent


def _intent_van_knop(keuze: Mapping[str, str]) -> str:
    if keuze["vraag"] in {"opdracht", "vervolg", "route"}:
        return keuze["waarde"]
    return keuze["vraag"] if keuze["vraag"] in {"artikel", "contact"} else "keuze"


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
        """Zet de bedoeling van elk bericht, en van elk deel als het er meer heeft."""
        for message in messages:
            meta = message.get("metadata") or {}
            rij = message.get("intent_ranking") or [message.get("intent")]
            intent = self._bedoeling(message.get("text") or "", rij, meta)
            message.set("intent", intent, add_to_output=True)
            delen = [
                {"text": deel["text"], "intent": self._bedoeling(deel["text"], deel["rij"], {})}
                for deel in message.get("delen") or ()
            ]
            message.set("delen", delen, add_to_output=True)
        return messages

    def _bedoeling(
        self, tekst: str, rij: list[dict[str, Any]], meta: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Bij een gok op gevaar telt de op een na beste: over gevaar gaat alleen de poort."""
        gok = rij[0]
        zeker = gok["confidence"] >= self._drempel
        beste = next((ander for ander in rij if ander["name"] != GEVAAR), gok)
        naam = duid(tekst, _gok(tekst, beste) if zeker else TERUGVAL, meta)
        return {"name": naam, "confidence": gok["confidence"] if naam == gok["name"] else 1.0}
