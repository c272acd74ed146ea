"""Verzonnen adviesvragen om mee te oefenen en te meten: geloofwaardig verdeeld, van niemand.

Alles volgt uit een getal: hetzelfde getal geeft dezelfde adviesvragen. De inhoud staat er alleen
bij zolang een bewaartermijn dat ook zou toestaan; wat ouder is, is alleen nog te tellen.
"""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    text,
)

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model
from adviesvraag.fouten import NietToegestaan
from adviesvraag.model import Tijdstip
from adviesvraag.status import AFGESLOTEN, BEANTWOORD, IN_BEHANDELING, ONTVANGEN, OPGESCHAALD
from adviesvraag.trends.dimensies import (
    ANTWOORDTIJD,
    LADDER,
    SOORT,
    UITKOMST,
    dimensies,
)
from adviesvraag.trends.dimensies import (
    OPGESCHAALD as TREDE,
)
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.telling import antwoordtijd
from adviesvraag.versleuteling import Versleuteld

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from adviesvraag.opslag import Opslag

KANAAL = "voorbeeld"
"""Aan dit kanaal is een verzonnen adviesvraag te herkennen."""

PER_KEER = 1000
_INHOUD_DAGEN = 180
_ZINNEN = (
    "Man die alleen woont laat niemand meer binnen. De buren klagen over lawaai in de nacht.",
    "Gezin met schulden en ruzies. De politie komt er vaak en de hulp raakt het spoor bijster.",
    "Jongere blijft weg van school en trekt op met een groep die spullen vernielt.",
    "Vrouw is bang voor haar vroegere partner. Ze wil weten wie haar kan helpen.",
    "Na een tijd vast komt iemand terug in de wijk. Er is nog geen plek om te wonen.",
    "Wie neemt de regie als vijf organisaties tegelijk over de vloer komen?",
)
_UITKOMSTEN = ("hoort_thuis", "twijfel", "hoort_niet_thuis", "gebiedsgebonden", "geen")
_UITKOMST_GEWICHT = (22, 34, 18, 6, 20)
_SOORT_GEWICHT = (18, 38, 34, 10)
_PROBLEEM_GEWICHT = (14, 16, 15, 8, 9, 7, 5, 2, 4, 1, 4, 3)
_SEIZOEN = (1.05, 1.0, 0.85, 1.1)

# Zonder het versleutelende type: een zin wordt een keer versleuteld en vaker gebruikt.
_antwoord = Table(
    "antwoord",
    MetaData(),
    *(Column(naam, String) for naam in ("adviesvraag_id", "vraag_id", "vraag_tekst", "herkomst")),
    Column("volgorde", Integer),
    Column("waarde", Text),
    Column("weergave", Text),
)
_gebeurtenis = Table(
    "gebeurtenis",
    MetaData(),
    *(Column(naam, String) for naam in ("adviesvraag_id", "soort", "wie", "kanaal")),
    Column("wat", JSON),
    Column("op", Tijdstip),
)


@dataclass(frozen=True)
class Opdracht:
    """Wat er verzonnen moet worden.

    Attributes:
        gemeenten: regio -> gemeente -> inwoners of een ander gewicht.
        tot: het laatste moment van indienen.
        dagen: zoveel dagen terug begint het.
    """

    aantal: int
    gemeenten: Mapping[str, Mapping[str, float]]
    tot: datetime
    dagen: int = 730
    zaad: int = 1


def vul(opslag: Opslag, opdracht: Opdracht) -> int:
    """Zet verzonnen adviesvragen in een opslag waar geen echte in staan; geeft het aantal.

    Raises:
        NietToegestaan: er staan al adviesvragen die niet verzonnen zijn.
        OpslagNietBereikbaar: de database antwoordt niet; wat er al stond blijft staan.
    """
    echt = select(func.count()).where(model.adviesvraag.c.kanaal != KANAAL)
    with opslag.leessessie() as sessie:
        if sessie.execute(echt).scalar_one():
            raise NietToegestaan("Er staan echte adviesvragen in deze opslag; gebruik een lege.")
    zinnen = _versleuteld(opslag)
    gedaan, bron = 0, _verzin(opdracht)
    while stapel := list(islice(bron, PER_KEER)):
        with opslag.sessie() as sessie:
            for tabel, rijen in _rijen(stapel, zinnen, opdracht.tot).items():
                if rijen:
                    sessie.execute(insert(tabel), rijen)
        gedaan += len(stapel)
    _ververs(opslag)
    return gedaan


