"""Platte rijen terugschrijven naar de tabellen, alleen als het geheel daarna klopt."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaart import controleer
from sociale_kaart.kaartvorm import KOLOMMEN
from sociale_kaart.namen import vouw
from sociale_kaart.platterij import DIENSTVELDEN, lees_nummers
from sociale_kaart.tabellen import KaartFout, lees_tabel
from sociale_kaart.tijdtekst import lees_tijden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sociale_kaart.platterij import Platterij

_Tabel = list[dict[str, str]]


def schrijf(map_: Path, rijen: Iterable[Platterij]) -> None:
    """Zet rijen in de tabellen; een bestaand id wordt vervangen, een nieuw komt achteraan.

    Raises:
        KaartFout: de tabellen zouden daarna niet kloppen; er is dan niets veranderd.
    """
    tabellen: dict[str, _Tabel] = {
        naam: [dict(rij.velden) for rij in lees_tabel(map_ / naam, kolommen)]
        for naam, kolommen in KOLOMMEN.items()
    }
    for rij in rijen:
        _zet(tabellen, rij)
    with tempfile.TemporaryDirectory(dir=map_.parent, prefix=".invoer-") as proef:
        proefmap = Path(proef) / "data"
        shutil.copytree(map_, proefmap)
        for naam, tabel in tabellen.items():
            _schrijf_tabel(proefmap / naam, KOLOMMEN[naam], tabel)
        fouten = controleer(proefmap)
        if fouten:
            raise KaartFout("\n".join(fouten))
        for naam in tabellen:
            (proefmap / naam).replace(map_ / naam)


def _zet(tabellen: dict[str, _Tabel], rij: Platterij) -> None:
    dienst = {veld: rij[veld] for veld in DIENSTVELDEN} | {
        "organisatie_id": _organisatie(tabellen["organisaties.csv"], rij),
        "bron_id": _bron(tabellen["bronnen.csv"], rij),
    }
    sleutel = rij["id"]
    _vervang(tabellen["diensten.csv"], "id", sleutel, [dienst])
    telefoons = [
        {"id": f"{sleutel}-tel-{nr}", "dienst_id": sleutel, "nummer": nummer, "omschrijving": wat}
        for nr, (nummer, wat) in enumerate(lees_nummers(rij["telefoon"]), start=1)
    ]
    tijden = [
        {"id": f"{sleutel}-tijd-{nr}", "dienst_id": sleutel, "dagen": ";".join(dagen),
         "opent": opent, "sluit": sluit, "op_feestdagen": rij["op_feestdagen"]}
        for nr, (dagen, opent, sluit) in enumerate(lees_tijden(rij["openingstijden"]), start=1)
    ]  # fmt: skip
    namen = {naam.strip() for naam in rij["gemeenten"].split(";") if naam.strip()}
    gebieden = [
        {"dienst_id": sleutel, "regio_code": g.regio_code, "gemeente_code": g.code}
        for g in alle_gemeenten().values()
        if g.naam in namen
    ]
    _vervang(tabellen["telefoons.csv"], "dienst_id", sleutel, telefoons)
    _vervang(tabellen["openingstijden.csv"], "dienst_id", sleutel, tijden)
    _vervang(tabellen["werkgebieden.csv"], "dienst_id", sleutel, gebieden)


def _vervang(tabel: _Tabel, veld: str, sleutel: str, nieuw: _Tabel) -> None:
    """Zet de nieuwe rijen op de plek van de oude met deze sleutel, of achteraan."""
    plekken = [plek for plek, rij in enumerate(tabel) if rij[veld] == sleutel]
    begin = plekken[0] if plekken else len(tabel)
    tabel[:] = [
        *tabel[:begin],
        *nieuw,
        *(rij for rij in tabel[begin:] if rij[veld] != sleutel),
    ]


def _organisatie(tabel: _Tabel, rij: Platterij) -> str:
    for bekend in tabel:
        if bekend["naam"] == rij["organisatie"]:
            return bekend["id"]
    nieuw = _nieuwe_sleutel(tabel, rij["organisatie"])
    tabel.append({"id": nieuw, "naam": rij["organisatie"], "website": ""})
    return nieuw


def _bron(tabel: _Tabel, rij: Platterij) -> str:
    velden = {"titel": rij["bron"], "jaar": rij["bron_jaar"], "url": rij["bron_url"]}
    for bekend in tabel:
        if velden.items() <= bekend.items():
            return bekend["id"]
    nieuw = _nieuwe_sleutel(tabel, rij["bron"])
    tabel.append({"id": nieuw, **velden})
    return nieuw


def _nieuwe_sleutel(tabel: _Tabel, naam: str) -> str:
    kern = re.sub(r"[^a-z0-9]+", "-", vouw(naam).tekst).strip("-") or "onbekend"
    bezet = {rij["id"] for rij in tabel}
    nummer = 2
    sleutel = kern
    while sleutel in bezet:
        sleutel, nummer = f"{kern}-{nummer}", nummer + 1
    return sleutel


def _schrijf_tabel(pad: Path, kolommen: Sequence[str], tabel: _Tabel) -> None:
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, kolommen, lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(tabel)
