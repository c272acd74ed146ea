"""`make run` en `make inboxlink` laden alleen wat zij zelf gebruiken."""

from __future__ import annotations

import subprocess
import sys

import pytest

ZWAAR = {"rasa", "spacy", "tensorflow"}


@pytest.mark.parametrize("module", ["bot.start", "bot.inbox", "bot.onderhoud"])
def test_starten_laadt_geen_taalmodel_en_geen_rasa(module):
    opdracht = f"import sys, {module}; print(*sys.modules)"
    geladen = subprocess.run(
        [sys.executable, "-c", opdracht], capture_output=True, text=True, check=True
    ).stdout.split()
    assert ZWAAR.isdisjoint(geladen)
    assert module in geladen
