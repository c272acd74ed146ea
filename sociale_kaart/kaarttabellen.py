"""De tabellen met contacten lezen; alle fouten komen in één keer terug."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sociale_kaart.bereikbaarheid import beschrijf
from sociale_kaart.contact import Bron, Contact
from sociale_kaart.kaartcontrole import Tabellen, controleer_tabellen
from sociale_kaart.kaartvorm import ACTIEF, DAGEN, KOLOMMEN
from sociale_kaart.openingstijden import ONBEKEND, Openingstijd
from sociale_kaart.tabellen import KaartFout, Rij, lees_tabel

if TYPE_CHECKING:
    from pathlib import Path


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
    tabellen = Tabellen(rijen)
    controleer_tabellen(tabellen)
    if tabellen.fouten:
        return (), tabellen.fouten
    return _maak_contacten(tabellen), []


def _maak_contacten(tabellen: Tabellen) -> tuple[Contact, ...]:
    bronnen = {rij["id"]: rij for rij in tabellen.rijen["bronnen.csv"]}
    eigenaren = {rij["id"]: rij["naam"] for rij in tabellen.rijen["organisaties.csv"]}
    telefoons = tabellen.per_dienst("telefoons.csv")
    tijden = {
        dienst: tuple(_tijd(rij) for rij in rijen)
        for dienst, rijen in tabellen.per_dienst("openingstijden.csv").items()
    }
    gebieden = tabellen.per_dienst("werkgebieden.csv")
    locaties = tabellen.per_dienst("locaties.csv")
    functies = tabellen.per_dienst("functies.csv")
    return tuple(
        Contact(
            id=rij["id"],
            soort_contact=rij["soort_contact"],
            naam=rij["naam"],
            telefoon=telefoons[rij["id"]][0]["nummer"] if rij["id"] in telefoons else "",
            website=rij["website"],
            bereikbaar=beschrijf(
                rij,
                telefoons.get(rij["id"], []),
                tijden.get(rij["id"], ()),
                locaties.get(rij["id"], []),
                functies.get(rij["id"], []),
            ),
            gemeenten=tuple(gebied["gemeente_code"] for gebied in gebieden.get(rij["id"], [])),
            wanneer=rij["wanneer"],
            niet_voor=rij["niet_voor"],
            doelgroep=rij["doelgroep"],
            gecontroleerd_op=_datum(rij["gecontroleerd_op"]),
            bron=maak_bron(bronnen[rij["bron_id"]], rij["bron_paragraaf"]),
            zekerheid=rij["zekerheid"],
            eigenaar=eigenaren[rij["organisatie_id"]],
            gecontroleerd_door=rij["gecontroleerd_door"],
            tijden=tijden.get(rij["id"], ()),
        )
        for rij in tabellen.rijen["diensten.csv"]
        if rij["status"] == ACTIEF
    )


def _tijd(rij: Rij) -> Openingstijd:
    dagen = tuple(sorted(DAGEN.index(dag) for dag in rij.lijst("dagen")))
    feest = rij["op_feestdagen"] or ONBEKEND
    return Openingstijd(dagen, _minuten(rij["opent"]), _minuten(rij["sluit"]), feest)


def _minuten(tijd: str) -> int:
    uren, minuten = tijd.split(":")
    return int(uren) * 60 + int(minuten)


def _datum(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def maak_bron(rij: Rij, paragraaf: str) -> Bron:
    """Maak de bron van een regel uit bronnen.csv en een plek daarin."""
    jaar = int(rij["jaar"]) if rij["jaar"] else None
    return Bron(rij["id"], rij["titel"], paragraaf, jaar, rij["url"])
