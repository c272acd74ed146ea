"""De bronnen: elk document waar een antwoord of regel op rust.

De gegevens staan in `knowledge/bronnen.yml`. Een paragraaf die daar niet in staat, bestaat niet:
`verwijs` geeft dan een `BronFout`. Zo kan geen artikel of regel naar iets verzonnens wijzen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from knowledge.yamlbestand import BestandFout, lees_yaml, regel_van

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BESTAND = Path(__file__).with_name("bronnen.yml")
STATUSSEN = ("geldend", "achterhaald op punten", "vervangen", "voorstel")
ZEKERHEDEN = ("A", "B")
EERSTE_JAAR, LAATSTE_JAAR = 1990, 2100
KOPPEN = ("uit de bron", "eigen")
JAAR_ONBEKEND = "onbekend"
NUMMER = re.compile(r"(\d+(?:\.\d+)*)\.?(?=\s|$)")


class BronFout(BestandFout):
    """Een bron of paragraaf bestaat niet, of een kennisbestand klopt niet."""


@dataclass(frozen=True)
class Verwijzing:
    """Een plek in een bron, zoals die onder een antwoord staat.

    Attributes:
        document: korte naam van de bron, bijvoorbeeld `S1`.
        paragraaf: volledige kop van de paragraaf.
        jaar: jaar van uitgave van de bron, of None als zij geen datum draagt.
        titel: volledige titel van de bron.
        onderwerp: of `paragraaf` onze eigen naam voor een onderwerp is, en geen kop van de bron.
    """

    document: str
    paragraaf: str
    jaar: int | None
    titel: str = field(default="", compare=False)
    onderwerp: bool = field(default=False, compare=False)

    def als_bericht(self) -> dict[str, str | int | None]:
        """Geef de bron als bericht: `document`, `paragraaf` en `jaar`."""
        return {"document": self.document, "paragraaf": self.paragraaf, "jaar": self.jaar}

    def tekst(self) -> str:
        """Geef de bron als leesbare regel, met alleen het nummer als de paragraaf er een heeft."""
        return f"{gedateerd(self)}, {self.plek()}"

    def plek(self) -> str:
        """Geef waar het staat: het nummer of de kop, of `onderwerp` met onze naam ervoor."""
        if self.onderwerp:
            return f"onderwerp {self.paragraaf}"
        return nummer(self.paragraaf) or self.paragraaf


@dataclass(frozen=True)
class Bron:
    """Een document met zijn paragrafen.

    Attributes:
        document: korte naam, uniek.
        titel: volledige titel.
        jaar: jaar van uitgave, of None als de bron geen datum draagt.
        uitgever: wie het uitgaf.
        adres: webadres, of None als dat niet bekend is.
        status: een van `STATUSSEN`.
        zekerheid: A = gelezen bij de uitgever of in een officieel stuk, B = niet bij de uitgever.
        paragrafen: de koppen die bestaan.
        onbevestigd: de koppen met zekerheid B, ook als de bron zelf A is.
        eigen_koppen: of de paragrafen onze eigen namen voor onderwerpen zijn, omdat de bron geen
            koppen heeft die wij kunnen aanwijzen.
    """

    document: str
    titel: str
    jaar: int | None
    uitgever: str
    adres: str | None
    status: str
    zekerheid: str
    paragrafen: tuple[str, ...]
    onbevestigd: frozenset[str]
    eigen_koppen: bool = False

    def heeft(self, paragraaf: str) -> bool:
        """Zeg of de paragraaf bestaat; een nummer alleen (`4.2`) telt ook."""
        return self.zoek(paragraaf) is not None

    def zoek(self, paragraaf: str) -> str | None:
        """Geef de volledige kop bij een kop of nummer, of None."""
        gevraagd = paragraaf.strip().casefold()
        for kop in self.paragrafen:
            if gevraagd in (kop.casefold(), nummer(kop)):
                return kop
        return None

    def is_bevestigd(self, paragraaf: str) -> bool:
        """Zeg of de paragraaf bij de uitgever is gelezen (zekerheid A)."""
        return self.zoek(paragraaf) not in self.onbevestigd


def nummer(kop: str) -> str:
    """Geef het paragraafnummer aan het begin van een kop, of een lege tekst."""
    gevonden = NUMMER.match(kop)
    return gevonden[1] if gevonden and len(gevonden[0]) < len(kop) else ""


@lru_cache(maxsize=1)
def bronnen() -> Mapping[str, Bron]:
    """Geef alle bronnen op korte naam, een keer gelezen en gecontroleerd.

    Raises:
        BronFout: als `bronnen.yml` niet klopt; de zin noemt bestand, regel en veld.
    """
    return MappingProxyType(lees_bronnen(BESTAND))


def gedateerd(bron: Verwijzing | Bron) -> str:
    """Geef de titel met het jaar, of met dat het jaar niet bekend is."""
    return f"{bron.titel} ({bron.jaar or 'jaar onbekend'})"


def noem(verwijzingen: Iterable[Verwijzing]) -> str:
    """Geef bronnen als één regel: elk document één keer, met zijn paragrafen erachter."""
    per_document: dict[str, list[str]] = {}
    for bron in verwijzingen:
        plekken = per_document.setdefault(gedateerd(bron), [])
        plekken.append(bron.plek())
    return "; ".join(f"{titel}, {', '.join(plekken)}" for titel, plekken in per_document.items())


def verwijs(document: str, paragraaf: str) -> Verwijzing:
    """Maak een verwijzing naar een paragraaf die bestaat.

    Args:
        document: korte naam van de bron, bijvoorbeeld `S1`.
        paragraaf: kop of nummer, bijvoorbeeld `4.2`.

    Raises:
        BronFout: als de bron of de paragraaf niet in `bronnen.yml` staat.
    """
    bron = bronnen().get(document)
    if bron is None:
        raise BronFout(f"Bron '{document}' staat niet in {BESTAND.name}.")
    kop = bron.zoek(paragraaf)
    if kop is None:
        raise BronFout(f"Bron '{document}' heeft geen paragraaf '{paragraaf}' in {BESTAND.name}.")
    return Verwijzing(document, kop, bron.jaar, bron.titel, onderwerp=bron.eigen_koppen)


def lees_bronnen(pad: Path) -> dict[str, Bron]:
    """Lees en controleer een bronnenbestand.

    Raises:
        BestandFout: bij een leesfout of een ontbrekend, dubbel of onbekend veld.
    """
    inhoud = lees_yaml(pad)
    if not isinstance(inhoud, dict) or not isinstance(inhoud.get("bronnen"), list):
        raise BronFout(f"{pad.name}, regel 1, veld 'bronnen': hier hoort een lijst.")
    gelezen: dict[str, Bron] = {}
    for rij in inhoud["bronnen"]:
        bron = _lees_bron(rij, pad.name)
        if bron.document in gelezen:
            raise fout(pad.name, rij, "document", f"'{bron.document}' staat er twee keer")
        gelezen[bron.document] = bron
    return gelezen


def fout(bestand: str, rij: object, veld: str, wat: str) -> BronFout:
    """Maak een foutzin met bestand, regel en veld."""
    return BronFout(f"{bestand}, regel {regel_van(rij, veld)}, veld '{veld}': {wat}.")


def tekstveld(bestand: str, rij: Mapping[str, Any], veld: str) -> str:
    """Geef een verplicht, niet leeg tekstveld.

    Raises:
        BronFout: als het veld ontbreekt of geen tekst is.
    """
    waarde = rij.get(veld)
    if not isinstance(waarde, str) or not waarde.strip():
        raise fout(bestand, rij, veld, "hier hoort een tekst")
    return str(waarde).strip()


def _lees_bron(rij: object, bestand: str) -> Bron:
    if not isinstance(rij, dict):
        raise BronFout(f"{bestand}, veld 'bronnen': elke bron hoort velden te hebben.")
    jaar, status, zekerheid = rij.get("jaar"), rij.get("status"), rij.get("zekerheid")
    if jaar == JAAR_ONBEKEND:
        jaar = None
    elif not isinstance(jaar, int) or not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise fout(bestand, rij, "jaar", f"hier hoort een jaartal of {JAAR_ONBEKEND}")
    if status not in STATUSSEN:
        raise fout(bestand, rij, "status", f"kies uit {', '.join(STATUSSEN)}")
    if zekerheid not in ZEKERHEDEN:
        raise fout(bestand, rij, "zekerheid", "kies A of B")
    koppen = rij.get("koppen", KOPPEN[0])
    if koppen not in KOPPEN:
        raise fout(bestand, rij, "koppen", f"kies uit {', '.join(KOPPEN)}")
    paragrafen, onbevestigd = _lees_paragrafen(rij, bestand, zekerheid)
    return Bron(
        document=tekstveld(bestand, rij, "document"),
        titel=tekstveld(bestand, rij, "titel"),
        jaar=jaar,
        uitgever=tekstveld(bestand, rij, "uitgever"),
        adres=tekstveld(bestand, rij, "adres") if "adres" in rij else None,
        status=status,
        zekerheid=zekerheid,
        paragrafen=paragrafen,
        onbevestigd=onbevestigd,
        eigen_koppen=koppen == "eigen",
    )


def _lees_paragrafen(
    rij: Mapping[str, Any], bestand: str, zekerheid: str
) -> tuple[tuple[str, ...], frozenset[str]]:
    lijst = rij.get("paragrafen")
    if not isinstance(lijst, list) or not lijst:
        raise fout(bestand, rij, "paragrafen", "hier hoort een lijst met koppen")
    koppen: list[str] = []
    onbevestigd: set[str] = set()
    for deel in lijst:
        kop = tekstveld(bestand, deel, "titel") if isinstance(deel, dict) else str(deel)
        eigen = deel.get("zekerheid", zekerheid) if isinstance(deel, dict) else zekerheid
        if kop in koppen:
            raise fout(bestand, rij, "paragrafen", f"'{kop}' staat er twee keer")
        if eigen not in ZEKERHEDEN:
            raise fout(bestand, deel, "zekerheid", "kies A of B")
        koppen.append(kop)
        if eigen == "B":
            onbevestigd.add(kop)
    return tuple(koppen), frozenset(onbevestigd)
