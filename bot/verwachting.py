"""Wat de assistent naast de open vraag kan hebben gevraagd, als naam in het dossier."""

from __future__ import annotations

AANPASSEN = "aanpassen"
"""Hij vroeg welk eerder antwoord anders moet."""

NET_GELEZEN = "gelezen"
"""Hij liet zien wat hij uit een beschrijving haalde; `klopt niet` slaat daarop."""
