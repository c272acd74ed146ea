"""Vijfhonderd geplante gegevens over elk kanaal: daarna staat er nergens een van."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import kanariepaden, kanaries
from tests.bot.channels.botframework.nepteams import NepTeams, nepteams
from tests.bot.channels.teams.gebruiker import instellingen
from tests.kanaries import Kanarie
from tests.processen import webserver
from tests.zwaar import kanarieplekken
from tests.zwaar.eigenpostgres import EigenPostgres, eigen_postgres
from tests.zwaar.kanariekanalen import over_rest, over_web
from tests.zwaar.kanarieranden import langs_de_randen
from tests.zwaar.kanarieteams import over_teams
from tests.zwaar.kanarieteamsranden import WERKMAIL, langs_de_teamsranden

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

AANTAL = 500
AANTAL_TERMINAL = 100
GENOEG_BYTES = 100_000


@dataclass
class Kooi:
    """Een server op DEBUG, met alles wat hij schrijft onder een map en in een eigen cluster."""

    map: Path
    adres: str
    nep: NepTeams
    postgres: EigenPostgres | None


@pytest.fixture(params=["sqlite", "postgres"])
def kooi(request, tmp_path, geladen) -> Iterator[Kooi]:
    (tmp_path / "tmp").mkdir()
    with ExitStack() as open_:
        postgres = open_.enter_context(eigen_postgres()) if request.param == "postgres" else None
        if postgres:
            kanarieplekken.volg_alles(postgres)
        nep = open_.enter_context(nepteams())
        server = webserver(
            tmp_path,
            geladen=geladen,
            WEGWIJZER_LOGNIVEAU="DEBUG",
            WEGWIJZER_REST="aan",
            WEGWIJZER_REST_PER_AFZENDER="1000000",
            WEGWIJZER_WEB_PER_GESPREK="1000000",
            WEGWIJZER_WEB_GESPREKKEN_PER_ADRES="10000",
            TMPDIR=str(tmp_path / "tmp"),
            **instellingen(nep),
            **({"WEGWIJZER_DATABASE_URL": postgres.url} if postgres else {}),
        )
        yield Kooi(tmp_path, open_.enter_context(server).adres, nep, postgres)


def test_van_alle_geplante_gegevens_blijft_er_nergens_een(kooi):
    geplant = kanaries.plant(AANTAL, zaad=2026)
    gezien: list[bytes] = []
    vragen = {"REST": over_rest(kooi.adres, geplant[0::5], gezien)}
    gesprekken, vragen["web"] = over_web(kooi.adres, geplant[1::5], gezien)
    langs_de_randen(kooi.adres, geplant[2::5], gezien)
    vragen["Teams"] = over_teams(kooi.adres, kooi.nep, geplant[3::5])
    als_nummer = langs_de_teamsranden(kooi.adres, kooi.nep, geplant[4::5], gezien)
    # Eerst lezen: wie een bestand van SQLite opent, kan zijn WAL erin schrijven.
    bestanden = kanarieplekken.in_map(kooi.map)
    kanarieplekken.sqlite_kopie(kooi.map / "data", kooi.map / "reservekopie")

    print(f"\nKanarie, {AANTAL} gegevens: {dict(Counter(k.soort for k in geplant))}")
    for kanaal, geteld in vragen.items():
        _eis_alle_vragen(kanaal, geteld)
    plekken = {
        "antwoorden": gezien,
        "geschiedenis": [g.doe("GET", f"{g.pad}/activities").ruw for g in gesprekken],
        **kanarieplekken.naar_teams(kooi.nep, als_nummer),
        **bestanden,
        "reservekopie van SQLite": kanarieplekken.inhoud_van(kooi.map / "reservekopie"),
        **(kanarieplekken.van_postgres(kooi.postgres) if kooi.postgres else {}),
    }
    _eis_nergens([*geplant, WERKMAIL], plekken)


def test_in_de_terminal_blijft_er_ook_niets_achter(opslag, tmp_path, caplog, capfd):
    partner = _partner()
    geplant = kanaries.plant(AANTAL_TERMINAL, zaad=7)
    nummer = itertools.count()
    caplog.set_level(logging.DEBUG, "bot")

    def begin() -> kanariepaden.Zeg:
        gesprek = f"terminal-{next(nummer)}"

        def zeg(tekst: str) -> list[dict[str, object]]:
            berichten = asyncio.run(partner.zeg(gesprek, tekst))
            return kanariepaden.objecten(berichten)

        return zeg

    vragen = kanariepaden.loop_door_vragenlijsten(begin, geplant)
    uitvoer = capfd.readouterr()
    plekken = {
        "uitvoer": [uitvoer.out.encode(), uitvoer.err.encode(), caplog.text.encode()],
        **kanarieplekken.in_map(tmp_path),
    }
    print(f"\nKanarie in de terminal, {AANTAL_TERMINAL} gegevens in {next(nummer)} gesprekken")
    _eis_alle_vragen("terminal", vragen)
    _eis_nergens(geplant, plekken)


def _eis_alle_vragen(kanaal: str, geteld: Counter[kanariepaden.Vraag]) -> None:
    alle = kanariepaden.alle_vragen()
    per_lijst = Counter(lijst for lijst, _ in geteld)
    print(
        f"  {kanaal}: {sum(geteld.values())} keer getypt, bij {len(geteld)} van {len(alle)} vragen "
        f"({', '.join(f'{lijst} {aantal}' for lijst, aantal in sorted(per_lijst.items()))})"
    )
    assert not alle - geteld.keys()


def _eis_nergens(geplant: list[Kanarie], plekken: kanarieplekken.Plekken) -> None:
    lek, gelezen = kanarieplekken.tel(plekken, geplant)
    assert gelezen > GENOEG_BYTES
    assert not any(lek.values()), {p: sorted(g)[:20] for p, g in lek.items() if g}


def _partner():
    from bot.assistent import Gesprekspartner
    from bot.instellingen import instellingen as lees
    from bot.model import zorg_voor_model

    return Gesprekspartner.laad(zorg_voor_model(), lees())
