"""Eén contact als één platte rij: de vorm waarin een regio contacten krijgt en aanlevert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaartvorm import KOLOMMEN
from sociale_kaart.tabellen import lees_tabel
from sociale_kaart.tijdtekst import schrijf_tijden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PLATTE_KOLOMMEN = (
    "id", "organisatie", "soort_contact", "naam", "wanneer", "niet_voor", "doelgroep", "telefoon",
    "website", "toegang", "openingstijden", "op_feestdagen", "gemeenten", "bron", "bron_jaar",
    "bron_url", "bron_paragraaf", "zekerheid", "status", "gecontroleerd_op", "gecontroleerd_door",
)  # fmt: skip
DIENSTVELDEN = tuple(k for k in KOLOMMEN["diensten.csv"] if k in PLATTE_KOLOMMEN)
Platterij = dict[str, str]

_NUMMER = re.compile(r"(?P<nummer>[^()]+?)\s*(?:\((?P<omschrijving>[^()]*)\))?")


def lees_plat(map_: Path) -> dict[str, Platterij]:
    """Lees de tabellen als platte rijen, op id.

    Raises:
        KaartFout: een tabel is er niet of heeft andere kolommen.
    """
    tabel = {naam: lees_tabel(map_ / naam, kolommen) for naam, kolommen in KOLOMMEN.items()}
    organisaties = {rij["id"]: rij["naam"] for rij in tabel["organisaties.csv"]}
    bronnen = {rij["id"]: rij for rij in tabel["bronnen.csv"]}
    rijen = {}
    for dienst in tabel["diensten.csv"]:
        bij_dienst = {
            naam: [rij for rij in tabel[naam] if rij["dienst_id"] == dienst["id"]]
            for naam in ("telefoons.csv", "openingstijden.csv", "werkgebieden.csv")
        }
        bron = bronnen[dienst["bron_id"]]
        rij = {veld: dienst[veld] for veld in DIENSTVELDEN} | {
            "organisatie": organisaties[dienst["organisatie_id"]],
            "telefoon": schrijf_nummers(
                (rij["nummer"], rij["omschrijving"]) for rij in bij_dienst["telefoons.csv"]
            ),
            "openingstijden": schrijf_tijden(
                (rij.lijst("dagen"), rij["opent"], rij["sluit"])
                for rij in bij_dienst["openingstijden.csv"]
            ),
            "op_feestdagen": next(
                (rij["op_feestdagen"] for rij in bij_dienst["openingstijden.csv"]), ""
            ),
            "gemeenten": schrijf_gemeenten(
                [rij["gemeente_code"] for rij in bij_dienst["werkgebieden.csv"]]
            ),
            "bron": bron["titel"],
            "bron_jaar": bron["jaar"],
            "bron_url": bron["url"],
        }
        rijen[dienst["id"]] = {kolom: rij[kolom] for kolom in PLATTE_KOLOMMEN}
    return rijen


def lees_nummers(tekst: str) -> tuple[tuple[str, str], ...]:
    """Lees `023-515 9998; 0800-1205 (gratis)` als nummers met hun omschrijving."""
    delen = (_NUMMER.fullmatch(deel.strip()) for deel in tekst.split(";") if deel.strip())
    return tuple((deel["nummer"], deel["omschrijving"] or "") for deel in delen if deel)


def schrijf_nummers(nummers: Iterable[tuple[str, str]]) -> str:
    """Schrijf nummers zoals `lees_nummers` ze leest."""
    return "; ".join(f"{nummer} ({wat})" if wat else nummer for nummer, wat in nummers)


def schrijf_gemeenten(codes: Sequence[str]) -> str:
    """Schrijf gemeentecodes als namen, in de volgorde van hun naam."""
    return "; ".join(sorted(alle_gemeenten()[code].naam for code in codes))