def _ververs(opslag: Opslag) -> None:
    """Laat de database weten hoe vol zij is; anders kiest zij nog een weg voor lege tabellen."""
    with opslag.sessie() as sessie:
        if sessie.connection().dialect.name == "postgresql":
            sessie.execute(text("SET LOCAL statement_timeout = 0"))
        for tabel in (model.adviesvraag, model.telling, model.gebeurtenis, model.antwoord):
            sessie.execute(text(f"ANALYZE {tabel.name}"))


@dataclass(frozen=True)
class _Verzonnen:
    rij: dict[str, Any]
    codes: tuple[tuple[str, str], ...]
    stappen: tuple[tuple[str, str, str, datetime], ...]
    zin: int


def _verzin(opdracht: Opdracht) -> Iterator[_Verzonnen]:
    # Geen geheim: dezelfde toevalsreeks moet dezelfde adviesvragen geven.
    dobbel = random.Random(opdracht.zaad)  # noqa: S311
    plekken = [(r, g) for r, alle in opdracht.gemeenten.items() for g in alle]
    gewicht = [w for alle in opdracht.gemeenten.values() for w in alle.values()]
    kenmerkt: set[str] = set()
    for regio, gemeente in dobbel.choices(plekken, gewicht, k=opdracht.aantal):
        op = _moment(dobbel, opdracht)
        kenmerk = kenmerken.nieuw(regio, op.year, dobbel.choice)
        while kenmerk in kenmerkt:
            kenmerk = kenmerken.nieuw(regio, op.year, dobbel.choice)
        kenmerkt.add(kenmerk)
        yield _een(dobbel, opdracht.tot, (regio, gemeente), op, kenmerk)


def _moment(dobbel: random.Random, opdracht: Opdracht) -> datetime:
    """Een moment op een werkdag, met een drukker voorjaar en najaar en een lichte groei."""
    while True:
        deel = dobbel.random() ** 0.85
        op = opdracht.tot - timedelta(days=opdracht.dagen * (1 - deel))
        werkdag = op.weekday() < 5 or dobbel.random() < 0.12  # noqa: PLR2004 - zaterdag
        seizoen = _SEIZOEN[Kwartaal.van(op).nummer - 1] / max(_SEIZOEN)
        if werkdag and dobbel.random() < seizoen:
            return op.replace(hour=dobbel.randint(7, 16), minute=dobbel.randint(0, 59))


