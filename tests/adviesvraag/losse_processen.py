"""Start meer processen die op hetzelfde moment aan hetzelfde werk beginnen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def dien_tegelijk_in(url: str, sleutel: str, per_proces: list[list[str]]) -> list[tuple[str, str]]:
    """Laat elk proces zijn concepten indienen; geeft elk gemeld paar (concept, kenmerk)."""
    processen = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.adviesvraag.indiener", url, sleutel, *concepten],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for concepten in per_proces
    ]
    for proces in processen:
        assert proces.stdout
        assert proces.stdout.readline() == "klaar\n"
    for proces in processen:
        assert proces.stdin
        proces.stdin.write("\n")
        proces.stdin.flush()
    gemeld: list[tuple[str, str]] = []
    for proces in processen:
        uitvoer, fouten = proces.communicate(timeout=60)
        assert proces.returncode == 0, fouten
        for regel in uitvoer.splitlines():
            concept_id, kenmerk = regel.split()
            gemeld.append((concept_id, kenmerk))
    return gemeld
