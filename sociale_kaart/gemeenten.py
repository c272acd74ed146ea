"""De gemeenten van Nederland, met hun CBS-code en veiligheidsregio."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sociale_kaart.tabellen import DATAMAP, KaartFout, Rij, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Gemeente:
    """Eén gemeente.

    Attributes:
        code: CBS-gemeentecode, bijvoorbeeld `GM0193`.
        naam: naam zoals een gebruiker die leest.
        regio_code: CBS-code van de veiligheidsregio, bijvoorbeeld `VR04`.
        regio_naam: naam van de veiligheidsregio.
    """

    code: str
    naam: str
    regio_code: str
    regio_naam: str


@lru_cache(maxsize=1)
def gemeenterijen() -> tuple[Rij, ...]:
    """Lees de tabel met gemeenten."""
    kolommen = ("code", "naam", "regio_code", "regio_naam", "ook_bekend_als")
    return tuple(lees_tabel(DATAMAP / "gemeenten.csv", kolommen))


@lru_cache(maxsize=1)
def alle_gemeenten() -> Mapping[str, Gemeente]:
    """Geef alle gemeenten per CBS-code.

    Raises:
        KaartFout: een code staat er twee keer in.
    """
    gemeenten: dict[str, Gemeente] = {}
    for rij in gemeenterijen():
        if rij["code"] in gemeenten:
            raise KaartFout(rij.fout("code", f"{rij['code']} staat er twee keer in."))
        gemeenten[rij["code"]] = Gemeente(
            rij["code"], rij["naam"], rij["regio_code"], rij["regio_naam"]
        )
    return MappingProxyType(gemeenten)


def op_code(code: str) -> Gemeente:
    """Geef de gemeente met deze CBS-code.

    Raises:
        KeyError: geen gemeente heeft deze code.
    """
    return alle_gemeenten()[code]


def regio_gemeenten(regio_code: str) -> tuple[Gemeente, ...]:
    """Geef de gemeenten van een veiligheidsregio, op naam.

    Raises:
        KeyError: geen regio heeft deze code.
    """
    gevonden = tuple(g for g in alle_gemeenten().values() if g.regio_code == regio_code)
    if not gevonden:
        raise KeyError(regio_code)
    return tuple(sorted(gevonden, key=lambda gemeente: gemeente.naam))


def regio_naam(code: str) -> str:
    """Geef de naam van een veiligheidsregio.

    Raises:
        KeyError: geen regio heeft deze code.
    """
    return regio_gemeenten(code)[0].regio_naam
