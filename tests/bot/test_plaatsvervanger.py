"""De assistent laadt Rasa zonder wat hier niets doet; wie het vraagt krijgt een duidelijke fout."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from importlib.metadata import version

import pytest

from bot.plaatsvervanger import SCHAKELAAR

_HERKOMST = "import importlib.util; print(importlib.util.find_spec('tensorflow').origin)"


def _draai(opdracht: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    rest = {naam: waarde for naam, waarde in os.environ.items() if naam != SCHAKELAAR}
    return subprocess.run(
        [sys.executable, "-c", opdracht],
        capture_output=True,
        text=True,
        check=False,
        env={**rest, **omgeving},
    )


def test_het_hele_programma_laadt_zonder_tensorflow_en_zonder_diensten():
    for onderdeel in ("bot.assistent", "rasa.model_training"):
        importlib.import_module(onderdeel)

    # In dit proces is nog meer geladen dan het programma zelf; ook dat mag TensorFlow niet halen.
    assert "rasa.core.agent" in sys.modules
    assert "tensorflow.python.framework" not in sys.modules
    assert "jax" not in sys.modules
    assert not {"botocore.session", "pymongo.pool", "redis.client", "slack_sdk.web.client"} & set(
        sys.modules
    )


@pytest.mark.rasa
def test_rekenen_met_tensorflow_zegt_wat_je_moet_doen():
    uitkomst = _draai("import bot, rasa.utils.tensorflow.layers as lagen; lagen.DenseForSparse()")
    assert uitkomst.returncode == 1
    assert f"Haal het onderdeel uit config.yml of zet {SCHAKELAAR} op aan." in uitkomst.stderr


@pytest.mark.rasa
def test_een_dienst_die_er_niet_is_zegt_wat_de_assistent_wel_heeft():
    uitkomst = _draai("import bot, rasa.core.lock_store as s; s.RedisLockStore()")
    assert uitkomst.returncode == 1
    assert "vraagt redis, en dat is niet geladen. Deze assistent heeft eigen" in uitkomst.stderr


@pytest.mark.parametrize(("waarde", "echt"), [("aan", True), ("uit", False)])
def test_de_instelling_kiest_de_echte_tensorflow(waarde, echt):
    herkomst = _draai(f"import bot; {_HERKOMST}", **{SCHAKELAAR: waarde}).stdout.strip()
    assert herkomst.endswith("__init__.py") is echt


def test_de_plaatsvervanger_is_nagekeken_voor_deze_rasa():
    assert version("rasa") == "3.6.21"
