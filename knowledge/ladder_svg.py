"""Teken een ladder als SVG die overal te lezen is.

De tekening staat op een eigen vlak, zodat de kleur van de pagina niet uitmaakt, en is zonder kleur
te begrijpen: elke trede heeft een nummer en de pijlen wijzen omhoog. De kleuren staan als gewone
eigenschap in de tekening; alleen de donkere variant is een stijlregel. Zo blijft de tekening goed
waar stijlregels geblokkeerd worden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

BREEDTE = 320
MARGE, BINNEN = 12, 10
LETTER, KLEIN = 14, 12
REGEL = 1.4  # regelhoogte als deel van de lettergrootte
# Ruim: zo breed is een gemiddelde letter als deel van de grootte, in een brede schreefloze.
LETTERBREEDTE, LETTERBREEDTE_VET = 0.62, 0.7
STRAAL = 13
TEKST_X = MARGE + BINNEN + 2 * STRAAL + BINNEN
PIJL = 26
LETTERTYPE = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
LICHT = {"vlak": "#ffffff", "trede": "#eef3f8", "inkt": "#1b2733", "rand": "#3d5266"}
DONKER = {"vlak": "#15202b", "trede": "#22303d", "inkt": "#f2f5f8", "rand": "#a9bccd"}


@dataclass(frozen=True)
class Trede:
    """Een trede van een ladder: wie er aan zet is, en zo bekend wanneer een casus daar komt."""

    naam: str
    wanneer: str = ""

    def tekst(self) -> str:
        """De trede als regel tekst."""
        return f"{self.naam} ({self.wanneer})" if self.wanneer else self.naam


@dataclass(frozen=True)
class _Regel:
    tekst: str
    grootte: int
    vet: bool = False


def als_svg(titel: str, beschrijving: str, treden: Sequence[Trede], onderschrift: str) -> str:
    """Teken de treden van onder (de eerste) naar boven.

    Args:
        titel: kop boven de tekening, ook de naam voor een schermlezer.
        beschrijving: de hele inhoud als tekst, voor een schermlezer.
        treden: de treden, de laagste eerst.
        onderschrift: regel onder de tekening, zoals de bron.

    Returns:
        Een volledig SVG-document zonder script, lettertype of plaatje van buiten.
    """
    delen: list[str] = []
    y = float(MARGE)
    for regel in _breek(titel, LETTER, BREEDTE - 2 * MARGE, vet=True):
        y, lijn = _schrijf(regel, MARGE, y)
        delen.append(lijn)
    y += BINNEN
    for nummer in range(len(treden), 0, -1):
        y, blok = _teken_trede(nummer, treden[nummer - 1], y)
        delen += blok
        if nummer > 1:
            delen.append(_teken_pijl(y))
            y += PIJL
    y += BINNEN
    for regel in _breek(onderschrift, KLEIN, BREEDTE - 2 * MARGE):
        y, lijn = _schrijf(regel, MARGE, y)
        delen.append(lijn)
    return "\n".join(_document(titel, beschrijving, delen, round(y + MARGE))) + "\n"


def _document(titel: str, beschrijving: str, delen: list[str], hoogte: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BREEDTE}" height="{hoogte}" '
        f'viewBox="0 0 {BREEDTE} {hoogte}" role="img" lang="nl" '
        f'aria-labelledby="titel beschrijving" font-family="{LETTERTYPE}">'
    )
    yield f'<title id="titel">{escape(titel)}</title>'
    yield f'<desc id="beschrijving">{escape(beschrijving)}</desc>'
    yield f"<style>@media (prefers-color-scheme: dark) {{ {_donkere_stijl()} }}</style>"
    yield (
        f'<rect class="vlak" width="{BREEDTE}" height="{hoogte}" rx="8" fill="{LICHT["vlak"]}"/>'
    )
    yield from delen
    yield "</svg>"


def _donkere_stijl() -> str:
    return (
        f".vlak {{ fill: {DONKER['vlak']} }} .inkt {{ fill: {DONKER['inkt']} }} "
        f".trede {{ fill: {DONKER['trede']}; stroke: {DONKER['rand']} }} "
        f".rand {{ fill: none; stroke: {DONKER['rand']} }}"
    )


def _teken_trede(nummer: int, trede: Trede, y: float) -> tuple[float, list[str]]:
    breed = BREEDTE - MARGE - BINNEN - TEKST_X
    regels = [*_breek(trede.naam, LETTER, breed, vet=True), *_breek(trede.wanneer, KLEIN, breed)]
    hoogte = max(sum(r.grootte * REGEL for r in regels), 2 * STRAAL) + 2 * BINNEN
    midden_x, midden_y = MARGE + BINNEN + STRAAL, y + hoogte / 2
    vlak = (
        f'<rect class="trede" x="{MARGE}" y="{y:g}" width="{BREEDTE - 2 * MARGE}" '
        f'height="{hoogte:g}" rx="6" fill="{LICHT["trede"]}" stroke="{LICHT["rand"]}"/>'
    )
    cirkel = (
        f'<circle class="rand" cx="{midden_x}" cy="{midden_y:g}" r="{STRAAL}" fill="none" '
        f'stroke="{LICHT["rand"]}" stroke-width="2"/>'
    )
    cijfer = (
        f'<text class="inkt" x="{midden_x}" y="{midden_y + LETTER * 0.35:g}" '
        f'font-size="{LETTER}" font-weight="bold" text-anchor="middle" '
        f'fill="{LICHT["inkt"]}">{nummer}</text>'
    )
    blok = [vlak, cirkel, cijfer]
    tekst_y = y + (hoogte - sum(r.grootte * REGEL for r in regels)) / 2
    for regel in regels:
        tekst_y, lijn = _schrijf(regel, TEKST_X, tekst_y)
        blok.append(lijn)
    return y + hoogte, blok


def _teken_pijl(y: float) -> str:
    x, top, voet = BREEDTE // 2, y + 4, y + PIJL - 3
    return (
        f'<path class="rand" d="M{x} {voet:g}V{top:g}M{x - 6} {top + 7:g}L{x} {top:g}'
        f'L{x + 6} {top + 7:g}" fill="none" stroke="{LICHT["rand"]}" stroke-width="2"/>'
    )


def _schrijf(regel: _Regel, x: int, y: float) -> tuple[float, str]:
    vet = ' font-weight="bold"' if regel.vet else ""
    lijn = (
        f'<text class="inkt" x="{x}" y="{y + regel.grootte * 1.05:g}" '
        f'font-size="{regel.grootte}"{vet} fill="{LICHT["inkt"]}">{escape(regel.tekst)}</text>'
    )
    return y + regel.grootte * REGEL, lijn


def _breek(tekst: str, grootte: int, breedte: int, *, vet: bool = False) -> list[_Regel]:
    letters = int(breedte / (grootte * (LETTERBREEDTE_VET if vet else LETTERBREEDTE)))
    return [_Regel(deel, grootte, vet) for deel in wrap(tekst, letters)]
