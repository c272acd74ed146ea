"""Vergelijk herkenners van bedoelingen: kruisvalidatie, achtergehouden zinnen, tijd en geheugen.

`python -m bot.evaluatie.herkenners regressie|spacy|diet` meet één herkenner in een eigen proces en
geeft een regel JSON: zo telt het geheugen van de ene niet mee bij de andere. DIET rekent met
TensorFlow en vraagt WEGWIJZER_TENSORFLOW=aan. Met een getal erachter
(0 tot en met 4) meet hij alleen dat deel van de kruisvalidatie; samen duren die lang. Gevaar en
casusvorm beslissen hier niet mee. De uitkomsten en de keuze staan in docs/adr/0003.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML
from sklearn.model_selection import StratifiedKFold
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from bot.evaluatie.bedoelingen import BUITEN_BEREIK
from bot.model import WORTEL
from bot.nlu import intentie
from bot.nlu.voorbeelden import voorbeelden

TOETSEN = WORTEL / "tests" / "nlu" / "data" / "uitspraken.yml"
DREMPELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
DELEN = 5
_RONDES_SPACY = 8
_ZAAD = 42
_DIET: dict[str, Any] = {
    "epochs": 12,
    "number_of_transformer_layers": 0,
    "hidden_layers_sizes": {"text": [128], "label": []},
    "entity_recognition": False,
    "batch_size": [64, 256],
    "constrain_similarities": True,
    "random_seed": _ZAAD,
    "evaluate_on_number_of_examples": 0,
}

Gok = tuple[str, float]
Herken = Callable[[str], Gok]
Leer = Callable[[Sequence[str], Sequence[str]], Herken]


def regressie(zinnen: Sequence[str], namen: Sequence[str]) -> Herken:
    """De gekozen herkenner: woorden, en bij twijfel de betekenis (`bot/nlu/intentie.py`)."""
    model, kop = intentie.leer(zinnen, namen), intentie.leer_betekenis(zinnen, namen)

    def herken(zin: str) -> Gok:
        beste = intentie.rangschik(model, kop, zin)[0]
        return str(beste["name"]), float(beste["confidence"])

    return herken


def textcat(zinnen: Sequence[str], namen: Sequence[str]) -> Herken:
    """De tekstherkenner van spaCy: een woordzak met een klein netwerk, zonder gedownload model."""
    fix_random_seed(_ZAAD)
    nlp = spacy.blank("nl")
    model = {
        "@architectures": "spacy.TextCatBOW.v2",
        "exclusive_classes": True,
        "ngram_size": 2,
        "no_output_layer": False,
    }
    deel = nlp.add_pipe("textcat", config={"model": model})
    soorten = sorted(set(namen))
    gevallen = [
        Example.from_dict(nlp.make_doc(zin), {"cats": {soort: soort == naam for soort in soorten}})
        for zin, naam in zip(zinnen, namen, strict=True)
    ]
    deel.initialize(lambda: gevallen, nlp=nlp, labels=soorten)
    maker = nlp.create_optimizer()
    dobbel = random.Random(_ZAAD)  # noqa: S311 - alleen de volgorde van voorbeelden
    for _ in range(_RONDES_SPACY):
        dobbel.shuffle(gevallen)
        for groep in minibatch(gevallen, 64):
            nlp.update(groep, sgd=maker, drop=0.2)

    def herken(zin: str) -> Gok:
        naam, kans = max(nlp(zin).cats.items(), key=lambda paar: paar[1])
        return naam, kans

    return herken


def diet(zinnen: Sequence[str], namen: Sequence[str]) -> Herken:
    """DIET van Rasa over woorden en letterreeksen, zonder transformerlagen en met weinig rondes."""
    opslag = LocalModelStorage.create(Path(tempfile.mkdtemp(prefix="wegwijzer-herkenners-")))
    omgeving = ExecutionContext(GraphSchema({}))

    def maak(soort: Any, **instel: Any) -> Any:
        gegevens = {**soort.get_default_config(), **instel}
        return soort.create(gegevens, opslag, Resource(str(instel)), omgeving)

    gegevens = TrainingData(
        [Message.build(zin, naam) for zin, naam in zip(zinnen, namen, strict=True)]
    )
    knipper = maak(WhitespaceTokenizer)
    knipper.process_training_data(gegevens)
    tellers = [
        maak(CountVectorsFeaturizer, alias="woorden"),
        maak(CountVectorsFeaturizer, alias="letters", analyzer="char_wb", min_ngram=1, max_ngram=4),
    ]
    for teller in tellers:
        teller.train(gegevens)
        teller.process_training_data(gegevens)
    model = maak(DIETClassifier, **_DIET)
    model.train(gegevens)

    def herken(zin: str) -> Gok:
        bericht = Message.build(zin)
        for deel in (knipper, *tellers, model):
            deel.process([bericht])
        beste = bericht.get("intent")
        return str(beste["name"]), float(beste["confidence"])

    return herken


HERKENNERS: dict[str, Leer] = {"regressie": regressie, "spacy": textcat, "diet": diet}


def een_deel(
    leer: Leer, paren: Sequence[tuple[str, str]], nummer: int, delen: int = DELEN
) -> float:
    """Welk deel goed is als één deel van de voorbeelden wordt achtergehouden; de delen liggen vast.

    Args:
        leer: de herkenner.
        paren: elke zin met zijn bedoeling.
        nummer: welk deel wordt achtergehouden, vanaf nul.
        delen: in hoeveel delen de voorbeelden verdeeld worden.
    """
    zinnen, namen = [zin for zin, _ in paren], [naam for _, naam in paren]
    verdeling = StratifiedKFold(delen, shuffle=True, random_state=_ZAAD)
    lerend, toets = list(verdeling.split(zinnen, namen))[nummer]
    herken = leer([zinnen[nr] for nr in lerend], [namen[nr] for nr in lerend])
    return mean(herken(zinnen[nr])[0] == namen[nr] for nr in toets)


def drempels(gokken: Sequence[tuple[str, Gok]]) -> dict[str, tuple[float, float]]:
    """Per drempel welk deel goed blijft en welk deel van buiten bereik wordt geweigerd.

    Args:
        gokken: per zin de bedoelde naam en de gok met zijn zekerheid.
    """
    binnen = [(naam, gok) for naam, gok in gokken if naam != BUITEN_BEREIK]
    buiten = [gok for naam, gok in gokken if naam == BUITEN_BEREIK]
    return {
        str(drempel): (
            mean(gok == naam and kans >= drempel for naam, (gok, kans) in binnen),
            mean(gok == BUITEN_BEREIK or kans < drempel for gok, kans in buiten),
        )
        for drempel in DREMPELS
    }


def meet(leer: Leer, paren: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """De cijfers van één herkenner op de achtergehouden zinnen, met tijd en geheugen."""
    begin = time.perf_counter()
    herken = leer([zin for zin, _ in paren], [naam for _, naam in paren])
    uit: dict[str, Any] = {"voorbeelden": len(paren), "trainen_s": time.perf_counter() - begin}
    toetsen = YAML(typ="safe").load(TOETSEN.read_text(encoding="utf-8"))
    duur, gokken = [], []
    for naam, lijst in toetsen.items():
        for zin in lijst:
            begin = time.perf_counter()
            gokken.append((naam, herken(zin)))
            duur.append(time.perf_counter() - begin)
    uit["achtergehouden"] = mean(naam == gok for naam, (gok, _) in gokken)
    uit["lezen_ms"] = median(duur) * 1000
    uit["geheugen_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    uit["drempels"] = drempels(gokken)
    return uit


def main(keuze: str, *nummer: str) -> dict[str, Any]:
    """Meet een herkenner, of één deel van zijn kruisvalidatie."""
    paren = [(zin, naam) for naam, lijst in voorbeelden().items() for zin in lijst]
    if nummer:
        goed = een_deel(HERKENNERS[keuze], paren, int(nummer[0]))
        return {"herkenner": keuze, "deel": int(nummer[0]), "goed": goed}
    return {"herkenner": keuze, **meet(HERKENNERS[keuze], paren)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])) + "\n")
