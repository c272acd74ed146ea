"""Leer de kans per soort probleem, uit de woorden en uit de betekenis.

Schrijft `probleemmodel.tsv` en `probleembetekenis.npz` in `knowledge/lexicon`.

Draai `make probleem` na een wijziging in de zinnen of in de woordenlijsten voor problemen. Hoe dit
model gekozen is, staat in docs/adr/0024.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.voorbeelden import voorbeelden
from knowledge import betekeniskans
from knowledge.artikelen import artikelen
from knowledge.betekenis import vectoren
from knowledge.betekeniskans import Kop
from knowledge.gevaarkenmerken import letters, losse, naast_elkaar
from knowledge.probleemkans import (
    BESTAND,
    DEMPING,
    FAMILIES,
    GEEN,
    HONDERDSTEN,
    KOP,
    lijstvlaggen,
    paren,
)
from knowledge.probleemzinnen import Zin, probleemzinnen, vingerafdruk
from knowledge.taal import woorden

ZONDER_PROBLEEM = ("kennis", "buiten_bereik", "botvraag", "privacy", "ave", "groet", "bedank")
ELKE_ZOVEELSTE = 10
KENMERKEN = 8_000
_MINSTENS = 2
_C = 10.0
_C_BETEKENIS = 20.0
_GEWICHT_LIJST = 0.3
_LIJSTEN = "lijsten"

Rij = Mapping[str, Counter[str]]


class Geleerd(NamedTuple):
    """Het resultaat: per familie de kenmerken met zeldzaamheid en per soort een gewicht."""

    soorten: tuple[str, ...]
    basis: Sequence[float]
    families: dict[str, dict[str, tuple[float, Sequence[float]]]]


def leer(zinnen: Sequence[Zin], *, lijsten: bool = True) -> Geleerd:
    """Leer gewichten; eerst uit alle kenmerken, dan opnieuw uit de zwaarste.

    Args:
        zinnen: de zinnen met hun soort probleem.
        lijsten: of wat de woordenlijsten vinden meetelt; zonder dient alleen om te vergelijken.
    """
    rijen = [_rij(zin.tekst, lijsten=lijsten) for zin in zinnen]
    antwoorden = [zin.probleem for zin in zinnen]
    zeldzaam = {naam: _zeldzaamheid(rijen, naam) for naam in FAMILIES}
    eerste = _fit(rijen, antwoorden, zeldzaam)
    zwaarte = sorted(
        (
            (max(map(abs, gewichten)) * z, naam, kenmerk)
            for naam in FAMILIES
            if naam != _LIJSTEN
            for kenmerk, (z, gewichten) in eerste.families[naam].items()
        ),
        reverse=True,
    )
    houd = {(naam, kenmerk) for _, naam, kenmerk in zwaarte[:KENMERKEN]}
    houd |= {(_LIJSTEN, vlag) for vlag in zeldzaam[_LIJSTEN]}
    return _fit(
        rijen,
        antwoorden,
        {n: {k: z for k, z in zeldzaam[n].items() if (n, k) in houd} for n in FAMILIES},
    )


def zonder_probleem() -> list[Zin]:
    """Zinnen waarin niets te melden is: vragen bij de artikelen, en voorbeelden van de NLU."""
    vragen = [vraag for artikel in artikelen().values() for vraag in artikel.vragen]
    praat = [zin for intentie in ZONDER_PROBLEEM for zin in voorbeelden()[intentie]]
    return [Zin(tekst, GEEN, tekst) for tekst in (*vragen[::ELKE_ZOVEELSTE], *praat)]


def schrijf(geleerd: Geleerd, pad: Path = BESTAND) -> None:
    """Schrijf het model, gesorteerd, zodat dezelfde invoer hetzelfde bestand geeft."""
    regels = [
        f"uit\t{vingerafdruk()}\tsoorten\t{' '.join(geleerd.soorten)}",
        _honderdsten(geleerd.basis),
    ]
    for naam in FAMILIES:
        regels += [
            f"{naam}\t{kenmerk}\t{_honderdsten([zeldzaam])}\t{_honderdsten(gewichten)}"
            for kenmerk, (zeldzaam, gewichten) in sorted(geleerd.families[naam].items())
        ]
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")


def leer_betekenis(zinnen: Sequence[Zin]) -> Kop:
    """Leer uit de betekenis van dezelfde zinnen een kop; vraagt het taalmodel."""
    rijen = vectoren([zin.tekst for zin in zinnen])
    midden = rijen.mean(axis=0)
    regressie = LogisticRegression(C=_C_BETEKENIS, max_iter=2000).fit(
        rijen - midden, [zin.probleem for zin in zinnen]
    )
    return Kop(
        vingerafdruk(),
        tuple(str(soort) for soort in regressie.classes_),
        regressie.coef_,
        regressie.intercept_ - regressie.coef_ @ midden,
    )


def _honderdsten(getallen: Sequence[float]) -> str:
    return " ".join(str(round(getal * HONDERDSTEN)) for getal in getallen)


def _rij(tekst: str, *, lijsten: bool) -> Rij:
    normen = [woord.norm for woord in woorden(tekst)]
    return {
        "letters": Counter(k for norm in losse(normen) for k in letters(norm)),
        "paren": Counter(k for twee in naast_elkaar(normen) for k in paren(*twee)),
        _LIJSTEN: Counter(lijstvlaggen(tekst) if lijsten else ()),
    }


def _zeldzaamheid(rijen: Sequence[Rij], naam: str) -> dict[str, float]:
    aantal = Counter(kenmerk for rij in rijen for kenmerk in rij[naam])
    if naam == _LIJSTEN:
        return dict.fromkeys(sorted(aantal), 1.0)
    return {
        kenmerk: round(math.log((1 + len(rijen)) / (1 + keer)) + 1, 2)
        for kenmerk, keer in sorted(aantal.items())
        if keer >= _MINSTENS
    }


def _fit(
    rijen: Sequence[Rij], antwoorden: Sequence[str], zeldzaam: Mapping[str, Mapping[str, float]]
) -> Geleerd:
    matrix = hstack([_matrix(rijen, naam, zeldzaam[naam]) for naam in FAMILIES]).tocsr()
    regressie = LogisticRegression(C=_C, class_weight="balanced", max_iter=300).fit(
        matrix, antwoorden
    )
    kolommen = iter(regressie.coef_.T)
    families = {
        naam: {
            kenmerk: (z, (next(kolommen) * (_GEWICHT_LIJST if naam == _LIJSTEN else 1.0)).tolist())
            for kenmerk, z in zeldzaam[naam].items()
        }
        for naam in FAMILIES
    }
    soorten = tuple(str(soort) for soort in regressie.classes_)
    return Geleerd(soorten, regressie.intercept_.tolist(), families)


def _matrix(rijen: Sequence[Rij], naam: str, zeldzaam: Mapping[str, float]) -> csr_matrix:
    plaats = {kenmerk: nummer for nummer, kenmerk in enumerate(zeldzaam)}
    waarden: list[float] = []
    kolommen: list[int] = []
    grenzen = [0]
    for rij in rijen:
        bekend = {k: keer for k, keer in rij[naam].items() if k in plaats}
        if naam == _LIJSTEN:
            gewogen = dict.fromkeys(bekend, _GEWICHT_LIJST)
        else:
            som = sum(keer * zeldzaam[k] ** 2 for k, keer in bekend.items())
            deler = math.sqrt(DEMPING + som)
            gewogen = {k: keer * zeldzaam[k] / deler for k, keer in bekend.items()}
        kolommen += [plaats[k] for k in gewogen]
        waarden += gewogen.values()
        grenzen.append(len(kolommen))
    return csr_matrix((np.array(waarden), kolommen, grenzen), shape=(len(rijen), len(plaats)))


if __name__ == "__main__":
    alle = [*probleemzinnen(), *zonder_probleem()]
    schrijf(leer(alle))
    betekeniskans.schrijf(leer_betekenis(alle), KOP)
