"""Vragenlijsten uit `knowledge/vragenlijsten/*.yml`: inlezen, controleren en bewaren."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.vragenlijst import Optie, Voorwaarde, Vraag, Vragenlijst, doelen, knopen_na
from knowledge.yamlbestand import BestandFout, controleer_velden, lees_yaml, regel_van

MAP = Path(__file__).parent / "vragenlijsten"

_VELDEN_LIJST = ("id", "titel", "start", "einden", "vragen")
_VELDEN_LIJST_MAG = ("beslist_als", "gegevens")
_VELDEN_VRAAG = ("tekst", "uitleg", "soort", "naar")
_VELDEN_VRAAG_MAG = (
    "opties", "overslaan_als", "voor_uitkomst", "criterium", "minimaal", "bron", "kort",
    "contacten",
)  # fmt: skip
_SOORTEN = frozenset({"keuze", "meerkeuze", "tekst", "gemeente", "email"})
_ANDERS = "anders"


@cache
def vragenlijst(naam: str) -> Vragenlijst:
    """Een vragenlijst van dit project, één keer gelezen per proces.

    Raises:
        BestandFout: als het bestand niet klopt.
    """
    return lees(MAP / f"{naam}.yml")


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
    )
    _controleer_namen(pad, ruw, lijst)
    _controleer_kringen(pad, ruw, lijst)
    _controleer_bereikbaar(pad, ruw, lijst)
    _controleer_voorwaarden(pad, ruw, lijst)
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
    _controleer_contacten(pad, ruw, soorten_contact)
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
    )
    _controleer_keuzes(waar, vraag)
    return vraag


def _lees_optie(pad: Path, optie: Any) -> Optie:
    controleer_velden(pad, optie, ("waarde", "titel"), ("onderdeel", "knop", "gevaar", "contacten"))
    return Optie(
        str(optie["waarde"]),
        str(optie["titel"]),
        onderdeel=_ja(pad, optie, "onderdeel", standaard="nee"),
        knop=_ja(pad, optie, "knop", standaard="ja"),
        gevaar=_ja(pad, optie, "gevaar", standaard="nee"),
    )


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


def _controleer_contacten(pad: Path, ruw: Any, soorten: Collection[str] | None) -> None:
    for houder in (ruw, *ruw.get("opties", [])):
        for soort in houder.get("contacten", []):
            if soorten is not None and soort not in soorten:
                raise BestandFout(
                    f"{pad.name}, regel {regel_van(houder, 'contacten')}: "
                    f"onbekend soort_contact {soort!r}."
                )


def _controleer_keuzes(waar: str, vraag: Vraag) -> None:
    if vraag.soort in {"keuze", "meerkeuze"} and not vraag.waarden:
        raise BestandFout(f"{waar} is een {vraag.soort} zonder opties.")
    dubbel = [o.waarde for o in vraag.opties]
    if len(dubbel) != len(set(dubbel)):
        raise BestandFout(f"{waar} heeft twee opties met dezelfde waarde.")
    for keuze in vraag.naar_bij:
        if keuze not in vraag.waarden:
            raise BestandFout(f"{waar}: 'naar' noemt keuze {keuze!r}, die niet bestaat.")
    if vraag.naar is None:
        zonder = [w for w in vraag.waarden if w not in vraag.naar_bij]
        if zonder or vraag.vrije_tekst:
            wat = f"keuze {zonder[0]!r}" if zonder else "eigen tekst"
            raise BestandFout(f"{waar}: {wat} heeft geen vervolg en geen uitkomst.")
        if vraag.overslaan_als or vraag.voor_uitkomst:
            raise BestandFout(f"{waar} kan vervallen, maar 'naar' heeft geen weg 'anders'.")


def _controleer_namen(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    bekend = {*lijst.vragen, *lijst.einden}
    if lijst.start not in lijst.vragen:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(ruw, 'start')}: start {lijst.start!r} bestaat niet."
        )
    for naam, vraag in lijst.vragen.items():
        for doel in doelen(vraag):
            if doel not in bekend:
                raise BestandFout(
                    f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r} gaat naar "
                    f"{doel!r}, dat niet bestaat."
                )


def _controleer_kringen(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    for naam in lijst.vragen:
        if naam in knopen_na(lijst, naam):
            raise BestandFout(
                f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r} ligt op een "
                "kring; een gesprek zou nooit eindigen."
            )


def _controleer_bereikbaar(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    bereikbaar = {lijst.start, *knopen_na(lijst, lijst.start)}
    for naam in lijst.vragen:
        if naam not in bereikbaar:
            raise BestandFout(
                f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r} is "
                "onbereikbaar."
            )
    for einde in lijst.einden - bereikbaar:
        raise BestandFout(
            f"{pad.name}, regel {regel_van(ruw, 'einden')}: einde {einde!r} is onbereikbaar."
        )


def _controleer_voorwaarden(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    for naam, vraag in lijst.vragen.items():
        for voorwaarde in vraag.overslaan_als:
            _controleer_voorwaarde(pad, ruw["vragen"], naam, lijst, voorwaarde)
            for genoemd in voorwaarde.genoemd:
                if genoemd in lijst.vragen and naam not in knopen_na(lijst, genoemd):
                    raise BestandFout(
                        f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r} "
                        f"vervalt op {genoemd!r}, maar die komt niet eerder."
                    )
    for voorwaarde in lijst.beslist_als:
        _controleer_voorwaarde(pad, ruw, "beslist_als", lijst, voorwaarde)


def _controleer_voorwaarde(
    pad: Path, houder: Any, sleutel: str, lijst: Vragenlijst, voorwaarde: Voorwaarde
) -> None:
    waar = f"{pad.name}, regel {regel_van(houder, sleutel)}: {sleutel!r}"
    for genoemd, waarden in voorwaarde.genoemd.items():
        if genoemd in lijst.gegevens:
            continue
        if genoemd not in lijst.vragen:
            raise BestandFout(f"{waar} noemt {genoemd!r}, dat geen vraag en geen gegeven is.")
        vreemd = set(waarden) - set(lijst.vragen[genoemd].waarden)
        if vreemd:
            raise BestandFout(f"{waar} noemt bij {genoemd!r} een onbekende keuze {min(vreemd)!r}.")
