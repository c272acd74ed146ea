"""De bot: instellingen, kanalen, acties en het programma dat alles start.

Wat hieronder staat moet gelden voordat Rasa en TensorFlow worden geladen: telemetrie staat altijd
uit, en wat hun oude pakketten over zichzelf melden hoort niet op het scherm van de gebruiker.
"""

import logging
import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
logging.captureWarnings(capture=True)
logging.getLogger("py.warnings").addHandler(logging.NullHandler())
logging.getLogger("py.warnings").propagate = False
