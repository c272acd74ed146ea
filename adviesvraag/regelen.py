"""Wat een medewerker rond een adviesvraag regelt: wie haar behandelt, welke regio, en bezorgen.

Voor elke functie geldt hetzelfde als in ``adviesvraag.behandeling``.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from adviesvraag import model
from adviesvraag.fouten import NietGevonden, NietToegestaan, OngeldigeInvoer
from adviesvraag.status import (
    AFGESLOTEN,
    BEZORGING,
    DOOD,
    INGETROKKEN,
    REGIO_ZETTEN,
    TOEWIJZEN,
    WACHT,
)
from adviesvraag.toegang import ALLE, aantal
from adviesvraag.trends import telling
from adviesvraag.vastleggen import OPNIEUW_BEZORGD, REGIO_GEWIJZIGD, TOEGEWEZEN, zet_klaar
from adviesvraag.werkstuk import Werk, lees_terug, werk_aan

if TYPE_CHECKING:
    from datetime import datetime

    from adviesvraag.opslag import Opslag
    from adviesvraag.toegang import Behandelaar
    from adviesvraag.zaak import Zaak

__all__ = ["opnieuw_bezorgen", "wijs_toe", "zet_regio"]

_KLAAR = frozenset({AFGESLOTEN, INGETROKKEN})


def wijs_toe(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    behandelaar_id: str | None,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Wijs toe aan een bekende medewerker die deze regio ziet; None laat los.

    Raises:
        NietGevonden: de adviesvraag bestaat niet of is van een andere regio.
        NietMeerActueel: een ander was je voor.
        NietToegestaan: de rol mag dit niet, of de adviesvraag is klaar.
        OngeldigeInvoer: deze medewerker is niet bekend of ziet deze regio niet.
        OpslagNietBereikbaar, UitkomstOnbekend: zie ``adviesvraag.fouten``.
    """
    with werk_aan(opslag, kenmerk, wie, TOEWIJZEN, versie, nu) as werk:
        _eis_open(werk.rij)
        if behandelaar_id is not None:
            _eis_medewerker(werk, behandelaar_id)
        werk.wijzig(behandelaar=behandelaar_id)
        werk.leg_vast(TOEGEWEZEN, van=werk.rij.behandelaar, naar=behandelaar_id)
    return lees_terug(opslag, kenmerk, wie)


def zet_regio(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    regio_code: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Geef een adviesvraag zonder bekende gemeente aan een regio; fouten als ``wijs_toe``.

    Wie haar behandelde, laat los: die ziet de nieuwe regio misschien niet.
    """
    if not re.fullmatch(r"VR(0[1-9]|1[0-9]|2[0-5])", regio_code):
        raise OngeldigeInvoer("Kies een regio van VR01 tot en met VR25.")
    with werk_aan(opslag, kenmerk, wie, REGIO_ZETTEN, versie, nu) as werk:
        _eis_open(werk.rij)
        if not wie.ziet(regio_code):
            raise NietToegestaan("Deze regio is niet van jou.")
        werk.wijzig(regio_code=regio_code, behandelaar=None)
        telling.verhuis(werk.sessie, werk.rij.id, regio_code)
        werk.leg_vast(REGIO_GEWIJZIGD, van=werk.rij.regio_code, naar=regio_code)
        verhuisd = SimpleNamespace(
            id=werk.rij.id,
            kenmerk=werk.rij.kenmerk,
            regio_code=regio_code,
            kanaal=werk.rij.kanaal,
            contact_email=werk.rij.contact_email,
        )
        zet_klaar(
            werk.sessie,
            opslag.afspraken,
            verhuisd,
            REGIO_GEWIJZIGD,
            werk.rij.status,
            werk.moment,
        )
    return lees_terug(opslag, kenmerk, wie)


def opnieuw_bezorgen(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    levering_id: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Probeer opnieuw te bezorgen wat was opgegeven; fouten als ``wijs_toe``."""
    tabel = model.bezorging
    with werk_aan(opslag, kenmerk, wie, BEZORGING, versie, nu) as werk:
        gedaan = werk.sessie.execute(
            update(tabel)
            .where(
                tabel.c.id == levering_id,
                tabel.c.adviesvraag_id == werk.rij.id,
                tabel.c.staat == DOOD,
            )
            .values(staat=WACHT, pogingen=0, volgende_poging=werk.moment, afgehandeld_op=None)
        )
        if not aantal(gedaan):
            raise NietGevonden("Er is niets opgegeven met dit nummer.")
        werk.wijzig()
        werk.leg_vast(OPNIEUW_BEZORGD)
    return lees_terug(opslag, kenmerk, wie)


def _eis_open(rij: Any) -> None:
    if rij.status in _KLAAR:
        raise NietToegestaan("Deze adviesvraag is klaar en kan niet meer veranderen.")


def _eis_medewerker(werk: Werk, behandelaar_id: str) -> None:
    tabel = model.medewerker
    gevonden = werk.sessie.execute(
        select(tabel.c.regios).where(tabel.c.id == behandelaar_id)
    ).one_or_none()
    if gevonden is None or not {ALLE, werk.rij.regio_code} & set(gevonden.regios):
        raise OngeldigeInvoer("Deze medewerker is niet bekend in de regio van deze adviesvraag.")
