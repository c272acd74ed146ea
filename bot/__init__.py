"""De bot: instellingen, kanalen, acties en het programma dat alles start.

Wat hieronder staat moet gelden voordat Rasa wordt geladen: telemetrie staat altijd uit, wat de oude
pakketten over zichzelf melden hoort niet op het scherm van de gebruiker, en wat hier niets doet,
zoals TensorFlow, blijft weg.
"""

import logging
import os

from bot import plaatsvervanger

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
plaatsvervanger.gebruik(rekenen=os.environ.get(plaatsvervanger.SCHAKELAAR) == "aan")
logging.captureWarnings(capture=True)
logging.getLogger("py.warnings").addHandler(logging.NullHandler())
logging.getLogger("py.warnings").propagate = False
