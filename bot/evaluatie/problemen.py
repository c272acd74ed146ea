"""Meten hoe goed de soort probleem uit een routevraag gelezen wordt.

`python -m bot.evaluatie.problemen` vergelijkt alleen lijsten, alleen tekst en beide samen met
vijfvoudige kruisvalidatie over de leerzinnen; de uitkomsten staan in docs/adr/0024.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from sklearn.model_selection import StratifiedGroupKFold

from bot.casuslezing import lees_plaats
from bot.nlu.probleemleren import leer, schrijf
from knowledge import probleemkans
from knowledge.casus import ACUUT, lees_casus
from knowledge.gevaar import lees_gevaar
from knowledge.probleemlezing import lees_probleem
from knowledge.probleemzinnen import Zin, probleemzinnen
from sociale_kaart.wegwijzer import NOODNUMMER, wegwijzer

DELEN = 5
_ZAAD = 42


@dataclass
class Routemeting:
    """Hoe vaak het eerste contact klopt.

    Attributes:
        aantal: hoeveel berichten.
        goed: het eerste contact klopt.
        gevraagd: te onzeker, dus gevraagd.
        bij_keuzes: gevraagd, en de goede soort staat bij de knoppen.
        fouten: de berichten met een fout contact, en het contact dat genoemd werd.
    """

    aantal: int = 0
    goed: int = 0
    gevraagd: int = 0
    bij_keuzes: int = 0
    fouten: list[tuple[str, str]] = field(default_factory=list)


def meet_routes(gevallen: Iterable[Mapping[str, Any]]) -> Routemeting:
    """Lees elk bericht en vergelijk het eerste contact met wat goed is.

    Args:
        gevallen: elk met `tekst` en `goed` (soorten contact).
    """
    meting = Routemeting()
    for geval in gevallen:
        gelezen = lees_probleem(geval["tekst"])
        meting.aantal += 1
        if gelezen.zeker is None:
            meting.gevraagd += 1
            keuzes = {eerste_contact(code, geval["tekst"]) for code in gelezen.mogelijk}
            meting.bij_keuzes += bool(keuzes & set(geval["goed"]))
            continue
        contact = eerste_contact(gelezen.zeker, geval["tekst"])
        meting.goed += contact in geval["goed"]
        if contact not in geval["goed"]:
            meting.fouten.append((geval["tekst"], contact))
    return meting


def eerste_contact(probleem: str, tekst: str) -> str:
    """De soort van het eerste contact bij een probleem, in de gemeente die de tekst noemt."""
    if lees_gevaar(tekst):
        return NOODNUMMER
    gemeente = lees_plaats(tekst).gemeente
    minderjarig = True if "minderjarig" in lees_casus(tekst).signalen else None
    code = gemeente.code if gemeente else None
    return wegwijzer(probleem, code, nu_gevaar=False, minderjarig=minderjarig).eerste.soort_contact


def kruisvalideer(zinnen: Sequence[Zin]) -> dict[str, float]:
    """Het deel goed per manier van lezen; varianten van één zin blijven bij elkaar."""
    soorten = [zin.probleem for zin in zinnen]
    verdeling = StratifiedGroupKFold(DELEN, shuffle=True, random_state=_ZAAD)
    uit: dict[str, list[float]] = {"lijsten": [], "tekst": [], "samen": []}
    for lerend, toets in verdeling.split(zinnen, soorten, [zin.bron for zin in zinnen]):
        gemeten = [zinnen[nr] for nr in toets]
        uit["lijsten"].append(mean(_uit_lijst(zin.tekst) == zin.probleem for zin in gemeten))
        for naam in ("tekst", "samen"):
            geleerd = leer([zinnen[nr] for nr in lerend], lijsten=naam == "samen")
            uit[naam].append(_deel_goed(geleerd, gemeten))
    return {naam: mean(delen) for naam, delen in uit.items()}


def _uit_lijst(tekst: str) -> str | None:
    return next((code for code in lees_casus(tekst).problemen if code != ACUUT), None)


def _deel_goed(geleerd: Any, gemeten: Sequence[Zin]) -> float:
    with tempfile.TemporaryDirectory() as map_:
        pad = Path(map_) / "model.tsv"
        schrijf(geleerd, pad)
        model = probleemkans.laad(pad)
    goed = (
        probleemkans.kansen_met(model, zin.tekst)[0].probleem == zin.probleem for zin in gemeten
    )
    return mean(goed)


if __name__ == "__main__":
    for naam, waarde in kruisvalideer(probleemzinnen()).items():
        sys.stdout.write(f"{naam}: {waarde:.3f}\n")
