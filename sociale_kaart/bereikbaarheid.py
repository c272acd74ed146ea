"""Openingstijden en nummers omzetten in één leesbare tekst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sociale_kaart.openingstijden import MINUTEN_PER_DAG, WEEKDAGEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sociale_kaart.openingstijden import Openingstijd
    from sociale_kaart.tabellen import Rij

_ELKE_DAG = tuple(range(7))


def beschrijf(
    dienst: Rij,
    telefoons: Sequence[Rij],
    tijden: Sequence[Openingstijd],
    locaties: Sequence[Rij],
    functies: Sequence[Rij],
) -> str:
    """Beschrijf wanneer en hoe een dienst te bereiken is.

    Args:
        dienst: de rij van de dienst; `toegang` zegt wat er verder over het bereiken te zeggen is.
        telefoons: nummers, het belangrijkste eerst.
        tijden: openingstijden; leeg als ze niet bekend zijn, dan zegt `toegang` dat.
        locaties: plekken waar de dienst te vinden is, zoals een chat.
        functies: naar wie je vraagt; een functie die al in de naam staat, wordt niet herhaald.
    """
    delen = [_tijd(tijd) for tijd in tijden]
    delen += [rij["omschrijving"] for rij in telefoons[:1] if rij["omschrijving"]]
    delen += [f"ook via {rij['nummer']}" for rij in telefoons[1:]]
    delen += [f"{rij['naam']} op {rij['url'].removeprefix('https://')}" for rij in locaties]
    naam = dienst["naam"].casefold()
    delen += [
        f"vraag naar de {rij['functie']}"
        for rij in functies
        if rij["functie"] not in naam and rij["afdeling"] not in naam
    ]
    if dienst["toegang"]:
        delen.append(dienst["toegang"])
    return "; ".join(delen)


def _tijd(tijd: Openingstijd) -> str:
    if (tijd.opent, tijd.sluit) == (0, MINUTEN_PER_DAG):
        heel = tijd.dagen == _ELKE_DAG
        return "dag en nacht" if heel else f"{_dagen(tijd.dagen)} dag en nacht"
    return f"{_dagen(tijd.dagen)} van {_uur(tijd.opent)} tot {_uur(tijd.sluit)} uur"


def _dagen(dagen: tuple[int, ...]) -> str:
    if dagen == _ELKE_DAG:
        return "elke dag"
    aaneen = dagen == tuple(range(dagen[0], dagen[0] + len(dagen)))
    if aaneen and len(dagen) > 2:  # noqa: PLR2004 - twee dagen lezen beter met "en"
        return f"{WEEKDAGEN[dagen[0]]} tot en met {WEEKDAGEN[dagen[-1]]}"
    return " en ".join(WEEKDAGEN[dag] for dag in dagen)


def _uur(minuten: int) -> str:
    return f"{minuten // 60}.{minuten % 60:02d}"
