"""De geschiedenis van webgesprekken: kort bewaard, alleen gelakte tekst, gedeeld door processen.

Alles hier is synchroon; het kanaal roept het aan vanuit een draad.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolVol

from bot.channels.web.tabellen import activiteit_tabel, gesprek_tabel, metadata, vul_aan
from bot.channels.web.verlaten import is_verlaten
from bot.tabellen import maak_tabellen


class HistorieNietBereikbaar(Exception):
    """De database met de geschiedenis antwoordt niet."""


class GeenGesprek(Exception):
    """Het gesprek is niet begonnen, gewist of verlopen."""


@dataclass(frozen=True)
class Rij:
    """Eén bericht in de geschiedenis.

    Attributes:
        nr: het hoeveelste bericht in dit gesprek, vanaf 1.
        op: wanneer, in milliseconden sinds 1970.
        inhoud: wat er van het bericht bewaard is.
    """

    nr: int
    op: int
    inhoud: dict[str, Any]


class Historie:
    """De geschiedenis in een database.

    Args:
        schrijf: om te schrijven; op SQLite neemt elke transactie meteen het schrijfslot.
        lees: om te lezen zonder op schrijvers te wachten.
        bewaren_minuten: hoe lang na het laatste bericht een gesprek blijft.
        klok: de tijd in seconden sinds 1970.
        proces: het nummer van het proces dat berichten beantwoordt, als dat bekend is.
    """

    def __init__(
        self,
        schrijf: Engine,
        lees: Engine,
        bewaren_minuten: int,
        klok: Callable[[], float] = time.time,
        proces: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._schrijf = schrijf
        self._lees = lees
        self._bewaren = bewaren_minuten * 60_000
        self._klok = klok
        self._proces = proces

    def bereid(self) -> None:
        """Maak de tabellen als ze er nog niet zijn."""
        with _storing():
            maak_tabellen(self._schrijf, metadata, vul_aan)

    def begin(self, gesprek: str) -> bool:
        """Begin een gesprek; geeft of het nieuw is."""
        kolom = gesprek_tabel.c
        nieuw = {"stand": 0, "gewijzigd": self._nu()}
        try:
            with self._schrijf.begin() as verbinding:
                gewijzigd = verbinding.execute(
                    select(kolom.gewijzigd).where(kolom.id == gesprek).with_for_update()
                ).scalar()
                if gewijzigd is None:
                    verbinding.execute(insert(gesprek_tabel).values(id=gesprek, **nieuw))
                    return True
                if gewijzigd > self._verlopen():
                    return False
                verbinding.execute(
                    delete(activiteit_tabel).where(activiteit_tabel.c.gesprek == gesprek)
                )
                verbinding.execute(update(gesprek_tabel).where(kolom.id == gesprek).values(**nieuw))
                return True
        except IntegrityError:
            # Een ander proces begon hetzelfde gesprek net iets eerder.
            return False
        except (DBAPIError, PoolVol) as fout:
            raise HistorieNietBereikbaar from fout

    def zeg(self, gesprek: str, client_id: str | None, inhoud: dict[str, Any]) -> tuple[int, bool]:
        """Bewaar een bericht van de gebruiker.

        Returns:
            Het nummer van het bericht, en of het nieuw is.

        Raises:
            GeenGesprek: als het gesprek er niet is.
        """
        with _storing(), self._schrijf.begin() as verbinding:
            stand = self._eis(verbinding, gesprek, slot=True)
            if client_id is not None:
                kolom = activiteit_tabel.c
                bekend = verbinding.execute(
                    select(kolom.nr).where(kolom.gesprek == gesprek, kolom.client_id == client_id)
                ).scalar()
                if bekend is not None:
                    return int(bekend), False
            self._voeg_toe(verbinding, gesprek, stand, [(client_id, True, inhoud)])
            return stand + 1, True

    def antwoord(self, gesprek: str, op_nr: int, inhouden: Sequence[dict[str, Any]]) -> None:
        """Bewaar alle antwoorden op een bericht tegelijk; het bericht wacht daarna niet meer.

        Raises:
            GeenGesprek: als het gesprek intussen is gewist.
        """
        with _storing(), self._schrijf.begin() as verbinding:
            stand = self._eis(verbinding, gesprek, slot=True)
            _wacht_niet(verbinding, gesprek, op_nr)
            self._voeg_toe(verbinding, gesprek, stand, [(None, False, i) for i in inhouden])

    def lees(self, gesprek: str, na: int) -> list[Rij]:
        """De berichten met een hoger nummer dan `na`, op volgorde.

        Raises:
            GeenGesprek: als het gesprek er niet is.
        """
        kolom = activiteit_tabel.c
        with _storing(), self._lees.connect() as verbinding:
            self._eis(verbinding, gesprek)
            rijen = verbinding.execute(
                select(kolom.nr, kolom.op, kolom.inhoud)
                .where(kolom.gesprek == gesprek, kolom.nr > na)
                .order_by(kolom.nr)
            ).all()
        return [Rij(nr, op, json.loads(inhoud)) for nr, op, inhoud in rijen]

    def standen(self, gesprekken: Iterable[str]) -> dict[str, int]:
        """Het hoogste nummer van elk van deze gesprekken; wat er niet is, staat er niet in."""
        kolom = gesprek_tabel.c
        with _storing(), self._lees.connect() as verbinding:
            rijen = verbinding.execute(
                select(kolom.id, kolom.stand).where(
                    kolom.id.in_(list(gesprekken)), kolom.gewijzigd > self._verlopen()
                )
            ).all()
        return {str(naam): int(stand) for naam, stand in rijen}

    def wis(self, gesprek: str) -> None:
        """Wis een gesprek met alles erin."""
        with _storing(), self._schrijf.begin() as verbinding:
            _wis(verbinding, [gesprek])

    def verwijder(self, is_gesprek: Callable[[str], bool]) -> int:
        """Wis de gesprekken waarvan de naam voldoet; geeft het aantal."""
        with _storing(), self._schrijf.begin() as verbinding:
            namen = verbinding.execute(select(gesprek_tabel.c.id)).scalars().all()
            gekozen = [naam for naam in namen if is_gesprek(naam)]
            _wis(verbinding, gekozen)
        return len(gekozen)

    def meld(self, is_gesprek: Callable[[str], bool], inhoud: dict[str, Any]) -> bool:
        """Zet een bericht in het lopende gesprek waarvan de naam voldoet; geeft of dat er was.

        Staat precies dit bericht er al als laatste, dan komt het er niet nog eens bij.
        """
        kolom = gesprek_tabel.c
        with _storing(), self._lees.connect() as verbinding:
            namen = verbinding.execute(
                select(kolom.id).where(kolom.gewijzigd > self._verlopen())
            ).scalars()
            gekozen = next((naam for naam in namen if is_gesprek(naam)), None)
        if gekozen is None:
            return False
        bericht = activiteit_tabel.c
        with _storing(), self._schrijf.begin() as verbinding:
            stand = self._stand(verbinding, gekozen, slot=True)
            if stand is None:
                return False
            laatste = verbinding.execute(
                select(bericht.inhoud).where(bericht.gesprek == gekozen, bericht.nr == stand)
            ).scalar()
            if laatste is None or json.loads(laatste) != inhoud:
                self._voeg_toe(verbinding, gekozen, stand, [(None, False, inhoud)])
        return True

    def ruim_op(self, hooguit: int = 500) -> int:
        """Wis verlopen gesprekken; geeft hoeveel het er waren."""
        kolom = gesprek_tabel.c
        with _storing(), self._schrijf.begin() as verbinding:
            verlopen = [
                rij.id
                for rij in verbinding.execute(
                    select(kolom.id)
                    .where(kolom.gewijzigd <= self._verlopen())
                    .order_by(kolom.gewijzigd)
                    .limit(hooguit)
                    .with_for_update(skip_locked=True)
                )
            ]
            _wis(verbinding, verlopen)
        return len(verlopen)

    def geef_op(
        self,
        seconden: float,
        inhoud: Callable[[str, int], dict[str, Any]],
        begint_met: str = "",
    ) -> list[str]:
        """Antwoord op berichten waarvan het proces er niet meer is, of die al zo lang wachten.

        Args:
            seconden: hoe lang een bericht minstens wacht.
            inhoud: geeft bij gesprek en nummer wat er als antwoord bewaard wordt.
            begint_met: alleen gesprekken met zo'n naam; de rest is van een ander kanaal.

        Returns:
            De gesprekken die een antwoord kregen.
        """
        kolom = activiteit_tabel.c
        grens = self._nu() - int(seconden * 1000)
        with _storing(), self._lees.connect() as verbinding:
            open_ = verbinding.execute(
                select(kolom.gesprek, kolom.nr)
                .where(kolom.wacht, (kolom.op < grens) | is_verlaten(verbinding, self._proces()))
                .where(kolom.gesprek.startswith(begint_met, autoescape=True))
                .limit(500)
            ).all()
        gedaan = []
        for gesprek, nr in open_:
            with _storing(), self._schrijf.begin() as verbinding:
                stand = self._stand(verbinding, gesprek, slot=True)
                # Een ander proces, of het antwoord zelf, kan net voor zijn geweest.
                if stand is None or not _wacht_niet(verbinding, gesprek, nr):
                    continue
                rij = (None, False, inhoud(gesprek, nr))
                self._voeg_toe(verbinding, gesprek, stand, [rij])
                gedaan.append(gesprek)
        return gedaan

    def sluit(self) -> None:
        """Sluit alle verbindingen."""
        self._schrijf.dispose()

    def _voeg_toe(
        self,
        verbinding: Connection,
        gesprek: str,
        stand: int,
        rijen: Sequence[tuple[str | None, bool, dict[str, Any]]],
    ) -> None:
        nu = self._nu()
        verbinding.execute(
            insert(activiteit_tabel),
            [
                {
                    "gesprek": gesprek,
                    "nr": nr,
                    "client_id": client_id,
                    "wacht": wacht,
                    "op": nu,
                    "inhoud": json.dumps(inhoud, ensure_ascii=False),
                    "proces": self._proces() if wacht else None,
                }
                for nr, (client_id, wacht, inhoud) in enumerate(rijen, stand + 1)
            ],
        )
        verbinding.execute(
            update(gesprek_tabel)
            .where(gesprek_tabel.c.id == gesprek)
            .values(stand=stand + len(rijen), gewijzigd=nu)
        )

    def _eis(self, verbinding: Connection, gesprek: str, *, slot: bool = False) -> int:
        stand = self._stand(verbinding, gesprek, slot=slot)
        if stand is None:
            raise GeenGesprek
        return stand

    def _stand(self, verbinding: Connection, gesprek: str, *, slot: bool = False) -> int | None:
        kolom = gesprek_tabel.c
        vraag = select(kolom.stand).where(kolom.id == gesprek, kolom.gewijzigd > self._verlopen())
        if slot:
            vraag = vraag.with_for_update()
        return verbinding.execute(vraag).scalar()

    def _nu(self) -> int:
        return int(self._klok() * 1000)

    def _verlopen(self) -> int:
        return self._nu() - self._bewaren


def _wacht_niet(verbinding: Connection, gesprek: str, nr: int) -> bool:
    kolom = activiteit_tabel.c
    gewijzigd = verbinding.execute(
        update(activiteit_tabel)
        .where(kolom.gesprek == gesprek, kolom.nr == nr, kolom.wacht)
        .values(wacht=False)
    )
    return bool(gewijzigd.rowcount)


def _wis(verbinding: Connection, gesprekken: Sequence[str]) -> None:
    if not gesprekken:
        return
    verbinding.execute(delete(activiteit_tabel).where(activiteit_tabel.c.gesprek.in_(gesprekken)))
    verbinding.execute(delete(gesprek_tabel).where(gesprek_tabel.c.id.in_(gesprekken)))


@contextmanager
def _storing() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolVol) as fout:
        raise HistorieNietBereikbaar from fout
