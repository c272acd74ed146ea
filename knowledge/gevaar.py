"""Direct gevaar herkennen in een ruw bericht, voor alle andere verwerking.

Bij twijfel 112, maar verleden, gewoonte, kennisvragen en een goede afloop zijn geen gevaar nu.
Twee netten samen: patronen (`lexicon/gevaar.yml`) en een geleerde kans (`gevaarkans.py`). De kans
is genoeg; een patroon is alleen genoeg als de kans het niet zo goed als uitsluit.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.gevaarkans import kans_van_zin, kansen
from knowledge.gevaarsamenhang import Samenhang
from knowledge.gevaarwoorden import Patroon, gevaarwoorden
from knowledge.taal import woorden

# Gekozen op zinnen buiten het leren; de afweging staat in docs/lezen.md.
DREMPEL = 0.4
DREMPEL_DEEL = 0.6
DREMPEL_MET_PATROON = 0.1
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
    kans = kansen(alle, samenhang)
    gevonden = _zoek_patroon(samenhang, code)
    if gevonden is not None:
        begin, eind, patroon = gevonden
        # Een vraag ervoor ("waar meld ik dit?") zegt niets over de zin waarin het gevaar staat.
        eigen = kans_van_zin(alle, samenhang, begin)
        if max(kans.hoogste, eigen) >= DREMPEL_MET_PATROON:
            return Gevaar(patroon.reden, patroon.soort, alle[begin].begin, alle[eind - 1].eind)
    if kans.geheel < DREMPEL and kans.deel < DREMPEL_DEEL:
        return None
    return Gevaar(_ALGEMEEN, "algemeen", alle[kans.begin].begin, alle[kans.eind - 1].eind)


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
