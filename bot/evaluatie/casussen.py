"""Meten hoe goed casussen gelezen worden: per criterium, per soort feit en als hele triage.

Een casus wordt gespeeld zoals een gebruiker het doet: de tekst plakken, en wat de assistent dan nog
vraagt naar waarheid beantwoorden. Alles gaat langs de echte lezing en de echte vragenmotor, zonder
Rasa, zodat honderd casussen in een seconde gemeten zijn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean, median
from typing import Any

from bot.actions.afronden import oordeel_bij
from bot.casuslezing import BEVESTIG, vul_in
from bot.dossier import Blad
from knowledge.casus import lees_casus
from knowledge.casusfeiten import LEEFGEBIED
from knowledge.gevaar import lees_gevaar
from knowledge.triage import CRITERIA
from knowledge.vragenlijst import GELEZEN, ONBEKEND, Antwoord, Vraag, beantwoord
from sociale_kaart.plaatsen import zoek

_ACUUT = "acuut"


@dataclass
class Maat:
    """Tellingen voor precisie (wat gelezen is, klopt) en herroep (wat er staat, is gelezen)."""

    gelezen: int = 0
    goed: int = 0
    aanwezig: int = 0

    @property
    def precisie(self) -> float:
        """Het deel van wat gelezen is dat klopt; 1 als er niets gelezen is."""
        return self.goed / self.gelezen if self.gelezen else 1.0

    @property
    def herroep(self) -> float:
        """Het deel van wat er te lezen was dat gelezen is; 1 als er niets was."""
        return self.goed / self.aanwezig if self.aanwezig else 1.0


@dataclass(frozen=True)
class Uitslag:
    """Wat de triage van één casus maakte.

    Attributes:
        alleen_tekst: de uitkomst als na het plakken niets meer wordt beantwoord.
        uitkomst: de uitkomst nadat elke vraag naar waarheid is beantwoord.
        vragen: hoeveel vragen de gebruiker kreeg, de gemeente meegeteld.
    """

    alleen_tekst: str
    uitkomst: str
    vragen: int
    ave_fase: int | None = None
    contacten: tuple[str, ...] = ()


@dataclass
class Casusmeting:
    """De uitslag over een verzameling casussen.

    Attributes:
        criteria: per criterium hoe goed het uit de tekst alleen gelezen is.
        feiten: per leefgebied en signaal hoe goed het gevonden is (waar het label ze noemt).
        fouten: per casus met een verkeerde uitkomst het nummer, wat eruit kwam en wat hoorde.
    """

    aantal: int = 0
    goed: int = 0
    goed_alleen_tekst: int = 0
    contact_goed: int = 0
    acuut: Maat = field(default_factory=Maat)
    criteria: dict[str, Maat] = field(default_factory=dict)
    feiten: dict[str, Maat] = field(default_factory=dict)
    vragen: list[int] = field(default_factory=list)
    fouten: list[tuple[Any, str, str]] = field(default_factory=list)

    @property
    def vragen_mediaan(self) -> float:
        """De mediaan van het aantal vragen per casus die niet acuut is."""
        return float(median(self.vragen)) if self.vragen else 0.0

    @property
    def vragen_gemiddeld(self) -> float:
        """Het gemiddelde aantal vragen per casus die niet acuut is."""
        return float(mean(self.vragen)) if self.vragen else 0.0


def meet(gevallen: Iterable[Mapping[str, Any]]) -> Casusmeting:
    """Speel en vergelijk casussen met hun label.

    Args:
        gevallen: elk met `tekst`, `gemeente`, `uitkomst`, `ook_goed`, `criteria` en
            `soort_contact_goed`; `leefgebieden` en `signalen` mogen ontbreken.
    """
    meting = Casusmeting(criteria={naam: Maat() for naam in CRITERIA})
    for geval in gevallen:
        uitslag = speel(geval)
        goed = {geval["uitkomst"], *geval["ook_goed"]}
        meting.aantal += 1
        meting.goed += uitslag.uitkomst in goed
        meting.goed_alleen_tekst += uitslag.alleen_tekst in goed
        meting.contact_goed += bool(set(uitslag.contacten) & set(geval["soort_contact_goed"]))
        _tel(meting.acuut, uitslag.uitkomst == _ACUUT, _ACUUT in goed)
        if uitslag.uitkomst not in goed:
            meting.fouten.append((geval.get("id"), uitslag.uitkomst, geval["uitkomst"]))
        if uitslag.uitkomst != _ACUUT:
            meting.vragen.append(uitslag.vragen)
        _meet_lezing(meting, geval)
    return meting


def speel(geval: Mapping[str, Any]) -> Uitslag:
    """Speel één casus: plak de tekst en beantwoord naar waarheid wat nog gevraagd wordt."""
    if lees_gevaar(geval["tekst"]):
        return Uitslag(_ACUUT, _ACUUT, 0, contacten=("noodnummer",))
    blad = _geplakt(geval["tekst"])
    alleen_tekst = oordeel_bij(blad).uitkomst
    vragen = 0
    while (vraag := blad.vraag) is not None:
        antwoord = Antwoord(_waarheid(vraag, geval))
        blad = replace(blad, stand=beantwoord(blad.lijst, blad.stand, vraag.id, antwoord))
        vragen += 1
    gevonden = oordeel_bij(blad)
    return Uitslag(
        alleen_tekst, gevonden.uitkomst, vragen, gevonden.ave_fase, gevonden.soorten_contact
    )


def _geplakt(tekst: str) -> Blad:
    blad = Blad("triage", "meting")
    stand = beantwoord(blad.lijst, blad.stand, "casus", Antwoord(tekst))
    return vul_in(replace(blad, stand=stand), tekst)


def _waarheid(vraag: Vraag, geval: Mapping[str, Any]) -> str:
    if vraag.id == BEVESTIG:
        return "verder"
    if vraag.id == "gemeente":
        gevonden = zoek(geval["gemeente"]) if geval["gemeente"] else ()
        return gevonden[0].code if gevonden else ONBEKEND
    return str(geval["criteria"].get(vraag.criterium or vraag.id, ONBEKEND))


def _meet_lezing(meting: Casusmeting, geval: Mapping[str, Any]) -> None:
    blad = _geplakt(geval["tekst"])
    for vraag in blad.lijst.vragen.values():
        naam = vraag.criterium or vraag.id
        if naam not in meting.criteria:
            continue
        antwoord = blad.stand.antwoorden.get(vraag.id)
        gelezen = antwoord.waarde if antwoord and antwoord.herkomst == GELEZEN else None
        waar = geval["criteria"][naam]
        maat = meting.criteria[naam]
        maat.gelezen += gelezen is not None
        maat.goed += gelezen == waar
        maat.aanwezig += waar != ONBEKEND
    lezing = lees_casus(geval["tekst"])
    gebieden = {f.waarde for f in lezing.feiten if f.soort == LEEFGEBIED and f.geldt}
    _tel_rij(meting, "leefgebied", gebieden, geval.get("leefgebieden"))
    _tel_rij(meting, "signaal", lezing.signalen, geval.get("signalen"))


def _tel_rij(
    meting: Casusmeting, soort: str, gelezen: Iterable[str], waar: Sequence[str] | None
) -> None:
    if waar is None:
        return
    for naam in {*gelezen, *waar}:
        maat = meting.feiten.setdefault(f"{soort}:{naam}", Maat())
        _tel(maat, naam in set(gelezen), naam in waar)


def _tel(maat: Maat, gelezen: bool, waar: bool) -> None:  # noqa: FBT001 - twee gelijke feiten
    maat.gelezen += gelezen
    maat.goed += gelezen and waar
    maat.aanwezig += waar
