"""Een casusbeschrijving lezen: problemen, signalen en feiten, met de plek waaruit het blijkt.

De patronen komen uit `knowledge.casuswoorden`, de vorm van het bericht uit `knowledge.casusvorm`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.casusconclusie import Conclusie, concludeer
from knowledge.casusfeiten import Feit, lees_feiten
from knowledge.casusvorm import Vorm, lees_vorm
from knowledge.casuswoorden import PROBLEEM, SIGNAAL, Casuswoorden, Naam, Probleem, casuswoorden
from knowledge.gevaar import lees_gevaar
from knowledge.taal import KOMMA, ZIN_EINDE, Woord, woorden
from knowledge.taalmodel import gekozen, lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ACUUT = "acuut_gevaar"
_GEBIEDSTEKENS = frozenset({"onrust", "groep_op_plek", "plekprobleem"})
_PLEK = "plek"
_ONTHOUDEN = 8
GEBIEDSPROBLEMEN = frozenset({"gebied", "maatschappelijke_onrust"})
_PUNTEN = {"sterk": 3, "zwak": 1}
_GENOEG = 3
_MAX_PUNTEN = 9
_GEWICHT_PER_PUNT = 4
_ZEKERHEID = {"sterk": 0.9, "zwak": 0.5, "vroeger": 0.3}
_BEREIK = {"geen": 4, "zonder": 4}
_KORT_BEREIK = 2
_GRENZEN = frozenset({ZIN_EINDE, "maar", "wel", "want", "die", "omdat", "en", "heeft", "is"})
_VROEGER = frozenset({"vroeger", "voorheen", "destijds", "ooit", "vroegere", "voormalig"})
_OMGEKEERD = frozenset({"is", "zijn", "speelt", "blijkt", "was"})


@dataclass(frozen=True)
class Bevinding:
    """Iets wat in de tekst staat.

    Attributes:
        code: waarover het gaat, `probleem` of `signaal`.
        waarde: welk probleem of signaal.
        begin: plaats van het eerste teken in de tekst.
        eind: plaats na het laatste teken in de tekst.
        zekerheid: van 0 tot 1.
    """

    code: str
    waarde: str
    begin: int
    eind: int
    zekerheid: float


@dataclass(frozen=True)
class Lezing:
    """Wat uit een tekst is gelezen; problemen staan op volgorde van belang.

    Attributes:
        bevindingen: de soorten problemen en de signalen.
        feiten: leefgebieden, ketens, gedrag, zorg, omgeving, aanpak, gebied en persoon.
    """

    bevindingen: tuple[Bevinding, ...]
    feiten: tuple[Feit, ...] = ()

    @property
    def problemen(self) -> tuple[str, ...]:
        """De gevonden soorten problemen, het belangrijkste eerst."""
        return tuple(dict.fromkeys(b.waarde for b in self.bevindingen if b.code == PROBLEEM))

    @property
    def probleem(self) -> str | None:
        """Het belangrijkste probleem, of None."""
        return self.problemen[0] if self.problemen else None

    @property
    def signalen(self) -> frozenset[str]:
        """De gevonden signalen."""
        return frozenset(b.waarde for b in self.bevindingen if b.code == SIGNAAL)

    @property
    def wijst_op_gebied(self) -> bool:
        """Of er een teken is van een probleem van een buurt of plek (docs/contract.md)."""
        soorten = {feit.waarde for feit in self.feiten if feit.soort == "gebied" and feit.geldt}
        if _GEBIEDSTEKENS & soorten or len(soorten - {_PLEK}) > 1:
            return True
        over_iemand = any(feit.soort == "persoon" for feit in self.feiten)
        return not over_iemand and (_PLEK in soorten or self.probleem in GEBIEDSPROBLEMEN)

    @property
    def conclusies(self) -> dict[str, Conclusie]:
        """De criteria die uit de tekst duidelijk zijn; wat ontbreekt wordt gevraagd."""
        return concludeer(self.feiten, self.signalen)


class _Treffer(NamedTuple):
    code: str
    waarde: str
    sterkte: str
    nummer: int
    begin: int
    eind: int


def lees_casus(tekst: str) -> Lezing:
    """Lees de soorten problemen, de signalen en de feiten uit een beschrijving.

    Args:
        tekst: de beschrijving van een professional.

    Returns:
        De bevindingen; bij problemen staat het belangrijkste vooraan.
    """
    return _lees(tekst, gekozen())


@lru_cache(maxsize=_ONTHOUDEN)
def _lees(tekst: str, _model: str) -> Lezing:
    """Lees een tekst één keer per beurt: herkennen, kiezen en invullen vragen alle om de lezing."""
    lezer = casuswoorden()
    alle = woorden(tekst)
    vormen = lemmas(alle)
    treffers = _zoek(lezer, alle, vormen)
    problemen = [t for t in treffers if t.code == PROBLEEM]
    gerangschikt = _rangschik(lezer.problemen, problemen)
    gevaar = lees_gevaar(tekst)
    uit = [Bevinding(PROBLEEM, ACUUT, gevaar.begin, gevaar.eind, 1.0)] if gevaar else []
    for code in gerangschikt:
        eerste = max(
            (t for t in problemen if t.waarde == code), key=lambda t: _ZEKERHEID[t.sterkte]
        )
        uit.append(_bevinding(alle, eerste))
        if _ZEKERHEID[eerste.sterkte] >= _ZEKERHEID["zwak"] and code in _voldoende(problemen):
            uit += [
                _bevinding(alle, eerste._replace(code=SIGNAAL, waarde=signaal))
                for signaal in lezer.problemen[code].signalen
            ]
    uit += [_bevinding(alle, t) for t in treffers if t.code == SIGNAAL]
    return Lezing(tuple(dict.fromkeys(uit)), lees_feiten(alle, vormen))


def lijkt_casus(tekst: str) -> bool:
    """Zeg of een bericht een casus beschrijft, en geen vraag, opdracht of praatje is.

    Args:
        tekst: het bericht van de professional.
    """
    vorm = lees_vorm(tekst)
    return vorm is Vorm.CASUS or (vorm is Vorm.BESCHRIJVING and bool(lees_casus(tekst).bevindingen))


def _bevinding(alle: Sequence[Woord], treffer: _Treffer) -> Bevinding:
    begin, eind = alle[treffer.begin].begin, alle[treffer.eind - 1].eind
    return Bevinding(treffer.code, treffer.waarde, begin, eind, _ZEKERHEID[treffer.sterkte])


def _zoek(lezer: Casuswoorden, alle: Sequence[Woord], vormen: Sequence[str]) -> list[_Treffer]:
    beste: dict[Naam, _Treffer] = {}
    for naam, begin, eind in lezer.zoeker.zoek(alle, vormen):
        if naam in beste or _ontkend(lezer, alle, begin, eind):
            continue
        code, waarde, sterkte, nummer = naam
        if _is_vroeger(alle, begin):
            sterkte = "vroeger"
        beste[naam] = _Treffer(code, waarde, sterkte, nummer, begin, eind)
    return sorted(beste.values(), key=lambda t: (t.begin, t.waarde))


def _punten(treffers: Iterable[_Treffer]) -> dict[str, int]:
    uit: dict[str, int] = {}
    for treffer in treffers:
        uit[treffer.waarde] = uit.get(treffer.waarde, 0) + _PUNTEN.get(treffer.sterkte, 1)
    return uit


def _voldoende(treffers: Iterable[_Treffer]) -> set[str]:
    return {code for code, aantal in _punten(treffers).items() if aantal >= _GENOEG}


def _rangschik(soorten: Mapping[str, Probleem], treffers: Sequence[_Treffer]) -> list[str]:
    """Zet problemen op volgorde; alleen zwakke treffers tellen als er niets sterkers is."""
    punten = _punten(treffers)
    genoeg = _voldoende(treffers) or set(punten)

    def waarde(code: str) -> int:
        return soorten[code].gewicht + _GEWICHT_PER_PUNT * min(punten[code], _MAX_PUNTEN)

    return sorted(genoeg, key=lambda code: (-waarde(code), code))


def _ontkend(lezer: Casuswoorden, alle: Sequence[Woord], begin: int, eind: int) -> bool:
    """Zeg of een ontkenning ervoor staat in hetzelfde zinsdeel, of erachter (`is er niet`)."""
    for afstand, plaats in enumerate(range(begin - 1, max(begin - 5, -1), -1), start=1):
        woord = alle[plaats].norm
        if woord in _GRENZEN or woord == KOMMA:
            break
        if woord in lezer.ontkenningen and afstand <= _BEREIK.get(woord, _KORT_BEREIK):
            return alle[plaats + 1].norm != "alleen"
    na = [woord.norm for woord in alle[eind : eind + 4]]
    return bool(na) and na[0] in _OMGEKEERD and bool(lezer.ontkenningen & set(na[1:3]))


def _is_vroeger(alle: Sequence[Woord], begin: int) -> bool:
    return any(woord.norm in _VROEGER for woord in alle[max(begin - 3, 0) : begin])
