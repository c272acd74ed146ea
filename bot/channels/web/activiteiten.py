"""Van een bericht in JSON (Activity) naar wat de assistent leest, en terug.

De vorm staat in docs/web-kanaal.md. Wat bewaard wordt, is een Activity zonder de velden die uit het
gesprek en het nummer volgen; `volledig` vult die aan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from bot.channels.beurt import ZIN_LEEG, Uitslag
from bot.channels.kaarten import bijlagen, knoppenkaart
from bot.channels.verzoek import is_tekst
from bot.channels.web.fouten import Weigering
from bot.channels.web.historie import Rij
from bot.channels.web.tokens import GEBRUIKER
from privacy.werkmail import verberg_werkmail

LANGSTE_ID = 100
_GENEGEERD = frozenset({"typing", "event"})
_EIGEN = "wegwijzer"
_KLAAR = "klaar"

Inhoud = dict[str, Any]
Stuk = tuple[Mapping[str, Any], list[Any]]


@dataclass(frozen=True)
class Binnen:
    """Een bericht van de gebruiker.

    Attributes:
        tekst: wat er staat, nog niet gelakt; bij een klik de payload.
        client_id: het nummer dat de client gaf, of None.
        vervolg: payloads die er in dezelfde beurt na komen, als er meer tegelijk gekozen zijn.
        meta: wat het kanaal zelf van de gebruiker weet; zonder leesbare persoonsgegevens.
    """

    tekst: str
    client_id: str | None
    vervolg: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


def lees(activiteit: Any) -> Binnen | None:
    """Het bericht in een Activity; None als er niets te beantwoorden is.

    Raises:
        Weigering: als er geen tekst in staat, of iets wat dit kanaal niet aanneemt.
    """
    if not isinstance(activiteit, dict):
        raise Weigering(400, "Het bericht hoort een JSON-object te zijn.")
    soort = activiteit.get("type", "message")
    if isinstance(soort, str) and soort in _GENEGEERD:
        return None
    if soort != "message":
        raise Weigering(400, "Dit kanaal neemt alleen berichten van het type message aan.")
    if activiteit.get("attachments"):
        raise Weigering(400, "Bijlagen kan ik niet aannemen. Typ wat er speelt, zonder namen.")
    tekst = _klik(activiteit.get("value")) or activiteit.get("text")
    if not is_tekst(tekst):
        raise Weigering(400, "Het veld text hoort een tekst te zijn.")
    return Binnen(tekst, _client_id(activiteit))


def van_gebruiker(tekst: str, client_id: str | None) -> Inhoud:
    """Wat van een bericht van de gebruiker bewaard wordt; de tekst is al gelakt."""
    inhoud: Inhoud = {
        "from": {"id": GEBRUIKER, "role": "user"},
        "text": verberg_werkmail(tekst),
    }
    if client_id is not None:
        inhoud["channelData"] = {"clientActivityID": client_id}
    return inhoud


def van_assistent(uitslag: Uitslag, gesprek: str, op_nr: int) -> list[Inhoud]:
    """Wat van de antwoorden op bericht `op_nr` bewaard wordt."""
    stukken = _per_tekst(uitslag.berichten)
    bij = {"fout": uitslag.mislukt, "op": naam(gesprek, op_nr)}
    eerdere = [_bericht(stuk, laatste=False, **bij) for stuk in stukken[:-1]]
    return [*eerdere, _bericht(stukken[-1], laatste=True, **bij)]


def volledig(gesprek: str, rij: Rij) -> dict[str, Any]:
    """Een bewaard bericht als Activity."""
    moment = datetime.fromtimestamp(rij.op / 1000, timezone.utc)
    return {
        "type": "message",
        "id": naam(gesprek, rij.nr),
        "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "channelId": "directline",
        "locale": "nl-NL",
        "conversation": {"id": gesprek},
        "textFormat": "plain",
        **rij.inhoud,
    }


def titel_van(payload: str, rijen: Iterable[Rij]) -> str | None:
    """Wat er op de knop met deze payload stond, of None als die nooit is aangeboden."""
    for rij in rijen:
        for actie in rij.inhoud.get("suggestedActions", {}).get("actions", ()):
            if actie["value"] == payload:
                return str(actie["title"])
        for inhoud in rij.inhoud.get("channelData", {}).get(_EIGEN, {}).get("objecten", ()):
            for optie in inhoud.get("opties", ()):
                if optie["payload"] == payload:
                    return str(optie["titel"])
    return None


def slotknop(uitslag: Uitslag) -> str | None:
    """De payload van "Klaar" onder een vraag met meer keuzes; None als die er niet is."""
    for bericht in reversed(uitslag.berichten):
        for optie in bericht.get("custom", {}).get("opties", ()):
            if optie["waarde"] == _KLAAR:
                return str(optie["payload"])
    return None


def naam(gesprek: str, nr: int) -> str:
    """De `id` van een bericht."""
    return f"{gesprek}|{nr:07d}"


def _klik(waarde: Any) -> Any:
    return waarde.get("payload") if isinstance(waarde, Mapping) else waarde


def _client_id(activiteit: Mapping[str, Any]) -> str | None:
    kanaal = activiteit.get("channelData")
    eigen = kanaal.get("clientActivityID") if isinstance(kanaal, Mapping) else None
    gekozen = eigen if eigen is not None else activiteit.get("id")
    if gekozen is None:
        return None
    if not is_tekst(gekozen) or not 0 < len(gekozen) <= LANGSTE_ID or not gekozen.isprintable():
        raise Weigering(
            400, f"Het veld clientActivityID is een tekst van 1 tot {LANGSTE_ID} tekens."
        )
    return str(gekozen)


def _per_tekst(berichten: Sequence[Mapping[str, Any]]) -> list[Stuk]:
    """Elke tekst met de objecten die erbij horen: die erna komen, tot de volgende tekst."""
    stukken: list[Stuk] = []
    los: list[Any] = []
    for bericht in berichten:
        if "text" in bericht:
            stukken.append((bericht, los))
            los = []
        elif "custom" in bericht:
            (stukken[-1][1] if stukken else los).append(_leesbaar(bericht["custom"]))
    return stukken or [({"text": ZIN_LEEG}, los)]


def _leesbaar(waarde: Any) -> Any:
    """Een object met in elke tekst het versleutelde werkadres verborgen."""
    if isinstance(waarde, str):
        return verberg_werkmail(waarde)
    if isinstance(waarde, Mapping):
        return {naam: _leesbaar(deel) for naam, deel in waarde.items()}
    return [_leesbaar(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _bericht(stuk: Stuk, *, op: str, laatste: bool, fout: bool) -> Inhoud:
    bericht, objecten = stuk
    knoppen = bericht.get("buttons") or []
    kaarten = bijlagen(objecten)
    inhoud: Inhoud = {
        "from": {"id": "wegwijzer", "name": "Wegwijzer", "role": "bot"},
        "replyToId": op,
        "text": verberg_werkmail(bericht["text"]),
        "channelData": {_EIGEN: {"objecten": objecten, "laatste": laatste, "fout": fout}},
    }
    if knoppen:
        inhoud["suggestedActions"] = {"actions": [_knop(knop) for knop in knoppen]}
        if not laatste:
            kaarten.append(knoppenkaart(knoppen))
    if kaarten:
        inhoud["attachments"] = kaarten
    return inhoud


def _knop(knop: Mapping[str, str]) -> dict[str, str]:
    titel = knop["title"]
    return {
        "type": "messageBack",
        "title": titel,
        "text": titel,
        "displayText": titel,
        "value": knop["payload"],
    }
