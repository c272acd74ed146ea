"""Welke organisaties een tekst noemt: `is veilig thuis ook s nachts te bellen`."""

from __future__ import annotations

import re
from functools import cache

from sociale_kaart.soorten import SOORTEN
from sociale_kaart.tabellen import DATAMAP, KaartFout, lees_tabel

_BESTAND = DATAMAP / "aliassen.csv"
_WOORD = re.compile(r"\w+")
_VRAAGT_NAAR = re.compile(
    r" hoe (?:(?:meld|kom|krijg)\b.{0,60}? bij|verwijs\b.{0,60}? naar|bereik ik)"
    r"(?: het| de| een| t)? | welke? | is er(?: een| ook| ook een)? "
)


def soorten_in(tekst: str) -> tuple[str, ...]:
    """De soorten contact die een tekst noemt, de langste naam eerst en elk één keer."""
    plat = f" {_plat(tekst)} "
    gevonden: list[str] = []
    for alias, soort in _aliassen():
        if f" {alias} " in plat:
            plat = plat.replace(f" {alias} ", "  ")
            gevonden.append(soort)
    return tuple(dict.fromkeys(gevonden))


def vraagt_naar_genoemde(tekst: str) -> bool:
    """Of een tekst om een genoemde organisatie vraagt: `hoe meld ik iemand aan bij`, `welk`.

    Dan gaat die organisatie voor het contact dat bij het probleem hoort.
    """
    plat = f" {_plat(tekst)} "
    resten = [plat[gevonden.end() - 1 :] for gevonden in _VRAAGT_NAAR.finditer(plat)]
    return any(rest.startswith(f" {alias} ") for rest in resten for alias, _ in _aliassen())


@cache
def _aliassen() -> tuple[tuple[str, str], ...]:
    rijen = lees_tabel(_BESTAND, ("soort_contact", "alias"))
    for rij in rijen:
        if rij["soort_contact"] not in SOORTEN:
            raise KaartFout(rij.fout("soort_contact", f"{rij['soort_contact']!r} bestaat niet."))
    paren = [(_plat(rij["alias"]), rij["soort_contact"]) for rij in rijen]
    return tuple(sorted(paren, key=lambda paar: -len(paar[0])))


def _plat(tekst: str) -> str:
    return " ".join(_WOORD.findall(tekst.casefold()))
