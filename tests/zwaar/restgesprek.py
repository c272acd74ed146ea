"""Een gesprek over het REST-kanaal van een server die echt draait."""

from __future__ import annotations

import http.client
import json
import time
from contextlib import closing
from urllib.parse import urlsplit

from tests.bot.praten import Berichten, Praat

WACHT_SECONDEN = 60


class RestGesprek(Praat):
    """Praat over HTTP; de rest is gelijk aan een gesprek in hetzelfde proces."""

    def __init__(self, adres: str, gesprek: str) -> None:
        super().__init__(None, gesprek)
        self.adres = adres

    def zeg(self, tekst: str) -> Berichten:
        self.berichten = self.verstuur(tekst)
        return self.berichten

    def verstuur(self, tekst: str) -> Berichten:
        """Verstuur een bericht zonder te onthouden wat er terugkomt."""
        inhoud = json.dumps({"sender": self.gesprek, "message": tekst})
        begin = time.monotonic()
        netloc = urlsplit(self.adres).netloc
        with closing(http.client.HTTPConnection(netloc, timeout=WACHT_SECONDEN)) as verbinding:
            koppen = {"Content-Type": "application/json"}
            verbinding.request("POST", "/webhooks/rest/webhook", inhoud, koppen)
            antwoord = verbinding.getresponse()
            berichten = json.loads(antwoord.read())
        self.seconden = time.monotonic() - begin
        assert antwoord.status == http.client.OK, berichten
        return berichten
