"""Een proces dat per regel invoer een kind afsplitst dat concepten indient; voor de kill-toets.

Elke regel is JSON met `url`, `sleutel` en `concepten`. Het kind meldt zijn procesnummer, dan
`begin` als het gaat indienen, en daarna elke bevestiging; de ouder meldt het einde met hoe het
kind stopte. Zo kost een harde stop geen nieuwe start van Python, en weet wie luistert waar het kind
is.
"""

from __future__ import annotations

import json
import os
import sys

from adviesvraag.afspraken import Afspraken
from adviesvraag.dienst import dien_in
from adviesvraag.opslag import open_opslag
from tests.adviesvraag.indiener import concept


def dien_alles_in(opdracht: dict) -> None:
    """Dien elk concept in en meld elke bevestiging meteen."""
    _meld(str(os.getpid()))
    opslag = open_opslag(
        opdracht["url"], sleutels=[opdracht["sleutel"]], afspraken=Afspraken(webhook=True)
    )
    opslag.bijwerken()
    _meld("begin")
    for nummer in opdracht["concepten"]:
        _meld(f"{nummer} {dien_in(opslag, concept(nummer)).kenmerk}")


def _meld(regel: str) -> None:
    # Zonder buffer, en zo kort dat een regel er heel of niet is.
    os.write(1, f"{regel}\n".encode())


def main() -> None:
    """Splits per regel een kind af tot de invoer op is."""
    _meld("klaar")
    for regel in sys.stdin:
        kind = os.fork()
        if not kind:
            dien_alles_in(json.loads(regel))
            os._exit(0)
        status = os.waitpid(kind, 0)[1]
        _meld(f"einde {os.WTERMSIG(status)}")


if __name__ == "__main__":
    main()
