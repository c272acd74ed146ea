"""Nummers met een vaste bouw: BSN, rekeningnummer, telefoonnummer, kenteken en postcode.

`stdnum` vult een te kort BSN aan met nullen, zodat "12" voor de elfproef slaagt; daarom telt de
code zelf de cijfers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
from stdnum import iban as stdnum_iban
from stdnum.nl import bsn as stdnum_bsn

from privacy.lexicon import hulplijst, is_gewoon_woord
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

BSN_CIJFERS = 9
_CIJFERS_TELEFOON = range(9, 12)
# Lengte per land (IBAN-register van SWIFT), voor de landen die hier in de praktijk voorkomen.
_LENGTE_IBAN = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "IE": 22, "ES": 24, "PT": 25, "IT": 27,
    "CH": 21, "AT": 20, "LU": 20, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "PL": 28, "CZ": 24,
    "SK": 24, "HU": 28, "RO": 24, "BG": 22, "HR": 21, "SI": 19, "RS": 22, "BA": 20, "GR": 27,
    "CY": 28, "MT": 31, "EE": 20, "LV": 21, "LT": 20, "TR": 26, "MA": 28, "UA": 29, "AL": 28,
    "XK": 20, "MK": 19, "ME": 22, "MD": 24, "GE": 22,
}  # fmt: skip
_IBAN_NL = re.compile(r"NL\d{2}[A-Z]{4}\d{8,10}")

_BSN_WOORD = re.compile(
    r"\b(?:bsn|b\.s\.n\.?|burgerservice\s?n(?:umme)?r|burgerservicenummer|sofi)"
    r"(?:[ -]?(?:nummer|nr\.?|no\.?))?\b",
    re.IGNORECASE,
)
_BSN_NA_WOORD = re.compile(r"[^\d\n]{0,40}?(?<!\d)(\d(?:[ .\-/]{0,2}\d){7,8})(?!\d)")
_NEGEN_CIJFERS = re.compile(
    r"(?<![\w.,/-])(?:\d{9}|\d{2,5}[ .\-/]\d{2,5}(?:[ .\-/]\d{2,5}){0,2})(?![\w/-])"
)

_TELEFOON = re.compile(
    r"(?<![\w€-])(?<!\d[.,])(?:\+|\(?\+?0)\d?(?:[ .\-/()‑–]{0,3}\d){7,13}(?!\d)"
    r"|(?<![\w.,€/-])6[ -]?\d{8}(?!\d)"
)
_NA_CIJFERGROEP = re.compile(r"(?<=\d)[^\d]")
_DATUM_VOORAAN = re.compile(r"\d{1,2}[-/. ]{1,3}\d{1,2}[-/. ]{1,3}(?:19|20)\d\d(?!\d)")
_TELEFOON_WOORD = re.compile(
    r"\b(?:tel|telefoon|telnr|mob|mobiel|mobieltje|gsm|bel|belt|bellen|app|appen|bereikbaar"
    r"|telefoonnummer|whatsapp|nummer|thuisnummer)\b[^\d\n]{0,25}$",
    re.IGNORECASE,
)
# Gratis en betaalde dienstnummers en bedrijfsnummers zijn van een organisatie, nooit van een mens.
_DIENSTNUMMER = re.compile(r"0(?:800|900|906|909|88|67)")
_GETALWOORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,12}tig"
    r"|\w{3,6}tien)"
)
_UITGESCHREVEN = re.compile(rf"\bnul[ ,-]{{1,2}}zes(?:[ ,-]{{1,2}}{_GETALWOORD}\b){{2,8}}", re.I)

_IBAN = re.compile(r"\b[A-Za-z]{2}[ -]?\d{2}(?:[ .-]?[A-Za-z0-9]){10,30}(?![A-Za-z0-9])")
_REKENING = re.compile(
    r"\b(?:bankrekening|rekening|giro|iban|banknummer)(?:nummer|nr\.?)?[^\d\n]{0,15}"
    r"(\d(?:[ .]?\d){6,9})(?!\d)",
    re.IGNORECASE,
)

_GROEP = r"([A-Za-z]{1,3}|\d{1,3})"
_KENTEKEN_GROEPEN = re.compile(rf"(?<![\w-])(?={_GROEP}([- ]?){_GROEP}([- ]?){_GROEP}(?![\w-]))")
# Een nieuw kenteken heeft deze verdeling van cijfers en letters (sidecodes van de RDW).
_SIDECODES = hulplijst("sidecodes")
_KENTEKEN_LENGTE = 6
_WOORDJE = re.compile(r"[a-z]{3,}")
_KENTEKEN_WOORD = re.compile(
    r"\b(?:kenteken|kentekenplaat|nummerplaat|plaat|auto|scooter|brommer|motor|bus|busje|bestelbus"
    r"|snorfiets|fatbike|voertuig|bestelauto|wagen|camper)\b[^\n.]{0,30}$",
    re.IGNORECASE,
)
_VREEMD_KENTEKEN = re.compile(
    r"\b(?:kenteken|kentekenplaat|nummerplaat|plaat)"
    r"(?: is| was|:| nr\.?| nummer| van \w{2,12}){0,2}"
    r"[ :]{1,2}((?=[A-Za-z \-]{0,8}\d)[A-Za-z0-9]{1,4}"
    r"(?:[ -]?[A-Za-z0-9]{1,5}){1,2})(?![\w])",
    re.IGNORECASE,
)

_POSTCODE = re.compile(r"(?<![\w€.,/-])([1-9]\d{3})([ -]{0,2})([A-Za-z]{2})(?![\w-])")
_GEEN_POSTCODE = hulplijst("geen_postcode")
_GEEN_KLEINE_POSTCODE = hulplijst("geen_kleine_postcode")
# Alleen aan het eind van een stuk zin: "2033 KD 27." wel, "2033 KD 3 keer" niet.
_HUISNUMMER = re.compile(
    r",? ?(?:nr\.? ?|nummer |huisnummer )?\d{1,4}(?: ?-? ?[a-z])?(?=[ ]*(?:[.,;:!?)\n]|\Z))",
    re.IGNORECASE,
)
_POSTCODE_WOORD = re.compile(r"\b(?:postcode|pc)\b[^\d\n]{0,12}$", re.IGNORECASE)
_TERUG = 60


def _cijfers(tekst: str) -> str:
    return "".join(teken for teken in tekst if teken.isdigit())


def vind_bsn(tekst: str) -> Iterator[Vondst]:
    """Zoek burgerservicenummers met het woord ervoor, ook als ze niet kloppen."""
    for woord in _BSN_WOORD.finditer(tekst):
        nummer = _BSN_NA_WOORD.match(tekst, woord.end())
        if nummer:
            yield Vondst(nummer.start(1), nummer.end(1), "BSN")


def vind_negen_cijfers(tekst: str) -> Iterator[Vondst]:
    """Zoek burgerservicenummers zonder woord ervoor: negen cijfers, zeker als ze kloppen."""
    for treffer in _NEGEN_CIJFERS.finditer(tekst):
        cijfers = _cijfers(treffer.group())
        if len(cijfers) != BSN_CIJFERS:
            continue
        klopt = stdnum_bsn.is_valid(cijfers)
        if klopt or treffer.group().isdigit():
            yield Vondst(treffer.start(), treffer.end(), "BSN", klopt)


def vind_iban(tekst: str) -> Iterator[Vondst]:
    """Zoek IBAN's en, met het woord ervoor, oude rekeningnummers."""
    treffer = _IBAN.search(tekst)
    while treffer:
        eind = _eind_van_iban(treffer.group())
        if eind:
            yield Vondst(treffer.start(), treffer.start() + eind, "IBAN")
        # Achter een IBAN kan meteen het volgende staan.
        treffer = _IBAN.search(tekst, treffer.start() + eind if eind else treffer.start() + 1)
    for treffer in _REKENING.finditer(tekst):
        yield Vondst(treffer.start(1), treffer.end(1), "IBAN")


