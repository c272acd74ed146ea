"""Een spaCy-model laden; alleen nodig als een beheerder er een noemt (`knowledge.taalmodel`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import spacy
from spacy.tokens import Doc

_ONNODIG = ["parser", "ner", "senter"]


def lemmatiseerder(naam: str) -> Callable[[Sequence[str]], list[str]]:
    """Laad een model en geef een functie die van elk woord het lemma geeft.

    Raises:
        OSError: het model is er niet.
    """
    model = spacy.load(naam, exclude=_ONNODIG)

    def lemmas(woorden: Sequence[str]) -> list[str]:
        doc = Doc(model.vocab, words=list(woorden))
        for _, onderdeel in model.pipeline:
            doc = onderdeel(doc)
        return [token.lemma_ or token.text for token in doc]

    return lemmas
