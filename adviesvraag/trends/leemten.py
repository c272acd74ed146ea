"""Wat de assistent niet kon beantwoorden: vastleggen, en lezen en afhandelen als werklijst.

Er staat niet bij wie het vroeg, in welk gesprek of hoe laat. De tekst is die van een losse vraag;
wat een casus beschrijft komt er zonder tekst in. Wat de assistent daarvoor aanlevert, staat in
`bot/leemte.py`; hier gaan persoonsgegevens er nog een keer uit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import NietGevonden, OngeldigeInvoer
from adviesvraag.model import leemte as tabel
from adviesvraag.status import (
    LEEMTE_OPEN,
    LEEMTE_VOORSTEL,
    LEEMTESOORTEN,
    LEEMTESTATUSSEN,
    REDIGEREN,
)
from adviesvraag.toegang import Behandelaar, aantal, binnen, eis, lezend, schrijvend
from privacy.lakken import lak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adviesvraag.opslag import Opslag

HOOGSTENS_TEKENS = 200
GELEZEN = 2000
"""Zoveel leemten worden hooguit gelezen om te groeperen, de nieuwste eerst: de tekst is versleuteld
en staat dus in geen index."""

_OP_DE_LIJST = (LEEMTE_OPEN, LEEMTE_VOORSTEL)
_CODE = re.compile(r"[A-Za-z0-9_.:;,+ ()/-]{0,200}")
_REGIO = re.compile(r"VR[0-9]{2}")


@dataclass(frozen=True)
class Leemte:
    """Iets wat de assistent niet kon.

    Attributes:
        soort: een van ``status.LEEMTESOORTEN``.
        code: waar het over ging, in codes: een bedoeling, een vraag, een soort probleem, een bron.
        tekst: een losse vraag; leeg als zij niet bewaard mag worden.
        regio_code: VR00 als de regio niet bekend is.
    """

    soort: str
    code: str = ""
    tekst: str = field(default="", repr=False)
    regio_code: str = "VR00"
    gemeente_code: str | None = None


@dataclass(frozen=True)
class Regel:
    """Een leemte zoals zij op de werklijst staat."""

    id: int
    code: str
    tekst: str
    gemeente_code: str | None
    dag: date
    heeft_voorstel: bool


def noteer(opslag: Opslag, leemte: Leemte, *, dag: date | None = None) -> None:
    """Zet een leemte op de werklijst.

    Raises:
        OngeldigeInvoer: een code heeft een vorm die niet kan.
        OpslagNietBereikbaar, UitkomstOnbekend: zie ``adviesvraag.fouten``.
    """
    goed = _CODE.fullmatch(leemte.code) and _REGIO.fullmatch(leemte.regio_code)
    if leemte.soort not in LEEMTESOORTEN or not goed:
        raise OngeldigeInvoer("Deze leemte heeft een soort of code die niet kan.")
    with opslag.sessie() as sessie:
        sessie.execute(
            insert(tabel).values(
                soort=leemte.soort,
                code=leemte.code,
                tekst=_zonder_personen(leemte.tekst),
                regio_code=leemte.regio_code,
                gemeente_code=leemte.gemeente_code,
                dag=dag or vandaag_hier(),
                status=LEEMTE_OPEN,
            )
        )


def regels(opslag: Opslag, wie: Behandelaar, soort: str) -> tuple[Regel, ...]:
    """Wat er van een soort op de werklijst staat, de nieuwste eerst en hooguit ``GELEZEN``.

    Raises:
        NietToegestaan: de rol mag niet redigeren.
        OngeldigeInvoer: deze soort bestaat niet.
    """
    eis(wie, REDIGEREN)
    if soort not in LEEMTESOORTEN:
        raise OngeldigeInvoer("Deze soort bestaat niet.")
    vraag = (
        select(tabel)
        .where(
            binnen(tabel.c.regio_code, wie),
            tabel.c.soort == soort,
            tabel.c.status.in_(_OP_DE_LIJST),
        )
        .order_by(tabel.c.id.desc())
        .limit(GELEZEN)
    )
    with lezend(opslag, wie) as sessie:
        return tuple(_regel(rij) for rij in sessie.execute(vraag))


def aantallen(opslag: Opslag, wie: Behandelaar) -> dict[str, int]:
    """Hoeveel er per soort op de werklijst staat; fouten als ``regels``."""
    eis(wie, REDIGEREN)
    vraag = (
        select(tabel.c.soort, func.count())
        .where(binnen(tabel.c.regio_code, wie), tabel.c.status.in_(_OP_DE_LIJST))
        .group_by(tabel.c.soort)
    )
    with lezend(opslag, wie) as sessie:
        geteld = {soort: aantal for soort, aantal in sessie.execute(vraag)}  # noqa: C416 - Row
    return {soort: geteld.get(soort, 0) for soort in LEEMTESOORTEN}


def kies(opslag: Opslag, wie: Behandelaar, nummers: Sequence[int]) -> tuple[Regel, ...]:
    """De regels met deze nummers die nog op de werklijst staan, de nieuwste eerst.

    Raises:
        NietGevonden: geen van deze nummers staat op de werklijst van deze medewerker.
        NietToegestaan: de rol mag niet redigeren.
    """
    eis(wie, REDIGEREN)
    vraag = select(tabel).where(*_deze(wie, nummers)).order_by(tabel.c.id.desc())
    with lezend(opslag, wie) as sessie:
        gevonden = tuple(_regel(rij) for rij in sessie.execute(vraag))
    if not gevonden:
        raise NietGevonden("Dit staat niet meer op de werklijst.")
    return gevonden


def zet_status(opslag: Opslag, wie: Behandelaar, nummers: Sequence[int], status: str) -> int:
    """Geef regels een status; wat klaar is verliest zijn tekst. Geeft hoeveel het er waren.

    Raises:
        NietGevonden: geen van deze nummers staat op de werklijst van deze medewerker.
        NietToegestaan: de rol mag niet redigeren.
        OngeldigeInvoer: deze status bestaat niet.
    """
    eis(wie, REDIGEREN)
    if status not in LEEMTESTATUSSEN:
        raise OngeldigeInvoer("Deze status bestaat niet.")
    waarden: dict[str, Any] = {"status": status}
    if status not in _OP_DE_LIJST:
        waarden["tekst"] = None
    with schrijvend(opslag, wie) as sessie:
        gedaan = aantal(sessie.execute(update(tabel).where(*_deze(wie, nummers)).values(waarden)))
    if not gedaan:
        raise NietGevonden("Dit staat niet meer op de werklijst.")
    return gedaan


def ruim_op(opslag: Opslag, bewaren: timedelta, vandaag: date, *, proef: bool = False) -> int:
    """Wis leemten die hun bewaartermijn voorbij zijn, of tel ze bij een proef; geeft hoeveel."""
    oud = tabel.c.dag < vandaag - bewaren
    if proef:
        with opslag.leessessie() as sessie:
            vraag = select(func.count()).select_from(tabel).where(oud)
            return int(sessie.execute(vraag).scalar_one())
    with opslag.sessie() as sessie:
        return aantal(sessie.execute(delete(tabel).where(oud)))


def _deze(wie: Behandelaar, nummers: Sequence[int]) -> tuple[Any, ...]:
    return (
        tabel.c.id.in_(list(nummers)[:GELEZEN]),
        tabel.c.status.in_(_OP_DE_LIJST),
        binnen(tabel.c.regio_code, wie),
    )


def _regel(rij: Any) -> Regel:
    return Regel(
        rij.id,
        rij.code,
        rij.tekst or "",
        rij.gemeente_code,
        rij.dag,
        rij.status == LEEMTE_VOORSTEL,
    )


def _zonder_personen(tekst: str) -> str | None:
    """De tekst, of None als er een persoonsgegeven in staat of stond, of zij te lang is."""
    kort = " ".join(tekst.split())
    # Een blokhaak is de plek waar de poort al iets wegliet.
    if not kort or len(kort) > HOOGSTENS_TEKENS or "[" in kort or lak(kort).soorten:
        return None
    return kort
