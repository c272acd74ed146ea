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
    "keuzes", "rangwoorden", "onderdelen", "vraagwoorden", "weetvragen", "vervolg",
    "contactwoorden", "toetswoorden", "wissel", "veilig", "mis", "overzicht", "aanloop",
    "vulling", "tekens", "geen_vraag",
)  # fmt: skip
KORT = 12
GELIJKENIS = 88

_LANG_GENOEG = 5
_EEN_PAAR = 5
_PAAR_WOORDEN = 6
_JANEE = 4
_NA_JANEE = frozenset({"wel", "hoor", "joh", "niet", "graag", "maar", "zeker", "is", "goed"})
_STERK = frozenset({"ja", "jazeker", "jawel", "nee", "neen"})
_ONTKENT = frozenset({"niet", "geen", "nog", "nee", "eerst"})

_WOORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True)
class Antwoordwoorden:
    """De woorden waarmee mensen antwoorden.

    Attributes:
        keuzes: `ja`, `nee`, `onbekend` -> beginwoorden.
        rangwoorden: `eerste`, `2` -> plaats in de rij (vanaf 1).
        onderdelen: onderdeel -> woorden die het noemen.
        vraagwoorden: waarmee een vraag begint.
        weetvragen: waarmee een vraag begint die iets wil weten en niets voorlegt.
        vervolg: waarmee een vraag begint die op de vorige voortbouwt.
        toetswoorden: waaraan te zien is dat iemand een casus wil toetsen.
        contactwoorden: waaraan te zien is dat iemand een loket of nummer zoekt.
        wissel: waaraan te zien is dat iemand naar een andere vragenlijst wil.
        veilig: waarmee iemand zegt dat het gevaar voorbij is of dat er hulp is.
        mis: waarmee iemand zegt dat er iets verkeerd begrepen is.
        overzicht: waarmee iemand vraagt wat er al bekend is.
        aanloop: woorden voor het eigenlijke antwoord, zoals `nou`, `ok helder` of `ik kies`.
        vulling: woorden die om een antwoord heen staan, zoals `de optie` of `moet toch zijn`.
        tekens: wat een los teken als 👍 betekent.
        geen_vraag: waar een zin mee begint die op een vraag lijkt, maar er geen is.
    """

    keuzes: Mapping[str, tuple[str, ...]]
    rangwoorden: Mapping[str, int]
    onderdelen: Mapping[str, tuple[str, ...]]
    vraagwoorden: tuple[str, ...]
    weetvragen: tuple[str, ...]
    vervolg: tuple[str, ...]
    contactwoorden: tuple[str, ...]
    toetswoorden: tuple[str, ...]
    wissel: Mapping[str, tuple[str, ...]]
    veilig: tuple[str, ...]
    mis: tuple[str, ...]
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
        {str(w): tuple(_plat(str(t)) for t in lijst) for w, lijst in ruw["keuzes"].items()},
        {str(woord): int(plaats) for woord, plaats in ruw["rangwoorden"].items()},
        {str(o): tuple(_plat(str(t)) for t in lijst) for o, lijst in ruw["onderdelen"].items()},
        tuple(f"{woord} " for woord in ruw["vraagwoorden"]),
        tuple(f"{woord} " for woord in ruw["weetvragen"]),
        tuple(f"{begin} " for begin in ruw["vervolg"]),
        tuple(_plat(str(woord)) for woord in ruw["contactwoorden"]),
        tuple(_plat(str(woord)) for woord in ruw["toetswoorden"]),
        {str(d): tuple(_plat(str(t)) for t in termen) for d, termen in ruw["wissel"].items()},
        tuple(_plat(str(term)) for term in ruw["veilig"]),
        tuple(_plat(str(term)) for term in ruw["mis"]),
        tuple(_plat(str(term)) for term in ruw["overzicht"]),
        frozenset(str(woord) for woord in ruw["aanloop"]),
        frozenset(str(woord) for woord in ruw["vulling"]),
        {str(teken): str(woorden) for teken, woorden in ruw["tekens"].items()},
        tuple(f"{begin} " for begin in ruw["geen_vraag"]),
    )


