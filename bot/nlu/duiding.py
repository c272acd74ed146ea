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
from knowledge.antwoordsoort import vraagt_bereik
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.casusvorm import noemt_iemand
from knowledge.engels import is_engels
from knowledge.kennisvraag import DICHTBIJ, OVER_HETZELFDE, is_kennisvraag
from knowledge.onzin import is_onzin
from knowledge.probleemkans import kansen
from knowledge.routevraag import (
    is_melding,
    vraagt_route,
    vraagt_wie_samen,
    zit_op_alle_kanten_vast,
    zoekt_contact,
)
from knowledge.toetsvraag import vraagt_toets
from knowledge.vraagdeel import is_losse_vraag, vraagdeel, vraagt_naar_bron

TERUGVAL = "nlu_fallback"
SUICIDE = "suicide"
GEVAAR = "acuut"
TOETS = "start_triage"
ROUTE = "route"
_WORDT_ROUTE = frozenset({TERUGVAL, GEVAAR, TOETS, "buiten_bereik", "kennis", "ave_bepalen"})
_WIJKT_BIJ_TWIJFEL = frozenset(
    {"adviesvraag", "ave", "contact", "hulp", "mens", "privacy", "veilig"}
)
_TWIJFEL = 0.45
_HELE_VRAAG = 6
SIGNAAL_SUICIDE = "suicidaliteit"
_KAN_SUICIDE = 0.1
# Wat achter de dubbele punt staat, is voor de behandelaar en zegt niets over de bedoeling.
_AANVULLING = re.compile(r"\s*(?:mijn\s+)?aanvulling\b[^:]{0,80}:", re.IGNORECASE)
_GELAKT = re.compile(r"\[[a-z]+\]")
_AVE = re.compile(r"\bave\b|\bfase [1-4]\b", re.IGNORECASE)
_WORDT_KENNIS = frozenset({TERUGVAL, "kennis"})
_WORDT_KENNIS_ALS_HET_DICHTBIJ_LIGT = frozenset({"ave_bepalen", TOETS, "route", GEVAAR})
_WORDT_KENNIS_ALS_HET_ER_STAAT = frozenset({"bevestig", "buiten_bereik", "mens", "ontken"})
_WORDT_TOETS = frozenset(
    {TERUGVAL, GEVAAR, "ave", "buiten_bereik", "contact", "kennis", "mens", "privacy", "route"}
)
_WORDT_MELDING = frozenset({TERUGVAL, "buiten_bereik"})
_WORDT_KENNIS_BIJ_BRON = frozenset(
    {TERUGVAL, "kennis", TOETS, ROUTE, "ave", "ave_bepalen", "contact", "privacy", "buiten_bereik"}
)
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
    """De gok van de classificator; bij twijfel telt waar de tekst zelf over gaat."""
    if beste["name"] == SUICIDE and beste["confidence"] < _TWIJFEL and not _kan_suicide(tekst):
        return TERUGVAL
    if beste["confidence"] < _TWIJFEL and is_kennisvraag(tekst, OVER_HETZELFDE):
        return "kennis"
    if beste["confidence"] < _TWIJFEL and is_onzin(tekst):
        return TERUGVAL
    twijfelt = beste["confidence"] < _TWIJFEL and beste["name"] in _WIJKT_BIJ_TWIJFEL
    return TERUGVAL if twijfelt and zoekt_contact(tekst) else str(beste["name"])


def _vraagt_kennis(tekst: str) -> bool:
    """Of een bericht een hele vraag is zonder toets, contact of casus erin."""
    heel = is_losse_vraag(tekst) and len(tekst.split()) >= _HELE_VRAAG
    return heel and not (vraagt_toets(tekst) or vraagt_route(tekst) or lijkt_casus(tekst))


