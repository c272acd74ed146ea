"""Leer de kans op gevaar, uit de woorden en uit de betekenis.

Schrijft `gevaarmodel.tsv` en `gevaarbetekenis.npz` in `knowledge/lexicon`. Draai `make gevaar` na
een wijziging in de zinnen of de woordenlijst voor gevaar. Geleerd wordt uit
`knowledge/lexicon/gevaarzinnen.yml`, uit `probleemzinnen.yml` (een probleem zonder gevaar van nu)
en uit de voorbeeldzinnen van de NLU: `acuut` is gevaar, de rest niet. Van een lang bericht zonder
gevaar is ook elk tweetal zinnen een voorbeeld.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from bot.model import WORTEL
from bot.nlu.voorbeelden import voorbeelden
from knowledge import gevaarbetekenis, vectorbestand
from knowledge.betekenis import beschikbaar, vectoren
from knowledge.gevaarbetekenis import Netten
from knowledge.gevaarkans import BESTAND, DEMPING
from knowledge.gevaarkenmerken import FAMILIES, letters, losse, naast_elkaar, paren
from knowledge.gevaarsamenhang import Samenhang
from knowledge.gevaarwoorden import gevaarwoorden
from knowledge.gevaarzinnen import gevaarzinnen, vingerafdruk
from knowledge.probleemzinnen import kale_zinnen
from knowledge.taal import woorden

KENMERKEN = 20_000
_MINSTENS = 2
_C = 30.0
_GEWICHT_VLAG = 0.2
_NETTEN = 5
_CELLEN = 32
_TEMMEN = 1.0
_RONDEN = 60
_LANG = 2
_HERHAALD = (
    "a ",
    "a",
    "x ",
    "e",
    "test ",
    "nu ",
    "ja ",
    "bla ",
    "de ",
    "1 ",
    "haha ",
    "qwerty ",
    ". ",
)
_KEREN = (1, 3, 10, 40, 130)
_BEWAARD = WORTEL / "build" / "gevaarvectoren.npy"
"""Wat al berekend is, zodat opnieuw leren geen minuten kost; weggooien mag."""

Rij = Mapping[str, Sequence[Counter[str]]]


class Voorbeeld(NamedTuple):
    """Een bericht met het goede antwoord; `bron` houdt varianten van één zin bij elkaar."""

    tekst: str
    gevaar: bool
    bron: str


class Geleerd(NamedTuple):
    """Het resultaat: per familie de kenmerken met zeldzaamheid en gewicht."""

    basis: float
    families: dict[str, dict[str, tuple[float, float]]]


def alle_voorbeelden() -> list[Voorbeeld]:
    """De zinnen over gevaar, die per soort probleem, en de voorbeelden van alle intenties."""
    uit = [Voorbeeld(zin.tekst, zin.gevaar, zin.bron) for zin in gevaarzinnen()]
    uit += [Voorbeeld(zin.tekst, gevaar=False, bron=zin.bron) for zin in kale_zinnen()]
    for intentie, zinnen in voorbeelden().items():
        uit += [Voorbeeld(zin, intentie == "acuut", zin) for zin in zinnen]
    # Wie een toets ingedrukt houdt of iets blijft plakken, meldt niets.
    uit += [
        Voorbeeld(stuk * keer, gevaar=False, bron=stuk) for stuk in _HERHAALD for keer in _KEREN
    ]
    return uit


def leer(gegeven: Sequence[Voorbeeld]) -> Geleerd:
    """Leer gewichten; eerst uit alle kenmerken, dan opnieuw uit de zwaarste."""
    rijen: list[Rij] = []
    antwoorden: list[bool] = []
    for voorbeeld in gegeven:
        for rij in _rijen(voorbeeld):
            rijen.append(rij)
            antwoorden.append(voorbeeld.gevaar)
    aantal = {naam: _aantallen(rijen, naam) for naam in FAMILIES}
    bekend = {
        naam: sorted(kenmerk for kenmerk, keer in aantal[naam].items() if keer >= _MINSTENS)
        for naam in FAMILIES
    }
    zeldzaam = {
        naam: {k: _zeldzaamheid(naam, aantal[naam][k], len(rijen)) for k in bekend[naam]}
        for naam in FAMILIES
    }
    eerste = _fit(rijen, antwoorden, zeldzaam)
    zwaarte = sorted(
        ((abs(w * z), naam, k) for naam in FAMILIES for k, (z, w) in eerste.families[naam].items()),
        reverse=True,
    )
    houd = {(naam, k) for _, naam, k in zwaarte[:KENMERKEN]}
    houd |= {("vlaggen", k) for k in bekend["vlaggen"]}
    return _fit(
        rijen,
        antwoorden,
        {n: {k: z for k, z in zeldzaam[n].items() if (n, k) in houd} for n in FAMILIES},
    )


def leer_betekenis(gegeven: Sequence[Voorbeeld], rijen: NDArray[np.float32]) -> Netten:
    """Leer de netten uit de vectoren van dezelfde voorbeelden."""
    antwoorden = [voorbeeld.gevaar for voorbeeld in gegeven]
    schaal = StandardScaler().fit(rijen)
    lagen = [_net(schaal, rijen, antwoorden, zaad) for zaad in range(_NETTEN)]
    return Netten(vingerafdruk(), *(np.stack(laag) for laag in zip(*lagen, strict=True)))


def _net(
    schaal: StandardScaler, rijen: NDArray[np.float32], antwoorden: Sequence[bool], zaad: int
) -> tuple[NDArray[np.float32], ...]:
    """Eén net, met de schaal van de vectoren in zijn eerste laag verwerkt."""
    net = MLPClassifier(
        (_CELLEN,), alpha=_TEMMEN, early_stopping=True, max_iter=_RONDEN, random_state=zaad
    ).fit(schaal.transform(rijen), antwoorden)
    (eerste, tweede), (basis, uitkomst) = net.coefs_, net.intercepts_
    eerste = eerste / schaal.scale_[:, None]
    return eerste, basis - schaal.mean_ @ eerste, tweede[:, 0], uitkomst[0]


def _betekenissen(teksten: Sequence[str]) -> NDArray[np.float32]:
    """De vector van elke tekst; wat al berekend is blijft bewaard."""
    eerder = vectorbestand.lees(_BEWAARD) if _BEWAARD.exists() else {}
    nieuw = sorted({tekst for tekst in teksten if vectorbestand.sleutel(tekst) not in eerder})
    if nieuw:
        sys.stdout.write(f"Van {len(nieuw)} zinnen wordt de betekenis berekend.\n")
        berekend = vectorbestand.afgerond(vectoren(nieuw))
        eerder |= dict(zip(map(vectorbestand.sleutel, nieuw), berekend, strict=True))
        _BEWAARD.parent.mkdir(exist_ok=True)
        uniek = list(dict.fromkeys(teksten))
        alle = np.array([eerder[vectorbestand.sleutel(tekst)] for tekst in uniek])
        vectorbestand.schrijf(uniek, alle, _BEWAARD)
    rijen = np.array([eerder[vectorbestand.sleutel(t)] for t in teksten], dtype=np.float32)
    return rijen / np.linalg.norm(rijen, axis=1, keepdims=True)


def schrijf(geleerd: Geleerd, pad: Path = BESTAND) -> None:
    """Schrijf het model, gesorteerd, zodat dezelfde invoer hetzelfde bestand geeft."""
    regels = [f"uit\t{vingerafdruk()}\tbasis\t{geleerd.basis:.3f}"]
    for naam in FAMILIES:
        regels += [
            f"{naam}\t{kenmerk}\t{zeldzaam:.2f}\t{gewicht:.3f}"
            for kenmerk, (zeldzaam, gewicht) in sorted(geleerd.families[naam].items())
        ]
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")


def _rijen(voorbeeld: Voorbeeld) -> Iterator[Rij]:
    lexicon = gevaarwoorden()
    alle = woorden(voorbeeld.tekst)
    samenhang = Samenhang(lexicon, alle, lexicon.codering.codeer(alle))
    stukken = samenhang.stukken()
    delen = stukken if len(stukken) > 1 and not voorbeeld.gevaar else []
    for begin, eind in [(0, len(alle)), *delen]:
        normen = [woord.norm for woord in alle[begin:eind]]
        yield {
            "letters": [Counter(letters(norm)) for norm in losse(normen)],
            "paren": [Counter(paren(links, rechts)) for links, rechts in naast_elkaar(normen)],
            "vlaggen": [Counter(samenhang.vlaggen(begin, eind))],
        }


def _delen(voorbeeld: Voorbeeld) -> list[Voorbeeld]:
    """Elk tweetal zinnen van een lang bericht zonder gevaar, zoals het ook gelezen wordt."""
    if voorbeeld.gevaar:
        return []
    lexicon = gevaarwoorden()
    alle = woorden(voorbeeld.tekst)
    stukken = Samenhang(lexicon, alle, lexicon.codering.codeer(alle)).stukken()
    if len(stukken) < _LANG:
        return []
    return [
        voorbeeld._replace(tekst=voorbeeld.tekst[alle[begin].begin : alle[eind - 1].eind])
        for begin, eind in stukken
    ]


def _aantallen(rijen: Iterable[Rij], naam: str) -> Counter[str]:
    return Counter(kenmerk for rij in rijen for kenmerk in {k for deel in rij[naam] for k in deel})


def _zeldzaamheid(naam: str, keer: int, totaal: int) -> float:
    if naam == "vlaggen":
        return _GEWICHT_VLAG
    return round(math.log((1 + totaal) / (1 + keer)) + 1, 2)


def _fit(
    rijen: Sequence[Rij], antwoorden: Sequence[bool], zeldzaam: Mapping[str, Mapping[str, float]]
) -> Geleerd:
    matrix = hstack([_matrix(rijen, naam, zeldzaam[naam]) for naam in FAMILIES]).tocsr()
    regressie = LogisticRegression(
        C=_C, class_weight="balanced", solver="liblinear", random_state=42
    ).fit(matrix, antwoorden)
    gewichten = iter(regressie.coef_[0])
    families = {
        naam: {
            kenmerk: (1.0, float(next(gewichten)) * z)
            if naam == "vlaggen"
            else (z, float(next(gewichten)))
            for kenmerk, z in zeldzaam[naam].items()
        }
        for naam in FAMILIES
    }
    return Geleerd(float(regressie.intercept_[0]), families)


def _matrix(rijen: Sequence[Rij], naam: str, zeldzaam: Mapping[str, float]) -> csr_matrix:
    plaats = {kenmerk: nummer for nummer, kenmerk in enumerate(zeldzaam)}
    schaal: Callable[[float], float] = (lambda _: 1.0) if naam == "vlaggen" else math.sqrt
    waarden: list[float] = []
    kolommen: list[int] = []
    grenzen = [0]
    for rij in rijen:
        som: Counter[str] = Counter()
        lengte = DEMPING
        for deel in rij[naam]:
            bekend = {k: zeldzaam[k] for k in deel if k in zeldzaam}
            som.update(bekend)
            lengte += sum(z * z for z in bekend.values())
        deler = schaal(lengte)
        kolommen += [plaats[k] for k in som]
        waarden += [waarde / deler for waarde in som.values()]
        grenzen.append(len(kolommen))
    return csr_matrix((np.array(waarden), kolommen, grenzen), shape=(len(rijen), len(plaats)))


def main() -> None:
    """Leer beide en schrijf ze; zonder taalmodel blijft dat uit de betekenis zoals het was."""
    gegeven = alle_voorbeelden()
    schrijf(leer(gegeven))
    if not beschikbaar():
        sys.stdout.write("Het taalmodel draait hier niet; alleen de woorden zijn geleerd.\n")
        return
    gegeven += [deel for voorbeeld in gegeven for deel in _delen(voorbeeld)]
    rijen = _betekenissen([voorbeeld.tekst for voorbeeld in gegeven])
    gevaarbetekenis.schrijf(leer_betekenis(gegeven, rijen))


if __name__ == "__main__":
    main()
