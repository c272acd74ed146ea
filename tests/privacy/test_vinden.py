import subprocess
import sys
from itertools import pairwise

import pytest

from privacy.vinden import vind
from privacy.vondst import AANDUIDING
from tests.groei import groeit_rechtlijnig

JAAR = 2026


def _stukken(tekst, **opties):
    return [(tekst[v.begin : v.eind], v.soort) for v in vind(tekst, jaar_nu=JAAR, **opties)]


def test_vondsten_staan_op_volgorde_zonder_overlap():
    tekst = "Danny Visser (06-12345678) woont Kerkstraat 12, 2011 AB en mailt d.visser@gmail.com"
    vondsten = vind(tekst, jaar_nu=JAAR)
    assert [v.soort for v in vondsten] == ["NAAM", "TELEFOON", "ADRES", "POSTCODE", "EMAIL"]
    assert all(a.eind <= b.begin for a, b in pairwise(vondsten))


def test_een_bekende_naam_is_zeker_en_een_onbekende_twijfel():
    assert [v.zeker for v in vind("Ik sprak met Fatima.")] == [True]
    assert [v.zeker for v in vind("Volgens Qwardimo klopt het.")] == [False]


def test_wie_eenmaal_genoemd_is_wordt_overal_gevonden():
    tekst = "Mevrouw Berg drinkt. Gisteren is Berg gevallen."
    assert _stukken(tekst) == [("Berg", "NAAM"), ("Berg", "NAAM")]


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("De bewindvoerder van dhr. P.J. Smit-de Haan belt.", "P.J. Smit-de Haan"),
        ("Ik ken ahmed el idrissi goed.", "ahmed el idrissi"),
        ("Casus J. de G. loopt vast.", "J. de G."),
        ("Volgens mevrouw van der wal is het klaar.", "van der wal"),
    ],
)
def test_een_naam_wordt_heel_gevonden(tekst, naam):
    assert _stukken(tekst) == [(naam, "NAAM")]


def test_wat_de_vrager_noemt_als_behoud_blijft_staan():
    tekst = "Bel Pietersen Bewind of Elan Woonzorg op 023-5551234."
    behoud = {"pietersen bewind", "elan woonzorg", "023-5551234"}
    assert vind(tekst, behoud, jaar_nu=JAAR) == ()


def test_behoud_mag_ook_een_toets_zijn():
    class Kenmerken:
        def __contains__(self, tekst):
            return (
                tekst.replace(" ", "").replace("-", "").upper().removeprefix("AVKL2026")
                == "7H3KQ9XM"
            )

    assert _stukken("Mijn kenmerk is AV-KL2026-7H3KQ9XM.", behoud=Kenmerken()) == []
    assert _stukken("kenmerk av kl2026 7h3k q9xm van Fatima", behoud=Kenmerken()) == [
        ("Fatima", "NAAM")
    ]


@pytest.mark.parametrize("soort", sorted(set(AANDUIDING.values())))
def test_wat_al_gelakt_is_wordt_niet_opnieuw_gevonden(soort):
    assert vind(f"Het gaat om [{soort}], hij is boos.") == ()


@pytest.mark.parametrize(
    "stuk",
    [
        "Aa ", "a.", "1", "1 ", "van de ", "Van De ", "A.", "R. ", "@", "a@", "mevrouw ", "De ",
        "jansen en ", "06-", "+31", "12-12-12 ", "Kerkstraat 1 ", "1234 ab ", "NL12 ", "x_",
        "insta als ", "bsn ", "nul zes ", "zaaknummer ", "a-", "a'", "\n", "[", "é", "straat",
    ],
)  # fmt: skip
def test_een_lange_tekst_kost_naar_verhouding_niet_meer(stuk):
    assert groeit_rechtlijnig(lambda tekst: vind(tekst, jaar_nu=JAAR), stuk)


def test_een_leeg_bericht_bevat_niets():
    assert vind("") == ()
    assert vind(" \n\t ") == ()


def test_het_pakket_laadt_spacy_niet():
    code = "import sys, privacy.werkmail, privacy.lakken; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
