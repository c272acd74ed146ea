"""Van de antwoorden van een beurt naar één bericht in Teams.

Eén bericht per beurt: elk bericht geeft een melding, en Teams remt een bot die er veel stuurt.
Alles staat op één Adaptive Card (1.5, de hoogste voor een bot); tekst naast een kaart splitst Teams
in tweeën. Alleen een antwoord met bronnen is gewone tekst: verwijzingen bestaan daar en niet op een
kaart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channels.kaarten import SOORT_BIJLAGE, bijlagen
from bot.channels.teams.keuzes import keuzedelen
from bot.channels.teams.tekstdelen import Deel, Rij, blok, objecten, stukken, tekstdelen, veilig

HOOGUIT_BYTES = 24_000
"""Teams neemt 100 kB in UTF-16 aan, oudere bronnen noemen 25 kB; zo past het altijd."""

_MEESTE_VERWIJZINGEN = 20
_MEESTE_BRONNEN = 3
_LANGSTE_NAAM, _LANGSTE_UITLEG, _LANGSTE_SAMENVATTING = 80, 160, 120
_MET_OORDEEL = frozenset({"antwoord", "triage", "ave", "contacten", "overdracht"})
_OP_EIGEN_PLEK = frozenset({"contacten", "overdracht", "ave", "vraag"})
_FASEN = (1, 2, 3, 4)


def maak(rijen: Sequence[Rij], gekozen: str | None = None) -> dict[str, Any]:
    """Het bericht bij de antwoorden van één beurt.

    Args:
        rijen: de bewaarde antwoorden, op volgorde.
        gekozen: wat de gebruiker koos; dan staat dat erbij en zijn de knoppen weg.
    """
    if _is_antwoord(rijen) and gekozen is None:
        return _met_oordeel(_met_verwijzingen(rijen), rijen)
    for met_objecten in (True, False):
        bericht = _met_oordeel(_als_kaart(rijen, gekozen, met_objecten=met_objecten), rijen)
        if grootte(bericht) <= HOOGUIT_BYTES:
            return bericht
    return {"type": "message", "textFormat": "plain", "text": _hele_tekst(rijen)}


def grootte(bericht: Mapping[str, Any]) -> int:
    """Hoeveel bytes dit bericht is, zoals het verstuurd wordt."""
    return len(json.dumps(bericht).encode())


def vraagt_oordeel(rijen: Sequence[Rij]) -> bool:
    """Of er duimen onder horen: onder wat inhoud heeft, want onder een vraag storen ze alleen."""
    return any(o.get("soort") in _MET_OORDEEL for rij in rijen for o in objecten(rij))


def _als_kaart(rijen: Sequence[Rij], gekozen: str | None, *, met_objecten: bool) -> dict[str, Any]:
    delen: list[Deel] = []
    for rij in rijen:
        nieuw = [*tekstdelen(rij), *(_objectdelen(rij) if met_objecten else ())]
        if any(inhoud.get("soort") == "acuut" for inhoud in objecten(rij)):
            nieuw = [{"type": "Container", "style": "attention", "bleed": True, "items": nieuw}]
        if gekozen is None:
            nieuw += keuzedelen(_knoppen(rij), objecten(rij))
        if delen and nieuw:
            nieuw[0] = {**nieuw[0], "spacing": "Medium"}
        delen += nieuw
    if gekozen is not None:
        delen.append({**blok(f"Gekozen: {gekozen}"), "weight": "Bolder", "spacing": "Medium"})
    kaart = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "nl",
        "msteams": {"width": "Full"},
        "body": delen,
    }
    return {
        "type": "message",
        "summary": _kort(_hele_tekst(rijen), _LANGSTE_SAMENVATTING),
        "attachments": [{"contentType": SOORT_BIJLAGE, "content": kaart}],
    }


def _objectdelen(rij: Rij) -> list[Deel]:
    rest = [{**o, "contacten": []} for o in objecten(rij) if o.get("soort") not in _OP_EIGEN_PLEK]
    fasen = [int(o["fase"]) for o in objecten(rij) if o.get("soort") == "ave" and o.get("fase")]
    return [*_lijf(rest), *_bronknoppen(rij), *(_ladder(fase) for fase in fasen)]


def _bronknoppen(rij: Rij) -> list[Deel]:
    """Op een kaart bestaan geen verwijzingen; daar opent een knop de bron."""
    acties = [
        {
            "type": "Action.OpenUrl",
            "title": _kort(f"Bron: {bron.get('titel')}", _LANGSTE_NAAM),
            "url": bron["adres"],
        }
        for bron in _bronnen([rij])
        if bron.get("adres")
    ]
    return [{"type": "ActionSet", "actions": acties[:_MEESTE_BRONNEN]}] if acties else []


def _lijf(inhoud: Sequence[Mapping[str, Any]]) -> list[Deel]:
    return [deel for bijlage in bijlagen(inhoud) for deel in bijlage["content"]["body"]]


def _ladder(fase: int) -> Deel:
    """De vier fasen naast elkaar, de fase van nu opvallend; ook te lezen zonder kleur."""
    return {
        "type": "ColumnSet",
        "columns": [
            {
                "type": "Column",
                "width": "stretch",
                "style": "accent" if nummer == fase else "default",
                "items": [
                    {
                        "type": "TextBlock",
                        "text": f"Fase {nummer}{' (nu)' if nummer == fase else ''}",
                        "weight": "Bolder" if nummer == fase else "Default",
                        "horizontalAlignment": "Center",
                        "wrap": True,
                    }
                ],
            }
            for nummer in _FASEN
        ],
    }


def _is_antwoord(rijen: Sequence[Rij]) -> bool:
    """Of deze beurt alleen een antwoord met bronnen is, zonder vraag of kaart erbij."""
    soorten = {o.get("soort") for rij in rijen for o in objecten(rij)}
    return bool(_bronnen(rijen)) and soorten <= {"antwoord", "privacy"}


def _met_verwijzingen(rijen: Sequence[Rij]) -> dict[str, Any]:
    bronnen = _bronnen(rijen)[:_MEESTE_VERWIJZINGEN]
    titels = [str(knop["title"]) for rij in rijen for knop in _knoppen(rij)]
    # Teams stuurt de titel als getypte tekst; het kanaal herkent daarin de knop.
    acties = [{"type": "imBack", "title": titel, "value": titel} for titel in titels]
    return {
        "type": "message",
        "textFormat": "markdown",
        "text": "\n\n".join(_met_merken(rijen)),
        **({"suggestedActions": {"actions": acties}} if acties else {}),
        "entities": [
            {
                "type": "https://schema.org/Message",
                "@type": "Message",
                "@context": "https://schema.org",
                "@id": "",
                "citation": [_verwijzing(nr, bron) for nr, bron in enumerate(bronnen, 1)],
            }
        ],
    }


def _met_merken(rijen: Sequence[Rij]) -> Iterator[str]:
    """De tekst van elk antwoord, met de nummers van zijn eigen bronnen erachter."""
    geteld = 0
    for rij in rijen:
        alineas = re.split(r"\n{2,}", rij["text"])
        tekst = veilig("\n\n".join(stuk for alinea in alineas for stuk in stukken(alinea)))
        nummers = range(geteld + 1, geteld + 1 + len(_bronnen([rij])))
        geteld += len(nummers)
        yield " ".join([tekst, *(f"[{nr}]" for nr in nummers if nr <= _MEESTE_VERWIJZINGEN)])


def _verwijzing(nummer: int, bron: Mapping[str, Any]) -> dict[str, Any]:
    uitleg = f"{bron.get('document', '')}, {bron.get('paragraaf', '')}".strip(", ")
    document = {
        "@type": "DigitalDocument",
        "name": _kort(str(bron.get("titel") or uitleg), _LANGSTE_NAAM),
        "abstract": _kort(uitleg, _LANGSTE_UITLEG),
    }
    if bron.get("adres"):
        document["url"] = str(bron["adres"])
    return {"@type": "Claim", "position": nummer, "appearance": document}


def _bronnen(rijen: Sequence[Rij]) -> list[Mapping[str, Any]]:
    return [
        bron
        for rij in rijen
        for inhoud in objecten(rij)
        if inhoud.get("soort") == "antwoord"
        for bron in inhoud.get("bronnen") or ()
    ]


def _met_oordeel(bericht: dict[str, Any], rijen: Sequence[Rij]) -> dict[str, Any]:
    if vraagt_oordeel(rijen):
        return {**bericht, "channelData": {"feedbackLoop": {"type": "default"}}}
    return bericht


def _knoppen(rij: Rij) -> list[Mapping[str, Any]]:
    return list(rij.get("suggestedActions", {}).get("actions", ()))


def _hele_tekst(rijen: Sequence[Rij]) -> str:
    return "\n\n".join(str(rij["text"]) for rij in rijen)


def _kort(tekst: str, hooguit: int) -> str:
    een_regel = " ".join(tekst.split())
    return een_regel if len(een_regel) <= hooguit else f"{een_regel[: hooguit - 1]}…"
