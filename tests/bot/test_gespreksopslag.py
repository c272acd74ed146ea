"""Bewaarde gesprekken, in een bestand en op PostgreSQL; een storing is een fout."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from sqlalchemy import text

from adviesvraag.verbinding import maak_engine
from tests.processen import vrije_poort

pytestmark = pytest.mark.rasa


@pytest.fixture(params=["bestand", pytest.param("server", marks=pytest.mark.postgres)])
def adres(request, tmp_path):
    if request.param == "server":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'gesprekken.db'}"


@pytest.fixture
def gesprekken(adres):
    from rasa.shared.core.domain import Domain

    from bot.gespreksopslag import open_gespreksopslag

    geopend = open_gespreksopslag(adres, 3)
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


def test_een_gesprek_staat_waar_het_adres_zegt_en_komt_terug(gesprekken, adres):
    naam = uuid.uuid4().hex
    _bewaar(gesprekken, naam)

    tracker = asyncio.run(gesprekken.retrieve(naam))

    assert tracker.latest_message.text == "hallo"
    engine = maak_engine(adres)
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


def test_een_klok_die_terug_gaat_verbergt_geen_berichten(gesprekken):
    from rasa.shared.core.events import SessionStarted, UserUttered

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


def test_het_bestand_is_alleen_van_de_eigenaar_en_schrijft_vooruit(tmp_path):
    from bot.gespreksopslag import open_gespreksopslag

    pad = tmp_path / "gesprekken.db"
    geopend = open_gespreksopslag(f"sqlite:///{pad}", 3)
    with geopend.engine.connect() as verbinding:
        vorm = verbinding.execute(text("PRAGMA journal_mode")).scalar_one()
    geopend.engine.dispose()

    assert vorm == "wal"
    assert pad.stat().st_mode & 0o777 == 0o600


def test_een_database_die_weg_is_bij_de_start_houdt_hem_niet_voor_altijd_op():
    from sqlalchemy.exc import OperationalError

    from bot.gespreksopslag import open_gespreksopslag

    with pytest.raises(OperationalError):
        open_gespreksopslag(f"postgresql://postgres@127.0.0.1:{vrije_poort()}/test", 1)


def test_een_database_die_weg_is_geeft_een_fout_en_nooit_een_leeg_gesprek(gesprekken):
    from sqlalchemy.exc import OperationalError

    from bot.buiten_de_lus import GesprekNietBereikbaar

    naam = uuid.uuid4().hex
    _bewaar(gesprekken, naam)
    echt = gesprekken.engine
    gesprekken.engine = maak_engine(f"postgresql://postgres@127.0.0.1:{vrije_poort()}/test")

    tracker = asyncio.run(_ongelezen(naam))
    assert gesprekken.bewaart
    with pytest.raises(OperationalError):
        asyncio.run(gesprekken.save(tracker))
    assert not gesprekken.bewaart
    for lees in (gesprekken.retrieve, gesprekken.get_or_create_tracker):
        with pytest.raises(GesprekNietBereikbaar):
            asyncio.run(lees(naam))

    gesprekken.engine = echt
    _bewaar(gesprekken, uuid.uuid4().hex)
    assert gesprekken.bewaart
    assert asyncio.run(gesprekken.retrieve(naam)).latest_message.text == "hallo"
