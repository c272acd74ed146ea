"""De namenlijst: elke plaatsnaam als reeks woorden, met de gemeenten die bedoeld kunnen zijn."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import Gemeente, alle_gemeenten, gemeenterijen
from sociale_kaart.tabellen import DATAMAP, KaartFout, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WOORD = re.compile(r"[a-z0-9]+")

VRIJ = "vrij"
VOORZETSEL = "voorzetsel"
HOOFDLETTER = "hoofdletter"
GEEN_PLAATS = "geen_plaats"
BEHANDELINGEN = (VOORZETSEL, HOOFDLETTER, GEEN_PLAATS)
PLAATSSOORTEN = ("woonplaats", "oude gemeente", "bijvoeglijk")
ZEKERHEDEN = ("zeker", "twijfel")


@dataclass(frozen=True)
class Naam:
    """Eén naam uit de lijst.

    Attributes:
        naam: de naam zoals die geschreven hoort te worden.
        soort: `gemeente`, een soort uit plaatsen.csv, of `regio`.
        opties: de gemeenten die bedoeld kunnen zijn; leeg bij een regio of provincie.
        behandeling: `vrij` (telt altijd), `voorzetsel` (ook een gewoon woord: telt na een woord
            als "in"), `hoofdletter` (heel gewoon woord: telt alleen met hoofdletter) of
            `geen_plaats` (regio's en provincies: nooit een gemeente).
        gemeente: de gemeente die zelf zo heet, als die er is.
    """

    naam: str
    soort: str
    opties: tuple[Gemeente, ...]
    behandeling: str
    gemeente: Gemeente | None = None


@dataclass(frozen=True)
class Gevouwen:
    """Een tekst in kleine letters zonder accenten, met de plek van elk teken in het origineel."""

    tekst: str
    plekken: Sequence[int]


def vouw(tekst: str) -> Gevouwen:
    """Maak kleine letters zonder accenten en onthoud waar elk teken stond."""
    if tekst.isascii():
        return Gevouwen(tekst.lower(), range(len(tekst) + 1))
    tekens: list[str] = []
    plekken: list[int] = []
    for plek, teken in enumerate(tekst):
        for deel in unicodedata.normalize("NFKD", teken):
            if not unicodedata.combining(deel):
                klein = deel.lower()
                tekens.append(klein)
                plekken.extend([plek] * len(klein))
    plekken.append(len(tekst))
    return Gevouwen("".join(tekens), plekken)


def sleutel(naam: str) -> tuple[str, ...]:
    """Geef de woorden van een naam, zonder hoofdletters, accenten en streepjes."""
    return tuple(WOORD.findall(vouw(naam).tekst))


@lru_cache(maxsize=1)
def namen_per_sleutel() -> Mapping[tuple[str, ...], Naam]:
    """Geef alle namen uit gemeenten.csv, plaatsen.csv en woorden.csv.

    Raises:
        KaartFout: een code, soort of behandeling is onbekend, of een naam staat er dubbel in.
    """
    gemeenten = alle_gemeenten()
    eigen = {sleutel(g.naam): g for g in gemeenten.values()}
    opties: dict[tuple[str, ...], tuple[str, str, tuple[Gemeente, ...]]] = {}
    for rij in gemeenterijen():
        gemeente = gemeenten[rij["code"]]
        for naam in (gemeente.naam, *rij.lijst("ook_bekend_als")):
            opties[sleutel(naam)] = (naam, "gemeente", (gemeente,))
    for naam, soort, mogelijk in _plaatsen(gemeenten):
        opties[sleutel(naam)] = (naam, soort, mogelijk)
    behandeling = _behandelingen()
    namen = {
        kern: Naam(naam, soort, mogelijk, behandeling.get(kern, VRIJ), eigen.get(kern))
        for kern, (naam, soort, mogelijk) in opties.items()
    }
    for kern, naam in _geen_plaatsen(gemeenten, behandeling):
        namen.setdefault(kern, Naam(naam, "regio", (), GEEN_PLAATS))
    for kern, gekozen in list(namen.items()):
        for anders in _schrijfwijzen(kern):
            namen.setdefault(anders, gekozen)
    return MappingProxyType(namen)


@lru_cache(maxsize=1)
def namen_per_eerste_woord() -> Mapping[str, tuple[tuple[tuple[str, ...], Naam], ...]]:
    """Geef de namen per eerste woord, de langste eerst."""
    groepen: dict[str, list[tuple[tuple[str, ...], Naam]]] = defaultdict(list)
    for kern, naam in namen_per_sleutel().items():
        groepen[kern[0]].append((kern, naam))
    return MappingProxyType(
        {
            woord: tuple(sorted(groep, key=lambda paar: -len(paar[0])))
            for woord, groep in groepen.items()
        }
    )


def _plaatsen(gemeenten: Mapping[str, Gemeente]) -> Iterator[tuple[str, str, tuple[Gemeente, ...]]]:
    gezien: set[tuple[str, ...]] = set()
    kolommen = ("naam", "soort", "gemeente_codes", "zekerheid")
    for rij in lees_tabel(DATAMAP / "plaatsen.csv", kolommen):
        kern = sleutel(rij["naam"])
        if kern in gezien:
            raise KaartFout(rij.fout("naam", f"{rij['naam']} staat er twee keer in."))
        gezien.add(kern)
        if rij["soort"] not in PLAATSSOORTEN:
            raise KaartFout(rij.fout("soort", f"{rij['soort']!r} is niet bekend."))
        if rij["zekerheid"] not in ZEKERHEDEN:
            raise KaartFout(rij.fout("zekerheid", f"{rij['zekerheid']!r} is niet bekend."))
        codes = rij.lijst("gemeente_codes")
        onbekend = [code for code in codes if code not in gemeenten]
        if onbekend or not codes:
            raise KaartFout(rij.fout("gemeente_codes", f"{onbekend} is geen gemeentecode."))
        yield rij["naam"], rij["soort"], tuple(gemeenten[code] for code in codes)


def _behandelingen() -> dict[tuple[str, ...], str]:
    behandelingen = {}
    for rij in lees_tabel(DATAMAP / "woorden.csv", ("woord", "behandeling")):
        if rij["behandeling"] not in BEHANDELINGEN:
            raise KaartFout(rij.fout("behandeling", f"{rij['behandeling']!r} is niet bekend."))
        behandelingen[sleutel(rij["woord"])] = rij["behandeling"]
    return behandelingen


def _geen_plaatsen(
    gemeenten: Mapping[str, Gemeente], behandeling: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for regio in sorted({gemeente.regio_naam for gemeente in gemeenten.values()}):
        yield sleutel(regio), regio
    for kern, soort in behandeling.items():
        if soort == GEEN_PLAATS:
            yield kern, " ".join(kern)


def _schrijfwijzen(kern: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(kern) > 1:
        yield ("".join(kern),)
    if len(kern) > 1 and kern[0] == "s":
        yield kern[1:]
    if kern[0] == "sint":
        yield ("st", *kern[1:])
