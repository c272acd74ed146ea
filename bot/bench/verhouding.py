"""Onze cijfers gedeeld door die van een gewoon Rasa-project, met de grens die we ons stellen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from bot.bench.cijfers import getal
from bot.bench.verslag import UITVOER

TEKENING = "verhoudingen.png"


@dataclass(frozen=True)
class Verhouding:
    """Een cijfer dat beide systemen hebben.

    Attributes:
        grens: hoogste deel dat goed is; bij `meer` het laagste; None als er geen grens is.
        meer: of een groter getal beter is.
    """

    naam: str
    titel: str
    grens: float | None = None
    meer: bool = False

    def gehaald(self, deel: float) -> bool:
        """Of het deel binnen de grens is."""
        if self.grens is None:
            return True
        return deel >= self.grens if self.meer else deel <= self.grens


VERHOUDINGEN = (
    Verhouding("naast_formulier_p50_ms", "formulierbeurt, p50", 0.20),
    Verhouding("naast_formulier_p95_ms", "formulierbeurt, p95", 0.25),
    Verhouding("naast_formulier_p99_ms", "formulierbeurt, p99"),
    Verhouding("naast_gewoon_p50_ms", "gewone beurt, p50", 0.5),
    Verhouding("naast_gewoon_p95_ms", "gewone beurt, p95"),
    Verhouding("naast_kennis_p50_ms", "kennisvraag, p50"),
    Verhouding("naast_kennis_p95_ms", "kennisvraag, p95"),
    Verhouding("naast_indienen_p50_ms", "indienen, p50"),
    Verhouding("naast_indienen_p95_ms", "indienen, p95"),
    Verhouding("naast_geheugen_mb", "geheugen na de gesprekken", 0.45),
    Verhouding("naast_start_s", "starttijd", 0.4),
    Verhouding("training_s", "traintijd", 0.3),
    Verhouding("model_mb", "model op schijf"),
    Verhouding("doorvoer_1", "triages per seconde, 1 gebruiker", meer=True),
    Verhouding("doorvoer_16", "triages per seconde, 16 gebruikers", meer=True),
    Verhouding("doorvoer_128", "triages per seconde, 128 gebruikers", 4.0, meer=True),
)


def delen(onze: Mapping[str, float], hun: Mapping[str, float]) -> dict[str, float]:
    """Per naam ons cijfer gedeeld door dat van de ander; alleen wat beide hebben."""
    namen = [v.naam for v in VERHOUDINGEN if onze.get(v.naam) and hun.get(v.naam)]
    return {naam: onze[naam] / hun[naam] for naam in namen}


def tabel(onze: Mapping[str, float], hun: Mapping[str, float]) -> Iterator[str]:
    """De regels van de tabel: beide cijfers, hun verhouding en of de grens gehaald is."""
    uit = delen(onze, hun)
    if uit:
        kop = f"{'onze':>10}{'gewoon':>10}{'deel':>8}"
        yield ""
        yield f"{'Naast een gewoon Rasa-project':<40}{kop}"
    for regel in VERHOUDINGEN:
        if regel.naam not in uit:
            continue
        deel = uit[regel.naam]
        cellen = f"{getal(onze[regel.naam]):>10}{getal(hun[regel.naam]):>10}{getal(deel):>8}"
        yield f"  {regel.titel:<38}{cellen}{_oordeel(regel, deel)}"


def _oordeel(regel: Verhouding, deel: float) -> str:
    if regel.grens is None:
        return ""
    woord = "minstens" if regel.meer else "hooguit"
    uitkomst = "gehaald" if regel.gehaald(deel) else "NIET gehaald"
    return f"  {woord} {getal(regel.grens)}: {uitkomst}"


def teken(uitkomst: Mapping[str, Any], deel: Mapping[str, float], waar: Path = UITVOER) -> Path:
    """Teken de verhoudingen met hun grens; een staaf zegt hoeveel van Rasa's tijd wij nodig hebben.

    Bij doorvoer staat er het omgekeerde (gewoon gedeeld door ons), zodat korter altijd beter is.
    """
    regels = [v for v in VERHOUDINGEN if v.naam in deel]
    waarden = [1 / deel[v.naam] if v.meer else deel[v.naam] for v in regels]
    figuur = Figure(figsize=(9, 1.6 + 0.42 * len(regels)), constrained_layout=True)
    vlak = figuur.subplots()
    staven = vlak.barh(range(len(regels)), waarden, 0.6, color="#1b4965")
    vlak.bar_label(staven, labels=[getal(w) for w in waarden], padding=4, fontsize=9)
    for rij, regel in enumerate(regels):
        if regel.grens is not None:
            plek = 1 / regel.grens if regel.meer else regel.grens
            vlak.plot([plek, plek], [rij - 0.42, rij + 0.42], color="#b23a48", linewidth=3)
    vlak.axvline(1.0, color="#555555", linestyle=":", linewidth=1)
    vlak.set_yticks(range(len(regels)), [regel.titel for regel in regels])
    vlak.invert_yaxis()
    vlak.margins(x=0.12)
    vlak.set_xlabel(
        "deel van een gewoon Rasa-project (stippellijn: even veel; rode streep: onze grens)"
    )
    vlak.set_title(
        f"Naast een gewoon Rasa-project ({uitkomst['datum'][:10]}, {uitkomst['commit']})"
    )
    for rand in ("top", "right"):
        vlak.spines[rand].set_visible(False)
    waar.mkdir(parents=True, exist_ok=True)
    pad = waar / TEKENING
    figuur.savefig(pad, dpi=130)
    return pad
