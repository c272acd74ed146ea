"""De tabellen met contacten lezen en controleren; alle fouten komen in één keer terug."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import phonenumbers

from sociale_kaart.bereikbaarheid import DAGEN, beschrijf
from sociale_kaart.contact import Bron, Contact
from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.soorten import OVERIG, SOORTEN, TERUGVAL
from sociale_kaart.tabellen import KaartFout, Rij, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

KOLOMMEN = {
    "bronnen.csv": ("id", "titel", "jaar", "url"),
    "organisaties.csv": ("id", "naam", "website"),
    "diensten.csv": (
        "id", "organisatie_id", "soort_contact", "naam", "wanneer", "niet_voor", "doelgroep",
        "website", "toegang", "bron_id", "bron_paragraaf", "zekerheid", "gecontroleerd_op",
        "status",
    ),
    "telefoons.csv": ("id", "dienst_id", "nummer", "omschrijving"),
    "openingstijden.csv": ("id", "dienst_id", "dagen", "opent", "sluit"),
    "werkgebieden.csv": ("dienst_id", "regio_code", "gemeente_code"),
}  # fmt: skip
KORTE_NUMMERS = frozenset({"112", "113"})
ACTIEF = "actief"
STATUSSEN = (ACTIEF, "inactief", "opgeheven", "tijdelijk_gesloten")
ZEKERHEDEN = ("S", "A", "B")
DOELGROEPEN = ("professional", "burger", "beide")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIJD = re.compile(r"([01]\d|2[0-4]):[0-5]\d")


@dataclass
class _Tabellen:
    rijen: Mapping[str, Sequence[Rij]]
    fouten: list[str] = field(default_factory=list)

    def eis(self, rij: Rij, veld: str, *, goed: bool, zin: str) -> None:
        if not goed:
            self.fouten.append(rij.fout(veld, zin))

    def per_dienst(self, bestand: str) -> Mapping[str, list[Rij]]:
        groepen: dict[str, list[Rij]] = defaultdict(list)
        for rij in self.rijen[bestand]:
            groepen[rij["dienst_id"]].append(rij)
        return groepen


def lees_contacten(map_: Path) -> tuple[tuple[Contact, ...], list[str]]:
    """Lees alle tabellen.

    Args:
        map_: de map met de tabellen.

    Returns:
        De actieve contacten in de volgorde van diensten.csv, en alle foutzinnen. Bij fouten zijn
        er geen contacten.
    """
    try:
        rijen = {naam: lees_tabel(map_ / naam, kolommen) for naam, kolommen in KOLOMMEN.items()}
    except KaartFout as fout:
        return (), [str(fout)]
    tabellen = _Tabellen(rijen)
    for controle in _CONTROLES:
        controle(tabellen)
    if tabellen.fouten:
        return (), tabellen.fouten
    return _maak_contacten(tabellen), []


def _controleer_sleutels(tabellen: _Tabellen) -> None:
    for bestand, kolommen in KOLOMMEN.items():
        gezien: set[tuple[str, ...]] = set()
        kern = ("id",) if "id" in kolommen else kolommen
        for rij in tabellen.rijen[bestand]:
            waarde = tuple(rij[kolom] for kolom in kern)
            zin = f"{' '.join(waarde)!r} staat er twee keer in."
            tabellen.eis(rij, kern[0], goed=waarde not in gezien, zin=zin)
            gezien.add(waarde)


def _controleer_verwijzingen(tabellen: _Tabellen) -> None:
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


def _controleer_diensten(tabellen: _Tabellen) -> None:
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
        slug = _SLUG.fullmatch(rij["id"]) is not None
        tabellen.eis(rij, "id", goed=slug, zin="gebruik kleine letters, cijfers en streepjes.")
        bereikbaar = bool(rij["toegang"]) or rij["id"] in met_uitleg
        zin = "zonder telefoonnummer of tijden staat hier hoe je het contact wel bereikt."
        tabellen.eis(rij, "toegang", goed=bereikbaar, zin=zin)
        datum = rij["gecontroleerd_op"]
        zin = f"{datum!r} is geen datum in het verleden van de vorm 2026-01-31."
        tabellen.eis(rij, "gecontroleerd_op", goed=not datum or _goede_datum(datum), zin=zin)


def _controleer_bronnen(tabellen: _Tabellen) -> None:
    for rij in tabellen.rijen["bronnen.csv"]:
        goed = re.fullmatch(r"(19|20)\d\d|", rij["jaar"]) is not None
        tabellen.eis(rij, "jaar", goed=goed, zin=f"{rij['jaar']!r} is geen jaar.")


def _controleer_nummers(tabellen: _Tabellen) -> None:
    for rij in tabellen.rijen["telefoons.csv"]:
        zin = f"{rij['nummer']!r} is geen Nederlands telefoonnummer."
        tabellen.eis(rij, "nummer", goed=_nederlands_nummer(rij["nummer"]), zin=zin)


def _controleer_tijden(tabellen: _Tabellen) -> None:
    for rij in tabellen.rijen["openingstijden.csv"]:
        dagen = rij.lijst("dagen")
        goed = bool(dagen) and set(dagen) <= set(DAGEN)
        tabellen.eis(rij, "dagen", goed=goed, zin=f"gebruik {';'.join(DAGEN)}.")
        for veld in ("opent", "sluit"):
            goed = _TIJD.fullmatch(rij[veld]) is not None
            tabellen.eis(rij, veld, goed=goed, zin=f"{rij[veld]!r} is geen tijd zoals 09:00.")
        tabellen.eis(rij, "sluit", goed=rij["opent"] < rij["sluit"], zin="dit is niet na opent.")


def _controleer_gebieden(tabellen: _Tabellen) -> None:
    gemeenten = alle_gemeenten()
    for rij in tabellen.rijen["werkgebieden.csv"]:
        gemeente = gemeenten.get(rij["gemeente_code"])
        zin = f"{rij['gemeente_code']!r} is geen gemeentecode."
        tabellen.eis(rij, "gemeente_code", goed=gemeente is not None, zin=zin)
        if gemeente:
            zin = f"{gemeente.naam} ligt in {gemeente.regio_code}, niet in {rij['regio_code']!r}."
            goed = gemeente.regio_code == rij["regio_code"]
            tabellen.eis(rij, "regio_code", goed=goed, zin=zin)


def _controleer_dekking(tabellen: _Tabellen) -> None:
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


_CONTROLES: Sequence[Callable[[_Tabellen], None]] = (
    _controleer_sleutels,
    _controleer_verwijzingen,
    _controleer_diensten,
    _controleer_bronnen,
    _controleer_nummers,
    _controleer_tijden,
    _controleer_gebieden,
    _controleer_dekking,
)


def _goede_datum(tekst: str) -> bool:
    try:
        return date.fromisoformat(tekst) <= date.today()  # noqa: DTZ011 - een dag, geen moment
    except ValueError:
        return False


def _nederlands_nummer(tekst: str) -> bool:
    if tekst in KORTE_NUMMERS:
        return True
    try:
        nummer = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number_for_region(nummer, "NL")


def _maak_contacten(tabellen: _Tabellen) -> tuple[Contact, ...]:
    bronnen = {rij["id"]: rij for rij in tabellen.rijen["bronnen.csv"]}
    telefoons = tabellen.per_dienst("telefoons.csv")
    tijden = tabellen.per_dienst("openingstijden.csv")
    gebieden = tabellen.per_dienst("werkgebieden.csv")
    return tuple(
        Contact(
            id=rij["id"],
            soort_contact=rij["soort_contact"],
            naam=rij["naam"],
            telefoon=telefoons[rij["id"]][0]["nummer"] if rij["id"] in telefoons else "",
            website=rij["website"],
            bereikbaar=beschrijf(
                rij["toegang"], telefoons.get(rij["id"], []), tijden.get(rij["id"], [])
            ),
            gemeenten=tuple(gebied["gemeente_code"] for gebied in gebieden.get(rij["id"], [])),
            wanneer=rij["wanneer"],
            niet_voor=rij["niet_voor"],
            doelgroep=rij["doelgroep"],
            gecontroleerd_op=_datum(rij["gecontroleerd_op"]),
            bron=_bron(bronnen[rij["bron_id"]], rij["bron_paragraaf"]),
            zekerheid=rij["zekerheid"],
        )
        for rij in tabellen.rijen["diensten.csv"]
        if rij["status"] == ACTIEF
    )


def _datum(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def _bron(rij: Rij, paragraaf: str) -> Bron:
    jaar = int(rij["jaar"]) if rij["jaar"] else None
    return Bron(rij["id"], rij["titel"], paragraaf, jaar, rij["url"])