def _eind_van_iban(tekst: str) -> int:
    plaatsen = [i + 1 for i, teken in enumerate(tekst) if teken.isalnum()]
    kern = "".join(teken for teken in tekst if teken.isalnum()).upper()
    lengte = _LENGTE_IBAN.get(kern[:2], 0)
    if lengte and len(kern) >= lengte and stdnum_iban.is_valid(kern[:lengte], check_country=False):
        return plaatsen[lengte - 1]
    vorm = _IBAN_NL.match(kern)
    return plaatsen[vorm.end() - 1] if vorm else 0


def vind_telefoon(tekst: str) -> Iterator[Vondst]:
    """Zoek telefoonnummers van mensen; dienstnummers (0800, 0900, 088, 112) blijven staan."""
    treffer = _TELEFOON.search(tekst)
    while treffer:
        voor = tekst[max(0, treffer.start() - _TERUG) : treffer.start()]
        met_woord = bool(_TELEFOON_WOORD.search(voor))
        stuk, zeker = _langste_nummer(treffer.group(), met_woord=met_woord)
        if zeker is not None:
            yield Vondst(treffer.start(), treffer.start() + len(stuk), "TELEFOON", zeker)
        # Achter een nummer kan meteen het volgende staan.
        treffer = _TELEFOON.search(tekst, treffer.start() + len(stuk))
    for treffer in _UITGESCHREVEN.finditer(tekst):
        yield Vondst(treffer.start(), treffer.end(), "TELEFOON")


