"""Een antwoord en een vraag in één bericht: `nee. maar wat is een keten eigenlijk?`."""

from __future__ import annotations

from collections.abc import Callable

from bot.beurt import Beurt, Stuk
from bot.lezing.soort import INHOUD, Lezing
from knowledge.antwoordlezer import is_vraag
from knowledge.vragenlijst import Vraag

OOK = "ook"
_INHOUDELIJK = INHOUD | {"hulp", "mens", "status", "uitleg"}
_GEEN_ANTWOORD = frozenset({"onbegrepen", "onbekende_plaats", "geen_werkmail"})
_ZEKER_GENOEG = 0.4


def lees_gemengd(beurt: Beurt, lees: Callable[[], Lezing | None], vraag: Vraag) -> Lezing | None:
    """Lees wat de gebruiker zegt als antwoord, en onthoud onder `ook` wat hij daarnaast vraagt.

    Bij een tekstvraag is de hele tekst het antwoord, ook als er een vraag in staat; die vraag
    wordt daarnaast beantwoord als duidelijk is waar zij over gaat.
    """
    vragen = [stuk for stuk in beurt.stukken if is_vraag(stuk.tekst)]
    gezegd = [stuk for stuk in beurt.stukken if not is_vraag(stuk.tekst)]
    if not vragen or not gezegd:
        return lees()
    if vraag.soort == "tekst":
        lezing = lees()
    else:
        deel = Stuk(" ".join(s.tekst for s in gezegd), gezegd[-1].intent, gezegd[-1].zekerheid)
        with beurt.alleen(deel):
            lezing = lees()
        if lezing is None or lezing["soort"] in _GEEN_ANTWOORD:
            return lees()
    return {**lezing, OOK: _namen(vragen)} if lezing else None


def _namen(vragen: list[Stuk]) -> list[str]:
    return [
        vraag.tekst
        for vraag in vragen
        if vraag.intent in _INHOUDELIJK and vraag.zekerheid >= _ZEKER_GENOEG
    ]
