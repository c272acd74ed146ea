"""Openingstijden en nummers omzetten in één leesbare tekst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sociale_kaart.tabellen import Rij

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAGNAMEN = dict(
    zip(
        DAGEN,
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        strict=True,
    )
)


def beschrijf(toegang: str, telefoons: Sequence[Rij], tijden: Sequence[Rij]) -> str:
    """Beschrijf wanneer en hoe een dienst te bereiken is.

    Args:
        toegang: wat er verder over het bereiken te zeggen is; mag leeg zijn.
        telefoons: nummers, het belangrijkste eerst.
        tijden: openingstijden; leeg als ze niet bekend zijn, dan zegt `toegang` dat.
    """
    delen = [_tijd(rij) for rij in tijden]
    delen += [rij["omschrijving"] for rij in telefoons[:1] if rij["omschrijving"]]
    delen += [f"ook via {rij['nummer']}" for rij in telefoons[1:]]
    if toegang:
        delen.append(toegang)
    return "; ".join(delen)


def _tijd(rij: Rij) -> str:
    dagen = rij.lijst("dagen")
    if (rij["opent"], rij["sluit"]) == ("00:00", "24:00"):
        return "dag en nacht" if dagen == DAGEN else f"{_dagen(dagen)} dag en nacht"
    return f"{_dagen(dagen)} van {_uur(rij['opent'])} tot {_uur(rij['sluit'])} uur"


def _dagen(dagen: Sequence[str]) -> str:
    if tuple(dagen) == DAGEN:
        return "elke dag"
    plekken = [DAGEN.index(dag) for dag in dagen]
    aaneen = plekken == list(range(plekken[0], plekken[0] + len(plekken)))
    if aaneen and len(dagen) > 2:  # noqa: PLR2004 - twee dagen lezen beter met "en"
        return f"{_DAGNAMEN[dagen[0]]} tot en met {_DAGNAMEN[dagen[-1]]}"
    return " en ".join(_DAGNAMEN[dag] for dag in dagen)


def _uur(tijd: str) -> str:
    uren, minuten = tijd.split(":")
    return f"{int(uren)}.{minuten}"
