"""De geleerde kans per soort probleem.

Het model staat in `lexicon/probleemmodel.tsv` en komt uit `bot/nlu/probleemleren.py`: per kenmerk
hoe zeldzaam het is en een gewicht voor elke soort. Wat de woordenlijsten vinden is zelf een
kenmerk; zo is geleerd wanneer een lijst te vertrouwen is. Daarnaast staat in
`lexicon/probleembetekenis.npz` wat uit de betekenis van dezelfde zinnen is geleerd.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge import betekeniskans
from knowledge.betekenis import vector
from knowledge.betekeniskans import Kop, gemengd, logkansen
from knowledge.casus import ACUUT, lees_casus
from knowledge.casuswoorden import PROBLEEM
from knowledge.gevaarkenmerken import letters, losse, naast_elkaar
from knowledge.lexiconbestand import MAP
from knowledge.taal import woorden
from knowledge.yamlbestand import BestandFout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

BESTAND = MAP / "probleemmodel.tsv"
KOP = MAP / "probleembetekenis.npz"
BETEKENIS_WEEGT = 0.4
ZEKER_ZONDER_BETEKENIS = 0.8
FAMILIES = ("letters", "paren", "lijsten")
# Zo telt een los bekend stukje in een verder onbekend bericht niet meteen zwaar.
DEMPING = 100.0
HONDERDSTEN = 100
_STERK = 0.9
_VELDEN = 4


GEEN = "geen_probleem"
"""De soort van zinnen waarin niets te melden is, zoals een kennisvraag of een praatje.

