"""De controles op een ingelezen vragenlijst: de graaf klopt en noemt alleen wat bestaat."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from knowledge.vragenlijst import Voorwaarde, Vraag, Vragenlijst, doelen, knopen_na
from knowledge.yamlbestand import BestandFout, regel_van


def controleer_overnames(lijst: Vragenlijst, triage: Vragenlijst) -> None:
    """Controleer dat elk overgenomen antwoord uit een vraag van de triage komt die bestaat.

    Raises:
        BestandFout: bij een vraag die de triage niet heeft, met bestand en vraag.
    """
    for vraag in lijst.vragen.values():
        if vraag.uit_triage and vraag.uit_triage.vraag not in triage.vragen:
            raise BestandFout(
                f"{lijst.id}.yml: vraag {vraag.id!r}, veld 'uit_triage': de triage heeft geen "
                f"vraag {vraag.uit_triage.vraag!r}."
            )


def controleer_contacten(pad: Path, ruw: Any, soorten: Collection[str] | None) -> None:
    """Controleer dat elke soort contact bestaat.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
    for houder in (ruw, *ruw.get("opties", [])):
        for soort in houder.get("contacten", []):
            if soorten is not None and soort not in soorten:
                raise BestandFout(
                    f"{pad.name}, regel {regel_van(houder, 'contacten')}: "
                    f"onbekend soort_contact {soort!r}."
                )


def controleer_keuzes(waar: str, vraag: Vraag) -> None:
    """Controleer dat een vraag keuzes heeft en dat elke keuze een vervolg heeft.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
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


def controleer_namen(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    """Controleer dat de start en elk doel bestaan.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
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


def controleer_gegevens(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    """Controleer dat een keuze alleen gegevens geeft die de vragenlijst kent.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
    for naam, vraag in lijst.vragen.items():
        for optie in vraag.opties:
            vreemd = set(optie.geeft) - lijst.gegevens
            if vreemd:
                raise BestandFout(
                    f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r}, keuze "
                    f"{optie.waarde!r} geeft {min(vreemd)!r}, dat geen gegeven is."
                )


def controleer_kringen(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    """Controleer dat geen vraag op een kring ligt.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
    for naam in lijst.vragen:
        if naam in knopen_na(lijst, naam):
            raise BestandFout(
                f"{pad.name}, regel {regel_van(ruw['vragen'], naam)}: vraag {naam!r} ligt op een "
                "kring; een gesprek zou nooit eindigen."
            )


def controleer_bereikbaar(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    """Controleer dat elke vraag en elk einde bereikbaar is.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
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


def controleer_voorwaarden(pad: Path, ruw: Any, lijst: Vragenlijst) -> None:
    """Controleer dat voorwaarden bestaande vragen en keuzes noemen.

    Raises:
        BestandFout: met bestand, regel en vraag.
    """
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