def lees_keuze(vraag: Vraag, tekst: str) -> Antwoord | None:
    """Het antwoord dat een tekst geeft op een vraag met keuzes; None als dat niet duidelijk is."""
    heel = _plat(_met_tekens(tekst))
    if not heel:
        return None
    kaal = zonder_aanloop(heel)
    waarde = _letterlijk(vraag, heel) or _letterlijk(vraag, kaal) or _rang(vraag, kaal)
    waarde = waarde or _ook(vraag, heel) or _janee(vraag, kaal, heel)
    if waarde:
        return Antwoord(waarde, herkomst=GETYPT)
    onderdelen = _onderdelen(vraag, heel)
    if onderdelen:
        return Antwoord("", onderdelen, GETYPT)
    lijkt = _lijkt_op_titel(vraag, heel)
    return Antwoord(lijkt, herkomst=GETYPT) if lijkt else None


def waarschijnlijkst(vraag: Vraag, tekst: str, aantal: int = 2) -> tuple[str, ...]:
    """De keuzes waar een tekst het meest op lijkt, de beste eerst; voor een wedervraag."""
    plat = _plat(tekst)
    keuzes = [optie for optie in vraag.opties if optie.knop and optie.waarde != ONBEKEND]
    keuzes.sort(key=lambda optie: -fuzz.partial_ratio(plat, _plat(optie.titel)))
    return tuple(optie.waarde for optie in keuzes[:aantal])


def zonder_aanloop(tekst: str) -> str:
    """De woorden van een tekst zonder `nou` of `op jouw vraag` ervoor; alleen aanloop blijft."""
    woorden = _plat(tekst).split()
    eerste = next((i for i, w in enumerate(woorden) if w not in antwoordwoorden().aanloop), 0)
    return " ".join(woorden[eerste:])


def weet_niet(tekst: str) -> bool:
    """Of een kort bericht zegt dat de gebruiker het niet weet."""
    plat = _plat(_met_tekens(tekst))
    return len(plat.split()) <= KORT and any(
        _bevat(plat, term) for term in antwoordwoorden().keuzes[ONBEKEND]
    )


def is_janee(tekst: str) -> bool:
    """Of een tekst niets anders is dan ja of nee, zoals `jazeker wel`; geen beschrijving."""
    kaal = zonder_aanloop(_met_tekens(tekst))
    if not kaal or len(kaal.split()) > _JANEE:
        return False
    termen = (*antwoordwoorden().keuzes["ja"], *antwoordwoorden().keuzes["nee"])
    rest = next(
        (kaal.removeprefix(t).strip() for t in termen if f"{kaal} ".startswith(f"{t} ")), "?"
    )
    return set(rest.split()) <= _NA_JANEE


def is_vraag(tekst: str) -> bool:
    """Of een bericht een vraag is, met of zonder vraagteken."""
    plat = tekst.strip().lower()
    if plat.endswith("?"):
        return True
    lijkt = plat.startswith(antwoordwoorden().vraagwoorden)
    return lijkt and not f"{_plat(plat)} ".startswith(antwoordwoorden().geen_vraag)


def wil_weten(tekst: str) -> bool:
    """Of een bericht begint als een vraag die iets wil weten, en niet met een beschrijving."""
    return is_vraag(tekst) and tekst.strip().lower().startswith(antwoordwoorden().weetvragen)


def is_vervolg(tekst: str) -> bool:
    """Of een bericht voortbouwt op de vorige vraag, zoals `en in IJsselland?`."""
    return f"{_plat(tekst)} ".startswith(antwoordwoorden().vervolg)


def vraagt_om_contact(tekst: str) -> bool:
    """Of een bericht vraagt waar of bij wie iemand terechtkan."""
    return any(_bevat(_plat(tekst), woord) for woord in antwoordwoorden().contactwoorden)


def vraagt_om_toets(tekst: str) -> bool:
    """Of een bericht vraagt om een casus te bespreken of te toetsen."""
    return any(_bevat(_plat(tekst), woord) for woord in antwoordwoorden().toetswoorden)


