"""E-mailadressen en namen op sociale media."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privacy.lexicon import Woord, hulplijst, is_gewoon_woord, kaal
from privacy.vondst import Vondst

if TYPE_CHECKING:
    from collections.abc import Iterator

_APENSTAART = (
    r"(?:@|\s?(?:\[at\]|\(at\)|\{at\}|\bapenstaartje?\b)\s?"
    r"|\sat\s(?=[\w-]{1,63}\s?(?:\.|dot|punt|\[)))"
)
_PUNT = r"(?:\.|\s?(?:\[(?:dot|punt|\.)\]|\((?:dot|punt|\.)\)|\b(?:dot|punt)\b)\s?)"
EMAIL = re.compile(
    rf"(?<![\w+-])([\w.+'-]{{1,64}}){_APENSTAART}[\w-]{{1,63}}(?:{_PUNT}[\w-]{{2,63}}){{1,5}}",
    re.IGNORECASE,
)
_EMAIL_MET_SPATIES = re.compile(
    r"(?<![\w.+-])([\w.+'-]{1,64}) ?@ ?[\w-]{1,63}(?: ?\. ?[\w-]{2,63}){0,3} ?\. ?"
    r"(?:nl|com|net|org|eu|be|de|fr|info|online|me|tr|ma|pl)\b",
    re.IGNORECASE,
)
_ALGEMENE_BUS = hulplijst("algemene_bus")
_BUSDELEN = hulplijst("busdelen")
_KORTSTE_REST = 2
_CONSUMENTEN = hulplijst("consumentenmail")

_HANDLE = re.compile(r"(?<![\w@.+-])@[A-Za-z0-9_](?:[A-Za-z0-9_]|\.(?=\w)){2,29}")
_MEDIUM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|telegram|facebook|fb|twitter|discord|signal|youtube"
    r"|linkedin|twitch|steam|psn|onlyfans|tinder|grindr|whatsapp)"
)
_ACCOUNTNAAM = r"\s?['\"“‘]?@?((?:\w|[.\-](?=\w)){3,30})"
_NA_MEDIUM = re.compile(
    rf"\b{_MEDIUM}(?:[ -]?(?:account|naam|profiel|pagina))?"
    r"(?: (?:(?:heet|staat|zit)(?: hij| ze)?|noemt (?:hij|ze) zich|is|actief|bekend))?"
    r"(?: ?[:=(]| als| onder(?: de naam)?| met(?: de naam)?| is| via)" + _ACCOUNTNAAM,
    re.IGNORECASE,
)
_DIRECT_NA_MEDIUM = re.compile(
    rf"\b{_MEDIUM}\s@?(?=[\d_.]{{0,30}}[a-z])((?:\w|[.\-](?=\w)){{3,30}})", re.IGNORECASE
)
_VOOR_MEDIUM = re.compile(
    r"\b(?:account|accountnaam|gebruikersnaam|username|nickname|nick|profiel|handle|gamertag)"
    r"(?:naam)?(?: is| heet|:| =| van hem is| van haar is| op \w{2,12} is)?" + _ACCOUNTNAAM,
    re.IGNORECASE,
)
_ALS_OP_MEDIUM = re.compile(
    rf"\b(?:als|onder)\s['\"“‘]?@?((?:\w|[.](?=\w)){{3,30}})['\"”’]?\sop\s{_MEDIUM}\b",
    re.IGNORECASE,
)
_PROFIEL = re.compile(
    rf"\b(?:www\.)?{_MEDIUM}\.(?:com|nl|me)/(?:in/|@|add/)?[\w.\-]{{3,40}}|\bt\.me/\w{{3,32}}",
    re.IGNORECASE,
)
_MET_STREEP = re.compile(r"(?<![\w@./-])[A-Za-z][A-Za-z0-9.]{1,20}_[A-Za-z0-9_.]{1,20}(?![\w@/-])")
_TEKEN_VAN_ACCOUNT = re.compile(r"[\d_.]")


def is_algemene_bus(bus: str, domein: str) -> bool:
    """Zeg of een adres van een loket is (info@, wijkteam.noord@) en niet van een mens.

    Args:
        bus: wat voor de apenstaart staat.
        domein: wat erachter staat; bij een aanbieder voor consumenten is alleen het kale woord
            een loket, want "info.jansen" is daar een mens.
    """
    delen = [deel for deel in re.split(r"[._+\-\d]", kaal(bus)) if deel]
    if not delen or not (delen[0] in _ALGEMENE_BUS or _is_functie(delen[0])):
        return False
    if not _CONSUMENTEN.isdisjoint(re.split(r"\W+", kaal(domein))):
        return kaal(bus) in _ALGEMENE_BUS
    return not any(Woord(deel, deel).eenduidig for deel in delen[1:])


def _is_functie(deel: str) -> bool:
    """Waar voor "zorgloket" en "teamjeugd": een gewoon woord met een functie erin."""
    resten = [deel.removesuffix(bus) for bus in _BUSDELEN if deel.endswith(bus)]
    resten += [deel.removeprefix(bus) for bus in _BUSDELEN if deel.startswith(bus)]
    return any(
        len(rest) > _KORTSTE_REST and is_gewoon_woord(rest) and not Woord(rest, rest).bekend
        for rest in resten
    )


def vind_email(tekst: str) -> Iterator[Vondst]:
    """Zoek e-mailadressen van mensen, ook geschreven met [at] of met spaties."""
    for patroon in (EMAIL, _EMAIL_MET_SPATIES):
        for treffer in patroon.finditer(tekst):
            domein = tekst[treffer.end(1) : treffer.end()]
            if not is_algemene_bus(treffer.group(1), domein):
                yield Vondst(treffer.start(), treffer.end(), "EMAIL")


def vind_account(tekst: str) -> Iterator[Vondst]:
    """Zoek namen op sociale media: met @, in een webadres, of na het noemen van het medium."""
    for patroon in (_PROFIEL, _HANDLE):
        for treffer in patroon.finditer(tekst):
            yield Vondst(treffer.start(), treffer.end(), "ACCOUNT")
    yield from _bij_medium(tekst)
    for treffer in _MET_STREEP.finditer(tekst):
        if not all(_is_ding(kaal(d)) for d in re.split(r"[_\d]", treffer.group()) if d):
            yield Vondst(treffer.start(), treffer.end(), "ACCOUNT", zeker=False)


def _bij_medium(tekst: str) -> Iterator[Vondst]:
    for patroon in (_NA_MEDIUM, _VOOR_MEDIUM, _ALS_OP_MEDIUM, _DIRECT_NA_MEDIUM):
        for treffer in patroon.finditer(tekst):
            naam = treffer.group(1)
            # "insta foto" zegt iets over het medium, "insta daan_030" noemt een account.
            vreemd = patroon is not _DIRECT_NA_MEDIUM and not is_gewoon_woord(kaal(naam))
            if vreemd or _TEKEN_VAN_ACCOUNT.search(naam):
                yield Vondst(treffer.start(1), treffer.end(1), "ACCOUNT")


def _is_ding(deel: str) -> bool:
    return is_gewoon_woord(deel) and not Woord(deel, deel).voornaam