def _kan_suicide(tekst: str) -> bool:
    """Of een tekst ook los van de classificator over niet meer willen leven kan gaan."""
    op_kans = dict(kansen(tekst))
    return SIGNAAL_SUICIDE in lees_casus(tekst).signalen or op_kans[SIGNAAL_SUICIDE] >= _KAN_SUICIDE


def _intent_van_tekst(tekst: str, intent: str) -> str:
    if _AANVULLING.match(tekst):
        return "status"
    gelezen = (lees(tekst, intent) for lees in (_bereik, _stuk, _weg, _kennis_of_toets, _melding))
    return next(filter(None, gelezen), None) or _anders(tekst, intent)


def _bereik(tekst: str, intent: str) -> str | None:
    """Wie om een nummer of tijden vraagt wil die, ook als hij vertelt om wie het gaat.

    Wie zelf een nummer gaf, dat nu gelakt is, vraagt er geen.
    """
    vraagt = vraagt_bereik(tekst) and not _GELAKT.search(tekst)
    return intent if intent == "contact" and vraagt else None


def _stuk(tekst: str, intent: str) -> str | None:
    """Kennis, voor wie vraagt wat een stuk zegt en niet of zijn zaak daaraan voldoet."""
    kan = intent in _WORDT_KENNIS_BIJ_BRON and vraagt_naar_bron(tekst)
    return "kennis" if kan and not vraagt_toets(tekst) else None


def _kennis_of_toets(tekst: str, intent: str) -> str | None:
    if _is_kennis(tekst, intent):
        return "kennis"
    return TOETS if _is_toets(tekst, intent) or _is_kale_casus(tekst, intent) else None


def _melding(tekst: str, intent: str) -> str | None:
    return ROUTE if intent in _WORDT_MELDING and is_melding(tekst) else None


def _weg(tekst: str, intent: str) -> str | None:
    """De route, of de toets als een zaak vastzit, voor wie vraagt waar zij heen moet."""
    if intent in {*_WORDT_ROUTE, ROUTE} and vraagt_wie_samen(tekst):
        return TOETS
    if intent in _WORDT_ROUTE and zoekt_contact(tekst) and not vraagt_toets(tekst):
        return TOETS if zit_op_alle_kanten_vast(tekst) else ROUTE
    return None


def _anders(tekst: str, intent: str) -> str:
    """Een hele vraag die niemand herkent, zoekt een antwoord; over gevaar gaat alleen de poort."""
    if intent == TERUGVAL and len(vraagdeel(tekst).split()) >= _HELE_VRAAG:
        return "kennis"
    return TOETS if intent == GEVAAR else intent


def _is_toets(tekst: str, intent: str) -> bool:
    if intent in _WORDT_TOETS and vraagt_toets(tekst):
        return True
    return intent == ROUTE and _legt_zaak_voor(tekst)


def _is_kale_casus(tekst: str, intent: str) -> bool:
    """Of een bericht dat niemand zeker herkent een casus is; wie naar de AVE vraagt, wil die."""
    over_ave = intent == "ave" and _AVE.search(tekst)
    return intent in _ONZEKER and not over_ave and lijkt_casus(tekst)


def _legt_zaak_voor(tekst: str) -> bool:
    """Of een bericht over iemand vertelt, niets vraagt, en nog niet zegt wat er speelt."""
    vraagt = vraagdeel(tekst) or vraagt_route(tekst)
    return not vraagt and noemt_iemand(tekst) and not lees_casus(tekst).problemen


def _is_kennis(tekst: str, intent: str) -> bool:
    if intent in _WORDT_KENNIS:
        return is_kennisvraag(tekst)
    if intent == TOETS and _vraagt_kennis(tekst):
        return True
    if intent in _WORDT_KENNIS_ALS_HET_DICHTBIJ_LIGT:
        return is_kennisvraag(tekst, betekenis=DICHTBIJ)
    strenger = intent in _WORDT_KENNIS_ALS_HET_ER_STAAT
    return strenger and is_kennisvraag(tekst, OVER_HETZELFDE)


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
