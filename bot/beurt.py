"""Eén beurt van een actie: wat de gebruiker zei, wat het dossier weet, wat er gezegd wordt.

`@actie` maakt van een functie een Rasa-actie met één foutgrens: de gebruiker krijgt bij een fout
één zin met een lognummer, het log krijgt de oorzaak, en er gaat geen traceback of verzoek naar
buiten (architectuurbesluit 9).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dossier import Dossier
from bot.instellingen import instellingen
from bot.payload import Keuze, teken
from bot.verbetering import verbeter_afgerond

logger = logging.getLogger(__name__)

FORMULIER = "vragenlijst_form"
AFRONDEN = "action_rond_af"
GRENS_SECONDEN = 4.0
GLOBAAL = "-"
IK_BEN = (
    "Ik ben een digitale assistent, geen mens. Ik zoek een contact voor je, toets met je of een "
    "casus in het Veiligheidshuis past, leg uit met de bron erbij en stel een adviesvraag op. Ik "
    "adviseer; jij en de organisaties beslissen. Typ geen persoonsgegevens, zoals namen, "
    "geboortedata of adressen. Liever een mens? Typ mens."
)

T = TypeVar("T")
Functie = Callable[["Beurt"], Awaitable[None]]
_FUNCTIES: dict[str, Functie] = {}


@dataclass(frozen=True)
class Stuk:
    """Een deel van een bericht met zijn eigen bedoeling, bijvoorbeeld de vraag na een antwoord."""

    tekst: str
    intent: str
    zekerheid: float


@dataclass(frozen=True)
class Knop:
    """Een knop: wat erop staat en welke keuze hij geeft."""

    titel: str
    keuze: Keuze


@dataclass
class Beurt:
    """De toegang van een actie tot het gesprek.

    Attributes:
        dossier: het dossier; wie het wijzigt, wijst een nieuw dossier toe.
        gebeurtenissen: extra gebeurtenissen voor Rasa.
        stuk: het deel van het bericht dat nu telt; None is het hele bericht.
    """

    tracker: Tracker
    dispatcher: CollectingDispatcher
    dossier: Dossier
    gebeurtenissen: list[EventType] = field(default_factory=list)
    stuk: Stuk | None = None

    @property
    def gesprek(self) -> str:
        """De naam van het gesprek."""
        return str(self.tracker.sender_id)

    @property
    def kanaal(self) -> str:
        """Het kanaal waarlangs het laatste bericht kwam."""
        return str(self.tracker.get_latest_input_channel() or "onbekend")

    @property
    def tekst(self) -> str:
        """De tekst van de gebruiker, al gelakt door de poort."""
        return self.stuk.tekst if self.stuk else self.hele_tekst

    @property
    def hele_tekst(self) -> str:
        """De tekst van het hele bericht."""
        return str(self.tracker.latest_message.get("text") or "")

    @property
    def stukken(self) -> list[Stuk]:
        """De delen van het bericht op volgorde; leeg als het één geheel is."""
        return [
            Stuk(deel["text"], deel["intent"]["name"], deel["intent"]["confidence"])
            for deel in self.tracker.latest_message.get("delen") or ()
        ]

    @contextmanager
    def alleen(self, stuk: Stuk) -> Iterator[None]:
        """Laat zolang alleen dit deel van het bericht tellen."""
        vorige, self.stuk = self.stuk, stuk
        try:
            yield
        finally:
            self.stuk = vorige

    @property
    def intent(self) -> str:
        """De bedoeling volgens de duiding."""
        if self.stuk:
            return self.stuk.intent
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def zekerheid(self) -> float:
        """Hoe zeker de bedoeling is, van 0 tot 1."""
        if self.stuk:
            return self.stuk.zekerheid
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def meta(self) -> dict[str, Any]:
        """Wat de poort over het bericht vaststelde."""
        return dict(self.tracker.latest_message.get("metadata") or {})

    @property
    def bericht_id(self) -> str:
        """De naam van het laatste bericht van de gebruiker."""
        return str(self.tracker.latest_message.get("message_id") or "")

    @property
    def keuze(self) -> Keuze | None:
        """De knop die is aangeklikt, of None bij getypte tekst."""
        inhoud = self.meta.get("keuze")
        return Keuze(**inhoud) if inhoud else None

    def zeg(self, tekst: str, knoppen: Sequence[Knop] = (), *custom: dict[str, Any]) -> None:
        """Zeg iets, met knoppen en met objecten voor een rijker scherm."""
        self.dispatcher.utter_message(
            text=tekst,
            buttons=[
                {"title": knop.titel, "payload": self.payload(knop.keuze)} for knop in knoppen
            ],
        )
        for inhoud in custom:
            self.dispatcher.utter_message(json_message=inhoud)

    def payload(self, keuze: Keuze) -> str:
        """De getekende tekst van een keuze in dit gesprek."""
        return teken(instellingen().sleutels[0], self.gesprek, keuze)

    @property
    def verwacht(self) -> str:
        """Wat de assistent in de vorige beurt vroeg naast de open vraag, zoals `aanpassen`."""
        vorige = [e.get("message_id") for e in self.tracker.events if e.get("event") == "user"]
        naam, bericht = self.dossier.verwacht or ("", "")
        return naam if bericht in vorige[-2:-1] else ""

    @property
    def vorige_tekst(self) -> str:
        """Wat de gebruiker in de vorige beurt typte."""
        teksten = [str(e.get("text")) for e in self.tracker.events if e.get("event") == "user"]
        return teksten[-2] if len(teksten) > 1 else ""

    def verwacht_nu(self, naam: str) -> None:
        """Onthoud tot het volgende bericht wat de assistent net vroeg."""
        self.dossier = replace(self.dossier, verwacht=(naam, self.bericht_id))

    def opdracht(self, titel: str, naam: str) -> Knop:
        """Een knop voor een opdracht die in elk gesprek geldt, zoals `stop` of `verder`."""
        return Knop(titel, Keuze(GLOBAAL, "opdracht", naam))


async def buiten_de_lus(werk: Callable[[], T]) -> T:
    """Doe werk met de database of het netwerk buiten de lus, met een grens van vier seconden.

    Raises:
        TimeoutError: als het werk langer duurt; het kan dan later alsnog gelukt zijn.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(werk), GRENS_SECONDEN)
    except asyncio.TimeoutError as fout:
        raise TimeoutError("de opslag antwoordt niet op tijd") from fout


