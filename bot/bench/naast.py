"""De assistent en een gewoon Rasa-project om en om meten, in één meting op één machine."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.bench import gewoon
from bot.bench.beurten import Verbinding, meet
from bot.bench.cijfers import verdeling
from bot.bench.doorvoer import meet_doorvoer
from bot.bench.gesprekken import ADVIESVRAAG, KORT, Gesprek, Stap, ja_of_nee, vraag
from bot.bench.systeem import MB, WEGWIJZER, Draaiend, Systeem, draaiend, train
from bot.bench.verslag import UITVOER

PROJECT = UITVOER / "gewoon"
GEWOON_RASA = "gewoon Rasa"
_GESPREK_SECONDEN = 20.0
_ZINNEN = 30
_CASUS = "Een man van 45 met een verslaving geeft al maanden overlast bij de buren."


@dataclass(frozen=True)
class Omvang:
    """Hoe vaak er wordt gemeten.

    Attributes:
        starts: hoe vaak elk systeem start.
        rondes: hoe vaak de twee om en om hun gesprekken voeren.
        per_ronde: gesprekken van elke soort per ronde.
        gebruikers: gesprekken per gebruiker, per aantal gebruikers tegelijk.
        training: of beide opnieuw trainen.
    """

    starts: int
    rondes: int
    per_ronde: int
    gebruikers: Mapping[int, int]
    training: bool


VOL = Omvang(3, 5, 10, {1: 15, 16: 6, 128: 2}, training=True)
SNEL = Omvang(1, 2, 2, {1: 2, 16: 1}, training=False)


@dataclass(frozen=True)
class Deelnemer:
    """Een systeem met de gesprekken die ermee gevoerd worden."""

    systeem: Systeem
    model: Path
    triage: Gesprek
    gesprekken: Sequence[Gesprek]


def _soort(stap: Stap, naam: str) -> Stap:
    return Stap(stap.verwacht, naam, stap.teksten, stap.knop)


ONZE_TRIAGE: Gesprek = (
    Stap(vraag("casus"), "", ("Ik wil een casus toetsen",)),
    Stap(vraag("gemeente"), "", knop="Stel me liever"),
    Stap(vraag("zorgcomponent"), "", ("Haarlem",)),
    ja_of_nee("Ja", vraag("veiligheidscomponent")),
    ja_of_nee("Ja", vraag("leefgebieden")),
    ja_of_nee("Nee", '"text"'),
)
_HUN_TRIAGE: Gesprek = (
    Stap("Vertel in een paar zinnen", "", ("/start_triage",)),
    Stap("zorg of hulp", "", (_CASUS,)),
    ja_of_nee("Ja", "strafbaar feit"),
    ja_of_nee("Ja", "leefgebied"),
    ja_of_nee("Nee", "Uitkomst"),
)


def deelnemers(model: Path) -> tuple[Deelnemer, Deelnemer]:
    """De assistent en het gewone project, met hun eigen vorm van dezelfde drie vragen."""
    groet, kennis = KORT[:2]
    onze = Deelnemer(
        WEGWIJZER,
        model,
        ONZE_TRIAGE,
        (
            (_soort(groet, "naast_gewoon"), _soort(kennis, "naast_kennis")),
            ONZE_TRIAGE,
            (
                *(_soort(stap, "") for stap in ADVIESVRAAG[:-1]),
                _soort(ADVIESVRAAG[-1], "naast_indienen"),
            ),
        ),
    )
    # Of de gewone classificator de zin goed verstaat, telt hier niet: elk antwoord is een beurt.
    hun = Deelnemer(
        gewoon.systeem(PROJECT),
        gewoon.modelbestand(PROJECT),
        _HUN_TRIAGE,
        (
            (
                Stap('"text"', "naast_gewoon", groet.teksten),
                Stap('"text"', "naast_kennis", kennis.teksten),
            ),
            _HUN_TRIAGE,
            (
                *(_soort(stap, "") for stap in _HUN_TRIAGE),
                Stap("kenmerk", "naast_indienen", ("/indienen",)),
            ),
        ),
    )
    return onze, hun


def meet_naast(
    omvang: Omvang, model: Path, tijdelijk: Path, toon: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """De cijfers per systeem, onder dezelfde namen.

    Raises:
        MeetFout: als een van beide niet start, niet traint of iets anders antwoordt dan verwacht.
    """
    paar = deelnemers(model)
    cijfers: dict[str, dict[str, float]] = {een.systeem.naam: {} for een in paar}
    toon("Het gewone Rasa-project wordt gemaakt, en getraind als er nog geen model van is.")
    gewoon.zorg_voor_model(PROJECT, tijdelijk, _ZINNEN)
    for een in paar if omvang.training else ():
        toon(f"Trainen: {een.systeem.naam}.")
        cijfers[een.systeem.naam]["training_s"] = train(een.systeem, tijdelijk)
    starts: dict[str, list[float]] = defaultdict(list)
    for nummer in range(omvang.starts - 1):
        for een in _volgorde(paar, nummer):
            toon(f"Starten: {een.systeem.naam}.")
            with draaiend(een.systeem, tijdelijk) as systeem:
                starts[een.systeem.naam].append(systeem.start_s)
    with ExitStack() as open_:
        lopend: dict[str, Draaiend] = {}
        for een in paar:
            toon(f"Starten: {een.systeem.naam}.")
            lopend[een.systeem.naam] = open_.enter_context(draaiend(een.systeem, tijdelijk))
            starts[een.systeem.naam].append(lopend[een.systeem.naam].start_s)
        tijden = _om_en_om(omvang, paar, lopend, toon)
        for gebruikers, gesprekken in omvang.gebruikers.items():
            for een in paar:
                naam = een.systeem.naam
                toon(f"Hele triages met {gebruikers} tegelijk: {naam}.")
                doorvoer = meet_doorvoer(
                    lopend[naam].poort, een.systeem.webhook, een.triage, gebruikers, gesprekken
                )
                cijfers[naam][f"doorvoer_{gebruikers}"] = doorvoer
        for een in paar:
            naam = een.systeem.naam
            cijfers[naam] |= {
                "naast_geheugen_mb": lopend[naam].geheugen_mb(),
                "naast_start_s": statistics.median(starts[naam]),
                "model_mb": een.model.stat().st_size / MB,
                **verdeling(tijden[naam]),
            }
    return {n: {c: round(w, 4) for c, w in deel.items()} for n, deel in cijfers.items()}


def beurten(omvang: Omvang) -> int:
    """Hoeveel beurten elk systeem bij deze omvang minstens achter zich heeft bij het geheugen."""
    triages = sum(gebruikers * aantal for gebruikers, aantal in omvang.gebruikers.items())
    return triages * len(_HUN_TRIAGE)


def _om_en_om(
    omvang: Omvang,
    paar: Sequence[Deelnemer],
    lopend: Mapping[str, Draaiend],
    toon: Callable[[str], None],
) -> dict[str, dict[str, list[float]]]:
    tijden: dict[str, dict[str, list[float]]] = {een.systeem.naam: {} for een in paar}
    for een in paar:
        _ronde(een, lopend[een.systeem.naam], 1)  # opwarmen telt voor geen van beide
    for nummer in range(omvang.rondes):
        toon(f"Gesprekken om en om, ronde {nummer + 1} van {omvang.rondes}.")
        for een in _volgorde(paar, nummer):
            nieuw = _ronde(een, lopend[een.systeem.naam], omvang.per_ronde)
            for soort, waarden in nieuw.items():
                tijden[een.systeem.naam].setdefault(soort, []).extend(waarden)
    return tijden


def _ronde(een: Deelnemer, systeem: Draaiend, aantal: int) -> dict[str, list[float]]:
    verbinding = Verbinding(systeem.poort, een.systeem.webhook)
    tijden: dict[str, list[float]] = {}
    try:
        for gesprek in een.gesprekken:
            for soort, waarden in meet(verbinding.zeg, gesprek, aantal, _GESPREK_SECONDEN).items():
                tijden.setdefault(soort, []).extend(waarden)
    finally:
        verbinding.sluit()
    return tijden


def _volgorde(paar: Sequence[Deelnemer], nummer: int) -> Sequence[Deelnemer]:
    """Om de beurt de een en de ander eerst, zodat wat de machine doet beide evenveel raakt."""
    return paar if nummer % 2 == 0 else paar[::-1]
