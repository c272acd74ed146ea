"""Wat per regio verschilt: namen, contacten, woorden en partnerdomeinen, uit `regios/*.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.bronnen import Verwijzing, verwijs
from knowledge.triage_teksten import Reden, lees_redenen
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

MAP = Path(__file__).parent / "regios"
LANDELIJK = "landelijk"

_VELDEN = ("code", "naam", "veiligheidshuis", "bron")
_VELDEN_MAG = ("toevoeging", "contacten", "redenen", "partnerdomeinen")


@dataclass(frozen=True)
class Regio:
    """De gegevens van een regio.

    Attributes:
        code: veiligheidsregio (`VR12`), of `landelijk`.
        veiligheidshuis: naam van het (Zorg- en) Veiligheidshuis in een lopende zin.
        toevoeging: uitkomst -> zin die alleen in deze regio geldt.
        contacten: uitkomst -> soorten contact die in deze regio eerst komen.
        redenen: (criterium, waarde) -> reden die de landelijke vervangt.
        partnerdomeinen: maildomeinen van partners; alleen die gelden als werkmail.
    """

    code: str
    naam: str
    veiligheidshuis: str
    bron: Verwijzing
    toevoeging: Mapping[str, str]
    contacten: Mapping[str, tuple[str, ...]]
    redenen: Mapping[tuple[str, str], Reden]
    partnerdomeinen: frozenset[str]

    @property
    def gevuld(self) -> bool:
        """Of de regio eigen gegevens heeft."""
        return self.code != LANDELIJK


@cache
def regios() -> Mapping[str, Regio]:
    """Alle gevulde regio's en de landelijke, op code.

    Raises:
        BestandFout: als een bestand niet klopt.
    """
    gelezen = [lees(pad) for pad in sorted(MAP.glob("*.yml"))]
    return {regio.code: regio for regio in gelezen}


def regio(code: str | None) -> Regio:
    """De regio bij een code; zonder eigen gegevens de landelijke."""
    alle = regios()
    return alle.get(code or LANDELIJK, alle[LANDELIJK])


def partnerdomeinen() -> frozenset[str]:
    """De maildomeinen van partners in alle regio's."""
    return frozenset().union(*(regio.partnerdomeinen for regio in regios().values()))


def lees(pad: Path) -> Regio:
    """Lees en controleer een regiobestand.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    ruw = lees_yaml(pad)
    controleer_velden(pad, ruw, _VELDEN, _VELDEN_MAG)
    if ruw["code"] != pad.stem:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(ruw, 'code')}: code {ruw['code']!r} hoort gelijk te "
            "zijn aan de bestandsnaam."
        )
    return Regio(
        code=str(ruw["code"]),
        naam=str(ruw["naam"]),
        veiligheidshuis=str(ruw["veiligheidshuis"]),
        bron=verwijs(str(ruw["bron"]["document"]), str(ruw["bron"]["paragraaf"])),
        toevoeging={str(k): str(v) for k, v in ruw.get("toevoeging", {}).items()},
        contacten={str(k): tuple(v) for k, v in ruw.get("contacten", {}).items()},
        redenen=lees_redenen(pad, ruw.get("redenen", {}), waarden=()),
        partnerdomeinen=frozenset(ruw.get("partnerdomeinen", [])),
    )
