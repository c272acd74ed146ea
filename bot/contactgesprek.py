"""Wat het gesprek van de laatst genoemde contacten onthoudt, voor een vervolgvraag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.beurt import Beurt
from bot.dossier import Dossier
from sociale_kaart.contact import Contact

ONDER_ROUTE = "route"
"""De vraag van knoppen onder een route: wat erna begint, gaat over dezelfde zaak."""


@dataclass(frozen=True)
class Contactgesprek:
    """De laatste vraag over contacten.

    Attributes:
        ids: de genoemde contacten, het eerste vooraan.
        soorten: de gevraagde soorten contact; leeg als het om een probleem ging.
        gemeente: CBS-code, of None als die niet bekend is.
        probleem: code van het probleem, of None als een organisatie is genoemd.
        minderjarig: er is een minderjarige bij; None als dat niet bekend is.
        tekst: de beschrijving waar het mee begon; leeg als die er niet is.
        ook_in: CBS-codes van andere gemeenten waar dezelfde zaak speelt.
    """

    ids: tuple[str, ...] = ()
    soorten: tuple[str, ...] = ()
    gemeente: str | None = None
    probleem: str | None = None
    minderjarig: bool | None = None
    tekst: str = ""
    ook_in: tuple[str, ...] = ()

    def met_contacten(self, contacten: Sequence[Contact]) -> Contactgesprek:
        """Hetzelfde gesprek, met wat er nu genoemd is."""
        return replace(self, ids=tuple(contact.id for contact in contacten))

    @classmethod
    def uit(cls, dossier: Dossier) -> Contactgesprek | None:
        """Het gesprek zoals het dossier het bewaart, of None als er nog geen contact is genoemd."""
        inhoud: Mapping[str, Any] | None = dossier.contact
        if inhoud is None:
            return None
        rijen = {veld: tuple(inhoud[veld]) for veld in ("ids", "soorten", "ook_in")}
        return cls(**{**inhoud, **rijen})

    def bewaar_in(self, dossier: Dossier) -> Dossier:
        """Het dossier dat dit onthoudt; een vervolg gaat nu hierover en niet over een artikel."""
        inhoud = {
            naam: list(waarde) if isinstance(waarde, tuple) else waarde
            for naam, waarde in asdict(self).items()
        }
        return replace(dossier, contact=inhoud, kennisvraag=None)


def uit_knop(beurt: Beurt) -> Contactgesprek | None:
    """Het gesprek waar de aangeklikte knop onder stond, of None bij een andere knop of tekst."""
    onder_route = beurt.keuze is not None and beurt.keuze.vraag == ONDER_ROUTE
    return Contactgesprek.uit(beurt.dossier) if onder_route else None