async def doe_ook(naam: str, beurt: Beurt) -> None:
    """Doe in deze beurt ook wat een andere actie doet, bijvoorbeeld voor een deel van de tekst."""
    await _FUNCTIES[naam](beurt)


def actie(naam: str) -> Callable[[Functie], type[Action]]:
    """Maak van een functie over een `Beurt` de Rasa-actie met deze naam.

    De actie bewaart het dossier en geeft de beurt door aan het formulier als er een vraag open
    staat, zodat een uitstapje altijd bij de open vraag terugkomt.
    """

    def maak(functie: Functie) -> type[Action]:
        _FUNCTIES[naam] = functie

        async def run(
            _self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any
        ) -> list[EventType]:
            oud = tracker.get_slot("dossier")
            beurt = Beurt(tracker, dispatcher, Dossier.uit_json(oud))
            try:
                if not _verbetert_afgerond(naam, beurt):
                    await functie(beurt)
            except Exception as fout:  # noqa: BLE001 - dit is de foutgrens
                meld_fout(naam, beurt, fout)
                beurt = Beurt(tracker, dispatcher, Dossier.uit_json(oud))
            if naam not in _IN_HET_FORMULIER:
                _sluit_beurt(naam, beurt, Dossier.uit_json(oud))
            return [*_bewaar(beurt, oud), *beurt.gebeurtenissen, *_naar_formulier(naam, beurt)]

        return type(
            "".join(deel.title() for deel in naam.split("_")),
            (Action,),
            {
                "name": lambda _self: naam,
                "run": run,
                "__module__": functie.__module__,
                "__doc__": functie.__doc__,
            },
        )

    return maak


