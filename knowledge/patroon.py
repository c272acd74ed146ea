"""De patroontaal van de woordenlijsten: ontleden, en omzetten naar reguliere uitdrukkingen.

Een patroon is een rij delen met spaties ertussen: `staat|zit .. met .. @wapen`.
`a|b` is een keuze, `@x` een begrip, `woord*` en `*woord` een begin of eind van een woord, `deel?`
mag ontbreken, `..` en `...` laten vier of acht woorden toe (geen ontkenning, niet over het
zinseinde heen), `a & b` betekent: beide in een zin, hooguit tien woorden uiteen, in elke volgorde,
en `!a|b` betekent: niet binnen de volgende vier woorden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from knowledge.taal import KOMMA, ZIN_EINDE, Woord, norm

GATEN = {"..": 4, "...": 8}
_SAMEN = 10
_MEEST_SAMEN = 3
_VERBODEN_BEREIK = 4
_MIN_STAM = 3
_MAX_WOORD = 40
_EERSTE_TEKEN = 0xE000
ANDER = "w"


class PatroonError(ValueError):
    """Een patroon kan niet worden gelezen; de tekst zegt waarom."""


@dataclass(frozen=True)
class Deel:
    """Een deel van een patroon: een gat, een verbod of een keuze uit woordreeksen.

    Attributes:
        gat: het aantal woorden dat ertussen mag staan; 0 als het geen gat is.
        vrij: of er in het gat ook een ontkenning mag staan.
        verbod: of de keuze juist niet mag volgen.
        mag_weg: of het deel mag ontbreken.
        keuzes: de woordreeksen waaruit het deel kiest; elk woord kan een `*` hebben.
    """

    gat: int = 0
    vrij: bool = False
    verbod: bool = False
    mag_weg: bool = False
    keuzes: tuple[tuple[str, ...], ...] = ()


Begrippen = Mapping[str, tuple[tuple[str, ...], ...]]


def ontleed(patroon: str, begrippen: Begrippen) -> tuple[tuple[Deel, ...], ...]:
    """Ontleed een patroon.

    Args:
        patroon: de tekst uit de woordenlijst.
        begrippen: per begrip de woordreeksen.

    Returns:
        De rijen delen die elk op zichzelf passen: één, of bij `a & b` elke volgorde.

    Raises:
        PatroonError: het patroon is leeg, begint met een gat of noemt een onbekend begrip.
    """
    stukken = [_ontleed_rij(stuk, begrippen) for stuk in patroon.split("&")]
    if len(stukken) > _MEEST_SAMEN:
        raise PatroonError(f"patroon '{patroon}' heeft meer dan twee keer &")
    tussen = (Deel(gat=_SAMEN, vrij=True),)
    return tuple(_aaneen(rij, tussen) for rij in permutations(stukken))


def _aaneen(rij: Sequence[tuple[Deel, ...]], tussen: tuple[Deel, ...]) -> tuple[Deel, ...]:
    uit = rij[0]
    for stuk in rij[1:]:
        uit += tussen + stuk
    return uit


def _ontleed_rij(stuk: str, begrippen: Begrippen) -> tuple[Deel, ...]:
    delen = tuple(_ontleed_deel(ruw, begrippen) for ruw in stuk.split())
    if not delen or not delen[0].keuzes or delen[0].mag_weg or delen[0].verbod:
        raise PatroonError(f"'{stuk.strip()}' moet met een vast woord beginnen")
    return delen


def _ontleed_deel(ruw: str, begrippen: Begrippen) -> Deel:
    if ruw in GATEN:
        return Deel(gat=GATEN[ruw])
    verbod, mag_weg = ruw.startswith("!"), ruw.endswith("?")
    keuzes: list[tuple[str, ...]] = []
    for keuze in ruw.strip("!?").split("|"):
        if keuze.startswith("@"):
            if keuze[1:] not in begrippen:
                raise PatroonError(f"begrip '{keuze}' bestaat niet")
            keuzes.extend(begrippen[keuze[1:]])
        else:
            keuzes.append((_woord(keuze),))
    return Deel(verbod=verbod, mag_weg=mag_weg, keuzes=tuple(dict.fromkeys(keuzes)))


def _woord(ruw: str) -> str:
    stam = norm(ruw.strip("*"))
    if not stam or ("*" in ruw and len(stam) < _MIN_STAM):
        raise PatroonError(f"'{ruw}' is geen woord (met een * zijn drie letters nodig)")
    return ("*" if ruw.startswith("*") else "") + stam + ("*" if ruw.endswith("*") else "")


def begrip(regels: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Zet de regels van een begrip om in woordreeksen.

    Raises:
        PatroonError: een regel is leeg.
    """
    return tuple(tuple(_woord(deel) for deel in regel.split()) for regel in regels)


