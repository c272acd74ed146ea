"""Adaptive Cards 1.5 van de `custom`-objecten uit docs/contract.md, voor Teams en Web Chat.

De tekst van een bericht is al volledig; een kaart maakt haar sneller te lezen en een nummer te
bellen. Schema: Adaptive Cards 1.5, zoals Teams het voor bots toestaat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Kaart = dict[str, Any]
Object = Mapping[str, Any]

SOORT_BIJLAGE = "application/vnd.microsoft.card.adaptive"
_WEB = re.compile(r"https?://[^\s]+")
_CRITERIA = {
    "multiprobleem": "Problemen op meer leefgebieden",
    "ketenoverstijgend": "Meer ketens nodig",
    "systeem": "Gezin of omgeving speelt mee",
    "gebiedsgebonden": "Hoort bij een plek",
    "zorgcomponent": "Zorg nodig",
    "veiligheidscomponent": "Strafbaar, overlast of dreiging",
    "regulier_doorlopen": "Gewone weg geprobeerd",
}
_WAARDEN = {"ja": "ja", "nee": "nee", "onbekend": "nog niet bekend"}
_AVE_VELDEN = {
    "situatie": "Situatie",
    "casusregie": "Casusregie",
    "procesregie": "Procesregie",
    "operationeel": "Operationeel",
    "bestuurlijk": "Bestuurlijk",
    "opschalen": "Opschalen",
    "afschalen": "Afschalen",
}


def bijlagen(objecten: Sequence[Object]) -> list[dict[str, Any]]:
    """De kaarten van een bericht, als bijlagen; niet elk object heeft een kaart.

    De contacten van een triage staan al op haar eigen kaart.
    """
    van_triage = [o.get("contacten") for o in objecten if o.get("soort") == "triage"]
    kaarten = [
        _MAKERS[o["soort"]](o)
        for o in objecten
        if o.get("soort") in _MAKERS
        and not (o["soort"] == "contacten" and o.get("contacten") in van_triage)
    ]
    return [als_bijlage(kaart) for kaart in kaarten if kaart["body"]]


def knoppenkaart(knoppen: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Een kaart met alleen knoppen, voor een bericht waar er nog een na komt.

    Een client toont de snelle antwoorden alleen onder het laatste bericht.
    """
    acties = [
        {
            "type": "Action.Submit",
            "title": knop["title"],
            "data": {"payload": knop["payload"]},
        }
        for knop in knoppen
    ]
    return als_bijlage(_kaart([{"type": "ActionSet", "actions": acties}]))


def als_bijlage(kaart: Kaart) -> dict[str, Any]:
    """De kaart als bijlage van een Activity."""
    return {"contentType": SOORT_BIJLAGE, "content": kaart}


def _contacten(inhoud: Object) -> Kaart:
    return _kaart([_contact(contact) for contact in inhoud.get("contacten") or ()])


def _triage(inhoud: Object) -> Kaart:
    criteria = inhoud.get("criteria") or {}
    feiten = [
        (naam, _WAARDEN.get(criteria[code], ""))
        for code, naam in _CRITERIA.items()
        if code in criteria
    ]
    if inhoud.get("ave_fase"):
        feiten.append(("AVE-fase", str(inhoud["ave_fase"])))
    return _kaart(
        [
            _kop("Toets aan de criteria"),
            _feiten(feiten),
            *(_contact(contact) for contact in inhoud.get("contacten") or ()),
        ]
    )


def _ave(inhoud: Object) -> Kaart:
    onbevestigd = set(inhoud.get("onbevestigd") or ())
    feiten = [
        (titel, f"{inhoud[veld]}{' (niet bevestigd)' if veld in onbevestigd else ''}")
        for veld, titel in _AVE_VELDEN.items()
        if inhoud.get(veld)
    ]
    return _kaart([_kop(f"AVE-fase {inhoud.get('fase', '')}".strip()), _feiten(feiten)])


def _adviesvraag(inhoud: Object) -> Kaart:
    feiten = [
        (titel, str(inhoud[veld]).replace("_", " ") if veld == "status" else str(inhoud[veld]))
        for veld, titel in (("kenmerk", "Kenmerk"), ("status", "Status"))
        if inhoud.get(veld)
    ]
    return _kaart([_kop("Adviesvraag"), _feiten(feiten)])


def _acuut(inhoud: Object) -> Kaart:
    return _kaart([_acties([_bel(nummer) for nummer in inhoud.get("nummers") or ()])])


_MAKERS: dict[str, Callable[[Object], Kaart]] = {
    "acuut": _acuut,
    "adviesvraag": _adviesvraag,
    "ave": _ave,
    "contacten": _contacten,
    "overdracht": _contacten,
    "triage": _triage,
}


def _contact(contact: Object) -> dict[str, Any]:
    regels = [str(contact[veld]) for veld in ("wanneer", "bereikbaar") if contact.get(veld)]
    if not contact.get("gecontroleerd_op"):
        regels.append("Nog niet nagebeld.")
    acties = [_bel(str(contact["telefoon"]))] if contact.get("telefoon") else []
    website = str(contact.get("website") or "")
    if _WEB.fullmatch(website):
        acties.append({"type": "Action.OpenUrl", "title": "Website", "url": website})
    return {
        "type": "Container",
        "separator": True,
        "items": [
            _kop(str(contact.get("naam") or "")),
            *(_tekst(regel) for regel in regels),
            *([_acties(acties)] if acties else []),
        ],
    }


def _kaart(body: list[dict[str, Any]]) -> Kaart:
    return {"type": "AdaptiveCard", "version": "1.5", "lang": "nl", "body": [d for d in body if d]}


def _kop(tekst: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": tekst, "weight": "Bolder", "wrap": True}


def _tekst(tekst: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": tekst, "wrap": True, "spacing": "Small"}


def _feiten(feiten: Sequence[tuple[str, str]]) -> dict[str, Any]:
    if not feiten:
        return {}
    return {"type": "FactSet", "facts": [{"title": t, "value": w} for t, w in feiten]}


def _acties(acties: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "ActionSet", "actions": list(acties)} if acties else {}


def _bel(nummer: str) -> dict[str, Any]:
    kaal = re.sub(r"[^\d+]", "", nummer)
    return {"type": "Action.OpenUrl", "title": f"Bel {nummer}", "url": f"tel:{kaal}"}
