"""Patronen uit de woordenlijsten zoeken, zin voor zin.

Elk woord wordt eerst het teken dat `patroon.Codering` eraan geeft. Zo komt er nooit een woord van
een gebruiker in de woordenschat van spaCy, en is vooraf te zien welke patronen in een zin kunnen
passen; alleen die worden gezocht. Heeft een patroon hooguit één stuk van wisselende lengte, dan is
de eerste vondst van een reguliere uitdrukking ook de kortste, en is die tien keer zo snel; anders
zoekt de Matcher van spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, Generic, TypeVar

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from knowledge.patroon import ANDER, Codering, Deel
from knowledge.taal import ZIN_EINDE, Woord

N = TypeVar("N")

_GEWOON = "w"
_ONTKENT = "n"
_WIJD = 8


@dataclass(frozen=True)
class _Regel(Generic[N]):
    naam: N
    zoek: Matcher | re.Pattern[str]
    nodig: tuple[frozenset[str], ...]


@cache
def _woordenschat() -> Vocab:
    """De lege Nederlandse woordenschat; er komen alleen tekens in, dus elke zoeker deelt haar."""
    return spacy.blank("nl").vocab


class Woordzoeker(Generic[N]):
    """Zoekt een vaste verzameling patronen in teksten."""

    def __init__(
        self, patronen: Sequence[tuple[N, tuple[Deel, ...]]], ontkenningen: Iterable[str]
    ) -> None:
        ontkenningen = tuple(ontkenningen)
        self._codering = Codering([delen for _, delen in patronen], ontkenningen)
        self._ontkent = frozenset(map(self._codering.teken, ontkenningen))
        self.vocab = _woordenschat()
        self._bij_teken: dict[str, list[_Regel[N]]] = {}
        for naam, delen in patronen:
            nodig = self._codering.nodig(delen)
            zoek = self._regex(delen) if _is_enkelvoudig(delen) else self._matcher(delen)
            regel = _Regel(naam, zoek, nodig)
            for teken in min(nodig, key=len):
                self._bij_teken.setdefault(teken, []).append(regel)

    def zoek(self, alle: Sequence[Woord], lemmas: Sequence[str] = ()) -> list[tuple[N, int, int]]:
        """Alle plekken waar een patroon past, op volgorde, zonder overlap per patroon.

        Args:
            alle: de woorden van de tekst.
            lemmas: per woord het lemma, voor vormen die geen patroon kent; mag leeg zijn.

        Returns:
            Per plek de naam, het nummer van het eerste woord en het nummer na het laatste.
        """
        code = self._codering.codeer(alle)
        if lemmas:
            vormen = (self._codering.teken(lemma) for lemma in lemmas)
            paren = zip(code, vormen, strict=True)
            code = "".join(vorm if teken == ANDER else teken for teken, vorm in paren)
        uit: list[tuple[N, int, int]] = []
        for begin, eind in _zinnen(alle):
            uit += self._in_zin(code[begin:eind], begin)
        return sorted(uit, key=lambda treffer: treffer[1:])

    def _in_zin(self, code: str, vanaf: int) -> Iterator[tuple[N, int, int]]:
        aanwezig = set(code)
        kandidaten = {
            id(regel): regel for teken in aanwezig for regel in self._bij_teken.get(teken, ())
        }
        passend = [
            regel
            for regel in kandidaten.values()
            if not any(aanwezig.isdisjoint(tekens) for tekens in regel.nodig)
        ]
        zin: Doc | None = None
        for regel in passend:
            if isinstance(regel.zoek, re.Pattern):
                for treffer in regel.zoek.finditer(code):
                    yield regel.naam, vanaf + treffer.start(), vanaf + treffer.end()
                continue
            zin = zin or self._doc(code)
            for begin, eind in self._met_matcher(regel.zoek, zin):
                yield regel.naam, vanaf + begin, vanaf + eind

    def _doc(self, code: str) -> Doc:
        soort = [_ONTKENT if teken in self._ontkent else _GEWOON for teken in code]
        return Doc(self.vocab, words=list(code), tags=soort)

    def _met_matcher(self, matcher: Matcher, zin: Doc) -> Iterator[tuple[int, int]]:
        """Per begin de kortste plek, van voor naar achter en zonder overlap."""
        kortste: dict[int, int] = {}
        for lengte, begin, eind in matcher(zin):
            if eind - begin <= int(self.vocab.strings[lengte]):
                kortste[begin] = min(eind, kortste.get(begin, eind))
        vrij_vanaf = 0
        for begin, eind in sorted(kortste.items()):
            if begin >= vrij_vanaf:
                vrij_vanaf = eind
                yield begin, eind

    def _regex(self, delen: Sequence[Deel]) -> re.Pattern[str]:
        """De uitdrukking van een patroon, met in elke keuze de kortste reeks vooraan."""
        geordend = [replace(deel, keuzes=tuple(sorted(deel.keuzes, key=len))) for deel in delen]
        return self._codering.regex(geordend)

    def _matcher(self, delen: Sequence[Deel]) -> Matcher:
        """De Matcher van een patroon; een rij heet naar het aantal woorden dat zij mag beslaan."""
        matcher = Matcher(self.vocab, validate=False)
        per_lengte: dict[int, list[list[dict[str, Any]]]] = {}
        ruimte = sum(deel.gat for deel in delen if deel.gat >= _WIJD)
        for rij in self._uitgeschreven(delen):
            vast = sum(token.get("OP") != "*" for token in rij)
            per_lengte.setdefault(vast + ruimte, []).append(rij)
        for lengte, rijen in per_lengte.items():
            matcher.add(str(lengte), rijen)
        return matcher

    def _uitgeschreven(self, delen: Sequence[Deel]) -> Iterator[list[dict[str, Any]]]:
        """Schrijf een patroon uit als rijen voor de Matcher; een gat is een rij losse woorden."""
        keuzes: list[list[list[dict[str, Any]]]] = []
        for deel in delen:
            if deel.gat:
                keuzes.append([_gat(deel)])
                continue
            enkel = [reeks[0] for reeks in deel.keuzes if len(reeks) == 1]
            vormen = [[self._woord(enkel)]] if enkel else []
            vormen += [[self._woord([w]) for w in reeks] for reeks in deel.keuzes if len(reeks) > 1]
            keuzes.append([*vormen, []] if deel.mag_weg else vormen)
        for combinatie in product(*keuzes):
            yield [token for stuk in combinatie for token in stuk]

    def _woord(self, opties: Sequence[str]) -> dict[str, Any]:
        tekens = sorted({teken for optie in opties for teken in self._codering.passend(optie)})
        return {"ORTH": tekens[0]} if len(tekens) == 1 else {"ORTH": {"IN": tekens}}


def _is_enkelvoudig(delen: Sequence[Deel]) -> bool:
    """Of hooguit één deel van lengte wisselt en niets mag ontbreken."""
    wisselt = sum(bool(deel.gat) or len(set(map(len, deel.keuzes))) > 1 for deel in delen)
    return wisselt <= 1 and not any(deel.mag_weg for deel in delen)


def _gat(deel: Deel) -> list[dict[str, Any]]:
    """Losse woorden voor een gat. Een wijd gat is één onbeperkt teken; zijn grens volgt later.

    Tien keer "mag ontbreken" achter elkaar kost de Matcher duizend wegen door dezelfde woorden.
    """
    los: dict[str, Any] = {} if deel.vrij else {"TAG": _GEWOON}
    return [{**los, "OP": "*"}] if deel.gat >= _WIJD else [{**los, "OP": "?"}] * deel.gat


def _zinnen(alle: Sequence[Woord]) -> Iterator[tuple[int, int]]:
    begin = 0
    for plaats, woord in enumerate(alle):
        if woord.norm == ZIN_EINDE:
            if plaats > begin:
                yield begin, plaats
            begin = plaats + 1
    if len(alle) > begin:
        yield begin, len(alle)
