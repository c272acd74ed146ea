"""Speelt een gesprek uit YAML met het echte model, de echte acties en een echte database.

Een gesprek heeft `naam`, `beurten` en eventueel `database`. Elke beurt heeft één van `zeg` (tekst),
`kies` (waarde van een optie van de open vraag), `knop` (titel van een knop uit de laatste beurt) of
`oude_knop` (titel van een knop uit een eerdere beurt), en een `verwacht`. docs/gesprekken.md legt
alles uit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.opslag import Opslag
from bot.assistent import Gesprekspartner

MAP = Path(__file__).parent
DADEN = {"zeg", "kies", "knop", "oude_knop"}
VERWACHTINGEN = {
    "tekst", "niet_tekst", "eerste_tekst", "vraag", "vragenlijst", "custom", "geen_custom",
    "knoppen", "slots", "onthoud_vraag", "zelfde_vraag", "antwoorden",
}  # fmt: skip


@dataclass
class Verloop:
    """Wat er in een gesprek tot nu toe is gezegd."""

    gesprek: str
    berichten: list[dict[str, Any]] = field(default_factory=list)
    open_vraag: dict[str, Any] | None = None
    alle_knoppen: dict[str, str] = field(default_factory=dict)
    onthouden: str | None = None

    @property
    def tekst(self) -> str:
        return "\n".join(bericht.get("text", "") for bericht in self.berichten)

    @property
    def custom(self) -> list[dict[str, Any]]:
        return [bericht["custom"] for bericht in self.berichten if "custom" in bericht]

    @property
    def knoppen(self) -> dict[str, str]:
        return {
            knop["title"]: knop["payload"]
            for bericht in self.berichten
            for knop in bericht.get("buttons", [])
        }


def gesprekken() -> list[Path]:
    """Alle gesprekken, op naam van het bestand."""
    return sorted(MAP.glob("*.yml"))


def speel(pad: Path, partner: Gesprekspartner, opslag: Opslag) -> None:
    """Speel een gesprek en toets elke verwachting."""
    inhoud = YAML(typ="safe").load(pad.read_text(encoding="utf-8"))
    verloop = Verloop(f"gesprek-{pad.stem}")
    for nummer, beurt in enumerate(inhoud["beurten"], start=1):
        waar = f"{pad.name}, beurt {nummer}"
        (daad,) = set(beurt) & DADEN
        tekst = _tekst_van(daad, beurt[daad], verloop)
        _verwerk(verloop, asyncio.run(partner.zeg(verloop.gesprek, tekst)))
        verwacht = beurt.get("verwacht", {})
        assert set(verwacht) <= VERWACHTINGEN, f"{waar}: onbekende verwachting"
        _toets(waar, verloop, verwacht, partner)
    if "database" in inhoud:
        _toets_database(pad.name, opslag, inhoud["database"])


def _tekst_van(daad: str, wat: str, verloop: Verloop) -> str:
    if daad == "zeg":
        return wat
    if daad == "kies":
        opties = (verloop.open_vraag or {}).get("opties", [])
        return next(optie["payload"] for optie in opties if optie["waarde"] == wat)
    return (verloop.knoppen if daad == "knop" else verloop.alle_knoppen)[wat]


def _verwerk(verloop: Verloop, berichten: list[dict[str, Any]]) -> None:
    verloop.berichten = berichten
    verloop.alle_knoppen = {**verloop.knoppen, **verloop.alle_knoppen}
    vragen = [inhoud for inhoud in verloop.custom if inhoud["soort"] == "vraag"]
    verloop.open_vraag = vragen[-1] if vragen else None


def _toets(
    waar: str, verloop: Verloop, verwacht: Mapping[str, Any], partner: Gesprekspartner
) -> None:
    tekst = verloop.tekst.lower()
    for deel in _lijst(verwacht.get("tekst")):
        assert deel.lower() in tekst, f"{waar}: {deel!r} niet in:\n{verloop.tekst}"
    for deel in _lijst(verwacht.get("niet_tekst")):
        assert deel.lower() not in tekst, f"{waar}: {deel!r} toch in:\n{verloop.tekst}"
    for deel in _lijst(verwacht.get("eerste_tekst")):
        assert deel in verloop.berichten[0]["text"], f"{waar}: {verloop.berichten[0]}"
    _toets_vraag(waar, verloop, verwacht)
    soorten = [inhoud["soort"] for inhoud in verloop.custom]
    for gewenst in _lijst(verwacht.get("custom")):
        passend = [c for c in verloop.custom if all(c.get(k) == v for k, v in gewenst.items())]
        assert passend, f"{waar}: geen {gewenst} in {verloop.custom}"
    for soort in _lijst(verwacht.get("geen_custom")):
        assert soort not in soorten, f"{waar}: {soort} hoort er niet te zijn"
    for titel in _lijst(verwacht.get("knoppen")):
        assert titel in verloop.knoppen, f"{waar}: knop {titel!r} niet in {list(verloop.knoppen)}"
    _toets_dossier(waar, verloop, verwacht, partner)


def _toets_vraag(waar: str, verloop: Verloop, verwacht: Mapping[str, Any]) -> None:
    open_vraag = verloop.open_vraag or {}
    if "vraag" in verwacht:
        assert open_vraag.get("id") == verwacht["vraag"], f"{waar}:\n{verloop.tekst}"
    if "vragenlijst" in verwacht:
        assert open_vraag.get("vragenlijst") == verwacht["vragenlijst"], f"{waar}:\n{verloop.tekst}"
    if verwacht.get("zelfde_vraag"):
        assert open_vraag.get("id") == verloop.onthouden, f"{waar}:\n{verloop.tekst}"
    if verwacht.get("onthoud_vraag"):
        verloop.onthouden = open_vraag["id"]


def _toets_dossier(
    waar: str, verloop: Verloop, verwacht: Mapping[str, Any], partner: Gesprekspartner
) -> None:
    if not {"slots", "antwoorden"} & set(verwacht):
        return
    tracker = asyncio.run(partner.agent.tracker_store.retrieve(verloop.gesprek))
    dossier = tracker.get_slot("dossier") or {"stapel": []}
    for naam, waarde in verwacht.get("slots", {}).items():
        gevonden = len(dossier["stapel"]) if naam == "stapel" else dossier.get(naam)
        assert gevonden == waarde, f"{waar}: dossier.{naam} is {gevonden!r}"
    for vraag, waarde in verwacht.get("antwoorden", {}).items():
        antwoorden = dossier["stapel"][-1]["stand"]["antwoorden"]
        gevonden = antwoorden.get(vraag, [None])[0]
        assert gevonden == waarde, f"{waar}: antwoord op {vraag} is {gevonden!r}"


def _toets_database(naam: str, opslag: Opslag, verwacht: Mapping[str, Any]) -> None:
    with opslag.leessessie() as sessie:
        rijen = sessie.execute(select(model.adviesvraag)).mappings().all()
        antwoorden = sessie.execute(select(model.antwoord)).mappings().all()
        gebeurtenissen = sessie.execute(select(model.gebeurtenis)).mappings().all()
    assert len(rijen) == verwacht["adviesvragen"], f"{naam}: {len(rijen)} adviesvragen"
    for veld, waarde in verwacht.get("velden", {}).items():
        assert rijen[-1][veld] == waarde, f"{naam}: {veld} is {rijen[-1][veld]!r}"
    gegeven = {rij["vraag_id"]: rij["waarde"] for rij in antwoorden}
    for vraag, waarde in verwacht.get("antwoorden", {}).items():
        assert gegeven.get(vraag) == waarde, f"{naam}: {vraag} is {gegeven.get(vraag)!r}"
    if "gebeurtenissen" in verwacht:
        assert [rij["soort"] for rij in gebeurtenissen] == verwacht["gebeurtenissen"], naam


def _lijst(waarde: Any) -> list[Any]:
    if waarde is None:
        return []
    return waarde if isinstance(waarde, list) else [waarde]
