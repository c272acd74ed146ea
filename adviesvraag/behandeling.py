"""Wat een medewerker met een adviesvraag doet.

Elke functie is een transactie: de wijziging, de gebeurtenis en wat bezorgd moet worden lukken samen
of geen van drie. Wie met een oude versie komt, krijgt ``NietMeerActueel`` en overschrijft niemand.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from adviesvraag import model
from adviesvraag.fouten import NietGevonden, NietToegestaan, OngeldigeInvoer
from adviesvraag.status import (
    AANVULLING_GEVRAAGD,
    AFGESLOTEN,
    ANTWOORD,
    BEANTWOORD,
    BEHANDELEN,
    BEZORGING,
    DOOD,
    INGETROKKEN,
    NOTEREN,
    OPGESCHAALD,
    REGIO_ZETTEN,
    STATUSSEN,
    TOEWIJZEN,
    VRAAG,
    WACHT,
)
from adviesvraag.toegang import ALLE, Behandelaar, aantal
from adviesvraag.vastleggen import (
    GENOTEERD,
    OPNIEUW_BEZORGD,
    REGIO_GEWIJZIGD,
    TOEGEWEZEN,
    na_het_opslaan,
    zet_klaar,
)
from adviesvraag.werkstuk import HOOGSTENS_TEKENS, Werk, gekeurd, werk_aan
from adviesvraag.werkvoorraad import haal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adviesvraag.opslag import Opslag
    from adviesvraag.zaak import Zaak

__all__ = [
    "HOOGSTENS_TEKENS",
    "beantwoord",
    "noteer",
    "opnieuw_bezorgen",
    "schaal_op",
    "sluit",
    "vraag_terug",
    "wijs_toe",
    "zet_regio",
    "zet_status",
]

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
    return _na(opslag, kenmerk, wie)


def zet_status(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    naar: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Geef een status die geen tekst nodig heeft; fouten als ``wijs_toe``.

    Wie antwoordt, vraagt of opschaalt gebruikt ``beantwoord``, ``vraag_terug`` of ``schaal_op``.
    """
    if naar not in STATUSSEN or naar in (AANVULLING_GEVRAAGD, BEANTWOORD, OPGESCHAALD):
        raise OngeldigeInvoer("Deze status kun je niet los geven; schrijf er iets bij.")
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        werk.naar_status(naar)
    return _na(opslag, kenmerk, wie)


def noteer(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    tekst: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Bewaar een interne notitie; de indiener ziet haar nooit. Fouten als ``wijs_toe``."""
    inhoud = gekeurd(tekst)
    with werk_aan(opslag, kenmerk, wie, NOTEREN, versie, nu) as werk:
        werk.noteer(inhoud)
        werk.wijzig()
        werk.leg_vast(GENOTEERD)
    return _na(opslag, kenmerk, wie)


def vraag_terug(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    tekst: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Stel de indiener een vraag; de status wordt aanvulling gevraagd. Fouten als ``wijs_toe``."""
    inhoud = gekeurd(tekst)
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        werk.schrijf(VRAAG, inhoud)
        werk.naar_status(AANVULLING_GEVRAAGD)
    return _na(opslag, kenmerk, wie)


def beantwoord(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    tekst: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Geef de indiener antwoord; de status wordt beantwoord. Fouten als ``wijs_toe``."""
    inhoud = gekeurd(tekst)
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        werk.schrijf(ANTWOORD, inhoud)
        werk.naar_status(BEANTWOORD)
    return _na(opslag, kenmerk, wie)


def schaal_op(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    ladder: Sequence[str],
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Zet de adviesvraag een trede hoger op de ladder van de regio; fouten als ``wijs_toe``.

    De ladder zijn de namen van de treden, de laagste eerst; die staan bij de regio in de kennis.
    Staat de adviesvraag al op de hoogste trede, dan is dat ``NietToegestaan``.
    """
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        trede = werk.rij.trede + 1
        if trede > len(ladder):
            raise NietToegestaan("De adviesvraag staat al op de hoogste trede van de regio.")
        if werk.rij.status != OPGESCHAALD:
            werk.naar_status(OPGESCHAALD)
        werk.wijzig(trede=trede, trede_naam=ladder[trede - 1][:200])
        werk.leg_vast(OPGESCHAALD, trede=trede)
    return _na(opslag, kenmerk, wie)


def sluit(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    toelichting: str = "",
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Sluit af; een toelichting wordt een interne notitie. Fouten als ``wijs_toe``."""
    inhoud = gekeurd(toelichting) if toelichting.strip() else ""
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        if inhoud:
            werk.noteer(inhoud)
        werk.naar_status(AFGESLOTEN)
    return _na(opslag, kenmerk, wie)


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
    return _na(opslag, kenmerk, wie)


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
    return _na(opslag, kenmerk, wie)


def _na(opslag: Opslag, kenmerk: str, wie: Behandelaar) -> Zaak:
    with na_het_opslaan():
        return haal(opslag, kenmerk, wie)


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
