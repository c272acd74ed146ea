"""Een server die opschrijft welke adressen hij zoekt en opent."""

from __future__ import annotations

import json
from pathlib import Path

_BESTAND = "gezocht.txt"
_LUISTERAAR = """
import json, sys
uit = open(sys.argv[1], "a", buffering=1)
def onthoud(naam, delen):
    if naam in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        doel = delen[1] if naam in ("socket.connect", "socket.sendto") else delen[0]
        uit.write(json.dumps([naam, doel if isinstance(doel, (str, int)) else list(doel)]) + "\\n")
sys.addaudithook(onthoud)
import socket
socket.getaddrinfo("localhost", 80)
from bot.server import main
main()
"""


def opdracht(map_: Path) -> list[str]:
    """Wat Python draait om `bot.server` af te luisteren; wat hij zoekt komt in deze map."""
    return ["-c", _LUISTERAAR, str(map_ / _BESTAND)]


def gezocht(map_: Path) -> set[str]:
    """De namen en adressen die het proces tot nu toe zocht."""
    regels = (map_ / _BESTAND).read_text("utf-8").splitlines()
    doelen = [json.loads(regel)[1] for regel in regels]
    return {str(doel[0] if isinstance(doel, list) else doel) for doel in doelen}
