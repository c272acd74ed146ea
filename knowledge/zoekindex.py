"""De zoekindex over de artikelen: SQLite FTS5 over woordstammen, in het geheugen.

FTS5 kiest de kandidaten; `knowledge/zoekscore.py` weegt ze. Een woord dat nergens voorkomt weegt in
de dekking zwaar, want juist dat woord maakt een vraag anders.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.antwoordsoort import zonder_soort
from knowledge.zoekscore import Delen, letterreeksen, overlap, score
from knowledge.zoektaal import gewone_stammen, stam, woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.artikelen import Artikel

KANDIDATEN = 15
GEWICHTEN = (2.0, 3.0, 0.5)  # titel, vragen, tekst
GEWOON_WEEGT = 0.5  # een gewoon woord maakt een vraag minder anders dan een vakwoord
KORT, LANG = 5, 14  # letters: vanaf kort mag een woord een fout hebben, vanaf lang twee
ZEKERHEID_NA_VERBETERING = 0.9
ZEKERHEID_NA_SPLITSING = 0.8
KLEINSTE_DEEL = 4


@dataclass(frozen=True)
class Term:
    """Een stam uit de vraag, met hoe zeker het is dat die bedoeld werd (0 tot 1)."""

    stam: str
    zekerheid: float


@dataclass(frozen=True)
class Treffer:
    """Een gevonden artikel.

    Attributes:
        id: het artikel.
        score: hoe goed het past; hoger is beter.
        delen: waar de score uit bestaat.
    """

    id: str
    score: float
    delen: Delen


class Zoekindex:
    """Een index over artikelen die na het maken niet meer verandert."""

    def __init__(self, artikelen: Iterable[Artikel]) -> None:
        lijst = list(artikelen)
        self._ids = [artikel.id for artikel in lijst]
        self._plek = {id_: plek for plek, id_ in enumerate(self._ids)}
        self._artikelen = lijst
        self._vragen = [
            [frozenset(map(stam, woorden(zonder_soort(vraag)))) for vraag in _vragen(artikel)]
            for artikel in lijst
        ]
        velden = [_velden(artikel) for artikel in lijst]
        self._stammen = [frozenset(map(stam, (w for veld in rij for w in veld))) for rij in velden]
        self._woorden = frozenset(w for rij in velden for veld in rij for w in veld)
        self._woordenlijst = sorted(w for w in self._woorden if len(w) >= KORT)
        aantallen = Counter(term for stammen in self._stammen for term in stammen)
        self._idf = {
            term: self._weeg(aantal) * (GEWOON_WEEGT if term in gewone_stammen() else 1.0)
            for term, aantal in aantallen.items()
        }
        self._idf_onbekend = self._weeg(0)
        self._vraaggewicht = [
            [sum(self._idf.get(term, self._idf_onbekend) for term in vraag) for vraag in vragen]
            for vragen in self._vragen
        ]
        self._db = _vul(velden)
        self._slot = Lock()

    def zoek(self, vraag: str, ook: Iterable[str] = ()) -> list[Treffer]:
        """Geef de best passende artikelen, de beste eerst.

        Args:
            vraag: de vraag in eigen woorden.
            ook: artikelen die meedoen ook als de woorden er niet in staan.
        """
        termen = self.termen(vraag)
        if not termen:
            return []
        bekend = [term.stam for term in termen if term.stam in self._idf]
        letters = letterreeksen(woorden(zonder_soort(vraag)))
        treffers = [
            self._treffer(plek, bm25, termen, letters)
            for plek, bm25 in self._kandidaten(bekend, {self._plek[id_] for id_ in ook}).items()
        ]
        return sorted(treffers, key=lambda treffer: treffer.score, reverse=True)

    def gaat_over(self, id_: str, woord: str) -> bool:
        """Zeg of een woord, zo nodig verbeterd of gesplitst, in het artikel voorkomt."""
        in_artikel = self._stammen[self._plek[id_]]
        return all(term.stam in in_artikel for term in self._lees_woord(woord))

    def kent(self, tekst: str) -> bool:
        """Zeg of een tekst minstens één woord heeft dat ook in een artikel staat."""
        return any(woord in self._woorden for woord in woorden(tekst))

    def termen(self, vraag: str) -> list[Term]:
        """Geef de stammen van een vraag; onbekende woorden verbeterd of gesplitst als dat kan."""
        gevonden: dict[str, Term] = {}
        for woord in woorden(zonder_soort(vraag)):
            if stam(woord) in gewone_stammen() and stam(woord) not in self._idf:
                continue
            for term in self._lees_woord(woord):
                gevonden.setdefault(term.stam, term)
        return list(gevonden.values())

    def _lees_woord(self, woord: str) -> list[Term]:
        if stam(woord) in self._idf or any(teken.isdigit() for teken in woord):
            return [Term(stam(woord), 1.0)]
        delen = self._splits(woord)
        if delen:
            return [Term(stam(deel), ZEKERHEID_NA_SPLITSING) for deel in delen]
        beter = self._verbeter(woord)
        if beter:
            return [Term(stam(beter), ZEKERHEID_NA_VERBETERING)]
        return [Term(stam(woord), 1.0)]

    def _splits(self, woord: str) -> tuple[str, str] | None:
        for plek in range(KLEINSTE_DEEL, len(woord) - KLEINSTE_DEEL + 1):
            links, rechts = woord[:plek], woord[plek:]
            if rechts not in self._woorden:
                continue
            for kern in (links, links.removesuffix("s")):
                if kern in self._woorden and len(kern) >= KLEINSTE_DEEL:
                    return kern, rechts
        return None

    def _verbeter(self, woord: str) -> str | None:
        if len(woord) < KORT:
            return None
        gevonden = process.extractOne(
            woord,
            self._woordenlijst,
            scorer=OSA.distance,
            score_cutoff=2 if len(woord) >= LANG else 1,
        )
        return str(gevonden[0]) if gevonden and gevonden[0][0] == woord[0] else None

    def _kandidaten(self, stammen: Sequence[str], ook: set[int]) -> dict[int, float]:
        anders = dict.fromkeys(ook, 0.0)
        if not stammen:
            return anders
        zoekvraag = " OR ".join(f'"{term}"' for term in stammen)
        with self._slot:
            gevonden = self._db.execute(
                "SELECT rowid, -bm25(index_, ?, ?, ?) AS score FROM index_ "
                "WHERE index_ MATCH ? ORDER BY score DESC LIMIT ?",
                (*GEWICHTEN, zoekvraag, KANDIDATEN),
            ).fetchall()
        return anders | dict(gevonden)

    def _treffer(
        self, plek: int, bm25: float, termen: Sequence[Term], letters: frozenset[str]
    ) -> Treffer:
        gewicht = {term.stam: self._idf.get(term.stam, self._idf_onbekend) for term in termen}
        totaal = sum(gewicht.values())
        in_artikel = self._stammen[plek]
        gedekt = sum(
            gewicht[term.stam] * term.zekerheid for term in termen if term.stam in in_artikel
        )
        van_vragen, van_tekst = _letters(self._artikelen[plek])
        delen = Delen(
            bm25=bm25 / totaal,
            dekking=gedekt / totaal,
            vraag=self._lijkt(plek, gewicht, totaal),
            letters_vraag=max(overlap(letters, vraag) for vraag in van_vragen),
            letters_tekst=len(letters & van_tekst) / len(letters),
        )
        return Treffer(self._ids[plek], score(delen), delen)

    def _lijkt(self, plek: int, gewicht: dict[str, float], totaal: float) -> float:
        """Geef de gewogen overlap (Dice) met de vraag bij het artikel die er het meest op lijkt."""
        gevraagd = gewicht.keys()
        return max(
            2 * sum(gewicht[term] for term in gevraagd & vraag) / (totaal + ander)
            for vraag, ander in zip(self._vragen[plek], self._vraaggewicht[plek], strict=True)
        )

    def _weeg(self, aantal: int) -> float:
        return math.log(1 + (len(self._ids) - aantal + 0.5) / (aantal + 0.5))


def _velden(artikel: Artikel) -> tuple[list[str], ...]:
    return (
        woorden(artikel.titel),
        [woord for vraag in artikel.vragen for woord in woorden(vraag)],
        woorden(f"{artikel.tekst} {artikel.nu or ''}"),
    )


def _vragen(artikel: Artikel) -> tuple[str, ...]:
    return (*artikel.vragen, artikel.titel)


@lru_cache(maxsize=2048)
def _letters(artikel: Artikel) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Geef de letterreeksen van elke vraag en die van titel en tekst; pas als ze nodig zijn."""
    vragen = [letterreeksen(woorden(zonder_soort(vraag))) for vraag in _vragen(artikel)]
    return vragen, letterreeksen(woorden(artikel.alles()))


def _vul(velden: Sequence[tuple[list[str], ...]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("CREATE VIRTUAL TABLE index_ USING fts5(titel, vragen, tekst, detail=column)")
    rijen = (
        (plek, *(" ".join(map(stam, veld)) for veld in rij)) for plek, rij in enumerate(velden)
    )
    db.executemany("INSERT INTO index_(rowid, titel, vragen, tekst) VALUES (?, ?, ?, ?)", rijen)
    db.commit()
    return db