Zij vangt de kans op die anders bij een toevallige soort terechtkomt, en wordt nooit genoemd.
"""


class Kenmerk(NamedTuple):
    """Hoe zeldzaam een kenmerk is, en per soort hoe zwaar het telt."""

    zeldzaam: float
    gewichten: tuple[float, ...]


class Probleemmodel(NamedTuple):
    """Het geladen model; `basis` is per soort de uitkomst zonder kenmerken."""

    vingerafdruk: str
    soorten: tuple[str, ...]
    basis: tuple[float, ...]
    families: dict[str, dict[str, Kenmerk]]


class Kans(NamedTuple):
    """Een soort probleem en hoe waarschijnlijk die is, van 0 tot 1."""

    probleem: str
    kans: float


@lru_cache(maxsize=128)
def kansen(tekst: str) -> tuple[Kans, ...]:
    """Alle soorten problemen met hun kans, de waarschijnlijkste eerst; samen hooguit 1.

    Wat aan 1 ontbreekt, is de kans dat er geen probleem in staat.
    Zijn de woorden alleen niet zeker, dan telt ook de betekenis van het bericht (docs/adr/0025).

    Args:
        tekst: het bericht van de professional.
    """
    gelezen = kansen_met(probleemmodel(), tekst)
    zeker = gelezen[0].kans >= ZEKER_ZONDER_BETEKENIS
    betekenis = None if zeker else vector(tekst)
    if betekenis is not None:
        gemiddeld = gemengd(gelezen, logkansen(probleemkop(), betekenis), BETEKENIS_WEEGT)
        gelezen = tuple(Kans(*paar) for paar in gemiddeld)
    return tuple(een for een in gelezen if een.probleem != GEEN)


def kansen_met(model: Probleemmodel, tekst: str) -> tuple[Kans, ...]:
    """Hetzelfde met een ander model, om modellen te vergelijken."""
    van_woord, van_paar = _onthouden(model)
    normen = [woord.norm for woord in woorden(tekst)]
    delen = [
        model.basis,
        _geschaald(model, map(van_woord, losse(normen))),
        _geschaald(model, (van_paar(*twee) for twee in naast_elkaar(normen))),
        *(
            model.families["lijsten"][vlag].gewichten
            for vlag in lijstvlaggen(tekst)
            if vlag in model.families["lijsten"]
        ),
    ]
    sommen = [sum(kolom) for kolom in zip(*delen, strict=True)]
    hoogste = max(sommen)
    machten = [math.exp(som - hoogste) for som in sommen]
    totaal = sum(machten)
    gevonden = zip(model.soorten, machten, strict=True)
    return tuple(sorted((Kans(s, m / totaal) for s, m in gevonden), key=lambda k: -k.kans))


def lijstvlaggen(tekst: str) -> tuple[str, ...]:
    """Wat de woordenlijsten vinden: per soort of het sterk of zwak is, en welke vooraan staat."""
    lezing = lees_casus(tekst)
    vlaggen = {
        f"{'sterk' if vondst.zekerheid >= _STERK else 'zwak'}:{vondst.waarde}"
        for vondst in lezing.bevindingen
        if vondst.code == PROBLEEM and vondst.waarde != ACUUT
    }
    eerste = next((code for code in lezing.problemen if code != ACUUT), None)
    return tuple(sorted(vlaggen | ({f"eerste:{eerste}"} if eerste else set())))


def paren(links: str, rechts: str) -> tuple[str, str]:
    """Een woord, en het paar met het woord ervoor."""
    return rechts, f"{links}_{rechts}"


def _geschaald(model: Probleemmodel, delen: Iterable[Kenmerk]) -> tuple[float, ...]:
    """Tel de gewichten op, geschaald op lengte: een lang bericht mag niet door lengte winnen."""
    alle = list(delen)
    if not alle:
        return (0.0,) * len(model.soorten)
    lengte = math.sqrt(DEMPING + sum(deel.zeldzaam for deel in alle))
    return tuple(
        sum(kolom) / lengte for kolom in zip(*(deel.gewichten for deel in alle), strict=True)
    )


def _onthouden(
    model: Probleemmodel,
) -> tuple[Callable[[str], Kenmerk], Callable[[str, str], Kenmerk]]:
    """De som van de kenmerken van een woord en van een paar; van het eigen model onthouden."""
    if model is probleemmodel():
        return _van_woord, _van_paar
    return (
        lambda norm: _samen(model, "letters", letters(norm)),
        lambda links, rechts: _samen(model, "paren", paren(links, rechts)),
    )


@lru_cache(maxsize=20_000)
def _van_woord(norm: str) -> Kenmerk:
    return _samen(probleemmodel(), "letters", letters(norm))


@lru_cache(maxsize=20_000)
def _van_paar(links: str, rechts: str) -> Kenmerk:
    return _samen(probleemmodel(), "paren", paren(links, rechts))


def _samen(model: Probleemmodel, naam: str, kenmerken: Sequence[str]) -> Kenmerk:
    """De som van de gewichten en het kwadraat van de lengte van een rij kenmerken."""
    familie = model.families[naam]
    bekend = [familie[kenmerk] for kenmerk in kenmerken if kenmerk in familie]
    sommen = (
        sum(zeldzaam * gewichten[plek] for zeldzaam, gewichten in bekend)
        for plek in range(len(model.soorten))
    )
    return Kenmerk(sum(zeldzaam * zeldzaam for zeldzaam, _ in bekend), tuple(sommen))


@cache
def probleemkop() -> Kop:
    """De geleerde kop op de betekenis, één keer geladen.

    Raises:
        BestandFout: het bestand is niet goed.
    """
    return betekeniskans.laad(KOP)


@cache
def probleemmodel() -> Probleemmodel:
    """Het model van dit project, één keer geladen.

    Raises:
        BestandFout: het bestand is niet goed.
    """
    return laad(BESTAND)


def laad(pad: Path) -> Probleemmodel:
    """Lees een model; gewichten staan in honderdsten.

    Raises:
        BestandFout: een regel is niet goed; de tekst noemt bestand, regel en veld.
    """
    kop, basis, *regels = pad.read_text(encoding="utf-8").splitlines()
    uit, vingerafdruk, naam, soorten = (*kop.split("\t"), "", "", "")[:_VELDEN]
    if (uit, naam) != ("uit", "soorten"):
        raise BestandFout(f"{pad.name}, regel 1: verwacht de velden 'uit' en 'soorten'.")
    codes = tuple(soorten.split())
    families: dict[str, dict[str, Kenmerk]] = {familie: {} for familie in FAMILIES}
    for nummer, regel in enumerate(regels, start=3):
        velden = regel.split("\t")
        if len(velden) != _VELDEN or velden[0] not in families:
            raise BestandFout(f"{pad.name}, regel {nummer}: verwacht familie en drie velden.")
        familie, kenmerk, zeldzaam, gewichten = velden
        families[familie][kenmerk] = Kenmerk(
            _getallen(pad, nummer, zeldzaam, 1)[0],
            _getallen(pad, nummer, gewichten, len(codes)),
        )
    return Probleemmodel(vingerafdruk, codes, _getallen(pad, 2, basis, len(codes)), families)


def _getallen(pad: Path, nummer: int, veld: str, aantal: int) -> tuple[float, ...]:
    try:
        gelezen = tuple(int(deel) / HONDERDSTEN for deel in veld.split())
    except ValueError as fout:
        raise BestandFout(f"{pad.name}, regel {nummer}, veld 'gewicht': {fout}.") from fout
    if len(gelezen) != aantal:
        raise BestandFout(
            f"{pad.name}, regel {nummer}, veld 'gewicht': verwacht {aantal} getallen."
        )
    return gelezen
