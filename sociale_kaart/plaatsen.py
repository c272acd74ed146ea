"""Gemeenten herkennen in gewone tekst: namen, dorpen, oude gemeenten en spelfouten."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from sociale_kaart.context import Zin, contextwoorden, na_gemeente, ontleed, telt, toegestane_fouten
from sociale_kaart.gemeenten import Gemeente, alle_gemeenten, op_code, regio_gemeenten, regio_naam
from sociale_kaart.namen import HOOFDLETTER, Naam, namen_per_eerste_woord, vouw
from sociale_kaart.spelfouten import dichtstbij
from sociale_kaart.tabellen import DATAMAP, Rij, lees_tabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "Gemeente",
    "Plaatsvondst",
    "herken",
    "lijkt_op",
    "op_code",
    "regio_gemeenten",
    "regio_naam",
    "zoek",
]

_TUSSEN_WOORDEN = re.compile(r"[\s\-\u2010-\u2015'\u2019`]{1,3}|\. ?")
_TUSSEN_VERWANTEN = re.compile(r"[\s,(]{1,3}(?:(?:gem\.?|gemeente|in)\s)?", re.IGNORECASE)
_KORT_ANTWOORD = 4
_KORTSTE_GOK = 4
_LANGE_GOK = 8
_GELIJKENIS = 60


@dataclass(frozen=True)
class Plaatsvondst:
    """Een plaats die in een tekst genoemd wordt.

    Attributes:
        naam: de naam zoals die geschreven hoort te worden.
        begin: plek van het eerste teken in de tekst.
        eind: plek net na het laatste teken.
        opties: de gemeenten die bedoeld kunnen zijn; meer dan één betekent: vraag het na.
    """

    naam: str
    begin: int
    eind: int
    opties: tuple[Gemeente, ...]


@dataclass(frozen=True)
class _Treffer:
    """Namen die op `lengte` woorden vanaf `plek` passen."""

    plek: int
    lengte: int
    namen: tuple[Naam, ...]

    def opties(self, zin: Zin) -> tuple[Gemeente, ...]:
        """Geef de gemeenten, versmald door "gemeente" ervoor of een provincie erna."""
        if len(self.namen) == 1 and self.namen[0].gemeente and na_gemeente(zin, self.plek):
            return (self.namen[0].gemeente,)
        alle = _uniek(optie for naam in self.namen for optie in naam.opties)
        return _in_provincie(alle, zin, self.plek + self.lengte)[0]


def herken(tekst: str) -> tuple[Plaatsvondst, ...]:
    """Vind alle gemeenten, dorpen en oude namen in een tekst, in volgorde.

    Een naam die ook een gewoon woord is ("best", "buren") telt alleen als de zin laat zien dat
    een plaats bedoeld is. Namen van regio's en provincies tellen niet.
    """
    zin = ontleed(tekst, vouw(tekst))
    vondsten: list[Plaatsvondst] = []
    for treffer in _treffers(zin):
        opties = treffer.opties(zin)
        laatste = zin.woorden[treffer.plek + treffer.lengte - 1]
        naam = " of ".join(naam.naam for naam in treffer.namen)
        vondst = Plaatsvondst(naam, zin.woorden[treffer.plek].begin, laatste.eind, opties)
        verduidelijkt = _verduidelijkt(tekst, vondsten[-1], vondst) if vondsten else ()
        if verduidelijkt:
            vondsten[-1] = replace(vondsten[-1], opties=verduidelijkt)
        else:
            vondsten.append(vondst)
    return tuple(vondsten)


def zoek(naam: str) -> tuple[Gemeente, ...]:
    """Lees een kort antwoord op de vraag in welke gemeente iets speelt.

    Returns:
        Leeg als er niets gevonden is; meer dan één als niet duidelijk is welke bedoeld wordt.
    """
    zin = ontleed(naam, vouw(naam))
    gevonden = _heel_antwoord(zin) or _uniek(
        optie for vondst in herken(naam) for optie in vondst.opties
    )
    return gevonden or _bijna(zin)


def lijkt_op(tekst: str, aantal: int = 2) -> tuple[Gemeente, ...]:
    """De gemeenten waarvan de naam het meest op een tekst lijkt, om na te vragen; vaak leeg."""
    gevonden = process.extract(
        tekst.casefold().strip(),
        {gemeente: gemeente.naam.casefold() for gemeente in alle_gemeenten().values()},
        scorer=fuzz.ratio,
        score_cutoff=_GELIJKENIS,
        limit=aantal,
    )
    return tuple(gemeente for _, _, gemeente in gevonden)


def _treffers(zin: Zin) -> Iterator[_Treffer]:
    plek = 0
    while plek < len(zin.woorden):
        lengte, naam = _langste(zin, plek)
        if naam is None:
            lengte, namen = _spelfout(zin, plek)
            if namen:
                yield _Treffer(plek, lengte, namen)
        elif telt(zin, plek, lengte, naam.behandeling):
            yield _Treffer(plek, lengte, (naam,))
        plek += lengte


def _langste(zin: Zin, plek: int) -> tuple[int, Naam | None]:
    for kern, naam in namen_per_eerste_woord().get(zin.woorden[plek].vorm, ()):
        stuk = zin.woorden[plek : plek + len(kern)]
        past = tuple(woord.vorm for woord in stuk) == kern
        if past and all(_TUSSEN_WOORDEN.fullmatch(woord.ervoor) for woord in stuk[1:]):
            return len(kern), naam
    return 1, None


def _spelfout(zin: Zin, plek: int) -> tuple[int, tuple[Naam, ...]]:
    vormen = [(1, zin.woorden[plek].vorm)]
    if plek + 1 < len(zin.woorden) and zin.woorden[plek + 1].ervoor == "-":
        vormen.insert(0, (2, zin.woorden[plek].vorm + zin.woorden[plek + 1].vorm))
    for lengte, vorm in vormen:
        namen = dichtstbij(vorm, toegestane_fouten(zin, plek, len(vorm)))
        if namen:
            return lengte, namen
    return 1, ()


def _in_provincie(
    opties: tuple[Gemeente, ...], zin: Zin, plek: int
) -> tuple[tuple[Gemeente, ...], int]:
    """Versmal op een provincie die na de naam staat; geef ook het aantal woorden daarvan."""
    begin = plek + (len(opties) > 1 and [w.vorm for w in zin.woorden[plek : plek + 1]] == ["in"])
    for lengte in (2, 1):
        stuk = zin.woorden[begin : begin + lengte]
        regios = _regios_per_toevoeging().get(" ".join(woord.vorm for woord in stuk))
        if regios is None or stuk[0].begint_zin:
            continue
        past = tuple(g for g in opties if g.regio_code in regios)
        if past:
            return past, begin + lengte - plek
    return opties, 0


@lru_cache(maxsize=1)
def _provincies() -> Sequence[Rij]:
    return lees_tabel(DATAMAP / "provincies.csv", ("naam", "ook_geschreven", "regio_codes"))


@lru_cache(maxsize=1)
def _regios_per_toevoeging() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {
            vorm: rij.lijst("regio_codes")
            for rij in _provincies()
            for vorm in rij.lijst("ook_geschreven")
        }
    )


def _verduidelijkt(tekst: str, eerder: Plaatsvondst, later: Plaatsvondst) -> tuple[Gemeente, ...]:
    """Welke gemeenten de tweede plaats van de eerste overlaat; leeg als ze er niets over zegt.

    "Spaarndam (Haarlem)" noemt de gemeente; "Elst in Utrecht" noemt een provincie die ook een stad
    is.
    """
    tussen = tekst[eerder.eind : later.begin]
    if len(eerder.opties) == 1 or len(later.opties) > 1 or not _TUSSEN_VERWANTEN.fullmatch(tussen):
        return ()
    if later.opties[0] in eerder.opties:
        return later.opties
    provincies = [rij for rij in _provincies() if rij["naam"] == later.naam]
    regios = {code for rij in provincies for code in rij.lijst("regio_codes")}
    return tuple(gemeente for gemeente in eerder.opties if gemeente.regio_code in regios)


def _heel_antwoord(zin: Zin) -> tuple[Gemeente, ...]:
    """Lees een antwoord dat, op vulwoorden na, uit één naam bestaat."""
    for plek in range(len(zin.woorden)):
        lengte, naam = _langste(zin, plek)
        if naam and naam.opties and not _achter_lidwoord(zin, plek, naam):
            opties, erbij = _in_provincie(
                _Treffer(plek, lengte, (naam,)).opties(zin), zin, plek + lengte
            )
            rest = zin.woorden[plek + lengte + erbij :]
            return opties if all(woord.vorm in contextwoorden("antwoord") for woord in rest) else ()
        if zin.woorden[plek].vorm not in contextwoorden("antwoord"):
            return ()
    return ()


def _achter_lidwoord(zin: Zin, plek: int, naam: Naam) -> bool:
    gewoon = naam.behandeling == HOOFDLETTER
    return gewoon and plek > 0 and zin.woorden[plek - 1].vorm in contextwoorden("lidwoord")


def _bijna(zin: Zin) -> tuple[Gemeente, ...]:
    """Zoek in een kort antwoord naar een naam met een spelfout."""
    vormen = [woord.vorm for woord in zin.woorden if woord.vorm not in contextwoorden("antwoord")]
    if not vormen or len(vormen) > _KORT_ANTWOORD:
        return ()
    for vorm in ("".join(vormen), *vormen):
        if len(vorm) >= _KORTSTE_GOK:
            namen = dichtstbij(vorm, 2 if len(vorm) >= _LANGE_GOK else 1, ruim=True)
            if namen:
                return _uniek(optie for naam in namen for optie in naam.opties)
    return ()


def _uniek(gemeenten: Iterable[Gemeente]) -> tuple[Gemeente, ...]:
    return tuple(dict.fromkeys(gemeenten))
