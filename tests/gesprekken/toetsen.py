"""Toetst een gesprek: per beurt wat verwacht wordt, en wat in elk gesprek hoort te kloppen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from adviesvraag import model
from adviesvraag.contactmeldingen import Contactmelding, meld_contact
from adviesvraag.opslag import Opslag
from tests.gesprekken.loper import Speler, Verloop, bericht, doe_vooraf, lees

VERWACHTINGEN = {
    "tekst", "niet_tekst", "eerste_tekst", "vraag", "vragenlijst", "geen_vraag", "custom",
    "geen_custom", "contacten", "knoppen", "slots", "onthoud_vraag", "zelfde_vraag", "antwoorden",
    "database", "meldingen", "contactvelden",
}  # fmt: skip
DATABASE = {"adviesvragen", "velden", "antwoorden", "gebeurtenissen", "statussen"}

# De velden van elk object volgens docs/contract.md (Messages).
VELDEN_VAN = {
    "vraag": {"vragenlijst", "id", "opties", "vrije_tekst", "stap", "stappen_geschat"},
    "triage": {
        "uitkomst", "criteria", "redenen", "regio", "ave_fase", "contacten", "vervolg",
    },
    "contacten": {"contacten"},
    "antwoord": {"vraag", "bronnen", "zekerheid"},
    "adviesvraag": {"kenmerk", "status", "regio"},
    "acuut": {"nummers", "reden"},
    "privacy": {"gevonden"},
    "verduidelijking": {"opties"},
    "overdracht": {"contacten"},
}  # fmt: skip
NOOIT_IN_TEKST = ("none", "{", "}", "action_", "traceback", "keuze~", "er ging iets mis", "vr12")
MAG_ERBIJ = {"ave": {"afbeelding"}, "antwoord": {"afbeelding"}}


def speel(pad: Path, speler: Speler) -> None:
    """Speel een gesprek en toets elke verwachting."""
    inhoud = lees(pad)
    verloop = Verloop(f"gesprek-{pad.stem}")
    for contact_id, aantal in inhoud.get("al_gemeld", {}).items():
        for nummer in range(aantal):
            gemeld = Contactmelding(contact_id, "nummer_klopt_niet", "VR12", f"eerder {nummer}")
            meld_contact(speler.opslag, gemeld)
    for nummer, beurt in enumerate(inhoud["beurten"], start=1):
        waar = f"{pad.name}, beurt {nummer}"
        doe_vooraf(beurt, verloop, speler.opslag)
        verloop.uren += beurt.get("uren_later", 0)
        speler.zeg(verloop, bericht(beurt, verloop))
        toets_altijd(waar, verloop)
        toets_beurt(waar, verloop, beurt.get("verwacht", {}), speler)
    opnieuw_gevraagd = set(inhoud.get("nooit_gevraagd", ())) & set(verloop.gevraagd)
    assert not opnieuw_gevraagd, f"{pad.name}: toch gevraagd: {opnieuw_gevraagd}"
    if "database" in inhoud:
        toets_database(pad.name, speler.opslag, inhoud["database"])
    nergens = inhoud.get("nergens", [])
    _toets_weg(pad.name, _gesprek(verloop, speler), [*nergens, *inhoud.get("niet_in_gesprek", ())])
    _toets_weg(pad.name, _tabellen(speler.opslag), nergens)


def toets_altijd(waar: str, verloop: Verloop) -> None:
    """Wat in elke beurt klopt: er is tekst, niets staat dubbel, elk object heeft zijn velden."""
    teksten = [b["text"] for b in verloop.berichten if b.get("text")]
    assert teksten, f"{waar}: geen tekst"
    assert len(teksten) == len(set(teksten)), f"{waar}: dubbele tekst:\n{verloop.tekst}"
    for verboden in NOOIT_IN_TEKST:
        assert verboden not in verloop.tekst.lower(), f"{waar}: {verboden!r} in:\n{verloop.tekst}"
    soorten = [inhoud["soort"] for inhoud in verloop.custom]
    assert soorten.count("vraag") <= 1, f"{waar}: twee vragen tegelijk:\n{verloop.tekst}"
    for inhoud in verloop.custom:
        velden = set(inhoud) - {"soort"} - MAG_ERBIJ.get(inhoud["soort"], set())
        assert velden == VELDEN_VAN[inhoud["soort"]], f"{waar}: {inhoud['soort']}: {velden}"
    if verloop.vraag:
        titels = [optie["titel"] for optie in verloop.vraag["opties"]]
        assert len(titels) == len(set(titels)), f"{waar}: dubbele opties {titels}"
        assert verloop.vraag["stap"] <= verloop.vraag["stappen_geschat"], f"{waar}: {verloop.vraag}"


def toets_beurt(waar: str, verloop: Verloop, verwacht: Mapping[str, Any], speler: Speler) -> None:
    """Toets wat een beurt verwacht."""
    assert set(verwacht) <= VERWACHTINGEN, f"{waar}: onbekend {set(verwacht) - VERWACHTINGEN}"
    _toets_tekst(waar, verloop, verwacht)
    _toets_vraag(waar, verloop, verwacht)
    _toets_custom(waar, verloop, verwacht)
    for titel in _lijst(verwacht.get("knoppen")):
        assert titel in verloop.knoppen, f"{waar}: knop {titel!r} niet in {list(verloop.knoppen)}"
    _toets_dossier(waar, verloop, verwacht, speler)
    if "meldingen" in verwacht:
        _toets_meldingen(waar, speler.opslag, verwacht["meldingen"])
    if "database" in verwacht:
        toets_database(waar, speler.opslag, verwacht["database"])


def _toets_tekst(waar: str, verloop: Verloop, verwacht: Mapping[str, Any]) -> None:
    tekst = verloop.tekst.lower()
    for deel in _lijst(verwacht.get("tekst")):
        assert deel.lower() in tekst, f"{waar}: {deel!r} niet in:\n{verloop.tekst}"
    for deel in _lijst(verwacht.get("niet_tekst")):
        assert deel.lower() not in tekst, f"{waar}: {deel!r} toch in:\n{verloop.tekst}"
    for deel in _lijst(verwacht.get("eerste_tekst")):
        assert deel in verloop.berichten[0]["text"], f"{waar}: {verloop.berichten[0]}"


def _toets_vraag(waar: str, verloop: Verloop, verwacht: Mapping[str, Any]) -> None:
    gesteld = verloop.vraag
    for veld, sleutel in (("vraag", "id"), ("vragenlijst", "vragenlijst")):
        if veld in verwacht:
            assert gesteld.get(sleutel) == verwacht[veld], f"{waar}: {gesteld}\n{verloop.tekst}"
    if verwacht.get("geen_vraag"):
        assert not gesteld, f"{waar}: toch gevraagd:\n{verloop.tekst}"
    if verwacht.get("zelfde_vraag"):
        assert gesteld.get("id") == verloop.onthouden, f"{waar}: {gesteld}\n{verloop.tekst}"
    if verwacht.get("onthoud_vraag"):
        verloop.onthouden = gesteld["id"]


def _toets_custom(waar: str, verloop: Verloop, verwacht: Mapping[str, Any]) -> None:
    for gewenst in _lijst(verwacht.get("custom")):
        passend = [c for c in verloop.custom if _past(gewenst, c)]
        assert passend, f"{waar}: geen {gewenst} in {verloop.custom}"
    for soort in _lijst(verwacht.get("geen_custom")):
        soorten = [inhoud["soort"] for inhoud in verloop.custom]
        assert soort not in soorten, f"{waar}: {soort} hoort er niet te zijn"
    gevonden = [
        contact["soort_contact"] for c in verloop.custom for contact in c.get("contacten", ())
    ]
    gegeven = [contact for c in verloop.custom for contact in c.get("contacten", ())]
    for gewenst in verwacht.get("contactvelden", ()):
        assert any(_past(gewenst, een) for een in gegeven), f"{waar}: geen {gewenst} in {gegeven}"
    for soort in _lijst(verwacht.get("contacten")):
        assert soort in gevonden, f"{waar}: contact {soort} niet in {gevonden}"


def _toets_meldingen(waar: str, opslag: Opslag, gewenst: Sequence[Mapping[str, Any]]) -> None:
    """De rijen in `contactmelding` zijn precies deze, in volgorde."""
    rijen = _tabellen(opslag)["contactmelding"]
    assert len(rijen) == len(gewenst), f"{waar}: {rijen}"
    for een, rij in zip(gewenst, rijen, strict=True):
        assert _past(een, rij), f"{waar}: {een} past niet op {rij}"


def _past(gewenst: Any, gevonden: Any) -> bool:
    if isinstance(gewenst, Mapping) and isinstance(gevonden, Mapping):
        return all(_past(waarde, gevonden.get(naam)) for naam, waarde in gewenst.items())
    return bool(gewenst == gevonden)


def _toets_dossier(
    waar: str, verloop: Verloop, verwacht: Mapping[str, Any], speler: Speler
) -> None:
    if not {"slots", "antwoorden"} & set(verwacht):
        return
    dossier = speler.dossier(verloop)
    for naam, waarde in verwacht.get("slots", {}).items():
        gevonden = len(dossier["stapel"]) if naam == "stapel" else dossier.get(naam)
        assert gevonden == waarde, f"{waar}: dossier.{naam} is {gevonden!r}"
    for vraag, waarde in verwacht.get("antwoorden", {}).items():
        antwoorden = dossier["stapel"][-1]["stand"]["antwoorden"]
        gevonden = antwoorden.get(vraag, [None])[0]
        assert gevonden == waarde, f"{waar}: antwoord op {vraag} is {gevonden!r}"


def toets_database(waar: str, opslag: Opslag, verwacht: Mapping[str, Any]) -> None:
    """Toets de rijen die nu in de database staan; `velden` en `antwoorden` van de nieuwste."""
    assert set(verwacht) <= DATABASE, f"{waar}: onbekend {set(verwacht) - DATABASE}"
    tabellen = _tabellen(opslag)
    rijen = sorted(tabellen["adviesvraag"], key=lambda rij: rij["aangemaakt_op"])
    assert len(rijen) == verwacht["adviesvragen"], f"{waar}: {len(rijen)} adviesvragen"
    for veld, waarde in verwacht.get("velden", {}).items():
        assert _past(waarde, rijen[-1][veld]), f"{waar}: {veld} is {rijen[-1][veld]!r}"
    gegeven = {
        rij["vraag_id"]: rij["waarde"]
        for rij in tabellen["antwoord"]
        if rijen and rij["adviesvraag_id"] == rijen[-1]["id"]
    }
    for vraag, waarde in verwacht.get("antwoorden", {}).items():
        assert gegeven.get(vraag) == waarde, f"{waar}: {vraag} is {gegeven.get(vraag)!r}"
    if "gebeurtenissen" in verwacht:
        soorten = [rij["soort"] for rij in tabellen["gebeurtenis"]]
        assert soorten == verwacht["gebeurtenissen"], f"{waar}: {soorten}"
    if "statussen" in verwacht:
        assert [rij["status"] for rij in rijen] == verwacht["statussen"], waar


def _gesprek(verloop: Verloop, speler: Speler) -> list[dict[str, Any]]:
    return [gebeurtenis.as_dict() for gebeurtenis in speler.tracker(verloop).events]


def _toets_weg(naam: str, bewaard: Any, geheim: Sequence[str]) -> None:
    plat = json.dumps(bewaard, default=str, ensure_ascii=False).casefold()
    for stuk in geheim:
        assert stuk.casefold() not in plat, f"{naam}: {stuk!r} is bewaard"


def _tabellen(opslag: Opslag) -> dict[str, list[dict[str, Any]]]:
    with opslag.leessessie() as sessie:
        return {
            tabel.name: [dict(rij) for rij in sessie.execute(select(tabel)).mappings()]
            for tabel in model.metadata.sorted_tables
        }


def _lijst(waarde: Any) -> list[Any]:
    if waarde is None:
        return []
    return waarde if isinstance(waarde, list) else [waarde]
