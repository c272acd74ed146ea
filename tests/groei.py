"""Toetsen dat werk niet sneller groeit dan de tekst, zonder een grens in seconden."""

from __future__ import annotations

import time
from collections.abc import Callable

KORT, LANG = 2_000, 40_000
_POGINGEN = 5
# Rechtlijnig werk is op de lange tekst 20 keer zo duur, kwadratisch 400 keer.
_MEESTE = 100.0


def groeit_rechtlijnig(werk: Callable[[str], object], stuk: str) -> bool:
    """Of de rekentijd op veel herhalingen van `stuk` hooguit naar verhouding groeit.

    Vergelijkt de rekentijd van dit proces op 2.000 en op 40.000 tekens in dezelfde poging. Een
    drukke machine kan een poging bederven; daarom telt de beste van enkele pogingen.
    """
    kort, lang = ((stuk * (lengte // len(stuk) + 1))[:lengte] for lengte in (KORT, LANG))
    werk(kort)
    return any(_rekentijd(werk, lang) <= _MEESTE * _rekentijd(werk, kort) for _ in range(_POGINGEN))


def _rekentijd(werk: Callable[[str], object], tekst: str) -> float:
    begin = time.process_time()
    werk(tekst)
    return time.process_time() - begin
