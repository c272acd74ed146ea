"""Hoe de tijd van opzoeken in de sociale kaart groeit met het aantal regio's."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace

from sociale_kaart.contact import Contact
from sociale_kaart.gemeenten import alle_gemeenten, regio_gemeenten
from sociale_kaart.kaart import SocialeKaart, maak_kaart
from sociale_kaart.routetabel import lees_routes

REGIOS = (1, 25, 1_000)
_VOORBEELD = "VR12"
_PER_GEMEENTE = ("wijkteam", "jeugdteam", "leerplicht", "schuldhulpverlening", "gemeente_oov")
_VRAGEN = 1_000


def meet_kaartgroei(aantallen: tuple[int, ...] = REGIOS) -> dict[str, list[float]]:
    """Seconden per keer opzoeken, per aantal regio's; de eerste keer telt niet mee."""
    return {f"kaart_{aantal}": _meet(aantal) for aantal in aantallen}


def _meet(aantal: int) -> list[float]:
    kaart = maak_kaart(list(verzonnen(aantal)))
    routes = [regel.contacten for regels in lees_routes().regels.values() for regel in regels]
    codes = itertools.cycle(alle_gemeenten())
    kaart.voor(routes[0], next(codes))
    tijden = []
    for soorten, code in itertools.islice(zip(itertools.cycle(routes), codes), _VRAGEN):
        begin = time.perf_counter()
        kaart.voor(soorten, code)
        tijden.append(time.perf_counter() - begin)
    return tijden


def verzonnen(regios: int) -> Iterator[Contact]:
    """De landelijke contacten, en voor zoveel regio's een gevulde kaart.

    Elke regio heeft de regionale diensten van Kennemerland en per gemeente vijf eigen diensten. De
    eerste 25 zijn de echte regio's; daarna komen verzonnen regio's met even veel gemeenten.
    """
    echt = SocialeKaart.laad().per_id.values()
    voorbeeld = {gemeente.code for gemeente in regio_gemeenten(_VOORBEELD)}
    regionaal = [c for c in echt if len(c.gemeenten) > 1 and set(c.gemeenten) <= voorbeeld]
    lokaal = [c for c in echt if c.soort_contact in _PER_GEMEENTE and not c.gemeenten]
    yield from (contact for contact in echt if not contact.gemeenten)
    for nummer, gebied in enumerate(itertools.islice(_gebieden(), regios)):
        for contact in regionaal:
            yield replace(contact, id=f"{contact.id}-{nummer}", gemeenten=gebied)
        for contact, code in itertools.product(lokaal, gebied):
            sleutel = f"{contact.id}-{code.lower()}"
            yield replace(contact, id=sleutel, telefoon="0800-1205", gemeenten=(code,))


def _gebieden() -> Iterator[tuple[str, ...]]:
    for regio in sorted({gemeente.regio_code for gemeente in alle_gemeenten().values()}):
        yield tuple(gemeente.code for gemeente in regio_gemeenten(regio))
    for nummer in itertools.count():
        yield tuple(f"GX{nummer:05d}{plek:02d}" for plek in range(14))
