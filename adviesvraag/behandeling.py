"""Wat een medewerker met een adviesvraag doet.

Elke functie is een transactie: de wijziging, de gebeurtenis en wat bezorgd moet worden lukken samen
of geen van drie. Wie met een oude versie komt, krijgt ``NietMeerActueel`` en overschrijft niemand.
Wie haar behandelt en in welke regio staat in ``adviesvraag.regelen``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from adviesvraag.fouten import NietToegestaan, OngeldigeInvoer
from adviesvraag.status import (
    AANVULLING_GEVRAAGD,
    AFGESLOTEN,
    ANTWOORD,
    BEANTWOORD,
    BEHANDELEN,
    NOTEREN,
    OPGESCHAALD,
    STATUSSEN,
    VRAAG,
)
from adviesvraag.trends import telling
from adviesvraag.vastleggen import GENOTEERD
from adviesvraag.werkstuk import gekeurd, lees_terug, werk_aan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adviesvraag.opslag import Opslag
    from adviesvraag.toegang import Behandelaar
    from adviesvraag.zaak import Zaak

__all__ = ["beantwoord", "noteer", "schaal_op", "sluit", "vraag_terug", "zet_status"]

_STATUS_NA: Mapping[str, str] = {VRAAG: AANVULLING_GEVRAAGD, ANTWOORD: BEANTWOORD}


class Schrijf(Protocol):
    """Een handeling met een tekst voor de indiener."""

    def __call__(
        self,
        opslag: Opslag,
        kenmerk: str,
        wie: Behandelaar,
        tekst: str,
        *,
        versie: int,
        nu: datetime | None = None,
    ) -> Zaak:
        """Schrijf het en geef de adviesvraag zoals zij daarna is.

        Fouten als ``regelen.wijs_toe``.
        """
        ...


def zet_status(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    naar: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Geef een status die geen tekst nodig heeft; fouten als ``regelen.wijs_toe``.

    Wie antwoordt, vraagt of opschaalt gebruikt ``beantwoord``, ``vraag_terug`` of ``schaal_op``.
    """
    if naar not in STATUSSEN or naar in (AANVULLING_GEVRAAGD, BEANTWOORD, OPGESCHAALD):
        raise OngeldigeInvoer("Deze status kun je niet los geven; schrijf er iets bij.")
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        werk.naar_status(naar)
    return lees_terug(opslag, kenmerk, wie)


def noteer(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    tekst: str,
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Bewaar een interne notitie; de indiener ziet haar nooit. Fouten als ``regelen.wijs_toe``."""
    inhoud = gekeurd(tekst)
    with werk_aan(opslag, kenmerk, wie, NOTEREN, versie, nu) as werk:
        werk.noteer(inhoud)
        werk.wijzig()
        werk.leg_vast(GENOTEERD)
    return lees_terug(opslag, kenmerk, wie)


def _aan_de_indiener(soort: str) -> Schrijf:
    """De handeling die de indiener schrijft en de status geeft die daarbij hoort."""

    def schrijf(
        opslag: Opslag,
        kenmerk: str,
        wie: Behandelaar,
        tekst: str,
        *,
        versie: int,
        nu: datetime | None = None,
    ) -> Zaak:
        inhoud = gekeurd(tekst)
        with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
            werk.schrijf(soort, inhoud)
            werk.naar_status(_STATUS_NA[soort])
        return lees_terug(opslag, kenmerk, wie)

    return schrijf


vraag_terug = _aan_de_indiener(VRAAG)
"""Stel de indiener een vraag; de status wordt aanvulling gevraagd."""

beantwoord = _aan_de_indiener(ANTWOORD)
"""Geef de indiener antwoord; de status wordt beantwoord."""


def schaal_op(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    ladder: Sequence[str],
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Zet de adviesvraag een trede hoger op de ladder van de regio.

    De ladder zijn de namen van de treden, de laagste eerst; die staan bij de regio in de kennis.
    Fouten als ``regelen.wijs_toe``.
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
        telling.opgeschaald(werk.sessie, werk.rij)
    return lees_terug(opslag, kenmerk, wie)


def sluit(
    opslag: Opslag,
    kenmerk: str,
    wie: Behandelaar,
    toelichting: str = "",
    *,
    versie: int,
    nu: datetime | None = None,
) -> Zaak:
    """Sluit af; een toelichting wordt een interne notitie. Fouten als ``regelen.wijs_toe``."""
    inhoud = gekeurd(toelichting) if toelichting.strip() else ""
    with werk_aan(opslag, kenmerk, wie, BEHANDELEN, versie, nu) as werk:
        if inhoud:
            werk.noteer(inhoud)
        werk.naar_status(AFGESLOTEN)
    return lees_terug(opslag, kenmerk, wie)
