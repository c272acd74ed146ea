"""Waar de tijd van een vragenlijstbeurt blijft: `python -m bot.bench.profiel`."""

from __future__ import annotations

import asyncio
import cProfile
import io
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path

from bot.assistent import Gesprekspartner, stel_log_in
from bot.bench.beurten import Berichten, meet
from bot.bench.gesprekken import ADVIESVRAAG
from bot.instellingen import VOORVOEGSEL, instellingen
from bot.model import zorg_voor_model

_GESPREKKEN = 14
_REGELS = 45


def profileer(tijdelijk: Path) -> str:
    """Voer ongeveer tweehonderd beurten in dit proces; geeft de duurste functies als tekst.

    De meting vertraagt zelf ook: de verdeling telt, niet de tijd. Alleen de lus zelf wordt gezien;
    werk in een andere draad (de opslag van adviesvragen) telt als wachten.
    """
    for naam in [naam for naam in os.environ if naam.startswith(VOORVOEGSEL)]:
        del os.environ[naam]
    os.environ["WEGWIJZER_DATA"] = str(tijdelijk / "data")
    partner = Gesprekspartner.laad(zorg_voor_model(), instellingen())
    lus = asyncio.new_event_loop()

    def zeg(gesprek: str, tekst: str) -> tuple[Berichten, float]:
        begin = time.perf_counter()
        berichten = lus.run_until_complete(partner.zeg(gesprek, tekst))
        return berichten, time.perf_counter() - begin

    try:
        meet(zeg, ADVIESVRAAG, 1, 0)
        meter = cProfile.Profile()
        meter.enable()
        meet(zeg, ADVIESVRAAG, _GESPREKKEN, 120)
        meter.disable()
    finally:
        lus.close()
    uit = io.StringIO()
    cijfers = pstats.Stats(meter, stream=uit).strip_dirs()
    uit.write(f"{_GESPREKKEN * len(ADVIESVRAAG)} beurten.\n")
    for volgorde in ("cumulative", "tottime"):
        cijfers.sort_stats(volgorde).print_stats(_REGELS)
    return uit.getvalue()


if __name__ == "__main__":
    stel_log_in("ERROR")
    with tempfile.TemporaryDirectory(prefix="wegwijzer-profiel-") as map_:
        sys.stdout.write(profileer(Path(map_)))
