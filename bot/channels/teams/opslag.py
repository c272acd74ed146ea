"""Wat het Teams-kanaal onthoudt: waar een gesprek is, wat er al staat, en de duimen.

Alles hier is synchroon; het kanaal roept het aan vanuit een draad. De tabellen staan in dezelfde
database als de geschiedenis, zodat één vraag laat zien wat nog niet bezorgd is.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolVol

from bot.channels.botframework.activiteiten import Oordeel, Verwijzing
from bot.channels.teams.tabellen import gesprek_tabel, levering_tabel, metadata, oordeel_tabel
from bot.channels.web.historie import HistorieNietBereikbaar
from bot.channels.web.tabellen import activiteit_tabel
from bot.tabellen import maak_tabellen

logger = logging.getLogger(__name__)

LEEN_MS = 240_000
"""Zo lang is een bericht van één proces; langer dan alle pogingen samen duren."""

_EERSTE_WACHT_MS, _LANGSTE_WACHT_MS = 30_000, 600_000
_LEVERING_BEWAREN_MS = 2 * 24 * 3600 * 1000
_DAG_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class Plek:
    """Een antwoord in de geschiedenis: gesprek, nummer en moment."""

    gesprek: str
    nr: int
    op: int


class TeamsOpslag:
    """De tabellen van Teams.

    Args:
        engine: de database van de geschiedenis; elke transactie mag schrijven.
        bos: de sleutels voor de verwijzingen, de nieuwste eerst.
        bewaren_dagen: hoe lang na het laatste bericht een verwijzing of duim blijft.
        klok: de tijd in seconden sinds 1970.
        bij_oordeel: krijgt van elke bewaarde duim de duim, de toelichting en waar zij over gaat.
    """

    def __init__(
        self,
        engine: Engine,
        bos: MultiFernet,
        bewaren_dagen: int,
        klok: Callable[[], float] = time.time,
        bij_oordeel: Callable[[str, str, str], None] = lambda _duim, _tekst, _over: None,
    ) -> None:
        self._engine = engine
        self._bos = bos
        self._bewaren = bewaren_dagen * _DAG_MS
        self._klok = klok
        self._bij_oordeel = bij_oordeel

    def bereid(self) -> None:
        """Maak de tabellen als ze er nog niet zijn."""
        with _storing():
            maak_tabellen(self._engine, metadata)

    def onthoud(self, verwijzing: Verwijzing) -> Verwijzing:
        """Bewaar waar een gesprek is; een e-mailadres dat al bekend was blijft staan."""
        kolom = gesprek_tabel.c
        with self._transactie() as verbinding:
            bekend = self._lees(verbinding, verwijzing.naam)
            if bekend and bekend.mail and not verwijzing.mail:
                verwijzing = replace(verwijzing, mail=bekend.mail)
            rij = self._rij(verwijzing)
            gedaan = verbinding.execute(
                update(gesprek_tabel).where(kolom.gesprek == verwijzing.naam).values(**rij)
            )
            if not gedaan.rowcount:
                verbinding.execute(insert(gesprek_tabel).values(gesprek=verwijzing.naam, **rij))
        return verwijzing

    def onthoud_mail(self, gesprek: str, mail: str) -> None:
        """Zet een e-mailadres bij een gesprek; een gesprek dat intussen gewist is blijft weg."""
        with self._transactie() as verbinding:
            bekend = self._lees(verbinding, gesprek)
            if bekend is not None:
                verbinding.execute(
                    update(gesprek_tabel)
                    .where(gesprek_tabel.c.gesprek == gesprek)
                    .values(**self._rij(replace(bekend, mail=mail)))
                )

    def verwijzing(self, gesprek: str) -> Verwijzing | None:
        """Waar een gesprek is; None als dat niet (meer) bekend is."""
        with self._transactie() as verbinding:
            return self._lees(verbinding, gesprek)

    def zoek(self, is_gesprek: Callable[[str], bool]) -> str | None:
        """De naam van het gesprek dat voldoet."""
        with self._transactie() as verbinding:
            namen = verbinding.execute(
                select(gesprek_tabel.c.gesprek).where(gesprek_tabel.c.gewijzigd > self._grens())
            ).scalars()
            return next((str(naam) for naam in namen if is_gesprek(naam)), None)

    def verwijder(self, is_gesprek: Callable[[str], bool]) -> int:
        """Wis alles van de gesprekken waarvan de naam voldoet; geeft het aantal."""
        with self._transactie() as verbinding:
            namen = verbinding.execute(select(gesprek_tabel.c.gesprek)).scalars().all()
            gekozen = [naam for naam in namen if is_gesprek(naam)]
            for tabel in (gesprek_tabel, levering_tabel, oordeel_tabel):
                verbinding.execute(delete(tabel).where(tabel.c.gesprek.in_(gekozen)))
        return len(gekozen)

    def neem(self, plek: Plek) -> bool:
        """Neem een antwoord om te bezorgen; onwaar als het er al staat of een ander het heeft."""
        kolom, nu = levering_tabel.c, self._nu()
        try:
            with self._transactie() as verbinding:
                verbinding.execute(
                    insert(levering_tabel).values(
                        gesprek=plek.gesprek, nr=plek.nr, op=plek.op, pogingen=1, tot=nu + LEEN_MS
                    )
                )
        except _BestaatAl:
            with self._transactie() as verbinding:
                gedaan = verbinding.execute(
                    update(levering_tabel)
                    .where(_is(plek), kolom.activiteit.is_(None), kolom.tot <= nu)
                    .values(pogingen=kolom.pogingen + 1, tot=nu + LEEN_MS)
                )
            return bool(gedaan.rowcount)
        return True

    def geleverd(self, plek: Plek, activiteit: str) -> None:
        """Leg vast dat een antwoord in Teams staat, en onder welk nummer."""
        with self._transactie() as verbinding:
            verbinding.execute(
                update(levering_tabel).where(_is(plek)).values(activiteit=activiteit)
            )

    def laat_los(self, plek: Plek) -> None:
        """Laat een antwoord later nog eens proberen; elke keer twee keer zo laat."""
        kolom = levering_tabel.c
        with self._transactie() as verbinding:
            pogingen = verbinding.execute(select(kolom.pogingen).where(_is(plek))).scalar() or 1
            wacht = min(_EERSTE_WACHT_MS * 2 ** min(pogingen - 1, 10), _LANGSTE_WACHT_MS)
            verbinding.execute(
                update(levering_tabel).where(_is(plek)).values(tot=self._nu() + wacht)
            )

    def staat_er(self, gesprek: str) -> dict[tuple[int, int], str]:
        """De antwoorden die in Teams staan: nummer en moment, met het nummer bij Teams."""
        kolom = levering_tabel.c
        with self._transactie() as verbinding:
            rijen = verbinding.execute(
                select(kolom.nr, kolom.op, kolom.activiteit).where(
                    kolom.gesprek == gesprek, kolom.activiteit.is_not(None)
                )
            ).all()
        return {(rij.nr, rij.op): str(rij.activiteit) for rij in rijen}

    def te_leveren(self, ouder_dan_ms: int) -> list[str]:
        """Gesprekken met een antwoord dat na zo lang nog niet in Teams staat."""
        bericht, levering, nu = activiteit_tabel.c, levering_tabel.c, self._nu()
        af = exists().where(
            levering.gesprek == bericht.gesprek,
            levering.nr >= bericht.nr,
            levering.op >= bericht.op,
            levering.activiteit.is_not(None) | (levering.tot > nu),
        )
        vraag = (
            select(bericht.gesprek)
            .where(
                bericht.gesprek.startswith("teams-"),
                # Alleen een bericht van de gebruiker heeft een nummer van Teams.
                bericht.client_id.is_(None),
                bericht.op < nu - ouder_dan_ms,
                ~af,
            )
            .distinct()
            .limit(100)
        )
        with self._transactie() as verbinding:
            return [str(naam) for naam in verbinding.execute(vraag).scalars()]

    def bewaar_oordeel(self, gesprek: str, oordeel: Oordeel, over: str) -> None:
        """Bewaar een duim; een tweede onder hetzelfde antwoord vervangt de eerste."""
        kolom = oordeel_tabel.c
        rij = {"duim": oordeel.duim, "tekst": oordeel.tekst, "over": over, "op": self._nu()}
        with self._transactie() as verbinding:
            waar = (kolom.gesprek == gesprek, kolom.activiteit == oordeel.op)
            gedaan = verbinding.execute(update(oordeel_tabel).where(*waar).values(**rij))
            if not gedaan.rowcount:
                verbinding.execute(
                    insert(oordeel_tabel).values(gesprek=gesprek, activiteit=oordeel.op, **rij)
                )
        self._bij_oordeel(oordeel.duim, oordeel.tekst, over)

    def oordelen(self) -> list[dict[str, str]]:
        """Alle duimen met toelichting en waar ze over gaan, de oudste eerst."""
        kolom = oordeel_tabel.c
        vraag = select(kolom.duim, kolom.tekst, kolom.over).order_by(kolom.op)
        with self._transactie() as verbinding:
            return [dict(rij) for rij in verbinding.execute(vraag).mappings()]

    def ruim_op(self) -> int:
        """Wis verlopen verwijzingen, leveringen en duimen; geeft hoeveel verwijzingen het waren."""
        with self._transactie() as verbinding:
            weg = verbinding.execute(
                delete(gesprek_tabel).where(gesprek_tabel.c.gewijzigd <= self._grens())
            ).rowcount
            verbinding.execute(delete(oordeel_tabel).where(oordeel_tabel.c.op <= self._grens()))
            oud = self._nu() - _LEVERING_BEWAREN_MS
            verbinding.execute(delete(levering_tabel).where(levering_tabel.c.op <= oud))
        return int(weg)

    def hernieuw(self) -> int:
        """Schrijf elke verwijzing over met de nieuwste sleutel; geeft het aantal."""
        kolom = gesprek_tabel.c
        with self._transactie() as verbinding:
            rijen = verbinding.execute(select(kolom.gesprek, kolom.verwijzing)).all()
            for gesprek, inhoud in rijen:
                try:
                    nieuw = self._bos.rotate(inhoud.encode()).decode()
                except InvalidToken:
                    verbinding.execute(delete(gesprek_tabel).where(kolom.gesprek == gesprek))
                    continue
                verbinding.execute(
                    update(gesprek_tabel).where(kolom.gesprek == gesprek).values(verwijzing=nieuw)
                )
        return len(rijen)

    def sluit(self) -> None:
        """Sluit alle verbindingen."""
        self._engine.dispose()

    def _rij(self, verwijzing: Verwijzing) -> dict[str, object]:
        inhoud = self._bos.encrypt(json.dumps(verwijzing.als_json()).encode()).decode()
        return {"verwijzing": inhoud, "gewijzigd": self._nu()}

    def _lees(self, verbinding: Connection, gesprek: str) -> Verwijzing | None:
        kolom = gesprek_tabel.c
        ruw = verbinding.execute(
            select(kolom.verwijzing).where(
                kolom.gesprek == gesprek, kolom.gewijzigd > self._grens()
            )
        ).scalar()
        if ruw is None:
            return None
        try:
            return Verwijzing.uit_json(json.loads(self._bos.decrypt(ruw.encode())))
        except InvalidToken:
            # De sleutel is weggehaald; het volgende bericht van de gebruiker zet haar opnieuw.
            logger.warning("Een verwijzing naar een gesprek in Teams past op geen sleutel")
            return None

    @contextmanager
    def _transactie(self) -> Iterator[Connection]:
        with _storing(), self._engine.begin() as verbinding:
            yield verbinding

    def _nu(self) -> int:
        return int(self._klok() * 1000)

    def _grens(self) -> int:
        return self._nu() - self._bewaren


class _BestaatAl(Exception):
    """De rij is er al."""


def _is(plek: Plek) -> object:
    kolom = levering_tabel.c
    return (kolom.gesprek == plek.gesprek) & (kolom.nr == plek.nr) & (kolom.op == plek.op)


@contextmanager
def _storing() -> Iterator[None]:
    try:
        yield
    except IntegrityError as fout:
        raise _BestaatAl from fout
    except (DBAPIError, PoolVol) as fout:
        raise HistorieNietBereikbaar from fout
