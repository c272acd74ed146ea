"""Welk deel van een bericht de vraag is, en welk deel erover vertelt.

"Een jongen van 17 steelt. Mag ik dat delen met school?" is een vraag met een casus erbij. Wie de
vraag apart leest, ziet waar die over gaat. De woorden staan in `lexicon/vraagdeel.yml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge import lexiconbestand
from knowledge.yamlbestand import controleer_velden, lees_yaml
from knowledge.zoektaal import zonder_accenten

if TYPE_CHECKING:
    from collections.abc import Iterable

BESTAND = lexiconbestand.MAP / "vraagdeel.yml"
_LIJSTEN = (
    "vraagwoorden", "voorzetsels", "werkwoorden", "onderwerpen", "naamwoorden", "aanloop",
    "voorwaarden", "vraagpartikels", "bronnen",
)  # fmt: skip
_WOORD = re.compile(r"\w+")
_EIND = re.compile(r"(?<=[.!;])\s+|\n+|(?<=\?)(?!\?)\s*")


class _Vormen(NamedTuple):
    """`begin` van een zin, `eerste` zin van een bericht, `midden` in een zin, of `ergens`."""

    begin: re.Pattern[str]
    eerste: re.Pattern[str]
    midden: re.Pattern[str]
    ergens: re.Pattern[str]
    voorwaarde: re.Pattern[str]


def vraagdeel(tekst: str) -> str:
    """Geef het deel van een bericht dat de vraag is; leeg als er geen vraag in staat.

    Args:
        tekst: het bericht, zoals getypt.
    """
    zinnen = [zin.strip() for zin in _EIND.split(tekst) if zin.strip()]
    delen = (_vraag_in(zin, eerste=nummer == 0) for nummer, zin in enumerate(zinnen))
    return " ".join(deel for deel in delen if deel)


def is_losse_vraag(tekst: str) -> bool:
    """Of een bericht niets is dan een vraag: "wat kost een enkelband", zonder verhaal erbij.

    Args:
        tekst: het bericht, zoals getypt; een vraagteken alleen maakt nog geen vraag.
    """
    kaal = tekst.strip().rstrip("?! ")
    return vraagdeel(kaal) == kaal


def vraagt_naar_bron(tekst: str) -> bool:
    """Of de vraag in een bericht een stuk noemt: "welk doel noemt het landelijk kader".

    Args:
        tekst: het bericht, zoals getypt.
    """
    vraag = f" {' '.join(_WOORD.findall(_even_lang(vraagdeel(tekst))))} "
    return any(f" {bron} " in vraag for bron in _bronnen())


@cache
def _bronnen() -> tuple[str, ...]:
    return tuple(str(bron) for bron in lees_yaml(BESTAND)["bronnen"])


def _vraag_in(zin: str, *, eerste: bool) -> str:
    plat, vormen = _even_lang(zin), _vormen()
    begint = vormen.begin.match(plat) or (eerste and vormen.eerste.match(plat))
    if begint or (vormen.voorwaarde.match(plat) and vormen.ergens.search(plat)):
        return zin
    midden = vormen.midden.search(plat)
    if midden:
        return zin[midden.start("vraag") :]
    return zin if plat.endswith("?") else ""


def _even_lang(zin: str) -> str:
    """De zin in kleine letters en zonder accenten, teken voor teken even lang."""
    return "".join(zonder_accenten(teken)[:1] or " " for teken in zin)


@cache
def _vormen() -> _Vormen:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, _LIJSTEN)
    een_van = {
        naam: _een_van(woord for _, woord in lexiconbestand.regels(BESTAND, inhoud, naam))
        for naam in _LIJSTEN
    }
    vraagwoord = rf"(?:{een_van['voorzetsels']} )?{een_van['vraagwoorden']}"
    omgekeerd = rf"{een_van['werkwoorden']} {een_van['onderwerpen']}"
    met_naam = rf"{een_van['werkwoorden']} {een_van['naamwoorden']}"
    met_woord = rf"{een_van['werkwoorden']} \w+ (?:\w+ )?{een_van['vraagpartikels']}"
    ervoor = rf"\W*(?:{een_van['aanloop']}[\s,:]+)*"
    vraag = rf"{vraagwoord}|{omgekeerd}|{met_naam}(?=.*\?$)"
    return _Vormen(
        begin=re.compile(rf"{ervoor}(?:{vraag})"),
        eerste=re.compile(rf"{ervoor}{met_woord}"),
        midden=re.compile(rf"(?:[,:]\s*|\s(?=(?:maar|en|of)\s)){ervoor}(?P<vraag>{vraag})"),
        ergens=re.compile(rf"{omgekeerd}|\?$"),
        voorwaarde=re.compile(rf"{ervoor}{een_van['voorwaarden']}"),
    )


def _een_van(woorden: Iterable[str]) -> str:
    lang_eerst = sorted(woorden, key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, lang_eerst))})\b"
