"""Gesprekken op PostgreSQL: ze staan waar het adres zegt, en een storing is een fout."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from sqlalchemy import text

from adviesvraag.verbinding import maak_engine
from tests.processen import vrije_poort

pytestmark = [pytest.mark.rasa, pytest.mark.postgres]


@pytest.fixture
def gesprekken(postgres_url):
    from rasa.shared.core.domain import Domain

    from bot.gespreksopslag import open_gespreksopslag

    geopend = open_gespreksopslag(postgres_url, 3)
    geopend.domain = Domain.empty()
    yield geopend
    geopend.engine.dispose()


def _bewaar(gesprekken, naam: str) -> None:
    from rasa.shared.core.events import UserUttered

    async def doe() -> None:
        tracker = await gesprekken.get_or_create_tracker(naam)
        tracker.update(UserUttered("hallo"))
        await gesprekken.save(tracker)

    asyncio.run(doe())


async def _ongelezen(naam: str):
    from rasa.shared.core.trackers import DialogueStateTracker

    return DialogueStateTracker(naam, [])


def test_een_gesprek_staat_in_het_schema_uit_het_adres_en_komt_terug(gesprekken, postgres_url):
    naam = uuid.uuid4().hex
    _bewaar(gesprekken, naam)

    tracker = asyncio.run(gesprekken.retrieve(naam))

    assert tracker.latest_message.text == "hallo"
    engine = maak_engine(postgres_url)
    with engine.begin() as verbinding:
        rijen = verbinding.execute(text("SELECT DISTINCT sender_id FROM events")).scalars().all()
    engine.dispose()
    assert rijen == [naam]


def test_meer_keren_bewaren_geeft_elke_gebeurtenis_een_keer_zonder_te_tellen(gesprekken):
    from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
    from sqlalchemy import event

    naam = uuid.uuid4().hex
    opdrachten: list[str] = []
    event.listen(
        gesprekken.engine,
        "before_cursor_execute",
        lambda _verbinding, _cursor, opdracht, *_rest: opdrachten.append(opdracht.lower()),
    )

    async def beurt(*nieuw) -> None:
        tracker = await gesprekken.retrieve(naam)
        for een in nieuw:
            tracker.update(een)
            await gesprekken.save(tracker)

    _bewaar(gesprekken, naam)
    opdrachten.clear()
    asyncio.run(beurt(UserUttered("twee"), ActionExecuted("action_listen")))
    # Na een nieuw begin leest Rasa alleen wat daarna kwam; er mag dan niets nog eens bij komen.
    asyncio.run(beurt(SessionStarted(), UserUttered("drie")))

    heel = asyncio.run(gesprekken.retrieve_full_tracker(naam))
    gezegd = [een.text for een in heel.events if isinstance(een, UserUttered)]
    assert gezegd == ["hallo", "twee", "drie"]
    assert not [opdracht for opdracht in opdrachten if "count(" in opdracht]


@pytest.mark.parametrize("soort", ["bestand", "server"])
def test_een_klok_die_terug_gaat_verbergt_geen_berichten(soort, request, tmp_path):
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import SessionStarted, UserUttered

    from bot.gespreksopslag import open_gespreksopslag

    if soort == "server":
        gesprekken = request.getfixturevalue("gesprekken")
    else:
        gesprekken = open_gespreksopslag(f"sqlite:///{tmp_path / 'gesprekken.db'}", 3)
        gesprekken.domain = Domain.empty()
    naam = uuid.uuid4().hex
    nu = 1_800_000_000.0

    async def doe(*nieuw) -> list[str]:
        tracker = await gesprekken.get_or_create_tracker(naam, append_action_listen=False)
        for een in nieuw:
            tracker.update(een)
        await gesprekken.save(tracker)
        gelezen = await gesprekken.retrieve(naam)
        return [een.text for een in gelezen.events if isinstance(een, UserUttered)]

    asyncio.run(doe(UserUttered("oud", timestamp=nu - 90_000)))
    asyncio.run(doe(SessionStarted(timestamp=nu), UserUttered("een", timestamp=nu + 1)))

    assert asyncio.run(doe(UserUttered("twee", timestamp=nu - 7200))) == ["een", "twee"]


def test_een_database_die_weg_is_bij_de_start_houdt_hem_niet_voor_altijd_op():
    from sqlalchemy.exc import OperationalError

    from bot.gespreksopslag import open_gespreksopslag

    with pytest.raises(OperationalError):
        open_gespreksopslag(f"postgresql://postgres@127.0.0.1:{vrije_poort()}/test", 1)


def test_een_database_die_weg_is_geeft_een_fout_en_nooit_een_leeg_gesprek(gesprekken):
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.orm import sessionmaker

    from bot.buiten_de_lus import GesprekNietBereikbaar

    naam = uuid.uuid4().hex
    _bewaar(gesprekken, naam)
    echt = gesprekken.sessionmaker
    weg = maak_engine(f"postgresql://postgres@127.0.0.1:{vrije_poort()}/test")
    gesprekken.sessionmaker = sessionmaker(bind=weg, future=True)

    tracker = asyncio.run(_ongelezen(naam))
    assert gesprekken.bewaart
    with pytest.raises(OperationalError):
        asyncio.run(gesprekken.save(tracker))
    assert not gesprekken.bewaart
    for lees in (gesprekken.retrieve, gesprekken.get_or_create_tracker):
        with pytest.raises(GesprekNietBereikbaar):
            asyncio.run(lees(naam))

    gesprekken.sessionmaker = echt
    _bewaar(gesprekken, uuid.uuid4().hex)
    assert gesprekken.bewaart
    assert asyncio.run(gesprekken.retrieve(naam)).latest_message.text == "hallo"
