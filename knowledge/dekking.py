"""De dekkingstabel: elke paragraaf van elke bron met de artikelen die hem dragen.

`python -m knowledge.dekking` schrijft `docs/dekking.md` opnieuw.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.artikelen import artikelen
from knowledge.bronnen import bronnen, gedateerd

if TYPE_CHECKING:
    from knowledge.bronnen import Bron

BESTAND = Path(__file__).parents[1] / "docs" / "dekking.md"
GEEN = "(geen artikel)"
KOP = """# Dekking: welke paragraaf staat in welk artikel

Deze tabel komt uit de bestanden zelf (`python -m knowledge.dekking`). Vet is het artikel waarin de
paragraaf de eerste bron is. Paragraaf 5.11 van S1 ontbreekt met opzet: dat is een lijst met namen
van personen. Ook handtekeningen onder S1 5.9 zijn weggelaten.
"""


def tabel() -> str:
    """Geef de hele dekkingstabel als Markdown."""
    return KOP + "".join(_bron_als_tekst(bron) for bron in bronnen().values())


def _bron_als_tekst(bron: Bron) -> str:
    rijen = "".join(f"| {kop} | {_dragers(bron.document, kop)} |\n" for kop in bron.paragrafen)
    titel = f"\n## {bron.document}: {gedateerd(bron)}\n\n"
    return f"{titel}| paragraaf | artikelen |\n|---|---|\n{rijen}"


def _dragers(document: str, paragraaf: str) -> str:
    eerste, verder = [], []
    for artikel in artikelen().values():
        plekken = [(bron.document, bron.paragraaf) for bron in artikel.bronnen]
        if plekken[0] == (document, paragraaf):
            eerste.append(f"**{artikel.id}**")
        elif (document, paragraaf) in plekken:
            verder.append(artikel.id)
    return ", ".join(eerste + verder) or GEEN


if __name__ == "__main__":
    BESTAND.write_text(tabel(), encoding="utf-8")
