"""Een casus die in meer gemeenten speelt: per gemeente de route, en welke regio kan leiden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sociale_kaart.plaatsen import herken
from sociale_kaart.wegwijzer import wegwijzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sociale_kaart.contact import Contact
    from sociale_kaart.gemeenten import Gemeente
    from sociale_kaart.plaatsen import Plaatsvondst
    from sociale_kaart.wegwijzer import Route


@dataclass(frozen=True)
class Plaatsbeeld:
    """Welke gemeenten een tekst noemt.

    Attributes:
        zeker: gemeenten die zeker bedoeld zijn, in de volgorde van de tekst, elk één keer.
        open: namen waarbij meer gemeenten kunnen horen; vraag na welke.
    """

    zeker: tuple[Gemeente, ...]
    open: tuple[Plaatsvondst, ...]


@dataclass(frozen=True)
class Samenloop:
    """De routes van één probleem in meer gemeenten.

    Attributes:
        routes: per gemeente de route, in de volgorde van de vraag.
    """

    routes: tuple[Route, ...]

    @property
    def gemeenten(self) -> tuple[Gemeente, ...]:
        """De gemeenten waarin het speelt."""
        return tuple(route.gemeente for route in self.routes if route.gemeente)

    @property
    def kan_leiden(self) -> tuple[tuple[str, str], ...]:
        """Code en naam van elke regio die de leiding kan nemen.

        Geen bron zegt welke regio dat hoort te zijn; de regio's spreken het af (S1 5.3).
        """
        return tuple(dict.fromkeys((g.regio_code, g.regio_naam) for g in self.gemeenten))

    @property
    def bovenregionaal(self) -> bool:
        """Er is meer dan één regio bij betrokken."""
        return len(self.kan_leiden) > 1

    @property
    def gedeeld(self) -> tuple[Contact, ...]:
        """De contacten die voor alle gemeenten dezelfde zijn, in volgorde."""
        overal = set.intersection(*({(c.id, c.naam) for c in r.contacten} for r in self.routes))
        return tuple(c for c in self.routes[0].contacten if (c.id, c.naam) in overal)

    def zin(self) -> str:
        """Zeg waar het speelt, en of het bovenregionaal is."""
        waar = _som_op(f"{g.naam} ({g.regio_naam})" for g in self.gemeenten)
        if not self.bovenregionaal:
            return f"Dit speelt in {waar}. Dat is één regio."
        regios = _som_op(naam for _, naam in self.kan_leiden)
        return (
            f"Dit speelt in {waar}. Het is dus bovenregionaal. De regio's {regios} spreken samen "
            "af wie de leiding neemt; dien het bij één van de regio's in en noem de andere."
        )


def lees_plaatsen(tekst: str) -> Plaatsbeeld:
    """Lees welke gemeenten een tekst noemt.

    Een dubbelzinnige naam is niet meer open als één van de mogelijkheden elders in de tekst zeker
    genoemd wordt: "Spaarndam, dat is gemeente Haarlemmermeer".
    """
    vondsten = herken(tekst)
    zeker = tuple(dict.fromkeys(v.opties[0] for v in vondsten if len(v.opties) == 1))
    nog_open = tuple(
        vondst
        for vondst in vondsten
        if len(vondst.opties) > 1 and len(set(vondst.opties) & set(zeker)) != 1
    )
    return Plaatsbeeld(zeker, nog_open)


def wegwijzer_in(
    probleem: str,
    gemeente_codes: Sequence[str],
    *,
    nu_gevaar: bool,
    minderjarig: bool | None,
) -> Samenloop:
    """Geef de route in elke gemeente waar een casus speelt.

    Args:
        probleem: een code uit routes.csv.
        gemeente_codes: CBS-codes, minstens één; dubbele tellen één keer.
        nu_gevaar: er is nu gevaar.
        minderjarig: er is een minderjarige bij betrokken; None als dat niet bekend is.

    Raises:
        ValueError: er is geen gemeente genoemd.
        KaartFout: het probleem of een gemeente is niet bekend.
    """
    if not gemeente_codes:
        raise ValueError("Noem minstens één gemeente.")
    return Samenloop(
        tuple(
            wegwijzer(probleem, code, nu_gevaar=nu_gevaar, minderjarig=minderjarig)
            for code in dict.fromkeys(gemeente_codes)
        )
    )


def _som_op(namen: Iterable[str]) -> str:
    *eerder, laatste = namen
    return f"{', '.join(eerder)} en {laatste}" if eerder else laatste
