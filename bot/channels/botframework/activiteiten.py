"""Een bericht van Teams (Activity) lezen, zonder aannames: wat vreemd is, telt niet mee.

Een pakket dat bij een nieuwe soort veld een fout gaf, maakte bots van anderen dagenlang stil; hier
mist hooguit dat ene veld.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PERSOONLIJK = "personal"
_LANGSTE_NUMMER = 100
_MEESTE_KEUZES = 30

Activiteit = Mapping[str, Any]


@dataclass(frozen=True)
class Verwijzing:
    """Waar een gesprek te vinden is en met wie.

    Attributes:
        service_url: de server van Teams.
        gesprek: het nummer van het gesprek bij Teams.
        soort: `personal`, `groupChat` of `channel`.
        gebruiker: het nummer van de gebruiker voor deze bot.
        account: zijn nummer in de organisatie, of leeg.
        bot: het nummer van de bot.
        tenant: de organisatie.
        mail: zijn werkmail volgens Teams; leeg als die nog niet is opgevraagd of er niet is.
    """

    service_url: str
    gesprek: str
    soort: str
    gebruiker: str
    account: str
    bot: str
    tenant: str
    mail: str = ""

    @property
    def naam(self) -> str:
        """De naam van het gesprek bij ons: gesprek en gebruiker samen, niet terug te rekenen."""
        wie = "\x1f".join((self.tenant, self.gesprek, self.account or self.gebruiker))
        return f"teams-{hashlib.sha256(wie.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"

    def als_json(self) -> dict[str, str]:
        """De verwijzing als gewoon woordenboek."""
        return asdict(self)

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, str]) -> Verwijzing:
        """De verwijzing terug uit `als_json`."""
        return cls(**inhoud)


def verwijzing(activiteit: Activiteit) -> Verwijzing | None:
    """Waar dit bericht vandaan komt; None als er geen gesprek of afzender in staat."""
    gesprek, wie = _deel(activiteit, "conversation"), _deel(activiteit, "from")
    gelezen = Verwijzing(
        service_url=_tekst(activiteit.get("serviceUrl")),
        gesprek=_tekst(gesprek.get("id")),
        soort=_tekst(gesprek.get("conversationType")) or PERSOONLIJK,
        gebruiker=_tekst(wie.get("id")),
        account=_tekst(wie.get("aadObjectId")),
        bot=_tekst(_deel(activiteit, "recipient").get("id")),
        tenant=_tekst(gesprek.get("tenantId"))
        or _tekst(_deel(_deel(activiteit, "channelData"), "tenant").get("id")),
    )
    return gelezen if gelezen.service_url and gelezen.gesprek and gelezen.gebruiker else None


def nummer(activiteit: Activiteit) -> str | None:
    """Het nummer waaraan een herhaling te herkennen is; None als het er geen heeft."""
    gelezen = _tekst(activiteit.get("id"))
    if len(gelezen) > _LANGSTE_NUMMER or not gelezen.isprintable():
        return hashlib.sha256(gelezen.encode("utf-8", "surrogatepass")).hexdigest()
    return gelezen or None


def getypt(activiteit: Activiteit) -> str:
    """Wat de gebruiker typte, zonder de naam van de bot die hij daarvoor moest noemen.

    Alleen een vermelding van de bot zelf gaat eruit; die van een ander mens is tekst.
    """
    tekst = _tekst(activiteit.get("text"))
    bot = _deel(activiteit, "recipient").get("id")
    for een in _lijst(activiteit.get("entities")):
        genoemd = _deel(een, "mentioned").get("id")
        letterlijk = _tekst(een.get("text"))
        if een.get("type") == "mention" and bot and genoemd == bot and letterlijk:
            tekst = tekst.replace(letterlijk, " ", 1)
    return tekst.strip()


def keuzes(activiteit: Activiteit) -> tuple[str, ...]:
    """De payloads van de knop of het lijstje waarop geklikt is; leeg bij getypte tekst."""
    waarde = _deel(activiteit, "value")
    actie = _deel(waarde, "action")
    data = _deel(actie, "data") or waarde
    gekozen = data.get("payload") or data.get("keuze") or data.get("keuzes")
    delen = [deel.strip() for deel in _tekst(gekozen).split(",")]
    return tuple(dict.fromkeys(deel for deel in delen if deel))[:_MEESTE_KEUZES]


def komt_erbij(activiteit: Activiteit) -> bool:
    """Of de bot met dit bericht in een gesprek komt."""
    if activiteit.get("type") == "installationUpdate":
        return str(activiteit.get("action", "")).startswith("add")
    bot = _deel(activiteit, "recipient").get("id")
    erbij = _lijst(activiteit.get("membersAdded"))
    return bool(bot) and any(een.get("id") == bot for een in erbij)


def gaat_weg(activiteit: Activiteit) -> bool:
    """Of de bot met dit bericht uit een gesprek is gehaald."""
    if activiteit.get("type") == "installationUpdate":
        return str(activiteit.get("action", "")).startswith("remove")
    bot = _deel(activiteit, "recipient").get("id")
    return bool(bot) and any(
        een.get("id") == bot for een in _lijst(activiteit.get("membersRemoved"))
    )


@dataclass(frozen=True)
class Oordeel:
    """Een duim onder een antwoord, met de toelichting van de gebruiker.

    Attributes:
        op: het nummer van het antwoord bij Teams; leeg als de client dat niet meegeeft.
        duim: `op` of `neer`.
        tekst: de toelichting, of leeg.
    """

    op: str
    duim: str
    tekst: str


def oordeel(activiteit: Activiteit) -> Oordeel | None:
    """De duim in een `message/submitAction`; None als er geen in staat."""
    waarde = _deel(_deel(activiteit, "value"), "actionValue")
    duim = {"like": "op", "dislike": "neer"}.get(_tekst(waarde.get("reaction")))
    if duim is None:
        return None
    return Oordeel(_tekst(activiteit.get("replyToId")), duim, _toelichting(waarde.get("feedback")))


def _toelichting(ruw: Any) -> str:
    """Teams geeft haar als JSON in een tekst of als object, een andere client gewoon als tekst."""
    if isinstance(ruw, str):
        try:
            gelezen = json.loads(ruw)
        except (ValueError, RecursionError):
            return _tekst(ruw)
        ruw = gelezen if isinstance(gelezen, Mapping) else {"feedbackText": ruw}
    return _tekst(ruw.get("feedbackText")) if isinstance(ruw, Mapping) else ""


def _deel(inhoud: Any, naam: str) -> Mapping[str, Any]:
    deel = inhoud.get(naam) if isinstance(inhoud, Mapping) else None
    return deel if isinstance(deel, Mapping) else {}


def _lijst(waarde: Any) -> list[Mapping[str, Any]]:
    alle = waarde if isinstance(waarde, list) else []
    return [een for een in alle if isinstance(een, Mapping)]


def _tekst(waarde: Any) -> str:
    """De tekst, zonder losse surrogaten; die zijn niet in UTF-8 te schrijven."""
    return waarde.encode("utf-8", "replace").decode() if isinstance(waarde, str) else ""
