"""De AVE (Aanpak ter Voorkoming van Escalatie): fasen en wie wat doet.

De inhoud staat in `knowledge/ave.yml`; de ladder van een regio in `knowledge/ladder.py`. Een cel
zonder bron wordt nooit als feit getoond, en termijnen staan er niet in: geen bron noemt ze.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.bronnen import Verwijzing, bronnen, noem, verwijs
from knowledge.vragenlijst import ONBEKEND
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

BESTAND = Path(__file__).parent / "ave.yml"
VELDEN = (
    "situatie",
    "casusregie",
    "procesregie",
    "operationeel",
    "bestuurlijk",
    "opschalen",
    "afschalen",
)
TITELS = {
    "situatie": "Situatie",
    "casusregie": "Casusregie",
    "procesregie": "Procesregie",
    "operationeel": "Operationeel verantwoordelijk",
    "bestuurlijk": "Bestuurlijk verantwoordelijk",
    "opschalen": "Opschalen",
    "afschalen": "Afschalen",
}
ONBEVESTIGD = "nog niet bevestigd, je gemeente beslist"
FASE_VASTGELOPEN, FASE_ONRUST = 3, 4
UITSLAGEN = {"1": 1, "2": 2, "3": 3, "lokaal": 3, "4": 4, ONBEKEND: None}
LOKAAL = "De lokale AVE-afspraken van je gemeente gaan voor."


@dataclass(frozen=True)
class Cel:
    """Wat een bron over één veld van een fase zegt; zonder bron is `tekst` de zin ONBEVESTIGD."""

    tekst: str
    bron: Verwijzing | None

    @property
    def bevestigd(self) -> bool:
        """Of de bron bij de uitgever zelf is gelezen."""
        return self.bron is not None and (
            self.bron.paragraaf not in bronnen()[self.bron.document].onbevestigd
        )


@dataclass(frozen=True)
class Fase:
    """Een fase van de AVE met een cel per veld van `VELDEN`."""

    nummer: int
    cellen: Mapping[str, Cel]

    def als_bericht(self) -> dict[str, Any]:
        """De fase als object `ave` van docs/contract.md; `onbevestigd` noemt wat onzeker is."""
        situatie = self.cellen["situatie"].bron
        return {
            "soort": "ave",
            "fase": self.nummer,
            **{veld: cel.tekst for veld, cel in self.cellen.items()},
            "onbevestigd": [veld for veld, cel in self.cellen.items() if not cel.bevestigd],
            "bron": situatie.als_bericht() if situatie else None,
        }

    def tekst(self) -> str:
        """De fase als leesbare tekst; wat niet bij de uitgever is gelezen krijgt een sterretje."""
        regels = [
            f"- {TITELS[veld]}: {cel.tekst}{'*' if cel.bron and not cel.bevestigd else ''}"
            for veld, cel in self.cellen.items()
        ]
        genoemd = dict.fromkeys(c.bron for c in self.cellen.values() if c.bron)
        return "\n".join(
            [
                f"AVE-fase {self.nummer} (indicatie). {LOKAAL}",
                *regels,
                f"Bron: {noem(genoemd)}.",
                "* volgens deze bron, niet bij de uitgever gecontroleerd.",
            ]
        )


@dataclass(frozen=True)
class Uitslag:
    """Wat de AVE-vragen opleveren: een fase of None, een zin erbij en de soorten contact."""

    fase: int | None
    tekst: str
    soorten_contact: tuple[str, ...]


@dataclass(frozen=True)
class Inhoud:
    """Alles uit een AVE-bestand."""

    fasen: Mapping[int, Fase]
    uitslagen: Mapping[str, Uitslag]
    vraagt_om_fase: tuple[str, ...]
    regios: Mapping[str, Mapping[int, Mapping[str, Cel]]]


def uitslagen() -> Mapping[str, Uitslag]:
    """Alle mogelijke uitslagen, op naam."""
    return _inhoud().uitslagen


def fase(nummer: int, regio_code: str | None = None) -> Fase:
    """Een fase van de AVE, met de cellen van de regio als die er heeft.

    Raises:
        KeyError: als de fase niet 1, 2, 3 of 4 is.
    """
    landelijk = _inhoud().fasen[nummer]
    eigen = _inhoud().regios.get(regio_code or "", {}).get(nummer, {})
    return Fase(nummer, {**landelijk.cellen, **eigen})


def vraagt_om_fase(tekst: str) -> bool:
    """Of iemand de fase van een eigen zaak wil bepalen, en geen uitleg over AVE vraagt."""
    plat = " ".join(tekst.lower().replace("-", " ").split())
    return any(woorden in plat for woorden in _inhoud().vraagt_om_fase)


def uitslag(antwoorden: Mapping[str, str]) -> Uitslag:
    """De uitslag bij de antwoorden op de AVE-vragen.

    Onrust is fase 4; één van de drie aanleidingen (veiligheid, stagnatie, complexiteit) is genoeg
    voor fase 3 (AVE-handreiking, Wanneer inzetten); anders fase 2 bij een probleem en fase 1
    zonder. Fase 3 zonder veiligheidskant blijft lokaal.
    """
    nummer = _bepaal_fase(antwoorden)
    lokaal = nummer == FASE_VASTGELOPEN and antwoorden.get("veiligheid") == "nee"
    return _inhoud().uitslagen["lokaal" if lokaal else str(nummer or ONBEKEND)]


def _bepaal_fase(antwoorden: Mapping[str, str]) -> int | None:
    if antwoorden.get("onrust") == "ja":
        return FASE_ONRUST
    aanleidingen = [antwoorden.get(naam) for naam in ("veiligheid", "stagnatie", "complex")]
    if "ja" in aanleidingen:
        return FASE_VASTGELOPEN
    if antwoorden.get("onrust") != "nee" or aanleidingen != ["nee"] * 3:
        return None
    return {"ja": 2, "nee": 1}.get(antwoorden.get("hulpvraag", ""))


@cache
def _inhoud() -> Inhoud:
    return lees(BESTAND)


def lees(pad: Path) -> Inhoud:
    """Lees en controleer een AVE-bestand.

    Raises:
        BestandFout: met bestand, regel en veld.
    """
    ruw = lees_yaml(pad)
    controleer_velden(pad, ruw, ("fasen", "uitslagen", "vraagt_om_fase", "regios"))
    fasen = {}
    for nummer, blok in ruw["fasen"].items():
        controleer_velden(pad, blok, VELDEN)
        fasen[int(nummer)] = Fase(
            int(nummer), {veld: _lees_cel(pad, blok, veld) for veld in VELDEN}
        )
    if sorted(fasen) != [1, 2, 3, 4]:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(ruw, 'fasen')}: de fasen zijn 1, 2, 3 en 4."
        )
    return Inhoud(
        fasen,
        _lees_uitslagen(pad, ruw),
        tuple(str(woorden) for woorden in ruw["vraagt_om_fase"]),
        {
            str(regio): {
                int(nummer): _lees_cellen(pad, blok, VELDEN) for nummer, blok in per_fase.items()
            }
            for regio, per_fase in ruw["regios"].items()
        },
    )


def _lees_cellen(pad: Path, blok: Any, toegestaan: tuple[str, ...]) -> dict[str, Cel]:
    controleer_velden(pad, blok, (), toegestaan)
    return {str(veld): _lees_cel(pad, blok, veld) for veld in blok}


def _lees_uitslagen(pad: Path, ruw: Any) -> dict[str, Uitslag]:
    uit = {}
    for naam, fasenummer in UITSLAGEN.items():
        if naam not in ruw["uitslagen"]:
            raise BestandFout(
                f"{pad.name}, regel {regel_van(ruw, 'uitslagen')}: uitslag {naam!r} ontbreekt."
            )
        blok = ruw["uitslagen"][naam]
        controleer_velden(pad, blok, ("contacten",), ("tekst",))
        soorten = tuple(str(soort) for soort in blok["contacten"])
        uit[naam] = Uitslag(fasenummer, str(blok.get("tekst", "")), soorten)
    return uit


def _lees_cel(pad: Path, blok: Any, veld: str) -> Cel:
    ruw = blok[veld]
    if ruw == "onbevestigd":
        return Cel(ONBEVESTIGD, None)
    if not isinstance(ruw, Mapping):
        raise BestandFout(
            f"{pad.name}, regel {regel_van(blok, veld)}: veld {veld!r} is een tekst met bron, of "
            "onbevestigd."
        )
    controleer_velden(pad, ruw, ("tekst", "bron"))
    bron = verwijs(str(ruw["bron"]["document"]), str(ruw["bron"]["paragraaf"]))
    return Cel(str(ruw["tekst"]).strip(), bron)
