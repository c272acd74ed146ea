"""Vragen beantwoorden uit de artikelen, met de bron eronder.

Liever geen antwoord dan een verkeerd antwoord: past geen artikel goed genoeg, dan is de zekerheid
`geen` en zijn er geen bronnen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from knowledge.antwoordsoort import kern, past
from knowledge.artikelbetekenis import Gelijkenis, gelijkenis_zonder_antwoord, gelijkenissen
from knowledge.artikelen import Artikel, artikelen
from knowledge.onbeantwoord import lijkt_onbeantwoord
from knowledge.vraagdeel import vraagdeel
from knowledge.zoekindex import Treffer, Zoekindex
from knowledge.zoektaal import genoemde_regio, zonder_accenten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.bronnen import Verwijzing

GEEN = "geen"
LANDELIJK = "landelijk"
# Gemeten: hieronder liggen de vragen zonder antwoord (docs/adr/0021-zoeken-in-de-kennis.md).
SCORE_MINIMAAL = 4.8
# Staat het gevraagde niet in het beste artikel, dan staat het zo ver daaronder ook niet.
ACHTERSTAND = 3.0
ZEKER = 8.0  # hierboven gaat de vraag duidelijk over een artikel
# Een artikel dat bij het vraagdeel past, telt zo zwaar als een dat bij het hele bericht past.
DEEL_WEEGT = 0.8
MINSTE_TERMEN = 2  # zonder dit zegt een vraagdeel te weinig: "mag dat dan ook"
# De betekenis weegt naast de woorden; rond het midden telt ze niet mee (docs/adr/0025).
VRAAG_WEEGT, VRAAG_MIDDEN = 30.0, 0.88
TEKST_WEEGT, TEKST_MIDDEN = 15.0, 0.86
OOK_DICHTBIJ = 10
ANDERE_BETEKENIS, ZELFDE_BETEKENIS = 0.02, -0.015
KORT_BERICHT = 160  # tekens
DICHTBIJ = 1.0  # een tweede artikel dat zo weinig minder scoort, is een alternatief
MEESTE_ALTERNATIEVEN = 2
REGIOS_MET_ARTIKELEN = ("VR04", "VR12")  # een voorbeeld uit een andere regio geldt alleen daar
# Wat de regio van een artikel bij de score telt; een genoemde regio sluit de andere uit.
EIGEN_REGIO, ANDERE_REGIO, ZONDER_REGIO = 4.4, -2.9, -1.0
WEET_NIET = (
    "Dat weet ik niet. Ik vind er in mijn bronnen niets over, en ik verzin niets. "
    "Vraag het aan een collega of aan een van deze contacten."
)


@dataclass(frozen=True)
class Antwoord:
    """Het antwoord op een kennisvraag.

    Attributes:
        titel: onderwerp van het antwoord; leeg bij zekerheid `geen`.
        tekst: wat de assistent zegt.
        bronnen: waar het op rust, de belangrijkste eerst; leeg bij zekerheid `geen`.
        zekerheid: `bevestigd`, `onbevestigd` of `geen`.
        alternatieven: artikelen die bijna even goed passen, om uit te kiezen.
        artikel: het artikel zelf (id, datum, regio), of None bij zekerheid `geen`.
        treffend: of de vraag duidelijk over dit artikel gaat, en niet alleen in de buurt komt.
    """

    titel: str
    tekst: str
    bronnen: tuple[Verwijzing, ...]
    zekerheid: str
    alternatieven: tuple[Artikel, ...] = ()
    artikel: Artikel | None = None
    treffend: bool = field(default=False, compare=False)


def zoek(vraag: str, regio: str | None = None) -> Antwoord:
    """Zoek het antwoord op een vraag.

    Args:
        vraag: de vraag in eigen woorden.
        regio: code van de regio van het gesprek (`VR12`, `VR04`), als die bekend is. Een regio
            die in de vraag zelf staat, gaat voor.
    """
    passend = _passende(vraag, regio)
    if not passend:
        return Antwoord(titel="", tekst=WEET_NIET, bronnen=(), zekerheid=GEEN)
    beste, *rest = passend
    dichtbij = [treffer.id for treffer in rest if beste.score - treffer.score <= DICHTBIJ]
    antwoord = antwoord_uit(beste.id, tuple(map(artikel, dichtbij[:MEESTE_ALTERNATIEVEN])))
    return replace(antwoord, treffend=beste.score >= ZEKER)


def zoek_vervolg(vorige: str, vraag: str, regio: str | None = None) -> Antwoord:
    """Zoek het antwoord op een korte vervolgvraag, zoals 'en in IJsselland?'.

    Args:
        vorige: de vraag ervoor, die het onderwerp geeft.
        vraag: de vervolgvraag; een regio hierin vervangt die van de vorige vraag.
        regio: code van de regio van het gesprek, als die bekend is.
    """
    return zoek(f"{vorige} {vraag}", genoemde_regio(vraag) or regio)


def betekenis_van(tekst: str) -> Mapping[str, Gelijkenis]:
    """Geef per artikel hoe dicht de betekenis van de vraag in een bericht ligt; leeg zonder model.

    Args:
        tekst: het bericht; een kort bericht telt in zijn geheel, van een lang alleen de vraag.
    """
    return gelijkenissen(_om_te_vergelijken(tekst))


def _om_te_vergelijken(tekst: str) -> str:
    """Geef waar de betekenis van telt: van een kort bericht alles, van een lang alleen de vraag."""
    return tekst if len(tekst) <= KORT_BERICHT else vraagdeel(tekst) or tekst


def kent_woord(tekst: str) -> bool:
    """Zeg of een tekst minstens één woord heeft dat in een artikel staat; onzin heeft dat niet."""
    return _index().kent(tekst)


def artikel(id_: str) -> Artikel:
    """Geef een artikel op id.

    Raises:
        KeyError: als het artikel niet bestaat.
    """
    return artikelen()[id_]


def antwoord_uit(id_: str, alternatieven: tuple[Artikel, ...] = ()) -> Antwoord:
    """Maak het antwoord van een artikel, bijvoorbeeld na een keuze uit alternatieven.

    Raises:
        KeyError: als het artikel niet bestaat.
    """
    gekozen = artikel(id_)
    return Antwoord(
        titel=gekozen.titel,
        tekst=gekozen.antwoord(),
        bronnen=gekozen.bronnen,
        zekerheid=gekozen.zekerheid,
        alternatieven=alternatieven,
        artikel=gekozen,
    )


@lru_cache(maxsize=1)
def _index() -> Zoekindex:
    return Zoekindex(artikelen().values())


def _treffers(vraag: str, deel: str) -> list[Treffer]:
    """Zoek met het hele bericht en met alleen de vraag; per artikel telt de beste van de twee.

    Wie er een casus bij vertelt, heeft meer woorden die in geen artikel staan. De betekenis
    laat ook artikelen meedoen waar geen van de woorden in staat.
    """
    gelijk = betekenis_van(vraag)
    dichtbij = nlargest(OOK_DICHTBIJ, gelijk, key=lambda id_: gelijk[id_].vraag)
    beste = {treffer.id: treffer for treffer in _index().zoek(vraag, dichtbij)}
    if deel != vraag and len(_index().termen(deel)) >= MINSTE_TERMEN:
        for treffer in _index().zoek(deel, dichtbij):
            score = DEEL_WEEGT * treffer.score
            if treffer.id not in beste or beste[treffer.id].score < score:
                beste[treffer.id] = replace(treffer, score=score)
    return [
        replace(treffer, score=treffer.score + _betekenispunten(gelijk.get(treffer.id)))
        for treffer in beste.values()
    ]


def _betekenispunten(gelijk: Gelijkenis | None) -> float:
    if gelijk is None:
        return 0.0
    bij_vraag = VRAAG_WEEGT * (gelijk.vraag - VRAAG_MIDDEN)
    return bij_vraag + TEKST_WEEGT * (gelijk.tekst - TEKST_MIDDEN)


def _passende(vraag: str, regio: str | None) -> list[Treffer]:
    genoemd = genoemde_regio(vraag)
    deel = vraagdeel(vraag) or vraag
    gewogen = [
        replace(treffer, score=treffer.score + punten)
        for treffer in _treffers(vraag, deel)
        if treffer.score >= SCORE_MINIMAAL
        and (punten := _regiopunten(artikel(treffer.id).regio, genoemd, regio)) is not None
    ]
    gewogen.sort(key=lambda treffer: treffer.score, reverse=True)
    passend = [
        treffer
        for treffer in gewogen
        if gewogen[0].score - treffer.score <= ACHTERSTAND and _bevat_antwoord(treffer.id, deel)
    ]
    if passend and _zonder_antwoord(vraag, artikel(passend[0].id)):
        return []
    return passend


def _zonder_antwoord(vraag: str, gevonden: Artikel) -> bool:
    """Zeg of de vraag eerder een vraag zonder antwoord is dan een die bij het artikel past.

    De letters en de betekenis moeten het eens zijn; verschilt de betekenis veel, dan telt die.
    """
    gelijk = betekenis_van(vraag).get(gevonden.id)
    if gelijk is None:
        return lijkt_onbeantwoord(vraag, gevonden)
    zonder_antwoord = gelijkenis_zonder_antwoord(_om_te_vergelijken(vraag))
    verschil = zonder_antwoord - gelijk.vraag
    return verschil > ANDERE_BETEKENIS or (
        verschil > ZELFDE_BETEKENIS and lijkt_onbeantwoord(vraag, gevonden)
    )


@lru_cache(maxsize=1024)
def _plat(id_: str) -> str:
    gevonden = artikel(id_)
    jaren = " ".join(str(bron.jaar) for bron in gevonden.bronnen if bron.jaar)
    return zonder_accenten(f"{gevonden.alles()}\n{jaren}")


def _bevat_antwoord(id_: str, vraag: str) -> bool:
    """Zeg of het ding waar de vraag om draait, en het soort antwoord, in het artikel staan."""
    gevraagd = kern(vraag)
    if gevraagd is not None and not _index().gaat_over(id_, gevraagd):
        return False
    return past(vraag, _plat(id_))


def _regiopunten(van_artikel: str, genoemd: str | None, regio: str | None) -> float | None:
    """Weeg de regio; None als het artikel over een andere regio gaat dan de vraag noemt."""
    if van_artikel == LANDELIJK:
        return 0.0
    if van_artikel == (genoemd or regio) and van_artikel in REGIOS_MET_ARTIKELEN:
        return EIGEN_REGIO
    if genoemd or van_artikel not in REGIOS_MET_ARTIKELEN:
        return EIGEN_REGIO if van_artikel == genoemd else None
    return ANDERE_REGIO if regio else ZONDER_REGIO
