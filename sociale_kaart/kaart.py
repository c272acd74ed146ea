"""De sociale kaart: voor een gemeente de contacten van een soort opzoeken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sociale_kaart.contact import Bron, Contact
from sociale_kaart.gemeenten import op_code
from sociale_kaart.kaarttabellen import lees_contacten
from sociale_kaart.namen import namen_per_sleutel
from sociale_kaart.soorten import OVERIG, SOORTEN, TERUGVAL
from sociale_kaart.tabellen import DATAMAP, KaartFout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Bron", "Contact", "KaartFout", "SocialeKaart", "controleer"]


def controleer(map_: Path = DATAMAP) -> list[str]:
    """Controleer de tabellen met contacten en de lijsten met plaatsnamen.

    Returns:
        Per fout één zin die bestand, regel en veld noemt; leeg als alles klopt.
    """
    fouten = lees_contacten(map_)[1]
    try:
        namen_per_sleutel()
    except KaartFout as fout:
        fouten.append(str(fout))
    return fouten


@dataclass(frozen=True)
class SocialeKaart:
    """Alle actieve contacten, per soort."""

    per_soort: Mapping[str, Sequence[Contact]]

    @classmethod
    def laad(cls, map_: Path = DATAMAP) -> SocialeKaart:
        """Lees en controleer de kaart; dezelfde map wordt één keer gelezen.

        Raises:
            KaartFout: er is iets mis met de tabellen; de tekst bevat alle fouten.
        """
        return _laad(map_)

    def voor(self, soorten: Sequence[str], gemeente_code: str | None) -> tuple[Contact, ...]:
        """Zoek contacten voor een gemeente.

        Args:
            soorten: de gevraagde soorten, de belangrijkste eerst.
            gemeente_code: CBS-code; None als de gemeente niet bekend is.

        Returns:
            Per soort de contacten die het dichtst bij de gemeente staan: eerst van de gemeente
            zelf, dan van de regio, dan van het land; zonder gemeente alleen die van het land.
            Geen contact komt twee keer voor.

        Raises:
            KaartFout: een soort of de gemeente is niet bekend.
        """
        try:
            gemeente = op_code(gemeente_code) if gemeente_code else None
        except KeyError as fout:
            raise KaartFout(f"{gemeente_code!r} is geen gemeentecode.") from fout
        gevonden: dict[str, Contact] = {}
        for soort in soorten:
            if soort not in SOORTEN:
                raise KaartFout(f"{soort!r} is geen soort contact.")
            contacten = self._lokaalste(soort, gemeente_code)
            if not contacten and soort in TERUGVAL:
                contacten = self._lokaalste(TERUGVAL[soort], gemeente_code)
            for contact in contacten:
                gevonden.setdefault(contact.id, contact.voor_gemeente(gemeente))
        return tuple(gevonden.values())

    def _lokaalste(self, soort: str, gemeente_code: str | None) -> list[Contact]:
        passend = [
            contact
            for contact in self.per_soort.get(soort, ())
            if not contact.gemeenten or gemeente_code in contact.gemeenten
        ]
        passend.sort(key=_afstand)
        if soort == OVERIG or not passend:
            return passend
        return [contact for contact in passend if _afstand(contact) == _afstand(passend[0])]


def _afstand(contact: Contact) -> int:
    """Rangorde: 0 is van één gemeente, 1 van een regio, 2 van heel Nederland."""
    if not contact.gemeenten:
        return 2
    return 0 if len(contact.gemeenten) == 1 else 1


@lru_cache(maxsize=8)
def _laad(map_: Path) -> SocialeKaart:
    contacten, fouten = lees_contacten(map_)
    if fouten:
        raise KaartFout("\n".join(fouten))
    per_soort: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacten:
        per_soort[contact.soort_contact].append(contact)
    return SocialeKaart(dict(per_soort))
