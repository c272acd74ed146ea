"""De vragenmotor: welke vraag komt nu, wat doet een antwoord, hoe ga je terug.

Een vragenlijst is een graaf zonder kringen. Alles hier is een pure functie over een
`Vragenlijst` (de graaf, uit YAML) en een `Stand` (wat tot nu toe bekend is). De motor weet niets
van triage, Rasa of een database; architectuurbesluit 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.vragenlijst_vorm import (
    GEKOZEN,
    GELEZEN,
    GETYPT,
    MAX_TEKST,
    ONBEKEND,
    OVERGENOMEN,
    Antwoord,
    NietsOmTerugTeGaan,
    OngeldigAntwoord,
    Optie,
    Stand,
    Voorwaarde,
    Vraag,
    Vragenlijst,
)

__all__ = [
    "GEKOZEN",
    "GELEZEN",
    "GETYPT",
    "MAX_TEKST",
    "ONBEKEND",
    "OVERGENOMEN",
    "Antwoord",
    "NietsOmTerugTeGaan",
    "OngeldigAntwoord",
    "Optie",
    "Pad",
    "Stand",
    "Voorwaarde",
    "Vraag",
    "Vragenlijst",
    "beantwoord",
    "corrigeer",
    "doelen",
    "knopen_na",
    "loop",
    "neem_over",
    "neem_uit_triage",
    "stappen",
    "terug",
    "volgende",
    "vul_aan",
]


@dataclass(frozen=True)
class Pad:
    """De weg door de graaf bij een stand: eerst `gesteld`, dan een open vraag of een einde."""

    gesteld: tuple[str, ...]
    bezocht: frozenset[str]
    open: str | None
    einde: str | None


def loop(lijst: Vragenlijst, stand: Stand) -> Pad:
    """Loop vanaf het begin tot de eerste vraag zonder antwoord of tot een einde."""
    knoop = lijst.start
    gesteld: list[str] = []
    bezocht: set[str] = set()
    zichtbaar: dict[str, str] = dict(stand.gegevens)
    while knoop not in lijst.einden:
        vraag = lijst.vragen[knoop]
        bezocht.add(knoop)
        antwoord = stand.antwoorden.get(knoop)
        if knoop == stand.heropend:
            return Pad(tuple(gesteld), frozenset(bezocht), knoop, None)
        if _vervalt(lijst, vraag, stand, zichtbaar):
            knoop = _volgende_knoop(vraag, None)
        elif antwoord is None:
            return Pad(tuple(gesteld), frozenset(bezocht), knoop, None)
        else:
            gesteld.append(knoop)
            zichtbaar[knoop] = antwoord.waarde
            knoop = _volgende_knoop(vraag, antwoord.waarde)
    return Pad(tuple(gesteld), frozenset(bezocht), None, knoop)


def volgende(lijst: Vragenlijst, stand: Stand) -> Vraag | None:
    """De vraag die nu gesteld moet worden, of None als de lijst klaar is."""
    open_vraag = loop(lijst, stand).open
    return lijst.vragen[open_vraag] if open_vraag else None


def beantwoord(
    lijst: Vragenlijst,
    stand: Stand,
    vraag_id: str,
    antwoord: Antwoord,
) -> Stand:
    """Leg een antwoord van de gebruiker vast; antwoorden die niet meer bereikbaar zijn vervallen.

    Raises:
        OngeldigAntwoord: als het antwoord niet bij de vraag past.
    """
    vraag = lijst.vragen[vraag_id]
    geldig = _gecontroleerd(vraag, antwoord)
    volgorde = (*(v for v in stand.volgorde if v != vraag_id), vraag_id)
    nieuw = replace(
        stand,
        gegevens={**stand.gegevens, **vraag.geeft(geldig.waarde)},
        antwoorden={**stand.antwoorden, vraag_id: geldig},
        volgorde=volgorde,
        heropend=None if stand.heropend == vraag_id else stand.heropend,
    )
    return _ruim_op(lijst, nieuw)


def neem_over(lijst: Vragenlijst, stand: Stand, bekend: Mapping[str, Antwoord]) -> Stand:
    """Vul antwoorden in die al bekend zijn; wat de gebruiker zelf zei blijft staan.

    Raises:
        OngeldigAntwoord: als een antwoord niet bij de vraag past.
    """
    over = {
        vraag_id: _gecontroleerd(lijst.vragen[vraag_id], antwoord)
        for vraag_id, antwoord in bekend.items()
        if vraag_id in lijst.vragen and vraag_id not in stand.volgorde
    }
    nieuw = replace(
        stand,
        antwoorden={**stand.antwoorden, **over},
        heropend=None if stand.heropend in over else stand.heropend,
    )
    return _ruim_op(lijst, nieuw)


def neem_uit_triage(lijst: Vragenlijst, triage: Stand) -> dict[str, Antwoord]:
    """De antwoorden van een triage die in deze vragenlijst ook gelden (veld `uit_triage`)."""
    gevonden = {}
    for vraag in lijst.vragen.values():
        bron = vraag.uit_triage
        antwoord = triage.antwoorden.get(bron.vraag) if bron else None
        if bron and antwoord and (bron.ook_onbekend or antwoord.waarde != ONBEKEND):
            gevonden[vraag.id] = replace(antwoord, herkomst=OVERGENOMEN)
    return gevonden


def vul_aan(lijst: Vragenlijst, stand: Stand, vraag_id: str, tekst: str) -> Stand:
    """Zet een tekst achter een eerder gegeven tekst, of geef hem als antwoord.

    Raises:
        OngeldigAntwoord: als het geheel te lang wordt.
    """
    eerder = stand.antwoorden.get(vraag_id)
    if eerder is None or eerder.waarde == ONBEKEND:
        return neem_over(lijst, stand, {vraag_id: Antwoord(tekst, herkomst=GETYPT)})
    samen = replace(eerder, waarde=f"{eerder.waarde}\n{tekst}")
    geldig = _gecontroleerd(lijst.vragen[vraag_id], samen)
    return replace(stand, antwoorden={**stand.antwoorden, vraag_id: geldig})


def corrigeer(lijst: Vragenlijst, stand: Stand, vraag_id: str) -> Stand:
    """Stel een eerdere vraag opnieuw; het oude antwoord geldt niet meer."""
    over = {v: a for v, a in stand.antwoorden.items() if v != vraag_id}
    volgorde = tuple(v for v in stand.volgorde if v != vraag_id)
    nieuw = replace(stand, antwoorden=over, volgorde=volgorde, heropend=vraag_id)
    return _ruim_op(lijst, nieuw)


def terug(lijst: Vragenlijst, stand: Stand) -> Stand:
    """Ga terug naar de vraag die de gebruiker het laatst beantwoordde.

    Raises:
        NietsOmTerugTeGaan: als de gebruiker nog niets beantwoordde.
    """
    if not stand.volgorde:
        raise NietsOmTerugTeGaan("Je bent nog bij de eerste vraag.")
    return corrigeer(lijst, stand, stand.volgorde[-1])


def stappen(lijst: Vragenlijst, stand: Stand) -> tuple[int, int]:
    """De hoeveelste vraag dit is en hoeveel het er naar schatting worden (het langste pad)."""
    stap = len(stand.volgorde) + 1
    open_vraag = loop(lijst, stand).open
    if open_vraag is None:
        return max(stap - 1, 1), max(stap - 1, 1)
    return stap, stap + _langste_rest(lijst, stand, open_vraag, {}) - 1


def knopen_na(lijst: Vragenlijst, vraag_id: str) -> frozenset[str]:
    """Alle vragen en einden die na deze vraag nog bereikbaar zijn."""
    gezien: set[str] = set()
    wacht = [vraag_id]
    while wacht:
        vraag = lijst.vragen.get(wacht.pop())
        for doel in doelen(vraag) if vraag else ():
            if doel not in gezien:
                gezien.add(doel)
                wacht.append(doel)
    return frozenset(gezien)


def doelen(vraag: Vraag) -> tuple[str, ...]:
    """De knopen waar deze vraag naartoe kan, elk één keer."""
    alle = [*vraag.naar_bij.values(), *([vraag.naar] if vraag.naar else [])]
    return tuple(dict.fromkeys(alle))


def _volgende_knoop(vraag: Vraag, waarde: str | None) -> str:
    doel = vraag.naar_bij.get(waarde) if waarde is not None else None
    doel = doel or vraag.naar
    if doel is None:
        raise OngeldigAntwoord(f"Bij de vraag {vraag.id!r} hoort geen weg verder voor {waarde!r}.")
    return doel


def _vervalt(lijst: Vragenlijst, vraag: Vraag, stand: Stand, zichtbaar: Mapping[str, str]) -> bool:
    if any(voorwaarde.geldt(zichtbaar) for voorwaarde in vraag.overslaan_als):
        return True
    if not vraag.voor_uitkomst:
        return False
    bekend = {**stand.gegevens, **{v: a.waarde for v, a in stand.antwoorden.items()}}
    return any(voorwaarde.geldt(bekend) for voorwaarde in lijst.beslist_als)


def _gecontroleerd(vraag: Vraag, antwoord: Antwoord) -> Antwoord:
    vreemd = [o for o in antwoord.onderdelen if o not in vraag.onderdelen]
    if vreemd:
        raise OngeldigAntwoord(f"{vreemd[0]!r} is geen keuze bij deze vraag.")
    if antwoord.onderdelen:
        waarde = "ja" if len(antwoord.onderdelen) >= vraag.minimaal else "nee"
        return replace(antwoord, waarde=waarde)
    if vraag.waarden and antwoord.waarde in vraag.waarden:
        return antwoord
    if vraag.soort in {"keuze", "meerkeuze"}:
        raise OngeldigAntwoord("Dat is geen keuze bij deze vraag. Kies een van de antwoorden.")
    tekst = antwoord.waarde.strip()
    if not tekst:
        raise OngeldigAntwoord("Je antwoord is leeg. Typ een paar woorden, of kies een knop.")
    if len(tekst) > MAX_TEKST:
        raise OngeldigAntwoord(
            f"Je antwoord is te lang ({len(tekst)} tekens). Vat het samen in {MAX_TEKST} tekens."
        )
    return replace(antwoord, waarde=tekst)


def _ruim_op(lijst: Vragenlijst, stand: Stand) -> Stand:
    """Laat alleen antwoorden staan die op het pad liggen of er nog op kunnen komen."""
    pad = loop(lijst, stand)
    mogelijk = pad.bezocht | (knopen_na(lijst, pad.open) if pad.open else frozenset())
    heropend = stand.heropend if stand.heropend == pad.open else None
    return replace(
        stand,
        antwoorden={v: a for v, a in stand.antwoorden.items() if v in mogelijk},
        volgorde=tuple(v for v in stand.volgorde if v in mogelijk),
        heropend=heropend,
    )


def _langste_rest(lijst: Vragenlijst, stand: Stand, knoop: str, onthouden: dict[str, int]) -> int:
    if knoop in lijst.einden:
        return 0
    if knoop not in onthouden:
        vraag = lijst.vragen[knoop]
        zelf = 1
        wegen = doelen(vraag)
        if knoop != stand.heropend and _vervalt(lijst, vraag, stand, stand.gegevens):
            zelf, wegen = 0, (_volgende_knoop(vraag, None),)
        elif knoop != stand.heropend and (antwoord := stand.antwoorden.get(knoop)):
            zelf, wegen = 0, (_volgende_knoop(vraag, antwoord.waarde),)
            if stand.heropend and vraag.overslaan_als:
                # Het nieuwe antwoord kan deze vraag laten vervallen; dan geldt de gewone weg.
                wegen += (_volgende_knoop(vraag, None),)
        langste = max(_langste_rest(lijst, stand, doel, onthouden) for doel in wegen)
        onthouden[knoop] = zelf + langste
    return onthouden[knoop]
