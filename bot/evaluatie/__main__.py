"""`make eval`: meet hoe goed de assistent verstaat, vergelijk met de vorige keer en bewaar het."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.assistent import laad_agent, stel_log_in
from bot.bench.verslag import commit
from bot.evaluatie import tekening, verslag
from bot.evaluatie.bedoelingen import meet_bedoelingen, meet_gevaar
from bot.evaluatie.casussen import meet
from bot.evaluatie.problemen import meet_routes
from bot.instellingen import lees_instellingen
from bot.model import WORTEL, zorg_voor_model
from knowledge.gevaar import lees_gevaar

TOETSEN = WORTEL / "tests"
BEDOELINGEN = TOETSEN / "nlu" / "data" / "uitspraken.yml"
CASUSSEN = TOETSEN / "knowledge" / "data" / "casuslezing.yml"
GEVAAR = {
    "eerdere berichten": TOETSEN / "knowledge" / "data" / "gevaar.yml",
    "eerste rondes": TOETSEN / "nlu" / "data" / "gevaar_samen.yml",
    "verse berichten": TOETSEN / "nlu" / "data" / "gevaar_lastig.yml",
}
ROUTES = TOETSEN / "bot" / "data" / "routes_achtergehouden.yml"
_SLEUTEL = "A" * 43 + "="


def main() -> int:
    """Meet alles; geeft de afsluitcode."""
    stel_log_in("ERROR")
    bedoelingen = asyncio.run(_bedoelingen())
    gevaar = {
        naam: meet_gevaar(_plat(inhoud["gevaar"]), _plat(inhoud["geen_gevaar"]))
        for naam, inhoud in ((naam, _lees(pad)) for naam, pad in GEVAAR.items())
    }
    casus = meet(_lees(CASUSSEN))
    routes = meet_routes(_lees(ROUTES))
    nu = verslag.cijfers(bedoelingen, gevaar, casus, routes)
    eerder = verslag.vorige()
    verslag.bewaar(
        {
            "datum": dt.datetime.now(tz=dt.timezone.utc).isoformat(timespec="seconds"),
            "commit": commit(),
            "cijfers": nu,
            "fouten": {
                "bedoelingen": [list(fout) for fout in bedoelingen.fouten],
                "gemist": {naam: list(meting.gemist) for naam, meting in gevaar.items()},
                "vals_alarm": {naam: list(meting.vals) for naam, meting in gevaar.items()},
                "routes": [list(fout) for fout in routes.fouten],
                "casussen": [[str(deel) for deel in fout] for fout in casus.fouten],
            },
        }
    )
    tekening.teken_verwarring(bedoelingen, verslag.UITVOER / tekening.VERWARRING)
    tekening.teken_verloop(verslag.geschiedenis(), verslag.UITVOER / tekening.VERLOOP)
    _toon(
        *verslag.tabel(nu, eerder["cijfers"] if eerder else None),
        "",
        "Vaakst verward (bedoeld, herkend): "
        + ("; ".join(f"{a}, {b}: {keer}" for (a, b), keer in bedoelingen.verward[:8]) or "niets"),
        f"Vergeleken met {eerder['datum']}, commit {eerder['commit']}."
        if eerder
        else "Er is geen eerder verslag.",
        f"Bewaard in {verslag.UITVOER.relative_to(WORTEL)}.",
    )
    return 0


async def _bedoelingen() -> Any:
    with tempfile.TemporaryDirectory() as map_:
        gegevens = lees_instellingen({"WEGWIJZER_DATA": map_, "WEGWIJZER_SECRET_KEYS": _SLEUTEL})
        agent = laad_agent(zorg_voor_model(), gegevens)
        zinnen = _lees(BEDOELINGEN)
        herkend = {
            zin: "acuut" if lees_gevaar(zin) else (await agent.parse_message(zin))["intent"]["name"]
            for zin in _plat(zinnen)
        }
    return meet_bedoelingen(zinnen, herkend.__getitem__)


def _lees(pad: Path) -> Any:
    return YAML(typ="safe").load(pad.read_text(encoding="utf-8"))


def _plat(groepen: Mapping[str, Iterable[str]]) -> list[str]:
    return [zin for groep in groepen.values() for zin in groep]


def _toon(*regels: str) -> None:
    sys.stdout.write("".join(f"{regel}\n" for regel in regels))


if __name__ == "__main__":
    sys.exit(main())
