"""Persoonsgegevens vinden in een Nederlands bericht."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.adressen import vind_adres
from privacy.cijfers import (
    vind_bsn,
    vind_iban,
    vind_kenteken,
    vind_negen_cijfers,
    vind_postcode,
    vind_telefoon,
)
from privacy.contact import vind_account, vind_email
from privacy.datums import vind_geboortedatum
from privacy.namen import vind_namen
from privacy.nummers import vind_document, vind_lang_getal, vind_zaak
from privacy.vondst import AANDUIDING, Vondst, zonder_overlap

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = ["Vondst", "vind"]

# Wat al gelakt of versleuteld is, en de vorm van ons eigen kenmerk.
_AL_VEILIG = re.compile(
    r"\[(?:" + "|".join(re.escape(naam) for naam in AANDUIDING.values()) + r")\]"
    r"|\[werkmail:[A-Za-z0-9_=-]{100,400}\]"
)
_KENMERK = re.compile(
    r"(?<![\w-])AV[ -]?(?:KL|IJ|VR ?\d{2})[ -]?\d{4}[ -]?(?:[ -]?[2-9A-HJKMNP-TV-Z]){8}(?![\w-])",
    re.IGNORECASE,
)
_WOORD = re.compile(r"\S+")
_LEESTEKENS = ".,;:!?()[]\"'“”‘’"
_MEESTE_WOORDEN = 5


def vind(
    tekst: str, behoud: Container[str] = (), *, jaar_nu: int | None = None
) -> tuple[Vondst, ...]:
    """Vind persoonsgegevens.

    Args:
        tekst: het bericht; de tijd groeit evenredig met de lengte.
        behoud: wat mag blijven staan, letterlijk of in kleine letters (namen van organisaties,
            nummers uit de sociale kaart, het eigen kenmerk). Een voorwerp met alleen
            `__contains__` volstaat.
        jaar_nu: het lopende jaar, om aan de ouderdom van een datum een geboorte te zien.

    Returns:
        De vondsten op volgorde, zonder overlap.
    """
    veilig = [t.span() for t in _AL_VEILIG.finditer(tekst)]
    veilig += [t.span() for t in _KENMERK.finditer(tekst) if t.group() in behoud]
    vast = zonder_overlap(
        [Vondst(begin, eind, "") for begin, eind in veilig] + list(_met_bouw(tekst, jaar_nu))
    )
    namen = vind_namen(tekst, [(v.begin, v.eind) for v in vast])
    vondsten = zonder_overlap([*vast, *namen])
    return tuple(v for v in vondsten if v.soort and not _mag_blijven(tekst, v, behoud))


def _met_bouw(tekst: str, jaar_nu: int | None) -> Iterator[Vondst]:
    """Zoek alles behalve namen; een eerdere zoeker gaat voor."""
    yield from vind_email(tekst)
    yield from vind_iban(tekst)
    yield from vind_zaak(tekst)
    yield from vind_document(tekst)
    yield from vind_bsn(tekst)
    yield from vind_telefoon(tekst)
    yield from vind_negen_cijfers(tekst)
    yield from vind_geboortedatum(tekst, jaar_nu)
    yield from vind_postcode(tekst)
    yield from vind_kenteken(tekst)
    yield from vind_adres(tekst)
    yield from vind_account(tekst)
    yield from vind_lang_getal(tekst)


def _mag_blijven(tekst: str, vondst: Vondst, behoud: Container[str]) -> bool:
    """Zeg of de vondst, of een paar woorden waar hij in ligt, in `behoud` staat."""
    if isinstance(behoud, tuple) and not behoud:
        return False
    begin, eind = max(0, vondst.begin - 80), vondst.eind + 80
    woorden = [(t.start() + begin, t.end() + begin) for t in _WOORD.finditer(tekst[begin:eind])]
    eerste = next(i for i, (_, tot) in enumerate(woorden) if tot > vondst.begin)
    laatste = max(i for i, (van, _) in enumerate(woorden) if van < vondst.eind)
    for links in range(max(0, eerste - _MEESTE_WOORDEN), eerste + 1):
        for rechts in range(laatste, min(len(woorden), laatste + _MEESTE_WOORDEN)):
            stuk = tekst[woorden[links][0] : woorden[rechts][1]].strip(_LEESTEKENS)
            if stuk in behoud or stuk.lower() in behoud:
                return True
    return tekst[vondst.begin : vondst.eind] in behoud
