"""`python -m sociale_kaart.invoer BESTAND`: contacten van een regio bekijken en overnemen.

Zonder `--schrijf` verandert er niets: je ziet alleen wat er zou veranderen. Overnemen is geen
controle; een datum van navragen komt alleen uit het bestand zelf.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sociale_kaart.aanlevercontrole import maak_plat
from sociale_kaart.aanlevering import lees_aanlevering
from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.platterij import lees_plat
from sociale_kaart.tabellen import DATAMAP, KaartFout
from sociale_kaart.tabelschrijver import schrijf
from sociale_kaart.verschil import vergelijk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sociale_kaart.platterij import Platterij
    from sociale_kaart.verschil import Verschil

_LEEG = "(leeg)"


def main(argumenten: Sequence[str]) -> int:
    """Toon het verschil en neem het met `--schrijf` over; geeft de afsluitcode."""
    opties = _opties(argumenten)
    try:
        nu = lees_plat(opties.map)
        rijen, fouten = _lees(opties.bestand, nu)
        if fouten:
            print(*fouten, sep="\n")
            print(f"{len(fouten)} fouten. Er is niets overgenomen; verbeter ze en probeer opnieuw.")
            return 1
        verschil = vergelijk(nu, rijen, volledig=opties.volledig)
        print(*_toon(verschil), sep="\n")
        if not verschil.rijen:
            return 0
        if not opties.schrijf:
            print("Er is niets veranderd. Neem dit over met --schrijf.")
            return 0
        schrijf(opties.map, verschil.rijen)
    except KaartFout as fout:
        print(fout)
        return 1
    print(f"Overgenomen: {len(verschil.rijen)} contacten.")
    return 0


def _lees(bestand: Path, nu: Mapping[str, Platterij]) -> tuple[list[Platterij], list[str]]:
    rijen: list[Platterij] = []
    fouten: list[str] = []
    gezien: dict[str, int] = {}
    for rij in lees_aanlevering(bestand):
        plat, gevonden = maak_plat(rij, nu.get(rij.velden["id"]))
        if plat["id"] in gezien:
            gevonden.append(("id", f"staat ook in rij {gezien[plat['id']]}."))
        gezien.setdefault(plat["id"], rij.nummer)
        fouten += [f"{bestand.name}, rij {rij.nummer}, kolom {k}: {zin}" for k, zin in gevonden]
        rijen.append(plat)
    return rijen, fouten


def _toon(verschil: Verschil) -> Iterator[str]:
    yield f"Nieuw: {len(verschil.nieuw)}"
    for rij in verschil.nieuw:
        yield f"  + {rij['id']}: {rij['naam']}, {rij['telefoon'] or 'geen nummer'}"
    yield f"Gewijzigd: {len(verschil.gewijzigd)}"
    for wijziging in verschil.gewijzigd:
        yield f"  ~ {wijziging.nieuw['id']}"
        for veld, (oud, nieuw) in wijziging.velden.items():
            yield f"      {veld}: {oud or _LEEG} -> {nieuw or _LEEG}"
        if wijziging.vervallen:
            yield "      Let op: een ander nummer, niet opnieuw nagevraagd; de controle vervalt."
    yield f"Verdwenen: {len(verschil.verdwenen)}"
    for rij in verschil.verdwenen:
        yield f"  - {rij['id']}: {rij['naam']} (wordt inactief)"
    if verschil.blijft:
        yield f"Niet in dit bestand, blijft staan: {verschil.blijft}"


def _opties(argumenten: Sequence[str]) -> argparse.Namespace:
    regios = sorted({gemeente.regio_code for gemeente in alle_gemeenten().values()})
    lezer = argparse.ArgumentParser(prog="python -m sociale_kaart.invoer", description=__doc__)
    lezer.add_argument("bestand", type=Path, help="een .csv of .xlsx met één contact per rij")
    lezer.add_argument("--schrijf", action="store_true", help="neem de wijzigingen over")
    lezer.add_argument(
        "--volledig",
        metavar="REGIO",
        choices=regios,
        help="dit is de hele lijst van deze regio (VR01 tot VR25): wat er niet in staat, verdwijnt",
    )
    lezer.add_argument("--map", type=Path, default=DATAMAP, help="map met de tabellen")
    return lezer.parse_args(argumenten)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
