"""Een aanvaller die alles kent wat er staat, rekent een afgeschermd aantal niet terug."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adviesvraag.trends.afscherming import DREMPEL, groep, kruistabel
from adviesvraag.trends.bulletin import stel_op, verborgen_plaatsen
from adviesvraag.trends.dimensies import dimensies
from adviesvraag.trends.kwartaal import Kwartaal
from adviesvraag.trends.tellen import Tellingen

Q = Kwartaal(2026, 1)
PLEKKEN = ("GM1", "GM2", "GM3", "GM4")


def test_een_klein_aantal_staat_er_nooit_en_neemt_een_buur_mee():
    assert groep([20, 3, 30]) == {0, 1}
    assert groep([20, 30, 3]) == {1, 2}
    assert groep([0, 20, 30]) == frozenset()
    assert groep([0, 20, 1, 4]) == {0, 2, 3}


@pytest.mark.parametrize(("lengte", "hoogste"), [(2, 30), (3, 24), (4, 17)])
def test_ook_wie_de_regel_kent_vindt_geen_afgeschermd_aantal_terug(lengte, hoogste):
    """Alle rijen met hetzelfde beeld: elk klein aantal erin kan ook iets anders zijn."""
    beelden = defaultdict(list)
    for rij in itertools.product(range(hoogste), repeat=lengte):
        # Van elke som alle rijen: anders lijkt iets gevonden wat ook anders kan.
        if DREMPEL <= sum(rij) < hoogste:
            weg = groep(rij)
            beeld = tuple(None if nr in weg else aantal for nr, aantal in enumerate(rij))
            beelden[beeld, sum(rij)].append(rij)
    for (beeld, _), rijen in beelden.items():
        for nr, getoond in enumerate(beeld):
            assert getoond is None or getoond == 0 or getoond >= DREMPEL
            if getoond is None:
                assert len({rij[nr] for rij in rijen}) > 1, (beeld, rijen)


def aantallen():
    """Adviesvragen per gemeente: van elke (soort, leefgebieden) een aantal."""
    klein_of_groot = st.one_of(st.integers(0, 6), st.integers(5, 40))
    return st.fixed_dictionaries(
        {
            (plek, soort): klein_of_groot
            for plek in PLEKKEN
            for soort in ("info", "info_plus", "adviesvraag", "aanmelding_voorbereiden")
        }
    )


class Aanvaller:
    """Zet alles wat in het bulletin staat om in vergelijkingen en zoekt de grenzen van een cel."""

    def __init__(self, codes):
        self.cellen = {paar: nr for nr, paar in enumerate(itertools.product(PLEKKEN, codes))}
        self.links, self.rechts = [], []

    def weet(self, paren, som):
        rij = [0.0] * len(self.cellen)
        for paar in paren:
            rij[self.cellen[paar]] = 1.0
        self.links.append(rij)
        self.rechts.append(float(som))

    def grenzen(self, paar):
        if not self.links:
            return 0, float("inf")
        linprog = pytest.importorskip("scipy.optimize").linprog
        doel = [0.0] * len(self.cellen)
        doel[self.cellen[paar]] = 1.0
        laag = linprog(doel, A_eq=self.links, b_eq=self.rechts, bounds=(0, None))
        hoog = linprog([-een for een in doel], A_eq=self.links, b_eq=self.rechts, bounds=(0, None))
        assert laag.success, laag.message
        return laag.fun, float("inf") if hoog.status == 3 else -hoog.fun


def _enkelvoudig(bulletin, dimensie):
    tabel = next(t for t in bulletin.tabellen if t.dimensie.id == dimensie)
    codes = list(tabel.dimensie.codes)
    aanvaller = Aanvaller(codes)
    if bulletin.totalen[-1] is not None:
        aanvaller.weet(aanvaller.cellen, bulletin.totalen[-1])
    for regel in bulletin.plaatsen:
        if regel.cijfers[-1] is not None:
            aanvaller.weet([(regel.gemeente, code) for code in codes], regel.cijfers[-1])
    for reeks in tabel.reeksen:
        if reeks.cijfers[-1] is not None:
            aanvaller.weet([(plek, reeks.code) for plek in PLEKKEN], reeks.cijfers[-1])
    getoond = {regel.gemeente for regel in tabel.plaatsen if regel.gemeente}
    for regel in tabel.plaatsen:
        wie = [regel.gemeente] if regel.gemeente else [p for p in PLEKKEN if p not in getoond]
        for groepje, cijfer in zip(tabel.kolommen, regel.cijfers, strict=True):
            aanvaller.weet([(plek, code) for plek in wie for code in groepje], cijfer)
    return aanvaller


@settings(max_examples=20)
@given(aantallen())
def test_de_grenzen_van_een_klein_aantal_blijven_ruim(gegeven):
    geteld = Tellingen({(Q, plek, "soort", code): n for (plek, code), n in gegeven.items()})
    aanvaller = _enkelvoudig(stel_op("VR12", (Q,), geteld), "soort")
    for paar, aantal in gegeven.items():
        if 0 < aantal < DREMPEL:
            laag, hoog = aanvaller.grenzen(paar)
            assert hoog >= DREMPEL - 1e-6, (paar, laag, hoog)


@given(aantallen())
def test_ook_bij_meervoudige_codes_vindt_aftrekken_niets(gegeven):
    """Leefgebieden: per code telt de gemeente op tot de regio, en nooit meer dan haar totaal."""
    codes = list(dimensies()["leefgebied"].codes)[:4]
    leef = dict(
        zip(("info", "info_plus", "adviesvraag", "aanmelding_voorbereiden"), codes, strict=True)
    )
    geteld = Tellingen(
        {(Q, plek, "soort", code): n for (plek, code), n in gegeven.items()}
        | {(Q, plek, "leefgebied", leef[code]): n for (plek, code), n in gegeven.items()}
    )
    bulletin = stel_op("VR12", (Q,), geteld)
    tabel = next(t for t in bulletin.tabellen if t.dimensie.id == "leefgebied")
    regio = {reeks.code: reeks.cijfers[-1] for reeks in tabel.reeksen}
    van = {leefcode: soort for soort, leefcode in leef.items()}
    for nr, (code,) in enumerate(tabel.kolommen):
        rij = {regel.gemeente: regel.cijfers[nr] for regel in tabel.plaatsen}
        weg = [plek for plek in PLEKKEN if rij.get(plek) is None]
        rest = regio[code] - sum(n for n in rij.values() if n is not None)
        klein = [p for p in weg if code in van and 0 < gegeven[p, van[code]] < DREMPEL]
        if klein:
            assert len(weg) > 1
            assert rest >= DREMPEL
        assert all(n is None or n == 0 or n >= DREMPEL for n in rij.values())


@given(aantallen())
def test_elk_getoond_cijfer_is_nul_of_minstens_de_drempel(gegeven):
    geteld = Tellingen({(Q, plek, "soort", code): n for (plek, code), n in gegeven.items()})
    bulletin = stel_op("VR12", (Q.terug(), Q), geteld)
    cijfers = [*bulletin.totalen]
    for regel in bulletin.plaatsen:
        cijfers += regel.cijfers
    for tabel in bulletin.tabellen:
        cijfers += [n for reeks in tabel.reeksen for n in reeks.cijfers]
        cijfers += [n for regel in tabel.plaatsen for n in regel.cijfers]
        cijfers += tabel.samen
    assert all(n is None or n == 0 or n >= DREMPEL for n in cijfers)


def test_een_gemeente_met_een_verborgen_totaal_staat_in_geen_enkele_tabel():
    geteld = Tellingen(
        {(Q, "GM1", "soort", "info"): 2, (Q, "GM2", "soort", "info"): 30}
        | {(Q, "GM3", "soort", "info"): 40, (Q, "GM2", "leefgebied", "wonen"): 30}
        | {(Q, "GM3", "leefgebied", "wonen"): 35, (Q, "GM1", "leefgebied", "wonen"): 2}
    )
    assert verborgen_plaatsen(geteld, Q) == {"GM1", "GM2"}
    bulletin = stel_op("VR12", (Q,), geteld)
    for tabel in bulletin.tabellen:
        for regel in tabel.plaatsen:
            assert regel.gemeente not in {"GM1", "GM2"} or set(regel.cijfers) == {None}


def test_een_kruistabel_toont_een_gemeente_of_telt_haar_bij_de_rest():
    tabel = kruistabel({"a": [10, 20], "b": [3, 9], "c": [7, 8]}, frozenset())
    assert tabel.regels == {"c": (7, 8)}
    assert tabel.overig == (13, 29)
