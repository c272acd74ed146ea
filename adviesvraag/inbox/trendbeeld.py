"""De grafieken van het trendbulletin; leesbaar zonder kleur, met het getal bij elke staaf."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from adviesvraag.trends.dimensies import KETEN, LEEFGEBIED

if TYPE_CHECKING:
    from adviesvraag.trends.bulletin import Bulletin, Cijfer, Tabel

AFGESCHERMD = "–"
_TITEL_TOTAAL = "Adviesvragen per kwartaal"
# Donker en vol tegen wit met strepen: ook op een zwart-witafdruk uit elkaar te houden.
_STIJL: tuple[dict[str, Any], ...] = (
    {"color": "#154273", "edgecolor": "#154273"},
    {"color": "white", "edgecolor": "#1a1f2b", "hatch": "////"},
)
_BREEDTE = 8.0
_teken_een_tegelijk = Lock()


@dataclass(frozen=True)
class Grafiek:
    """Liggende staven: per naam een of meer cijfers.

    Attributes:
        reeksen: legenda en een cijfer per naam; de belangrijkste eerst.
    """

    titel: str
    namen: tuple[str, ...]
    reeksen: tuple[tuple[str, tuple[Cijfer, ...]], ...]


def van_totalen(bulletin: Bulletin) -> Grafiek:
    """Het aantal adviesvragen per kwartaal."""
    namen = tuple(kwartaal.naam for kwartaal in bulletin.kwartalen)
    return Grafiek(_TITEL_TOTAAL, namen, (("adviesvragen", bulletin.totalen),))


def van_tabel(bulletin: Bulletin, tabel: Tabel) -> Grafiek:
    """Een dimensie in dit kwartaal, naast het kwartaal ervoor; alleen wat een staaf heeft."""
    regels = [regel for regel in tabel.reeksen if any(regel.cijfers[-2:])]
    return Grafiek(
        _titel(tabel),
        tuple(regel.naam for regel in regels),
        tuple(
            (kwartaal.naam, tuple(regel.cijfers[plaats] for regel in regels))
            for plaats, kwartaal in ((-1, bulletin.kwartalen[-1]), (-2, bulletin.kwartalen[-2]))
        ),
    )


def in_woorden(grafiek: Grafiek) -> str:
    """Wat er te zien is, voor wie de grafiek niet ziet; alle cijfers staan in de tabel ernaast."""
    naam, cijfers = grafiek.reeksen[0]
    bekend = [(n, wat) for wat, n in zip(grafiek.namen, cijfers, strict=True) if n]
    if not bekend:
        return f"{grafiek.titel}: geen aantallen om te tonen."
    hoogste, wat = max(bekend)
    return f"Staafdiagram. {grafiek.titel}, {naam}: het meest bij {wat}, {hoogste}."


def verhouding(grafiek: Grafiek) -> float:
    """De hoogte van de grafiek als deel van haar breedte."""
    staven = max(1, len(grafiek.namen)) * (len(grafiek.reeksen) + 0.5)
    return (0.9 + 0.2 * staven) / _BREEDTE


@lru_cache(maxsize=128)
def teken(grafiek: Grafiek, soort: str) -> bytes:
    """De grafiek als ``svg`` of ``png``."""
    # Pas hier: de bibliotheek kost een seconde en vijftig MB, en de meeste pagina's tekenen niets.
    from matplotlib.figure import Figure  # noqa: PLC0415

    with _teken_een_tegelijk:
        figuur = Figure(figsize=(_BREEDTE, _BREEDTE * verhouding(grafiek)), layout="constrained")
        _vul(figuur.add_subplot(), grafiek)
        uit = io.BytesIO()
        figuur.savefig(
            uit, format=soort, dpi=150, metadata={"Date": None} if soort == "svg" else {}
        )
    return uit.getvalue()


def _vul(assen: Any, grafiek: Grafiek) -> None:
    dikte = 0.8 / len(grafiek.reeksen)
    hoogste = max((n or 0 for _, cijfers in grafiek.reeksen for n in cijfers), default=0)
    for nr, (naam, cijfers) in enumerate(grafiek.reeksen):
        plaatsen = [plek + nr * dikte for plek in range(len(cijfers))]
        staven = assen.barh(
            plaatsen, [n or 0 for n in cijfers], height=dikte * 0.9, label=naam, **_STIJL[nr]
        )
        tekst = [AFGESCHERMD if n is None else str(n) for n in cijfers]
        assen.bar_label(staven, labels=tekst, padding=3, fontsize=9)
    midden = dikte * (len(grafiek.reeksen) - 1) / 2
    assen.set_yticks([plek + midden for plek in range(len(grafiek.namen))], labels=grafiek.namen)
    assen.invert_yaxis()
    assen.set_xlim(0, max(1, hoogste) * 1.1)
    assen.set_xlabel("aantal adviesvragen")
    assen.spines[["top", "right"]].set_visible(False)
    assen.xaxis.get_major_locator().set_params(integer=True)
    if len(grafiek.reeksen) > 1:
        # Naast de staven staat de legenda nooit over een getal heen.
        assen.figure.legend(loc="outside upper right", ncols=2, frameon=False, fontsize=9)


def _titel(tabel: Tabel) -> str:
    meer = tabel.dimensie.id in {LEEFGEBIED, KETEN}
    return f"{tabel.dimensie.naam}{' (een adviesvraag kan er meer hebben)' if meer else ''}"
