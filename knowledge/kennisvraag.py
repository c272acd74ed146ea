"""Zien of een bericht een vraag is die een artikel beantwoordt, wat de duiding er ook in zag.

Drie dingen beslissen: is er een vraagdeel, vraagt dat iets anders dan een toets of een contact, en
past er een artikel. Wat er om de vraag heen over een casus verteld wordt, telt niet tegen. Gemeten:
docs/adr/0021-zoeken-in-de-kennis.md.
"""

from __future__ import annotations

from knowledge.kennis import betekenis_van, zoek
from knowledge.onbeantwoord import gelijkenis
from knowledge.routevraag import vraagt_route, zoekt_contact
from knowledge.toetsvraag import vraagt_toets
from knowledge.vraagdeel import vraagdeel

MINSTENS = 0.25  # daaronder is het toeval dat er een artikel gevonden is
OOK_BIJ_CONTACT = 0.7  # als de vraag ook een contact kan zoeken
DICHTBIJ = 0.895  # zo dicht ligt de betekenis van een vraag die een ander als casus zou lezen
HELE_ZIN = 8  # een langere vraag zegt genoeg om op haar betekenis af te gaan
OVER_HETZELFDE = 0.55  # zo gelijk is een vraag die bijna zo bij het artikel staat


def is_kennisvraag(tekst: str, minstens: float = MINSTENS, betekenis: float = 0.0) -> bool:
    """Zeg of een bericht een vraag is die een artikel beantwoordt.

    De vraag of een zaak hier hoort, en de vraag wie een probleem oppakt, zijn dat niet.

    Args:
        tekst: het bericht van de professional.
        minstens: hoe gelijk de vraag moet zijn aan een vraag bij het artikel, van 0 tot 1.
        betekenis: hoe dicht de betekenis daarbij moet liggen (cosinus); telt alleen mee waar het
            taalmodel draait.
    """
    deel = vraagdeel(tekst)
    if not deel or vraagt_toets(tekst) or zoekt_contact(tekst):
        return False
    artikel = zoek(tekst).artikel
    if artikel is None or not _ligt_dichtbij(tekst, artikel.id, betekenis):
        return False
    nodig = OOK_BIJ_CONTACT if vraagt_route(deel) else minstens
    if len(deel.split()) >= HELE_ZIN and _ligt_dichtbij(tekst, artikel.id, DICHTBIJ):
        nodig = minstens
    return max(gelijkenis(deel, artikel), gelijkenis(tekst, artikel)) >= nodig


def _ligt_dichtbij(tekst: str, artikel: str, minstens: float) -> bool:
    gelijk = betekenis_van(tekst).get(artikel) if minstens else None
    return gelijk is None or gelijk.vraag >= minstens
