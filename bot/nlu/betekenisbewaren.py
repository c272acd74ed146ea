"""`make betekenis`: bereken wat nog niet in `knowledge/betekenis.npy` staat, en ruim de rest op.

Nodig na een wijziging in artikelen, vragen zonder antwoord, probleemzinnen of voorbeeldzinnen. Wie
het vergeet merkt alleen dat de start langer duurt; `make check-content` zegt het.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from knowledge import artikelbetekenis, vectorbestand
from knowledge.betekenis import bereken, beschikbaar, leesbaar
from knowledge.probleemzinnen import probleemzinnen

VOORBEELDEN = Path(__file__).resolve().parents[1] / "data" / "nlu"
_PER_KEER = 200


def nodig() -> list[str]:
    """Elke tekst waarvan de betekenis bewaard hoort te zijn, een keer."""
    alle = [
        *artikelbetekenis.teksten(),
        *(zin.tekst for zin in probleemzinnen()),
        *voorbeeldzinnen(),
    ]
    return list(dict.fromkeys(map(leesbaar, alle)))


def voorbeeldzinnen(map_: Path = VOORBEELDEN) -> list[str]:
    """De voorbeelden van alle intenties, zoals Rasa ze leest."""
    inhoud = [YAML(typ="safe").load(pad.read_text("utf-8")) for pad in sorted(map_.glob("*.yml"))]
    return [
        regel.removeprefix("- ").strip()
        for bestand in inhoud
        for groep in bestand.get("nlu", ())
        if "intent" in groep
        for regel in groep["examples"].splitlines()
        if regel.strip()
    ]


def ontbrekend() -> list[str]:
    """De teksten die nog niet bewaard zijn."""
    bekend = vectorbestand.bewaard()
    return [tekst for tekst in nodig() if vectorbestand.sleutel(tekst) not in bekend]


def main() -> int:
    """Vul het bestand aan; geeft de afsluitcode."""
    if not beschikbaar():
        sys.stderr.write("Het taalmodel kan op deze machine niet draaien; er is niets veranderd.\n")
        return 1
    teksten, nieuw = nodig(), ontbrekend()
    bekend = dict(vectorbestand.bewaard())
    for begin in range(0, len(nieuw), _PER_KEER):
        deel = nieuw[begin : begin + _PER_KEER]
        rijen = vectorbestand.afgerond(bereken(deel))
        bekend |= dict(zip(map(vectorbestand.sleutel, deel), rijen, strict=True))
        sys.stdout.write(f"{begin + len(deel)} van {len(nieuw)} zinnen berekend\n")
    vectorbestand.schrijf(teksten, np.stack([bekend[vectorbestand.sleutel(t)] for t in teksten]))
    sys.stdout.write(f"{len(teksten)} zinnen bewaard in {vectorbestand.BESTAND.name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
