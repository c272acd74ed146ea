"""Een proces dat per regel invoer een kind afsplitst dat concepten indient; voor de kill-toets.

Elke regel is JSON met `url`, `sleutel`, `uitvoer` en `concepten`. Het kind zet wat bevestigd is
regel voor regel in het bestand; de ouder meldt eerst het procesnummer en daarna het einde. Zo kost
een harde stop geen nieuwe start van Python.
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
    """Dien elk concept in en schrijf elke bevestiging meteen weg."""
    uit = os.open(opdracht["uitvoer"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    opslag = open_opslag(
        opdracht["url"], sleutels=[opdracht["sleutel"]], afspraken=Afspraken(webhook=True)
    )
    opslag.bijwerken()
    for nummer in opdracht["concepten"]:
        kenmerk = dien_in(opslag, concept(nummer)).kenmerk
        os.write(uit, f"{nummer} {kenmerk}\n".encode())


def main() -> None:
    """Splits per regel een kind af tot de invoer op is."""
    print("klaar", flush=True)
    for regel in sys.stdin:
        kind = os.fork()
        if not kind:
            dien_alles_in(json.loads(regel))
            os._exit(0)
        print(kind, flush=True)
        os.waitpid(kind, 0)
        print("einde", flush=True)


if __name__ == "__main__":
    main()
