"""Hoe lang het indienen van een adviesvraag duurt, op SQLite en op PostgreSQL, zonder gesprek.

`python -m bot.bench.indienen` meet alleen dit; `make bench` meet het mee.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.engine import make_url

from adviesvraag.afspraken import Afspraken
from adviesvraag.dienst import Antwoord, Concept, dien_in
from adviesvraag.opslag import open_opslag
from adviesvraag.verbinding import maak_engine
from bot.bench.cijfers import INDIENEN, percentiel

_ANTWOORDEN = 16
_OPWARMEN = 3
_KEREN = 200


def meet_indienen(tijdelijk: Path, aantal: int, postgres_url: str) -> dict[str, list[float]]:
    """Seconden per ingediende adviesvraag, van concept tot teruggelezen rij.

    Args:
        tijdelijk: een map op de schijf waar de database van SQLite komt.
        aantal: hoeveel adviesvragen elke database krijgt.
        postgres_url: een server waar een eigen schema op mag; leeg slaat PostgreSQL over.
    """
    tijden = {"indienen_sqlite": _meet(f"sqlite:///{tijdelijk / 'indienen.db'}", aantal)}
    if postgres_url:
        with eigen_schema(postgres_url) as adres:
            tijden["indienen_postgres"] = _meet(adres, aantal)
    return tijden


def _meet(url: str, aantal: int) -> list[float]:
    opslag = open_opslag(
        url,
        sleutels=[Fernet.generate_key().decode()],
        afspraken=Afspraken(termijn_werkdagen=5, webhook=True),
    )
    try:
        opslag.bijwerken()
        tijden = []
        for _ in range(_OPWARMEN + aantal):
            concept = _concept()
            begin = time.perf_counter()
            dien_in(opslag, concept)
            tijden.append(time.perf_counter() - begin)
    finally:
        opslag.sluit()
    return tijden[_OPWARMEN:]


def _concept() -> Concept:
    """Een adviesvraag zo groot als een die helemaal is ingevuld."""
    zin = "Een man geeft al maanden overlast in de straat en mijdt de zorg."
    return Concept(
        concept_id=uuid.uuid4().hex,
        regio_code="VR12",
        gemeente_code="GM0392",
        soort="adviesvraag",
        antwoorden=tuple(
            Antwoord(f"vraag{nummer}", "Wat speelt er?", zin, zin, "tekst")
            for nummer in range(_ANTWOORDEN)
        ),
        triage={"uitkomst": "twijfel", "criteria": {"systeem": "onbekend"}},
        contact_email="team@haarlem.nl",
        kanaal="web",
        gesprek=uuid.uuid4().hex,
    )


@contextmanager
def eigen_schema(postgres_url: str) -> Iterator[str]:
    """Een leeg schema op deze server; na de meting is het weg."""
    basis = make_url(postgres_url).set(drivername="postgresql+psycopg2")
    schema = f"bench_{uuid.uuid4().hex}"
    server = maak_engine(basis.render_as_string(hide_password=False))
    try:
        with server.begin() as verbinding:
            verbinding.execute(text(f"CREATE SCHEMA {schema}"))
        adres = basis.update_query_dict({"options": f"-csearch_path={schema}"})
        yield adres.render_as_string(hide_password=False)
    finally:
        with server.begin() as verbinding:
            verbinding.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        server.dispose()


def _regels(tijden: dict[str, list[float]]) -> str:
    drukte = f"drukte {os.getloadavg()[0]:.1f}"
    delen = (
        f"indienen {INDIENEN[naam]}: {len(seconden)} keer, "
        f"p50 {percentiel(seconden, 50) * 1000:.1f} ms, "
        f"p95 {percentiel(seconden, 95) * 1000:.1f} ms, {drukte}"
        for naam, seconden in tijden.items()
    )
    return "".join(f"{deel}\n" for deel in delen)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="wegwijzer-indienen-") as map_:
        sys.stdout.write(
            _regels(meet_indienen(Path(map_), _KEREN, os.environ.get("TEST_POSTGRES_URL", "")))
        )
