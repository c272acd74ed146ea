"""De gesprekken die Rasa bewaart: openen, lezen en opslaan zonder er ooit een te verliezen.

Rasa zelf gaat bij een storing verder met een leeg gesprek, en bewaart dat als de database er weer
is: het concept is dan weg. Hier is een storing een fout, en blijft het gesprek zoals het was.

Rasa telt bij elk opslaan hoeveel er al staat en maakt van elke gebeurtenis een object. Hier
onthoudt een gelezen gesprek zelf hoeveel ervan bewaard is (tijdens een beurt houdt een slot ieder
ander eraf), en gaat wat nieuw is in een keer naar de tabel.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from adviesvraag.verbinding import LEEST, maak_bestand, maak_engine
from bot.buiten_de_lus import GesprekNietBereikbaar, buiten_de_lus
from bot.tabellen import maak_tabellen

_OPNIEUW_SECONDEN = 5.0
_BEWAARD = "wegwijzer_bewaard"

T = TypeVar("T")

_TABEL = SQLTrackerStore.SQLEvent.__table__
_VAN_GESPREK = _TABEL.c.sender_id == bindparam("gesprek")
# Rasa kiest op tijd: gaat de klok terug, dan ziet een gesprek zijn nieuwe berichten niet.
_BEGIN = (
    select(func.max(_TABEL.c.id))
    .where(_VAN_GESPREK, _TABEL.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
_SINDS_BEGIN = (_VAN_GESPREK, _TABEL.c.id >= func.coalesce(_BEGIN, 0))
_ALLES = select(_TABEL.c.data).where(_VAN_GESPREK).order_by(_TABEL.c.id)
_LAATSTE = select(_TABEL.c.data).where(*_SINDS_BEGIN).order_by(_TABEL.c.id)
_AANTAL = select(func.count()).select_from(_TABEL).where(*_SINDS_BEGIN)
_ERBIJ = insert(_TABEL)


class Gesprekken(SQLTrackerStore):
    """De gesprekken van Rasa in een bestand op deze machine."""

    _mislukt_op: float | None = None

    def __init__(self, engine: Engine) -> None:
        # Niet die van Rasa: zij kent geen tijdgrens, en probeert zonder database eindeloos.
        super(SQLTrackerStore, self).__init__(Domain.empty(), None)
        self.engine = engine
        self.sessionmaker = sessionmaker(bind=engine, future=True)

    @property
    def bewaart(self) -> bool:
        """Of bewaren de laatste keer lukte; na een tijdje mag een bericht het weer proberen."""
        mislukt = self._mislukt_op
        return mislukt is None or time.monotonic() - mislukt > _OPNIEUW_SECONDEN

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Het gesprek sinds het laatste begin.

        Raises:
            GesprekNietBereikbaar: de database antwoordt niet; er is dan niets gedaan.
        """
        tracker = await self._gelezen(_LAATSTE, sender_id)
        return _onthoud(tracker) if tracker else None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Het hele gesprek; fouten als ``retrieve``."""
        # Zonder te onthouden: hier staan ook eerdere sessies in.
        return await self._gelezen(_ALLES, conversation_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Bewaar wat er in deze beurt gebeurde.

        Raises:
            SQLAlchemyError, TimeoutError: het is niet bewaard, of misschien wel als de verbinding
                brak of de database te laat was.
        """
        try:
            await self._doe(partial(self._bewaar, tracker))
        except SQLAlchemyError:
            self._mislukt_op = time.monotonic()
            raise
        self._mislukt_op = None
        _onthoud(tracker)

    async def _doe(self, werk: Callable[[], T]) -> T:
        """Werk met de database; een bestand op deze machine antwoordt meteen."""
        return werk()

    async def _gelezen(self, opdracht: Any, gesprek: str) -> DialogueStateTracker | None:
        try:
            rijen = await self._doe(partial(self._lees, opdracht, gesprek))
        except (SQLAlchemyError, TimeoutError) as fout:
            raise GesprekNietBereikbaar from fout
        if not rijen:
            return None
        gebeurtenissen = [json.loads(rij) for rij in rijen]
        return DialogueStateTracker.from_dict(gesprek, gebeurtenissen, self.domain.slots)

    def _lees(self, opdracht: Any, gesprek: str) -> list[str]:
        leest = self.engine.execution_options(**{LEEST: True})
        with leest.begin() as verbinding:
            return list(verbinding.execute(opdracht, {"gesprek": gesprek}).scalars())

    def _bewaar(self, tracker: DialogueStateTracker) -> None:
        gesprek = tracker.sender_id
        with self.engine.begin() as verbinding:
            bewaard = getattr(tracker, _BEWAARD, None)
            if bewaard is None:
                bewaard = verbinding.execute(_AANTAL, {"gesprek": gesprek}).scalar_one()
            nieuw = [_rij(gesprek, een) for een in islice(tracker.events, bewaard, None)]
            if nieuw:
                verbinding.execute(_ERBIJ, nieuw)


class Servergesprekken(Gesprekken):
    """De gesprekken op PostgreSQL, gelezen en opgeslagen buiten de lus en met een tijdgrens."""

    async def _doe(self, werk: Callable[[], T]) -> T:
        return await buiten_de_lus(werk)


def open_gespreksopslag(url: str, wacht_s: int) -> Gesprekken:
    """De gesprekken in deze database; de tabel wordt gemaakt als zij er nog niet is.

    Args:
        url: een adres zoals `Instellingen.gesprekken_url`.
        wacht_s: hoelang een verbinding of opdracht hooguit mag duren, in seconden.
    """
    adres = make_url(url)
    bestand = adres.database if adres.get_backend_name() == "sqlite" else None
    if bestand:
        maak_bestand(bestand)
    engine = maak_engine(url, wacht_s)
    maak_tabellen(engine, SQLTrackerStore.Base.metadata)
    return Gesprekken(engine) if bestand else Servergesprekken(engine)


def _rij(gesprek: str, gebeurtenis: Event) -> dict[str, Any]:
    inhoud = gebeurtenis.as_dict()
    return {
        "sender_id": gesprek,
        "type_name": gebeurtenis.type_name,
        "timestamp": inhoud.get("timestamp"),
        "intent_name": inhoud.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": inhoud.get("name"),
        "data": json.dumps(inhoud),
    }


def _onthoud(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Onthoud bij een gesprek hoeveel ervan in de database staat."""
    setattr(tracker, _BEWAARD, len(tracker.events))
    return tracker
