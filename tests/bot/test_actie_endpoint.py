"""Acties in hetzelfde proces zeggen precies wat een aparte actieserver zegt."""

from __future__ import annotations

import re
import uuid

import pytest

from tests.bot.praten import Praat, open_vraag
from tests.processen import SLEUTEL, draai, omgeving, vrije_poort, wacht_op

pytestmark = pytest.mark.rasa

KNOP = re.compile(r"keuze~(?:[0-9a-f]{8}|-)~([\w-]+)~([\w-]+)~[\w-]{16}")
CASUS = (
    "Een man in Haarlem wordt elke week aangehouden voor winkeldiefstal. Hij gebruikt en slaapt "
    "buiten."
)


@pytest.fixture(scope="module")
def elders(tmp_path_factory):
    """De assistent met zijn acties op een aparte actieserver."""
    from bot.assistent import Gesprekspartner
    from bot.instellingen import lees_instellingen
    from bot.model import zorg_voor_model

    map_, poort = tmp_path_factory.mktemp("acties"), vrije_poort()
    instellingen = {"WEGWIJZER_DATA": str(map_ / "data"), "WEGWIJZER_SECRET_KEYS": SLEUTEL}
    opdracht = ["-m", "rasa_sdk", "--actions", "bot.actions", "--port", str(poort)]
    adres = f"http://127.0.0.1:{poort}"
    with draai(opdracht, map_, omgeving(SANIC_HOST="127.0.0.1", **instellingen), adres) as server:
        wacht_op(server, f"{adres}/health")
        gegevens = {**instellingen, "WEGWIJZER_ACTIES_URL": f"{adres}/webhook"}
        (map_ / "data").mkdir(exist_ok=True)
        yield Gesprekspartner.laad(zorg_voor_model(), lees_instellingen(gegevens))


def _gewoon(berichten):
    """De berichten zonder wat per gesprek anders is: de ontvanger, de ronde en de handtekening."""
    return KNOP.sub(r"knop \1 \2", repr([_zonder_ontvanger(bericht) for bericht in berichten]))


def _zonder_ontvanger(bericht):
    return {veld: waarde for veld, waarde in bericht.items() if veld != "recipient_id"}


def test_een_aparte_actieserver_zegt_hetzelfde_als_hetzelfde_proces(partner, opslag, elders):
    hier = Praat(partner, uuid.uuid4().hex)
    daar = Praat(elders, uuid.uuid4().hex)

    for tekst in ("hallo", CASUS, "uitleg", "Wat is een veiligheidshuis?", "ja", "terug"):
        assert _gewoon(daar.zeg(tekst)) == _gewoon(hier.zeg(tekst))
    assert _gewoon(daar.kies("ja")) == _gewoon(hier.kies("ja"))
    assert open_vraag(hier.berichten)["vragenlijst"] == "triage"


@pytest.mark.parametrize(
    "antwoord",
    [
        {"events": "geen lijst", "responses": []},
        {"events": [{"zonder": "soort"}], "responses": []},
        {"events": [], "responses": "geen lijst"},
        {"events": [{"event": 7}], "responses": []},
    ],
)
def test_een_antwoord_van_een_actie_in_de_verkeerde_vorm_wordt_geweigerd(antwoord):
    from jsonschema import ValidationError
    from rasa.core.actions.action import RemoteAction

    from bot.actie_endpoint import onthoud_schema

    onthoud_schema()

    with pytest.raises(ValidationError):
        RemoteAction("action_groet", None)._validate_action_result(antwoord)


def test_een_antwoord_van_een_actie_in_de_goede_vorm_mag():
    from rasa.core.actions.action import RemoteAction

    from bot.actie_endpoint import onthoud_schema

    onthoud_schema()
    slot = {"event": "slot", "name": "dossier", "value": None, "timestamp": None}
    antwoord = {"events": [slot], "responses": [{"text": "Hallo.", "buttons": []}]}

    assert RemoteAction("action_groet", None)._validate_action_result(antwoord)
