"""Openingstijden als gegevens: is een contact op een moment open, en wanneer weer?

Alle tijden zijn kloktijden in Nederland. Feestdagen komen uit de bibliotheek `holidays`; van een
dienst die niet zegt wat die op een feestdag doet, is het op die dag onbekend.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZONE = ZoneInfo("Europe/Amsterdam")
OPEN = "open"
DICHT = "dicht"
ONBEKEND = "onbekend"
OP_FEESTDAGEN = (OPEN, DICHT, ONBEKEND)
DAG_EN_NACHT = "dag en nacht"
DEELS = "deels"
MINUTEN_PER_DAG = 24 * 60
_VOORUIT = 21
_EEN_JAAR_VOORUIT = 400  # in elk jaar is er een feestdag; langer loopt geen blok door
_KANTOORDAGEN = range(5)
_KANTOORUREN = (9 * 60, 17 * 60)
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class Openingstijd:
    """Eén blok waarin een dienst elke week open is.

    Attributes:
        dagen: weekdagen, 0 is maandag.
        opent: minuut van de dag waarop het blok begint, 0 tot en met 1439.
        sluit: minuut van de dag waarop het eindigt, hoogstens 1440 (middernacht).
        op_feestdagen: `open`, `dicht` of `onbekend`.
    """

    dagen: tuple[int, ...]
    opent: int
    sluit: int
    op_feestdagen: str = ONBEKEND


class MetTijden(Protocol):
    """Iets met openingstijden, zoals een contact."""

    @property
    def tijden(self) -> Sequence[Openingstijd]:
        """De openingstijden; leeg als ze niet bekend zijn."""


@dataclass(frozen=True)
class OpenStand:
    """Of een contact op een moment open is.

    Attributes:
        stand: `open`, `dicht` of `onbekend`.
        moment: het moment waarover dit gaat, in Nederlandse tijd.
        tot: tot wanneer het open blijft; None als het niet open is of nooit sluit.
        opent: wanneer het weer zeker opengaat; None als dat niet bekend is.
        feestdag: naam van de feestdag op deze dag; leeg als het geen feestdag is.
        altijd: het is elke dag dag en nacht open.
    """

    stand: str
    moment: datetime
    tot: datetime | None = None
    opent: datetime | None = None
    feestdag: str = ""
    altijd: bool = False

    def zin(self) -> str:
        """Zeg in één zin of het open is, en wanneer het anders weer opengaat."""
        if self.altijd:
            return "Dag en nacht open."
        if self.stand == OPEN:
            return f"Nu open{self._tot()}."
        weer = f" Het gaat {self._wanneer(self.opent)} open." if self.opent else ""
        if self.stand == DICHT:
            return f"Nu dicht.{weer}"
        if self.feestdag:
            return f"Het is {self.feestdag}; of dit contact dan open is, is niet bekend."
        return "Of dit contact nu open is, is niet bekend."

    def _tot(self) -> str:
        if self.tot is None:
            return ""
        if self.tot.date() == self.moment.date():
            return f", tot {klok(self.tot)} uur"
        if (self.tot.date(), self.tot.time()) == (self.moment.date() + timedelta(1), time()):
            return ", tot middernacht"
        return f", tot {self._wanneer(self.tot).removeprefix('om ')}"

    def _wanneer(self, dan: datetime) -> str:
        dagen = (dan.date() - self.moment.date()).days
        dag = f"{WEEKDAGEN[dan.weekday()]} {dan.day} {_MAANDEN[dan.month - 1]}"
        voor = {0: "", 1: f"morgen ({dag}) "}.get(dagen, f"{dag} ")
        return f"{voor}om {klok(dan)} uur"


def open_op(contact: MetTijden, moment: datetime) -> OpenStand:
    """Zeg of een contact op een moment open is.

    Args:
        contact: een contact met `tijden`.
        moment: een moment met tijdzone.

    Raises:
        ValueError: het moment heeft geen tijdzone.
    """
    if moment.tzinfo is None:
        raise ValueError("Een moment zonder tijdzone is niet te plaatsen.")
    hier = moment.astimezone(ZONE)
    feest = feestdag(hier.date())
    if not contact.tijden:
        return OpenStand(ONBEKEND, hier, feestdag=feest)
    if _altijd(contact.tijden):
        return OpenStand(OPEN, hier, feestdag=feest, altijd=True)
    nu = datetime.combine(hier.date(), hier.time())
    blokken = _komende_blokken(contact.tijden, hier.date() - timedelta(1), nu)
    opent = next((begin for begin, _, zeker in blokken if zeker and begin > nu), None)
    lopend = [(eind, zeker) for begin, eind, zeker in blokken if begin <= nu < eind]
    aan = next((eind for eind, zeker in lopend if zeker), None)
    if aan is not None:
        return OpenStand(OPEN, hier, tot=_in_zone(aan), feestdag=feest)
    stand = ONBEKEND if lopend else DICHT
    return OpenStand(stand, hier, opent=_in_zone(opent) if opent else None, feestdag=feest)


def buiten_kantooruren(contact: MetTijden) -> str:
    """Zeg of een contact buiten werkdagen van 9.00 tot 17.00 uur te bereiken is.

    Returns:
        `dag en nacht`, `deels`, `dicht` of `onbekend`.
    """
    if not contact.tijden:
        return ONBEKEND
    blokken = _per_dag(contact.tijden)
    if all(blokken.get(dag) == [(0, MINUTEN_PER_DAG)] for dag in range(7)):
        return DAG_EN_NACHT
    begin, eind = _KANTOORUREN
    buiten = any(
        dag not in _KANTOORDAGEN or opent < begin or sluit > eind
        for dag, delen in blokken.items()
        for opent, sluit in delen
    )
    return DEELS if buiten else DICHT


def feestdag(dag: date) -> str:
    """Geef de Nederlandse naam van de feestdag op deze dag, of een lege tekst."""
    return _feestdagen(dag.year).get(dag, "")


def klok(moment: datetime | time) -> str:
    """Schrijf een tijd zoals in een Nederlandse zin: `9.00`."""
    return f"{moment.hour}.{moment.minute:02d}"


@lru_cache(maxsize=16)
def _feestdagen(jaar: int) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=jaar, language="nl").items())


def _altijd(tijden: Sequence[Openingstijd]) -> bool:
    vast = [blok for blok in tijden if blok.op_feestdagen == OPEN]
    return all(_per_dag(vast).get(dag) == [(0, MINUTEN_PER_DAG)] for dag in range(7))


def _per_dag(tijden: Sequence[Openingstijd]) -> dict[int, list[tuple[int, int]]]:
    """De blokken per weekdag, op volgorde en aaneengeregen."""
    dagen: dict[int, list[tuple[int, int]]] = {}
    for dag in range(7):
        delen: list[tuple[int, int]] = []
        for blok in sorted((t for t in tijden if dag in t.dagen), key=lambda t: t.opent):
            if delen and blok.opent <= delen[-1][1]:
                delen[-1] = (delen[-1][0], max(delen[-1][1], blok.sluit))
            else:
                delen.append((blok.opent, blok.sluit))
        if delen:
            dagen[dag] = delen
    return dagen


def _komende_blokken(
    tijden: Sequence[Openingstijd], vanaf: date, nu: datetime
) -> list[tuple[datetime, datetime, bool]]:
    """De blokken van de komende weken; loopt er een dan nog door, dan tot het werkelijk eindigt."""
    blokken = list(_blokken(tijden, vanaf, _VOORUIT))
    grens = datetime.combine(vanaf + timedelta(_VOORUIT), time())
    if any(begin <= nu < eind and eind == grens for begin, eind, _ in blokken):
        return list(_blokken(tijden, vanaf, _EEN_JAAR_VOORUIT))
    return blokken


def _blokken(
    tijden: Sequence[Openingstijd], vanaf: date, dagen: int
) -> Iterator[tuple[datetime, datetime, bool]]:
    """Begin, eind en zekerheid van elk blok in zoveel dagen; aansluitende blokken aaneen."""
    lopend: tuple[datetime, datetime, bool] | None = None
    for dag, zeker, (opent, sluit) in _delen(tijden, vanaf, dagen):
        nacht = datetime.combine(dag, time())
        begin, eind = nacht + timedelta(minutes=opent), nacht + timedelta(minutes=sluit)
        if lopend and lopend[1] == begin and lopend[2] == zeker:
            lopend = (lopend[0], eind, zeker)
            continue
        if lopend:
            yield lopend
        lopend = (begin, eind, zeker)
    if lopend:
        yield lopend


def _delen(
    tijden: Sequence[Openingstijd], vanaf: date, dagen: int
) -> Iterator[tuple[date, bool, tuple[int, int]]]:
    for dag in (vanaf + timedelta(verder) for verder in range(dagen)):
        feest = bool(feestdag(dag))
        open_dan = [t for t in tijden if not feest or t.op_feestdagen == OPEN]
        misschien = [t for t in tijden if feest and t.op_feestdagen == ONBEKEND]
        for groep, zeker in ((open_dan, True), (misschien, False)):
            for deel in _per_dag(groep).get(dag.weekday(), ()):
                yield dag, zeker, deel


def _in_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZONE)
