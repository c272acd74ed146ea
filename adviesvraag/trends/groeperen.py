"""Vragen die op elkaar lijken bij elkaar zetten, en de grootste groep vooraan."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from adviesvraag.trends.leemten import Regel

GELIJKEND = 78
"""Vanaf deze gelijkenis (0 tot 100, op woorden ongeacht de volgorde) is het dezelfde vraag."""

_WOORDEN = Path(__file__).with_name("vraagwoorden.txt")
_WOORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Groep:
    """Leemten die hetzelfde zijn of op elkaar lijken.

    Attributes:
        teksten: de verschillende vragen, de vaakst gestelde eerst; leeg als er geen bewaard zijn.
        code: de code die het vaakst voorkomt.
        nummers: van de regels in deze groep.
    """

    teksten: tuple[str, ...]
    code: str
    gemeente_code: str | None
    nummers: tuple[int, ...]
    laatste: date
    heeft_voorstel: bool

    @property
    def aantal(self) -> int:
        """Hoe vaak het voorkwam."""
        return len(self.nummers)


def groepeer(regels: Sequence[Regel]) -> tuple[Groep, ...]:
    """De regels in groepen, de grootste eerst en daarna de meest recente.

    Regels met tekst horen bij elkaar als hun woorden op elkaar lijken; kleine woorden zoals "wat is
    een" tellen niet. Regels zonder tekst horen bij elkaar als code en gemeente gelijk zijn.
    """
    vormen = Counter(vorm(regel.tekst) for regel in regels if regel.tekst)
    hoofd = _hoofdvormen(vormen)
    groepen: dict[tuple[str, ...], list[Regel]] = {}
    for regel in regels:
        if regel.tekst:
            sleutel: tuple[str, ...] = ("tekst", hoofd[vorm(regel.tekst)])
        else:
            sleutel = ("code", regel.code, regel.gemeente_code or "")
        groepen.setdefault(sleutel, []).append(regel)
    return tuple(
        sorted(
            (_groep(leden) for leden in groepen.values()),
            key=lambda groep: (-groep.aantal, -groep.laatste.toordinal(), groep.nummers[0]),
        )
    )


def vorm(tekst: str) -> str:
    """De tekst om te vergelijken: kleine letters, zonder accenten, leestekens en vraagwoorden."""
    plat = unicodedata.normalize("NFKD", tekst.lower()).encode("ascii", "ignore").decode()
    woorden = _WOORD.findall(plat)
    inhoud = [woord for woord in woorden if woord not in _vraagwoorden()]
    return " ".join(sorted(inhoud or woorden))


def _hoofdvormen(vormen: Counter[str]) -> dict[str, str]:
    """Bij elke vorm de vorm waar zij bij hoort: de vaakst gestelde die er genoeg op lijkt."""
    hoofden: list[str] = []
    bij: dict[str, str] = {}
    for een, _ in sorted(vormen.items(), key=lambda paar: (-paar[1], paar[0])):
        gevonden = process.extractOne(
            een, hoofden, scorer=fuzz.token_sort_ratio, score_cutoff=GELIJKEND
        )
        if gevonden is None:
            hoofden.append(een)
        bij[een] = gevonden[0] if gevonden else een
    return bij


def _groep(leden: Sequence[Regel]) -> Groep:
    return Groep(
        teksten=tuple(_vaakst(regel.tekst for regel in leden if regel.tekst)),
        code=_vaakst(regel.code for regel in leden)[0],
        gemeente_code=leden[0].gemeente_code,
        nummers=tuple(regel.id for regel in leden),
        laatste=max(regel.dag for regel in leden),
        heeft_voorstel=any(regel.heeft_voorstel for regel in leden),
    )


def _vaakst(waarden: Iterable[str]) -> list[str]:
    return [waarde for waarde, _ in Counter(waarden).most_common()]


@cache
def _vraagwoorden() -> frozenset[str]:
    regels = _WOORDEN.read_text(encoding="utf-8").splitlines()
    return frozenset(
        woord for regel in regels if not regel.startswith("#") for woord in regel.split()
    )