def _langste_nummer(stuk: str, *, met_woord: bool) -> tuple[str, bool | None]:
    """Kort een rij cijfergroepen in tot het langste stuk dat een nummer is."""
    if _DATUM_VOORAAN.match(stuk):
        return stuk, None
    for grens in (None, *(g.start() for g in reversed(list(_NA_CIJFERGROEP.finditer(stuk))))):
        zeker = _telefoonsoort(stuk[:grens], met_woord=met_woord)
        if zeker is not None:
            return stuk[:grens], zeker
    return stuk, None


def _telefoonsoort(stuk: str, *, met_woord: bool) -> bool | None:
    cijfers = _cijfers(stuk)
    internationaal = stuk.lstrip("( ").startswith(("+", "00"))
    kern = cijfers.removeprefix("00") if internationaal else cijfers
    if internationaal and kern.startswith("31"):
        kern = "0" + kern.removeprefix("31").removeprefix("0")
        internationaal = False
    if internationaal:
        return phonenumbers.is_possible_number_string("+" + kern, "ZZ") or None
    if _DIENSTNUMMER.match(kern):
        return None
    if kern.startswith(("06", "6")):
        return True if len(kern) in _CIJFERS_TELEFOON else None
    if (
        phonenumbers.is_possible_number_string(kern, "NL")
        and len(kern) == max(_CIJFERS_TELEFOON) - 1
    ):
        return True
    return False if met_woord and len(kern) in _CIJFERS_TELEFOON else None


def vind_kenteken(tekst: str) -> Iterator[Vondst]:
    """Zoek kentekens: met streepjes altijd, zonder streepjes in hoofdletters of na een voertuig."""
    for treffer in _KENTEKEN_GROEPEN.finditer(tekst):
        kern = treffer.group(1) + treffer.group(3) + treffer.group(5)
        if len(kern) != _KENTEKEN_LENGTE:
            continue
        bouw = "".join("9" if teken.isdigit() else "X" for teken in kern)
        if bouw not in _SIDECODES:
            continue
        begin, eind = treffer.start(1), treffer.end(5)
        # "bus 73 naar halte 12"
        if any(is_gewoon_woord(woord) for woord in _WOORDJE.findall(tekst[begin:eind])):
            continue
        streepjes = treffer.group(2) == treffer.group(4) == "-"
        voor = tekst[max(0, treffer.start() - _TERUG) : treffer.start()]
        if (
            streepjes
            or (kern.isupper() and " " not in tekst[begin:eind])
            or _KENTEKEN_WOORD.search(voor)
        ):
            yield Vondst(begin, eind, "KENTEKEN", streepjes)
    for treffer in _VREEMD_KENTEKEN.finditer(tekst):
        yield Vondst(treffer.start(1), treffer.end(1), "KENTEKEN", zeker=False)


def vind_postcode(tekst: str) -> Iterator[Vondst]:
    """Zoek postcodes met hun huisnummer; "2024 is" en "1500 km" zijn er geen."""
    for treffer in _POSTCODE.finditer(tekst):
        letters = treffer.group(3)
        met_woord = _POSTCODE_WOORD.search(
            tekst[max(0, treffer.start() - _TERUG) : treffer.start()]
        )
        geen = letters.upper() in _GEEN_POSTCODE or (
            not letters.isupper()
            and bool(treffer.group(2))
            and letters.lower() in _GEEN_KLEINE_POSTCODE
        )
        if met_woord or not geen:
            huisnummer = _HUISNUMMER.match(tekst, treffer.end())
            eind = huisnummer.end() if huisnummer else treffer.end()
            yield Vondst(treffer.start(), eind, "POSTCODE")
