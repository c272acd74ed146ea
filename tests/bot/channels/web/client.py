"""Een client van het webkanaal zoals een browser hem zou zijn: gewone HTTP op loopback."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

BASIS = "/webhooks/web/v3/directline"
WACHT_SECONDEN = 30


@dataclass
class Antwoord:
    status: int
    koppen: dict[str, str]
    ruw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.ruw)

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


@dataclass
class Gebeurtenis:
    """Eén gebeurtenis uit de stroom."""

    soort: str = ""
    id: str = ""
    data: Any = None


def vraag(adres: str, methode: str, pad: str, inhoud: Any = None, **koppen: str) -> Antwoord:
    """Eén verzoek; een onderstreping in de naam van een kop is een streepje."""
    verbinding = http.client.HTTPConnection(urlsplit(adres).netloc, timeout=WACHT_SECONDEN)
    body = inhoud if isinstance(inhoud, bytes) or inhoud is None else json.dumps(inhoud).encode()
    try:
        verbinding.request(methode, pad, body, _koppen(koppen))
        antwoord = verbinding.getresponse()
        alle = {naam.lower(): waarde for naam, waarde in antwoord.getheaders()}
        return Antwoord(antwoord.status, alle, antwoord.read())
    finally:
        verbinding.close()


@dataclass
class Gesprek:
    """Eén gesprek met zijn token."""

    adres: str
    token: str
    id: str
    watermark: str = ""

    @classmethod
    def begin(cls, adres: str, **koppen: str) -> Gesprek:
        token = vraag(adres, "POST", f"{BASIS}/tokens/generate", **koppen)
        assert token.status == 200, token.ruw
        gesprek = cls(adres, token.json["token"], token.json["conversationId"])
        assert gesprek.doe("POST", f"{BASIS}/conversations").status == 201
        return gesprek

    @property
    def pad(self) -> str:
        return f"{BASIS}/conversations/{self.id}"

    def doe(self, methode: str, pad: str, inhoud: Any = None, **koppen: str) -> Antwoord:
        alle = {"Authorization": f"Bearer {self.token}", **koppen}
        return vraag(self.adres, methode, pad, inhoud, **alle)

    def stuur(self, tekst: str, nummer: str | None = None, **anders: Any) -> Antwoord:
        data = {"clientActivityID": nummer or uuid.uuid4().hex}
        inhoud = {"type": "message", "text": tekst, "channelData": data, **anders}
        return self.doe("POST", f"{self.pad}/activities", inhoud)

    def lees(self, vanaf: str = "", wacht: int = 0) -> list[dict[str, Any]]:
        antwoord = self.doe("GET", f"{self.pad}/activities?watermark={vanaf}&wacht={wacht}")
        assert antwoord.status == 200, antwoord.ruw
        self.watermark = antwoord.json["watermark"]
        return list(antwoord.json["activities"])

    def zeg(self, tekst: str, **anders: Any) -> list[dict[str, Any]]:
        """Stuur een bericht en geef alle antwoorden van die beurt."""
        vanaf = self.watermark
        gestuurd = self.stuur(tekst, **anders)
        assert gestuurd.status == 200, gestuurd.ruw
        return self.antwoorden(gestuurd.json["id"], vanaf)

    def antwoorden(self, op: str, vanaf: str = "") -> list[dict[str, Any]]:
        """Wacht tot de beurt op dit bericht klaar is."""
        grens = time.monotonic() + WACHT_SECONDEN
        erbij: list[dict[str, Any]] = []
        while time.monotonic() < grens:
            erbij += [a for a in self.lees(vanaf, wacht=5) if a.get("replyToId") == op]
            vanaf = self.watermark
            if erbij and erbij[-1]["channelData"]["wegwijzer"]["laatste"]:
                return erbij
        raise AssertionError("geen antwoord")

    @contextmanager
    def stroom(self, **koppen: str) -> Iterator[Iterator[Gebeurtenis]]:
        verbinding = http.client.HTTPConnection(urlsplit(self.adres).netloc, timeout=WACHT_SECONDEN)
        alle = {"Authorization": f"Bearer {self.token}", **_koppen(koppen)}
        verbinding.request("GET", f"{self.pad}/stream", headers=alle)
        antwoord = verbinding.getresponse()
        assert antwoord.status == 200, antwoord.read()
        assert antwoord.getheader("Content-Type", "").startswith("text/event-stream")
        try:
            yield _gebeurtenissen(antwoord)
        finally:
            verbinding.close()


def objecten(activiteiten: list[dict[str, Any]], soort: str) -> list[dict[str, Any]]:
    return [
        inhoud
        for activiteit in activiteiten
        for inhoud in activiteit["channelData"]["wegwijzer"]["objecten"]
        if inhoud["soort"] == soort
    ]


def _koppen(koppen: dict[str, str]) -> dict[str, str]:
    return {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}


def _gebeurtenissen(antwoord: http.client.HTTPResponse) -> Iterator[Gebeurtenis]:
    nu = Gebeurtenis()
    for regel in antwoord:
        naam, _, waarde = regel.decode("utf-8").rstrip("\n").partition(": ")
        if naam == "event":
            nu.soort = waarde
        elif naam == "id":
            nu.id = waarde
        elif naam == "data":
            nu.data = json.loads(waarde)
        elif not naam and nu.soort:
            yield nu
            nu = Gebeurtenis()
