"""De bot: instellingen, kanalen, acties en het programma dat alles start.

Wat hieronder staat moet gelden voordat Rasa wordt geladen: telemetrie staat altijd uit, wat de oude
pakketten over zichzelf melden hoort niet op het scherm van de gebruiker, en TensorFlow blijft weg.
"""

import logging
import os

from bot import zonder_tensorflow

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
if os.environ.get(zonder_tensorflow.SCHAKELAAR) != "aan":
    zonder_tensorflow.gebruik()
logging.captureWarnings(capture=True)
logging.getLogger("py.warnings").addHandler(logging.NullHandler())
logging.getLogger("py.warnings").propagate = False
