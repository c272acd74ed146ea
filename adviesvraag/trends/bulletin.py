"""Het trendbulletin: de tellingen van een regio, afgeschermd en klaar om te tonen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviesvraag.trends.afscherming import groep, is_veilig, kruistabel
from adviesvraag.trends.dimensies import dimensies
from adviesvraag.trends.tellen import Tellingen, tel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adviesvraag.opslag import Opslag
    from adviesvraag.toegang import Behandelaar
    from adviesvraag.trends.dimensies import Dimensie
    from adviesvraag.trends.kwartaal import Kwartaal

EERDER = 4
"""Zoveel kwartalen ervoor staan er ter vergelijking bij: een jaar terug is hetzelfde seizoen."""

Cijfer = int | None
"""Een aantal, of None als het is afgeschermd."""


@dataclass(frozen=True)
class Reeks:
    """Een regel met een cijfer per kwartaal, het oudste eerst.

    Attributes:
        code: een code van de dimensie.
    """

    code: str
    naam: str
    cijfers: tuple[Cijfer, ...]


@dataclass(frozen=True)
class Plaatsregel:
    """Een gemeente, of de andere gemeenten samen.

    Attributes:
        gemeente: de code; leeg bij de andere gemeenten samen.
        cijfers: een cijfer per kolom van de tabel.
    """

    gemeente: str
    cijfers: tuple[Cijfer, ...]


@dataclass(frozen=True)
class Tabel:
    """Een dimensie: de regio over de kwartalen, en de gemeenten in het laatste kwartaal.

    Attributes:
        samen: per kwartaal de som van wat is afgeschermd; None als er geen groep is.
        kolommen: de codes per kolom van de plaatsregels; meer dan een code is een groep.
        plaatsen: leeg als er per gemeente niets te tonen is.
    """

    dimensie: Dimensie
    reeksen: tuple[Reeks, ...]
    samen: tuple[Cijfer, ...]
    kolommen: tuple[tuple[str, ...], ...]
    plaatsen: tuple[Plaatsregel, ...]

    @property
    def heeft_afgeschermd(self) -> bool:
        """Of er ergens een cijfer is weggelaten."""
        alle = [*(reeks.cijfers for reeks in self.reeksen), *(p.cijfers for p in self.plaatsen)]
        return any(cijfer is None for cijfers in alle for cijfer in cijfers)


@dataclass(frozen=True)
class Bulletin:
    """Alle cijfers van een regio in een kwartaal, met de kwartalen ervoor.

    Attributes:
        kwartalen: het oudste eerst; het laatste is dat van het bulletin.
        totalen: het aantal adviesvragen per kwartaal.
        plaatsen: per gemeente het aantal per kwartaal.
    """

    regio_code: str
    kwartalen: tuple[Kwartaal, ...]
    totalen: tuple[Cijfer, ...]
    plaatsen: tuple[Plaatsregel, ...]
    tabellen: tuple[Tabel, ...]

    @property
    def kwartaal(self) -> Kwartaal:
        """Het kwartaal van het bulletin."""
        return self.kwartalen[-1]


def maak_bulletin(
    opslag: Opslag, wie: Behandelaar, regio_code: str, kwartaal: Kwartaal
) -> Bulletin:
    """Het bulletin van een regio; fouten als ``tellen.tel``."""
    kwartalen = tuple(kwartaal.terug(stap) for stap in range(EERDER, -1, -1))
    return stel_op(regio_code, kwartalen, tel(opslag, wie, regio_code, kwartalen))


def stel_op(regio_code: str, kwartalen: tuple[Kwartaal, ...], geteld: Tellingen) -> Bulletin:
    """Scherm de tellingen af en zet ze in tabellen."""
    verborgen = {kwartaal: verborgen_plaatsen(geteld, kwartaal) for kwartaal in kwartalen}
    plekken = sorted({plek for kwartaal in kwartalen for plek in geteld.gemeenten(kwartaal)})
    return Bulletin(
        regio_code=regio_code,
        kwartalen=kwartalen,
        totalen=tuple(_of_niets(geteld.totaal(kwartaal)) for kwartaal in kwartalen),
        plaatsen=tuple(
            Plaatsregel(
                plek,
                tuple(None if plek in verborgen[k] else geteld.totaal(k, plek) for k in kwartalen),
            )
            for plek in plekken
        ),
        tabellen=tuple(
            _tabel(geteld, soort, kwartalen, verborgen[kwartalen[-1]])
            for soort in dimensies().values()
        ),
    )


def verborgen_plaatsen(geteld: Tellingen, kwartaal: Kwartaal) -> frozenset[str]:
    """De gemeenten waarvan het totaal in dit kwartaal is afgeschermd."""
    plekken = geteld.gemeenten(kwartaal)
    if not is_veilig(geteld.totaal(kwartaal)):
        return frozenset(plekken)
    return frozenset(plekken[nr] for nr in groep([geteld.totaal(kwartaal, p) for p in plekken]))


def verborgen_codes(geteld: Tellingen, kwartaal: Kwartaal, soort: Dimensie) -> frozenset[str]:
    """De codes van een dimensie die in dit kwartaal in de hele regio zijn afgeschermd."""
    codes, totaal = list(soort.codes), geteld.totaal(kwartaal)
    if not is_veilig(totaal):
        return frozenset(codes)
    aantallen = list(geteld.per_code(kwartaal, soort.id).values())
    if soort.enkelvoudig:
        return frozenset(codes[nr] for nr in groep(aantallen))
    # Deze codes tellen niet op tot het totaal: elk staat op zichzelf.
    return frozenset(code for code, n in zip(codes, aantallen, strict=True) if not is_veilig(n))


def _tabel(
    geteld: Tellingen,
    soort: Dimensie,
    kwartalen: Sequence[Kwartaal],
    verborgen: frozenset[str],
) -> Tabel:
    weg = {kwartaal: verborgen_codes(geteld, kwartaal, soort) for kwartaal in kwartalen}
    aantallen = {kwartaal: geteld.per_code(kwartaal, soort.id) for kwartaal in kwartalen}
    laatste = kwartalen[-1]
    maak = _enkel if soort.enkelvoudig else _meer
    kolommen, plaatsen = maak(geteld, soort, laatste, weg[laatste], verborgen)
    return Tabel(
        dimensie=soort,
        reeksen=tuple(
            Reeks(
                code,
                naam,
                tuple(None if code in weg[k] else aantallen[k][code] for k in kwartalen),
            )
            for code, naam in soort.codes.items()
        ),
        samen=tuple(
            sum(aantallen[k][code] for code in weg[k])
            if soort.enkelvoudig and weg[k] and is_veilig(geteld.totaal(k))
            else None
            for k in kwartalen
        ),
        kolommen=kolommen,
        plaatsen=plaatsen,
    )


def _enkel(
    geteld: Tellingen,
    soort: Dimensie,
    kwartaal: Kwartaal,
    weg: frozenset[str],
    verborgen: frozenset[str],
) -> tuple[tuple[tuple[str, ...], ...], tuple[Plaatsregel, ...]]:
    """De gemeenten bij een dimensie waarvan elke adviesvraag precies een code heeft."""
    los: list[tuple[str, ...]] = [(code,) for code in soort.codes if code not in weg]
    groepen = (*los, *([tuple(c for c in soort.codes if c in weg)] if weg else []))
    if not is_veilig(geteld.totaal(kwartaal)):
        return groepen, ()
    rijen = {}
    for plek in geteld.gemeenten(kwartaal):
        per_code = geteld.per_code(kwartaal, soort.id, plek)
        rijen[plek] = [sum(per_code[code] for code in deel) for deel in groepen]
    veilig = kruistabel(rijen, verborgen)
    regels = [Plaatsregel(plek, cijfers) for plek, cijfers in veilig.regels.items()]
    if veilig.overig:
        regels.append(Plaatsregel("", veilig.overig))
    return groepen, tuple(regels)


def _meer(
    geteld: Tellingen,
    soort: Dimensie,
    kwartaal: Kwartaal,
    weg: frozenset[str],
    verborgen: frozenset[str],
) -> tuple[tuple[tuple[str, ...], ...], tuple[Plaatsregel, ...]]:
    """De gemeenten bij een dimensie waarvan een adviesvraag meer codes kan hebben."""
    plekken = geteld.gemeenten(kwartaal)
    moet = frozenset(nr for nr, plek in enumerate(plekken) if plek in verborgen)
    cijfers: dict[str, list[Cijfer]] = {plek: [] for plek in plekken}
    rijen: Mapping[str, Mapping[str, int]] = {
        plek: geteld.per_code(kwartaal, soort.id, plek) for plek in plekken
    }
    codes = [code for code in soort.codes if code not in weg]
    for code in codes:
        kolom = [rijen[plek][code] for plek in plekken]
        samen = groep(kolom, moet)
        for nr, plek in enumerate(plekken):
            cijfers[plek].append(None if nr in samen else kolom[nr])
    regels = [
        Plaatsregel(plek, tuple(rij))
        for plek, rij in cijfers.items()
        if any(cijfer is not None for cijfer in rij)
    ]
    return tuple((code,) for code in codes), tuple(regels)


def _of_niets(aantal: int) -> Cijfer:
    return aantal if is_veilig(aantal) else None
