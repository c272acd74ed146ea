"""De woordenlijsten van dit pakket en de vraag of iets een gewoon Nederlands woord is.

Er wordt niets van een bericht onthouden: geen enkele functie hier bewaart haar invoer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path

MAP = Path(__file__).parent / "data"
_BIJZONDER = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "’": "'"}
)
_UITGANGEN = (
    "", "en", "e", "s", "'s", "t", "d", "te", "ten", "de", "den", "n",
    "je", "jes", "tje", "tjes", "ste", "er", "ers", "end", "ende",
)  # fmt: skip
_ACHTERVOEGSELS = re.compile(
    r".{3,}(?:ing|ingen|heid|heden|schap|schappen|lijk|lijke|isch|ische|atie|aties|iteit|iteiten"
    r"|baar|bare|loos|loze|achtig|achtige|erij|erijen|matig|matige|waarts|gewijs|eerd|eerde"
    r"|eren|kundig|kundige|logie|wet|wetten|isme|ment|menten|isten|sters?|aars?|teurs?|ologen)"
)
_VOORVOEGSELS = (
    "aan", "achter", "af", "be", "bij", "binnen", "buiten", "door", "ex", "ge", "her", "hoofd",
    "in", "mede", "mee", "mis", "na", "niet", "om", "on", "onder", "ont", "op", "over", "pleeg",
    "samen", "stief", "tegen", "terug", "toe", "uit", "ver", "voor", "vast", "weg", "oud",
)  # fmt: skip
_WOORDENLIJSTEN = ("kleine_woorden", "woorden", "rollen", "werkwoorden", "titels", "herkomst")
_LANGE_STAART = 6
_VREEMDE_LETTERS = re.compile(r"[ğışńłżźśćęąőűñãõøæžšđťřů]")
# Fries, Nederlands, Turks, Arabisch en Berbers, Hindoestaans, Slavisch, Iberisch, Armeens.
_NAAMVORM = re.compile(
    r".{2,}(?:stra|inga|enga|sma|ema|dsma|tsma|mans|rsen|nsen|erink|elink|dink|bink|tink"
    r"|oglu|turk|demir|kaya|yilmaz|gul|soy"
    r"|aoui|oui|ouch|ouchi|ddine|ullah|allah|rrahm[ae]n|rahman|zadeh|pour"
    r"|singh|persad|persaud|nath|mohan|narain|pershad|dihal"
    r"|ski|ska|wicz|czyk|czak|owa|enko|chuk|ov|ova|eva|escu|vic|vich|dze|vili|yan"
    r"|guez|ndez|rez|nez)"
    r"|(?:abd[aeiou]|moham|muham|bou[a-z]|benh|bena[ib]|ait|oul|ouss|khal|youn|yous|el-|al-|mc|o')"
    r"[a-z'-]{3,}"
    r"|(?:zb[iy]|dj|tj|kh|gh|nk|mb|hm)[a-z]{3,}|[a-z]{0,9}(?:rzy|szcz|krz|prz)[a-z]{2,}"
)
_PLEKACHTERNAAM = re.compile(
    r".{3,}(?:dijk|dijck|veld|velt|berg|bergen|kamp|hof|hoff|broek|bosch|horst|beek|meer|boom|hout"
    r"|werf|schot|burg|brink|laar|donk|voort|waard|huizen|hoven|stein|daal|berge|hove)"
)
_APOSTROF = re.compile(r"[od]'[a-z]{4,}")
_LANGSTE_WOORD = 40
_KORTSTE_STAM = 3
_KORT_WOORD = 4
_KORTSTE_DEEL = 4


def kaal(woord: str) -> str:
    """Maak een woord vergelijkbaar: kleine letters, zonder accenten.

    Args:
        woord: een woord zoals het in een bericht staat.

    Returns:
        De kale vorm, bijvoorbeeld "ozlem" voor "Özlem".
    """
    if woord.isascii():
        return woord.lower()
    ontleed = unicodedata.normalize("NFKD", woord.lower().translate(_BIJZONDER))
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


@cache
def woordenlijst(naam: str) -> frozenset[str]:
    """Lees een lijst met woorden.

    Args:
        naam: naam van het bestand in `privacy/data`, zonder `.txt`.

    Returns:
        De woorden in kale vorm; regels die met `#` beginnen tellen niet mee.

    Raises:
        ValueError: als de lijst geen enkel woord bevat.
    """
    regels = (MAP / f"{naam}.txt").read_text(encoding="utf-8").splitlines()
    woorden = frozenset(kaal(w) for r in regels if not r.startswith("#") for w in r.split())
    if not woorden:
        raise ValueError(f"privacy/data/{naam}.txt bevat geen woorden.")
    return woorden


@cache
def hulplijst(naam: str) -> frozenset[str]:
    """Geef een korte lijst uit `hulplijsten.txt`.

    Args:
        naam: wat voor de dubbele punt staat.

    Returns:
        De woorden, letterlijk zoals ze in het bestand staan.

    Raises:
        ValueError: als de lijst er niet staat.
    """
    for regel in (MAP / "hulplijsten.txt").read_text(encoding="utf-8").splitlines():
        kop, _, woorden = regel.partition(": ")
        if kop == naam:
            return frozenset(woorden.split())
    raise ValueError(f"privacy/data/hulplijsten.txt heeft geen regel die begint met {naam}.")


@cache
def namenlijst(naam: str) -> dict[str, tuple[int, ...]]:
    """Lees een lijst met een eigennaam per regel.

    Args:
        naam: naam van het bestand in `privacy/data`, zonder `.txt`.

    Returns:
        Per eerste woord hoeveel woorden zulke namen tellen, de langste eerst.
    """
    lengtes: dict[str, set[int]] = {}
    for delen in eigennamen(naam):
        lengtes.setdefault(delen[0], set()).add(len(delen))
    return {begin: tuple(sorted(aantallen, reverse=True)) for begin, aantallen in lengtes.items()}


@cache
def eigennamen(naam: str) -> frozenset[tuple[str, ...]]:
    """Lees dezelfde lijst als losse namen, elk een rij kale woorden."""
    regels = (MAP / f"{naam}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(
        tuple(re.findall(r"[\w'-]+", kaal(regel)))
        for regel in regels
        if regel.strip() and not regel.startswith("#")
    )


def _grondvorm(woord: str) -> str:
    enkel = re.sub(r"(.)\1", r"\1", woord)
    return enkel[:-1] + {"v": "f", "z": "s"}.get(enkel[-1], enkel[-1]) if enkel else enkel


def _stammen(woord: str) -> set[str]:
    return {
        _grondvorm(woord[: len(woord) - len(uitgang)])
        for uitgang in _UITGANGEN
        if woord.endswith(uitgang) and len(woord) - len(uitgang) >= _KORTSTE_STAM
    }


@cache
def _stammenlijst(naam: str) -> frozenset[str]:
    stammen: set[str] = set()
    for woord in woordenlijst(naam):
        stammen.add(_grondvorm(woord))
        if woord.endswith("en"):
            stammen.add(_grondvorm(woord[:-2]))
        if woord.endswith("e"):
            stammen.add(_grondvorm(woord[:-1]))
    return frozenset(stam for stam in stammen if len(stam) > 1)


class Woord:
    """Wat de lijsten over een woord zeggen; elk antwoord wordt een keer berekend.

    Attributes:
        geschreven: het woord in kleine letters zonder accenten.
        kaal: hetzelfde zonder bezits-s.
    """

    def __init__(self, geschreven: str, kaal_woord: str) -> None:
        self.geschreven = geschreven
        self.kaal = kaal_woord

    @cached_property
    def klein(self) -> bool:
        """Een lidwoord, voornaamwoord, voegwoord, telwoord of beginwoord."""
        return self.kaal in woordenlijst("kleine_woorden")

    @cached_property
    def werkwoord(self) -> bool:
        """Een vorm van iets wat mensen doen."""
        if self.kaal in woordenlijst("werkwoorden"):
            return True
        vormen = _stammen(self.kaal)
        if self.kaal.startswith("ge"):
            vormen |= _stammen(self.kaal[2:])
        return not vormen.isdisjoint(_stammenlijst("werkwoorden"))

    @cached_property
    def in_lijst(self) -> bool:
        """Staat letterlijk in een lijst met gewone woorden."""
        return _staat_in_lijst(self.kaal)

    @cached_property
    def gewoon(self) -> bool:
        """Nederlands: bekend, verbogen, afgeleid of samengesteld."""
        return is_gewoon_woord(self.kaal)

    @cached_property
    def als_gewoon_midden(self) -> bool:
        """Gewoon, ook met een hoofdletter midden in een zin, wat bij gewone woorden zelden is."""
        lang = len(self.kaal) > _KORT_WOORD and not self.als_plekachternaam
        return self.in_lijst or (lang and self.gewoon)

    @cached_property
    def voornaam(self) -> bool:
        """Bekend als voornaam, ook met koppelteken."""
        return _staat_als_naam(self.kaal, "voornamen")

    @cached_property
    def achternaam(self) -> bool:
        """Bekend als achternaam, ook met koppelteken, of gebouwd als "O'Brien"."""
        return _staat_als_naam(self.kaal, "achternamen") or bool(_APOSTROF.fullmatch(self.kaal))

    @cached_property
    def bekend(self) -> bool:
        """Bekend als voornaam of achternaam."""
        return self.voornaam or self.achternaam

    @cached_property
    def eenduidig(self) -> bool:
        """Bekend als naam en geen gewoon woord; een verbogen woord ("ooms") telt als gewoon."""
        return (self.voornaam and not self.in_lijst) or (self.achternaam and not self.gewoon)

    @cached_property
    def als_plekachternaam(self) -> bool:
        """Gebouwd als "Hoogendijk": een achternaam die naar een plek in het land verwijst."""
        return bool(_PLEKACHTERNAAM.fullmatch(self.kaal))

    @cached_property
    def tussenvoegsel(self) -> bool:
        """Een woord tussen voornaam en achternaam."""
        return self.kaal in woordenlijst("tussenvoegsels")

    @cached_property
    def rol(self) -> bool:
        """Een woord voor een persoon, ook aan het eind van een samenstelling."""
        rollen = woordenlijst("rollen")
        if self.kaal in rollen:
            return True
        staarten = (self.kaal[grens:] for grens in range(2, len(self.kaal) - _KORTSTE_STAM))
        return any(staart in rollen for staart in staarten) and self.gewoon


def _staat_in_lijst(woord: str) -> bool:
    return any(woord in woordenlijst(naam) for naam in _WOORDENLIJSTEN)


def _staat_als_naam(woord: str, lijst: str) -> bool:
    eigen, wereld = woordenlijst(lijst), woordenlijst(f"{lijst}_wereld")
    delen = woord.split("-")
    # "vmbo-kader" en "ggz-team": achter een afkorting staat geen achternaam.
    if len(delen) > 1 and delen[0] in hulplijst("geen_naamdeel"):
        return False
    return any(deel in eigen or deel in wereld for deel in delen) or woord in eigen


def _is_verbuiging(woord: str) -> bool:
    vormen = _stammen(woord)
    return any(not vormen.isdisjoint(_stammenlijst(naam)) for naam in _WOORDENLIJSTEN)


def _is_woorddeel(deel: str) -> bool:
    return any(
        deel.endswith(uitgang) and _staat_in_lijst(deel.removesuffix(uitgang))
        for uitgang in ("", "en", "s", "e", "n", "je", "jes")
    )


def _is_samenstelling(woord: str) -> bool:
    for grens in range(2, len(woord) - _KORTSTE_DEEL + 1):
        kop, staart = woord[:grens], woord[grens:]
        lang = len(staart) >= _LANGE_STAART
        if not (_is_woorddeel(staart) or (lang and _is_verbuiging(staart))):
            continue
        lange_staart = lang and len(kop) >= _KORTSTE_STAM
        if kop in _VOORVOEGSELS or lange_staart:
            return True
        if len(kop) >= _KORTSTE_STAM and _is_woorddeel(kop):
            return True
    return False


def is_gewoon_woord(woord: str) -> bool:
    """Zeg of een kaal woord Nederlands is: bekend, verbogen, afgeleid of samengesteld.

    Args:
        woord: de kale vorm van een woord, zonder leestekens eromheen.

    Returns:
        Waar voor "zorgmijders" en "spookburger", onwaar voor "terpstra".
    """
    if len(woord) > _LANGSTE_WOORD:
        return False
    if _staat_in_lijst(woord) or woord in woordenlijst("opentaal") or _is_verbuiging(woord):
        return True
    if "-" in woord:
        return all(len(d) < _KORTSTE_STAM or is_gewoon_woord(d) for d in woord.split("-") if d)
    return bool(_ACHTERVOEGSELS.fullmatch(woord)) or _is_samenstelling(woord)


def heeft_naamvorm(woord: str) -> bool:
    """Zeg of een woord gebouwd is als een achternaam of een naam uit een andere taal.

    Args:
        woord: het woord zoals geschreven; vreemde letters tellen mee.
    """
    return bool(_VREEMDE_LETTERS.search(woord.lower()) or _NAAMVORM.fullmatch(kaal(woord)))
