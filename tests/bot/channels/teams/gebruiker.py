"""Een gebruiker in Teams: stuurt wat Teams zou sturen en leest wat daar aankomt."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.bot.channels.botframework.nepteams import APP_ID, GEHEIM, TENANT_ID, NepTeams
from tests.bot.channels.web.client import Antwoord, vraag

WEBHOOK = "/webhooks/teams/webhook"
BOT = f"28:{APP_ID}"
KAART = "application/vnd.microsoft.card.adaptive"


def instellingen(nep: NepTeams) -> dict[str, str]:
    """De instellingen waarmee de server met dit nagemaakte Teams praat."""
    return {
        "WEGWIJZER_TEAMS_APP_ID": APP_ID,
        "WEGWIJZER_TEAMS_APP_SECRET": GEHEIM,
        "WEGWIJZER_TEAMS_TENANT_ID": TENANT_ID,
        "WEGWIJZER_TEAMS_OPENID_URL": nep.openid_url,
        "WEGWIJZER_TEAMS_TOKEN_URL": nep.token_url,
        "WEGWIJZER_TEAMS_SERVICE_URLS": nep.adres,
    }


@dataclass
class Gebruiker:
    """Een gebruiker met een gesprek; wat de server stuurt staat in het nagemaakte Teams."""

    server: str
    nep: NepTeams
    soort: str = "personal"
    id: str = field(default_factory=lambda: f"29:{uuid.uuid4().hex}")
    gesprek: str = field(default_factory=lambda: f"a:{uuid.uuid4().hex}")
    account: str = field(default_factory=lambda: str(uuid.uuid4()))

    def activiteit(self, **anders: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": uuid.uuid4().hex,
            "channelId": "msteams",
            "serviceUrl": f"{self.nep.adres}/",
            "from": {"id": self.id, "name": "Een Collega", "aadObjectId": self.account},
            "recipient": {"id": BOT, "name": "Wegwijzer"},
            "conversation": {
                "id": self.gesprek,
                "conversationType": self.soort,
                "tenantId": TENANT_ID,
            },
            "channelData": {"tenant": {"id": TENANT_ID}},
            **anders,
        }

    def post(self, activiteit: Any, token: str | None = None) -> Antwoord:
        kop = f"Bearer {token or self.nep.teken()}"
        return vraag(self.server, "POST", WEBHOOK, activiteit, Authorization=kop)

    def stuur(self, tekst: str = "", **anders: Any) -> Antwoord:
        antwoord = self.post(self.activiteit(**{"text": tekst, **anders}))
        assert antwoord.status == 200, antwoord.ruw
        return antwoord

    def hier(self, methode: str = "POST") -> list[Any]:
        """De berichten in dit gesprek."""
        deel = f"/{self.gesprek}/"
        return [
            verzoek.inhoud
            for verzoek in list(self.nep.verzoeken)
            if verzoek.methode == methode
            and deel in verzoek.pad
            and "/activities" in verzoek.pad
            and verzoek.inhoud.get("type") == "message"
        ]

    def zeg(self, tekst: str = "", **anders: Any) -> Any:
        """Stuur iets en geef het bericht dat terugkomt.

        Alleen als alles wat eerder gestuurd is al antwoord heeft: het eerste bericht dat nu
        binnenkomt, geldt hier als het antwoord.
        """
        al = len(self.hier())
        self.stuur(tekst, **anders)
        self.nep.wacht_op(lambda _: len(self.hier()) > al)
        return self.hier()[-1]

    def wacht_op_mail(self) -> None:
        """Wacht tot de server naar het e-mailadres van deze gebruiker heeft gevraagd."""
        self.nep.wacht_op(
            lambda nep: any(
                "/members/" in v.pad and f"/{self.gesprek}/" in v.pad for v in list(nep.verzoeken)
            )
        )

    def stoor_volgende(self, storing: Any) -> None:
        """Laat het volgende bericht in dit gesprek één keer misgaan."""
        self.nep.gericht["POST", f"/v3/conversations/{self.gesprek}/activities"] = storing

    def klik(self, bericht: Any, titel: str) -> Any:
        """Klik op een knop van een kaart."""
        return self.zeg(value=knoppen(bericht)[titel], text=None)

    def kies(self, bericht: Any, *titels: str) -> Any:
        """Kies uit het lijstje van een kaart en bevestig."""
        lijst = next(deel for deel in delen(bericht) if deel["type"] == "Input.ChoiceSet")
        waarden = {keuze["title"]: keuze["value"] for keuze in lijst["choices"]}
        return self.zeg(
            value={"soort": lijst["id"], lijst["id"]: ",".join(waarden[t] for t in titels)}
        )


def kaart(bericht: Any) -> Any:
    (bijlage,) = bericht["attachments"]
    assert bijlage["contentType"] == KAART
    return bijlage["content"]


def delen(bericht: Any) -> Iterator[Any]:
    """Elk deel van de kaart, ook wat in een ander deel zit."""
    wachtrij = list(kaart(bericht)["body"])
    while wachtrij:
        deel = wachtrij.pop(0)
        yield deel
        wachtrij = [*deel.get("items", ()), *deel.get("columns", ()), *wachtrij]


def tekst(bericht: Any) -> str:
    """Alles wat er te lezen staat."""
    if "text" in bericht:
        return str(bericht["text"])
    regels = [str(deel["text"]) for deel in delen(bericht) if "text" in deel]
    feiten = [f"{f['title']}: {f['value']}" for d in delen(bericht) for f in d.get("facts", ())]
    return "\n".join([*regels, *feiten])


def knoppen(bericht: Any) -> dict[str, Any]:
    return {
        actie["title"]: actie["data"]
        for deel in delen(bericht)
        for actie in deel.get("actions", ())
        if actie["type"] == "Action.Submit"
    }
