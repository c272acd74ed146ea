"""De werkvoorraad van de inbox: de lijst, en één adviesvraag met alles wat erbij hoort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model
from adviesvraag.afspraken import vandaag_hier
from adviesvraag.fouten import NietGevonden
from adviesvraag.keuzes import NIEUW, VOLGORDE, Keuzes, gevonden, voorwaarden
from adviesvraag.status import BEHANDELEN, LEZEN, OVERGANGEN, RECHTEN, mag
from adviesvraag.toegang import ONBEKEND, Behandelaar, binnen, eis, lezend
from adviesvraag.zaak import (
    Bericht,
    Gebeurtenis,
    GegevenAntwoord,
    Levering,
    Notitie,
    Pagina,
    Regel,
    Zaak,
)

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from adviesvraag.opslag import Opslag

__all__ = ["Keuzes", "Pagina", "Regel", "Zaak", "haal", "laatste_regio", "lijst"]

_PER_PAGINA_HOOGSTENS = 100


def lijst(
    opslag: Opslag,
    wie: Behandelaar,
    keuzes: Keuzes | None = None,
    *,
    zoek: str = "",
    pagina: int = 1,
    per_pagina: int = 25,
) -> Pagina:
    """De adviesvragen die deze medewerker mag zien.

    Er wordt gezocht op een kenmerk of een deel ervan, een gemeentecode, of woorden uit de
    antwoorden. De pagina's tellen vanaf 1; een pagina voorbij de laatste is leeg.

    Raises:
        NietToegestaan: de rol mag niet lezen.
        OpslagNietBereikbaar: de database antwoordt niet.
    """
    eis(wie, LEZEN)
    keuzes = keuzes or Keuzes()
    per_pagina = max(1, min(per_pagina, _PER_PAGINA_HOOGSTENS))
    pagina = max(1, pagina)
    tabel = model.adviesvraag
    with lezend(opslag, wie) as sessie:
        waar = and_(binnen(tabel.c.regio_code, wie), *voorwaarden(keuzes, vandaag_hier()))
        if woorden := zoek.split():
            waar = and_(waar, gevonden(sessie, waar, zoek, [w.lower() for w in woorden]))
        totaal = sessie.execute(select(func.count()).select_from(tabel).where(waar)).scalar_one()
        volgorde = VOLGORDE.get(keuzes.volgorde, VOLGORDE[NIEUW])
        # Eerst alleen de nummers: die staan met wat kiest en sorteert in een index.
        nummers = (
            select(tabel.c.id)
            .where(waar)
            .order_by(*volgorde)
            .limit(per_pagina)
            .offset((pagina - 1) * per_pagina)
        )
        rijen = sessie.execute(_regels().where(tabel.c.id.in_(nummers)).order_by(*volgorde)).all()
    return Pagina(tuple(_regel(rij) for rij in rijen), totaal, pagina, per_pagina)


def haal(opslag: Opslag, kenmerk: str, wie: Behandelaar) -> Zaak:
    """Alles van één adviesvraag.

    Raises:
        NietGevonden: ze bestaat niet, of ze is van een andere regio; dat verschil blijft verborgen.
        NietToegestaan: de rol mag niet lezen.
        OpslagNietBereikbaar: de database antwoordt niet.
    """
    eis(wie, LEZEN)
    tabel = model.adviesvraag
    with lezend(opslag, wie) as sessie:
        rij = sessie.execute(select(tabel).where(*een(kenmerk, wie))).one_or_none()
        if rij is None:
            raise NietGevonden("Er is geen adviesvraag met dit kenmerk.")
        return _zaak(sessie, rij, wie)


def laatste_regio(opslag: Opslag, wie: Behandelaar) -> str | None:
    """De regio van de nieuwste adviesvraag die deze medewerker mag zien; fouten als ``lijst``."""
    eis(wie, LEZEN)
    tabel = model.adviesvraag
    nieuwste = (
        select(tabel.c.regio_code)
        .where(binnen(tabel.c.regio_code, wie), tabel.c.regio_code != ONBEKEND)
        .order_by(tabel.c.aangemaakt_op.desc())
        .limit(1)
    )
    with lezend(opslag, wie) as sessie:
        return sessie.execute(nieuwste).scalar_one_or_none()


def een(kenmerk: str, wie: Behandelaar) -> tuple[ColumnElement[bool], ...]:
    """De voorwaarden voor één adviesvraag binnen de regio's van deze medewerker."""
    tabel = model.adviesvraag
    return tabel.c.kenmerk == kenmerken.lees(kenmerk), binnen(tabel.c.regio_code, wie)


def _regels() -> Any:
    return select(*(model.adviesvraag.c[naam] for naam in (*_VELDEN, "triage")))


def _regel(rij: Any) -> Regel:
    uitkomst = (rij.triage or {}).get("uitkomst")
    return Regel(**{naam: getattr(rij, naam) for naam in _VELDEN}, uitkomst=uitkomst)


def _zaak(sessie: Session, rij: Any, wie: Behandelaar) -> Zaak:
    def alle(tabel: Table, volgorde: str, *namen: str) -> list[Any]:
        kolommen = [tabel.c[naam] for naam in namen]
        vraag = select(*kolommen).where(tabel.c.adviesvraag_id == rij.id)
        return [tuple(gevonden) for gevonden in sessie.execute(vraag.order_by(tabel.c[volgorde]))]

    rechten = frozenset(recht for recht, rollen in RECHTEN.items() if wie.rol in rollen)
    naar = OVERGANGEN[rij.status] if BEHANDELEN in rechten else ()
    return Zaak(
        regel=_regel(rij),
        trede_naam=rij.trede_naam,
        contact_email=rij.contact_email,
        triage=rij.triage,
        antwoorden=tuple(
            GegevenAntwoord(*velden)
            for velden in alle(
                model.antwoord, "volgorde", "vraag_id", "vraag_tekst", "weergave", "herkomst"
            )
        ),
        historie=tuple(
            Gebeurtenis.lees(*velden)
            for velden in alle(model.gebeurtenis, "id", "soort", "wie", "wat", "kanaal", "op")
        ),
        notities=tuple(
            Notitie(*velden) for velden in alle(model.notitie, "id", "wie", "tekst", "op")
        ),
        berichten=tuple(
            Bericht(*velden)
            for velden in alle(
                model.bericht, "id", "richting", "soort", "wie", "tekst", "kanaal", "op"
            )
        ),
        bezorgingen=tuple(
            Levering(nr, soort, inhoud["gebeurtenis"], inhoud["status"], *rest)
            for nr, soort, inhoud, *rest in alle(
                model.bezorging,
                "aangemaakt_op",
                *("id", "soort", "inhoud", "staat", "pogingen", "fout", "volgende_poging"),
            )
        ),
        mag_status=tuple(status for status in naar if mag(rij.status, status, wie.rol)),
        rechten=rechten,
    )


_VELDEN = (
    "kenmerk",
    "status",
    "soort",
    "regio_code",
    "gemeente_code",
    "behandelaar",
    "uiterste_datum",
    "trede",
    "aangemaakt_op",
    "gewijzigd_op",
    "versie",
)
