"""De sociale kaart: voor een gemeente de contacten van een soort opzoeken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sociale_kaart.contact import Bron, Contact
from sociale_kaart.gemeenten import alle_gemeenten, op_code
from sociale_kaart.kaarttabellen import lees_contacten
from sociale_kaart.namen import namen_per_sleutel
from sociale_kaart.routetabel import EEN_DIENST, lees_routes
from sociale_kaart.soorten import OVERIG, SOORTEN, TERUGVAL
from sociale_kaart.tabellen import DATAMAP, KaartFout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Bron", "Contact", "KaartFout", "SocialeKaart", "controleer"]


def controleer(map_: Path = DATAMAP) -> list[str]:
    """Controleer de tabellen met contacten en de lijsten met plaatsnamen.

    Returns:
        Per fout één zin die bestand, regel en veld noemt; leeg als alles klopt.
    """
    fouten = lees_contacten(map_)[1]
    verder: list[Callable[[], object]] = [namen_per_sleutel]
    if not fouten:
        verder.append(lambda: lees_routes(map_))
    for lees in verder:
        try:
            lees()
        except KaartFout as fout:
            fouten += str(fout).splitlines()
    return fouten


@dataclass(frozen=True)
class SocialeKaart:
    """Alle actieve contacten.

    Attributes:
        per_soort: de contacten per soort_contact.
        per_id: dezelfde contacten op hun id.
        per_plek: per soort_contact en gemeentecode de contacten die daar werken, de dichtste
            eerst; bij None die van heel Nederland. Opzoeken kost zo even veel bij één regio als
            bij duizend.
        gevulde_regios: codes van regio's waarvan er eigen contacten zijn.
    """

    per_soort: Mapping[str, Sequence[Contact]]
    per_id: Mapping[str, Contact]
    per_plek: Mapping[tuple[str, str | None], Sequence[Contact]]
    gevulde_regios: frozenset[str]

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
            soorten: de gevraagde soorten, de belangrijkste eerst; `id:` met het id van een dienst
                vraagt die ene dienst, en geeft niets als die daar niet werkt.
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
            for contact in self._gevraagd(soort, gemeente_code):
                gevonden.setdefault(contact.id, contact.voor_gemeente(gemeente))
        return tuple(gevonden.values())

    def _gevraagd(self, soort: str, gemeente_code: str | None) -> Sequence[Contact]:
        if soort.startswith(EEN_DIENST):
            contact = self.per_id.get(soort.removeprefix(EEN_DIENST))
            return [contact] if contact and _werkt_in(contact, gemeente_code) else []
        if soort not in SOORTEN:
            raise KaartFout(f"{soort!r} is geen soort contact.")
        gevonden = self._lokaalste(soort, gemeente_code)
        if not gevonden and soort in TERUGVAL:
            return self._lokaalste(TERUGVAL[soort], gemeente_code)
        return gevonden

    def _lokaalste(self, soort: str, gemeente_code: str | None) -> Sequence[Contact]:
        hier = self.per_plek.get((soort, gemeente_code), ()) if gemeente_code else ()
        overal = self.per_plek.get((soort, None), ())
        if soort == OVERIG:
            return [*hier, *overal]
        passend = hier or overal
        return [contact for contact in passend if _is_lokaal(contact) == _is_lokaal(passend[0])]


def _werkt_in(contact: Contact, gemeente_code: str | None) -> bool:
    return not contact.gemeenten or gemeente_code in contact.gemeenten


def _is_lokaal(contact: Contact) -> bool:
    """Werkt dit contact voor één gemeente, en niet voor een regio of het land?"""
    return len(contact.gemeenten) == 1


def maak_kaart(contacten: Sequence[Contact]) -> SocialeKaart:
    """Maak een kaart van contacten die al gecontroleerd zijn."""
    per_soort: dict[str, list[Contact]] = defaultdict(list)
    per_plek: dict[tuple[str, str | None], list[Contact]] = defaultdict(list)
    for contact in sorted(contacten, key=_is_lokaal, reverse=True):
        per_soort[contact.soort_contact].append(contact)
        for gemeente_code in contact.gemeenten or (None,):
            per_plek[contact.soort_contact, gemeente_code].append(contact)
    per_id = {contact.id: contact for contact in contacten}
    werkgebied = {code for contact in contacten for code in contact.gemeenten}
    regios = {g.regio_code for g in alle_gemeenten().values() if g.code in werkgebied}
    return SocialeKaart(dict(per_soort), per_id, dict(per_plek), frozenset(regios))


@lru_cache(maxsize=8)
def _laad(map_: Path) -> SocialeKaart:
    contacten, fouten = lees_contacten(map_)
    if fouten:
        raise KaartFout("\n".join(fouten))
    return maak_kaart(contacten)