class Codering:
    """Geeft elk woord één teken, zodat een patroon een snelle reguliere uitdrukking wordt.

    Woorden die in dezelfde patronen passen delen een teken; een woord dat nergens past krijgt
    een vast teken. Zo kost het zoeken één doorgang per patroon, hoe vreemd de tekst ook is.
    """

    def __init__(self, patronen: Iterable[Sequence[Deel]], ontkenningen: Iterable[str]) -> None:
        ontkenning = {_woord(woord) for woord in ontkenningen}
        atomen = {
            woord
            for delen in patronen
            for deel in delen
            for reeks in deel.keuzes
            for woord in reeks
        } | ontkenning
        self._begin = {atoom[:-1] for atoom in atomen if atoom.endswith("*")}
        self._eind = {atoom[1:] for atoom in atomen if atoom.startswith("*")}
        self._vast = {atoom for atoom in atomen if "*" not in atoom}
        self._tekens: dict[str, str] = {}
        self._passend: dict[str, set[str]] = {}
        for nummer, atoom in enumerate(sorted(atomen)):
            teken = chr(_EERSTE_TEKEN + nummer)
            self._tekens[atoom] = teken
            for past in self._atomen(atoom.strip("*"), vast="*" not in atoom):
                self._passend.setdefault(past, set()).add(teken)
            self._passend.setdefault(atoom, set()).add(teken)
        self._geen_gat = re.escape(
            ZIN_EINDE + "".join(sorted("".join(self._passend[atoom]) for atoom in ontkenning)),
        )
        self.teken = lru_cache(maxsize=20_000)(self._teken)

    def _atomen(self, woord: str, *, vast: bool) -> Iterator[str]:
        if vast and woord in self._vast:
            yield woord
        for lengte in range(min(len(woord), _MAX_WOORD), _MIN_STAM - 1, -1):
            if woord[:lengte] in self._begin:
                yield woord[:lengte] + "*"
            if woord[-lengte:] in self._eind:
                yield "*" + woord[-lengte:]

    def _teken(self, woord: str) -> str:
        if woord in {ZIN_EINDE, KOMMA}:
            return woord
        atoom = next(self._atomen(woord, vast=True), None)
        return self._tekens[atoom] if atoom else ANDER

    def codeer(self, tekst: Sequence[Woord]) -> str:
        """Geef de tekst als rij tekens, één per woord."""
        return "".join([self.teken(woord.norm) for woord in tekst])

    def passend(self, atoom: str) -> frozenset[str]:
        """Geef de tekens van alle woorden die bij een woord uit een patroon passen."""
        return frozenset(self._passend[atoom])

    def regex(self, delen: Sequence[Deel]) -> re.Pattern[str]:
        """Zet een patroon om in een reguliere uitdrukking over de rij tekens."""
        return re.compile("".join(self._stuk(deel) for deel in delen))

    def nodig(self, delen: Sequence[Deel]) -> tuple[frozenset[str], ...]:
        """Geef per verplicht deel de tekens waarvan er een in de tekst moet staan."""
        return tuple(
            frozenset(teken for reeks in deel.keuzes for teken in self._passend[reeks[0]])
            for deel in delen
            if deel.keuzes and not (deel.verbod or deel.mag_weg)
        )

    def _stuk(self, deel: Deel) -> str:
        if deel.gat:
            buiten = re.escape(ZIN_EINDE) if deel.vrij else self._geen_gat
            return f"[^{buiten}]{{0,{deel.gat}}}?"
        los = "".join(
            sorted(
                {t for reeks in deel.keuzes if len(reeks) == 1 for t in self._passend[reeks[0]]}
            ),
        )
        keuzes = [f"[{los}]"] if los else []
        keuzes += [
            "".join(f"[{''.join(sorted(self._passend[woord]))}]" for woord in reeks)
            for reeks in deel.keuzes
            if len(reeks) > 1
        ]
        keuze = f"(?:{'|'.join(keuzes)})"
        if deel.verbod:
            return f"(?![^{re.escape(ZIN_EINDE)}]{{0,{_VERBODEN_BEREIK - 1}}}?{keuze})"
        return f"(?:{keuze},?)?" if deel.mag_weg else keuze
