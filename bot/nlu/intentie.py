"""De classificator: TF-IDF over woorden en letterreeksen met logistische regressie.

Gekozen met kruisvalidatie en een aparte toetsset (docs/adr/0003): drie punten beter dan
tellingen met dezelfde regressie, en in enkele seconden geleerd. Zijn de woorden niet zeker, dan
telt ook de betekenis van de zin (docs/adr/0025).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from knowledge.betekenis import beschikbaar, vector, vectoren
from knowledge.betekeniskans import Kop, gemengd, laad, logkansen, schrijf
from knowledge.kennis import kent_woord
from knowledge.zinsdelen import knip

_BESTAND = "intentie.npz"
_KOP = "betekenis.npz"
BETEKENIS_WEEGT = 0.3
ZEKER_ZONDER_BETEKENIS = 0.8
_C_BETEKENIS = 5.0
_KNOP = {"name": "keuze", "confidence": 1.0}
_FAMILIES: dict[str, dict[str, Any]] = {
    "woorden": {"ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"},
    "letters": {"ngram_range": (2, 5), "sublinear_tf": True, "analyzer": "char_wb"},
}


def leer(zinnen: Sequence[str], intenties: Sequence[str]) -> Pipeline:
    """Leer een classificator uit voorbeeldzinnen met hun intentie."""
    tellers = (TfidfVectorizer(**vorm) for vorm in _FAMILIES.values())
    return make_pipeline(make_union(*tellers), _regressie()).fit(zinnen, intenties)


def bewaar(model: Pipeline, pad: Path) -> None:
    """Schrijf wat geleerd is als getallen en woorden, zodat lezen geen code uitvoert."""
    eenheid, regressie = (deel for _, deel in model.steps)
    delen: dict[str, Any] = {}
    for naam, (_, teller) in zip(_FAMILIES, eenheid.transformer_list, strict=True):
        op_plek = sorted(teller.vocabulary_, key=teller.vocabulary_.__getitem__)
        delen |= {f"{naam}_stukken": np.array(op_plek), f"{naam}_idf": teller.idf_}
    np.savez_compressed(
        pad,
        intenties=regressie.classes_.astype(str),
        gewichten=regressie.coef_,
        basis=regressie.intercept_,
        **delen,
    )


def lees(pad: Path) -> Pipeline:
    """Lees wat `bewaar` schreef; geeft dezelfde kansen als het model dat geleerd is."""
    with np.load(pad, allow_pickle=False) as inhoud:
        tellers = []
        for naam, vorm in _FAMILIES.items():
            plek = {stuk: nr for nr, stuk in enumerate(inhoud[f"{naam}_stukken"].tolist())}
            teller = TfidfVectorizer(**vorm, vocabulary=plek)
            teller.idf_ = inhoud[f"{naam}_idf"]
            tellers.append(teller)
        regressie = _regressie()
        regressie.classes_ = inhoud["intenties"]
        regressie.coef_, regressie.intercept_ = inhoud["gewichten"], inhoud["basis"]
    return make_pipeline(make_union(*tellers), regressie)


def _regressie() -> LogisticRegression:
    return LogisticRegression(C=20, class_weight="balanced", solver="liblinear", random_state=42)


def leer_betekenis(zinnen: Sequence[str], intenties: Sequence[str]) -> Kop | None:
    """Leer uit de betekenis van dezelfde zinnen een kop; None waar het taalmodel niet draait."""
    if not beschikbaar():
        return None
    rijen = vectoren(zinnen)
    midden = rijen.mean(axis=0)
    regressie = LogisticRegression(C=_C_BETEKENIS, class_weight="balanced", max_iter=2000).fit(
        rijen - midden, intenties
    )
    return Kop(
        "",
        tuple(map(str, regressie.classes_)),
        regressie.coef_,
        regressie.intercept_ - regressie.coef_ @ midden,
    )


def rangschik(model: Pipeline, kop: Kop | None, zin: str) -> list[dict[str, Any]]:
    """De intenties bij een zin, de waarschijnlijkste eerst."""
    uit_woorden = model.predict_proba([zin])[0].tolist()
    kansen = [(str(naam), kans) for naam, kans in zip(model.classes_, uit_woorden, strict=True)]
    # Van letters zonder een enkel bekend woord zegt ook de betekenis niets.
    if kop is not None and max(uit_woorden) < ZEKER_ZONDER_BETEKENIS and kent_woord(zin):
        betekenis = vector(zin)
        if betekenis is not None:
            kansen = gemengd(kansen, logkansen(kop, betekenis), BETEKENIS_WEEGT)
    rij = [{"name": naam, "confidence": kans} for naam, kans in kansen]
    return sorted(rij, key=lambda intentie: -intentie["confidence"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Intentie(GraphComponent):
    """Rasa-onderdeel rond `leer` en `rangschik`."""

    def __init__(
        self,
        opslag: ModelStorage,
        plek: Resource,
        model: Pipeline | None = None,
        kop: Kop | None = None,
    ) -> None:
        self._opslag = opslag
        self._plek = plek
        self._model = model
        self._kop = kop

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Intentie:
        """Maak een onderdeel dat nog moet leren."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_rest: Any,
    ) -> Intentie:
        """Laad wat eerder is geleerd."""
        with model_storage.read_from(resource) as map_:
            kop = map_ / _KOP
            geleerd = laad(kop) if kop.exists() else None
            return cls(model_storage, resource, lees(map_ / _BESTAND), geleerd)

    def train(self, training_data: TrainingData) -> Resource:
        """Leer uit de voorbeelden en bewaar het resultaat."""
        voorbeelden = training_data.intent_examples
        zinnen = [voorbeeld.get("text") for voorbeeld in voorbeelden]
        intenties = [voorbeeld.get("intent") for voorbeeld in voorbeelden]
        self._model = leer(zinnen, intenties)
        self._kop = leer_betekenis(zinnen, intenties)
        with self._opslag.write_to(self._plek) as map_:
            bewaar(self._model, map_ / _BESTAND)
            if self._kop is not None:
                schrijf(self._kop, map_ / _KOP)
        return self._plek

    def process(self, messages: list[Message]) -> list[Message]:
        """Zet de rangorde van intenties op elk bericht, en op elk deel als het er meer heeft.

        Van een knop staat de bedoeling vast; haar getekende tekst lezen zou alleen tijd kosten.
        """
        for message in messages:
            knop = (message.get("metadata") or {}).get("keuze")
            tekst = "" if knop else message.get("text") or ""
            rij = [dict(_KNOP)] if knop else rangschik(self._model, self._kop, tekst)
            message.set("intent", rij[0], add_to_output=True)
            message.set("intent_ranking", rij[:5], add_to_output=True)
            delen = knip(tekst)
            if len(delen) > 1:
                rijen = [
                    {"text": d, "rij": rangschik(self._model, self._kop, d)[:5]} for d in delen
                ]
                message.set("delen", rijen)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Zet de intenties op de voorbeelden, zoals Rasa dat bij het leren vraagt."""
        self.process(training_data.training_examples)
        return training_data
