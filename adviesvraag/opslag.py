"""De opslag: een database openen, bijwerken naar de nieuwste tabellen, en sessies geven.

SQLite is de standaard; een PostgreSQL-adres maakt er een gedeelde server van. Alles hier is
synchroon; wie op een event loop draait, roept het aan vanuit een thread.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import secrets
import sqlite3
import threading
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolVol
from sqlalchemy.orm import Session

from adviesvraag.afspraken import Afspraken
from adviesvraag.fouten import (
    OpslagFout,
    OpslagNietBereikbaar,
    OpslagTeNieuw,
    UitkomstOnbekend,
    VerkeerdeSleutel,
)
from adviesvraag.model import adviesvraag, geheim
from adviesvraag.verbinding import LEEST, WACHTTIJD_S, maak_bestand, maak_engine
from adviesvraag.versleuteling import koppel, sleutelbos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection, Engine

_MIGRATIES = Path(__file__).resolve().parent / "migraties"
_SLOTNUMMER = 0x4156_0001

# Alembic houdt de lopende migratie bij in een globale variabele.
_een_migratie_tegelijk = threading.Lock()


class Opslag:
    """Een geopende database met haar sleutels."""

    def __init__(self, engine: Engine, afspraken: Afspraken | None = None) -> None:
        self._engine = engine
        self.afspraken = afspraken or Afspraken()
        self._leesengine = engine.execution_options(**{LEEST: True})

    @contextmanager
    def sessie(self) -> Iterator[Session]:
        """Geeft een schrijvende transactie: aan het eind opgeslagen, bij een fout teruggedraaid.

        Raises:
            OpslagNietBereikbaar: de database antwoordt niet; er is niets opgeslagen.
            UitkomstOnbekend: de verbinding brak tijdens het opslaan zelf.
        """
        with Session(self._engine, future=True) as sessie:
            with _storing_als(OpslagNietBereikbaar):
                yield sessie
            with _storing_als(UitkomstOnbekend):
                sessie.commit()

    @contextmanager
    def leessessie(self) -> Iterator[Session]:
        """Geeft een transactie om te lezen; die wacht niet op schrijvers.

        Raises:
            OpslagNietBereikbaar: de database antwoordt niet.
        """
        with Session(self._leesengine, future=True) as sessie, _storing_als(OpslagNietBereikbaar):
            yield sessie

    def bijwerken(self) -> None:
        """Brengt de tabellen naar de nieuwste versie en controleert de sleutels.

        Roep dit aan bij elke start. Starten er twee processen tegelijk, dan wacht de een op de
        ander.

        Raises:
            OpslagNietBereikbaar: de database antwoordt niet.
            OpslagTeNieuw: een nieuwere versie van het programma werkte de database al bij.
            VerkeerdeSleutel: de sleutels passen niet op de gegevens die er staan.
        """
        with (
            _een_migratie_tegelijk,
            _storing_als(OpslagNietBereikbaar),
            self._slot(),
            self._engine.begin() as verbinding,
        ):
            if verbinding.dialect.name == "postgresql":
                verbinding.execute(text("SET LOCAL statement_timeout = 0"))
                verbinding.execute(
                    text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": _SLOTNUMMER}
                )
            _migreer(verbinding)
            _leg_geheim_vast(verbinding)

    def gesprek_hash(self, gesprek: str) -> str:
        """Geeft de HMAC-SHA256 van een gespreksnummer, met het geheim van deze database."""
        # Een afzender komt van buiten en kan losse surrogaten bevatten.
        inhoud = gesprek.encode("utf-8", "surrogatepass")
        return hmac.new(self._geheim, inhoud, "sha256").hexdigest()

    def afgeleide(self, doel: str, inhoud: str) -> bytes:
        """Geeft de HMAC-SHA256 van een tekst voor een doel, met het geheim van deze database."""
        return hmac.new(self._geheim, f"{doel}|{inhoud}".encode(), "sha256").digest()

    def sluit(self) -> None:
        """Sluit alle verbindingen."""
        self._engine.dispose()

    @cached_property
    def _geheim(self) -> bytes:
        with self.leessessie() as sessie:
            return bytes.fromhex(sessie.execute(select(geheim.c.waarde)).scalar_one())

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """Houdt op SQLite andere processen buiten; zet dan ook WAL aan, dat in het bestand blijft.

        Overschakelen naar WAL geeft bij gelijktijdig starten "database is locked" zonder te
        wachten, vandaar een slot op een bestand ernaast.
        """
        if self._engine.dialect.name != "sqlite":
            yield
            return
        with _bestandsslot(f"{self._engine.url.database}"):
            rauw = self._engine.raw_connection()
            try:
                rauw.cursor().execute("PRAGMA journal_mode=WAL")
            finally:
                rauw.close()
            yield


def open_opslag(
    url: str,
    *,
    sleutels: Sequence[str],
    afspraken: Afspraken | None = None,
    wacht_s: int = WACHTTIJD_S,
) -> Opslag:
    """Opent een database; maakt nog geen verbinding. Roep daarna ``bijwerken()`` aan.

    Args:
        url: een SQLAlchemy-adres, ``sqlite:///pad`` of ``postgresql://...``.
        sleutels: Fernet-sleutels, de nieuwste eerst.
        afspraken: de termijn en wat er bezorgd wordt; standaard geen van beide.
        wacht_s: hoelang verbinden of een opdracht hooguit duurt, in seconden.

    Raises:
        OngeldigAdres: het adres is geen SQLite-bestand of PostgreSQL-server.
        OngeldigeSleutel: er is geen sleutel, of een sleutel heeft niet de juiste vorm.
    """
    bos = sleutelbos(sleutels)
    engine = maak_engine(url, wacht_s)
    koppel(engine, bos)
    return Opslag(engine, afspraken)


@contextmanager
def _bestandsslot(database: str) -> Iterator[None]:
    """Maakt het databasebestand, alleen leesbaar voor de eigenaar, en houdt een slot ernaast."""
    try:
        maak_bestand(database)
        slot = os.open(f"{database}.slot", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fout:
        raise OpslagNietBereikbaar(
            f"Het databasebestand {database} is niet te maken of te openen."
        ) from fout
    try:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield
    finally:
        os.close(slot)


def _migreer(verbinding: Connection) -> None:
    config = Config()
    # Het %-teken is in deze instellingen bijzonder; een map mag er een hebben.
    map_ = str(_MIGRATIES).replace("%", "%%")
    config.set_main_option("script_location", map_)
    config.set_main_option("version_locations", f"{map_}/versies")
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = verbinding
    try:
        command.upgrade(config, "head")
    except CommandError as fout:
        raise OpslagTeNieuw(
            "De database is al bijgewerkt door een nieuwere versie van dit programma."
        ) from fout


def _leg_geheim_vast(verbinding: Connection) -> None:
    """Leest het geheim, en maakt het in een lege database.

    Lezen lukt alleen met de juiste sleutel; zo stopt een verkeerde sleutel al de start.
    """
    if verbinding.execute(select(geheim.c.waarde)).first() is not None:
        return
    if verbinding.execute(select(adviesvraag.c.id).limit(1)).first() is not None:
        raise VerkeerdeSleutel(
            "De database heeft adviesvragen, maar niet het geheim dat erbij hoort. "
            "Zet een volledige reservekopie terug."
        )
    verbinding.execute(insert(geheim).values(id=1, waarde=secrets.token_hex(32)))


@contextmanager
def _storing_als(soort: type[OpslagFout]) -> Iterator[None]:
    """Maakt van een storing in de database een fout van dit domein."""
    zin = {
        OpslagNietBereikbaar: "De opslag is niet bereikbaar. Er is niets opgeslagen.",
        UitkomstOnbekend: "De verbinding brak tijdens het opslaan. Of het gelukt is, is onbekend.",
    }[soort]
    try:
        yield
    except (OperationalError, InterfaceError, PoolVol, sqlite3.Error) as fout:
        raise soort(zin) from fout
    except DatabaseError as fout:
        # Subklassen, zoals een geschonden voorwaarde, zijn geen storing.
        if type(fout) is not DatabaseError:
            raise
        raise soort(zin) from fout
