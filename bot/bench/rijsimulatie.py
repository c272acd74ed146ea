"""Een druk uur nagespeeld: gesprekken komen binnen, en elke beurt wacht op zijn proces.

Elk proces rekent één beurt tegelijk (ADR 0023) en een gesprek hoort altijd bij hetzelfde proces
(ADR 0010). De wachttijd in een rij volgt niet uit gemiddelden; vandaar het naspelen.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Mapping
from dataclasses import dataclass

UUR = 3600.0


@dataclass(frozen=True)
class Drukte:
    """Wat er in het drukke uur gebeurt.

    Attributes:
        gesprekken: hoeveel er in het uur beginnen, gemiddeld.
        begin_deel: welk deel daarvan in het eerste `begin_s` van het uur begint.
        begin_s: hoelang dat drukke begin duurt, in seconden.
        beurten: hoeveel berichten een gesprek heeft, gemiddeld (meetkundig verdeeld).
        denk_s: hoelang een gebruiker leest en typt voor het volgende bericht, gemiddeld.
        mengsel: per soort beurt het deel en de rekentijd in seconden.
    """

    gesprekken: float
    begin_deel: float
    begin_s: float
    beurten: float
    denk_s: float
    mengsel: Mapping[str, tuple[float, float]]

    @property
    def rekentijd(self) -> float:
        """De rekentijd van een gemiddelde beurt, in seconden."""
        return sum(deel * duur for deel, duur in self.mengsel.values())


@dataclass(frozen=True)
class Uitkomst:
    """Wat een gebruiker merkt en hoe druk de processen zijn.

    Attributes:
        wacht_s: per beurt de seconden van versturen tot antwoord, op volgorde van tijd.
        bezet: welk deel van het uur de drukste van de processen rekent.
        tegelijk: het grootste aantal gesprekken dat tegelijk loopt.
        beurten_per_s: het grootste aantal beurten in een minuut, per seconde.
    """

    wacht_s: list[float]
    bezet: float
    tegelijk: int
    beurten_per_s: float


def speel(drukte: Drukte, processen: int, kernen: int, zaad: int = 7) -> Uitkomst:
    """Speel het uur na.

    Args:
        drukte: wat er gebeurt.
        processen: hoeveel processen van de assistent er zijn.
        kernen: hoeveel kernen zij samen hebben; zijn het er minder, dan rekent elk trager.
        zaad: dezelfde keus geeft dezelfde uitkomst.
    """
    kies = random.Random(zaad)  # noqa: S311 - herhaalbaar, geen geheim
    rek = max(1.0, processen / kernen)
    soorten = list(drukte.mengsel.values())
    delen = [deel for deel, _ in soorten]
    berichten = [(begin, kies.randrange(processen), True) for begin in _beginnen(drukte, kies)]
    heapq.heapify(berichten)
    vrij = [0.0] * processen
    gewerkt = [0.0] * processen
    wacht: list[float] = []
    per_minuut: dict[int, int] = {}
    open_, meest = 0, 0
    while berichten:
        nu, proces, eerste = heapq.heappop(berichten)
        open_ += eerste
        meest = max(meest, open_)
        duur = kies.choices(soorten, delen)[0][1] * rek
        klaar = max(nu, vrij[proces]) + duur
        vrij[proces] = klaar
        if nu < UUR:
            gewerkt[proces] += duur
            per_minuut[int(nu // 60)] = per_minuut.get(int(nu // 60), 0) + 1
        wacht.append(klaar - nu)
        if kies.random() < 1 / drukte.beurten:
            open_ -= 1
        else:
            heapq.heappush(berichten, (klaar + kies.expovariate(1 / drukte.denk_s), proces, False))
    return Uitkomst(wacht, max(gewerkt) / UUR, meest, max(per_minuut.values(), default=0) / 60)


def _beginnen(drukte: Drukte, kies: random.Random) -> list[float]:
    """De tijden waarop gesprekken beginnen: toevallig, met een drukker begin van het uur."""
    stukken = (
        (0.0, drukte.begin_s, drukte.gesprekken * drukte.begin_deel),
        (drukte.begin_s, UUR, drukte.gesprekken * (1 - drukte.begin_deel)),
    )
    tijden = []
    for van, tot, aantal in stukken:
        nu = van
        while aantal > 0:
            nu += kies.expovariate(aantal / (tot - van))
            if nu >= tot:
                break
            tijden.append(nu)
    return tijden