def _sluit_beurt(naam: str, beurt: Beurt, oud: Dossier) -> None:
    """Stel je voor als dat nog moet, en onthoud dat dit bericht verwerkt is."""
    _stel_voor(naam, beurt)
    if naam not in _EERST_GEVAAR:
        zeg_welkom_terug(beurt)
    beurt.dossier = replace(beurt.dossier, bericht=beurt.bericht_id)
    if naam != _VRAAGT_INTREKKEN:
        beurt.dossier = replace(beurt.dossier, intrekken=None)
    if naam != AFRONDEN and beurt.dossier.misverstaan == oud.misverstaan:
        beurt.dossier = replace(beurt.dossier, misverstaan=0)


def _verbetert_afgerond(naam: str, beurt: Beurt) -> bool:
    """Verbeter een antwoord in de vragenlijst die net klaar is, wat de bedoeling ook lijkt."""
    if naam in _EERST_GEVAAR | _IN_HET_FORMULIER | {AFRONDEN} or beurt.keuze:
        return False
    verbeterd = verbeter_afgerond(beurt.dossier, beurt.tekst)
    if verbeterd is None:
        return False
    beurt.dossier, zin = verbeterd
    if zin:
        beurt.zeg(zin)
    return True


def meld_fout(naam: str, beurt: Beurt, fout: Exception) -> None:
    """De foutgrens: log de oorzaak onder een nummer en geef de gebruiker alleen dat nummer."""
    nummer = secrets.token_hex(4)
    logger.error("Actie %s mislukte, nummer %s", naam, nummer, exc_info=fout)
    beurt.dispatcher.messages.clear()
    beurt.zeg(
        "Er ging iets mis aan onze kant; je antwoorden zijn bewaard. Probeer het nog een keer. "
        f"Blijft het misgaan, geef dan nummer {nummer} door aan de beheerder. Is er nu gevaar, bel "
        "112."
    )


def _stel_voor(naam: str, beurt: Beurt) -> None:
    """Zeg in de eerste beurt wie dit is; bij gevaar gaat 112 voor en komt dit een beurt later."""
    if beurt.dossier.voorgesteld or naam in _EERST_GEVAAR:
        return
    beurt.dossier = replace(beurt.dossier, voorgesteld=True)
    if naam not in _ZEGT_HET_ZELF:
        eerder = list(beurt.dispatcher.messages)
        beurt.dispatcher.messages.clear()
        beurt.zeg(IK_BEN)
        beurt.dispatcher.messages.extend(eerder)


def zeg_welkom_terug(beurt: Beurt) -> None:
    """Zeg na uren weg waar het gesprek was, vóór alles wat deze beurt nog komt."""
    blad = beurt.dossier.blad
    if not beurt.dossier.weg:
        return
    beurt.dossier = replace(beurt.dossier, weg=False)
    if blad is None:
        return
    eerder = list(beurt.dispatcher.messages)
    beurt.dispatcher.messages.clear()
    beurt.zeg(
        f'Welkom terug. We waren bezig met "{blad.lijst.titel}". Je antwoorden staan er nog.',
        [beurt.opdracht("Opnieuw beginnen", "opnieuw")],
    )
    beurt.dispatcher.messages.extend(eerder)


def _bewaar(beurt: Beurt, oud: Any) -> list[EventType]:
    nieuw = beurt.dossier.als_json()
    return [SlotSet("dossier", nieuw)] if nieuw != (oud or Dossier().als_json()) else []


def _naar_formulier(naam: str, beurt: Beurt) -> list[EventType]:
    if naam in _IN_HET_FORMULIER:
        return []
    blad = beurt.dossier.blad
    if blad is not None and (blad.vraag or naam != AFRONDEN):
        return [FollowupAction(FORMULIER if blad.vraag else AFRONDEN)]
    if blad is not None:
        # Het afronden mislukte; niet blijven herhalen, het volgende bericht probeert het opnieuw.
        return [FollowupAction("action_listen")]
    if beurt.tracker.active_loop.get("name"):
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
    # Afronden kan direct na een startactie komen; daar past geen regel op die de beurt sluit.
    return [FollowupAction("action_listen")] if naam == AFRONDEN else []


_EERST_GEVAAR = frozenset({"action_acuut", "action_suicide"})
_VRAAGT_INTREKKEN = "action_intrekken"
_ZEGT_HET_ZELF = frozenset({"action_groet", "action_botvraag"})
_IN_HET_FORMULIER = frozenset(
    {"action_lees_antwoord", f"validate_{FORMULIER}", "action_ask_antwoord"}
)
