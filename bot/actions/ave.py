"""De AVE: de fase bepalen, uitleggen wie wat doet, en de ladder van de regio."""

from __future__ import annotations

from bot.actie import actie
from bot.actions.kennis import geef_antwoord, weet_antwoord
from bot.beurt import Beurt
from bot.casuslezing import zeg_contacten
from bot.dossier import Blad
from bot.waar import gemeente_van, regio_van
from knowledge.antwoordlezer import is_vraag
from knowledge.ave import fase, uitslag, vraagt_om_fase
from knowledge.ladder import ladder


@actie("action_ave")
async def ave(beurt: Beurt) -> None:
    """Beantwoord een vraag over AVE, of bepaal samen de fase."""
    bekend = (beurt.dossier.laatste or {}).get("ave_fase")
    if beurt.keuze and bekend:
        zeg_fase(beurt, int(bekend), regio_van(beurt))
    elif beurt.keuze or vraagt_om_fase(beurt.tekst) or not _heeft_antwoord_nodig(beurt):
        beurt.dossier = beurt.dossier.open("ave", gemeente=gemeente_van(beurt))
    else:
        geef_antwoord(beurt)
        if beurt.dossier.blad is None:
            knop = beurt.opdracht("Bepaal de fase", "ave_bepalen")
            beurt.zeg("Wil je weten welke fase bij jouw zaak past?", [knop])


def _heeft_antwoord_nodig(beurt: Beurt) -> bool:
    return is_vraag(beurt.tekst) or weet_antwoord(beurt)


@actie("action_ave_bepalen")
async def ave_bepalen(beurt: Beurt) -> None:
    """Bepaal met een paar vragen welke fase past."""
    beurt.dossier = beurt.dossier.open("ave", gemeente=gemeente_van(beurt))


async def rond_ave_af(beurt: Beurt, blad: Blad) -> None:
    """Zeg de fase met wie wat doet, of dat er te weinig bekend is."""
    code = gemeente_van(beurt)
    gevonden = uitslag({vraag: a.waarde for vraag, a in blad.stand.antwoorden.items()})
    if gevonden.fase:
        zeg_fase(beurt, gevonden.fase, regio_van(beurt))
    zeg_contacten(beurt, gevonden.tekst or "Contact:", gevonden.soorten_contact, code)
    beurt.dossier = beurt.dossier.zonder_blad()


def zeg_fase(beurt: Beurt, nummer: int, regio_code: str | None) -> None:
    """Zeg een fase met al haar cellen, en de ladder van de regio."""
    gevonden, treden = fase(nummer, regio_code), ladder(regio_code)
    beurt.zeg(
        f"{gevonden.tekst()}\n\n{treden.tekst()}",
        [beurt.opdracht("AVE-fase opnieuw bepalen", "ave_bepalen")],
        {**gevonden.als_bericht(), "afbeelding": treden.als_afbeelding()},
    )
