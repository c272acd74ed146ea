"""Direct gevaar herkennen in een ruw bericht, voor alle andere verwerking.

Bij twijfel 112, maar verleden, gewoonte, kennisvragen en een goede afloop zijn geen gevaar nu.
Twee wegen samen: patronen (`lexicon/gevaar.yml`) en een geleerde kans, uit de woorden
(`gevaarkans.py`) en uit de betekenis (`gevaarbetekenis.py`). De kans is genoeg; een patroon is
alleen genoeg als de kans het niet zo goed als uitsluit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.betekenis import HOOGSTENS_TEKENS
from knowledge.gevaarbetekenis import gevaarlogit
from knowledge.gevaarkans import Kansen, kans_van_zin, kansen
from knowledge.gevaarsamenhang import Samenhang
from knowledge.gevaarwoorden import Patroon, gevaarwoorden
from knowledge.taal import woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.taal import Woord

# Gekozen op zinnen buiten het leren; de afweging staat in docs/adr/0026-gevaar-uit-betekenis.md.
DREMPEL = 0.35
DREMPEL_DEEL = 0.5
DREMPEL_MET_PATROON = 0.1
BETEKENIS_WEEGT = 0.4
_ONBESLIST = (0.01, 0.97)
_ALGEMEEN = "dit klinkt als direct gevaar"


@dataclass(frozen=True)
class Gevaar:
    """Gevaar dat nu speelt.

    Attributes:
        reden: korte zin voor de gebruiker.
        soort: code, zoals `wapen`, `brand` of `suicide_nu`; `algemeen` als geen patroon paste.
        begin: plaats van het eerste woord waaruit het blijkt.
        eind: plaats na het laatste woord waaruit het blijkt.
    """

    reden: str
    soort: str
    begin: int
    eind: int


def lees_gevaar(tekst: str) -> Gevaar | None:
    """Zoek gevaar voor lijf of leven dat nu speelt.

    Args:
        tekst: het ruwe bericht, ook zonder leestekens en met spelfouten.

    Returns:
        Het eerste gevaar in de tekst, of None.
    """
    lexicon = gevaarwoorden()
    alle = woorden(tekst)
    if not alle:
        return None
    code = lexicon.codering.codeer(alle)
    samenhang = Samenhang(lexicon, alle, code)
    kans = _met_betekenis(tekst, alle, kansen(alle, samenhang))
    gevonden = _zoek_patroon(samenhang, code)
    if gevonden is not None:
        begin, eind, patroon = gevonden
        # Een vraag ervoor ("waar meld ik dit?") zegt niets over de zin waarin het gevaar staat.
        eigen = _gemengd(kans_van_zin(alle, samenhang, begin), tekst)
        if max(kans.hoogste, eigen) >= DREMPEL_MET_PATROON:
            return Gevaar(patroon.reden, patroon.soort, alle[begin].begin, alle[eind - 1].eind)
    if kans.geheel < DREMPEL and kans.deel < DREMPEL_DEEL:
        return None
    return Gevaar(_ALGEMEEN, "algemeen", alle[kans.begin].begin, alle[kans.eind - 1].eind)


def _met_betekenis(tekst: str, alle: Sequence[Woord], kans: Kansen) -> Kansen:
    """De kansen uit de woorden, gemengd met die uit de betekenis van dezelfde tekst.

    Van een lang bericht is de betekenis van het geheel te vaag; dan telt die van het deel.
    """
    deel = tekst[alle[kans.begin].begin : alle[kans.eind - 1].eind]
    heel = tekst if len(tekst) <= HOOGSTENS_TEKENS else deel
    return kans._replace(geheel=_gemengd(kans.geheel, heel), deel=_gemengd(kans.deel, deel))


def _gemengd(kans: float, tekst: str) -> float:
    """Meng de kans uit de woorden met die uit de betekenis, op hun log-kansverhouding.

    Is de kans uit de woorden al heel klein of heel groot, dan verandert de betekenis de uitkomst
    niet meer en wordt zij niet berekend.
    """
    betekenis = gevaarlogit(tekst) if _ONBESLIST[0] <= kans <= _ONBESLIST[1] else None
    if betekenis is None:
        return kans
    logit = math.log(kans / (1 - kans))
    return 1 / (1 + math.exp((BETEKENIS_WEEGT - 1) * logit - BETEKENIS_WEEGT * betekenis))


def _zoek_patroon(samenhang: Samenhang, code: str) -> tuple[int, int, Patroon] | None:
    """Het eerste patroon dat gevaar nu betekent, met het eerste woord en het woord erna."""
    aanwezig = frozenset(code)
    gevonden: tuple[int, int, Patroon] | None = None
    for patroon in gevaarwoorden().patronen:
        if any(aanwezig.isdisjoint(tekens) for tekens in patroon.nodig):
            continue
        if not samenhang.kan(patroon.sterkte):
            continue
        tot = gevonden[0] if gevonden else len(code)
        plek = _eerste(samenhang, patroon, code, tot)
        gevonden = (*plek, patroon) if plek else gevonden
    return gevonden


def _eerste(samenhang: Samenhang, patroon: Patroon, code: str, tot: int) -> tuple[int, int] | None:
    """Geef de eerste plek vóór `tot` waar het patroon gevaar nu betekent."""
    for treffer in patroon.regex.finditer(code):
        begin, eind = treffer.span()
        if begin >= tot:
            return None
        if samenhang.telt(begin, eind, patroon.sterkte):
            return begin, eind
    return None
