"""Kleine aantallen afschermen, zo dat ze ook met optellen en aftrekken niet terug te vinden zijn.

De regel, met drempel 5. Een aantal van 1 tot en met 4 staat er nooit. Nul is geen geheim, maar gaat
mee de afgeschermde groep in als die er is, want anders verraadt de groep zichzelf. Wie een totaal
en de rest kent, kan de som van een afgeschermde groep uitrekenen; daarom heeft zo'n groep altijd
minstens twee leden en is haar som minstens de drempel (of nul). Wat erbij moet om dat te halen, is
de buur in de lijst: welke dat is hangt niet van de aantallen af, dus dat verraadt niets.

Van elk afgeschermd aantal is met rekenen dan hooguit te vinden dat het ligt tussen nul en iets van
minstens de drempel. In een tabel van gemeenten bij codes geldt hetzelfde: van de gemeenten zonder
eigen regel zijn alleen de randen bekend (de som per code en het totaal per gemeente), en elke rand
is nul of minstens de drempel. De grens van een cel is dan het kleinste van haar twee randen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DREMPEL = 5
"""Vanaf dit aantal mag een getal er staan."""


def is_veilig(aantal: int) -> bool:
    """Of dit aantal er mag staan."""
    return aantal == 0 or aantal >= DREMPEL


def groep(aantallen: Sequence[int], moet: frozenset[int] = frozenset()) -> frozenset[int]:
    """De plaatsen die samen afgeschermd worden in een rij waarvan het totaal bekend is.

    Args:
        aantallen: de rij, in een vaste volgorde.
        moet: plaatsen die in elk geval verborgen blijven.
    """
    verborgen = {plaats for plaats, aantal in enumerate(aantallen) if not is_veilig(aantal)} | moet
    if not verborgen:
        return frozenset()
    begin = min(verborgen)
    verborgen |= {plaats for plaats, aantal in enumerate(aantallen) if aantal == 0}
    return frozenset(
        _vul_aan(
            verborgen,
            begin,
            len(aantallen),
            lambda samen: _verraadt_niets([aantallen[plaats] for plaats in samen]),
        )
    )


def _verraadt_niets(leden: Sequence[int]) -> bool:
    """Of uit de som van een groep geen lid te vinden is, ook voor wie de regel kent."""
    som = sum(leden)
    # Wie ziet dat er geen buur bij hoefde, weet dat elk lid klein is: de grootste som die dan kan,
    # heeft maar een oplossing.
    alleen_klein = max(leden, default=0) < DREMPEL
    if alleen_klein and som >= (DREMPEL - 1) * len(leden):
        return False
    return len(leden) > 1 and is_veilig(som)


@dataclass(frozen=True)
class Kruistabel:
    """Wat er van een tabel van gemeenten bij codes getoond mag worden.

    Attributes:
        regels: gemeente -> aantal per codegroep; alleen gemeenten met een eigen regel.
        overig: de som van de andere gemeenten per codegroep; leeg als er geen andere zijn.
    """

    regels: Mapping[str, tuple[int, ...]]
    overig: tuple[int, ...]


def kruistabel(rijen: Mapping[str, Sequence[int]], moet: frozenset[str]) -> Kruistabel:
    """Toon alleen gemeenten waarvan elk aantal mag; de andere gaan samen in een regel.

    Args:
        rijen: gemeente -> aantal per codegroep; elke adviesvraag telt in precies een groep.
        moet: gemeenten waarvan ook het totaal is afgeschermd.
    """
    namen = list(rijen)
    weg = {
        plaats
        for plaats, naam in enumerate(namen)
        if naam in moet or not all(is_veilig(aantal) for aantal in rijen[naam])
    }

    def mag(samen: set[int]) -> bool:
        return len(samen) > 1 and all(is_veilig(aantal) for aantal in som(samen))

    def som(samen: set[int]) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(rijen[namen[plaats]] for plaats in samen), strict=True)))

    if weg:
        weg = _vul_aan(weg, min(weg), len(namen), mag)
    regels = {naam: tuple(rijen[naam]) for nr, naam in enumerate(namen) if nr not in weg}
    # Zonder een enkele eigen regel is de rest gelijk aan de hele regio, en die staat er al.
    return Kruistabel(regels, som(weg) if weg and regels else ())


def _vul_aan(
    verborgen: set[int], begin: int, lengte: int, genoeg: Callable[[set[int]], bool]
) -> set[int]:
    """Neem er telkens de dichtstbijzijnde buur bij, de vorige voor de volgende."""
    buren = sorted(set(range(lengte)) - verborgen, key=lambda nr: (abs(nr - begin), nr))
    for buur in buren:
        if genoeg(verborgen):
            break
        verborgen = verborgen | {buur}
    return verborgen
