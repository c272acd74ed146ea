"""Contacten en routes als bericht: compacte gewone tekst, en dezelfde gegevens als object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sociale_kaart.contact import Contact
from sociale_kaart.keuring import Keuring
from sociale_kaart.openingstijden import DICHT, OPEN, open_op
from sociale_kaart.wegwijzer import Route

NIET_WACHTEN = "Kan het niet wachten, bel dan de politie (0900-8844, geen spoed). Bij gevaar: 112."

_ALTIJD = "dag en nacht"


def routetekst(kop: str, route: Route, moment: dt.datetime) -> str:
    """Een route als tekst: wie eerst en waarom, wat klaarleggen, wie daarna."""
    eerste = route.eerste
    delen = [kop, _eerste(eerste, moment)]
    if route.let_op:
        delen.append(route.let_op)
    if route.voorbereiding:
        delen.append("Leg klaar voor je belt:\n" + _lijst(route.voorbereiding))
    delen.append(route.geen_gehoor)
    if route.daarna:
        delen.append("Daarna:\n" + _lijst(_kort_bij_elkaar(route.daarna)))
    delen.append(f"Veiligheidshuis erbij? {route.veiligheidshuis}")
    return "\n\n".join(delen)


def andere_gemeente(kop: str, route: Route) -> str:
    """De contacten van een andere gemeente waar dezelfde zaak speelt, in één blok."""
    regels = [f"{kop}\n{_lijst(_kort_bij_elkaar(route.contacten))}", route.let_op]
    return "\n".join(regel for regel in regels if regel)


def contacttekst(contact: Contact, moment: dt.datetime) -> str:
    """Alles over één contact, als antwoord op de vraag naar het nummer."""
    return "\n".join([f"{contact.naam}{_nummer(contact)}.", *_gegevens(contact, moment)])


def kort(contact: Contact) -> str:
    """Een contact in één regel: naam, nummer, en wat er van de controle bekend is."""
    let_op = f" Let op: {contact.waarschuwing}" if contact.waarschuwing else ""
    return f"{_regel(contact)} ({_klein(contact.herkomst())}).{let_op}"


def _regel(contact: Contact) -> str:
    return f"{contact.naam}: {contact.telefoon or contact.bereikbaar}"


def _kort_bij_elkaar(contacten: Sequence[Contact]) -> Iterator[str]:
    """Elk contact in één regel; dezelfde herkomst achter elkaar staat alleen bij de laatste."""
    for contact, volgende in zip_longest(contacten, contacten[1:]):
        samen = volgende is not None and volgende.herkomst() == contact.herkomst()
        yield _regel(contact) if samen and not contact.waarschuwing else kort(contact)


def tijdzin(contact: Contact, moment: dt.datetime) -> str:
    """Zeg of een contact nu open is, met de tijden, en wat te doen als het dicht is."""
    stand = open_op(contact, moment)
    if not contact.tijden:
        return f"{contact.naam}: {contact.bereikbaar}."
    uren = "" if stand.altijd else f" {contact.bereikbaar[:1].upper()}{contact.bereikbaar[1:]}."
    return f"{contact.naam}: {stand.zin()}{uren}"


def is_dicht(contact: Contact, moment: dt.datetime) -> bool:
    """Of een contact nu zeker dicht is."""
    return bool(contact.tijden) and open_op(contact, moment).stand == DICHT


def contacten_object(
    contacten: Sequence[Contact], gekeurd: Keuring, moment: dt.datetime
) -> dict[str, Any]:
    """Het object `contacten` van docs/contract.md."""
    return {
        "soort": "contacten",
        "contacten": [
            {
                **contact.als_bericht(),
                "nu_open": _nu_open(contact, moment),
                "gemeld_onjuist": gekeurd.meldingen.get(contact.id, 0) >= gekeurd.drempel,
            }
            for contact in contacten
        ],
    }


def _eerste(contact: Contact, moment: dt.datetime) -> str:
    doe = "Bel eerst" if contact.telefoon else "Begin bij"
    return "\n".join([f"{doe}: {contact.naam}{_nummer(contact)}.", *_gegevens(contact, moment)])


def _nummer(contact: Contact) -> str:
    return f", {contact.telefoon}" if contact.telefoon else ""


def _gegevens(contact: Contact, moment: dt.datetime) -> list[str]:
    """De regels onder de naam: bereikbaar, waarvoor, en wat er van de controle bekend is."""
    regels = (
        [
            _tijden(contact, moment),
            NIET_WACHTEN if is_dicht(contact, moment) else "",
        ],
        [
            f"Waarvoor: {_klein(contact.wanneer)}",
            f"Niet voor {contact.niet_voor}." if contact.niet_voor else "",
        ],
        [f"Website: {contact.website}" if contact.website else ""],
        [
            f"Controle: {_klein(contact.herkomst())}.",
            f"Let op: {contact.waarschuwing}" if contact.waarschuwing else "",
        ],
    )
    return [regel for delen in regels if (regel := " ".join(deel for deel in delen if deel))]


def _tijden(contact: Contact, moment: dt.datetime) -> str:
    """Of het contact nu open is en hoe het te bereiken is; "dag en nacht" staat er één keer."""
    hoe = contact.bereikbaar
    if not contact.tijden:
        return f"Bereikbaar: {hoe}." if hoe else ""
    stand = open_op(contact, moment)
    if stand.altijd and hoe.startswith(_ALTIJD):
        return f"Dag en nacht open{hoe.removeprefix(_ALTIJD)}."
    return f"{stand.zin()} Bereikbaar: {hoe}." if hoe else stand.zin()


def _nu_open(contact: Contact, moment: dt.datetime) -> bool | None:
    stand = open_op(contact, moment).stand if contact.tijden else None
    return {OPEN: True, DICHT: False}.get(stand or "")


def _klein(zin: str) -> str:
    return zin[:1].lower() + zin[1:]


def _lijst(regels: Iterable[str]) -> str:
    return "\n".join(f"- {regel}" for regel in regels)
