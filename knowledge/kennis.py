"""Vragen beantwoorden uit de artikelen, met de bron eronder.

Liever geen antwoord dan een verkeerd antwoord: past geen artikel goed genoeg, dan is de zekerheid
`geen` en zijn er geen bronnen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.antwoordsoort import kern, past
from knowledge.artikelen import Artikel, artikelen
from knowledge.zoekindex import Treffer, Zoekindex
from knowledge.zoektaal import genoemde_regio

if TYPE_CHECKING:
    from knowledge.bronnen import Verwijzing

GEEN = "geen"
LANDELIJK = "landelijk"
# Gemeten op tests/knowledge/data/kennisvragen.yml: hieronder liggen de vragen zonder antwoord.
SCORE_MINIMAAL, HELFT, LIJKT_MINIMAAL = 1.0, 0.5, 0.2
DICHTBIJ = 0.85  # een tweede artikel met zo'n deel van de beste score is een alternatief
MEESTE_ALTERNATIEVEN = 2
REGIOS_MET_ARTIKELEN = ("VR04", "VR12")  # een voorbeeld uit een andere regio geldt alleen daar
EIGEN_REGIO, ANDERE_REGIO, ZONDER_REGIO = 1.6, 0.6, 0.9
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
    """

    titel: str
    tekst: str
    bronnen: tuple[Verwijzing, ...]
    zekerheid: str
    alternatieven: tuple[Artikel, ...] = ()
    artikel: Artikel | None = None


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
    dichtbij = [treffer.id for treffer in rest if treffer.score >= DICHTBIJ * beste.score]
    return antwoord_uit(beste.id, tuple(map(artikel, dichtbij[:MEESTE_ALTERNATIEVEN])))


def zoek_vervolg(vorige: str, vraag: str, regio: str | None = None) -> Antwoord:
    """Zoek het antwoord op een korte vervolgvraag, zoals 'en in IJsselland?'.

    Args:
        vorige: de vraag ervoor, die het onderwerp geeft.
        vraag: de vervolgvraag; een regio hierin vervangt die van de vorige vraag.
        regio: code van de regio van het gesprek, als die bekend is.
    """
    return zoek(f"{vorige} {vraag}", genoemde_regio(vraag) or regio)


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


def _passende(vraag: str, regio: str | None) -> list[Treffer]:
    genoemd = genoemde_regio(vraag)
    gewogen = (
        replace(
            treffer,
            score=treffer.score * _regiogewicht(artikel(treffer.id).regio, genoemd, regio),
        )
        for treffer in _index().zoek(vraag)
    )
    goed = (treffer for treffer in gewogen if _is_goed_genoeg(treffer))
    passend = (treffer for treffer in goed if _bevat_antwoord(treffer.id, vraag))
    return sorted(passend, key=lambda treffer: treffer.score, reverse=True)


def _is_goed_genoeg(treffer: Treffer) -> bool:
    """Zeg of een treffer een antwoord mag zijn.

    De score moet hoog genoeg zijn, de vraag minstens half gedekt, en het artikel moet een vraag
    hebben die er iets op lijkt: losse woorden uit een tekst zijn geen onderwerp.
    """
    gedekt = max(treffer.dekking, treffer.gelijkenis) >= HELFT
    lijkt = treffer.gelijkenis >= LIJKT_MINIMAAL
    return gedekt and lijkt and treffer.score >= SCORE_MINIMAAL


def _bevat_antwoord(id_: str, vraag: str) -> bool:
    """Zeg of het ding waar de vraag om draait, en het soort antwoord, in het artikel staan."""
    gevraagd = kern(vraag)
    if gevraagd is not None and not _index().gaat_over(id_, gevraagd):
        return False
    return past(vraag, artikel(id_).alles())


def _regiogewicht(van_artikel: str, genoemd: str | None, regio: str | None) -> float:
    """Weeg de regio: een genoemde regio sluit de andere uit, die van het gesprek niet."""
    if van_artikel not in (LANDELIJK, *REGIOS_MET_ARTIKELEN):
        return EIGEN_REGIO if van_artikel == genoemd else 0.0
    gezocht = genoemd or regio
    if van_artikel == LANDELIJK:
        return 1.0
    if gezocht is None:
        return ZONDER_REGIO
    if van_artikel == gezocht:
        return EIGEN_REGIO
    return 0.0 if genoemd else ANDERE_REGIO
