"""De tekst van een antwoord in de delen van een kaart: zinnen, lijsten, feiten en contacten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.channels.kaarten import bijlagen

Rij = Mapping[str, Any]
Deel = dict[str, Any]

_FEIT = re.compile(r"- ([^:\n]{1,60}): (.+)")
_HERKOMST = re.compile(r"\s*\(((?:Nog niet nagebeld|Nagevraagd op).*)\)$", re.DOTALL)
_GEEN: Mapping[str, Any] = MappingProxyType({})


def objecten(rij: Rij) -> list[Mapping[str, Any]]:
    """De objecten bij een antwoord; zie docs/contract.md."""
    return list(rij.get("channelData", {}).get("wegwijzer", {}).get("objecten", ()))


def tekstdelen(rij: Rij) -> list[Deel]:
    """De tekst in blokken; een contact met zijn knoppen eronder, een samenvatting als feiten."""
    contacten = {str(c["naam"]): c for o in objecten(rij) for c in o.get("contacten") or ()}
    delen: list[Deel] = []
    for alinea in re.split(r"\n{2,}", rij["text"]):
        kop, _, rest = alinea.partition("\n")
        contact = _in_kop(kop, contacten)
        if contact is not None:
            delen.append(_contact(kop, rest.split("\n") if rest else [], contact))
        else:
            delen += _delen_van_alinea(alinea, contacten, controle=_is_controle(rij))
    is_uitkomst = any(inhoud.get("soort") == "triage" for inhoud in objecten(rij))
    if is_uitkomst and delen and delen[0]["type"] == "TextBlock":
        delen[0] = {**delen[0], "weight": "Bolder"}
    return delen


def stukken(alinea: str, los: Mapping[str, Any] = _GEEN) -> list[str]:
    """Een alinea in losse zinnen en lijsten; een regel over een contact in `los` staat apart."""
    uit: list[list[str]] = []
    for regel in alinea.split("\n"):
        in_lijst = regel.startswith("- ") and _in_lijst(regel, los) is None
        vorige = uit[-1][-1] if uit else ""
        if in_lijst and vorige.startswith("- ") and _in_lijst(vorige, los) is None:
            uit[-1].append(regel)
        else:
            uit.append([regel])
    return ["\n".join(regels) for regels in uit]


def blok(tekst: str) -> Deel:
    """Een stuk tekst op een kaart."""
    return {"type": "TextBlock", "text": veilig(tekst), "wrap": True, "spacing": "Small"}


def veilig(tekst: str) -> str:
    """De tekst zonder koppelingen van een ander, en met een voetnoot die geen opmaak is.

    Een kaart leest Markdown: een sterretje maakt daar een lijst of schuine letters.
    """
    zonder = tekst.replace("](", "] (")
    return re.sub(r"^\* |\*$", lambda m: "¹ " if m[0] == "* " else "¹", zonder, flags=re.MULTILINE)


def _delen_van_alinea(alinea: str, contacten: Mapping[str, Any], *, controle: bool) -> list[Deel]:
    delen: list[Deel] = []
    for stuk in stukken(alinea, contacten):
        feiten = [_FEIT.fullmatch(regel) for regel in stuk.split("\n")]
        contact = _in_lijst(stuk, contacten)
        if contact is not None:
            naam = str(contact["naam"])
            delen.append(_contact(naam, [stuk[len(naam) + 2 :].removeprefix(":").strip()], contact))
        elif controle and all(feiten):
            paren = [{"title": f[1], "value": veilig(f[2])} for f in feiten if f]
            delen.append({"type": "FactSet", "facts": paren})
        elif stuk.strip():
            delen.append(blok(stuk))
    return delen


def _in_lijst(regel: str, contacten: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Het contact waar deze regel van een lijst over gaat."""
    return next((c for naam, c in contacten.items() if regel.startswith(f"- {naam}")), None)


def _in_kop(regel: str, contacten: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Het contact waar deze regel de kop van is; de regels eronder gaan er ook over."""
    return next(
        (c for n, c in contacten.items() if regel in {f"{n}.", f"{n}, {c.get('telefoon')}."}), None
    )


def _contact(naam: str, regels: Sequence[str], contact: Mapping[str, Any]) -> Deel:
    """De naam, wat de tekst erover zegt, klein hoe zeker het is, en knoppen om te bellen."""
    delen: list[Deel] = [{**blok(naam), "weight": "Bolder"}]
    for regel in regels:
        herkomst = _HERKOMST.search(regel)
        zin = regel[: herkomst.start()] if herkomst else regel
        delen += [blok(zin[:1].upper() + zin[1:])] if zin else []
        delen += [{**blok(herkomst[1]), "size": "Small"}] if herkomst else []
    (bijlage,) = bijlagen([{"soort": "contacten", "contacten": [contact]}])
    knoppen = [
        actie
        for deel in bijlage["content"]["body"]
        for onder in deel.get("items", ())
        for actie in onder.get("actions", ())
    ]
    acties = [{"type": "ActionSet", "actions": knoppen}] if knoppen else []
    return {"type": "Container", "separator": True, "items": [*delen, *acties]}


def _is_controle(rij: Rij) -> bool:
    return any(o.get("soort") == "vraag" and o.get("id") == "controle" for o in objecten(rij))