def vraagt_wissel(tekst: str, doel: str) -> bool:
    """Of een bericht uitdrukkelijk om een andere vragenlijst vraagt, zoals een adviesvraag."""
    return any(_bevat(_plat(tekst), woord) for woord in antwoordwoorden().wissel[doel])


def meldt_veilig(tekst: str) -> bool:
    """Of een bericht na een melding van gevaar zegt dat het voorbij is, of dat er hulp is."""
    return any(_bevat(_plat(tekst), term) for term in antwoordwoorden().veilig)


def vraagt_overzicht(tekst: str) -> bool:
    """Of een bericht vraagt wat er tot nu toe bekend is."""
    plat = _plat(tekst)
    return len(plat.split()) <= KORT and any(
        _bevat(plat, term) for term in antwoordwoorden().overzicht
    )


def wijst_lezing_af(tekst: str) -> bool:
    """Of een kort bericht zegt dat de assistent iets verkeerd begreep."""
    plat = _plat(tekst)
    return len(plat.split()) <= KORT // 2 and any(_bevat(plat, t) for t in antwoordwoorden().mis)


def _letterlijk(vraag: Vraag, plat: str) -> str | None:
    for optie in vraag.opties:
        if not optie.onderdeel and plat in {_plat(optie.waarde), _plat(optie.titel)}:
            return optie.waarde
    return None


def _ook(vraag: Vraag, plat: str) -> str | None:
    """De keuze waarvan het langste andere woord in een korte tekst staat, zonder ontkenning."""
    if len(plat.split()) > KORT:
        return None
    gevonden = [
        (len(term), optie.waarde, term)
        for optie in vraag.opties
        for term in map(_plat, optie.ook)
        if plat == term or (len(term) >= _LANG_GENOEG and _bevat(plat, term))
    ]
    if not gevonden:
        return None
    _, waarde, term = max(gevonden)
    rest = set(plat.split()) - set(term.split())
    return None if rest & _ONTKENT else waarde


def _rang(vraag: Vraag, plat: str) -> str | None:
    rang = antwoordwoorden().rangwoorden
    woorden = [w for w in plat.split() if w not in antwoordwoorden().vulling]
    plaats = rang.get(woorden[0]) if len(woorden) == 1 else None
    zichtbaar = [o.waarde for o in vraag.opties if o.knop and not o.onderdeel]
    if plaats is None or not -len(zichtbaar) <= plaats <= len(zichtbaar):
        return None
    return zichtbaar[plaats - 1 if plaats > 0 else plaats]


def _janee(vraag: Vraag, plat: str, heel: str) -> str | None:
    kort = len(plat.split()) <= KORT
    begint = next((w for w in ("nee", "ja") if w in vraag.waarden and _begint(plat, w, kort)), None)
    onzeker = ONBEKEND in vraag.waarden and kort and _twijfelt(heel)
    zeker = begint == "ja" and len(plat.split()) > _EEN_PAAR and plat.split(maxsplit=1)[0] in _STERK
    return ONBEKEND if onzeker and not zeker else begint


def _begint(plat: str, waarde: str, kort: bool) -> bool:  # noqa: FBT001
    """Of een tekst met dit antwoord begint; in een lange tekst telt alleen een duidelijk woord."""
    woorden = plat.split()
    if not kort and woorden[0] not in _STERK:
        return False
    if waarde == "ja" and len(woorden) <= _PAAR_WOORDEN and woorden[-1] == "wel":
        return "niet" not in woorden
    return any(plat == t or plat.startswith(t + " ") for t in antwoordwoorden().keuzes[waarde])


def _twijfelt(plat: str) -> bool:
    return any(_bevat(plat, term) for term in antwoordwoorden().keuzes[ONBEKEND])


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


def _met_tekens(tekst: str) -> str:
    for teken, woorden in antwoordwoorden().tekens.items():
        tekst = tekst.replace(teken, f" {woorden} ")
    return tekst


def _bevat(plat: str, term: str) -> bool:
    return f" {term} " in f" {plat} "


def _plat(tekst: str) -> str:
    return " ".join(_WOORD.findall(tekst.casefold().replace("_", " ")))
