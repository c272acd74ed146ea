"""Van een groep leemten een bestand om te beoordelen: een artikel in opzet, of voorbeeldzinnen.

Een voorstel komt nooit vanzelf in de assistent. Het artikel heeft met opzet nog geen bron en geen
antwoord, zodat `make check-content` het weigert tot een redacteur het heeft geschreven.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from adviesvraag.fouten import OngeldigeInvoer
from adviesvraag.trends.groeperen import vorm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAAM = re.compile(r"[a-z_]+")
_HOOGSTENS_ZINNEN = 40


def artikel(teksten: Sequence[str], vandaag: date) -> tuple[str, str]:
    """De naam en de inhoud van een artikel in opzet, voor `knowledge/artikelen/`.

    Raises:
        OngeldigeInvoer: er is van deze groep geen tekst bewaard.
    """
    zinnen = _zinnen(teksten)
    naam = "-".join(vorm(zinnen[0]).split())[:60].strip("-")
    # Een tekst in JSON is ook een tekst in YAML.
    vragen = "\n".join(f"  - {json.dumps(zin, ensure_ascii=False)}" for zin in zinnen)
    titel = json.dumps(zinnen[0][:1].upper() + zinnen[0][1:], ensure_ascii=False)
    return f"{naam}.md", (
        f"---\ntitel: {titel}\nvragen:\n{vragen}\n"
        "regio: landelijk\nbronnen:\n  - document: INVULLEN\n    paragraaf: INVULLEN\n"
        f"eigenaar: redactie\nherzien_op: {vandaag}\nzekerheid: onbevestigd\n---\n"
        "INVULLEN: schrijf het antwoord in eigen woorden, met de bron erboven.\n"
    )


def voorbeelden(teksten: Sequence[str], bedoeling: str) -> tuple[str, str]:
    """De naam en de inhoud van een bestand met voorbeeldzinnen, voor `bot/data/nlu/`.

    Raises:
        OngeldigeInvoer: er is geen tekst bewaard, of de bedoeling heeft een vorm die niet kan.
    """
    if not _NAAM.fullmatch(bedoeling):
        raise OngeldigeInvoer("Kies een bedoeling uit de lijst.")
    regels = "\n".join(f"      - {zin}" for zin in _zinnen(teksten))
    return f"nlu-{bedoeling}.yml", (
        "# Ter beoordeling: lees elke zin na voor zij bij bot/data/nlu/ komt.\n"
        f'version: "3.1"\nnlu:\n  - intent: {bedoeling}\n    examples: |\n{regels}\n'
    )


def _zinnen(teksten: Sequence[str]) -> list[str]:
    # In de voorbeeldzinnen van Rasa zijn haken en accolades opmaak.
    schoon = [re.sub(r"[\[\](){}]", "", tekst).strip() for tekst in teksten]
    zinnen = [zin for zin in dict.fromkeys(schoon) if zin][:_HOOGSTENS_ZINNEN]
    if not zinnen:
        raise OngeldigeInvoer("Van deze groep is geen tekst bewaard; een voorstel kan dan niet.")
    return zinnen
