"""Eén beurt, voor elk kanaal gelijk: wat de poort doorliet naar Rasa, en de berichten terug."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.buiten_de_lus import (
    ActiesWeg,
    GesprekBezet,
    GesprekNietBereikbaar,
    SlotVerloren,
    een_beurt,
)
from bot.channels.gate import Doorgelaten
from bot.channels.privacyzin import privacybericht

logger = logging.getLogger(__name__)

Berichten = list[dict[str, Any]]
Verwerk = Callable[[UserMessage], Awaitable[Any]]

ZIN_LEEG = "Ik heb hier geen antwoord op. Typ hulp om te zien wat ik kan."
ZIN_GEEN_GESPREK = (
    "Ik kan nu even niet bij je gesprek: de opslag antwoordt niet. Met je laatste bericht is niets "
    "gedaan, en wat je eerder invulde blijft bewaard. Probeer het zo nog een keer. Is er nu "
    "gevaar, bel 112."
)
ZIN_BEZET = (
    "Ik ben nog bezig met je vorige bericht. Met dit bericht is niets gedaan; stuur het zo nog een "
    "keer. Is er nu gevaar, bel 112."
)
ZIN_AFGEBROKEN = (
    "De verbinding met de opslag viel weg. Ik weet niet of je laatste bericht helemaal is "
    "verwerkt; stuur het nog een keer. Wat je indient, komt er nooit dubbel in. Is er nu gevaar, "
    "bel 112."
)
ZIN_ACTIES_WEG = (
    "Een deel van de assistent antwoordt niet. Ik weet niet of je laatste bericht is verwerkt; "
    "stuur het zo nog een keer. Wat je indient, komt er nooit dubbel in. Is er nu gevaar, bel 112."
)


@dataclass(frozen=True)
class Uitslag:
    """De berichten van een beurt, en of de beurt mislukte."""

    berichten: Berichten
    mislukt: bool = False


async def voer_uit(
    gesprek: str, door: Doorgelaten, kanaal: str, verwerk: Verwerk, uitgelegd: set[str]
) -> Uitslag:
    """Laat Rasa een doorgelaten bericht beantwoorden; er komt altijd minstens één bericht.

    Args:
        gesprek: de naam van het gesprek, voor Rasa de afzender.
        door: wat de poort doorliet.
        kanaal: de naam van het kanaal.
        verwerk: geeft een bericht aan Rasa.
        uitgelegd: gesprekken die de lange uitleg over persoonsgegevens al kregen.
    """
    uit = CollectingOutputChannel()
    bericht = UserMessage(door.tekst, uit, gesprek, input_channel=kanaal, metadata=door.meta)
    try:
        with een_beurt():
            await verwerk(bericht)
    except (Exception, ActiesWeg) as fout:  # noqa: BLE001 - dit is de foutgrens van een beurt
        return Uitslag([{"recipient_id": gesprek, "text": _zin_bij(fout)}], mislukt=True)
    vooraf = privacybericht(gesprek, door.meta, uitgelegd)
    berichten = uit.messages or [{"recipient_id": gesprek, "text": ZIN_LEEG}]
    if "gevaar" in door.meta:
        return Uitslag([*berichten, *vooraf])
    return Uitslag([*vooraf, *berichten])


def _zin_bij(fout: BaseException) -> str:
    if isinstance(fout, GesprekNietBereikbaar):
        logger.warning("De opslag met de gesprekken antwoordt niet", exc_info=fout)
        return ZIN_GEEN_GESPREK
    if isinstance(fout, SlotVerloren):
        logger.warning("Een beurt is afgebroken: de verbinding met de sloten viel weg")
        return ZIN_AFGEBROKEN
    if isinstance(fout, ActiesWeg):
        logger.warning("De actieserver antwoordt niet", exc_info=fout)
        return ZIN_ACTIES_WEG
    return ZIN_BEZET if isinstance(fout, GesprekBezet) else zin_storing(fout)


def zin_storing(fout: BaseException) -> str:
    """Log een fout onder een nummer en geef de zin die dat nummer noemt."""
    nummer = secrets.token_hex(4)
    logger.error("Beurt mislukte, nummer %s", nummer, exc_info=fout)
    return (
        "Er ging iets mis aan onze kant. Probeer het nog een keer. Blijft het misgaan, geef dan "
        f"nummer {nummer} door aan de beheerder. Is er nu gevaar, bel 112."
    )
