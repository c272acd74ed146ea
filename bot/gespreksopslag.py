"""De gesprekken die Rasa bewaart: openen, lezen en opslaan zonder er ooit een te verliezen.

Rasa zelf gaat bij een storing verder met een leeg gesprek, en bewaart dat als de database er weer
is: het concept is dan weg. Hier is een storing een fout, en blijft het gesprek zoals het was.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from itertools import islice
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Query, Session, sessionmaker

from adviesvraag.verbinding import maak_engine
from bot.buiten_de_lus import GesprekNietBereikbaar, buiten_de_lus

_SLOTNUMMER = 0x4745_5350
_OPNIEUW_SECONDEN = 5.0
_BEWAARD = "wegwijzer_bewaard"


class Gesprekken(SQLTrackerStore):
    """De gesprekken van Rasa; een klok die verspringt laat er geen stukken van weg."""

    _mislukt_op: float | None = None

    @property
    def bewaart(self) -> bool:
        """Of bewaren de laatste keer lukte; na een tijdje mag een bericht het weer proberen."""
        mislukt = self._mislukt_op
        return mislukt is None or time.monotonic() - mislukt > _OPNIEUW_SECONDEN

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Bewaar wat er in deze beurt gebeurde.

        Raises:
            SQLAlchemyError: het is niet bewaard, of misschien wel als de verbinding brak.
        """
        try:
            await super().save(tracker)
        except SQLAlchemyError:
            self._mislukt_op = time.monotonic()
            raise
        self._mislukt_op = None

    def _event_query(
        self,
        session: Session,
        sender_id: str,
        fetch_events_from_all_sessions: bool,  # noqa: FBT001 - de vorm van Rasa
    ) -> Query[Any]:
        # Rasa kiest op tijd: gaat de klok terug, dan ziet een gesprek zijn nieuwe berichten niet.
        rij = self.SQLEvent
        van_gesprek = session.query(rij).filter(rij.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            begin = (
                session.query(func.max(rij.id))
                .filter(rij.sender_id == sender_id, rij.type_name == SessionStarted.type_name)
                .scalar_subquery()
            )
            van_gesprek = van_gesprek.filter(rij.id >= func.coalesce(begin, 0))
        return van_gesprek.order_by(rij.id)


class Servergesprekken(Gesprekken):
    """De gesprekken op PostgreSQL, gelezen en opgeslagen buiten de lus en met een tijdgrens.

    Rasa telt bij elk opslaan hoeveel er al staat. Hier onthoudt een gelezen gesprek dat zelf:
    tijdens een beurt houdt een slot ieder ander eraf.
    """

    def __init__(self, url: str, wacht_s: int) -> None:
        # Niet die van Rasa: zij kent geen tijdgrens, en probeert zonder database eindeloos.
        super(SQLTrackerStore, self).__init__(Domain.empty(), None)
        self.engine = maak_engine(url, wacht_s)
        self.sessionmaker = sessionmaker(bind=self.engine, future=True)
        with self.engine.begin() as verbinding:
            # Starten er meer processen tegelijk, dan maakt er een de tabel.
            verbinding.execute(
                text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": _SLOTNUMMER}
            )
            self.Base.metadata.create_all(verbinding)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Het gesprek sinds het laatste begin.

        Raises:
            GesprekNietBereikbaar: de database antwoordt niet; er is dan niets gedaan.
        """
        return _onthoud(await _lees(partial(super().retrieve, sender_id)))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Het hele gesprek; fouten als ``retrieve``."""
        # Zonder te onthouden: hier staan ook eerdere sessies in.
        return await _lees(partial(super().retrieve_full_tracker, conversation_id))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Bewaar wat er in deze beurt gebeurde.

        Raises:
            SQLAlchemyError, TimeoutError: de database antwoordt niet; misschien is het bewaard.
        """
        gewoon = super().save
        await buiten_de_lus(lambda: asyncio.run(gewoon(tracker)))
        _onthoud(tracker)

    def _additional_events(
        self, session: Session, tracker: DialogueStateTracker
    ) -> Iterator[Event]:
        bewaard = getattr(tracker, _BEWAARD, None)
        if bewaard is None:
            nieuw: Iterator[Event] = super()._additional_events(session, tracker)
            return nieuw
        return islice(tracker.events, bewaard, None)


def _onthoud(tracker: DialogueStateTracker | None) -> DialogueStateTracker | None:
    """Onthoud bij een gesprek hoeveel ervan in de database staat."""
    if tracker is not None:
        setattr(tracker, _BEWAARD, len(tracker.events))
    return tracker


async def _lees(
    gewoon: Callable[[], Coroutine[None, None, DialogueStateTracker | None]],
) -> DialogueStateTracker | None:
    # Rasa's functies heten async, maar wachten zelf op de database; vandaar een eigen lus.
    try:
        return await buiten_de_lus(lambda: asyncio.run(gewoon()))
    except (SQLAlchemyError, TimeoutError) as fout:
        raise GesprekNietBereikbaar from fout


def open_gespreksopslag(url: str, wacht_s: int) -> Gesprekken:
    """De gesprekken in deze database; een bestand op deze machine leest Rasa zelf.

    Args:
        url: een adres zoals `Instellingen.gesprekken_url`.
        wacht_s: hoelang een verbinding of opdracht hooguit mag duren, in seconden.
    """
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite":
        return Gesprekken(Domain.empty(), dialect="sqlite", db=adres.database or "")
    return Servergesprekken(url, wacht_s)
