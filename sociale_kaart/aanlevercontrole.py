"""Een aangeleverde rij controleren en samenvoegen met wat er al staat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaartvorm import (
    ACTIEF,
    DOELGROEPEN,
    GEEN_CRISISNUMMER,
    SLUG,
    STATUSSEN,
    ZEKERHEDEN,
    is_datum,
    is_nummer,
    noemt_crisisdienst,
)
from sociale_kaart.namen import sleutel
from sociale_kaart.openingstijden import OP_FEESTDAGEN
from sociale_kaart.platterij import (
    PLATTE_KOLOMMEN,
    lees_nummers,
    schrijf_gemeenten,
    schrijf_nummers,
)
from sociale_kaart.soorten import SOORTEN
from sociale_kaart.spelfouten import dichtstbij
from sociale_kaart.tijdtekst import lees_tijden, schrijf_tijden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sociale_kaart.aanlevering import Aanleverrij
    from sociale_kaart.platterij import Platterij

NIET_UIT_EEN_REGIO = frozenset({"noodnummer", "zelfmoordpreventie"})
_NIEUW = dict.fromkeys(PLATTE_KOLOMMEN, "") | {"status": ACTIEF, "zekerheid": "B"}
_VERPLICHT = ("naam", "wanneer", "organisatie", "bron", "gemeenten")
_KEUZES: Mapping[str, Sequence[str]] = {
    "soort_contact": tuple(SOORTEN),
    "doelgroep": DOELGROEPEN,
    "zekerheid": ZEKERHEDEN,
    "status": STATUSSEN,
    "op_feestdagen": ("", *OP_FEESTDAGEN),
}
Fout = tuple[str, str]
"""De kolom en de zin."""


def maak_plat(rij: Aanleverrij, bestaand: Platterij | None) -> tuple[Platterij, list[Fout]]:
    """Maak van een aangeleverde rij een volledige platte rij.

    Kolommen die niet in het bestand staan, houden de waarde die er al was.

    Returns:
        De rij in de vaste schrijfwijze, en per fout de kolom en de zin.
    """
    plat = {**(bestaand or _NIEUW), **rij.velden}
    fouten: list[Fout] = []
    for kolom, netjes in _NETJES.items():
        try:
            plat[kolom] = netjes(plat[kolom])
        except ValueError as fout:
            fouten.append((kolom, str(fout)))
    fouten += _fouten(plat)
    if "telefoon" in rij.getallen:
        zin = "hier staat een getal, dan valt de 0 vooraan weg; maak er tekst van."
        fouten.append(("telefoon", zin))
    if bestaand is not None and not bestaand["gemeenten"]:
        zin = "dit is een landelijk contact; dat wijzigt een regio niet."
        fouten.append(("id", zin))
    return plat, fouten


def _fouten(plat: Platterij) -> Iterator[Fout]:
    yield from _fouten_vorm(plat)
    yield from _fouten_bereik(plat)
    yield from _fouten_controle(plat)


def _fouten_vorm(plat: Platterij) -> Iterator[Fout]:
    if not SLUG.fullmatch(plat["id"]):
        yield "id", "gebruik kleine letters, cijfers en streepjes, zoals wijkteam-velsen."
    for kolom in _VERPLICHT:
        if not plat[kolom]:
            yield kolom, "dit veld mag niet leeg zijn."
    for kolom, keuzes in _KEUZES.items():
        if plat[kolom] not in keuzes:
            yield (
                kolom,
                f"{plat[kolom]!r} is niet bekend; kies uit {', '.join(filter(None, keuzes))}.",
            )
    if plat["soort_contact"] in NIET_UIT_EEN_REGIO:
        yield "soort_contact", "112 en 113 gelden overal en komen niet uit een regio."


def _fouten_bereik(plat: Platterij) -> Iterator[Fout]:
    if not plat["toegang"] and not (plat["telefoon"] and plat["openingstijden"]):
        yield "toegang", "zonder nummer of tijden staat hier hoe je het contact wel bereikt."
    if plat["telefoon"] and noemt_crisisdienst(plat["naam"], plat["telefoon"]):
        yield "telefoon", GEEN_CRISISNUMMER


def _fouten_controle(plat: Platterij) -> Iterator[Fout]:
    op, door = plat["gecontroleerd_op"], plat["gecontroleerd_door"]
    if op and not is_datum(op):
        yield "gecontroleerd_op", f"{op!r} is geen datum in het verleden, zoals 31-01-2026."
    if bool(op) != bool(door):
        leeg = "gecontroleerd_door" if op else "gecontroleerd_op"
        yield leeg, "vul allebei in: wanneer het is nagevraagd, en welke functie dat deed."
    if "@" in door or any(teken.isdigit() for teken in door):
        yield "gecontroleerd_door", "noem een functie of organisatie, geen adres of nummer."


def _datum(tekst: str) -> str:
    gevonden = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", tekst)
    if gevonden is None:
        return tekst
    dag, maand, jaar = map(int, gevonden.groups())
    return f"{jaar}-{maand:02d}-{dag:02d}"


def _jaar(tekst: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d|", tekst):
        raise ValueError(f"{tekst!r} is geen jaar.")
    return tekst


def _website(tekst: str) -> str:
    adres = urlsplit(tekst)
    if tekst and (adres.scheme not in {"http", "https"} or "." not in adres.netloc):
        raise ValueError(f"{tekst!r} is geen adres dat met https:// begint.")
    return tekst


def _telefoon(tekst: str) -> str:
    nummers = lees_nummers(tekst)
    fout = next((nummer for nummer, _ in nummers if not is_nummer(nummer)), None)
    if fout is not None or bool(nummers) != bool(tekst):
        raise ValueError(f"{fout or tekst!r} is geen Nederlands telefoonnummer.")
    return schrijf_nummers(nummers)


def _tijden(tekst: str) -> str:
    return schrijf_tijden(lees_tijden(tekst))


def _gemeenten(tekst: str) -> str:
    codes = [code for deel in tekst.split(";") if deel.strip() for code in _codes(deel.strip())]
    return schrijf_gemeenten(list(dict.fromkeys(codes)))


def _codes(naam: str) -> Sequence[str]:
    """De code van een gemeente, of die van alle gemeenten van een regio."""
    gemeenten = alle_gemeenten().values()
    kern = sleutel(naam)
    for gemeente in gemeenten:
        if naam == gemeente.code or kern == sleutel(gemeente.naam):
            return [gemeente.code]
    regio = [g.code for g in gemeenten if naam == g.regio_code or kern == sleutel(g.regio_naam)]
    if regio:
        return regio
    bijna = dichtstbij("".join(kern), 2, ruim=True)
    tip = f" Bedoel je {bijna[0].opties[0].naam}?" if bijna else ""
    raise ValueError(f"{naam!r} is geen gemeente of regio.{tip}")


_NETJES: Mapping[str, Callable[[str], str]] = {
    "telefoon": _telefoon,
    "website": _website,
    "bron_url": _website,
    "bron_jaar": _jaar,
    "openingstijden": _tijden,
    "gemeenten": _gemeenten,
    "gecontroleerd_op": _datum,
}
