"""Triage: van criteria naar uitkomst, redenen, AVE-indicatie en soorten contact.

De uitkomst is een driewaardige functie (`ja`, `nee`, `onbekend`) op grond van S1 4.2 en S2
(Uitgangspunten); zij geldt in elke regio. Woorden, contacten en vervolg per regio zijn data.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.regios import Regio
from knowledge.triage_teksten import Reden, teksten
from knowledge.vragenlijst import ONBEKEND, Stand, Vragenlijst

CRITERIA = (
    "multiprobleem",
    "ketenoverstijgend",
    "systeem",
    "gebiedsgebonden",
    "zorgcomponent",
    "veiligheidscomponent",
    "regulier_doorlopen",
)
VIJF = ("zorgcomponent", "veiligheidscomponent", "multiprobleem", "ketenoverstijgend", "systeem")
UITKOMSTEN = ("hoort_thuis", "hoort_niet_thuis", "twijfel", "acuut", "gebiedsgebonden")


@dataclass(frozen=True)
class Oordeel:
    """Het advies over een casus; een mens beslist."""

    uitkomst: str
    criteria: Mapping[str, str]
    redenen: tuple[Reden, ...]
    ave_fase: int | None
    soorten_contact: tuple[str, ...]
    titel: str
    tekst: str
    vervolg: tuple[str, ...]


def uitkomst(criteria: Mapping[str, str], *, acuut: bool = False) -> str:
    """De uitkomst bij de criteria; een ontbrekend criterium telt als `onbekend`.

    De volgorde is die van `docs/contract.md` (Uitkomst); de criteria zijn die van S1 4.2, de zorg-
    en veiligheidscomponent en "reguliere mogelijkheden doorlopen" die van S2 (Uitgangspunten).
    """
    if acuut:
        return "acuut"
    if criteria.get("gebiedsgebonden") == "ja":
        return "gebiedsgebonden"
    vijf = [criteria.get(naam, ONBEKEND) for naam in VIJF]
    if "nee" in vijf:
        return "hoort_niet_thuis"
    if ONBEKEND in vijf:
        return "twijfel"
    return "hoort_thuis" if criteria.get("regulier_doorlopen") == "ja" else "twijfel"


def criteria_uit(lijst: Vragenlijst, stand: Stand) -> dict[str, str]:
    """De zeven criteria uit een ingevulde triage; wat niet gevraagd is blijft `onbekend`.

    Geen teken van een gebiedsprobleem betekent `nee` voor `gebiedsgebonden` (docs/contract.md).
    """
    uit = dict.fromkeys(CRITERIA, ONBEKEND)
    uit["gebiedsgebonden"] = "nee"
    for vraag in lijst.vragen.values():
        naam = vraag.criterium or vraag.id
        if naam in uit and (waarde := stand.waarde(vraag.id)) is not None:
            uit[naam] = waarde
    return uit


def ave_fase(gevonden: str, criteria: Mapping[str, str], signalen: Collection[str]) -> int | None:
    """De AVE-fase als indicatie, of None als de feiten er geen dragen.

    Onrust is fase 4; een vastgelopen casus over ketens heen, of stagnatie zonder veiligheidskant
    (lokaal), fase 3; een probleem dat de gewone weg aankan fase 2 (AVE-handreiking, fasen).
    """
    if "onrust" in signalen:
        return 4
    if gevonden == "hoort_thuis":
        return 3
    if gevonden == "hoort_niet_thuis":
        return 3 if loopt_lokaal_vast(criteria, signalen) else 2
    alle_vijf = all(criteria.get(naam) == "ja" for naam in VIJF)
    return 2 if gevonden == "twijfel" and alle_vijf else None


def loopt_lokaal_vast(criteria: Mapping[str, str], signalen: Collection[str]) -> bool:
    """Zorg nodig, geen veiligheidskant en stagnatie: lokale procesregie (docs/contract.md)."""
    return (
        criteria.get("zorgcomponent") == "ja"
        and criteria.get("veiligheidscomponent") == "nee"
        and ("stagnatie" in signalen or criteria.get("regulier_doorlopen") == "ja")
    )


def oordeel(
    criteria: Mapping[str, str],
    eigen_contacten: Sequence[str],
    signalen: Collection[str],
    regio: Regio,
) -> Oordeel:
    """Het hele advies bij de criteria, de contacten van het probleem en de regio.

    Args:
        criteria: criterium -> `ja`, `nee` of `onbekend`.
        eigen_contacten: soorten contact die bij het probleem horen, het eerste vooraan.
        signalen: tekens uit de tekst, zoals `stagnatie`, `onrust` en `kind`.
        regio: de gegevens van de regio, of de landelijke.
    """
    gevonden = uitkomst(criteria)
    bij_uitkomst = teksten().uitkomsten[gevonden]
    return Oordeel(
        uitkomst=gevonden,
        criteria=dict(criteria),
        redenen=_redenen(gevonden, criteria, regio),
        ave_fase=ave_fase(gevonden, criteria, signalen),
        soorten_contact=_soorten_contact(gevonden, criteria, eigen_contacten, signalen, regio),
        titel=bij_uitkomst.titel.format(veiligheidshuis=regio.veiligheidshuis),
        tekst=" ".join(
            zin.format(veiligheidshuis=regio.veiligheidshuis)
            for zin in (bij_uitkomst.tekst, regio.toevoeging.get(gevonden, ""))
            if zin
        ),
        vervolg=bij_uitkomst.vervolg,
    )


def _redenen(gevonden: str, criteria: Mapping[str, str], regio: Regio) -> tuple[Reden, ...]:
    """De redenen die de uitkomst dragen eerst, daarna de overige die bekend zijn."""
    dragend = {"hoort_niet_thuis": "nee", "twijfel": ONBEKEND}.get(gevonden, "ja")
    namen = sorted(
        (n for n in CRITERIA if _telt_als_reden(n, gevonden, criteria)),
        key=lambda naam: criteria.get(naam) != dragend,
    )
    return tuple(
        regio.redenen.get((naam, criteria[naam])) or teksten().redenen[naam, criteria[naam]]
        for naam in namen
    )


def _telt_als_reden(naam: str, gevonden: str, criteria: Mapping[str, str]) -> bool:
    waarde = criteria.get(naam, ONBEKEND)
    if naam == "gebiedsgebonden":
        return waarde == "ja"
    if gevonden in {"gebiedsgebonden", "hoort_niet_thuis"}:
        return waarde != ONBEKEND
    return True


def _soorten_contact(
    gevonden: str,
    criteria: Mapping[str, str],
    eigen_contacten: Sequence[str],
    signalen: Collection[str],
    regio: Regio,
) -> tuple[str, ...]:
    bij_uitkomst = teksten().uitkomsten[gevonden]
    vooraf: tuple[str, ...] = regio.contacten.get(gevonden, bij_uitkomst.contacten)
    if gevonden == "gebiedsgebonden" and "onrust" in signalen:
        vooraf = ("burgemeester", *vooraf)
    if gevonden == "hoort_niet_thuis" and loopt_lokaal_vast(criteria, signalen):
        vooraf = ("procesregisseur_lokaal", *vooraf)
    erna = ("veilig_thuis",) if {"kindermishandeling", "huiselijk_geweld"} & set(signalen) else ()
    eigen = () if gevonden == "gebiedsgebonden" else eigen_contacten
    return tuple(dict.fromkeys((*vooraf, *eigen, *erna)))
