"""Wat een grotere uitrol vraagt, uit gemeten kosten en genoemde aannames.

`python -m bot.bench.landelijk` rekent elke uitrol uit `landelijk.yml` door en noemt wat het eerst
vol zit. `--zet gebruik.beurten_per_gesprek=14` verandert een waarde.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.bench.cijfers import getal, percentiel
from bot.bench.rijsimulatie import Drukte, Uitkomst, speel

AANNAMES = Path(__file__).with_suffix(".yml")
_TIEN_MINUTEN = 600.0
_WERKDAGEN = 5
_GB = 1_000_000_000
_MEESTE_PROCESSEN = 64
_MET_ZINSMODEL = ("tekst", "casus", "kennis")
_INDIENEN = "indienen"


class VerkeerdeWaarde(ValueError):
    """Een waarde die niet bestaat of geen getal is; de tekst noemt haar."""


@dataclass(frozen=True)
class Uitrol:
    """Wat een uitrol vraagt.

    Attributes:
        processen: zoveel processen houden p95 onder de grens.
        p95_s: wat een gebruiker dan in het drukke uur merkt.
        vol: per onderdeel het deel dat in gebruik is; boven 1 past het niet.
    """

    titel: str
    gebruikers: float
    beurten_per_s: float
    tegelijk: int
    processen: int
    p95_s: float
    opslag_gb: float
    vol: Mapping[str, float]

    @property
    def eerst_vol(self) -> str:
        """Het onderdeel dat het eerst vol zit."""
        return max(self.vol, key=lambda naam: self.vol[naam])


def lees(zet: Sequence[str] = ()) -> dict[str, Any]:
    """De waarden uit het bestand, met de wijzigingen `groep.naam=getal` erin.

    Raises:
        VerkeerdeWaarde: als een wijziging niet bestaat of geen getal is.
    """
    waarden: dict[str, Any] = YAML(typ="safe").load(AANNAMES.read_text(encoding="utf-8"))
    for regel in zet:
        plek, _, getal_ = regel.partition("=")
        groep, _, naam = plek.partition(".")
        houder = waarden.get(groep, {}).get(naam)
        if not houder or "waarde" not in houder:
            raise VerkeerdeWaarde(f"{plek!r} bestaat niet in {AANNAMES.name}.")
        try:
            houder["waarde"] = float(getal_)
        except ValueError:
            raise VerkeerdeWaarde(f"{plek!r} hoort een getal te zijn, niet {getal_!r}.") from None
    return waarden


def drukte(waarden: Mapping[str, Any], gebruikers: float) -> Drukte:
    """Het drukste uur van de week van zoveel gebruikers."""
    gebruik, kosten = _kaal(waarden, "gebruik"), _kaal(waarden, "kosten")
    extra = kosten["zinsmodel_ms"] * kosten["zinsmodel_deel"]
    mengsel = {
        soort: (een["deel"], (een["ms"] + (extra if soort in _MET_ZINSMODEL else 0)) / 1000)
        for soort, een in waarden["mengsel"].items()
    }
    indienen = gebruik["adviesvragen_per_gesprek"] / gebruik["beurten_per_gesprek"]
    mengsel[_INDIENEN] = (indienen, kosten["indienen_ms"] / 1000)
    week = gebruikers * gebruik["gesprekken_per_gebruiker_per_week"]
    return Drukte(
        gesprekken=week * gebruik["deel_maandag_negen"],
        begin_deel=gebruik["deel_eerste_tien_minuten"],
        begin_s=_TIEN_MINUTEN,
        beurten=gebruik["beurten_per_gesprek"],
        denk_s=gebruik["denk_s"],
        mengsel=mengsel,
    )


def reken(waarden: Mapping[str, Any], naam: str) -> Uitrol:
    """Reken één uitrol door."""
    plan = waarden["uitrol"][naam]
    gebruik, kosten = _kaal(waarden, "gebruik"), _kaal(waarden, "kosten")
    machine, mensen = _kaal(waarden, "machine"), _kaal(waarden, "mensen")
    gebruikers = plan["regios"] * plan["per_regio"] + plan["gemeenten"] * plan["per_gemeente"]
    druk = drukte(waarden, gebruikers)
    processen, uit = _genoeg(druk, kosten["wacht_grens_s"])
    week = gebruikers * gebruik["gesprekken_per_gebruiker_per_week"]
    jaar = week * gebruik["weken_per_jaar"]
    adviesvragen = jaar * gebruik["adviesvragen_per_gesprek"]
    bewaard = week / 7 * kosten["bewaar_gesprek_dagen"] * gebruik["beurten_per_gesprek"]
    per_dag = week * gebruik["adviesvragen_per_gesprek"] / _WERKDAGEN
    coordinatoren = plan["regios"] * mensen["coordinatoren_per_regio"]
    geheugen = processen * kosten["geheugen_proces_mb"]
    vastleggen = kosten["commits_per_beurt"] * kosten["commit_ms"] / 1000
    return Uitrol(
        titel=plan["titel"],
        gebruikers=gebruikers,
        beurten_per_s=uit.beurten_per_s,
        tegelijk=uit.tegelijk,
        processen=processen,
        p95_s=percentiel(uit.wacht_s, 95),
        opslag_gb=(
            adviesvragen * kosten["bytes_per_adviesvraag"] + bewaard * kosten["bytes_per_beurt"]
        )
        / _GB,
        vol={
            "rekenen (kernen van één machine)": uit.beurten_per_s
            * druk.rekentijd
            / machine["kernen"],
            "geheugen van één machine": (geheugen + uit.tegelijk * kosten["geheugen_gesprek_mb"])
            / machine["geheugen_mb"],
            "vastleggen in PostgreSQL": uit.beurten_per_s * vastleggen,
            "mensen die adviesvragen behandelen": per_dag
            / (coordinatoren * mensen["adviesvragen_per_dag"]),
        },
    )


def hooguit(waarden: Mapping[str, Any], processen: int) -> int:
    """Hoeveel gebruikers zoveel processen aankunnen met p95 onder de grens, op vijf procent na."""
    grens = _kaal(waarden, "kosten")["wacht_grens_s"]

    def past(duizenden: int) -> bool:
        druk = drukte(waarden, duizenden * 1000)
        return percentiel(speel(druk, processen, processen).wacht_s or [0.0], 95) <= grens

    laag, hoog = 0, 16
    while past(hoog):
        laag, hoog = hoog, hoog * 2
    while hoog - laag > max(1, laag // 20):
        midden = (laag + hoog) // 2
        laag, hoog = (midden, hoog) if past(midden) else (laag, midden)
    return laag * 1000


def tabel(uitrollen: Sequence[Uitrol]) -> Iterator[str]:
    """De regels van de tabel."""
    for een in uitrollen:
        yield ""
        yield een.titel
        yield f"  gebruikers                       {een.gebruikers:,.0f}".replace(",", ".")
        yield f"  beurten per seconde, piek        {getal(een.beurten_per_s)}"
        yield f"  gesprekken tegelijk              {een.tegelijk}"
        yield f"  processen van de assistent       {een.processen} (p95 {getal(een.p95_s)} s)"
        yield f"  opslag per jaar                  {getal(een.opslag_gb)} GB"
        for naam, deel in een.vol.items():
            pijl = "  <- het eerst vol" if naam == een.eerst_vol else ""
            yield f"  {naam:<34}{deel:>8.1%}{pijl}".replace(".", ",")


def _genoeg(druk: Drukte, grens_s: float) -> tuple[int, Uitkomst]:
    """Het kleinste aantal processen, elk met een kern, dat p95 onder de grens houdt."""
    for processen in range(1, _MEESTE_PROCESSEN + 1):
        uit = speel(druk, processen, processen)
        if percentiel(uit.wacht_s or [0.0], 95) <= grens_s:
            break
    return processen, uit


def _kaal(waarden: Mapping[str, Any], groep: str) -> dict[str, float]:
    return {naam: float(een["waarde"]) for naam, een in waarden[groep].items()}


def _aannames(waarden: Mapping[str, Any]) -> Iterator[str]:
    yield "Aannames (niet gemeten; elk te veranderen met --zet):"
    for groep, houder in waarden.items():
        for naam, een in houder.items():
            if een.get("soort") == "aanname":
                yield f"  {groep}.{naam} = {een['waarde']:g} ({een['uitleg']})"
    yield "  en het aantal mensen per regio en gemeente onder `uitrol`"


def main(argumenten: Sequence[str], schrijf: Callable[[str], object] = sys.stdout.write) -> int:
    """Reken alles door en teken het; geeft de afsluitcode."""
    lezer = argparse.ArgumentParser(prog="python -m bot.bench.landelijk", description=__doc__)
    lezer.add_argument("--zet", action="append", default=[], metavar="GROEP.NAAM=GETAL")
    lezer.add_argument("--teken", type=Path, help="schrijf de tekening naar dit bestand")
    opties = lezer.parse_args(argumenten)
    try:
        waarden = lees(opties.zet)
    except VerkeerdeWaarde as fout:
        sys.stderr.write(f"{fout}\n")
        return 2
    uitrollen = [reken(waarden, naam) for naam in waarden["uitrol"]]
    regels = [*_aannames(waarden), *tabel(uitrollen), ""]
    for processen in (1, 2):
        meest = f"{hooguit(waarden, processen):,}".replace(",", ".")
        regels.append(f"{processen} proces(sen) met elk een kern: hooguit {meest} gebruikers.")
    schrijf("\n".join(regels) + "\n")
    if opties.teken:
        from bot.bench.tekenlandelijk import teken  # noqa: PLC0415 - tekenen is zelden nodig

        teken(uitrollen, opties.teken)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
