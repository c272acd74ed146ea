"""Hoe een gevonden woord bedoeld is: ontkend, vroeger, onzeker, of over de verteller zelf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from knowledge.casuslexicon import CONTEXT, Casuslexicon, Naam
from knowledge.taal import KOMMA, ZIN_EINDE, Woord

_OPSOMMERS = frozenset({"of", "noch"})
_VERBINDERS = frozenset({*_OPSOMMERS, "en", KOMMA})
_NA_NIET = frozenset(
    {KOMMA, ZIN_EINDE, "en", "of", "maar", "sprake", "bekend", "betrokken", "aanwezig", "nodig",
     "aan", "gemeld", "gezien", "geweest"}
)  # fmt: skip
_NIEMAND = frozenset({"niemand", "niets", "niks"})
_MEEST_TERUG = 5
_EXTRA_BIJ_OPSOMMING = 4
_MEEST_VOORUIT = 7
_TIJD_BEREIK = 7
_ONZEKER_BEREIK = 10
_VERTELLER_BEREIK = 3


class _Plek(NamedTuple):
    soort: str
    begin: int
    eind: int


class Zinsverband:
    """De zinnen van een tekst met de plekken die iets zeggen over hoe de rest bedoeld is."""

    def __init__(
        self,
        lexicon: Casuslexicon,
        alle: Sequence[Woord],
        treffers: Iterable[tuple[Naam, int, int]],
    ) -> None:
        self._lexicon = lexicon
        self._norm = [woord.norm for woord in alle]
        self._plekken = [_Plek(w, b, e) for (soort, w), b, e in treffers if soort == CONTEXT]
        self._zin: list[int] = []
        nummer = 0
        for norm in self._norm:
            self._zin.append(nummer)
            nummer += norm == ZIN_EINDE

    def zin(self, plaats: int) -> int:
        """Het nummer van de zin waarin een woord staat."""
        return self._zin[plaats]

    def ontkend(self, begin: int, eind: int) -> bool:
        """Of er een ontkenning over de woorden heen reikt: `geen A of B`, `A is er niet`."""
        return self._ontkend_ervoor(begin, eind) or self._ontkend_erna(eind)

    def vroeger(self, begin: int, eind: int) -> bool:
        """Of een woord als `vroeger` of `jaren geleden` erbij staat."""
        return any(
            plek.soort == "vroeger"
            and self._dichtbij(plek, begin, eind, _TIJD_BEREIK)
            and not (self._sluit_af(plek) and KOMMA in self._tussen(plek, begin, eind))
            for plek in self._plekken
        )

    def onzeker(self, begin: int) -> bool:
        """Of de verteller het zelf niet weet: `misschien`, `ik weet niet of`."""
        return any(
            plek.soort == "onzeker"
            and plek.begin <= begin <= plek.eind + _ONZEKER_BEREIK
            and self._zin[plek.begin] == self._zin[begin]
            for plek in self._plekken
        )

    def over_verteller(self, begin: int) -> bool:
        """Of het over het beroep van de verteller gaat: `ik ben wijkagent`."""
        return any(
            plek.soort == "verteller"
            and plek.begin <= begin <= plek.eind + _VERTELLER_BEREIK
            and self._zin[plek.begin] == self._zin[begin]
            for plek in self._plekken
        )

    def _dichtbij(self, plek: _Plek, begin: int, eind: int, bereik: int) -> bool:
        if self._zin[plek.begin] != self._zin[begin]:
            return False
        afstand = begin - plek.eind if plek.eind <= begin else plek.begin - eind
        tussen = self._tussen(plek, begin, eind)
        return afstand <= bereik and not {"maar", "nu", "inmiddels"} & set(tussen)

    def _tussen(self, plek: _Plek, begin: int, eind: int) -> list[str]:
        return self._norm[min(plek.eind, eind) : max(plek.begin, begin)]

    def _sluit_af(self, plek: _Plek) -> bool:
        """Of de tijd achter iets staat en daar ophoudt: `diefstallen, psychose in verleden, ...`.

        Dan gaat hij alleen over dat ene. Staat hij voorop (`vroeger dakloos, verslaafd`), dan gaat
        hij over alles wat volgt.
        """
        einde = (KOMMA, ZIN_EINDE)
        ervoor = self._norm[plek.begin - 1] if plek.begin else ZIN_EINDE
        erna = self._norm[plek.eind] if plek.eind < len(self._norm) else ZIN_EINDE
        return erna in einde and ervoor not in einde

    def _ontkend_ervoor(self, begin: int, eind: int) -> bool:
        afstand = 1
        for plaats in range(begin - 1, -1, -1):
            norm = self._norm[plaats]
            reikt = self._lexicon.ontkenning.get(norm)
            extra = _EXTRA_BIJ_OPSOMMING * bool(_OPSOMMERS & set(self._norm[plaats:begin]))
            if reikt is not None and afstand <= reikt + extra:
                return self._norm[plaats + 1] not in self._lexicon.geen_ontkenning
            if norm in self._lexicon.werkwoord and self._norm[max(plaats - 1, 0)] in _NIEMAND:
                return True
            if norm == KOMMA:
                if not self._is_opsomming(plaats, begin, eind):
                    return False
                continue
            if norm == ZIN_EINDE or norm in self._lexicon.grens or afstand > _MEEST_TERUG + extra:
                return False
            afstand += 1
        return False

    def _is_opsomming(self, komma: int, begin: int, eind: int) -> bool:
        """Of een komma bij een opsomming hoort: er volgt nog `of` in hetzelfde rijtje."""
        return bool(_OPSOMMERS & set(self._norm[komma:begin] + self._norm[eind : eind + 3]))

    def _ontkend_erna(self, eind: int) -> bool:
        los = 0
        for plaats in range(eind, min(eind + _MEEST_VOORUIT, len(self._norm))):
            norm = self._norm[plaats]
            if norm in self._lexicon.werkwoord:
                return self._niet_na(plaats + 1)
            if norm not in _VERBINDERS:
                los += 1
            rij = self._norm[eind:plaats]
            if norm == ZIN_EINDE or los > 1 + sum(_VERBINDERS.__contains__(w) for w in rij):
                return False
        return False

    def _niet_na(self, plaats: int) -> bool:
        for plek in range(plaats, min(plaats + 3, len(self._norm))):
            norm = self._norm[plek]
            volgende = self._norm[plek + 1] if plek + 1 < len(self._norm) else ZIN_EINDE
            if norm in {"niet", "nooit"}:
                return volgende in _NA_NIET
            if norm == "geen":
                return volgende == "sprake"
        return False
