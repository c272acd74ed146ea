"""Acties, intenties, regels en knoppen passen op elkaar: niets ontbreekt en niets is over."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge.triage_teksten import teksten

VAN_RASA = {"action_session_start"}
"""Acties van Rasa die dit project vervangt; die zijn een eigen klasse zonder beurt."""

WORTEL = Path(__file__).parents[2]
ZONDER_VOORBEELDEN = {"keuze", "artikel", "nlu_fallback"}
"""De eerste twee komen van een knop, `nlu_fallback` van de drempel; ze worden niet getypt."""


def _yaml(pad: Path):
    return YAML(typ="safe").load(pad.read_text("utf-8"))


@pytest.fixture(scope="module")
def domein():
    return _yaml(WORTEL / "domain.yml")


@pytest.fixture(scope="module")
def regels():
    paden = sorted((WORTEL / "bot/data/rules").glob("*.yml"))
    return [regel for pad in paden for regel in _yaml(pad)["rules"]]


def _broncode():
    for pad in sorted((WORTEL / "bot").rglob("*.py")):
        yield pad, ast.parse(pad.read_text("utf-8"))


def _actiefuncties():
    return [
        knoop
        for _, boom in _broncode()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef)
        and any("actie" in ast.unparse(d).split("(")[0] for d in knoop.decorator_list)
    ]


def _opdrachten():
    """Elke opdracht achter een knop, met het bestand waar die knop gemaakt wordt."""
    return {
        knoop.args[1].value: pad.name
        for pad, boom in _broncode()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Attribute)
        and knoop.func.attr == "opdracht"
    }


def test_elke_actie_is_een_async_functie():
    functies = _actiefuncties()

    assert len(functies) >= 20
    assert [f.name for f in functies if not isinstance(f, ast.AsyncFunctionDef)] == []


def test_elke_actie_uit_het_domein_bestaat_en_andersom(domein):
    from bot.actie_endpoint import ActiesInProces

    acties = ActiesInProces().acties

    assert acties == set(domein["actions"])
    assert len(acties) == len(_actiefuncties()) + len(VAN_RASA)


def test_elke_intentie_heeft_voorbeelden_of_komt_nooit_uit_tekst(domein):
    voorbeelden = {
        blok["intent"]
        for pad in (WORTEL / "bot/data/nlu").glob("*.yml")
        for blok in _yaml(pad)["nlu"]
    }

    assert set(domein["intents"]) == voorbeelden | ZONDER_VOORBEELDEN | set(_opdrachten())
    assert not voorbeelden & ZONDER_VOORBEELDEN


def test_elke_intentie_heeft_precies_een_regel(domein, regels):
    per_intentie = Counter(
        stap["intent"] for regel in regels for stap in regel["steps"] if "intent" in stap
    )

    assert per_intentie == dict.fromkeys(domein["intents"], 1)


def test_elke_regel_noemt_een_actie_uit_het_domein(domein, regels):
    genoemd = {stap["action"] for regel in regels for stap in regel["steps"] if "action" in stap}

    assert genoemd <= {*domein["actions"], *domein["forms"]}
    # De formulieracties roept Rasa zelf aan; al het andere moet een regel hebben.
    formulier = {naam for naam in domein["actions"] if re.search("antwoord$|^validate_", naam)}
    assert set(domein["actions"]) - formulier - VAN_RASA <= genoemd


def test_elke_knop_met_een_opdracht_leidt_naar_een_intentie(domein):
    opdrachten = _opdrachten()

    assert len(opdrachten) >= 8
    assert {naam: pad for naam, pad in opdrachten.items() if naam not in domein["intents"]} == {}


def test_elke_vervolgstap_van_een_triage_leidt_naar_een_intentie(domein):
    stappen = {stap for uitkomst in teksten().uitkomsten.values() for stap in uitkomst.vervolg}

    assert stappen
    assert stappen <= set(domein["intents"])
    assert stappen <= set(teksten().vervolg)
