"""Het kenmerk van een adviesvraag, bijvoorbeeld ``AV-KL2026-7H3KQ9XM``.

Opbouw: ``AV-``, de regio, het jaar, een streepje en acht tekens. Het achtste teken is een
controleteken volgens ISO 7064 MOD 37-2 over regio, jaar en de zeven tekens ervoor. Omdat 37
een priemgetal is en de gewichten machten van 2 zijn, valt elk enkel verkeerd teken en elke
verwisseling van twee buren op. Een mod-30-som over de dertig tekens zelf kan dat niet.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import TYPE_CHECKING

from stdnum.iso7064 import mod_37_2

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALFABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""De dertig tekens van het willekeurige deel; zonder 0, 1, I, L, O en U, die op elkaar lijken."""

_REGIO_IN_KENMERK = {"VR12": "KL", "VR04": "IJ"}
_REGIO_CODE = re.compile(r"VR[0-9]{2}")
_JAAR = re.compile(r"[1-9][0-9]{3}")
_WILLEKEURIG = 7

_SCHEIDING = r"[\s.\-\u2010-\u2015\u2212]"
_TUSSEN = f"{_SCHEIDING}{{0,3}}"


def _gespreid(*tekens: str) -> str:
    return _TUSSEN.join(tekens)


def _patroon(regio: str, cijfer: str, staart: Sequence[str]) -> re.Pattern[str]:
    jaar = [cijfer] * 4
    delen = _gespreid("A", "V", regio, *jaar, *staart)
    return re.compile(rf"(?<![A-Z0-9]){delen}(?![A-Z0-9])")


_TEKEN = f"[{ALFABET}]"
_REGIO = (
    "|".join(_gespreid(*regio) for regio in ("KL", "IJ")) + "|" + _gespreid(*"VR", *["[0-9]"] * 2)
)
_PRECIES = _patroon(f"(?:{_REGIO})", "[0-9]", [_TEKEN] * 8)
_ALLEEN = re.compile(f"{_SCHEIDING}*({_PRECIES.pattern}){_SCHEIDING}*")

# Ruimer dan een echt kenmerk: een letter te veel of te weinig, een O voor een nul, een andere
# regio. Alleen om te kunnen zeggen dat het kenmerk niet klopt.
_ALNUM = "[A-Z0-9]"
_ONGEVEER = _patroon(
    f"[A-Z]{_TUSSEN}{_ALNUM}(?:{_TUSSEN}[0-9OIL]{_TUSSEN}[0-9OIL])?",
    "[0-9OIL]",
    [*[_ALNUM] * 7, f"{_ALNUM}?", f"{_ALNUM}?"],
)


def nieuw(regio_code: str, jaar: int, kies: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Maakt een nieuw, niet te raden kenmerk.

    Args:
        regio_code: de veiligheidsregio, ``VR01`` tot en met ``VR25``.
        jaar: het jaar van indienen, vier cijfers.
        kies: kiest een van de gegeven tekens; standaard met de veilige toevalsbron.

    Raises:
        ValueError: de regio of het jaar heeft niet de juiste vorm.
    """
    if not _REGIO_CODE.fullmatch(regio_code):
        raise ValueError(f"De regiocode {regio_code!r} heeft niet de vorm VRnn.")
    if not _JAAR.fullmatch(str(jaar)):
        raise ValueError(f"Het jaar {jaar} heeft geen vier cijfers.")
    kop = f"{_REGIO_IN_KENMERK.get(regio_code, regio_code)}{jaar}"
    romp = kop + "".join(kies(ALFABET) for _ in range(_WILLEKEURIG - 1))
    # MOD 37-2 kent 37 controletekens en het alfabet dertig: kies het zevende teken zo dat het
    # controleteken bestaat. Elk zevende teken geeft een ander controleteken, dus er zijn er
    # altijd minstens 23 over.
    mogelijk = [t for t in ALFABET if mod_37_2.calc_check_digit(romp + t) in ALFABET]
    romp += kies(mogelijk)
    return _opgemaakt(romp + mod_37_2.calc_check_digit(romp))


def lees(tekst: str) -> str | None:
    """Leest een kenmerk dat iemand overtypte; None als het niet klopt.

    Hoofdletters, spaties, streepjes en punten maken niet uit.
    """
    gevonden = _ALLEEN.fullmatch(_vlak(tekst))
    return _geldig(gevonden.group(1)) if gevonden else None


def vind(tekst: str) -> tuple[str, ...]:
    """Geeft elk geldig kenmerk in de tekst, in volgorde en zonder dubbelen."""
    kandidaten = (_geldig(vondst.group()) for vondst in _PRECIES.finditer(_vlak(tekst)))
    return tuple(dict.fromkeys(kenmerk for kenmerk in kandidaten if kenmerk))


def lijkt_op_kenmerk(tekst: str) -> bool:
    """Zegt of de tekst iets bevat dat op een kenmerk lijkt, maar niet klopt.

    Bedoeld voor: "Dat kenmerk klopt niet, kijk het na." Geldige kenmerken tellen niet mee.
    """
    zonder_geldige = _PRECIES.sub(
        lambda vondst: " | " if _geldig(vondst.group()) else vondst.group(), _vlak(tekst)
    )
    return _ONGEVEER.search(zonder_geldige) is not None


def _vlak(tekst: str) -> str:
    """Brede en samengestelde tekens (zoals de ĳ) worden gewone, kleine letters hoofdletters."""
    return unicodedata.normalize("NFKC", tekst).upper()


def _geldig(gevonden: str) -> str | None:
    kaal = re.sub(r"[^A-Z0-9]", "", gevonden).removeprefix("AV")
    # Een regio met een eigen afkorting heeft maar een schrijfwijze.
    if kaal[:4] in _REGIO_IN_KENMERK or not mod_37_2.is_valid(kaal):
        return None
    return _opgemaakt(kaal)


def _opgemaakt(kaal: str) -> str:
    return f"AV-{kaal[:-8]}-{kaal[-8:]}"
