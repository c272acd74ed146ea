"""De uitkomst bewaren, de vorige erbij zoeken en de grafiek tekenen."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
from matplotlib.figure import Figure

from bot.bench.cijfers import BEURTEN, getal, percentiel
from bot.bench.systeem import MB
from bot.model import WORTEL

UITVOER = WORTEL / ".bench"
LAATSTE = "laatste.json"
GESCHIEDENIS = "geschiedenis.jsonl"
TEKENING = "metingen.png"
_SCHRIJF_KEER = 25


def omstandigheden(waar: Path, *, snel: bool) -> dict[str, Any]:
    """Wanneer, waarmee en waarop er is gemeten.

    Args:
        waar: een map op de schijf waar ook de gesprekken komen; elke beurt wacht op die schijf.
        snel: of dit de korte meting is.
    """
    return {
        "datum": dt.datetime.now(tz=dt.timezone.utc).isoformat(timespec="seconds"),
        "commit": commit(),
        "python": platform.python_version(),
        "snel": snel,
        "machine": {
            "kernen": os.cpu_count(),
            "geheugen_mb": round(psutil.virtual_memory().total / MB),
            "processor": platform.machine(),
        },
        "drukte": round(os.getloadavg()[0], 2),
        "schijf_ms": round(_schijf_ms(waar), 2),
    }


def vorige(uitkomst: Mapping[str, Any], waar: Path = UITVOER) -> dict[str, Any] | None:
    """De laatste eerdere meting van dezelfde lengte op dezelfde machine, of None."""
    pad = waar / GESCHIEDENIS
    if not pad.exists():
        return None
    gelijke: dict[str, Any] | None = None
    for regel in pad.read_text(encoding="utf-8").splitlines():
        eerder = json.loads(regel)
        # Een meting van voor `alleen` was altijd de hele.
        gelijk = (eerder[veld] == uitkomst[veld] for veld in ("snel", "machine"))
        if all(gelijk) and eerder.get("alleen", "") == uitkomst.get("alleen", ""):
            gelijke = eerder
    return gelijke


def bewaar(uitkomst: Mapping[str, Any], waar: Path = UITVOER) -> None:
    """Schrijf de uitkomst als JSON en zet haar achter de geschiedenis."""
    waar.mkdir(parents=True, exist_ok=True)
    (waar / LAATSTE).write_text(
        json.dumps(uitkomst, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    with (waar / GESCHIEDENIS).open("a", encoding="utf-8") as uit:
        uit.write(json.dumps(uitkomst, ensure_ascii=False) + "\n")


def teken(uitkomst: Mapping[str, Any], waar: Path = UITVOER) -> Path:
    """Teken p50 en p95 per soort beurt; de staven verschillen ook zonder kleur."""
    rijen = [
        (
            f"{titel}\n{systeem}" if len(uitkomst["systemen"]) > 1 else titel,
            meting["cijfers"],
            soort,
        )
        for soort, titel in BEURTEN.items()
        for systeem, meting in uitkomst["systemen"].items()
        if f"{soort}_p50_ms" in meting["cijfers"]
    ]
    figuur = Figure(figsize=(9, 1.6 + 0.75 * len(rijen)), constrained_layout=True)
    vlak = figuur.subplots()
    for plaats, (naam, kleur, arcering) in enumerate(
        (("p50", "#1b4965", ""), ("p95", "#d9e6ee", "///"))
    ):
        hoogten = [rij + (plaats - 0.5) * 0.38 for rij in range(len(rijen))]
        waarden = [cijfers[f"{soort}_{naam}_ms"] for _, cijfers, soort in rijen]
        staven = vlak.barh(
            hoogten,
            waarden,
            0.36,
            color=kleur,
            edgecolor="#1b4965",
            hatch=arcering,
            label=f"{naam}: {naam[1:]} van de 100 zijn zo snel",
        )
        vlak.bar_label(staven, labels=[getal(w) for w in waarden], padding=4, fontsize=9)
    vlak.set_yticks(range(len(rijen)), [titel for titel, _, _ in rijen])
    vlak.invert_yaxis()
    vlak.margins(x=0.12)
    vlak.set_xlabel("milliseconden per beurt, over HTTP op dezelfde machine")
    vlak.set_title(
        f"Tijd per beurt ({uitkomst['datum'][:10]}, {uitkomst['commit']}, "
        f"{uitkomst['machine']['kernen']} kernen)"
    )
    for rand in ("top", "right"):
        vlak.spines[rand].set_visible(False)
    vlak.legend(loc="upper center", bbox_to_anchor=(0.25, -0.12), ncol=2, frameon=False)
    waar.mkdir(parents=True, exist_ok=True)
    pad = waar / TEKENING
    figuur.savefig(pad, dpi=130)
    return pad


def _schijf_ms(waar: Path) -> float:
    """De mediaan in milliseconden van een kleine schrijfactie die echt op de schijf staat."""
    tijden = []
    with (waar / "schijf").open("wb", buffering=0) as bestand:
        for _ in range(_SCHRIJF_KEER):
            begin = time.perf_counter()
            bestand.write(bytes(4096))
            os.fsync(bestand.fileno())
            tijden.append(time.perf_counter() - begin)
    return percentiel(tijden, 50) * 1000


def commit() -> str:
    """De korte naam van de stand van de code, met een merk als er iets gewijzigd is."""
    git = shutil.which("git")
    if git is None:
        return "onbekend"
    vraag = (git, "describe", "--always", "--dirty=-gewijzigd", "--exclude=*")
    uit = subprocess.run(vraag, cwd=WORTEL, capture_output=True, text=True, check=False)  # noqa: S603 - vaste opdracht
    return uit.stdout.strip() or "onbekend"
