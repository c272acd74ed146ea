"""De tabel van de storingen: keren, verloren, dubbel en de langste stilte."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select

from adviesvraag import model
from adviesvraag.opslag import open_opslag
from tests.processen import SLEUTEL


@dataclass
class Venster:
    """Een storing, van het begin tot alles hersteld is."""

    naam: str
    begin: float
    eind: float


def toon(vensters, gebruikers, waarnemer, url) -> None:
    """Druk per storing af wat er verloren of dubbel was, en de langste stilte."""
    rijen = rijen_in(url)
    er, wie = {kenmerk for kenmerk, _ in rijen}, [wie for _, wie in rijen]
    opslag = open_opslag(url, sleutels=[SLEUTEL])
    hash_van = {een.naam: opslag.gesprek_hash(een.naam) for een in gebruikers.gesprekken}
    opslag.sluit()
    print(
        f"\n{'storing':26}{'keren':>6}{'gesprekken':>12}{'verloren':>10}{'dubbel':>8}{'stilte':>8}"
    )
    for naam in dict.fromkeys(venster.naam for venster in vensters):
        eigen = [venster for venster in vensters if venster.naam == naam]
        geraakt = [
            een
            for een in gebruikers.gesprekken
            if any(een.begin < v.eind and een.eind > v.begin for v in eigen)
        ]
        stilste = max(
            (
                duur
                for een in geraakt
                for van, duur in een.stilten
                if any(van < v.eind and van + duur > v.begin for v in eigen)
            ),
            default=0.0,
        )
        verloren = sum(een.kenmerk not in er for een in geraakt)
        dubbel = sum(wie.count(hash_van[een.naam]) > 1 for een in geraakt)
        print(f"{naam:26}{len(eigen):6}{len(geraakt):12}{verloren:10}{dubbel:8}{stilste:7.1f}s")
    alle = gebruikers.gesprekken
    print(
        f"{len(alle)} gesprekken, {len(rijen)} adviesvragen, {sum(een.storingen for een in alle)} "
        f"keer een zin over een storing, {sum(een.opnieuw for een in alle)} keer opnieuw begonnen; "
        f"gereedheid {waarnemer.keren} keer gevraagd, {len(waarnemer.onwaar)} keer onwaar"
    )
    for duur, bericht in sorted((een.langste for een in alle), reverse=True)[:3]:
        print(f"  {duur:.1f}s stil voor {bericht[:200]}")
    for een in alle:
        for regel in een.vreemd[:2]:
            with suppress(UnicodeError):
                print(f"  {regel}")


def rijen_in(url: str) -> list[tuple[str, str]]:
    """Elk kenmerk met de hash van zijn gesprek."""
    opslag = open_opslag(url, sleutels=[SLEUTEL])
    tabel = model.adviesvraag.c
    try:
        with opslag.leessessie() as sessie:
            rijen = sessie.execute(select(tabel.kenmerk, tabel.gesprek_hash)).all()
    finally:
        opslag.sluit()
    return [(rij.kenmerk, rij.gesprek_hash) for rij in rijen]
