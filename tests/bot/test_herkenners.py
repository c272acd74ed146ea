"""De vergelijking van herkenners: drempels uitrekenen, en één deel van de kruisvalidatie."""

from __future__ import annotations

import pytest

pytest.importorskip("rasa", reason="de herkenners draaien alleen met Rasa")

from bot.evaluatie.herkenners import drempels, een_deel, regressie

PAREN = [
    (f"{woord} {nummer}", naam)
    for naam, woord in (("groet", "goedemorgen collega"), ("stop", "stop maar met vragen"))
    for nummer in range(10)
]


def test_een_hogere_drempel_laat_minder_door_en_weigert_meer():
    gokken = [
        ("groet", ("groet", 0.9)),
        ("groet", ("groet", 0.35)),
        ("buiten_bereik", ("groet", 0.45)),
        ("buiten_bereik", ("buiten_bereik", 0.9)),
    ]

    gemeten = drempels(gokken)

    assert gemeten["0.3"] == (1.0, 0.5)
    assert gemeten["0.5"] == (0.5, 1.0)


def test_een_achtergehouden_deel_wordt_met_de_rest_geleerd():
    assert een_deel(regressie, PAREN, 0) == 1.0


def test_elk_deel_houdt_andere_zinnen_achter():
    gezien: list[str] = []

    def leer(zinnen, _namen):
        gezien.extend(zin for zin, _ in PAREN if zin not in zinnen)
        return lambda _zin: ("groet", 1.0)

    goed = [een_deel(leer, PAREN, nummer) for nummer in range(5)]

    assert sorted(gezien) == sorted(zin for zin, _ in PAREN)
    assert goed == [0.5] * 5
