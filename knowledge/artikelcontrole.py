"""Controles op de inhoud van de artikelen, voor `make check-content`.

De maat voor taalniveau B1 is LIX (zinslengte plus het deel lange woorden, uit de bibliotheek
readability) met een grens uit de instellingen, en geen zin boven de 25 woorden.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import readability

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.artikelen import Artikel

GELDIG = timedelta(days=365)
MINSTENS_VRAGEN = 4
LIX_HOOGSTENS, ZIN_HOOGSTENS = 50, 25
# Een naam van vroeger mag alleen in een artikel waarvan `nu` zegt hoe het nu heet.
OUDE_NAMEN = {
    "Bureau Jeugdzorg": "gecertificeerde instelling",
    "AMK": "Veilig Thuis",
    "Advies- en Meldpunt Kindermishandeling": "Veilig Thuis",
    "SHG": "Veilig Thuis",
    "Steunpunt Huiselijk Geweld": "Veilig Thuis",
    "Bopz": "Wvggz",
}
LANDELIJKE_NUMMERS = {"112", "113", "0800-0113", "0800-2000", "0800-1205", "0900-8844"}
TELEFOON = re.compile(r"(?<![\d.,€])\b(?:0\d{2,3}[- ]\d{3,8}|06[- ]?\d{8})\b")
WOORD = re.compile(r"\w+|[^\w\s]")
ZINSEINDE = re.compile(r"[.!?;:](?:\s+|$)|\n+")


def klachten(artikel: Artikel, vandaag: date, lix_hoogstens: int = LIX_HOOGSTENS) -> Iterable[str]:
    """Geef elke klacht over een artikel als een zin."""
    yield from _over_datum(artikel, vandaag)
    yield from _over_vragen(artikel)
    yield from _over_oude_namen(artikel)
    yield from _over_zekerheid(artikel)
    yield from _over_nummers(artikel)
    yield from _over_taal(artikel, lix_hoogstens)


def lix(tekst: str) -> float:
    """De leesbaarheid van een tekst: hoe lager, hoe makkelijker."""
    losse_zinnen = [zin for zin in ZINSEINDE.split(tekst) if zin.strip()]
    woorden = "\n".join(" ".join(WOORD.findall(zin)) for zin in losse_zinnen)
    return float(readability.getmeasures(woorden, lang="nl")["readability grades"]["LIX"])


def zinnen(tekst: str) -> list[int]:
    """Geef van elke zin het aantal woorden; een dubbele punt of puntkomma sluit een zin ook."""
    lengtes = (len(zin.split()) for zin in ZINSEINDE.split(tekst))
    return [lengte for lengte in lengtes if lengte]


def _over_datum(artikel: Artikel, vandaag: date) -> Iterable[str]:
    if artikel.herzien_op > vandaag:
        yield f"{artikel.id}.md: herzien_op {artikel.herzien_op} ligt in de toekomst."
    if vandaag - artikel.herzien_op > GELDIG:
        yield f"{artikel.id}.md: langer dan een jaar niet nagelezen ({artikel.herzien_op})."


def _over_vragen(artikel: Artikel) -> Iterable[str]:
    if len(artikel.vragen) < MINSTENS_VRAGEN:
        yield f"{artikel.id}.md: minder dan {MINSTENS_VRAGEN} vragen."
    if len({vraag.casefold() for vraag in artikel.vragen}) < len(artikel.vragen):
        yield f"{artikel.id}.md: een vraag staat er dubbel."


def _over_oude_namen(artikel: Artikel) -> Iterable[str]:
    for oud, nieuw in OUDE_NAMEN.items():
        genoemd = re.search(rf"\b{re.escape(oud)}", f"{artikel.titel} {artikel.tekst}")
        if genoemd and nieuw not in (artikel.nu or ""):
            yield f"{artikel.id}.md: '{oud}' is oud; zeg in 'nu' dat het '{nieuw}' is geworden."


def _over_zekerheid(artikel: Artikel) -> Iterable[str]:
    hoort = "onbevestigd" if artikel.onbevestigde_bronnen() else "bevestigd"
    if artikel.zekerheid != hoort:
        yield f"{artikel.id}.md: zekerheid hoort '{hoort}' te zijn volgens de bronnen."


def _over_nummers(artikel: Artikel) -> Iterable[str]:
    for nummer in TELEFOON.findall(artikel.antwoord()):
        if nummer not in LANDELIJKE_NUMMERS:
            yield f"{artikel.id}.md: het nummer {nummer} hoort in de sociale kaart."


def _over_taal(artikel: Artikel, lix_hoogstens: int) -> Iterable[str]:
    tekst = f"{artikel.tekst}\n{artikel.nu or ''}"
    lengtes = zinnen(tekst)
    moeilijk = lix(tekst)
    if moeilijk > lix_hoogstens:
        yield (
            f"{artikel.id}.md: te moeilijk (LIX {moeilijk:.0f}, hoogstens {lix_hoogstens}); maak "
            "zinnen korter of kies kortere woorden."
        )
    if max(lengtes) > ZIN_HOOGSTENS:
        yield f"{artikel.id}.md: een zin van {max(lengtes)} woorden; knip die op."
