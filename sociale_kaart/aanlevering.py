"""Een CSV- of XLSX-bestand van een regio lezen als rijen tekst."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from sociale_kaart.platterij import PLATTE_KOLOMMEN
from sociale_kaart.tabellen import KaartFout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

HOOGSTENS_BYTES = 20_000_000
HOOGSTENS_RIJEN = 20_000
_VERPLICHT = ("id", "soort_contact", "naam")


@dataclass(frozen=True)
class Aanleverrij:
    """Eén rij zoals aangeleverd.

    Attributes:
        nummer: rijnummer in het bestand; de kop is rij 1.
        velden: tekst per kolom die in het bestand staat.
        getallen: kolommen waarin een getal stond in plaats van tekst.
    """

    nummer: int
    velden: dict[str, str]
    getallen: frozenset[str] = frozenset()


def lees_aanlevering(pad: Path) -> list[Aanleverrij]:
    """Lees een bestand; lege rijen tellen niet mee.

    Raises:
        KaartFout: het bestand is er niet, is te groot, is geen CSV of XLSX, of de kop klopt niet.
    """
    if not pad.is_file():
        raise KaartFout(f"{pad.name}: dit bestand is er niet.")
    if pad.stat().st_size > HOOGSTENS_BYTES:
        raise KaartFout(f"{pad.name}: dit bestand is te groot.")
    lezers = {".csv": _uit_csv, ".xlsx": _uit_xlsx}
    if pad.suffix.lower() not in lezers:
        raise KaartFout(f"{pad.name}: geef een bestand dat eindigt op .csv of .xlsx.")
    rijen = iter(lezers[pad.suffix.lower()](pad))
    kop = [_tekst(cel).lower() for cel in next(rijen, ())]
    while kop and not kop[-1]:
        kop.pop()
    _controleer_kop(pad.name, kop)
    gelezen = []
    for nummer, cellen in enumerate(rijen, start=2):
        if nummer > HOOGSTENS_RIJEN:
            raise KaartFout(f"{pad.name}: er mogen hooguit {HOOGSTENS_RIJEN} rijen in staan.")
        if any(_tekst(cel) for cel in cellen):
            gelezen.append(_maak_rij(pad.name, nummer, kop, list(cellen)))
    return gelezen


def _maak_rij(
    bestand: str, nummer: int, kop: Sequence[str], cellen: Sequence[object]
) -> Aanleverrij:
    if any(_tekst(cel) for cel in cellen[len(kop) :]):
        raise KaartFout(f"{bestand}, rij {nummer}: er staan meer velden dan er kolommen zijn.")
    gevuld = [*cellen, *[""] * len(kop)][: len(kop)]
    velden = dict(zip(kop, map(_tekst, gevuld), strict=True))
    getallen = {
        kolom for kolom, cel in zip(kop, gevuld, strict=True) if isinstance(cel, (int, float))
    }
    return Aanleverrij(nummer, velden, frozenset(getallen))


def _controleer_kop(bestand: str, kop: Sequence[str]) -> None:
    for kolom in kop:
        if kolom not in PLATTE_KOLOMMEN:
            mag = ", ".join(PLATTE_KOLOMMEN)
            raise KaartFout(f"{bestand}, rij 1, kolom {kolom!r}: onbekend; kies uit {mag}.")
        if list(kop).count(kolom) > 1:
            raise KaartFout(f"{bestand}, rij 1, kolom {kolom}: staat er twee keer in.")
    for kolom in _VERPLICHT:
        if kolom not in kop:
            raise KaartFout(f"{bestand}, rij 1, kolom {kolom}: deze kolom ontbreekt.")


def _uit_csv(pad: Path) -> Iterator[Sequence[object]]:
    inhoud = pad.read_bytes()
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel bewaart een gewone CSV in de tekenset van Windows.
        tekst = inhoud.decode("cp1252", "replace")
    kop = tekst.partition("\n")[0]
    scheiding = max(";,\t", key=kop.count)
    try:
        yield from csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    except csv.Error as fout:
        raise KaartFout(f"{pad.name}: dit is geen goede CSV ({fout}).") from fout


def _uit_xlsx(pad: Path) -> Iterable[Sequence[object]]:
    try:
        with zipfile.ZipFile(pad) as archief:
            uitgepakt = sum(deel.file_size for deel in archief.infolist())
        if uitgepakt > 10 * HOOGSTENS_BYTES:
            raise KaartFout(f"{pad.name}: dit bestand is te groot.")
        werkmap = load_workbook(pad, read_only=True, data_only=True)
        return list(werkmap.worksheets[0].iter_rows(values_only=True))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as fout:
        if isinstance(fout, KaartFout):
            raise
        raise KaartFout(f"{pad.name}: dit is geen goed XLSX-bestand.") from fout


def _tekst(cel: object) -> str:
    if cel is None:
        return ""
    if isinstance(cel, datetime):
        return cel.date().isoformat()
    if isinstance(cel, date):
        return cel.isoformat()
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return " ".join(str(cel).split())
