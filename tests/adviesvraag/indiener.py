"""Een los proces dat de opslag bijwerkt en concepten indient; gestart door de toetsen.

Gebruik: ``python -m tests.adviesvraag.indiener URL SLEUTEL [CONCEPT_ID ...]``. Meldt "klaar",
wacht op een regel invoer en schrijft daarna per concept het kenmerk.
"""

from __future__ import annotations

import sys

from adviesvraag.dienst import Antwoord, Concept, dien_in
from adviesvraag.opslag import open_opslag


def concept(concept_id: str) -> Concept:
    """Het concept dat dit proces indient; hetzelfde nummer geeft altijd hetzelfde concept."""
    return Concept(
        concept_id=concept_id,
        regio_code="VR04",
        gemeente_code=None,
        soort="informatievraag",
        antwoorden=(Antwoord("wat", "Wat is uw vraag?", "x", "x", "tekst"),),
        triage=None,
        contact_email=None,
        kanaal="web",
        gesprek=f"gesprek-{concept_id}",
    )


def main(url: str, sleutel: str, *concept_ids: str) -> None:
    opslag = open_opslag(url, sleutels=[sleutel])
    print("klaar", flush=True)
    sys.stdin.readline()
    opslag.bijwerken()
    for concept_id in concept_ids:
        print(concept_id, dien_in(opslag, concept(concept_id)).kenmerk)
    opslag.sluit()


if __name__ == "__main__":
    main(*sys.argv[1:])
