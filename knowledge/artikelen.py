"""De kennisartikelen: een onderwerp per bestand in `knowledge/artikelen/`.

Een artikel is Markdown met velden erboven (zie `docs/redactie.md`). Een artikel zonder bestaande
bron wordt niet geladen: de hele lijst faalt dan met een zin die bestand, regel en veld noemt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from knowledge.artikelcontrole import LIX_HOOGSTENS, klachten
from knowledge.bronnen import (
    BronFout,
    Verwijzing,
    bronnen,
    fout,
    gedateerd,
    tekstveld,
    verwijs,
)
from knowledge.yamlbestand import BestandFout, ontleed_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

MAP = Path(__file__).with_name("artikelen")
REGIOS = ("landelijk", *(f"VR{nummer:02}" for nummer in range(1, 26)))
ZEKERHEDEN = ("bevestigd", "onbevestigd")
VELDEN = (
    "titel",
    "vragen",
    "regio",
    "bronnen",
    "eigenaar",
    "herzien_op",
    "zekerheid",
    "nu",
    "ladder",
)
STREEP = "---\n"


@dataclass(frozen=True)
class Artikel:
    """Een onderwerp met tekst in eigen woorden en de bron eronder.

    Attributes:
        id: bestandsnaam zonder uitgang.
        titel: onderwerp, kort.
        vragen: hoe mensen dit vragen; hierop wordt gezocht.
        regio: `landelijk` of de code van een veiligheidsregio.
        bronnen: waar de tekst op rust, de belangrijkste eerst.
        eigenaar: wie het artikel bijhoudt.
        herzien_op: dag waarop de tekst voor het laatst is nagelezen.
        zekerheid: `bevestigd`, of `onbevestigd` als een bron niet bij de uitgever is gelezen.
        tekst: de tekst zelf, op niveau B1.
        nu: wat er sinds de bron veranderd is, of None.
        ladder: of de tekst de ladder van de regio uitlegt; dan hoort de tekening erbij.
    """

    id: str
    titel: str
    vragen: tuple[str, ...]
    regio: str
    bronnen: tuple[Verwijzing, ...]
    eigenaar: str
    herzien_op: date
    zekerheid: str
    tekst: str
    nu: str | None = None
    ladder: bool = False

    def antwoord(self) -> str:
        """Geef de tekst met wat er nu geldt en, waar nodig, de kanttekening over de bron."""
        delen = [self.tekst]
        if self.nu:
            delen.append(f"Nu geldt: {self.nu}")
        delen.extend(
            f"Volgens {gedateerd(bron)}, niet bij de uitgever gecontroleerd."
            for bron in self.onbevestigde_bronnen()
        )
        return "\n\n".join(delen)

    def alles(self) -> str:
        """Geef titel, tekst en wat nu geldt, om na te gaan of iets in het artikel staat."""
        return f"{self.titel}\n{self.tekst}\n{self.nu or ''}"

    def onbevestigde_bronnen(self) -> tuple[Verwijzing, ...]:
        """Geef van elk document met een onbevestigde paragraaf een verwijzing."""
        per_document = {
            bron.document: bron
            for bron in self.bronnen
            if not bronnen()[bron.document].is_bevestigd(bron.paragraaf)
        }
        return tuple(per_document.values())


@lru_cache(maxsize=1)
def artikelen() -> Mapping[str, Artikel]:
    """Geef alle artikelen op id, een keer gelezen en gecontroleerd.

    Raises:
        BronFout: als een artikel niet klopt; de zin noemt bestand, regel en veld.
    """
    return MappingProxyType(lees_artikelen(MAP))


def controleer(vandaag: date, lix_hoogstens: int = LIX_HOOGSTENS) -> list[str]:
    """Geef alle klachten over de artikelen, voor `make check-content`; leeg als alles klopt.

    Args:
        vandaag: dag waarop gecontroleerd wordt.
        lix_hoogstens: hoe moeilijk een tekst hooguit mag zijn (LIX).
    """
    try:
        gelezen = artikelen()
    except BestandFout as oorzaak:
        return [str(oorzaak)]
    return [
        klacht
        for artikel in gelezen.values()
        for klacht in klachten(artikel, vandaag, lix_hoogstens)
    ]


def lees_artikelen(map_: Path) -> dict[str, Artikel]:
    """Lees alle artikelen in een map.

    Raises:
        BronFout: als een artikel niet klopt.
    """
    return {pad.stem: lees_artikel(pad) for pad in sorted(map_.glob("*.md"))}


def lees_artikel(pad: Path) -> Artikel:
    """Lees een artikelbestand.

    Raises:
        BronFout: als een veld ontbreekt, onbekend is of niet klopt, of als een bron niet bestaat.
    """
    ruw = pad.read_text(encoding="utf-8")
    kop, streep, tekst = ruw.removeprefix(STREEP).partition(f"\n{STREEP}")
    if not ruw.startswith(STREEP) or not streep:
        raise BronFout(f"{pad.name}, regel 1: de velden horen tussen twee regels met ---.")
    velden = ontleed_yaml(kop, pad.name, eerste_regel=2)
    if not isinstance(velden, dict):
        raise BronFout(f"{pad.name}, regel 2: hier horen de velden van het artikel.")
    _controleer_velden(pad.name, velden)
    if not tekst.strip():
        raise BronFout(f"{pad.name}: onder de velden hoort een tekst.")
    return Artikel(
        id=pad.stem,
        titel=tekstveld(pad.name, velden, "titel"),
        vragen=_lees_zinnen(pad.name, velden, "vragen"),
        regio=velden["regio"],
        bronnen=_lees_verwijzingen(pad.name, velden),
        eigenaar=tekstveld(pad.name, velden, "eigenaar"),
        herzien_op=velden["herzien_op"],
        zekerheid=velden["zekerheid"],
        tekst=tekst.strip(),
        nu=tekstveld(pad.name, velden, "nu") if "nu" in velden else None,
        ladder=velden.get("ladder", False),
    )


def _controleer_velden(bestand: str, velden: Mapping[str, Any]) -> None:
    for veld in velden:
        if veld not in VELDEN:
            raise fout(bestand, velden, veld, "dit veld bestaat niet")
    if velden.get("regio") not in REGIOS:
        raise fout(bestand, velden, "regio", f"kies uit {', '.join(REGIOS)}")
    if velden.get("zekerheid") not in ZEKERHEDEN:
        raise fout(bestand, velden, "zekerheid", f"kies uit {', '.join(ZEKERHEDEN)}")
    if not isinstance(velden.get("ladder", False), bool):
        raise fout(bestand, velden, "ladder", "hier hoort true of false")
    if not isinstance(velden.get("herzien_op"), date):
        raise fout(bestand, velden, "herzien_op", "hier hoort een datum als 2026-01-31")


def _lees_zinnen(bestand: str, velden: Mapping[str, Any], veld: str) -> tuple[str, ...]:
    lijst = velden.get(veld)
    if not isinstance(lijst, list) or not lijst:
        raise fout(bestand, velden, veld, "hier hoort een lijst")
    if not all(isinstance(regel, str) and regel.strip() for regel in lijst):
        raise fout(bestand, velden, veld, "elke regel hoort een tekst te zijn")
    return tuple(str(regel).strip() for regel in lijst)


def _lees_verwijzingen(bestand: str, velden: Mapping[str, Any]) -> tuple[Verwijzing, ...]:
    rijen = velden.get("bronnen")
    if not isinstance(rijen, list) or not rijen:
        raise fout(bestand, velden, "bronnen", "hier hoort een lijst met bronnen")
    gelezen: list[Verwijzing] = []
    for rij in rijen:
        if not isinstance(rij, dict) or set(rij) != {"document", "paragraaf"}:
            raise fout(bestand, velden, "bronnen", "elke bron heeft document en paragraaf")
        try:
            gelezen.append(verwijs(str(rij["document"]), str(rij["paragraaf"])))
        except BronFout as oorzaak:
            raise fout(bestand, rij, "paragraaf", str(oorzaak).rstrip(".")) from oorzaak
    return tuple(gelezen)
