"""Alles wat wij aan het inwendige van Rasa vervangen, om een beurt sneller te maken.

Elk deel doet precies wat Rasa's eigen functie doet, met minder werk; `VERVANGEN` noemt wat het
vervangt en hoe dat er in de vastgezette versie uitziet. Een toets faalt als Rasa daar verandert
(`tests/bot/test_rasa_versneld.py`). De cijfers staan in `docs/metingen.md`.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any

import rasa.core.actions.forms
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

RASA = "3.6.21"
_ALLEEN_VOOR_HET_LOG = (
    rasa.core.processor,
    rasa.core.actions.forms,
    rasa.core.policies.rule_policy,
)
"""Deze modules gebruiken `copy.deepcopy` alleen voor logregels op debug; die staan nooit aan."""

VERVANGEN: Mapping[str, tuple[Callable[..., Any] | ModuleType, str]] = {
    "controle van een actie-antwoord": (RemoteAction._validate_action_result, "f8cdb4be68123961"),  # noqa: SLF001
    "soort van een gebeurtenis": (Event.resolve_by_type, "b5cf570fa7f286c7"),
    "rekenen door de graaf": (DaskGraphRunner.run, "45f0f52f574f3aa9"),
    "invoer van de graaf": (DaskGraphRunner._add_inputs_to_graph, "d04a0ca2df6241c1"),  # noqa: SLF001
    "kopie voor het log, beurt": (rasa.core.processor, "f42dfbf26e2ffcb6"),
    "kopie voor het log, formulier": (rasa.core.actions.forms, "7cb6c30550116597"),
    "kopie voor het log, regels": (rasa.core.policies.rule_policy, "952d1a13906511ac"),
}
"""Wat er vervangen wordt, met de som van de broncode waar de vervanging op is nagekeken."""

_Stap = tuple[str, Callable[..., Any], tuple[str, ...]]


def som(deel: Callable[..., Any] | ModuleType) -> str:
    """Een korte som van de broncode van een functie of module."""
    return hashlib.sha256(inspect.getsource(deel).encode()).hexdigest()[:16]


def versnel() -> None:
    """Vervang in dit proces wat hierboven staat; twee keer is hetzelfde als één keer."""
    RemoteAction._validate_action_result = _controleer_antwoord  # noqa: SLF001 - er is geen haak
    Event.resolve_by_type = staticmethod(_soort)
    DaskGraphRunner.run = _reken
    for module in _ALLEEN_VOOR_HET_LOG:
        module.copy = SimpleNamespace(deepcopy=_zelf)


def _controleer_antwoord(_actie: RemoteAction, antwoord: dict[str, Any]) -> bool:
    """Hetzelfde schema, één keer gebouwd, en per gebeurtenis alleen het deel van haar soort.

    Rasa bouwt het schema bij elke actie opnieuw en probeert bij elke gebeurtenis alle soorten.
    """
    controleurs = _controleurs()
    controleurs["antwoord"].validate(antwoord)
    for gebeurtenis in antwoord.get("events", ()):
        controleurs["gebeurtenis"].validate(gebeurtenis)
        deel = controleurs.get(f"soort {gebeurtenis['event']}", controleurs["alle soorten"])
        deel.validate(gebeurtenis)
    return True


@cache
def _controleurs() -> dict[str, Any]:
    from jsonschema import Draft7Validator  # noqa: PLC0415 - pas nodig bij de eerste actie

    heel = RemoteAction.action_response_format_spec()
    velden = {**heel["properties"], "events": {"type": "array"}}
    soorten = EVENT_SCHEMA["oneOf"]
    kaal = {naam: deel for naam, deel in EVENT_SCHEMA.items() if naam != "oneOf"}
    return {
        "antwoord": Draft7Validator({**heel, "properties": velden}),
        "gebeurtenis": Draft7Validator(kaal),
        "alle soorten": Draft7Validator({"oneOf": soorten}),
        **{f"soort {s['properties']['event']['const']}": Draft7Validator(s) for s in soorten},
    }


def _soort(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """De klasse bij een naam; Rasa loopt bij elke gebeurtenis alle klassen langs."""
    gevonden = _soorten().get(type_name)
    if gevonden is not None:
        return gevonden
    # Een klasse die later is geladen, en de fout bij een naam die niet bestaat.
    _soorten.cache_clear()
    gevonden = _soorten().get(type_name, default)
    if gevonden is None and type_name != "topic":
        raise ValueError(f"Unknown event name '{type_name}'.")
    return gevonden


@cache
def _soorten() -> dict[str, type[Event]]:
    # Van achter naar voor: bij dezelfde naam wint de eerste, zoals bij Rasa.
    return {klasse.type_name: klasse for klasse in reversed(all_subclasses(Event))}


def _reken(
    runner: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """Reken de knopen na elkaar uit; Rasa maakt bij elke keer een nieuwe graaf voor dask."""
    invoer = inputs or {}
    doelen = targets or runner._graph_schema.target_names  # noqa: SLF001
    stappen, namen = _stappen(runner, tuple(doelen))
    bezet = set(namen)
    for naam, waarde in invoer.items():
        if isinstance(waarde, str) and waarde in bezet:
            raise GraphRunError(f"Input value '{waarde}' clashes with a node name.")
        bezet.add(naam)
    klaar: dict[str, Any] = {naam: (naam, waarde) for naam, waarde in invoer.items()}
    try:
        for naam, knoop, nodig in stappen:
            if naam not in invoer:
                klaar[naam] = knoop(*(klaar.get(een, een) for een in nodig))
    except RuntimeError as fout:
        raise GraphRunError("Error running runner.") from fout
    return dict(klaar[doel] for doel in doelen)


def _stappen(
    runner: DaskGraphRunner, doelen: tuple[str, ...]
) -> tuple[tuple[_Stap, ...], frozenset[str]]:
    bewaard: dict[tuple[str, ...], Any] = runner.__dict__.setdefault("_volgorde", {})
    if doelen not in bewaard:
        knopen = runner._graph_schema.minimal_graph_schema(list(doelen)).nodes  # noqa: SLF001
        volgorde: dict[str, _Stap] = {}

        def bezoek(naam: str) -> None:
            if naam in knopen and naam not in volgorde:
                nodig = tuple(knopen[naam].needs.values())
                for een in nodig:
                    bezoek(een)
                volgorde[naam] = (naam, runner._instantiated_nodes[naam], nodig)  # noqa: SLF001

        for naam in knopen:
            bezoek(naam)
        bewaard[doelen] = (tuple(volgorde.values()), frozenset(knopen))
    return bewaard[doelen]


def _zelf(waarde: Any) -> Any:
    return waarde
