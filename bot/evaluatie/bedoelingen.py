"""Meten hoe goed bedoelingen herkend worden: per bedoeling, welke verward worden, en gevaar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.gevaar import lees_gevaar

BUITEN_BEREIK = "buiten_bereik"
NIET_HERKEND = frozenset({BUITEN_BEREIK, "nlu_fallback"})


@dataclass
class Bedoelingmeting:
    """Hoe vaak bij elke bedoeling welke bedoeling is herkend.

    Attributes:
        paren: aantal zinnen per (bedoeld, herkend).
        fouten: per fout de zin, wat bedoeld was en wat herkend is.
    """

    paren: Counter[tuple[str, str]] = field(default_factory=Counter)
    fouten: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def bedoelingen(self) -> list[str]:
        """Alle bedoelingen die voorkomen, op naam."""
        return sorted({naam for paar in self.paren for naam in paar})

    @property
    def nauwkeurigheid(self) -> float:
        """Het deel van de zinnen dat goed herkend is; 1 zonder zinnen."""
        goed = sum(keer for (bedoeld, herkend), keer in self.paren.items() if bedoeld == herkend)
        return goed / self.paren.total() if self.paren else 1.0

    @property
    def verward(self) -> list[tuple[tuple[str, str], int]]:
        """De verwarde paren, de vaakste eerst."""
        fout = {paar: keer for paar, keer in self.paren.items() if paar[0] != paar[1]}
        return sorted(fout.items(), key=lambda rij: (-rij[1], rij[0]))

    @property
    def ten_onrechte_aangenomen(self) -> int:
        """Zinnen buiten bereik die toch een onderwerp kregen."""
        return sum(
            keer
            for (bedoeld, herkend), keer in self.paren.items()
            if bedoeld == BUITEN_BEREIK and herkend not in NIET_HERKEND
        )

    def f1(self, naam: str) -> float:
        """Het harmonisch gemiddelde van precisie en herroep van één bedoeling, van 0 tot 1."""
        goed = self.paren[naam, naam]
        bedoeld = sum(keer for (een, _), keer in self.paren.items() if een == naam)
        herkend = sum(keer for (_, ander), keer in self.paren.items() if ander == naam)
        return 2 * goed / (bedoeld + herkend) if bedoeld + herkend else 0.0


@dataclass(frozen=True)
class Gevaarmeting:
    """Hoeveel gevaar gevonden is en hoe vaak er vals alarm was, met de zinnen die fout gingen."""

    gevaar: int
    gemist: Sequence[str]
    geen_gevaar: int
    vals: Sequence[str]

    @property
    def gevonden(self) -> float:
        """Het deel van het gevaar dat gevonden is; 1 als er geen was."""
        return 1 - len(self.gemist) / self.gevaar if self.gevaar else 1.0


def meet_bedoelingen(
    zinnen: Mapping[str, Iterable[str]], herken: Callable[[str], str]
) -> Bedoelingmeting:
    """Vergelijk per zin de herkende bedoeling met de bedoelde."""
    meting = Bedoelingmeting()
    for bedoeld, lijst in zinnen.items():
        for zin in lijst:
            herkend = herken(zin)
            meting.paren[bedoeld, herkend] += 1
            if herkend != bedoeld:
                meting.fouten.append((zin, bedoeld, herkend))
    return meting


def meet_gevaar(
    gevaar: Sequence[str],
    geen_gevaar: Sequence[str],
    is_gevaar: Callable[[str], object] = lees_gevaar,
) -> Gevaarmeting:
    """Tel gemist gevaar en vals alarm."""
    return Gevaarmeting(
        len(gevaar),
        [zin for zin in gevaar if not is_gevaar(zin)],
        len(geen_gevaar),
        [zin for zin in geen_gevaar if is_gevaar(zin)],
    )
