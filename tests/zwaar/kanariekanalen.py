"""De wandeling door alle vragenlijsten over REST en over het web."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Sequence

from tests import kanariepaden
from tests.bot.channels.web.client import Gesprek, vraag
from tests.kanaries import Kanarie
from tests.zwaar.kanarieranden import WEBHOOK


def over_rest(
    adres: str, geplant: Sequence[Kanarie], gezien: list[bytes]
) -> Counter[kanariepaden.Vraag]:
    """Geeft bij welke vraag hoe vaak een gegeven getypt is."""
    nummer = itertools.count()

    def begin() -> kanariepaden.Zeg:
        gesprek = f"rest-{next(nummer)}"

        def zeg(tekst: str) -> list[dict[str, object]]:
            antwoord = vraag(adres, "POST", WEBHOOK, {"sender": gesprek, "message": tekst})
            assert antwoord.status == 200, antwoord.ruw
            gezien.append(antwoord.ruw)
            return kanariepaden.objecten(antwoord.json)

        return zeg

    return kanariepaden.loop_door_vragenlijsten(begin, geplant)


def over_web(
    adres: str, geplant: Sequence[Kanarie], gezien: list[bytes]
) -> tuple[list[Gesprek], Counter[kanariepaden.Vraag]]:
    """Geeft de gesprekken, en bij welke vraag hoe vaak een gegeven getypt is."""
    gesprekken: list[Gesprek] = []

    def begin() -> kanariepaden.Zeg:
        gesprek = Gesprek.begin(adres)
        gesprekken.append(gesprek)

        def zeg(tekst: str) -> list[dict[str, object]]:
            activiteiten = gesprek.zeg(tekst)
            gezien.append(json.dumps(activiteiten).encode())
            eigen = [activiteit["channelData"]["wegwijzer"] for activiteit in activiteiten]
            acties = [
                actie
                for activiteit in activiteiten
                for actie in activiteit.get("suggestedActions", {}).get("actions", ())
            ]
            knoppen = {actie["title"]: actie["value"] for actie in acties}
            inhoud = [een for deel in eigen for een in deel["objecten"]]
            return [*inhoud, {"soort": "knoppen", "knoppen": knoppen}]

        return zeg

    vragen = kanariepaden.loop_door_vragenlijsten(begin, geplant)
    return gesprekken, vragen
