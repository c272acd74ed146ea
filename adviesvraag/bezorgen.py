"""Bezorgen wat klaarstaat: na de transactie, met pogingen, steeds langer wachten en opgeven.

Bezorgen gebeurt minstens één keer: valt het proces weg tussen versturen en vastleggen, dan gaat
hetzelfde bericht nog eens, met hetzelfde nummer. Hoe iets verstuurd wordt, weet deze module niet;
dat zijn de wegen die de aanroeper meegeeft. Een weg die hangt, houdt alleen zichzelf op.
"""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from adviesvraag import model
from adviesvraag.status import DOOD, VERZONDEN, WACHT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adviesvraag.opslag import Opslag

logger = logging.getLogger(__name__)

MEESTE_POGINGEN = 10
EERSTE_WACHT = timedelta(seconds=30)
LANGSTE_WACHT = timedelta(hours=6)
TEGELIJK = 20
GRENS_SECONDEN = 20.0
_LEEN = timedelta(minutes=2)
"""Zo lang is een bericht van één proces. Langer dan een poging duurt, zodat twee processen niet
tegelijk hetzelfde bezorgen."""


@dataclass(frozen=True)
class Opdracht:
    """Eén bericht dat bezorgd moet worden.

    Attributes:
        id: blijft bij elke poging gelijk, zodat de ontvanger een dubbele herkent.
        doel: een adres, als de weg dat nodig heeft.
        inhoud: wat er gebeurde; zonder persoonsgegevens.
        gesprek_hash: het gesprek van de indiener.
        poging: de hoeveelste poging dit is.
    """

    id: str
    soort: str
    doel: str | None = field(repr=False)
    inhoud: Mapping[str, Any]
    gesprek_hash: str = field(repr=False)
    poging: int


class NietBezorgd(Exception):
    """Bezorgen lukte niet.

    Attributes:
        soort: een kort woord voor de oorzaak, zonder adres of inhoud.
        definitief: of nog eens proberen geen zin heeft.
    """

    def __init__(self, soort: str, *, definitief: bool = False) -> None:
        """Onthoud de oorzaak."""
        super().__init__(soort)
        self.soort = soort
        self.definitief = definitief


async def ronde(
    opslag: Opslag,
    wegen: Mapping[str, Callable[[Opdracht], Awaitable[None]]],
    *,
    klok: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    grens: float = GRENS_SECONDEN,
) -> int:
    """Bezorg alles wat nu aan de beurt is; geeft hoeveel er zijn geprobeerd.

    Raises:
        OpslagNietBereikbaar, UitkomstOnbekend: de database valt weg; probeer het later weer.
    """
    opdrachten = await asyncio.to_thread(_neem, opslag, tuple(wegen), klok())
    await asyncio.gather(
        *(_bezorg(opslag, wegen[een.soort], een, klok, grens) for een in opdrachten)
    )
    return len(opdrachten)


def wachttijd(poging: int, toeval: float) -> timedelta:
    """Hoe lang te wachten na deze mislukte poging: elke keer dubbel, met tot de helft spreiding.

    Args:
        poging: de hoeveelste poging mislukte, vanaf 1.
        toeval: een getal van 0 tot 1.
    """
    basis: timedelta = min(EERSTE_WACHT * 2 ** min(poging - 1, 20), LANGSTE_WACHT)
    return basis * (0.75 + toeval / 2)


async def _bezorg(
    opslag: Opslag,
    weg: Callable[[Opdracht], Awaitable[None]],
    opdracht: Opdracht,
    klok: Callable[[], datetime],
    grens: float,
) -> None:
    fout: NietBezorgd | None = None
    try:
        await asyncio.wait_for(weg(opdracht), grens)
    except NietBezorgd as mislukt:
        fout = mislukt
    except asyncio.TimeoutError:
        fout = NietBezorgd("te_traag")
    except Exception as onverwacht:  # noqa: BLE001 - een fout in één weg mag de rest niet raken
        # Zonder de tekst van de fout: daar kan een adres in staan.
        logger.error("Bezorgen via %s mislukte: %s", opdracht.soort, type(onverwacht).__name__)  # noqa: TRY400
        fout = NietBezorgd("onverwacht")
    await asyncio.to_thread(_leg_vast, opslag, opdracht, fout, klok())


def _neem(opslag: Opslag, soorten: tuple[str, ...], nu: datetime) -> list[Opdracht]:
    """Neem wat aan de beurt is en houd het zolang van andere processen weg."""
    tabel, vraag = model.bezorging, model.adviesvraag
    klaar = (
        select(
            tabel.c.id,
            tabel.c.soort,
            tabel.c.doel,
            tabel.c.inhoud,
            vraag.c.gesprek_hash,
            tabel.c.pogingen,
        )
        .join(vraag, vraag.c.id == tabel.c.adviesvraag_id)
        .where(tabel.c.staat == WACHT, tabel.c.volgende_poging <= nu, tabel.c.soort.in_(soorten))
        .order_by(tabel.c.volgende_poging)
        .limit(TEGELIJK)
    )
    with opslag.leessessie() as sessie:
        if sessie.execute(klaar.limit(1)).first() is None:
            return []
    with opslag.sessie() as sessie:
        rijen = sessie.execute(klaar.with_for_update(skip_locked=True, of=tabel)).all()
        sessie.execute(
            update(tabel)
            .where(tabel.c.id.in_([rij.id for rij in rijen]))
            .values(volgende_poging=nu + _LEEN, pogingen=tabel.c.pogingen + 1)
        )
    return [Opdracht(*rij[:5], poging=rij.pogingen + 1) for rij in rijen]


def _leg_vast(opslag: Opslag, opdracht: Opdracht, fout: NietBezorgd | None, nu: datetime) -> None:
    tabel = model.bezorging
    if fout is None:
        waarden: dict[str, Any] = {"staat": VERZONDEN, "fout": None, "afgehandeld_op": nu}
    elif fout.definitief or opdracht.poging >= MEESTE_POGINGEN:
        waarden = {"staat": DOOD, "fout": fout.soort, "afgehandeld_op": nu}
    else:
        wacht = wachttijd(opdracht.poging, random.random())  # noqa: S311 - spreiding, geen geheim
        waarden = {"fout": fout.soort, "volgende_poging": nu + wacht}
    with opslag.sessie() as sessie:
        sessie.execute(
            update(tabel)
            # Wie intussen gewist of door een ander bezorgd is, blijft zoals het is.
            .where(
                tabel.c.id == opdracht.id,
                tabel.c.staat == WACHT,
                tabel.c.pogingen == opdracht.poging,
            )
            .values(**waarden)
        )
