"""De wegwijzer: bij dit probleem, in deze gemeente, bel je eerst dit contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sociale_kaart.gemeenten import op_code
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.routetabel import (
    BIJ_GEVAAR,
    GEEN_GEHOOR_GEEN_VOLGENDE,
    GEEN_GEHOOR_GEVAAR,
    GEEN_GEHOOR_VOLGENDE,
    ONBEKEND,
    lees_routes,
)
from sociale_kaart.soorten import EERST_BIJ, KAN_NIET_BIJ
from sociale_kaart.tabellen import DATAMAP, KaartFout

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from sociale_kaart.contact import Bron, Contact
    from sociale_kaart.gemeenten import Gemeente
    from sociale_kaart.keuring import Keuring

NOODNUMMER = "noodnummer"
_GEVAAR = "acuut_gevaar"


@dataclass(frozen=True)
class Route:
    """Wie je belt, in volgorde, en wat je daarbij moet weten.

    Attributes:
        probleem: code van het probleem.
        gemeente: de gemeente waar het speelt; None als die niet bekend is.
        nu_gevaar: er is nu gevaar; dan staat 112 vooraan.
        contacten: het eerste contact vooraan; nooit leeg.
        veiligheidshuis: wanneer het Veiligheidshuis erbij hoort.
        voorbereiding: wat je klaar hebt voor je belt.
        geen_gehoor: wat je doet als er niet wordt opgenomen.
        regio_gevuld: van de regio van de gemeente staan er eigen contacten in de kaart.
        bron: waar de keuze van de contacten op steunt.
    """

    probleem: str
    gemeente: Gemeente | None
    nu_gevaar: bool
    contacten: tuple[Contact, ...]
    veiligheidshuis: str
    voorbereiding: tuple[str, ...]
    geen_gehoor: str
    regio_gevuld: bool
    bron: Bron

    @property
    def eerste(self) -> Contact:
        """Het contact dat je als eerste belt."""
        return self.contacten[0]

    @property
    def daarna(self) -> tuple[Contact, ...]:
        """De contacten voor daarna, in volgorde."""
        return self.contacten[1:]

    @property
    def let_op(self) -> str:
        """Zeg het als de regio nog geen eigen contacten heeft; anders een lege tekst."""
        return "" if self.regio_gevuld or self.gemeente is None else niet_gevuld(self.gemeente)

    def gekeurd(self, keuring: Keuring) -> Route:
        """Dezelfde route, met bij elk contact de waarschuwing die erbij hoort."""
        return replace(self, contacten=keuring.merk(self.contacten))


def wegwijzer(
    probleem: str,
    gemeente_code: str | None,
    *,
    nu_gevaar: bool,
    minderjarig: bool | None,
    signalen: Collection[str] = (),
    map_: Path = DATAMAP,
) -> Route:
    """Geef de route bij een probleem.

    De tabel is totaal: elk probleem, elke gemeente en elke situatie geeft minstens één contact.
    Bij gevaar staat 112 altijd vooraan, wat de tabel ook zegt (docs/contract.md, Uitkomst).

    Args:
        probleem: een code uit routes.csv, `onbekend` als het niet bekend is.
        gemeente_code: CBS-code; None als de gemeente niet bekend is.
        nu_gevaar: er is nu gevaar.
        minderjarig: er is een minderjarige bij betrokken; None als dat niet bekend is.
        signalen: wat er verder gezegd is; daardoor kan een soort contact wegvallen of vooraan komen
            (`soorten.csv`), zoals een corporatie bij een koopwoning. Het laatste valt nooit weg.
        map_: map met de tabellen.

    Raises:
        KaartFout: het probleem of de gemeente is niet bekend, of de tabellen kloppen niet.
    """
    kaart, tabel = SocialeKaart.laad(map_), lees_routes(map_)
    gemeente = _gemeente(gemeente_code)
    gevaar = nu_gevaar or probleem == _GEVAAR
    regel = tabel.regel(probleem, gemeente, _ja_nee(gevaar), _ja_nee(minderjarig))
    vooraf = (NOODNUMMER,) if gevaar else ()
    soorten = _passend(regel.contacten, frozenset(signalen))
    contacten = kaart.voor((*vooraf, *soorten), gemeente_code)
    bij_gevaar = tuple(tabel.zinnen[code] for code in BIJ_GEVAAR)
    return Route(
        probleem=probleem,
        gemeente=gemeente,
        nu_gevaar=gevaar,
        contacten=contacten,
        veiligheidshuis=regel.veiligheidshuis,
        voorbereiding=bij_gevaar if gevaar else regel.voorbereiding,
        geen_gehoor=_geen_gehoor(tabel.zinnen, contacten, gevaar=gevaar),
        regio_gevuld=gemeente is None or gemeente.regio_code in kaart.gevulde_regios,
        bron=regel.bron,
    )


def _passend(soorten: Sequence[str], signalen: frozenset[str]) -> list[str]:
    kan = [soort for soort in soorten if not KAN_NIET_BIJ.get(soort, frozenset()) & signalen]
    return sorted(kan or soorten, key=lambda s: not EERST_BIJ.get(s, frozenset()) & signalen)


def soorten_bij(
    probleem: str, gemeente_code: str | None, *, minderjarig: bool | None
) -> tuple[str, ...]:
    """Geef zonder gevaar de soorten contact bij een probleem, om in een ander advies te gebruiken.

    Args:
        probleem: een code uit routes.csv.
        gemeente_code: CBS-code; None als de gemeente niet bekend is.
        minderjarig: er is een minderjarige bij betrokken; None als dat niet bekend is.

    Returns:
        De soorten, de eerste vooraan; `SocialeKaart.voor` zoekt de contacten erbij.

    Raises:
        KaartFout: het probleem of de gemeente is niet bekend.
    """
    gemeente = _gemeente(gemeente_code)
    return lees_routes().regel(probleem, gemeente, "nee", _ja_nee(minderjarig)).contacten


def niet_gevuld(gemeente: Gemeente) -> str:
    """Zeg dat de kaart van de regio van een gemeente nog geen eigen contacten heeft."""
    return (
        f"De sociale kaart van {gemeente.regio_naam} is nog niet gevuld. "
        f"Voor {gemeente.naam} krijg je daarom alleen landelijke contacten."
    )


def _gemeente(code: str | None) -> Gemeente | None:
    try:
        return op_code(code) if code else None
    except KeyError as fout:
        raise KaartFout(f"{code!r} is geen gemeentecode.") from fout


def _ja_nee(waarde: bool | None) -> str:  # noqa: FBT001 - precies wat het omzet
    return ONBEKEND if waarde is None else "ja" if waarde else "nee"


def _geen_gehoor(zinnen: Mapping[str, str], contacten: Sequence[Contact], *, gevaar: bool) -> str:
    if gevaar:
        return zinnen[GEEN_GEHOOR_GEVAAR]
    met_nummer = (c for c in contacten[1:] if c.telefoon not in {"", contacten[0].telefoon})
    volgende = next(met_nummer, contacten[1] if len(contacten) > 1 else None)
    if volgende is None:
        return zinnen[GEEN_GEHOOR_GEEN_VOLGENDE]
    nummer = f" ({volgende.telefoon})" if volgende.telefoon else ""
    return zinnen[GEEN_GEHOOR_VOLGENDE].format(volgende=f"{volgende.naam}{nummer}")
