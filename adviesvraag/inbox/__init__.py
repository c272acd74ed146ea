"""De inbox: de website waar een procescoördinator adviesvragen leest en beantwoordt.

Een eigen proces met een eigen omgeving (ADR 0013). `python -m adviesvraag.inbox` leest zijn
instellingen als JSON van de standaardinvoer; `bot/start.py` schrijft die.
"""
