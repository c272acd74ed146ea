"""Het manifest van de Teams-app volgens Microsofts eigen controle (`@microsoft/app-manifest`)."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from bot.teamsapp import Maker, manifest
from tests.bot.channels.botframework.nepteams import APP_ID
from tests.processen import WORTEL

CLIENT = WORTEL / "build" / "teamsclient"
pytestmark = [
    pytest.mark.zwaar,
    pytest.mark.skipif(
        not (CLIENT / "klaar").exists() or shutil.which("node") is None,
        reason="@microsoft/app-manifest is niet opgehaald (.ci/teamsclient.sh)",
    ),
]
ADRES = "https://voorbeeld.nl"


def _keur(inhoud):
    bron = WORTEL / "tests" / "zwaar" / "teams" / "keur.mjs"
    # Node zoekt een pakket naast het bestand dat het vraagt.
    script = CLIENT / bron.name
    script.write_text(bron.read_text("utf-8"), "utf-8")
    uit = subprocess.run(
        ["node", str(script)], input=json.dumps(inhoud), capture_output=True, text=True, check=True
    )
    return json.loads(uit.stdout.splitlines()[-1])


def test_microsoft_keurt_het_manifest_goed_en_een_fout_erin_af():
    goed = manifest(APP_ID, Maker("Gemeente Voorbeeld", ADRES, ADRES, ADRES), "0.1.0")
    fout = {**goed, "bots": [{**goed["bots"][0], "scopes": ["wijk"]}]}

    assert _keur(goed) == []
    assert _keur(fout) != []
    assert _keur({**goed, "name": {"short": "x" * 31, "full": "x"}}) != []
