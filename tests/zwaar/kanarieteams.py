"""De wandeling door alle vragenlijsten over Teams, met alleen wat een gebruiker daar krijgt.

Over REST en het web reist het object `vraag` mee; Teams krijgt een kaart. Welke vraag open staat
volgt dus uit haar tekst en uit de payload van haar knoppen.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.vragenlijst_bestand import vragenlijst
from tests import kanariepaden
from tests.bot.channels.botframework.nepteams import NepTeams
from tests.bot.channels.teams.gebruiker import Gebruiker, delen, knoppen, tekst
from tests.kanaries import Kanarie

STIL_SECONDEN = 1.5
"""Langer dan het kanaal wacht voor het laat zien dat het typt."""

_HOOGUIT_SECONDEN = 60
_VOORVOEGSEL = "keuze~"
_TE_SNEL = "Je stuurt nu veel berichten"


@dataclass(frozen=True)
class _Knop:
    """Een knop of een keuze uit een lijstje, en wat Teams stuurt als iemand haar neemt."""

    titel: str
    payload: str
    stuurt: Mapping[str, str]


@dataclass
class TeamsGesprek:
    """Een gesprek in Teams, als `kanariepaden.Zeg`."""

    gebruiker: Gebruiker
    _knoppen: dict[str, _Knop] = field(default_factory=dict)
    _lijst_van_run: dict[str, str] = field(default_factory=dict)

    def __call__(self, zin: str) -> list[dict[str, Any]]:
        knop = self._knoppen.get(zin)
        anders = {"value": dict(knop.stuurt), "text": None} if knop else {}
        return self._lees(self.gebruiker.zeg("" if knop else zin, **anders))

    def _lees(self, bericht: Any) -> list[dict[str, Any]]:
        assert _TE_SNEL not in tekst(bericht)
        gevonden = _knoppen_van(bericht)
        self._knoppen = {knop.payload: knop for knop in gevonden}
        vraag = self._open_vraag(tekst(bericht), gevonden)
        return [*vraag, {"soort": "knoppen", "knoppen": {k.titel: k.payload for k in gevonden}}]

    def _open_vraag(self, gelezen: str, gevonden: Sequence[_Knop]) -> list[dict[str, Any]]:
        ids = {vraag for _, vraag in kanariepaden.alle_vragen()}
        keuzes = [(knop.payload, *_delen(knop.payload)) for knop in gevonden]
        van_vraag = [keuze for keuze in keuzes if keuze[2] in ids]
        gesteld = {waar for waar in kanariepaden.alle_vragen() if _staat_in(waar, gelezen)}
        if van_vraag:
            _, run, vraag, _ = van_vraag[0]
            assert {(r, v) for _, r, v, _ in van_vraag} == {(run, vraag)}
            lijst = self._lijst_bij(run, vraag, gesteld)
        elif gesteld:
            ((lijst, vraag),) = gesteld
        else:
            return []
        opties = [{"waarde": waarde, "payload": payload} for payload, _, _, waarde in van_vraag]
        return [{"soort": "vraag", "vragenlijst": lijst, "id": vraag, "opties": opties}]

    def _lijst_bij(self, run: str, vraag: str, gesteld: set[kanariepaden.Vraag]) -> str:
        """Dezelfde vraag kan in meer lijsten staan; haar run heeft er maar een."""
        kan = {lijst for lijst, een in kanariepaden.alle_vragen() if een == vraag}
        kan &= {lijst for lijst, een in gesteld if een == vraag} or kan
        kan &= {self._lijst_van_run[run]} if run in self._lijst_van_run else kan
        (lijst,) = kan
        return self._lijst_van_run.setdefault(run, lijst)


def over_teams(
    adres: str, nep: NepTeams, geplant: Sequence[Kanarie]
) -> Counter[kanariepaden.Vraag]:
    """Geeft bij welke vraag hoe vaak een gegeven getypt is."""
    return kanariepaden.loop_door_vragenlijsten(
        lambda: TeamsGesprek(Gebruiker(adres, nep)), geplant
    )


def wacht_tot_stil(nep: NepTeams) -> None:
    """Wacht tot de server niets meer naar Teams stuurt."""
    grens = time.monotonic() + _HOOGUIT_SECONDEN
    al, sinds = len(nep.verzoeken), time.monotonic()
    while time.monotonic() < min(grens, sinds + STIL_SECONDEN):
        time.sleep(0.05)
        if len(nep.verzoeken) != al:
            al, sinds = len(nep.verzoeken), time.monotonic()
    assert time.monotonic() < grens, "de server blijft naar Teams sturen"


def _knoppen_van(bericht: Any) -> list[_Knop]:
    if "attachments" not in bericht:
        # Bij een antwoord met bronnen is een knop een snel antwoord: Teams typt de titel.
        acties = bericht.get("suggestedActions", {}).get("actions", ())
        return [_Knop(actie["title"], actie["value"], {}) for actie in acties]
    los = [
        _Knop(titel, data["payload"], data)
        for titel, data in knoppen(bericht).items()
        if "payload" in data
    ]
    uit_lijst = [
        _Knop(keuze["title"], keuze["value"], {"soort": deel["id"], deel["id"]: keuze["value"]})
        for deel in delen(bericht)
        if deel["type"] == "Input.ChoiceSet"
        for keuze in deel["choices"]
    ]
    return [*los, *uit_lijst]


def _delen(payload: str) -> tuple[str, str, str]:
    """Run, vraag en waarde van een knop; een knop met alleen een titel heeft die niet."""
    if not payload.startswith(_VOORVOEGSEL):
        return "", "", ""
    run, vraag, waarde, _ = payload.removeprefix(_VOORVOEGSEL).split("~")
    return run, vraag, waarde


def _staat_in(waar: kanariepaden.Vraag, gelezen: str) -> bool:
    naam, vraag = waar
    return vragenlijst(naam).vragen[vraag].tekst in gelezen
