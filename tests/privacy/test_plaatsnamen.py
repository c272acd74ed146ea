"""Een plaats is geen naam: elke gemeente en elk dorp van de sociale kaart blijft staan."""

from __future__ import annotations

import csv

import pytest

from privacy.vinden import vind
from sociale_kaart.tabellen import DATAMAP

_GEEN_PLEK = {"bijvoeglijk", "soort"}
# Met een teken erin dat geen woord is; de naam zelf wordt dan toch gevonden, zonder het cijfer.
_ANDERS_GESCHREVEN = {"2e Exloërmond", "Nieuw- en Sint Joosland"}


def _plaatsen() -> list[str]:
    namen = set()
    for bestand in ("plaatsen.csv", "gemeenten.csv"):
        with (DATAMAP / bestand).open(encoding="utf-8", newline="") as open_bestand:
            rijen = csv.DictReader(open_bestand)
            namen |= {rij["naam"] for rij in rijen if rij.get("soort") not in _GEEN_PLEK}
    return sorted(namen - _ANDERS_GESCHREVEN)


@pytest.mark.parametrize(
    "zin", ["Oude man van 88 in {}, hij belt de politie", "een gezin uit {} met schulden"]
)
@pytest.mark.parametrize("schrijf", [str, str.lower], ids=["hoofdletter", "klein"])
def test_een_plaats_na_in_of_uit_blijft_staan(zin, schrijf):
    als_naam = [plaats for plaats in _plaatsen() if vind(zin.format(schrijf(plaats)))]

    assert als_naam == []


@pytest.mark.parametrize(
    "tekst",
    [
        "Danny Beek is al vier keer uit huis gezet",
        "mevrouw van den Bosch heeft schulden",
        "ik belde met Jan in 't Veld",
        "meneer Brakel komt niet opdagen",
        "de zoon van Mierlo, Piet, drinkt",
    ],
)
def test_een_achternaam_die_ook_een_plaats_is_wordt_gevonden(tekst):
    assert vind(tekst)
