"""De tijd van een beurt over HTTP, zoals een gebruiker op dezelfde machine hem merkt."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bot.bench.gesprekken import Gesprek, Stap
from bot.bench.systeem import MeetFout

_WACHT_SECONDEN = 20.0
Berichten = list[dict[str, Any]]
Zeg = Callable[[str, str], tuple[Berichten, float]]


class Verbinding:
    """Eén open verbinding met het REST-kanaal van een systeem op loopback."""

    def __init__(self, poort: int, webhook: str, wacht_s: float = _WACHT_SECONDEN) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", poort, timeout=wacht_s)
        self._webhook = webhook

    def zeg(self, gesprek: str, tekst: str) -> tuple[Berichten, float]:
        """Stuur een bericht; geeft het antwoord en de seconden tot het helemaal binnen is.

        Raises:
            MeetFout: als het kanaal iets anders dan 200 antwoordt.
        """
        inhoud = json.dumps({"sender": gesprek, "message": tekst}).encode()
        begin = time.perf_counter()
        self._http.request(
            "POST", self._webhook, inhoud, headers={"Content-Type": "application/json"}
        )
        antwoord = self._http.getresponse()
        ruw = antwoord.read()
        seconden = time.perf_counter() - begin
        if antwoord.status != http.client.OK:
            raise MeetFout(f"Het kanaal antwoordde {antwoord.status}.")
        return json.loads(ruw), seconden

    def sluit(self) -> None:
        """Sluit de verbinding."""
        self._http.close()


def meet(zeg: Zeg, gesprek: Gesprek, aantal: int, seconden: float) -> dict[str, list[float]]:
    """Voer een gesprek hooguit `aantal` keer en begin na `seconden` geen nieuw.

    Returns:
        De tijden in seconden per soort beurt; elke soort komt minstens één keer voor.

    Raises:
        MeetFout: als een antwoord niet is wat de stap verwacht.
    """
    tijden: dict[str, list[float]] = defaultdict(list)
    grens = time.monotonic() + seconden
    for nummer in range(aantal):
        if nummer and time.monotonic() > grens:
            break
        _voer(zeg, gesprek, nummer, tijden)
    return dict(tijden)


def _voer(zeg: Zeg, gesprek: Gesprek, nummer: int, tijden: dict[str, list[float]]) -> None:
    naam = f"bench-{secrets.token_hex(6)}"
    vorige: Berichten = []
    for stap in gesprek:
        vorige, duur = zeg(naam, _bericht(stap, nummer, vorige))
        if stap.verwacht not in json.dumps(vorige, ensure_ascii=False):
            raise MeetFout(
                f"De beurt {stap.knop or stap.teksten[nummer % len(stap.teksten)]!r} gaf geen "
                f"antwoord met {stap.verwacht}; de tijden zeggen dan niets."
            )
        if stap.soort:
            tijden[stap.soort].append(duur)


def _bericht(stap: Stap, nummer: int, vorige: Berichten) -> str:
    if not stap.knop:
        return stap.teksten[nummer % len(stap.teksten)]
    for bericht in vorige:
        for knop in bericht.get("buttons", ()):
            if knop["title"].startswith(stap.knop):
                return str(knop["payload"])
    raise MeetFout(f"De knop {stap.knop!r} was er niet; de tijden zeggen dan niets.")
