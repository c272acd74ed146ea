"""Een getypt antwoord lezen als keuze bij een vraag: `jazeker wel`, `de tweede`, `geen idee`.

De woorden staan in `knowledge/lexicon/antwoorden.yml`. Alleen wat duidelijk is wordt een antwoord;
bij twijfel geeft de functie None en vraagt de assistent door.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from knowledge.vragenlijst import GETYPT, ONBEKEND, Antwoord, Vraag
from knowledge.yamlbestand import controleer_velden, lees_yaml

BESTAND = Path(__file__).parent / "lexicon" / "antwoorden.yml"
_VELDEN = (
    "keuzes", "rangwoorden", "onderdelen", "vraagwoorden", "contactwoorden",
    "toetswoorden",
)  # fmt: skip
KORT = 12
GELIJKENIS = 88

_WOORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True)
class Antwoordwoorden:
    """De woorden waarmee mensen antwoorden.

    Attributes:
        keuzes: `ja`, `nee`, `onbekend` -> beginwoorden.
        rangwoorden: `eerste`, `2` -> plaats in de rij (vanaf 1).
        onderdelen: onderdeel -> woorden die het noemen.
        vraagwoorden: waarmee een vraag begint.
        toetswoorden: waaraan te zien is dat iemand een casus wil toetsen.
        contactwoorden: waaraan te zien is dat iemand een loket of nummer zoekt.
    """

    keuzes: Mapping[str, tuple[str, ...]]
    rangwoorden: Mapping[str, int]
    onderdelen: Mapping[str, tuple[str, ...]]
    vraagwoorden: tuple[str, ...]
    contactwoorden: tuple[str, ...]
    toetswoorden: tuple[str, ...]


@cache
def antwoordwoorden() -> Antwoordwoorden:
    """De antwoordwoorden van dit project.

    Raises:
        BestandFout: als het bestand niet klopt.
    """
    ruw = lees_yaml(BESTAND)
    controleer_velden(BESTAND, ruw, _VELDEN)
    return Antwoordwoorden(
        {str(w): tuple(_plat(str(t)) for t in lijst) for w, lijst in ruw["keuzes"].items()},
        {str(woord): int(plaats) for woord, plaats in ruw["rangwoorden"].items()},
        {str(o): tuple(_plat(str(t)) for t in lijst) for o, lijst in ruw["onderdelen"].items()},
        tuple(f"{woord} " for woord in ruw["vraagwoorden"]),
        tuple(_plat(str(woord)) for woord in ruw["contactwoorden"]),
        tuple(_plat(str(woord)) for woord in ruw["toetswoorden"]),
    )


def lees_keuze(vraag: Vraag, tekst: str) -> Antwoord | None:
    """Het antwoord dat een tekst geeft op een vraag met keuzes; None als dat niet duidelijk is."""
    plat = _plat(tekst)
    if not plat:
        return None
    waarde = _letterlijk(vraag, plat) or _rang(vraag, plat) or _janee(vraag, plat)
    if waarde:
        return Antwoord(waarde, herkomst=GETYPT)
    onderdelen = _onderdelen(vraag, plat)
    if onderdelen:
        return Antwoord("", onderdelen, GETYPT)
    lijkt = _lijkt_op_titel(vraag, plat)
    return Antwoord(lijkt, herkomst=GETYPT) if lijkt else None


def weet_niet(tekst: str) -> bool:
    """Of een kort bericht zegt dat de gebruiker het niet weet."""
    plat = _plat(tekst)
    return len(plat.split()) <= KORT and any(
        _bevat(plat, term) for term in antwoordwoorden().keuzes[ONBEKEND]
    )


def is_vraag(tekst: str) -> bool:
    """Of een bericht een vraag is, met of zonder vraagteken."""
    plat = tekst.strip().lower()
    return plat.endswith("?") or plat.startswith(antwoordwoorden().vraagwoorden)


def vraagt_om_contact(tekst: str) -> bool:
    """Of een bericht vraagt waar of bij wie iemand terechtkan."""
    return any(_bevat(_plat(tekst), woord) for woord in antwoordwoorden().contactwoorden)


def vraagt_om_toets(tekst: str) -> bool:
    """Of een bericht vraagt om een casus te bespreken of te toetsen."""
    return any(_bevat(_plat(tekst), woord) for woord in antwoordwoorden().toetswoorden)


def _letterlijk(vraag: Vraag, plat: str) -> str | None:
    for optie in vraag.opties:
        if not optie.onderdeel and plat in {_plat(optie.waarde), _plat(optie.titel)}:
            return optie.waarde
    return None


def _rang(vraag: Vraag, plat: str) -> str | None:
    woorden = plat.split()
    if len(woorden) > 3:  # noqa: PLR2004 - "de tweede optie"
        return None
    plaatsen = [p for w in woorden if (p := antwoordwoorden().rangwoorden.get(w)) is not None]
    zichtbaar = [o.waarde for o in vraag.opties if o.knop and not o.onderdeel]
    if len(plaatsen) != 1 or not -len(zichtbaar) <= plaatsen[0] <= len(zichtbaar):
        return None
    return zichtbaar[plaatsen[0] - 1 if plaatsen[0] > 0 else plaatsen[0]]


def _janee(vraag: Vraag, plat: str) -> str | None:
    kort = len(plat.split()) <= KORT
    for waarde in (ONBEKEND, "nee", "ja"):
        if waarde not in vraag.waarden:
            continue
        for term in antwoordwoorden().keuzes[waarde]:
            begint = plat == term or plat.startswith(term + " ")
            if (begint and kort) or (waarde == ONBEKEND and kort and _bevat(plat, term)):
                return waarde
    return None


def _onderdelen(vraag: Vraag, plat: str) -> tuple[str, ...]:
    woorden = antwoordwoorden().onderdelen
    return tuple(
        onderdeel
        for onderdeel in vraag.onderdelen
        if any(_bevat(plat, term) for term in woorden.get(onderdeel, ()))
    )


def _lijkt_op_titel(vraag: Vraag, plat: str) -> str | None:
    if len(plat.split()) > KORT or vraag.onderdelen:
        return None
    scores = {
        optie.waarde: fuzz.token_set_ratio(plat, _plat(optie.titel))
        for optie in vraag.opties
        if optie.waarde not in {"ja", "nee", ONBEKEND} and not optie.onderdeel
    }
    goed = [waarde for waarde, score in scores.items() if score >= GELIJKENIS]
    return goed[0] if len(goed) == 1 else None


def _bevat(plat: str, term: str) -> bool:
    return f" {term} " in f" {plat} "


def _plat(tekst: str) -> str:
    return " ".join(_WOORD.findall(tekst.casefold().replace("_", " ")))
