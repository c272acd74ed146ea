"""Alles in de opslag overschrijven met de nieuwste sleutel, zodat een oude sleutel weg kan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, Text, and_, select, tuple_, type_coerce, update

from adviesvraag.model import metadata
from adviesvraag.versleuteling import Versleuteld, hernieuw, sleutelbos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cryptography.fernet import MultiFernet
    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

PER_TRANSACTIE = 200
"""Klein genoeg om ruim binnen de wachttijd van een andere schrijver klaar te zijn."""


@dataclass(frozen=True)
class Voortgang:
    """Hoever een tabel is.

    Attributes:
        gelezen: rijen die zijn bekeken.
        vernieuwd: waarden die zijn overschreven; de rest had de nieuwste sleutel al.
    """

    tabel: str
    gelezen: int
    vernieuwd: int


def wissel(
    opslag: Opslag,
    sleutels: Sequence[str],
    meld: Callable[[Voortgang], None] = lambda _: None,
) -> list[Voortgang]:
    """Overschrijf elke versleutelde waarde die nog op een oudere sleutel rust.

    Stoppen mag op elk moment: elke rij is met de oude of met de nieuwe sleutel leesbaar, en een
    volgende keer slaat over wat al klaar is. Indienen kan intussen doorgaan.

    Args:
        opslag: de geopende opslag.
        sleutels: de sleutels, de nieuwste eerst; dezelfde als die van de opslag.
        meld: krijgt na elke transactie de stand van de tabel.

    Returns:
        Per tabel de eindstand.

    Raises:
        VerkeerdeSleutel: een waarde is met geen van de sleutels te lezen.
        OpslagNietBereikbaar, UitkomstOnbekend: de database valt weg; begin daarna opnieuw.
    """
    bos = sleutelbos(sleutels)
    nieuwste = sleutelbos(sleutels[:1])
    eindstand = []
    for tabel in metadata.sorted_tables:
        stand = Voortgang(tabel.name, 0, 0)
        for stand in _wissel_tabel(opslag, tabel, bos, nieuwste):
            meld(stand)
        if _geheime_kolommen(tabel):
            eindstand.append(stand)
    return eindstand


def _wissel_tabel(
    opslag: Opslag, tabel: Table, bos: MultiFernet, nieuwste: MultiFernet
) -> Iterator[Voortgang]:
    kolommen = _geheime_kolommen(tabel)
    sleutel = list(tabel.primary_key.columns)
    gelezen = vernieuwd = 0
    laatste: tuple[Any, ...] | None = None
    while kolommen:
        with opslag.sessie() as sessie:
            rijen = _volgende(sessie, sleutel, kolommen, laatste)
            for rij in rijen:
                nieuw = _vernieuwd(rij[len(sleutel) :], kolommen, bos, nieuwste)
                if nieuw:
                    vernieuwd += len(nieuw)
                    _overschrijf(sessie, tabel, rij[: len(sleutel)], nieuw)
        if not rijen:
            return
        gelezen += len(rijen)
        laatste = rijen[-1][: len(sleutel)]
        yield Voortgang(tabel.name, gelezen, vernieuwd)


def _volgende(
    sessie: Session,
    sleutel: Sequence[Column[Any]],
    kolommen: Sequence[Column[Any]],
    laatste: tuple[Any, ...] | None,
) -> list[tuple[Any, ...]]:
    # FOR UPDATE: wie de rij intussen wijzigt, wacht; anders zou zijn waarde worden teruggezet.
    vraag = (
        select(*sleutel, *(type_coerce(kolom, Text) for kolom in kolommen))
        .order_by(*sleutel)
        .limit(PER_TRANSACTIE)
        .with_for_update()
    )
    if laatste is not None:
        vraag = vraag.where(tuple_(*sleutel) > tuple_(*laatste))
    return [tuple(rij) for rij in sessie.execute(vraag)]


def _vernieuwd(
    waarden: Sequence[str | None],
    kolommen: Sequence[Column[Any]],
    bos: MultiFernet,
    nieuwste: MultiFernet,
) -> dict[str, Any]:
    """De kolommen die een nieuwe waarde nodig hebben, met die waarde."""
    uit = {}
    for kolom, waarde in zip(kolommen, waarden, strict=True):
        nieuw = None if waarde is None else hernieuw(waarde, bos, nieuwste)
        if nieuw is not None:
            uit[kolom.name] = nieuw
    return uit


def _overschrijf(
    sessie: Session, tabel: Table, plaats: Sequence[Any], nieuw: dict[str, Any]
) -> None:
    deze_rij = and_(
        *(kolom == waarde for kolom, waarde in zip(tabel.primary_key.columns, plaats, strict=True))
    )
    # Via de kolomnaam als tekst: de waarde is al versleuteld.
    waarden = {naam: type_coerce(waarde, Text) for naam, waarde in nieuw.items()}
    sessie.execute(update(tabel).where(deze_rij).values(waarden))


def _geheime_kolommen(tabel: Table) -> list[Column[Any]]:
    return [kolom for kolom in tabel.columns if isinstance(kolom.type, Versleuteld)]
