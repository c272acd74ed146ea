"""Persoonsgegevens weglaten: elke vondst wordt haar soort tussen blokhaken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from privacy.vinden import vind
from privacy.vondst import AANDUIDING

if TYPE_CHECKING:
    from collections.abc import Callable, Container


@dataclass(frozen=True)
class Gelakt:
    """Een bericht zonder persoonsgegevens.

    Attributes:
        tekst: het bericht met bijvoorbeeld "[naam]" op de plek van een naam.
        soorten: welke soorten zijn weggelaten, elk een keer, op volgorde van verschijnen.
        twijfel: welke van die soorten nergens zeker waren.
    """

    tekst: str
    soorten: tuple[str, ...]
    twijfel: tuple[str, ...] = ()


def lak(
    tekst: str,
    behoud: Container[str] = (),
    bewaar_email: Callable[[str], bool] | None = None,
) -> Gelakt:
    """Vervang persoonsgegevens door hun soort.

    Args:
        tekst: het bericht.
        behoud: wat mag blijven staan; zie `privacy.vinden.vind`.
        bewaar_email: zegt van een gevonden e-mailadres of het mag blijven staan.

    Returns:
        De gelakte tekst met de gevonden soorten.
    """
    delen: list[str] = []
    soorten: dict[str, bool] = {}
    vorige = 0
    for vondst in vind(tekst, behoud):
        gevonden = tekst[vondst.begin : vondst.eind]
        if vondst.soort == "EMAIL" and bewaar_email and bewaar_email(gevonden):
            continue
        delen += [tekst[vorige : vondst.begin], f"[{AANDUIDING[vondst.soort]}]"]
        soorten[vondst.soort] = soorten.get(vondst.soort, False) or vondst.zeker
        vorige = vondst.eind
    delen.append(tekst[vorige:])
    twijfel = tuple(soort for soort, zeker in soorten.items() if not zeker)
    return Gelakt("".join(delen), tuple(soorten), twijfel)
