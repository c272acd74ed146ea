"""Welke cijfers er zijn, hoe ze uit tijden volgen, en hoe twee metingen zich verhouden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PERCENTIELEN = (50, 95, 99)
BEURTEN = {
    "groet": "groet (eerste beurt van een gesprek)",
    "knop": "vragenlijst, antwoord met een knop",
    "tekst": "vragenlijst, antwoord in tekst",
    "beschrijving": "triage, een casus in een alinea",
    "kennis": "kennisvraag",
    "indienen": "adviesvraag indienen (SQLite op schijf)",
    "gevaar": "gevaar",
}
FUNCTIES = {
    "poort": "de poort: gevaar en lakken",
    "casus": "een casus lezen",
    "plaats": "een plaats lezen",
}

INDIENEN = {
    "indienen_sqlite": "op SQLite, een bestand op schijf",
    "indienen_postgres": "op PostgreSQL",
}

ZOEKEN = {
    "zoeken_200": "in 200 artikelen",
    "zoeken_2000": "in 2.000 artikelen",
    "zoeken_20000": "in 20.000 artikelen",
}

KAART = {
    "kaart_1": "van 1 regio",
    "kaart_25": "van 25 regio's",
    "kaart_1000": "van 1.000 regio's",
}

OPSLAG = {
    f"opslag_{soort}_{aantal}_{wat}": f"{wat}, {titel} op {naam}"
    for wat in ("lijst", "zoeken", "bulletin")
    for soort, naam in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL"))
    for aantal, titel in ((1_000, "1.000"), (100_000, "100.000"), (1_000_000, "1.000.000"))
}

WEB = {
    "groot_rest": "20 MB geweigerd, REST-kanaal",
    "groot_web": "20 MB geweigerd, webkanaal",
}

NAAST = {
    "naast_gewoon": "gewone beurt",
    "naast_kennis": "kennisvraag",
    "naast_formulier": "formulierbeurt met een knop",
    "naast_indienen": "indienen",
}

_GELIJK = 0.10
_RICHTING = {
    "s": ("trager", "sneller"),
    "ms": ("trager", "sneller"),
    "MB": ("meer", "minder"),
    "kB": ("meer", "minder"),
    "/s": ("meer", "minder"),
}
_BREED_NAAM = 48
_BREED_KOLOM = 14


@dataclass(frozen=True)
class Cijfer:
    """Eén regel van de tabel.

    Attributes:
        naam: de sleutel in de uitkomst.
        eenheid: `s`, `ms`, `kB` of `MB` (een miljoen bytes), waar lager beter is, of `/s` (per
            seconde), waar hoger beter is.
    """

    naam: str
    titel: str
    eenheid: str


def _van_verdeling(delen: Mapping[str, str]) -> tuple[Cijfer, ...]:
    return tuple(
        Cijfer(f"{naam}_p{p}_ms", f"{titel}, p{p}" if p == PERCENTIELEN[0] else f"  p{p}", "ms")
        for naam, titel in delen.items()
        for p in PERCENTIELEN
    )


GROEPEN: Mapping[str, Sequence[Cijfer]] = {
    "Het proces": (
        Cijfer("start_s", "starttijd", "s"),
        Cijfer("training_s", "traintijd", "s"),
        Cijfer("model_mb", "model op schijf", "MB"),
        Cijfer("geheugen_start_mb", "geheugen na de start", "MB"),
        Cijfer("geheugen_na_mb", "geheugen na alle beurten", "MB"),
        Cijfer("eerste_beurt_ms", "allereerste beurt na de start", "ms"),
    ),
    "Eén beurt, over HTTP": _van_verdeling(BEURTEN),
    "Naast elkaar, om en om": (
        Cijfer("naast_start_s", "starttijd", "s"),
        Cijfer("naast_geheugen_mb", "geheugen na de gesprekken", "MB"),
        *_van_verdeling(NAAST),
        Cijfer("doorvoer_1", "hele triages, 1 gebruiker", "/s"),
        Cijfer("doorvoer_16", "hele triages, 16 gebruikers", "/s"),
        Cijfer("doorvoer_128", "hele triages, 128 gebruikers", "/s"),
    ),
    "Eén bericht, alleen de functie": _van_verdeling(FUNCTIES),
    "Een adviesvraag indienen, alleen de dienst": _van_verdeling(INDIENEN),
    "De webpagina": (
        Cijfer("widget_kb", "de hele widget, gezipt", "kB"),
        *_van_verdeling(WEB),
    ),
    "Zoeken, als er meer artikelen komen": _van_verdeling(ZOEKEN),
    "Opzoeken in de sociale kaart, als die groeit": _van_verdeling(KAART),
    "De inbox, als er meer adviesvragen komen": _van_verdeling(OPSLAG),
}


def percentiel(waarden: Sequence[float], deel: int) -> float:
    """De kleinste gemeten waarde waar minstens `deel` procent van de metingen niet boven zit.

    Het is altijd een waarde die echt gemeten is; er wordt niets tussen twee metingen verzonnen.
    De rang is een heel getal, omdat 7 / 100 * 100 in drijvende komma net boven 7 uitkomt.

    Raises:
        ValueError: zonder waarden, of als `deel` niet tussen 0 en 100 ligt.
    """
    if not waarden:
        raise ValueError("Zonder metingen is er geen percentiel.")
    if not 0 < deel <= 100:  # noqa: PLR2004 - procenten
        raise ValueError("Een percentiel ligt boven 0 en is hooguit 100.")
    rang = -(-deel * len(waarden) // 100)
    return sorted(waarden)[rang - 1]


def verdeling(tijden: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """De percentielen in milliseconden van tijden in seconden, per soort."""
    return {
        f"{soort}_p{p}_ms": round(percentiel(waarden, p) * 1000, 4)
        for soort, waarden in tijden.items()
        for p in PERCENTIELEN
    }


def verschil(nu: float, toen: float | None, eenheid: str) -> str:
    """Wat er veranderde in woorden; binnen tien procent heet gelijk."""
    if not toen:
        return "nieuw"
    deel = nu / toen - 1
    if abs(deel) < _GELIJK:
        return "gelijk"
    slechter, beter = _RICHTING[eenheid]
    return f"{abs(deel):.0%} {slechter if deel > 0 else beter}"


def tabel(uitkomst: Mapping[str, Any], vorige: Mapping[str, Any] | None) -> Iterator[str]:
    """De regels van de tabel: een kolom per systeem, en wat er veranderde sinds de vorige keer."""
    systemen: Mapping[str, Any] = uitkomst["systemen"]
    eerder: Mapping[str, Any] = vorige["systemen"] if vorige else {}
    for groep, cijfers in GROEPEN.items():
        gemeten = [c for c in cijfers if any(c.naam in s["cijfers"] for s in systemen.values())]
        if gemeten:
            yield ""
            yield _regel(groep, [(naam, "sinds vorige" if vorige else "") for naam in systemen])
        for cijfer in gemeten:
            yield _regel(
                f"  {cijfer.titel}",
                [
                    _cel(cijfer, systeem, eerder.get(naam) if vorige else None)
                    for naam, systeem in systemen.items()
                ],
            )


def _cel(
    cijfer: Cijfer, systeem: Mapping[str, Any], toen: Mapping[str, Any] | None
) -> tuple[str, str]:
    waarde = systeem["cijfers"].get(cijfer.naam)
    if waarde is None:
        return "-", ""
    anders = verschil(waarde, toen["cijfers"].get(cijfer.naam), cijfer.eenheid) if toen else ""
    return f"{getal(waarde)} {cijfer.eenheid:<2}", anders


def getal(waarde: float) -> str:
    """Een getal met een komma en drie cijfers die ertoe doen."""
    plaatsen = 0 if waarde >= 100 else 1 if waarde >= 10 else 2  # noqa: PLR2004 - drie cijfers
    return f"{waarde:.{plaatsen}f}".replace(".", ",")


def _regel(naam: str, cellen: Sequence[tuple[str, str]]) -> str:
    kolommen = "".join(f"{waarde:>{_BREED_KOLOM}}  {anders:<14}" for waarde, anders in cellen)
    return f"{naam:<{_BREED_NAAM}}{kolommen}".rstrip()
