"""Is een contact nog te vertrouwen? Wat er bij gezegd moet worden als dat twijfelachtig is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sociale_kaart.contact import Contact

MAANDEN = 12
"""Zo oud mag een controle zijn; de standaard van de instelling."""

DREMPEL = 2
"""Vanaf zoveel open meldingen draagt een contact een waarschuwing; de standaard."""

_NOOIT_IN_TWIJFEL = frozenset({"noodnummer", "zelfmoordpreventie"})


@dataclass(frozen=True)
class Keuring:
    """Waaraan een contact vandaag wordt gemeten.

    Een waarschuwing komt naast het contact te staan; een contact verdwijnt er nooit door. Bij 112
    en 113 komt er nooit een: twijfel daaraan kost levens (docs/sociale-kaart.md, Keuring).

    Attributes:
        vandaag: de dag van het antwoord.
        maanden: hoe oud een controle hoogstens mag zijn.
        meldingen: per contact-id hoeveel meldingen er open staan dat het niet klopt.
        drempel: vanaf hoeveel meldingen dat erbij gezegd wordt.
    """

    vandaag: date
    maanden: int = MAANDEN
    meldingen: Mapping[str, int] = field(default_factory=dict)
    drempel: int = DREMPEL

    def merk(self, contacten: Iterable[Contact]) -> tuple[Contact, ...]:
        """Geef dezelfde contacten met hun waarschuwing."""
        return tuple(replace(c, waarschuwing=self.waarschuwing(c)) for c in contacten)

    def waarschuwing(self, contact: Contact) -> str:
        """Zeg wat er bij dit contact bij gezegd moet worden, of een lege tekst."""
        if contact.soort_contact in _NOOIT_IN_TWIJFEL:
            return ""
        zinnen = []
        gemeld = self.meldingen.get(contact.id, 0)
        if gemeld >= self.drempel:
            keer = "één keer" if gemeld == 1 else f"{gemeld} keer"
            zinnen.append(
                f"Er is {keer} gemeld dat dit contact niet klopt. Controleer het voor je belt."
            )
        if self.is_verouderd(contact):
            zinnen.append(self._ouderdom(contact))
        return " ".join(zinnen)

    def is_verouderd(self, contact: Contact) -> bool:
        """Is de laatste controle te lang geleden, of de bron van een niet-nagevraagd nummer?"""
        if contact.gecontroleerd_op:
            return self.te_oud(contact.gecontroleerd_op)
        if not contact.telefoon or contact.bron.jaar is None:
            return False
        return self.te_oud(date(contact.bron.jaar, 12, 31))

    def te_oud(self, dag: date) -> bool:
        """Is een dag meer dan het toegestane aantal maanden geleden?"""
        verschil = (self.vandaag.year - dag.year) * 12 + self.vandaag.month - dag.month
        return (verschil, self.vandaag.day) > (self.maanden, dag.day)

    def _ouderdom(self, contact: Contact) -> str:
        if contact.gecontroleerd_op:
            return (
                f"De laatste controle is langer dan {self.maanden} maanden geleden; "
                "het nummer kan veranderd zijn."
            )
        return (
            f"Dit nummer komt uit {contact.bron.jaar} en is sindsdien niet nagevraagd; "
            "het kan veranderd zijn."
        )
