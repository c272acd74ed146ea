"""De versnelling van Rasa doet hetzelfde als Rasa, en is nagekeken voor precies deze versie."""

from __future__ import annotations

import random
from importlib.metadata import version

import pytest

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="module")
def eigen():
    """Rasa's eigen functies, zoals ze waren voordat iets in dit proces ze verving."""
    from bot import rasa_versneld

    return {naam: deel for naam, (deel, _) in rasa_versneld.VERVANGEN.items()}


@pytest.fixture
def versneld():
    from bot import rasa_versneld

    rasa_versneld.versnel()
    return rasa_versneld


def test_de_vervangingen_zijn_nagekeken_voor_deze_rasa(versneld):
    assert version("rasa") == versneld.RASA
    anders = [naam for naam, (deel, som) in versneld.VERVANGEN.items() if versneld.som(deel) != som]
    assert not anders, "kijk de vervanging na tegen de nieuwe broncode en pas dan de som aan"


GOED = [
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "dossier", "value": None, "timestamp": None}],
        "responses": [{"text": "Hallo.", "buttons": []}],
    },
    {"events": [{"event": "followup", "name": "vragenlijst_form"}, {"event": "restart"}]},
    {"events": [{"event": "bot", "text": "hoi", "metadata": {}}]},
]
FOUT = [
    {"events": "geen lijst", "responses": []},
    {"events": [{"zonder": "soort"}], "responses": []},
    {"events": [], "responses": "geen lijst"},
    {"events": [{"event": 7}], "responses": []},
    {"events": [{"event": "bestaat_niet"}]},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{"event": "slot", "name": 3, "value": 1}]},
    {"events": [{"event": "restart", "timestamp": "gisteren"}]},
    {"events": ["slot"]},
    ["geen object"],
]


@pytest.mark.parametrize("antwoord", GOED)
def test_een_antwoord_van_een_actie_in_de_goede_vorm_mag(versneld, eigen, antwoord):
    from rasa.core.actions.action import RemoteAction

    actie = RemoteAction("action_groet", None)

    assert eigen["controle van een actie-antwoord"](actie, antwoord)
    assert actie._validate_action_result(antwoord)


@pytest.mark.parametrize("antwoord", FOUT)
def test_een_antwoord_in_de_verkeerde_vorm_wordt_geweigerd_zoals_rasa_het_weigert(
    versneld, eigen, antwoord
):
    from jsonschema import ValidationError
    from rasa.core.actions.action import RemoteAction

    actie = RemoteAction("action_groet", None)

    for controleer in (
        lambda: eigen["controle van een actie-antwoord"](actie, antwoord),
        lambda: actie._validate_action_result(antwoord),
    ):
        with pytest.raises(ValidationError):
            controleer()


def test_elke_soort_gebeurtenis_wordt_dezelfde_klasse(versneld, eigen):
    from rasa.shared.core.events import Event, SlotSet
    from rasa.shared.utils.common import all_subclasses

    vraag_rasa = eigen["soort van een gebeurtenis"]

    for naam in {klasse.type_name for klasse in all_subclasses(Event)} | {"topic"}:
        assert Event.resolve_by_type(naam) is vraag_rasa(naam)
    assert Event.resolve_by_type("onbekend", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="Unknown event name 'onbekend'"):
        Event.resolve_by_type("onbekend")


def test_een_soort_die_later_geladen_wordt_is_er_ook(versneld):
    from rasa.shared.core.events import Event, SlotSet

    Event.resolve_by_type("slot")

    class Later(SlotSet):
        type_name = "later_geladen"

    assert Event.resolve_by_type("later_geladen") is Later


