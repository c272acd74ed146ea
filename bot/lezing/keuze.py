"""Een getypt antwoord op een vraag met keuzes."""

from __future__ import annotations

import re

from bot.beurt import Beurt
from bot.casuslezing import beschrijft
from bot.dossier import Blad
from bot.lezing.klik import deel
from bot.lezing.soort import EIGEN_LIJST, UITSTAPJES, WISSEL, Lezing, antwoord, onbegrepen
from knowledge.antwoordlezer import is_vraag, lees_keuze
from knowledge.casus import lees_casus
from knowledge.vragenlijst import ONBEKEND, Vraag
from sociale_kaart.plaatsen import herken

_KEUZE_BIJ_INTENT = {"bevestig": "ja", "ontken": "nee", "weet_niet": ONBEKEND}
_RONDT_AF = re.compile(r"(klaar|alles|dat is alles|dit is alles|dat was het)\b", re.IGNORECASE)


def lees_keuzevraag(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    """Wat een tekst betekent bij een keuze of meerkeuze."""
    vraagt_iets = is_vraag(beurt.tekst) and beurt.intent in UITSTAPJES - WISSEL
    verbetert_plaats = beurt.intent == "terug" and bool(herken(beurt.tekst))
    if vraagt_iets or verbetert_plaats:
        return None
    keuze = lees_keuze(vraag, beurt.tekst)
    uit_intent = _KEUZE_BIJ_INTENT.get(beurt.intent)
    if keuze and keuze.onderdelen:
        return _noem_onderdelen(blad, vraag, keuze.onderdelen)
    if blad.keuze and (keuze or uit_intent or _RONDT_AF.match(beurt.tekst.strip())):
        return antwoord(blad, vraag, "", onderdelen=list(blad.keuze))
    if keuze:
        return antwoord(blad, vraag, keuze.waarde)
    if uit_intent in vraag.waarden:
        return antwoord(blad, vraag, str(uit_intent))
    return _lees_vrij(beurt, blad, vraag)


def _noem_onderdelen(blad: Blad, vraag: Vraag, genoemd: tuple[str, ...]) -> Lezing:
    """Genoemde onderdelen; te weinig is nog geen `nee`, er kan er nog een bij komen."""
    alle = list(dict.fromkeys((*blad.keuze, *genoemd)))
    if len(alle) < vraag.minimaal:
        return deel(blad, vraag, alle[-1])
    return antwoord(blad, vraag, "", alle)


def _lees_vrij(beurt: Beurt, blad: Blad, vraag: Vraag) -> Lezing | None:
    if vraag.id == "probleem" and (probleem := lees_casus(beurt.tekst).probleem) in vraag.waarden:
        return antwoord(blad, vraag, str(probleem))
    if EIGEN_LIJST.get(beurt.intent) == blad.vragenlijst or _vertelt_meer(beurt):
        return {"soort": "aanvulling"}
    if genoemd := _genoemde_vraag(blad, beurt.tekst):
        return {"soort": "heropen", "run": blad.run, "vraag": genoemd}
    return onbegrepen(beurt, "onbegrepen")


def _genoemde_vraag(blad: Blad, tekst: str) -> str | None:
    """Het eerdere antwoord dat bij naam wordt genoemd om het te verbeteren: `de samenvatting`."""
    return next(
        (
            vraag_id
            for vraag_id in blad.stand.antwoorden
            if _zonder_lidwoord(blad.lijst.vragen[vraag_id].kort) == _zonder_lidwoord(tekst)
        ),
        None,
    )


def _zonder_lidwoord(tekst: str) -> str:
    return tekst.strip().casefold().removeprefix("de ").removeprefix("het ")


def _vertelt_meer(beurt: Beurt) -> bool:
    return beurt.intent not in UITSTAPJES - {"start_triage"} and beschrijft(beurt.tekst)
