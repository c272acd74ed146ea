"""Hoe snel de inbox blijft als er meer adviesvragen komen: de lijst, het zoeken en het bulletin."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from adviesvraag.opslag import Opslag, open_opslag
from adviesvraag.toegang import Behandelaar
from adviesvraag.trends.bulletin import maak_bulletin
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.verzonnen import Opdracht, vul
from adviesvraag.werkvoorraad import Keuzes, lijst
from bot.voorbeelden import alle_regios, gewichten

SQLITE, POSTGRESQL = "sqlite", "postgresql"
AANTALLEN = (1_000, 100_000)
ZWAAR = 1_000_000
HERHALINGEN = 20
_WIE = Behandelaar("bench", "procescoordinator", frozenset({"VR12"}))


def aantallen() -> tuple[int, ...]:
    """Hoeveel adviesvragen er in de opslag komen; een miljoen alleen met ``HEAVY=full``."""
    return (*AANTALLEN, ZWAAR) if os.environ.get("HEAVY") == "full" else AANTALLEN


def meet_opslag(tijdelijk: Path, groottes: tuple[int, ...]) -> dict[str, list[float]]:
    """Seconden per handeling, op SQLite en waar die er is ook op PostgreSQL."""
    tijden: dict[str, list[float]] = {}
    for aantal in groottes:
        with _bestand(tijdelijk) as url:
            tijden |= _meet(SQLITE, url, aantal)
        if server := os.environ.get("TEST_POSTGRES_URL"):
            with _schema(server) as url:
                tijden |= _meet(POSTGRESQL, url, aantal)
    return tijden


def _meet(soort: str, url: str, aantal: int) -> dict[str, list[float]]:
    opslag = open_opslag(url, sleutels=[Fernet.generate_key().decode()])
    try:
        opslag.bijwerken()
        nu = datetime.now(timezone.utc)
        vul(opslag, Opdracht(aantal, gewichten(alle_regios()), nu, dagen=3 * 365))
        return {
            f"opslag_{soort}_{aantal}_{naam}": _herhaal(doe)
            for naam, doe in _handelingen(opslag, nu).items()
        }
    finally:
        opslag.sluit()


def _handelingen(opslag: Opslag, nu: datetime) -> dict[str, Callable[[], object]]:
    kwartaal = Kwartaal.van(nu).terug()
    return {
        "lijst": lambda: lijst(opslag, _WIE, Keuzes(open=True, volgorde="termijn")),
        "zoeken": lambda: lijst(opslag, _WIE, zoek="buren klagen"),
        "bulletin": lambda: maak_bulletin(opslag, _WIE, "VR12", kwartaal),
    }


def _herhaal(doe: Callable[[], object]) -> list[float]:
    """De eerste keer telt niet mee: dan komt de database van de schijf."""
    doe()
    tijden = []
    for _ in range(HERHALINGEN):
        begin = time.perf_counter()
        doe()
        tijden.append(time.perf_counter() - begin)
    return tijden


@contextmanager
def _bestand(tijdelijk: Path) -> Iterator[str]:
    pad = tijdelijk / f"{uuid.uuid4().hex}.db"
    yield f"sqlite:///{pad}"
    for deel in pad.parent.glob(f"{pad.name}*"):
        deel.unlink()


@contextmanager
def _schema(server: str) -> Iterator[str]:
    basis = make_url(server).set(drivername="postgresql+psycopg2")
    schema = f"bench_{uuid.uuid4().hex}"
    engine = create_engine(basis, future=True)
    with engine.begin() as verbinding:
        verbinding.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        adres = basis.set(drivername="postgresql")
        adres = adres.update_query_dict({"options": f"-csearch_path={schema}"})
        yield adres.render_as_string(hide_password=False)
    finally:
        with engine.begin() as verbinding:
            verbinding.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()