def _gebeurtenissen(zaad: int, aantal: int):
    from rasa.shared.core import events as e

    toeval = random.Random(zaad)  # noqa: S311 - proefgegevens
    form = "vragenlijst_form"
    soorten = (
        (8, lambda: e.UserUttered("ja", {"name": "bevestig"})),
        (5, lambda: e.ActionExecuted(toeval.choice((form, "action_listen", "action_ave")))),
        (5, lambda: e.ActionExecuted(form)),
        (2, lambda: e.ActiveLoop(toeval.choice((form, None, "ander_form")))),
        (1, lambda: e.ActionExecutionRejected(form)),
        (1, lambda: e.DefinePrevUserUtteredFeaturization(use_text_for_featurization=False)),
        (4, lambda: e.SlotSet("dossier", {})),
        (4, lambda: e.BotUttered("vraag")),
        (0.3, e.Restarted),
        (0.3, e.SessionStarted),
        (0.3, e.ActionReverted),
        (0.3, e.UserUtteranceReverted),
    )
    gekozen = toeval.choices(soorten, [gewicht for gewicht, _ in soorten], k=aantal)
    return [maak() for _, maak in gekozen]


@pytest.mark.parametrize("zaad", range(40))
def test_wat_geldt_is_hetzelfde_als_bij_rasa_ook_halverwege(versneld, eigen, zaad):
    from rasa.shared.core.trackers import DialogueStateTracker

    vraag_rasa = eigen["gebeurtenissen die gelden"]
    tracker = DialogueStateTracker("gesprek", [])

    for nummer, gebeurtenis in enumerate(_gebeurtenissen(zaad, 120)):
        tracker.events.append(gebeurtenis)
        if nummer % 3 == zaad % 3:
            assert tracker.applied_events() == vraag_rasa(tracker)
    assert tracker.applied_events() == vraag_rasa(tracker)


def test_een_gesprek_dat_terug_gaat_wordt_opnieuw_gelezen(versneld, eigen):
    from rasa.shared.core.trackers import DialogueStateTracker

    vraag_rasa = eigen["gebeurtenissen die gelden"]
    tracker = DialogueStateTracker("gesprek", [])
    tracker.events.extend(_gebeurtenissen(1, 60))
    tracker.applied_events()

    for _ in range(20):
        tracker.events.pop()
    tracker.events.extend(_gebeurtenissen(2, 30))

    assert tracker.applied_events() == vraag_rasa(tracker)


def _graaf(knopen, runner_klasse):
    from rasa.engine.graph import GraphSchema, SchemaNode

    schema = GraphSchema(
        {
            naam: SchemaNode(nodig, object, "", "", {}, is_target=naam == "som")
            for naam, (nodig, _) in knopen.items()
        }
    )
    runner = object.__new__(runner_klasse)
    runner._graph_schema = schema
    runner._execution_context = None
    runner._instantiated_nodes = {
        naam: lambda *invoer, naam=naam, werk=werk: (naam, werk(*(w for _, w in invoer)))
        for naam, (_, werk) in knopen.items()
    }
    return runner


KNOPEN = {
    "som": ({"links": "dubbel", "rechts": "tien"}, lambda links, rechts: links + rechts),
    "dubbel": ({"getal": "__getal__"}, lambda getal: 2 * getal),
    "tien": ({}, lambda: 10),
    "overbodig": ({}, lambda: 1 / 0),
}


@pytest.mark.parametrize(
    ("invoer", "doelen", "uitkomst"),
    [
        ({"__getal__": 4}, None, {"som": 18}),
        ({"__getal__": 4}, ["dubbel"], {"dubbel": 8}),
        ({"__getal__": 1, "tien": 3}, ["som", "tien"], {"som": 5, "tien": 3}),
        (None, ["tien"], {"tien": 10}),
    ],
)
def test_de_graaf_rekent_hetzelfde_uit_als_dask(versneld, eigen, invoer, doelen, uitkomst):
    from rasa.engine.runner.dask import DaskGraphRunner

    runner = _graaf(KNOPEN, DaskGraphRunner)

    assert eigen["rekenen door de graaf"](runner, invoer, doelen) == uitkomst
    assert runner.run(invoer, doelen) == uitkomst


def test_een_fout_in_de_graaf_en_een_botsende_naam_blijven_fouten_van_rasa(versneld):
    from rasa.engine.exceptions import GraphRunError
    from rasa.engine.runner.dask import DaskGraphRunner

    def breek() -> None:
        raise RuntimeError

    with pytest.raises(GraphRunError):
        _graaf({"som": ({}, breek)}, DaskGraphRunner).run()
    with pytest.raises(GraphRunError, match="clashes with a node name"):
        _graaf(KNOPEN, DaskGraphRunner).run({"__getal__": "tien"})
