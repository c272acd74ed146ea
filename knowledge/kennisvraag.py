"""Zien of een bericht een vraag is die bij een artikel hoort, wat de duiding er ook in zag.

De maat is de gelijkenis met de vragen bij het gevonden artikel. Gemeten op vragen, routes en
casussen van een ander scheidt die de soorten: zie docs/adr/0021-zoeken-in-de-kennis.md.
"""

from __future__ import annotations

import re
from functools import cache

from knowledge import lexiconbestand
from knowledge.antwoordlezer import vraagt_om_contact, vraagt_om_toets
from knowledge.casus import lijkt_casus
from knowledge.kennis import zoek
from knowledge.onbeantwoord import gelijkenis
from knowledge.routevraag import zoekt_contact
from knowledge.yamlbestand import controleer_velden, lees_yaml
from knowledge.zoektaal import zonder_accenten

BESTAND = lexiconbestand.MAP / "kennisvraag.yml"
GENOEG = 0.42  # zo gelijk is een vraag over het onderwerp
OOK_BIJ_TOETS = 0.55  # als het bericht ook om een toets kan vragen
OOK_BIJ_CONTACT = 0.7  # als het bericht ook om een contact kan vragen
DEEL = re.compile(r"[.!?,;]")


def is_kennisvraag(tekst: str) -> bool:
    """Zeg of een bericht een vraag is die een artikel beantwoordt.

    Een casus, en een vraag wie een probleem oppakt, zijn dat niet.
    """
    if not _is_vraagvorm(tekst) or lijkt_casus(tekst) or zoekt_contact(tekst):
        return False
    artikel = zoek(tekst).artikel
    if artikel is None:
        return False
    nodig = GENOEG
    if vraagt_om_toets(tekst):
        nodig = OOK_BIJ_TOETS
    if vraagt_om_contact(tekst):
        nodig = OOK_BIJ_CONTACT
    return gelijkenis(tekst, artikel) >= nodig


def _is_vraagvorm(tekst: str) -> bool:
    plat = zonder_accenten(tekst)
    return "?" in plat or any(
        f"{deel.strip()} ".startswith(begin) for deel in DEEL.split(plat) for begin in _begin()
    )


@cache
def _begin() -> tuple[str, ...]:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("vraagbegin",))
    return tuple(f"{woord} " for _, woord in lexiconbestand.regels(BESTAND, inhoud, "vraagbegin"))
