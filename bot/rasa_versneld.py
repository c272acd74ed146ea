"""Alles wat wij aan het inwendige van Rasa vervangen, om een beurt sneller te maken.

Elk deel doet precies wat Rasa's eigen functie doet, met minder werk; `VERVANGEN` noemt wat het
vervangt en hoe dat er in de vastgezette versie uitziet. Een toets faalt als Rasa daar verandert
(`tests/bot/test_rasa_versneld.py`). De cijfers staan in `docs/metingen.md`.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice
from types import ModuleType, SimpleNamespace
from typing import Any

import rasa.core.actions.forms
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
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
    "gebeurtenissen die gelden": (DialogueStateTracker.applied_events, "764d5065ea9997d6"),
    "eerste keer in de lus": (
        DialogueStateTracker._first_loop_execution_or_unhappy_path,  # noqa: SLF001
        "b67fe33e30d9b68c",
    ),
    "terug tot de vorige lus": (
        DialogueStateTracker._undo_till_previous_loop_execution,  # noqa: SLF001
        "7ecfe12cccb39814",
    ),
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
    DialogueStateTracker.applied_events = _geldend
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


def _geldend(tracker: DialogueStateTracker) -> list[Event]:
    """De gebeurtenissen die gelden, zonder wat door de lus van een formulier is vervangen.

    Rasa rekent dit een paar keer per beurt uit over het hele gesprek, en vraagt bij elke
    gebeurtenis opnieuw van welke klassen zij is: bij een lange vragenlijst een derde van een beurt.
    Hier gaat het verder waar het bij hetzelfde gesprek gebleven was.
    """
    alle = tracker.events
    lussen = {e.name for e in alle if _VLAGGEN[type(e)] & _LUS and e.name}
    bekend: _Geldend | None = tracker.__dict__.get("_geldend")
    if bekend is None or not bekend.past(alle, lussen):
        bekend = _Geldend(alle, lussen)
        tracker.__dict__["_geldend"] = bekend
    return bekend.lees_verder()


class _Geldend:
    """Wat geldt tot en met een gebeurtenis van een gesprek."""

    def __init__(self, alle: Sequence[Event], lussen: set[str]) -> None:
        self._alle = alle
        self._lussen = lussen
        self._gelezen = 0
        self._laatste: Event | None = None
        self._gelden: list[Event] = []

    def past(self, alle: Sequence[Event], lussen: set[str]) -> bool:
        """Of er in dit gesprek sindsdien alleen iets bij is gekomen, en geen nieuwe lus."""
        gelezen = self._gelezen
        if alle is not self._alle or lussen != self._lussen or len(alle) < gelezen:
            return False
        return not gelezen or alle[gelezen - 1] is self._laatste

    def lees_verder(self) -> list[Event]:
        """Verwerk wat er bij kwam; geeft alles wat geldt."""
        for gebeurtenis in islice(self._alle, self._gelezen, None):
            self._verwerk(gebeurtenis, _VLAGGEN[type(gebeurtenis)])
            self._laatste = gebeurtenis
        self._gelezen = len(self._alle)
        return self._gelden.copy()

    def _verwerk(self, gebeurtenis: Event, vlag: int) -> None:
        gelden = self._gelden
        if vlag & _BEGIN:
            gelden.clear()
        elif vlag & _ACTIE_TERUG:
            DialogueStateTracker._undo_till_previous(ActionExecuted, gelden)  # noqa: SLF001
        elif vlag & _UITSPRAAK_TERUG:
            DialogueStateTracker._undo_till_previous(UserUttered, gelden)  # noqa: SLF001
            DialogueStateTracker._undo_till_previous(ActionExecuted, gelden)  # noqa: SLF001
        elif vlag & _ACTIE and gebeurtenis.action_name in self._lussen:
            if _begint_lus(gebeurtenis.action_name, gelden):
                gelden.append(gebeurtenis)
            else:
                _terug_tot_lus(gebeurtenis.action_name, gelden)
        else:
            gelden.append(gebeurtenis)


def _begint_lus(lus: str, gelden: Sequence[Event]) -> bool:
    """Of de lus voor het eerst loopt, of net door iets anders onderbroken was."""
    daarna: str | None = None
    for eerder in reversed(gelden):
        vlag = _VLAGGEN[type(eerder)]
        if vlag & _LUS and eerder.name is None:
            return True
        if vlag & _AFGEWEZEN and eerder.action_name == lus:
            return True
        if vlag & _UITSPRAAK and daarna not in {None, lus}:
            return True
        if vlag & _ACTIE:
            if eerder.action_name == lus:
                return False
            daarna = eerder.action_name
    return True


def _terug_tot_lus(lus: str, gelden: list[Event]) -> None:
    """Haal weg wat sinds de vorige beurt van de lus gezegd en gedaan is."""
    blijven: list[Event] = []
    while gelden:
        eerder = gelden[-1]
        vlag = _VLAGGEN[type(eerder)]
        if vlag & _ACTIE and eerder.action_name == lus:
            break
        if not vlag & (_ACTIE | _UITSPRAAK | _VOORAF):
            blijven.append(eerder)
        gelden.pop()
    gelden.extend(reversed(blijven))


_KLASSEN = (
    (Restarted, SessionStarted),
    (ActionReverted,),
    (UserUtteranceReverted,),
    (ActionExecuted,),
    (UserUttered,),
    (ActiveLoop,),
    (ActionExecutionRejected,),
    (DefinePrevUserUtteredFeaturization,),
)
_BEGIN, _ACTIE_TERUG, _UITSPRAAK_TERUG, _ACTIE, _UITSPRAAK, _LUS, _AFGEWEZEN, _VOORAF = (
    1 << plek for plek in range(len(_KLASSEN))
)


class _Vlaggen(dict[type[Event], int]):
    """Bij elke klasse van Rasa waar zij bij hoort, een keer opgezocht."""

    def __missing__(self, klasse: type[Event]) -> int:
        self[klasse] = sum(
            1 << plek for plek, soorten in enumerate(_KLASSEN) if issubclass(klasse, soorten)
        )
        return self[klasse]


_VLAGGEN = _Vlaggen()


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
