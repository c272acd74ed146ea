"""De tabellen met contacten controleren; alle fouten komen in één keer terug."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaartvorm import (
    ACTIEF,
    DAGEN,
    DOELGROEPEN,
    GEEN_CRISISNUMMER,
    KOLOMMEN,
    LOCATIESOORTEN,
    SLUG,
    STATUSSEN,
    TIJD,
    ZEKERHEDEN,
    is_datum,
    is_nummer,
    noemt_crisisdienst,
)
from sociale_kaart.openingstijden import OP_FEESTDAGEN
from sociale_kaart.soorten import OVERIG, SOORTEN, TERUGVAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sociale_kaart.tabellen import Rij


@dataclass
class Tabellen:
    """Alle tabellen per bestandsnaam, en de fouten die erin gevonden zijn."""

    rijen: Mapping[str, Sequence[Rij]]
    fouten: list[str] = field(default_factory=list)

    def eis(self, rij: Rij, veld: str, *, goed: bool, zin: str) -> None:
        """Noteer een fout als iets niet goed is."""
        if not goed:
            self.fouten.append(rij.fout(veld, zin))

    def per_dienst(self, bestand: str) -> Mapping[str, list[Rij]]:
        """Geef de rijen van een tabel per dienst."""
        groepen: dict[str, list[Rij]] = defaultdict(list)
        for rij in self.rijen[bestand]:
            groepen[rij["dienst_id"]].append(rij)
        return groepen


def controleer_tabellen(tabellen: Tabellen) -> None:
    """Noteer in `tabellen.fouten` alles wat niet klopt."""
    for controle in _CONTROLES:
        controle(tabellen)


def _controleer_sleutels(tabellen: Tabellen) -> None:
    for bestand, kolommen in KOLOMMEN.items():
        gezien: set[tuple[str, ...]] = set()
        kern = ("id",) if "id" in kolommen else kolommen
        for rij in tabellen.rijen[bestand]:
            waarde = tuple(rij[kolom] for kolom in kern)
            zin = f"{' '.join(waarde)!r} staat er twee keer in."
            tabellen.eis(rij, kern[0], goed=waarde not in gezien, zin=zin)
            gezien.add(waarde)


def _controleer_verwijzingen(tabellen: Tabellen) -> None:
    verwijzingen = [
        ("diensten.csv", "organisatie_id", "organisaties.csv"),
        ("diensten.csv", "bron_id", "bronnen.csv"),
        *(
            (naam, "dienst_id", "diensten.csv")
            for naam in KOLOMMEN
            if "dienst_id" in KOLOMMEN[naam]
        ),
    ]
    for bestand, veld, doel in verwijzingen:
        bekend = {rij["id"] for rij in tabellen.rijen[doel]}
        for rij in tabellen.rijen[bestand]:
            zin = f"{rij[veld]!r} staat niet in {doel}."
            tabellen.eis(rij, veld, goed=rij[veld] in bekend, zin=zin)


def _controleer_diensten(tabellen: Tabellen) -> None:
    met_uitleg = tabellen.per_dienst("telefoons.csv").keys() & (
        tabellen.per_dienst("openingstijden.csv").keys()
    )
    keuzes: dict[str, Sequence[str]] = {
        "soort_contact": tuple(SOORTEN),
        "doelgroep": DOELGROEPEN,
        "zekerheid": ZEKERHEDEN,
        "status": STATUSSEN,
    }
    for rij in tabellen.rijen["diensten.csv"]:
        for veld, mag in keuzes.items():
            zin = f"{rij[veld]!r} is niet bekend; kies uit {', '.join(mag)}."
            tabellen.eis(rij, veld, goed=rij[veld] in mag, zin=zin)
        for veld in ("naam", "wanneer"):
            tabellen.eis(rij, veld, goed=bool(rij[veld]), zin="dit veld mag niet leeg zijn.")
        slug = SLUG.fullmatch(rij["id"]) is not None
        tabellen.eis(rij, "id", goed=slug, zin="gebruik kleine letters, cijfers en streepjes.")
        bereikbaar = bool(rij["toegang"]) or rij["id"] in met_uitleg
        zin = "zonder telefoonnummer of tijden staat hier hoe je het contact wel bereikt."
        tabellen.eis(rij, "toegang", goed=bereikbaar, zin=zin)
        datum = rij["gecontroleerd_op"]
        zin = f"{datum!r} is geen datum in het verleden van de vorm 2026-01-31."
        tabellen.eis(rij, "gecontroleerd_op", goed=not datum or is_datum(datum), zin=zin)


def _controleer_bronnen(tabellen: Tabellen) -> None:
    for rij in tabellen.rijen["bronnen.csv"]:
        goed = re.fullmatch(r"(19|20)\d\d|", rij["jaar"]) is not None
        tabellen.eis(rij, "jaar", goed=goed, zin=f"{rij['jaar']!r} is geen jaar.")


def _controleer_nummers(tabellen: Tabellen) -> None:
    diensten = {rij["id"]: rij for rij in tabellen.rijen["diensten.csv"]}
    for rij in tabellen.rijen["telefoons.csv"]:
        dienst = diensten.get(rij["dienst_id"])
        crisis = dienst is not None and noemt_crisisdienst(dienst["naam"], rij["omschrijving"])
        tabellen.eis(rij, "nummer", goed=not crisis, zin=GEEN_CRISISNUMMER)
        zin = f"{rij['nummer']!r} is geen Nederlands telefoonnummer."
        tabellen.eis(rij, "nummer", goed=is_nummer(rij["nummer"]), zin=zin)


def _controleer_tijden(tabellen: Tabellen) -> None:
    for rij in tabellen.rijen["openingstijden.csv"]:
        dagen = rij.lijst("dagen")
        goed = bool(dagen) and set(dagen) <= set(DAGEN)
        tabellen.eis(rij, "dagen", goed=goed, zin=f"gebruik {';'.join(DAGEN)}.")
        for veld in ("opent", "sluit"):
            goed = TIJD.fullmatch(rij[veld]) is not None
            tabellen.eis(rij, veld, goed=goed, zin=f"{rij[veld]!r} is geen tijd zoals 09:00.")
        tabellen.eis(rij, "sluit", goed=rij["opent"] < rij["sluit"], zin="dit is niet na opent.")
        feest = rij["op_feestdagen"]
        zin = f"{feest!r} is niet bekend; kies uit {', '.join(OP_FEESTDAGEN)}, of laat het leeg."
        tabellen.eis(rij, "op_feestdagen", goed=feest in {"", *OP_FEESTDAGEN}, zin=zin)


def _controleer_feestdagen(tabellen: Tabellen) -> None:
    for rijen in tabellen.per_dienst("openingstijden.csv").values():
        for rij in rijen[1:]:
            goed = rij["op_feestdagen"] == rijen[0]["op_feestdagen"]
            zin = f"alle regels van {rij['dienst_id']} zeggen hier hetzelfde."
            tabellen.eis(rij, "op_feestdagen", goed=goed, zin=zin)


def _controleer_plekken(tabellen: Tabellen) -> None:
    for rij in tabellen.rijen["locaties.csv"]:
        zin = f"{rij['soort']!r} is niet bekend; kies uit {', '.join(LOCATIESOORTEN)}."
        tabellen.eis(rij, "soort", goed=rij["soort"] in LOCATIESOORTEN, zin=zin)
        zin = "een virtuele plek heeft een adres dat met https:// begint."
        goed = rij["soort"] != "virtueel" or rij["url"].startswith("https://")
        tabellen.eis(rij, "url", goed=goed, zin=zin)
    for bestand, veld in (("locaties.csv", "naam"), ("functies.csv", "functie")):
        for rij in tabellen.rijen[bestand]:
            tabellen.eis(rij, veld, goed=bool(rij[veld]), zin="dit veld mag niet leeg zijn.")


def _controleer_gebieden(tabellen: Tabellen) -> None:
    gemeenten = alle_gemeenten()
    for rij in tabellen.rijen["werkgebieden.csv"]:
        gemeente = gemeenten.get(rij["gemeente_code"])
        zin = f"{rij['gemeente_code']!r} is geen gemeentecode."
        tabellen.eis(rij, "gemeente_code", goed=gemeente is not None, zin=zin)
        if gemeente:
            zin = f"{gemeente.naam} ligt in {gemeente.regio_code}, niet in {rij['regio_code']!r}."
            goed = gemeente.regio_code == rij["regio_code"]
            tabellen.eis(rij, "regio_code", goed=goed, zin=zin)


def _controleer_dekking(tabellen: Tabellen) -> None:
    beperkt = tabellen.per_dienst("werkgebieden.csv")
    landelijk = {
        rij["soort_contact"]
        for rij in tabellen.rijen["diensten.csv"]
        if rij["status"] == ACTIEF and rij["id"] not in beperkt
    }
    for soort in SOORTEN:
        if soort != OVERIG and TERUGVAL.get(soort, soort) not in landelijk:
            tabellen.fouten.append(
                f"diensten.csv, veld soort_contact: {soort} heeft geen contact dat in heel "
                "Nederland gebruikt kan worden."
            )


_CONTROLES: Sequence[Callable[[Tabellen], None]] = (
    _controleer_sleutels,
    _controleer_verwijzingen,
    _controleer_diensten,
    _controleer_bronnen,
    _controleer_nummers,
    _controleer_tijden,
    _controleer_feestdagen,
    _controleer_plekken,
    _controleer_gebieden,
    _controleer_dekking,
)
