import pytest

from privacy.vinden import vind
from tests.privacy import zinnen

RONDES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17)
GEGEVENS_RONDES = (8, 9, 10, 11, 12, 14, 16, 17)
JAAR = 2026


def _raakt(tekst, begin, eind):
    return any(v.begin < eind and begin < v.eind for v in vind(tekst, jaar_nu=JAAR))


def _dekt(tekst, begin, eind):
    gevonden = {i for v in vind(tekst, jaar_nu=JAAR) for i in range(v.begin, v.eind)}
    return all(i in gevonden for i in range(begin, eind) if tekst[i].isalnum())


@pytest.mark.parametrize("ronde", RONDES)
def test_bijna_elk_bericht_met_een_naam_wordt_tegengehouden(ronde):
    berichten = zinnen.namen(ronde)
    gemist = [tekst for tekst, _ in berichten if not vind(tekst, jaar_nu=JAAR)]
    assert len(gemist) <= 0.02 * len(berichten), gemist


@pytest.mark.parametrize("ronde", RONDES)
def test_bijna_elke_naam_wordt_geraakt(ronde):
    plekken = [(t, b, e) for t, plek in zinnen.namen(ronde) for b, e in plek]
    gemist = [(t, t[b:e]) for t, b, e in plekken if not _raakt(t, b, e)]
    assert len(gemist) <= 0.03 * len(plekken), gemist


@pytest.mark.parametrize("ronde", RONDES)
def test_een_bericht_zonder_persoonsgegevens_blijft_bijna_altijd_heel(ronde):
    berichten = zinnen.schoon(ronde)
    vals = [(t, t[v.begin : v.eind]) for t in berichten for v in vind(t, jaar_nu=JAAR)]
    assert len({t for t, _ in vals}) <= 0.03 * len(berichten), vals


@pytest.mark.parametrize("ronde", GEGEVENS_RONDES)
def test_een_nummer_datum_of_adres_wordt_helemaal_weggelaten(ronde):
    gemist = [
        (tekst, tekst[begin:eind])
        for tekst, plekken in zinnen.gegevens(ronde)
        for begin, eind in plekken
        if not _dekt(tekst, begin, eind)
    ]
    assert not gemist


def test_er_zijn_genoeg_zinnen_van_beide_soorten():
    assert sum(len(zinnen.namen(ronde)) for ronde in RONDES) >= 150
    assert sum(len(zinnen.schoon(ronde)) for ronde in RONDES) >= 150
