"""`make bench`: meet, vergelijk met de vorige keer, en bewaar de uitkomst in `.bench/`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bench import naast, verhouding, verslag
from bot.bench.beurten import Verbinding, meet
from bot.bench.cijfers import getal, tabel, verdeling
from bot.bench.functies import meet_functies
from bot.bench.gesprekken import ADVIESVRAAG, CASUS, KORT
from bot.bench.groei import meet_groei
from bot.bench.indienen import meet_indienen
from bot.bench.kaartgroei import meet_kaartgroei
from bot.bench.opslaggroei import aantallen as opslag_aantallen
from bot.bench.opslaggroei import meet_opslag
from bot.bench.systeem import MB, WEGWIJZER, Draaiend, MeetFout, draaiend
from bot.bench.web import ANDEREN, weiger_groot, widget_kb
from bot.model import zorg_voor_model

_GESPREK_SECONDEN = 40.0
_P99_VANAF = 100
_BEGIN = time.monotonic()
_BEIDE = (WEGWIJZER.naam, naast.GEWOON_RASA)
_LEEG: dict[str, dict[str, float]] = {"cijfers": {}}
_POSTGRES = "TEST_POSTGRES_URL"
_WEB_ADRES = "/webhooks/web/v3/directline/tokens/generate"


@dataclass(frozen=True)
class Omvang:
    """Hoe vaak er wordt gemeten; elk gesprek stopt daarnaast na veertig seconden."""

    kort: int
    lang: int
    berichten: int
    indienen: int
    training: bool


VOL = Omvang(kort=100, lang=40, berichten=600, indienen=200, training=True)
SNEL = Omvang(kort=12, lang=4, berichten=60, indienen=30, training=False)


def main(argumenten: Sequence[str]) -> int:
    """Meet en bewaar; geeft de afsluitcode."""
    opties = _opties(argumenten)
    signal.signal(signal.SIGTERM, _stop)
    try:
        with tempfile.TemporaryDirectory(prefix="wegwijzer-bench-") as tijdelijk:
            uitkomst = _meet_alles(opties, Path(tijdelijk))
    except MeetFout as fout:
        sys.stderr.write(f"De meting is gestopt. {fout}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    eerder = verslag.vorige(uitkomst)
    _toon(*tabel(uitkomst, eerder), "", *_voet(uitkomst, eerder))
    onze, hun = (uitkomst["systemen"].get(n, _LEEG)["cijfers"] for n in _BEIDE)
    _toon(*verhouding.tabel(onze, hun), "")
    verslag.bewaar(uitkomst)
    if deel := verhouding.delen(onze, hun):
        _toon(f"De verhoudingen staan ook in {verhouding.teken(uitkomst, deel).name}.")
    _toon(f"De hele meting duurde {_sinds_begin():.0f} seconden.")
    _toon(f"Bewaard in {verslag.UITVOER.name}/, met de grafiek {verslag.teken(uitkomst).name}.")
    return 0


def _meet_alles(opties: argparse.Namespace, tijdelijk: Path) -> dict[str, Any]:
    omvang, naast_omvang = (SNEL, naast.SNEL) if opties.snel else (VOL, naast.VOL)
    model = zorg_voor_model()
    uitkomst = verslag.omstandigheden(tijdelijk, snel=not omvang.training)
    uitkomst["alleen"] = opties.alleen
    uitkomst["systemen"] = {WEGWIJZER.naam: {"cijfers": {}, "aantallen": {}}}
    uitkomst["instellingen"] = {
        naam: waarde for naam, waarde in WEGWIJZER.omgeving.items() if "_REST_" in naam
    }
    if opties.alleen != "naast":
        uitkomst["systemen"][WEGWIJZER.naam] = _meet_ons(omvang, model, tijdelijk)
    if opties.alleen != "ons":
        cijfers = naast.meet_naast(naast_omvang, model, tijdelijk, _meld)
        uitkomst["systemen"].setdefault(naast.GEWOON_RASA, {"cijfers": {}, "aantallen": {}})
        for naam, deel in cijfers.items():
            uitkomst["systemen"][naam]["cijfers"] |= deel
        uitkomst["beurten_bij_geheugen"] = naast.beurten(naast_omvang)
    return uitkomst


def _meet_ons(omvang: Omvang, model: Path, tijdelijk: Path) -> dict[str, Any]:
    _meld("De assistent wordt gestart.")
    with draaiend(WEGWIJZER, tijdelijk) as systeem:
        cijfers, tijden = _meet_gesprekken(systeem, omvang)
        tijden |= {
            "groot_rest": weiger_groot(systeem.poort, WEGWIJZER.webhook, omvang.kort),
            "groot_web": weiger_groot(systeem.poort, _WEB_ADRES, omvang.kort),
        }
    aantallen = {soort: len(waarden) for soort, waarden in tijden.items()}
    _meld("De functies worden gemeten.")
    tijden |= meet_functies(omvang.berichten)
    _meld("Het indienen wordt gemeten.")
    tijden |= meet_indienen(tijdelijk, omvang.indienen, os.environ.get(_POSTGRES, ""))
    if omvang.training:
        _meld("Het zoeken in meer artikelen wordt gemeten.")
        tijden |= meet_groei()
        _meld("Het opzoeken in een grotere sociale kaart wordt gemeten.")
        tijden |= meet_kaartgroei()
        _meld("De inbox met meer adviesvragen wordt gemeten.")
        tijden |= meet_opslag(tijdelijk, opslag_aantallen())
    cijfers["widget_kb"] = widget_kb()
    cijfers["model_mb"] = model.stat().st_size / MB
    cijfers = {naam: round(waarde, 4) for naam, waarde in cijfers.items()} | verdeling(tijden)
    return {"cijfers": cijfers, "aantallen": aantallen}


def _meet_gesprekken(
    systeem: Draaiend, omvang: Omvang
) -> tuple[dict[str, float], dict[str, list[float]]]:
    cijfers = {"start_s": systeem.start_s, "geheugen_start_mb": systeem.geheugen_mb()}
    _meld("De gesprekken worden gevoerd.")
    verbinding = Verbinding(systeem.poort, WEGWIJZER.webhook)
    try:
        eerste = meet(verbinding.zeg, KORT[:1], 1, 0)
        tijden = meet(verbinding.zeg, KORT, omvang.kort, _GESPREK_SECONDEN)
        tijden |= meet(verbinding.zeg, CASUS, omvang.lang, _GESPREK_SECONDEN)
        tijden |= meet(verbinding.zeg, ADVIESVRAAG, omvang.lang, _GESPREK_SECONDEN)
    finally:
        verbinding.sluit()
    cijfers["eerste_beurt_ms"] = eerste["groet"][0] * 1000
    cijfers["geheugen_na_mb"] = systeem.geheugen_mb()
    return cijfers, tijden


def _voet(uitkomst: dict[str, Any], eerder: dict[str, Any] | None) -> list[str]:
    machine = uitkomst["machine"]
    regels = [
        (
            f"Gemeten op {uitkomst['datum']}, commit {uitkomst['commit']}, Python "
            f"{uitkomst['python']}, {machine['kernen']} kernen."
        ),
        (
            f"Vooraf: drukte {getal(uitkomst['drukte'])}, en {getal(uitkomst['schijf_ms'])} ms om "
            "iets op de schijf te zetten; elke beurt wacht daar een paar keer op."
        ),
        *(
            f"Aantal beurten van {naam}: "
            + ", ".join(f"{soort} {aantal}" for soort, aantal in meting["aantallen"].items())
            for naam, meting in uitkomst["systemen"].items()
            if meting["aantallen"]
        ),
        "Ruimere grenzen voor deze meting: "
        + ", ".join(f"{naam}={waarde}" for naam, waarde in uitkomst["instellingen"].items()),
        f"Vergeleken met {eerder['datum']}, commit {eerder['commit']}; toen drukte "
        f"{getal(eerder['drukte'])} en schijf {getal(eerder['schijf_ms'])} ms."
        if eerder
        else "Er is geen eerdere meting van deze soort op deze machine.",
    ]
    if not os.environ.get(_POSTGRES):
        regels.append(f"Zonder {_POSTGRES} is indienen op PostgreSQL niet gemeten.")
    anderen = ", ".join(f"{naam} {kb} kB" for naam, kb in ANDEREN.items())
    regels.append(f"Andere widgets haalden gezipt op: {anderen}.")
    if min(uitkomst["systemen"][WEGWIJZER.naam]["aantallen"].values(), default=0) < _P99_VANAF:
        regels.append(f"Bij minder dan {_P99_VANAF} beurten is p99 de traagste beurt.")
    if "beurten_bij_geheugen" in uitkomst:
        regels.append(
            "Het geheugen naast elkaar is van na minstens "
            f"{uitkomst['beurten_bij_geheugen']} beurten."
        )
    if uitkomst["drukte"] > machine["kernen"] / 2:
        regels.append("Let op: de machine was al druk; de tijden vallen hoger uit.")
    return regels


def _opties(argumenten: Sequence[str]) -> argparse.Namespace:
    lezer = argparse.ArgumentParser(prog="python -m bot.bench", description=__doc__)
    lezer.add_argument("--snel", action="store_true", help="korter en zonder training")
    lezer.add_argument(
        "--alleen", choices=("ons", "naast"), default="", help="alleen ons, of alleen naast elkaar"
    )
    return lezer.parse_args(argumenten)


def _meld(regel: str) -> None:
    """Voortgang, met de seconden sinds het begin."""
    _toon(f"{_sinds_begin():6.0f} s  {regel}")


def _sinds_begin() -> float:
    return time.monotonic() - _BEGIN


def _toon(*regels: str) -> None:
    sys.stdout.write("".join(f"{regel}\n" for regel in regels))
    sys.stdout.flush()


def _stop(_signaal: int, _kader: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
