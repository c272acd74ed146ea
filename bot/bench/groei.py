"""Hoe de zoektijd van een kennisvraag groeit met het aantal artikelen."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from knowledge.artikelen import Artikel, artikelen
from knowledge.zoekindex import Zoekindex

AANTALLEN = (200, 2_000, 20_000)
_VRAGEN = 40
_ZAAD = 7


def meet_groei(aantallen: tuple[int, ...] = AANTALLEN) -> dict[str, list[float]]:
    """Seconden per zoekvraag, per aantal artikelen; de eerste vraag telt niet mee."""
    return {f"zoeken_{aantal}": _meet(aantal) for aantal in aantallen}


def _meet(aantal: int) -> list[float]:
    index = Zoekindex(verzonnen(aantal))
    vragen = [artikel.vragen[0] for artikel in list(artikelen().values())[:_VRAGEN]]
    index.zoek(vragen[-1])
    tijden = []
    for vraag in vragen:
        begin = time.perf_counter()
        index.zoek(vraag)
        tijden.append(time.perf_counter() - begin)
    return tijden


def verzonnen(aantal: int) -> Iterator[Artikel]:
    """Zoveel artikelen: de echte, en daarna dezelfde met woorden uit een ander artikel erbij."""
    echte = list(artikelen().values())
    kies = random.Random(_ZAAD)  # noqa: S311 - herhaalbaar, geen geheim
    for nummer in range(aantal):
        artikel = echte[nummer % len(echte)]
        if nummer < len(echte):
            yield artikel
        else:
            ander = kies.choice(echte)
            tekst = f"{artikel.tekst} {' '.join(kies.sample(ander.tekst.split(), 5))} n{nummer}"
            yield replace(artikel, id=f"{artikel.id}-{nummer}", tekst=tekst, vragen=ander.vragen)
