"""Geplante gegevens in alles wat Teams verder meestuurt: velden, knoppen, duimen en fouten."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tests.bot.channels.botframework.nepteams import NepTeams
from tests.bot.channels.teams.gebruiker import BOT, WEBHOOK, Gebruiker
from tests.bot.channels.web.client import vraag
from tests.kanaries import Kanarie
from tests.zwaar.kanarieranden import Rand, kop, ruwe_randen
from tests.zwaar.kanarieteams import wacht_tot_stil

WERKMAIL = Kanarie("werkmail", "roos.proefkonijn-4711@haarlem.nl", "mail naar {}")
"""Het enige adres dat bewaard mag worden, en dan alleen versleuteld."""

_GROOT = 300_000


def langs_de_teamsranden(
    adres: str, nep: NepTeams, geplant: Sequence[Kanarie], gezien: list[bytes]
) -> list[Kanarie]:
    """Laat elk gegeven aan een rand van Teams zien.

    Returns:
        Wat als nummer van een gebruiker of gesprek meeging; dat staat in adressen bij Teams.
    """
    nummers: list[Kanarie] = []
    for nummer, kanarie in enumerate(geplant):
        # Steeds een ander: wie veel achter elkaar stuurt, hoort alleen dat het te snel is.
        collega = Gebruiker(adres, nep)
        gewoon, als_nummer = _alle_randen(collega), _nummers(collega)
        keuze = nummer % (len(gewoon) + len(als_nummer))
        if keuze < len(gewoon):
            gezien.append(gewoon[keuze](kanarie))
        else:
            gezien.append(als_nummer[keuze - len(gewoon)](kanarie))
            nummers.append(kanarie)
    wacht_tot_stil(nep)
    gezien.append(vraag(adres, "GET", "/webhooks/teams/").ruw)
    return nummers


def _alle_randen(collega: Gebruiker) -> list[Rand]:
    return [
        *_velden(collega),
        *_knoppen(collega),
        *_duimen(collega),
        *_groepen(collega),
        *_vreemd(collega),
        *_fouten(collega),
        *ruwe_randen(collega.server, WEBHOOK),
    ]


def _post(collega: Gebruiker, *, token: str | None = None, **anders: Any) -> bytes:
    antwoord = collega.post(collega.activiteit(**{"text": "hallo", **anders}), token)
    assert antwoord.status < 500, antwoord.ruw
    return antwoord.ruw


def _velden(collega: Gebruiker) -> list[Rand]:
    def post(**anders: Any) -> bytes:
        return _post(collega, **anders)

    def met(veld: str, **erbij: Any) -> bytes:
        return post(**{veld: {**collega.activiteit()[veld], **erbij}})

    return [
        lambda k: post(text=k.zin),
        lambda k: met("from", name=k.waarde, userPrincipalName=k.waarde, role=k.waarde),
        lambda k: met("conversation", name=k.waarde),
        lambda k: met("recipient", name=k.waarde),
        lambda k: met("channelData", naam=k.waarde, team={"name": k.waarde}, clientInfo=[k.zin]),
        lambda k: post(id=k.waarde),
        lambda k: post(replyToId=k.waarde),
        lambda k: post(locale=k.waarde, name=k.waarde, label=k.waarde, summary=k.zin),
        lambda k: post(speak=k.zin, topicName=k.waarde, timestamp=k.waarde, localTimezone=k.waarde),
        lambda k: post(entities=[{"type": "clientInfo", "country": k.waarde}, {"naam": k.waarde}]),
        lambda k: post(entities=[_vermelding(k.waarde)], text=f"<at>{k.waarde}</at> hallo"),
        lambda k: post(attachments=[_bijlage(k)]),
        lambda k: post(text="", attachments=[_bijlage(k)]),
        lambda k: post(text=k.zin + " en nog wat" * 300),
        lambda k: post(text=f"Hij heeft een mes en bedreigt ons nu. {k.zin}"),
        lambda k: post(text=f"{k.zin} \ud800"),
        lambda k: post(text={"tekst": k.waarde}),
    ]


def _nummers(collega: Gebruiker) -> list[Rand]:
    """Wat Teams nodig heeft om te antwoorden; dat wordt bewaard, maar versleuteld."""

    def als(**wie: str) -> bytes:
        return _post(Gebruiker(collega.server, collega.nep, **wie))

    return [
        lambda k: als(id=f"29:{k.waarde}"),
        lambda k: als(account=k.waarde),
        lambda k: als(gesprek=f"a:{k.waarde}"),
    ]


def _knoppen(collega: Gebruiker) -> list[Rand]:
    def klik(waarde: Any, **anders: Any) -> bytes:
        return _post(collega, **{"text": None, "value": waarde, **anders})

    def invoke(data: Mapping[str, str]) -> bytes:
        waarde = {"action": {"type": "Action.Execute", "verb": "kies", "data": dict(data)}}
        return klik(waarde, type="invoke", name="adaptiveCard/action")

    return [
        lambda k: klik({"payload": k.zin}),
        lambda k: klik({"payload": f"keuze~{k.waarde}~soort~casus~AAAAAAAAAAAAAAAA"}),
        lambda k: klik({"soort": k.waarde, "keuze": f"{k.zin}, {k.waarde}"}),
        lambda k: klik({"soort": "keuzes", "keuzes": f"keuze~a~b~{k.waarde}~c,{k.zin}"}),
        lambda k: klik({"naam": k.waarde}, text=k.zin),
        lambda k: klik(k.zin),
        lambda k: invoke({"payload": k.zin}),
        lambda k: invoke({"payload": f"keuze~a~soort~{k.waarde}~AAAAAAAAAAAAAAAA"}),
    ]


def _duimen(collega: Gebruiker) -> list[Rand]:
    """Een duim omlaag onder een antwoord dat er staat, met een toelichting in elke vorm."""

    def duim(toelichting: Any, op: str | None = None, reactie: str = "dislike") -> bytes:
        if op is None:
            collega.zeg("Wat doet een procesregisseur?")
            hier = [v for v in collega.nep.verzoeken if f"/{collega.gesprek}/" in v.pad]
            (op,) = [v.nummer for v in hier if "feedbackLoop" in str(v.inhoud)]
        waarde = {"actionName": "feedback", "actionValue": {"reaction": reactie}}
        waarde["actionValue"]["feedback"] = toelichting
        anders = {"name": "message/submitAction", "value": waarde, "replyToId": op}
        return _post(collega, type="invoke", text=None, **anders)

    return [
        lambda k: duim(json.dumps({"feedbackText": k.zin})),
        lambda k: duim({"feedbackText": k.zin, "naam": k.waarde}),
        lambda k: duim(k.zin),
        lambda k: duim(json.dumps({"feedbackText": f"dit klopt niet, {k.zin} " * 200})),
        lambda k: duim(f'{{"feedbackText": "{k.zin}"'),
        lambda k: duim(k.zin, reactie=k.waarde),
        lambda k: duim("", op=k.waarde),
        lambda k: duim("", op=""),
    ]


def _groepen(collega: Gebruiker) -> list[Rand]:
    def groep(soort: str, **anders: Any) -> bytes:
        wie = Gebruiker(collega.server, collega.nep, soort, gesprek=f"19:{uuid.uuid4().hex}@x")
        return _post(wie, **anders)

    def erbij(**anders: Any) -> bytes:
        return groep("channel", type="conversationUpdate", text=None, **anders)

    bot = {"id": BOT}
    return [
        lambda k: groep("groupChat", text=f"<at>Bot</at> {k.zin}", entities=[_vermelding("Bot")]),
        lambda k: groep("channel", text=k.zin),
        lambda k: groep("channel", text=f"Hij bedreigt ons nu met een mes. {k.zin}"),
        lambda k: erbij(membersAdded=[bot, {"id": "29:x", "name": k.waarde}], topicName=k.waarde),
        lambda k: erbij(membersRemoved=[{"id": k.waarde, "name": k.waarde}]),
    ]


def _vreemd(collega: Gebruiker) -> list[Rand]:
    """Soorten die niets betekenen, lichamen die geen bericht zijn, en koppen en adressen."""

    def stuur(inhoud: Any, pad: str = WEBHOOK, **koppen: str) -> bytes:
        alle = {"Authorization": f"Bearer {collega.nep.teken()}", **koppen}
        antwoord = vraag(collega.server, "POST", pad, inhoud, **alle)
        assert antwoord.status < 500, antwoord.ruw
        return antwoord.ruw

    gewoon = collega.activiteit(text="hallo")
    return [
        lambda k: _post(collega, type=k.waarde, text=k.zin),
        lambda k: _post(collega, type="invoke", name=k.waarde, value={"naam": k.zin}),
        lambda k: _post(collega, type="event", name=k.waarde, value=k.zin),
        lambda k: _post(collega, type="messageUpdate", text=k.zin),
        lambda k: _post(collega, type="messageReaction", reactionsAdded=[{"type": k.waarde}]),
        lambda k: _post(collega, type="installationUpdate", action=k.waarde),
        lambda k: stuur(f'{{"type": "message", "text": "{k.zin}"'.encode()),
        lambda k: stuur([k.zin]),
        lambda k: stuur(k.zin),
        lambda k: stuur(b'{"text": "' + k.zin.encode() + b'", "a": ' + b"[" * 20_000),
        lambda k: stuur({**gewoon, "text": k.zin + " y" * _GROOT}),
        lambda k: stuur(b'{"text": "' + k.zin.encode() + b"a" * 1_100_000 + b'"}'),
        lambda k: stuur(gewoon, X_Naam=kop(k), User_Agent=kop(k), Cookie=kop(k)),
        lambda k: stuur(gewoon, Referer=kop(k), X_Forwarded_For=kop(k), Content_Type=kop(k)),
        lambda k: stuur(gewoon, f"{WEBHOOK}?naam={quote(k.waarde)}"),
        lambda k: stuur(gewoon, f"/webhooks/teams/{quote(k.waarde, safe='')}"),
    ]


def _fouten(collega: Gebruiker) -> list[Rand]:
    """Wat geweigerd wordt, en fouten van Teams zelf waar een gegeven in staat."""
    nep = collega.nep

    def teken(**anders: Any) -> bytes:
        return _post(collega, token=nep.teken(**anders))

    def met(veld: str, **erbij: Any) -> bytes:
        return _post(collega, **{veld: {**collega.activiteit()[veld], **erbij}})

    def weigert(k: Kanarie, status: int) -> bytes:
        collega.stoor_volgende((status, {"X-Fout": kop(k)}))
        return _post(collega, text=k.zin)

    def geen_token(k: Kanarie) -> bytes:
        nep.tokens.append((400, {"error": k.waarde, "error_description": k.zin}))
        gezien = weigert(k, 401)
        # Anders treft de weigering de volgende rand, en komt die nergens aan.
        nep.wacht_op(lambda _: not nep.tokens)
        return gezien

    def lid(k: Kanarie, mail: str) -> bytes:
        nep.lid = {"name": k.waarde, "givenName": k.waarde, "email": mail, "id": k.waarde}
        nieuw = Gebruiker(collega.server, nep)
        nieuw.zeg("Ik wil een adviesvraag indienen")
        nieuw.wacht_op_mail()
        nieuw.zeg(k.zin)
        nep.lid = {}
        return b""

    return [
        lambda k: _post(collega, token=kop(k)),
        lambda k: teken(koppen={"kid": k.waarde}),
        lambda k: teken(iss=k.waarde),
        lambda k: teken(aud=k.waarde),
        lambda k: teken(serviceurl=f"https://{k.waarde}/", name=k.waarde),
        lambda k: teken(naam=k.waarde, exp=k.waarde),
        lambda k: _post(collega, serviceUrl=f"https://{k.waarde}/", text=k.zin),
        lambda k: _post(collega, channelId=k.waarde, text=k.zin),
        lambda k: met("conversation", tenantId=k.waarde, conversationType=k.waarde),
        lambda k: met("conversation", conversationType=k.waarde),
        lambda k: met("channelData", tenant={"id": k.waarde, "name": k.waarde}),
        lambda k: weigert(k, 400),
        lambda k: weigert(k, 429),
        geen_token,
        lambda k: lid(k, k.waarde),
        lambda k: lid(k, WERKMAIL.waarde),
    ]


def _vermelding(naam: str) -> dict[str, Any]:
    genoemd = {"id": BOT, "name": naam}
    return {"type": "mention", "text": f"<at>{naam}</at>", "mentioned": genoemd}


def _bijlage(kanarie: Kanarie) -> dict[str, str]:
    return {"contentType": "text/html", "name": kanarie.waarde, "content": kanarie.zin}
