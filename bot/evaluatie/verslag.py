"""Het verslag: cijfers bij elkaar, vergelijken met de vorige keer, en bewaren."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.evaluatie.bedoelingen import Bedoelingmeting, Gevaarmeting
from bot.evaluatie.casussen import Casusmeting
from bot.evaluatie.problemen import Routemeting
from bot.model import WORTEL

UITVOER = WORTEL / "docs" / "evaluatie"
LAATSTE = "laatste.json"
GESCHIEDENIS = "geschiedenis.jsonl"
_GELIJK = 0.0005
_LAGER_IS_BETER = ("gemist", "vals alarm", "vragen per casus", "ten onrechte", "fout contact")

Cijfers = dict[str, float]


def cijfers(
    bedoelingen: Bedoelingmeting,
    gevaar: Mapping[str, Gevaarmeting],
    casus: Casusmeting,
    routes: Routemeting,
) -> Cijfers:
    """Alle cijfers van een meting onder hun naam in het verslag."""
    uit = {"bedoelingen: goed": bedoelingen.nauwkeurigheid}
    uit |= {f"bedoeling {naam}: f1": bedoelingen.f1(naam) for naam in bedoelingen.bedoelingen}
    uit["buiten bereik: ten onrechte aangenomen"] = float(bedoelingen.ten_onrechte_aangenomen)
    for naam, meting in gevaar.items():
        uit[f"{naam}: gevonden"] = meting.gevonden
        uit[f"{naam}: gemist van {meting.gevaar}"] = float(len(meting.gemist))
        uit[f"{naam}: vals alarm van {meting.geen_gevaar}"] = float(len(meting.vals))
    for soort, maten in (("criterium", casus.criteria), ("gelezen", casus.feiten)):
        for naam, maat in sorted(maten.items()):
            uit[f"{soort} {naam}: precisie"] = maat.precisie
            uit[f"{soort} {naam}: herroep"] = maat.herroep
    aantal = max(casus.aantal, 1)
    uit["triage: goed uit de tekst alleen"] = casus.goed_alleen_tekst / aantal
    uit["triage: goed na de vragen"] = casus.goed / aantal
    uit["triage: contact goed"] = casus.contact_goed / aantal
    uit["triage: vragen per casus, mediaan"] = casus.vragen_mediaan
    uit["triage: vragen per casus, gemiddeld"] = casus.vragen_gemiddeld
    zonder_nul = max(routes.aantal, 1)
    uit["routes: eerste contact goed"] = routes.goed / zonder_nul
    uit["routes: fout contact genoemd"] = len(routes.fouten) / zonder_nul
    uit["routes: gevraagd bij twijfel"] = routes.gevraagd / zonder_nul
    uit["routes: goed, of goed bij de keuzes"] = (routes.goed + routes.bij_keuzes) / zonder_nul
    return {naam: round(waarde, 4) for naam, waarde in uit.items()}


def verschil(naam: str, nu: float, eerder: float | None) -> str:
    """Zeg of een cijfer beter, slechter of gelijk is; lager is beter bij missers en vragen."""
    if eerder is None:
        return "nieuw"
    stap = nu - eerder
    if abs(stap) < _GELIJK:
        return "gelijk"
    beter = stap < 0 if any(woord in naam for woord in _LAGER_IS_BETER) else stap > 0
    return f"{'beter' if beter else 'SLECHTER'} ({stap:+.3f})"


def tabel(nu: Mapping[str, float], eerder: Mapping[str, float] | None) -> list[str]:
    """De cijfers als regels, elk met het verschil met de vorige keer."""
    breedte = max(map(len, nu), default=0)
    return [
        f"{naam:<{breedte}}  {waarde:>8.3f}  {verschil(naam, waarde, (eerder or {}).get(naam))}"
        for naam, waarde in nu.items()
    ]


def vorige(waar: Path = UITVOER) -> dict[str, Any] | None:
    """Het laatste bewaarde verslag, of None."""
    pad = waar / LAATSTE
    return dict(json.loads(pad.read_text(encoding="utf-8"))) if pad.exists() else None


def geschiedenis(waar: Path = UITVOER) -> list[dict[str, Any]]:
    """De hoofdcijfers van alle bewaarde verslagen, het oudste eerst."""
    pad = waar / GESCHIEDENIS
    if not pad.exists():
        return []
    return [json.loads(regel) for regel in pad.read_text(encoding="utf-8").splitlines()]


def bewaar(verslag: Mapping[str, Any], waar: Path = UITVOER) -> None:
    """Bewaar het hele verslag, en zet de cijfers achter de geschiedenis."""
    waar.mkdir(parents=True, exist_ok=True)
    (waar / LAATSTE).write_text(
        json.dumps(verslag, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    kort = {naam: verslag[naam] for naam in ("datum", "commit", "cijfers")}
    with (waar / GESCHIEDENIS).open("a", encoding="utf-8") as uit:
        uit.write(json.dumps(kort, ensure_ascii=False, sort_keys=True) + "\n")