def _een(
    dobbel: random.Random, tot: datetime, plek: tuple[str, str], op: datetime, kenmerk: str
) -> _Verzonnen:
    soort = dobbel.choices(list(dimensies()[SOORT].codes), _SOORT_GEWICHT)[0]
    uitkomst = dobbel.choices(_UITKOMSTEN, _UITKOMST_GEWICHT)[0] if soort != "info" else "geen"
    na = timedelta(hours=max(1.0, dobbel.lognormvariate(4.2, 1.0)))
    antwoord_op = op + na if op + na < tot and dobbel.random() < 0.93 else None  # noqa: PLR2004
    hoger = soort == "aanmelding_voorbereiden" and dobbel.random() < 0.25  # noqa: PLR2004
    codes = _codes(dobbel, soort, uitkomst)
    if antwoord_op is not None:
        codes.append((ANTWOORDTIJD, antwoordtijd(antwoord_op - op)))
    if hoger:
        codes.append((LADDER, TREDE))
    status = _status(antwoord_op, tot, hoger=hoger)
    stappen = [("ingediend", "indiener", ONTVANGEN, op)]
    if antwoord_op is not None:
        stappen.append(("status_gewijzigd", "procescoordinator:voorbeeld", BEANTWOORD, antwoord_op))
    if status == AFGESLOTEN and antwoord_op is not None:
        dicht = antwoord_op + timedelta(days=10)
        stappen.append(("status_gewijzigd", "procescoordinator:voorbeeld", AFGESLOTEN, dicht))
    nummer = str(uuid.UUID(int=dobbel.getrandbits(128), version=4))
    rij = {
        "id": nummer,
        "concept_id": nummer,
        "kenmerk": kenmerk,
        "regio_code": plek[0],
        "gemeente_code": plek[1],
        "soort": "informatievraag" if soort.startswith("info") else soort,
        "status": status,
        "kanaal": KANAAL,
        "gesprek_hash": f"{dobbel.getrandbits(256):064x}",
        "triage": None if uitkomst == "geen" else {"uitkomst": uitkomst, "criteria": {}},
        "aangemaakt_op": op,
        "gewijzigd_op": stappen[-1][3],
        "uiterste_datum": (op + timedelta(days=7)).date(),
        "trede": int(hoger),
        "trede_naam": "Procesregie" if hoger else None,
    }
    return _Verzonnen(rij, tuple(codes), tuple(stappen), dobbel.randrange(len(_ZINNEN)))


def _codes(dobbel: random.Random, soort: str, uitkomst: str) -> list[tuple[str, str]]:
    codes = [(SOORT, soort)]
    if soort == "info":
        return codes
    alle = dimensies()
    gebieden = list(alle["leefgebied"].codes)
    codes += [("leefgebied", code) for code in dobbel.sample(gebieden, dobbel.randint(0, 4))]
    if uitkomst != "geen":
        ketens = list(alle["keten"].codes)
        codes.append((UITKOMST, uitkomst))
        codes += [("keten", code) for code in dobbel.sample(ketens, dobbel.randint(1, 3))]
        problemen = list(alle["probleem"].codes)[: len(_PROBLEEM_GEWICHT)]
        codes.append(("probleem", dobbel.choices(problemen, _PROBLEEM_GEWICHT)[0]))
    return codes


def _status(antwoord_op: datetime | None, tot: datetime, *, hoger: bool) -> str:
    if antwoord_op is None:
        return OPGESCHAALD if hoger else IN_BEHANDELING
    return AFGESLOTEN if antwoord_op + timedelta(days=10) < tot else BEANTWOORD


def _rijen(
    stapel: list[_Verzonnen], zinnen: list[str], tot: datetime
) -> dict[Table, list[dict[str, Any]]]:
    return {
        model.adviesvraag: [een.rij for een in stapel],
        model.telling: [
            {
                "adviesvraag_id": een.rij["id"],
                "dimensie": dimensie,
                "code": code,
                "regio_code": een.rij["regio_code"],
                "gemeente_code": een.rij["gemeente_code"],
                "kwartaal": Kwartaal.van(een.rij["aangemaakt_op"]).getal,
            }
            for een in stapel
            for dimensie, code in een.codes
        ],
        _gebeurtenis: [
            {
                "adviesvraag_id": een.rij["id"],
                "soort": soort,
                "wie": wie,
                "kanaal": KANAAL,
                "wat": {"naar": naar},
                "op": op,
            }
            for een in stapel
            for soort, wie, naar, op in een.stappen
        ],
        _antwoord: [
            {
                "adviesvraag_id": een.rij["id"],
                "volgorde": 1,
                "vraag_id": "samenvatting",
                "vraag_tekst": "Vat in een paar zinnen samen wat er speelt.",
                "herkomst": "tekst",
                "waarde": zinnen[een.zin],
                "weergave": zinnen[een.zin],
            }
            for een in stapel
            if een.rij["aangemaakt_op"] > tot - timedelta(days=_INHOUD_DAGEN)
        ],
    }


def _versleuteld(opslag: Opslag) -> list[str]:
    with opslag.leessessie() as sessie:
        dialect = sessie.connection().dialect
    return [str(Versleuteld().process_bind_param(zin, dialect)) for zin in _ZINNEN]
