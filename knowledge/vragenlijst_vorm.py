"""De vorm van een vragenlijst en van wat erop geantwoord is; gegevens zonder gedrag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

GELEZEN = "gelezen"
OVERGENOMEN = "overgenomen"
GEKOZEN = "gekozen"
GETYPT = "getypt"

MAX_TEKST = 2000
ONBEKEND = "onbekend"


class OngeldigAntwoord(ValueError):
    """Het antwoord past niet bij de vraag; de tekst is een zin voor de gebruiker."""


class NietsOmTerugTeGaan(ValueError):
    """Er is nog geen antwoord dat de gebruiker zelf gaf."""


@dataclass(frozen=True)
class Voorwaarde:
    """Geldt als alles in `als` klopt en niet alles in `tenzij`; elk vraag of gegeven -> waarden."""

    als: Mapping[str, tuple[str, ...]]
    tenzij: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def geldt(self, bekend: Mapping[str, str]) -> bool:
        """Of de voorwaarde geldt bij wat bekend is; onbekende namen maken haar onwaar."""
        if not all(bekend.get(naam) in waarden for naam, waarden in self.als.items()):
            return False
        return not (self.tenzij and all(bekend.get(naam) in w for naam, w in self.tenzij.items()))

    @property
    def genoemd(self) -> dict[str, tuple[str, ...]]:
        """Alle namen in de voorwaarde met de waarden die erbij staan."""
        return {**self.als, **self.tenzij}


@dataclass(frozen=True)
class Optie:
    """Een keuze bij een vraag: `waarde` is de code, `titel` wat de gebruiker ziet.

    Attributes:
        onderdeel: telt mee voor `minimaal`, maar is zelf geen volledig antwoord.
        knop: of de keuze als knop verschijnt; zonder knop is zij wel te typen of te lezen.
        gevaar: deze keuze betekent gevaar nu: dan volgt 112 en blijft de vraag open.
        geeft: gegevens die met deze keuze bekend zijn, zoals een teken van een gebiedsprobleem.
        ook: andere woorden waarmee mensen deze keuze typen.
    """

    waarde: str
    titel: str
    onderdeel: bool = False
    knop: bool = True
    gevaar: bool = False
    ook: tuple[str, ...] = ()
    geeft: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Overname:
    """Een antwoord uit een triage dat hier ook geldt; `ook_onbekend` neemt ook "onbekend" over."""

    vraag: str
    ook_onbekend: bool


@dataclass(frozen=True)
class Vraag:
    """Een knoop van de graaf.

    Attributes:
        soort: `keuze`, `meerkeuze`, `tekst`, `gemeente` of `email`.
        naar: volgende knoop of einde als geen keuze in `naar_bij` past, en bij overslaan.
        overslaan_als: de vraag vervalt als een van deze voorwaarden geldt.
        voor_uitkomst: de vraag vervalt zodra de uitkomst vaststaat (`Vragenlijst.beslist_als`).
        criterium: het criterium waar het antwoord voor staat, als dat een andere naam heeft.
        minimaal: bij `meerkeuze`: vanaf zoveel onderdelen is het antwoord `ja`.
        bron: document en paragraaf waar de vraag op rust.
        kort: hoe de vraag in een zin heet.
        namen: woorden waarmee een gebruiker de vraag of haar antwoord noemt.
        voorbeeld: een antwoord om te laten zien aan wie de vraag niet begrijpt.
        uit_triage: het antwoord in een triage dat hier overgenomen wordt.
    """

    id: str
    tekst: str
    uitleg: str
    soort: str
    opties: tuple[Optie, ...]
    naar: str | None
    naar_bij: Mapping[str, str]
    overslaan_als: tuple[Voorwaarde, ...] = ()
    voor_uitkomst: bool = False
    criterium: str | None = None
    minimaal: int = 0
    bron: tuple[str, str] | None = None
    kort: str = ""
    namen: tuple[str, ...] = ()
    voorbeeld: str = ""
    uit_triage: Overname | None = None

    @property
    def vrije_tekst(self) -> bool:
        """Of een eigen tekst zelf het antwoord kan zijn."""
        return self.soort != "keuze"

    @property
    def waarden(self) -> tuple[str, ...]:
        """De volledige antwoorden (dus zonder onderdelen)."""
        return tuple(optie.waarde for optie in self.opties if not optie.onderdeel)

    @property
    def onderdelen(self) -> tuple[str, ...]:
        """De onderdelen die een gebruiker mag opnoemen."""
        return tuple(optie.waarde for optie in self.opties if optie.onderdeel)

    def is_gevaar(self, waarde: str) -> bool:
        """Of een keuze gevaar nu betekent."""
        return any(optie.waarde == waarde and optie.gevaar for optie in self.opties)

    def geeft(self, waarde: str) -> Mapping[str, str]:
        """De gegevens die met deze keuze bekend zijn."""
        return next((optie.geeft for optie in self.opties if optie.waarde == waarde), {})

    def titel(self, waarde: str) -> str:
        """De titel van een optie, of de waarde zelf als het eigen tekst is."""
        return next((optie.titel for optie in self.opties if optie.waarde == waarde), waarde)


@dataclass(frozen=True)
class Vragenlijst:
    """Een gecontroleerde vragenlijst.

    Attributes:
        einden: namen van de eindpunten waar een pad kan stoppen.
        beslist_als: staat de uitkomst vast, dan vervallen vragen met `voor_uitkomst`.
        namen: woorden waarmee een gebruiker deze vragenlijst noemt.
        gegevens: namen van feiten die een beller vooraf meegeeft en die geen vraag zijn.
    """

    id: str
    titel: str
    start: str
    vragen: Mapping[str, Vraag]
    einden: frozenset[str]
    beslist_als: tuple[Voorwaarde, ...] = ()
    gegevens: frozenset[str] = frozenset()
    namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Antwoord:
    """Een gegeven antwoord met de onderdelen erbij en waar het vandaan komt."""

    waarde: str
    onderdelen: tuple[str, ...] = ()
    herkomst: str = GEKOZEN


@dataclass(frozen=True)
class Stand:
    """Wat in een vragenlijst bekend is.

    Attributes:
        volgorde: vragen die de gebruiker zelf beantwoordde, oudste eerst.
        heropend: vraag die opnieuw gesteld wordt, ook als haar antwoord er niet meer toe doet.
    """

    antwoorden: Mapping[str, Antwoord] = field(default_factory=lambda: MappingProxyType({}))
    gegevens: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    volgorde: tuple[str, ...] = ()
    heropend: str | None = None

    def waarde(self, vraag_id: str) -> str | None:
        """De waarde van een antwoord, of None als het nog niet bekend is."""
        antwoord = self.antwoorden.get(vraag_id)
        return antwoord.waarde if antwoord else None

    def als_json(self) -> dict[str, Any]:
        """De stand als gewone lijsten en woordenboeken, zoals het gesprek hem bewaart."""
        return {
            "antwoorden": {
                vraag: [a.waarde, list(a.onderdelen), a.herkomst]
                for vraag, a in self.antwoorden.items()
            },
            "gegevens": dict(self.gegevens),
            "volgorde": list(self.volgorde),
            "heropend": self.heropend,
        }

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, Any]) -> Stand:
        """De stand terug uit `als_json`."""
        return cls(
            antwoorden={
                vraag: Antwoord(waarde, tuple(onderdelen), herkomst)
                for vraag, (waarde, onderdelen, herkomst) in inhoud["antwoorden"].items()
            },
            gegevens=dict(inhoud["gegevens"]),
            volgorde=tuple(inhoud["volgorde"]),
            heropend=inhoud["heropend"],
        )
