"""De sociale kaart in de vorm van HSDS 3 (Human Services Data Specification, Open Referral).

Welke kolom welk veld wordt, staat in docs/sociale-kaart.md; de vorm van de uitvoer staat als
JSON-schema in docs/hsds/.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaartvorm import DAGEN, DOELGROEPEN, KOLOMMEN, ZEKERHEDEN
from sociale_kaart.openingstijden import ONBEKEND
from sociale_kaart.soorten import SOORTEN
from sociale_kaart.tabellen import lees_tabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sociale_kaart.tabellen import Rij

Object = dict[str, Any]
VERSIE = "3.0"
_NAAMRUIMTE = uuid.UUID("b55e5c40-dbde-400c-b5d8-90c928726811")
_DAGEN = dict(zip(DAGEN, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_STATUS = {
    "actief": "active",
    "inactief": "inactive",
    "opgeheven": "defunct",
    "tijdelijk_gesloten": "temporarily closed",
}
_LOCATIE = {"virtueel": "virtual", "fysiek": "physical", "post": "postal"}
_VOOR = {"professional": "Voor professionals.", "burger": "Voor inwoners.",
         "beide": "Voor professionals en inwoners."}  # fmt: skip
_INDELINGEN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "soort_contact": ("Soort contact in deze wegwijzer", SOORTEN),
    "zekerheid": (
        "Hoe zeker een gegeven is",
        dict(zip(ZEKERHEDEN, ("brondocument", "officiële pagina", "niet nagekeken"), strict=True)),
    ),
    "doelgroep": ("Voor wie een dienst is", {groep: _VOOR[groep] for groep in DOELGROEPEN}),
}


def sleutel(soort: str, id_: str) -> str:
    """Geef de UUID van een rij; dezelfde soort en hetzelfde id geven altijd dezelfde."""
    return str(uuid.uuid5(_NAAMRUIMTE, f"{soort}/{id_}"))


def naar_hsds(map_: Path) -> Object:
    """Zet alle tabellen om, ook de diensten die niet actief zijn.

    Raises:
        KaartFout: een tabel is er niet of heeft andere kolommen.
    """
    tabel = {naam: lees_tabel(map_ / naam, kolommen) for naam, kolommen in KOLOMMEN.items()}
    bronnen = {rij["id"]: rij for rij in tabel["bronnen.csv"]}
    bij = {
        naam: {dienst["id"]: [rij for rij in rijen if rij["dienst_id"] == dienst["id"]]
               for dienst in tabel["diensten.csv"]}
        for naam, rijen in tabel.items()
        if "dienst_id" in KOLOMMEN[naam]
    }  # fmt: skip
    return {
        "version": VERSIE,
        "profile": "sociale-kaart.schema.json",
        "organizations": [_organisatie(rij) for rij in tabel["organisaties.csv"]],
        "services": [
            _dienst(rij, {naam: rijen[rij["id"]] for naam, rijen in bij.items()}, bronnen)
            for rij in tabel["diensten.csv"]
        ],
        "taxonomies": [
            {"id": sleutel("taxonomy", code), "name": code, "description": uitleg}
            for code, (uitleg, _) in _INDELINGEN.items()
        ],
        "taxonomy_terms": [_term(indeling, code) for indeling, code in _termen()],
    }


def _organisatie(rij: Rij) -> Object:
    return _gevuld(
        id=sleutel("organization", rij["id"]),
        name=rij["naam"],
        description=rij["naam"],
        website=rij["website"],
    )


def _dienst(rij: Rij, bij: Mapping[str, Sequence[Rij]], bronnen: Mapping[str, Rij]) -> Object:
    id_ = sleutel("service", rij["id"])
    niet_voor = f" Niet voor {rij['niet_voor']}." if rij["niet_voor"] else ""
    return _gevuld(
        id=id_,
        organization_id=sleutel("organization", rij["organisatie_id"]),
        name=rij["naam"].format(gemeente="de gemeente", regio="de regio"),
        description=rij["wanneer"],
        url=rij["website"],
        status=_STATUS[rij["status"]],
        application_process=rij["toegang"],
        eligibility_description=f"{_VOOR[rij['doelgroep']]}{niet_voor}",
        assured_date=rij["gecontroleerd_op"],
        phones=[_telefoon(telefoon, id_) for telefoon in bij["telefoons.csv"]],
        schedules=[_rooster(tijd, id_) for tijd in bij["openingstijden.csv"]],
        service_areas=list(_gebieden(rij["id"], id_, bij["werkgebieden.csv"])),
        contacts=[_functie(functie, id_) for functie in bij["functies.csv"]],
        service_at_locations=[_plek(locatie, id_) for locatie in bij["locaties.csv"]],
        attributes=list(_kenmerken(rij, id_, bronnen[rij["bron_id"]])),
    )


def _telefoon(rij: Rij, dienst: str) -> Object:
    return _gevuld(
        id=sleutel("phone", rij["id"]),
        service_id=dienst,
        number=rij["nummer"],
        description=rij["omschrijving"],
        type="voice",
    )


def _rooster(rij: Rij, dienst: str) -> Object:
    # HSDS kent geen 24:00; 00:00 als sluitingstijd is middernacht aan het eind van de dag.
    return {
        "id": sleutel("schedule", rij["id"]),
        "service_id": dienst,
        "freq": "WEEKLY",
        "wkst": "MO",
        "byday": ",".join(_DAGEN[dag] for dag in rij.lijst("dagen")),
        "opens_at": rij["opent"],
        "closes_at": rij["sluit"].replace("24:00", "00:00"),
        "description": f"Op feestdagen: {rij['op_feestdagen'] or ONBEKEND}.",
        "notes": "Kloktijd in Nederland (Europe/Amsterdam).",
    }


def _gebieden(id_: str, dienst: str, rijen: Sequence[Rij]) -> Iterator[Object]:
    gemeenten = alle_gemeenten()
    namen = {rij["gemeente_code"]: gemeenten[rij["gemeente_code"]].naam for rij in rijen}
    for code, naam in (namen or {"NL": "Nederland"}).items():
        yield {
            "id": sleutel("service_area", f"{id_}/{code}"),
            "service_id": dienst,
            "name": naam,
            "extent": code,
            "extent_type": "text",
        }


def _functie(rij: Rij, dienst: str) -> Object:
    return _gevuld(
        id=sleutel("contact", rij["id"]),
        service_id=dienst,
        title=rij["functie"],
        department=rij["afdeling"],
    )


def _plek(rij: Rij, dienst: str) -> Object:
    locatie = sleutel("location", rij["id"])
    return {
        "id": sleutel("service_at_location", rij["id"]),
        "service_id": dienst,
        "location_id": locatie,
        "location": _gevuld(
            id=locatie, location_type=_LOCATIE[rij["soort"]], name=rij["naam"], url=rij["url"]
        ),
    }


def _kenmerken(rij: Rij, dienst: str, bron: Rij) -> Iterator[Object]:
    los = {
        "bron": ", ".join(filter(None, (bron["titel"], bron["jaar"], rij["bron_paragraaf"]))),
        "bron_url": bron["url"],
        "gecontroleerd_door": rij["gecontroleerd_door"],
    }
    for naam, waarde in [*((naam, rij[naam]) for naam in _INDELINGEN), *los.items()]:
        if waarde:
            kenmerk = {
                "id": sleutel("attribute", f"{rij['id']}/{naam}"),
                "link_id": dienst,
                "link_entity": "service",
                "link_type": naam,
                "value": waarde,
            }
            if naam in _INDELINGEN:
                kenmerk["taxonomy_term_id"] = sleutel("taxonomy_term", f"{naam}/{waarde}")
            yield kenmerk


def _termen() -> Iterator[tuple[str, str]]:
    for indeling, (_, termen) in _INDELINGEN.items():
        for code in termen:
            yield indeling, code


def _term(indeling: str, code: str) -> Object:
    naam = _INDELINGEN[indeling][1][code]
    return {
        "id": sleutel("taxonomy_term", f"{indeling}/{code}"),
        "taxonomy_id": sleutel("taxonomy", indeling),
        "code": code,
        "name": naam,
        "description": naam,
        "language": "nl",
    }


def _gevuld(**velden: object) -> Object:
    """Laat velden zonder waarde weg: HSDS kent geen lege tekst."""
    return {naam: waarde for naam, waarde in velden.items() if waarde not in ("", [])}
