"""De woorden waarmee mensen antwoorden, uit `knowledge/lexicon/antwoorden.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.yamlbestand import controleer_velden, lees_yaml

BESTAND = Path(__file__).parent / "lexicon" / "antwoorden.yml"
_VELDEN = (
    "keuzes", "versterking", "gewicht", "demping", "rangwoorden", "onderdelen", "vraagwoorden",
    "vervolg", "contactwoorden", "toetswoorden", "wissel", "veilig", "mis", "neemt_terug",
    "misverstaan", "overzicht", "aanloop", "vulling", "tekens", "geen_vraag",
)  # fmt: skip
_WOORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True)
class Antwoordwoorden:
    """De woorden waarmee mensen antwoorden.

    Attributes:
        keuzes: `ja`, `nee`, `onbekend` -> beginwoorden.
        versterking: woorden die midden in `ik weet het niet` kunnen staan, zoals `echt`.
        gewicht: `ja`, `nee` -> woorden die een voorzichtig antwoord die kant op laten gaan.
        demping: woorden om een voorzichtig antwoord heen, zoals `eerder` of `denk ik`.
        rangwoorden: `eerste`, `2` -> plaats in de rij (vanaf 1).
        onderdelen: onderdeel -> woorden die het noemen.
        vraagwoorden: waarmee een vraag begint.
        vervolg: waarmee een vraag begint die op de vorige voortbouwt.
        toetswoorden: waaraan te zien is dat iemand een casus wil toetsen.
        contactwoorden: waaraan te zien is dat iemand een loket of nummer zoekt.
        wissel: waaraan te zien is dat iemand naar een andere vragenlijst wil.
        veilig: waarmee iemand zegt dat het gevaar voorbij is of dat er hulp is.
        mis: waarmee iemand zegt dat er iets verkeerd begrepen is.
        neemt_terug: waarmee iemand iets terugneemt wat hij eerder zei.
        misverstaan: waarmee iemand op elk moment zegt dat de assistent hem verkeerd begreep.
        overzicht: waarmee iemand vraagt wat er al bekend is.
        aanloop: woorden voor het eigenlijke antwoord, zoals `nou`, `ok helder` of `ik kies`.
        vulling: woorden die om een antwoord heen staan, zoals `de optie` of `moet toch zijn`.
        tekens: wat een los teken als 👍 betekent.
        geen_vraag: waar een zin mee begint die op een vraag lijkt, maar er geen is.
    """

    keuzes: Mapping[str, tuple[str, ...]]
    versterking: frozenset[str]
    gewicht: Mapping[str, frozenset[str]]
    demping: frozenset[str]
    rangwoorden: Mapping[str, int]
    onderdelen: Mapping[str, tuple[str, ...]]
    vraagwoorden: tuple[str, ...]
    vervolg: tuple[str, ...]
    contactwoorden: tuple[str, ...]
    toetswoorden: tuple[str, ...]
    wissel: Mapping[str, tuple[str, ...]]
    veilig: tuple[str, ...]
    mis: tuple[str, ...]
    neemt_terug: tuple[str, ...]
    misverstaan: tuple[str, ...]
    overzicht: tuple[str, ...]
    aanloop: frozenset[str]
    vulling: frozenset[str]
    tekens: Mapping[str, str]
    geen_vraag: tuple[str, ...]


@cache
def antwoordwoorden() -> Antwoordwoorden:
    """De antwoordwoorden van dit project.

    Raises:
        BestandFout: als het bestand niet klopt.
    """
    ruw = lees_yaml(BESTAND)
    controleer_velden(BESTAND, ruw, _VELDEN)
    return Antwoordwoorden(
        {str(w): tuple(woordrij(str(t)) for t in lijst) for w, lijst in ruw["keuzes"].items()},
        frozenset(str(woord) for woord in ruw["versterking"]),
        {str(w): frozenset(map(str, lijst)) for w, lijst in ruw["gewicht"].items()},
        frozenset(str(woord) for woord in ruw["demping"]),
        {str(woord): int(plaats) for woord, plaats in ruw["rangwoorden"].items()},
        {str(o): tuple(woordrij(str(t)) for t in lijst) for o, lijst in ruw["onderdelen"].items()},
        tuple(f"{woord} " for woord in ruw["vraagwoorden"]),
        tuple(f"{begin} " for begin in ruw["vervolg"]),
        tuple(woordrij(str(woord)) for woord in ruw["contactwoorden"]),
        tuple(woordrij(str(woord)) for woord in ruw["toetswoorden"]),
        {str(d): tuple(woordrij(str(t)) for t in termen) for d, termen in ruw["wissel"].items()},
        tuple(woordrij(str(term)) for term in ruw["veilig"]),
        tuple(woordrij(str(term)) for term in ruw["mis"]),
        tuple(woordrij(str(term)) for term in ruw["neemt_terug"]),
        tuple(woordrij(str(term)) for term in ruw["misverstaan"]),
        tuple(woordrij(str(term)) for term in ruw["overzicht"]),
        frozenset(str(woord) for woord in ruw["aanloop"]),
        frozenset(str(woord) for woord in ruw["vulling"]),
        {str(teken): str(woorden) for teken, woorden in ruw["tekens"].items()},
        tuple(f"{begin} " for begin in ruw["geen_vraag"]),
    )


def woordrij(tekst: str) -> str:
    """De woorden van een tekst in kleine letters, zonder leestekens."""
    return " ".join(_WOORD.findall(tekst.casefold().replace("_", " ")))


def bevat(tekst: str, term: str) -> bool:
    """Of een platte tekst een term als hele woorden bevat."""
    return f" {term} " in f" {tekst} "
