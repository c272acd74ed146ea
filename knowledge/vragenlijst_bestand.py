"""Vragenlijsten uit `knowledge/vragenlijsten/*.yml`: inlezen, controleren en bewaren."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.vragenlijst import Optie, Voorwaarde, Vraag, Vragenlijst
from knowledge.vragenlijst_controle import (
    controleer_bereikbaar,
    controleer_contacten,
    controleer_gegevens,
    controleer_keuzes,
    controleer_kringen,
    controleer_namen,
    controleer_overnames,
    controleer_voorwaarden,
)
from knowledge.vragenlijst_vorm import Overname
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

MAP = Path(__file__).parent / "vragenlijsten"
TRIAGE = "triage"

_VELDEN_LIJST = ("id", "titel", "start", "einden", "vragen")
_VELDEN_LIJST_MAG = ("beslist_als", "gegevens", "namen")
_VELDEN_VRAAG = ("tekst", "uitleg", "soort", "naar")
_VELDEN_VRAAG_MAG = (
    "opties", "overslaan_als", "voor_uitkomst", "criterium", "minimaal", "bron", "kort",
    "contacten", "namen", "voorbeeld", "uit_triage",
)  # fmt: skip
_SOORTEN = frozenset({"keuze", "meerkeuze", "tekst", "gemeente", "email"})
_ANDERS = "anders"


@cache
def vragenlijst(naam: str) -> Vragenlijst:
    """Een vragenlijst van dit project, één keer gelezen per proces.

    Raises:
        BestandFout: als het bestand niet klopt.
    """
    lijst = lees(MAP / f"{naam}.yml")
    if naam != TRIAGE:
        controleer_overnames(lijst, vragenlijst(TRIAGE))
    return lijst


def namen() -> tuple[str, ...]:
    """De namen van alle vragenlijsten van dit project."""
    return tuple(sorted(pad.stem for pad in MAP.glob("*.yml")))


def lees(
    pad: Path,
    bron_bestaat: Callable[[str, str], bool] | None = None,
    soorten_contact: Collection[str] | None = None,
) -> Vragenlijst:
    """Lees en controleer een vragenlijst.

    Args:
        pad: het YAML-bestand.
        bron_bestaat: zegt of een document een paragraaf heeft; None slaat die controle over.
        soorten_contact: de bestaande soorten contact; None slaat die controle over.

    Raises:
        BestandFout: bij een kring, een onbereikbare vraag, een keuze zonder vervolg, een onbekende
            bron, een onbekend soort contact of een fout in de vorm; met bestand en regel.
    """
    ruw = lees_yaml(pad)
    controleer_velden(pad, ruw, _VELDEN_LIJST, _VELDEN_LIJST_MAG)
    vragen = {
        naam: _lees_vraag(pad, ruw["vragen"], naam, bron_bestaat, soorten_contact)
        for naam in ruw["vragen"]
    }
    lijst = Vragenlijst(
        id=str(ruw["id"]),
        titel=str(ruw["titel"]),
        start=str(ruw["start"]),
        vragen=vragen,
        einden=frozenset(ruw["einden"]),
        beslist_als=_voorwaarden(pad, ruw, ruw.get("beslist_als", [])),
        gegevens=frozenset(ruw.get("gegevens", [])),
        namen=_woorden(pad, ruw, "namen"),
    )
    controleer_namen(pad, ruw, lijst)
    controleer_gegevens(pad, ruw, lijst)
    controleer_kringen(pad, ruw, lijst)
    controleer_bereikbaar(pad, ruw, lijst)
    controleer_voorwaarden(pad, ruw, lijst)
    return lijst


def _lees_vraag(
    pad: Path,
    houder: Any,
    naam: str,
    bron_bestaat: Callable[[str, str], bool] | None,
    soorten_contact: Collection[str] | None,
) -> Vraag:
    ruw = houder[naam]
    waar = f"{pad.name}, regel {regel_van(houder, naam)}: vraag {naam!r}"
    controleer_velden(pad, ruw, _VELDEN_VRAAG, _VELDEN_VRAAG_MAG)
    if ruw["soort"] not in _SOORTEN:
        raise BestandFout(f"{waar} heeft een onbekende soort {ruw['soort']!r}.")
    controleer_contacten(pad, ruw, soorten_contact)
    opties = tuple(_lees_optie(pad, optie) for optie in ruw.get("opties", []))
    naar, naar_bij = _lees_naar(ruw, waar)
    vraag = Vraag(
        id=naam,
        tekst=str(ruw["tekst"]).strip(),
        uitleg=str(ruw["uitleg"]).strip(),
        soort=str(ruw["soort"]),
        opties=opties,
        naar=naar,
        naar_bij=naar_bij,
        overslaan_als=_voorwaarden(pad, ruw, ruw.get("overslaan_als", [])),
        voor_uitkomst=_ja(pad, ruw, "voor_uitkomst", standaard="nee"),
        criterium=ruw.get("criterium"),
        minimaal=int(ruw.get("minimaal", 0)),
        bron=_lees_bron(pad, ruw, bron_bestaat),
        kort=str(ruw.get("kort", naam)),
        namen=_woorden(pad, ruw, "namen"),
        voorbeeld=str(ruw.get("voorbeeld", "")).strip(),
        uit_triage=_lees_overname(pad, ruw),
    )
    controleer_keuzes(waar, vraag)
    return vraag


def _lees_optie(pad: Path, optie: Any) -> Optie:
    mag = ("onderdeel", "knop", "gevaar", "contacten", "ook", "geeft")
    controleer_velden(pad, optie, ("waarde", "titel"), mag)
    return Optie(
        str(optie["waarde"]),
        str(optie["titel"]),
        onderdeel=_ja(pad, optie, "onderdeel", standaard="nee"),
        knop=_ja(pad, optie, "knop", standaard="ja"),
        gevaar=_ja(pad, optie, "gevaar", standaard="nee"),
        ook=_woorden(pad, optie, "ook"),
        geeft={str(naam): str(waarde) for naam, waarde in optie.get("geeft", {}).items()},
    )


def _woorden(pad: Path, houder: Any, veld: str) -> tuple[str, ...]:
    ruw = houder.get(veld, [])
    if not isinstance(ruw, list) or not all(isinstance(woord, str) for woord in ruw):
        raise BestandFout(
            f"{pad.name}, regel {regel_van(houder, veld)}: veld {veld!r} is een lijst met woorden."
        )
    return tuple(str(woord) for woord in ruw)


def _lees_overname(pad: Path, ruw: Any) -> Overname | None:
    if "uit_triage" not in ruw:
        return None
    veld = ruw["uit_triage"]
    controleer_velden(pad, veld, ("vraag", "ook_onbekend"))
    return Overname(str(veld["vraag"]), _ja(pad, veld, "ook_onbekend", standaard="nee"))


def _ja(pad: Path, houder: Any, veld: str, standaard: str) -> bool:
    waarde = str(houder.get(veld, standaard))
    if waarde not in {"ja", "nee"}:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(houder, veld)}: veld {veld!r} is ja of nee."
        )
    return waarde == "ja"


def _lees_naar(ruw: Any, waar: str) -> tuple[str | None, dict[str, str]]:
    naar = ruw["naar"]
    if isinstance(naar, str):
        return naar, {}
    if not isinstance(naar, Mapping):
        raise BestandFout(f"{waar}: veld 'naar' is een naam of een lijst keuze: doel.")
    per_keuze = {str(keuze): str(doel) for keuze, doel in naar.items() if keuze != _ANDERS}
    anders = naar.get(_ANDERS)
    return (str(anders) if anders else None), per_keuze


def _lees_bron(
    pad: Path, ruw: Any, bron_bestaat: Callable[[str, str], bool] | None
) -> tuple[str, str] | None:
    if "bron" not in ruw:
        return None
    bron = ruw["bron"]
    controleer_velden(pad, bron, ("document", "paragraaf"))
    document, paragraaf = str(bron["document"]), str(bron["paragraaf"])
    if bron_bestaat and not bron_bestaat(document, paragraaf):
        raise BestandFout(
            f"{pad.name}, regel {regel_van(ruw, 'bron')}: onbekende bron "
            f"{document!r} paragraaf {paragraaf!r}."
        )
    return document, paragraaf


def _voorwaarden(pad: Path, houder: Any, ruw: Iterable[Any]) -> tuple[Voorwaarde, ...]:
    uit: list[Voorwaarde] = []
    for voorwaarde in ruw:
        if not isinstance(voorwaarde, Mapping):
            raise BestandFout(
                f"{pad.name}, regel {regel_van(houder)}: een voorwaarde is vraag: waarde."
            )
        if "als" in voorwaarde:
            controleer_velden(pad, voorwaarde, ("als",), ("tenzij",))
            als, tenzij = voorwaarde["als"], voorwaarde.get("tenzij", {})
        else:
            als, tenzij = voorwaarde, {}
        uit.append(Voorwaarde(_waarden(als), _waarden(tenzij)))
    return tuple(uit)


def _waarden(ruw: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    return {
        str(naam): tuple(str(w) for w in waarde) if isinstance(waarde, list) else (str(waarde),)
        for naam, waarde in ruw.items()
    }
