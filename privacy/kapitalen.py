"""Een bericht of zin in hoofdletters wordt gelezen alsof het in kleine letters staat.

Dan zegt een hoofdletter niets meer; wat de regels voor kleine letters vinden, vinden ze ook hier.
"""

from __future__ import annotations

import re
from itertools import groupby

from privacy.lexicon import Woord, kaal

_WOORD = re.compile(r"[^\W\d_]+")
_MINST_WOORDEN = 3
_KORT = 3


def zonder_kapitalen(tekst: str) -> str:
    """Zet zinsdelen die geheel in hoofdletters staan in kleine letters; voorletters blijven.

    Args:
        tekst: het bericht.

    Returns:
        Een tekst van precies dezelfde lengte.
    """
    delen: list[str] = []
    vorige = 0
    for kapitaal, reeks in groupby(_WOORD.finditer(tekst), lambda t: t.group().isupper()):
        woorden = [t for t in reeks if len(t.group()) > 1] if kapitaal else []
        if len(woorden) < _MINST_WOORDEN or not any(_maakt_zin(kaal(t.group())) for t in woorden):
            continue
        for treffer in woorden:
            klein = treffer.group().lower()
            if len(klein) == len(treffer.group()):
                delen += [tekst[vorige : treffer.start()], klein]
                vorige = treffer.end()
    return "".join([*delen, tekst[vorige:]])


def _maakt_zin(woord: str) -> bool:
    """Waar voor een woord dat een zin maakt; een rij afkortingen of namen heeft dat niet."""
    kennis = Woord(woord, woord)
    if kennis.tussenvoegsel or kennis.bekend:
        return False
    return kennis.klein or (len(woord) > _KORT and kennis.in_lijst)
