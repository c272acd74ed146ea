"""Eén adviesvraag: alles lezen, en doen wat vanuit deze status mag."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from adviesvraag import behandeling, regelen, status
from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import NietMeerActueel, OngeldigeInvoer
from adviesvraag.inbox.omlijsting import verboden
from adviesvraag.inbox.sleutels import INSTELLINGEN, OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon
from adviesvraag.medewerkers import medewerkers
from adviesvraag.werkstuk import HOOGSTENS_TEKENS
from adviesvraag.werkvoorraad import haal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.inbox.instellingen import Kennis
    from adviesvraag.medewerkers import Medewerker
    from adviesvraag.opslag import Opslag
    from adviesvraag.toegang import Behandelaar
    from adviesvraag.zaak import Regel, Zaak

LANDELIJK = "landelijk"


@dataclass(frozen=True)
class Opdracht:
    """Wat er met een zaak moet gebeuren, met wat er in het formulier stond.

    Attributes:
        wie: de gebruiker in de rol die dit mag.
    """

    opslag: Opslag
    kennis: Kennis
    regel: Regel
    wie: Behandelaar
    versie: int
    velden: Mapping[str, str]

    def doe(self, functie: Callable[..., Zaak], *waarden: Any) -> Zaak:
        """Voer een functie van `behandeling` of `regelen` uit op deze zaak."""
        return functie(self.opslag, self.regel.kenmerk, self.wie, *waarden, versie=self.versie)

    @property
    def tekst(self) -> str:
        """Wat er in het tekstvak stond."""
        return self.velden.get("tekst", "")


@dataclass(frozen=True)
class Handeling:
    """Iets wat een knop op de pagina doet.

    Attributes:
        recht: welk recht uit ``status.RECHTEN`` daarvoor nodig is.
        gedaan: wat er daarna bovenaan staat.
    """

    recht: str
    doe: Callable[[Opdracht], Zaak]
    gedaan: str


@dataclass(frozen=True)
class _Geschreven:
    """Een formulier dat niet doorging; de tekst blijft staan."""

    handeling: str
    tekst: str
    melding: str
    botsing: bool
    gezien: int


def _wijs_toe(opdracht: Opdracht) -> Zaak:
    return opdracht.doe(regelen.wijs_toe, opdracht.velden.get("behandelaar") or None)


def _pak_op(opdracht: Opdracht) -> Zaak:
    return opdracht.doe(regelen.wijs_toe, opdracht.wie.id)


def _schaal_op(opdracht: Opdracht) -> Zaak:
    return opdracht.doe(behandeling.schaal_op, ladder(opdracht.kennis, opdracht.regel.regio_code))


HANDELINGEN: Mapping[str, Handeling] = {
    "oppakken": Handeling(status.TOEWIJZEN, _pak_op, "De adviesvraag is nu van jou."),
    "toewijzen": Handeling(status.TOEWIJZEN, _wijs_toe, "De behandelaar is veranderd."),
    "behandelen": Handeling(
        status.BEHANDELEN,
        lambda o: o.doe(behandeling.zet_status, status.IN_BEHANDELING),
        "De adviesvraag is in behandeling.",
    ),
    "vraag": Handeling(
        status.BEHANDELEN,
        lambda o: o.doe(behandeling.vraag_terug, o.tekst),
        "Je vraag staat klaar voor de indiener.",
    ),
    "antwoord": Handeling(
        status.BEHANDELEN,
        lambda o: o.doe(behandeling.beantwoord, o.tekst),
        "Je antwoord staat klaar voor de indiener.",
    ),
    "opschalen": Handeling(
        status.BEHANDELEN, _schaal_op, "De adviesvraag staat een trede hoger op de ladder."
    ),
    "sluiten": Handeling(
        status.BEHANDELEN,
        lambda o: o.doe(behandeling.sluit, o.tekst),
        "De adviesvraag is afgesloten.",
    ),
    "notitie": Handeling(
        status.NOTEREN, lambda o: o.doe(behandeling.noteer, o.tekst), "De notitie is bewaard."
    ),
    "regio": Handeling(
        status.REGIO_ZETTEN,
        lambda o: o.doe(regelen.zet_regio, o.velden.get("regio", "")),
        "De adviesvraag is naar een andere regio.",
    ),
    "bezorging": Handeling(
        status.BEZORGING,
        lambda o: o.doe(regelen.opnieuw_bezorgen, o.velden.get("levering", "")),
        "De bezorging begint opnieuw.",
    ),
}


async def toon_zaak(verzoek: web.Request) -> web.Response:
    """Eén adviesvraag met alles erbij."""
    return await _pagina(verzoek)


def handel(naam: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """De afhandeling van het formulier met deze naam."""
    handeling = HANDELINGEN[naam]

    async def afhandeling(verzoek: web.Request) -> web.StreamResponse:
        sessie = ingelogd(verzoek)
        kenmerk = verzoek.match_info["kenmerk"]
        velden = {veld: str(waarde) for veld, waarde in (await verzoek.post()).items()}
        versie = velden.get("versie", "")
        if not versie.isdecimal():
            raise web.HTTPBadRequest

        def voer_uit() -> Zaak:
            opslag = verzoek.app[OPSLAG]
            regel = haal(opslag, kenmerk, sessie.gebruiker.lezer).regel
            wie = sessie.gebruiker.als(handeling.recht, regel.regio_code)
            if wie is None:
                raise verboden("Dat mag je met jouw rol niet doen in deze regio.")
            kennis = verzoek.app[INSTELLINGEN].kennis
            return handeling.doe(Opdracht(opslag, kennis, regel, wie, int(versie), velden))

        try:
            await asyncio.to_thread(voer_uit)
        except (NietMeerActueel, OngeldigeInvoer) as fout:
            gezien = velden.get("gezien", "")
            geschreven = _Geschreven(
                naam,
                velden.get("tekst", ""),
                str(fout),
                isinstance(fout, NietMeerActueel),
                int(gezien) if gezien.isdecimal() else 0,
            )
            return await _pagina(verzoek, geschreven)
        sessie.meld(handeling.gedaan)
        raise web.HTTPSeeOther(f"/adviesvragen/{kenmerk}")

    return afhandeling


def ladder(kennis: Kennis, regio_code: str) -> tuple[str, ...]:
    """De stappen van deze regio; zonder eigen ladder de landelijke."""
    return kennis.ladders.get(regio_code, kennis.ladders[LANDELIJK])


async def _pagina(verzoek: web.Request, geschreven: _Geschreven | None = None) -> web.Response:
    gebruiker = ingelogd(verzoek).gebruiker
    kennis = verzoek.app[INSTELLINGEN].kennis
    zaak, mensen = await asyncio.to_thread(
        _lees, verzoek.app[OPSLAG], verzoek.match_info["kenmerk"], gebruiker
    )
    regel = zaak.regel
    code = 200
    if geschreven is not None:
        code = 409 if geschreven.botsing else 422
    return toon(
        verzoek,
        "zaak.html",
        status=code,
        zaak=zaak,
        regel=regel,
        geschreven=geschreven,
        # Is de handeling er niet meer, dan staat wat iemand schreef boven aan de pagina.
        vak_open=geschreven is not None and _vak_is_er(geschreven.handeling, gebruiker, regel),
        klaar=regel.status in (status.AFGESLOTEN, status.INGETROKKEN),
        mag=_mag(gebruiker, regel),
        naar=_naar(gebruiker, regel),
        namen={mens.id: mens.naam for mens in mensen},
        toe_te_wijzen=[mens for mens in mensen if {"*", regel.regio_code} & mens.regios],
        ladder=ladder(kennis, regel.regio_code),
        criteria=_criteria(zaak, kennis),
        fase=_fase(zaak, kennis),
        vandaag=vandaag_hier(),
        hoogstens=HOOGSTENS_TEKENS,
    )


def _lees(
    opslag: Opslag, kenmerk: str, gebruiker: Gebruiker
) -> tuple[Zaak, tuple[Medewerker, ...]]:
    zaak = haal(opslag, kenmerk, gebruiker.lezer)
    return zaak, medewerkers(opslag, gebruiker.lezer)


def _mag(gebruiker: Gebruiker, regel: Regel) -> frozenset[str]:
    """De rechten van deze gebruiker op deze zaak."""
    alle = status.RECHTEN
    return frozenset(recht for recht in alle if gebruiker.als(recht, regel.regio_code))


def _naar(gebruiker: Gebruiker, regel: Regel) -> frozenset[str]:
    """De statussen die deze gebruiker nu kan geven."""
    wie = gebruiker.als(status.BEHANDELEN, regel.regio_code)
    if wie is None:
        return frozenset()
    naar = status.OVERGANGEN[regel.status]
    return frozenset(code for code in naar if status.mag(regel.status, code, wie.rol))


def _vak_is_er(handeling: str, gebruiker: Gebruiker, regel: Regel) -> bool:
    """Of het tekstvak van deze handeling op de pagina staat."""
    vraagt = {
        "vraag": status.AANVULLING_GEVRAAGD,
        "antwoord": status.BEANTWOORD,
        "sluiten": status.AFGESLOTEN,
    }.get(handeling)
    if vraagt is None:
        return status.NOTEREN in _mag(gebruiker, regel)
    return vraagt in _naar(gebruiker, regel)


def _criteria(zaak: Zaak, kennis: Kennis) -> list[tuple[str, str, str]]:
    """Per criterium de waarde en waarom dat telt."""
    gegeven = (zaak.triage or {}).get("criteria") or {}
    eigen = kennis.redenen.get(zaak.regel.regio_code, {})
    landelijk = kennis.redenen[LANDELIJK]
    if not isinstance(gegeven, dict):
        return []
    return [
        (
            naam,
            waarde,
            eigen.get(naam, {}).get(waarde) or landelijk.get(naam, {}).get(waarde, ""),
        )
        for naam, waarde in gegeven.items()
    ]


def _fase(zaak: Zaak, kennis: Kennis) -> tuple[str, str] | None:
    nummer = (zaak.triage or {}).get("ave_fase")
    return None if nummer is None else (str(nummer), kennis.fasen.get(str(nummer), ""))
