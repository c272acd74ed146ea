"""De tekening bij `bot.bench.landelijk`: hoe vol elk onderdeel zit, per uitrol."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from bot.bench.landelijk import Uitrol

_KLEUREN = ("#1b4965", "#5fa8d3", "#d9e6ee", "#b23a48")
_ARCERINGEN = ("", "...", "///", "xx")


def teken(uitrollen: Sequence[Uitrol], pad: Path) -> None:
    """Schrijf de tekening, ook zonder kleur te lezen; de schaal gaat per stap tien keer verder."""
    onderdelen = list(uitrollen[0].vol)
    figuur = Figure(figsize=(9, 1.8 + 1.1 * len(uitrollen)), constrained_layout=True)
    vlak = figuur.subplots()
    hoogte = 0.8 / len(onderdelen)
    for nummer, naam in enumerate(onderdelen):
        waarden = [100 * een.vol[naam] for een in uitrollen]
        plekken = [rij - 0.4 + (nummer + 0.5) * hoogte for rij in range(len(uitrollen))]
        staven = vlak.barh(
            plekken,
            waarden,
            hoogte * 0.92,
            label=naam,
            color=_KLEUREN[nummer % len(_KLEUREN)],
            hatch=_ARCERINGEN[nummer % len(_ARCERINGEN)],
            edgecolor="#1b4965",
        )
        namen = [f"{waarde:.1f}%".replace(".", ",") for waarde in waarden]
        vlak.bar_label(staven, labels=namen, padding=4, fontsize=8)
    vlak.axvline(100, color="#b23a48", linewidth=2)
    vlak.set_xscale("log")
    vlak.set_yticks(range(len(uitrollen)), [een.titel for een in uitrollen])
    vlak.invert_yaxis()
    vlak.margins(x=0.2)
    vlak.set_xlabel("deel dat in gebruik is op maandag om negen uur (rode lijn: vol)")
    vlak.set_title("Wat een grotere uitrol vraagt: uit metingen en aannames")
    for rand in ("top", "right"):
        vlak.spines[rand].set_visible(False)
    vlak.legend(loc="upper center", bbox_to_anchor=(0.4, -0.12), ncol=2, frameon=False)
    pad.parent.mkdir(parents=True, exist_ok=True)
    figuur.savefig(pad, dpi=110)
