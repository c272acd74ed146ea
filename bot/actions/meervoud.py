"""Meer dan één vraag in een bericht: elke vraag die een antwoord heeft, krijgt het zijne."""

from __future__ import annotations

from bot.actie import doe_ook
from bot.actions.kennis import weet_antwoord
from bot.beurt import Beurt, Stuk
from knowledge.antwoordlezer import is_vraag
from sociale_kaart.genoemd import soorten_in

_ACTIE = {
    "ave": "action_kennis",
    "botvraag": "action_botvraag",
    "buiten_bereik": "action_kennis",
    "contact": "action_contact",
    "hulp": "action_hulp",
    "kennis": "action_kennis",
    "mens": "action_mens",
    "privacy": "action_kennis",
    "status": "action_status",
    "suicide": "action_suicide",
    "uitleg": "action_uitleg",
}
_UIT_BRON = frozenset({"action_kennis"})


async def beantwoord_ook(beurt: Beurt, vragen: list[str]) -> None:
    """Beantwoord de vragen die naast een antwoord gesteld zijn."""
    for stuk in beurt.stukken:
        if stuk.tekst in vragen:
            with beurt.alleen(stuk):
                await doe_ook(_ACTIE[stuk.intent], beurt)


async def beantwoord_elk(beurt: Beurt) -> bool:
    """Beantwoord elke vraag apart als dat meer oplevert dan de tekst als geheel.

    Returns:
        Of er iets gezegd is; anders is het bericht één vraag.
    """
    vragen = [stuk for stuk in beurt.stukken if is_vraag(stuk.tekst) and stuk.intent in _ACTIE]
    bekend = [stuk for stuk in vragen if _heeft_antwoord(beurt, stuk)]
    if len(vragen) < 2 or len(bekend) < (2 if weet_antwoord(beurt) else 1):  # noqa: PLR2004
        return False
    await beantwoord_ook(beurt, [stuk.tekst for stuk in bekend])
    onbekend = [f'"{stuk.tekst}"' for stuk in vragen if stuk not in bekend]
    if onbekend:
        beurt.zeg(f"Over {' en '.join(onbekend)} vind ik niets in mijn bronnen.")
    return True


def _heeft_antwoord(beurt: Beurt, stuk: Stuk) -> bool:
    with beurt.alleen(stuk):
        if _ACTIE[stuk.intent] in _UIT_BRON:
            return weet_antwoord(beurt)
        return stuk.intent != "contact" or bool(soorten_in(stuk.tekst))
