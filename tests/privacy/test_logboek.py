"""Het logboek noemt van een fout de soort en de plek, nooit wat erin stond."""

from __future__ import annotations

import io
import logging

import pytest

from privacy.logboek import ZonderInhoud

GEHEIM = "geheim-wachtwoord"


@pytest.fixture
def log():
    """Een logger die in het geheugen schrijft, met wat erin kwam."""
    uit = io.StringIO()
    handler = logging.StreamHandler(uit)
    handler.setFormatter(ZonderInhoud("%(levelname)s %(message)s"))
    logger = logging.getLogger("toets.logboek")
    logger.addHandler(handler)
    yield logger, uit
    logger.removeHandler(handler)


def test_een_fout_staat_er_met_soort_en_plek_maar_zonder_inhoud(log):
    logger, uit = log
    try:
        int(GEHEIM)
    except ValueError:
        logger.exception("Beurt mislukte, nummer 7")

    assert "Beurt mislukte, nummer 7" in uit.getvalue()
    assert "builtins.ValueError" in uit.getvalue()
    assert "test_logboek.py" in uit.getvalue()
    assert GEHEIM not in uit.getvalue().replace("int(GEHEIM)", "")


def test_ook_van_de_oorzaak_staat_alleen_de_soort_er(log):
    logger, uit = log
    fout = RuntimeError(GEHEIM)
    fout.__cause__ = KeyError(GEHEIM)

    logger.error("mis", exc_info=fout)

    assert uit.getvalue().index("KeyError") < uit.getvalue().index("builtins.RuntimeError")
    assert GEHEIM not in uit.getvalue()
