"""Tekst in woorden knippen, zonder spelling, accenten of hoofdletters te laten meetellen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ZIN_EINDE = "."
KOMMA = ","

_TEKEN = re.compile(
    r"(?P<woord>\d+(?:[.,]\d+)*|[^\W_]+(?:['’`´][^\W_]+)*)"
    r"|(?P<einde>[.!?;…]+|\n\s*\n)"
    r"|(?P<komma>[,:()\n]|(?<=\s)[-–—](?=\s))",
)
_UITGEREKT = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROF = re.compile(r"['’`´]")
_AFKORTINGEN = frozenset(
    {
        "dhr",
        "mw",
        "mevr",
        "mej",
        "ca",
        "bijv",
        "bv",
        "nr",
        "jr",
        "drs",
        "evt",
        "incl",
        "tel",
        "enz",
    },
)
_MAX_TEKENS_PER_LETTER = 3
LANGSTE_WOORD = 64
"""Langer is geen woord; zonder grens onthielden de geheugens hele berichten."""


class Woord(NamedTuple):
    """Een woord of leesteken.

    Attributes:
        norm: het woord in kleine letters zonder accenten en apostrofs, of `ZIN_EINDE` of `KOMMA`.
        begin: plaats van de eerste letter in de oorspronkelijke tekst.
        eind: plaats na de laatste letter in de oorspronkelijke tekst.
    """

    norm: str
    begin: int
    eind: int


@lru_cache(maxsize=4096)
def _vouw_teken(teken: str) -> str:
    """Geef een letter klein en zonder accent; leeg voor losse accenten en onzichtbare tekens."""
    basis = unicodedata.normalize("NFKD", teken)[:_MAX_TEKENS_PER_LETTER]
    return "".join(
        deel.lower()[:1] for deel in basis if unicodedata.category(deel) not in {"Mn", "Cf"}
    )


def _vouw(tekst: str) -> tuple[str, list[int] | None]:
    """Vouw de tekst; de lijst geeft per teken de plaats in het origineel (None: gelijk)."""
    if tekst.isascii():
        return tekst.lower(), None
    delen = list(map(_vouw_teken, tekst))
    if set(map(len, delen)) == {1}:
        return "".join(delen), None
    plaatsen: list[int] = []
    for plaats, gevouwen in enumerate(delen):
        plaatsen.extend([plaats] * len(gevouwen))
    plaatsen.append(len(tekst))
    return "".join(delen), plaatsen


def norm(woord: str) -> str:
    """Geef de vergelijkbare vorm van een los woord, zoals die in `Woord.norm` staat."""
    return _vorm(_vouw(woord)[0])


def _vorm(gevouwen: str) -> str:
    """De vorm van een woord, hooguit `LANGSTE_WOORD` lang; alleen die van een echt woord blijft."""
    if len(gevouwen) <= LANGSTE_WOORD:
        return _kort_in(gevouwen)
    return _ingekort(gevouwen)[:LANGSTE_WOORD]


@lru_cache(maxsize=20_000)
def _kort_in(gevouwen: str) -> str:
    return _ingekort(gevouwen)


def _ingekort(gevouwen: str) -> str:
    return _UITGEREKT.sub(r"\1", _APOSTROF.sub("", gevouwen))


def woorden(tekst: str) -> list[Woord]:
    """Knip een tekst in woorden, zinseinden en komma's, in één keer van voor naar achter.

    Args:
        tekst: ruwe tekst van een gebruiker.

    Returns:
        De woorden op volgorde; een punt na een afkorting is geen zinseinde.
    """
    gevouwen, plaatsen = _vouw(tekst)
    uit: list[Woord] = []
    for vondst in _TEKEN.finditer(gevouwen):
        soort = vondst.lastgroup
        ruw = vondst.group()
        begin, eind = vondst.span()
        if plaatsen is not None:
            begin, eind = plaatsen[begin], plaatsen[eind - 1] + 1
        if soort == "woord":
            vorm = _vorm(ruw)
        elif soort == "komma":
            vorm = KOMMA
        else:
            if ruw == "." and uit and (uit[-1].norm in _AFKORTINGEN or len(uit[-1].norm) == 1):
                continue
            vorm = ZIN_EINDE
        uit.append(Woord(vorm, begin, eind))
    return uit
