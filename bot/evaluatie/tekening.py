"""De verwarringstabel en het verloop als plaatje, leesbaar zonder kleur."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from bot.evaluatie.bedoelingen import Bedoelingmeting

VERWARRING = "verwarring.png"
VERLOOP = "verloop.png"
LIJNEN = {
    "bedoelingen: goed": ("o", "-"),
    "verse berichten: gevonden": ("s", "--"),
    "triage: goed na de vragen": ("^", ":"),
    "triage: goed uit de tekst alleen": ("x", "-."),
}
_DONKER = 0.5
_DPI = 110


def teken_verwarring(meting: Bedoelingmeting, pad: Path) -> None:
    """Teken per bedoelde (rij) en herkende (kolom) bedoeling het aantal zinnen, ook als getal."""
    namen = meting.bedoelingen
    per_rij = {naam: max(1, sum(meting.paren[naam, ander] for ander in namen)) for naam in namen}
    delen = [[meting.paren[rij, kolom] / per_rij[rij] for kolom in namen] for rij in namen]
    figuur = Figure(figsize=(3 + 0.36 * len(namen), 2.4 + 0.34 * len(namen)))
    vlak = figuur.subplots()
    vlak.imshow(delen, cmap="Greys", vmin=0, vmax=1)
    for y, rij in enumerate(namen):
        for x, kolom in enumerate(namen):
            keer = meting.paren[rij, kolom]
            if keer:
                kleur = "white" if delen[y][x] > _DONKER else "black"
                vlak.text(x, y, str(keer), ha="center", va="center", fontsize=8, color=kleur)
    vlak.set_xticks(range(len(namen)), namen, rotation=90, fontsize=8)
    vlak.set_yticks(range(len(namen)), namen, fontsize=8)
    vlak.set_xlabel("herkend")
    vlak.set_ylabel("bedoeld")
    vlak.set_title(f"Bedoelingen: {meting.nauwkeurigheid:.0%} van {meting.paren.total()} goed")
    _bewaar(figuur, pad)


def teken_verloop(verslagen: Sequence[Mapping[str, Any]], pad: Path) -> None:
    """Teken de hoofdcijfers van alle verslagen; elke lijn heeft een eigen teken en streep."""
    figuur = Figure(figsize=(8, 4.6))
    vlak = figuur.subplots()
    namen = [f"{verslag['datum'][:10]}\n{verslag['commit'][:9]}" for verslag in verslagen]
    for naam, (teken, streep) in LIJNEN.items():
        waarden = [verslag["cijfers"].get(naam, float("nan")) for verslag in verslagen]
        vlak.plot(range(len(namen)), waarden, marker=teken, ls=streep, color="black", label=naam)
    vlak.set_xticks(range(len(namen)), namen, fontsize=8)
    vlak.set_ylim(0, 1.02)
    vlak.set_ylabel("deel goed")
    vlak.set_title("Verloop van de metingen")
    vlak.grid(axis="y", color="0.85")
    vlak.legend(loc="lower left", fontsize=8)
    _bewaar(figuur, pad)


def _bewaar(figuur: Figure, pad: Path) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    figuur.tight_layout()
    figuur.savefig(pad, dpi=_DPI, metadata={"Software": None})
