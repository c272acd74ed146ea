"""De lijst met adviesvragen: kiezen, zoeken, bladeren, en een selectie bewaren."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import web

from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import OngeldigeInvoer
from adviesvraag.inbox.omlijsting import Geweigerd
from adviesvraag.inbox.sleutels import OPSLAG, ingelogd
from adviesvraag.inbox.weergave import toon
from adviesvraag.keuzes import DOORZOCHT, NIEMAND, NIEUW, TERMIJN, VOLGORDES, Keuzes
from adviesvraag.medewerkers import bewaar_weergave, medewerkers, weergaven, wis_weergave
from adviesvraag.status import SOORTEN, STATUSSEN
from adviesvraag.werkvoorraad import lijst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multidict import MultiMapping

    from adviesvraag.inbox.gebruiker import Gebruiker
    from adviesvraag.medewerkers import Medewerker, Weergave
    from adviesvraag.opslag import Opslag
    from adviesvraag.zaak import Pagina

_LANGSTE_ZOEK = 200
_CIJFER = ("kwartaal", "gemeente", "dimensie", "code")


@dataclass(frozen=True)
class _Lijst:
    pagina: Pagina
    mensen: tuple[Medewerker, ...]
    weergaven: tuple[Weergave, ...]


async def toon_lijst(verzoek: web.Request) -> web.Response:
    """De adviesvragen die deze gebruiker mag zien, met de keuzes uit het adres."""
    gebruiker = ingelogd(verzoek).gebruiker
    keuzes, zoek = lees_keuzes(verzoek.query)
    if not verzoek.query:
        keuzes = Keuzes(open=True, volgorde=TERMIJN)
    nummer = verzoek.query.get("pagina", "1")
    pagina = int(nummer) if nummer.isdecimal() and len(nummer) < 7 else 1  # noqa: PLR2004
    gelezen = await asyncio.to_thread(_lees, verzoek.app[OPSLAG], gebruiker, keuzes, zoek, pagina)
    return toon(
        verzoek,
        "lijst.html",
        pagina=gelezen.pagina,
        namen={mens.id: mens.naam for mens in gelezen.mensen},
        weergaven=[(w, _adres(w.keuzes, w.zoek)) for w in gelezen.weergaven],
        vaste=_vaste(gebruiker),
        hier=_adres(keuzes, zoek),
        bladeren=_bladeren(gelezen.pagina, keuzes, zoek),
        velden=_paren(keuzes, zoek),
        keuzes=keuzes,
        zoek=zoek,
        doorzocht=DOORZOCHT,
        niemand=NIEMAND,
        statussen=STATUSSEN,
        soorten=SOORTEN,
        volgordes=VOLGORDES,
        eigen_regios=_regios(gebruiker),
        vandaag=vandaag_hier(),
    )


async def bewaar(verzoek: web.Request) -> web.Response:
    """Bewaar de selectie die nu in de lijst staat."""
    sessie = ingelogd(verzoek)
    velden = await verzoek.post()
    keuzes, zoek = lees_keuzes(velden)
    naam = str(velden.get("naam", ""))
    wie = sessie.gebruiker.lezer
    try:
        await asyncio.to_thread(bewaar_weergave, verzoek.app[OPSLAG], wie, naam, keuzes, zoek)
        sessie.meld(f"De weergave {naam.strip()} is bewaard.")
    except OngeldigeInvoer as fout:
        sessie.meld(str(fout), "fout")
    raise web.HTTPSeeOther(_adres(keuzes, zoek))


async def wis(verzoek: web.Request) -> web.Response:
    """Wis een eigen bewaarde selectie."""
    sessie = ingelogd(verzoek)
    wie, nummer = sessie.gebruiker.lezer, verzoek.match_info["nummer"]
    await asyncio.to_thread(wis_weergave, verzoek.app[OPSLAG], wie, nummer)
    sessie.meld("De weergave is gewist.")
    raise web.HTTPSeeOther("/")


def lees_keuzes(
    velden: MultiMapping[Any],
) -> tuple[Keuzes, str]:
    """De keuzes en de zoektekst uit een adres of formulier; wat niet bestaat telt niet mee.

    Raises:
        Geweigerd: de zoektekst is veel te lang.
    """
    zoek = str(velden.get("zoek", "")).strip()
    if len(zoek) > _LANGSTE_ZOEK:
        raise Geweigerd(400, "Te veel zoektekst", f"Zoek met hooguit {_LANGSTE_ZOEK} tekens.")
    volgorde = str(velden.get("volgorde", NIEUW))
    keuzes = Keuzes(
        statussen=_uit(velden, "status", STATUSSEN),
        soorten=_uit(velden, "soort", SOORTEN),
        regios=tuple(str(code) for code in velden.getall("regio", []) if code),
        behandelaar=str(velden.get("behandelaar", "")) or None,
        te_laat="te_laat" in velden,
        open="open" in velden,
        volgorde=volgorde if volgorde in VOLGORDES else NIEUW,
        cijfer=_cijfer(velden),
    )
    return keuzes, zoek


def _lees(opslag: Opslag, gebruiker: Gebruiker, keuzes: Keuzes, zoek: str, nummer: int) -> _Lijst:
    wie = gebruiker.lezer
    return _Lijst(
        lijst(opslag, wie, keuzes, zoek=zoek, pagina=nummer),
        medewerkers(opslag, wie),
        weergaven(opslag, wie),
    )


def _uit(
    velden: MultiMapping[Any],
    naam: str,
    mag: tuple[str, ...],
) -> tuple[str, ...]:
    gekozen = velden.getall(naam, [])
    return tuple(waarde for waarde in mag if waarde in gekozen)


def _cijfer(velden: MultiMapping[Any]) -> tuple[str, ...]:
    """Het cijfer van het trendbulletin waar dit adres bij hoort; zonder kwartaal is er geen."""
    waarden = tuple(str(velden.get(naam, "")) for naam in _CIJFER)
    return waarden if waarden[0] else ()


def _paren(keuzes: Keuzes, zoek: str) -> list[tuple[str, str]]:
    """De keuzes als velden van een adres of formulier."""
    paren = [("status", status) for status in keuzes.statussen]
    paren += [("soort", soort) for soort in keuzes.soorten]
    paren += [("regio", regio) for regio in keuzes.regios]
    if keuzes.cijfer:
        paren += [paar for paar in zip(_CIJFER, keuzes.cijfer, strict=True) if paar[1]]
    los = {"behandelaar": keuzes.behandelaar, "zoek": zoek, "volgorde": keuzes.volgorde}
    vinken = {"open": keuzes.open, "te_laat": keuzes.te_laat}
    return [
        *paren,
        *((naam, waarde) for naam, waarde in los.items() if waarde),
        *((naam, "ja") for naam, aan in vinken.items() if aan),
    ]


def _adres(keuzes: Keuzes, zoek: str = "", pagina: int = 1) -> str:
    paren = _paren(keuzes, zoek)
    return "/?" + urlencode([*paren, ("pagina", str(pagina))] if pagina > 1 else paren)


def _bladeren(pagina: Pagina, keuzes: Keuzes, zoek: str) -> Mapping[str, str]:
    uit = {}
    if pagina.pagina > 1:
        uit["vorige"] = _adres(keuzes, zoek, min(pagina.pagina - 1, pagina.paginas))
    if pagina.pagina < pagina.paginas:
        uit["volgende"] = _adres(keuzes, zoek, pagina.pagina + 1)
    return uit


def _vaste(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """De selecties die iedereen heeft."""
    return [
        ("Open", _adres(Keuzes(open=True, volgorde=TERMIJN))),
        ("Van niemand", _adres(Keuzes(open=True, volgorde=TERMIJN, behandelaar=NIEMAND))),
        ("Van mij", _adres(Keuzes(open=True, volgorde=TERMIJN, behandelaar=gebruiker.id))),
        ("Te laat", _adres(Keuzes(te_laat=True, volgorde=TERMIJN))),
        ("Alles", _adres(Keuzes())),
    ]


def _regios(gebruiker: Gebruiker) -> list[str]:
    """De regio's waar deze gebruiker uit kan kiezen; leeg als hij ze allemaal ziet."""
    codes = {code for rol in gebruiker.rollen for code in rol.regios}
    return [] if "*" in codes else sorted(codes)
