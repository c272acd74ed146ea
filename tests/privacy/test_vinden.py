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
        "insta als ", "bsn ", "nul zes ", "zaaknummer ", "a-", "a'", "Van der ", "in de Jan van ",
        "hotel Van ", "DIT IS ",
        "V-nummer ", "polisnummer van ", "dossier 12 34 ", "het Jan ", "Het Jan de ", "roos van ",
        "mentor Hoorn ", "bidt tot Maria ", "William ", "bij Van ", "visser en de ",
        "op 1-2-2001, ", "Sint ", "a-straat", "\n", "[", "é", "straat",
    ],
)  # fmt: skip
def test_een_lange_tekst_kost_naar_verhouding_niet_meer(stuk):
    assert groeit_rechtlijnig(lambda tekst: vind(tekst, jaar_nu=JAAR), stuk)


@pytest.mark.parametrize(
    "tekst",
    [
        "{} Van der Hoeven Kliniek",
        "{} Van der Valk hotel",
        "{} Professor van der Scheerlaan",
        "{} van der capellenstraat",
        "{} Joke Smit opleiding",
    ],
)
@pytest.mark.parametrize("plek", ["Hij zit in de", "Ze is gezien bij de", "er is brand op de"])
def test_een_instelling_of_straat_die_naar_een_mens_heet_blijft_staan(tekst, plek):
    assert _stukken(tekst.format(plek)) == []


@pytest.mark.parametrize(
    "tekst",
    [
        "mevrouw Van der Hoeven zit in de kliniek",
        "Meneer Van der Valk slaapt in een hotel",
        "Professor Van den Berg is gestalkt",
        "Kees van de Kerkhof is dakloos",
        "naar Van Haren toe voor een huisbezoek",
    ],
)
def test_een_mens_bij_een_instelling_of_straat_wordt_gevonden(tekst):
    assert [soort for _, soort in _stukken(tekst)] == ["NAAM"]


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        ("DE HEER BOUALI KOMT NIET OPDAGEN BIJ DE GGZ", ["BOUALI"]),
        ("MEVROUW VAN DER HOEVEN WEIGERT ZORG", ["VAN DER HOEVEN"]),
        ("Hij riep: IK MAAK KEVIN KAPOT, en liep weg", ["KEVIN"]),
        ("HELP WIE KAN MIJ VERTELLEN WAT IK MOET DOEN", []),
        ("CLIENT WIL GEEN HULP EN DREIGT", []),
    ],
)
def test_een_zin_in_hoofdletters_wordt_gelezen_als_kleine_letters(tekst, namen):
    assert [stuk for stuk, _ in _stukken(tekst)] == namen


@pytest.mark.parametrize("rol", ["bewindvoerder", "mentor", "gezinsvoogd", "de advocaat"])
@pytest.mark.parametrize("naam", ["Wassenaar", "Hoorn", "Meppel", "zwolle"])
@pytest.mark.parametrize("rest", ["belt vanaf een ander nummer", "zegt van niet", "wil uitstel"])
def test_een_plaats_achter_de_rol_van_een_mens_is_een_achternaam(rol, naam, rest):
    assert _stukken(f"{rol} {naam} {rest}") == [(naam, "NAAM")]


@pytest.mark.parametrize("kop", ["gemeente", "wijkteam", "politie", "burgemeester", "De rechtbank"])
@pytest.mark.parametrize("plaats", ["Wassenaar", "Hoorn", "Deventer"])
def test_een_plaats_achter_een_instantie_blijft_een_plaats(kop, plaats):
    assert _stukken(f"{kop} {plaats} vraagt om hulp") == []


@pytest.mark.parametrize(
    ("vernoemd", "mens"),
    [
        ("De roos van Leary hielp in het gesprek", "Leary is vermist"),
        ("de schaal van Glasgow was 9", "de schaal van Fatima is stuk"),
        ("De Belbin test is gedaan", "meneer Belbin doet een test"),
        ("ze bidt de hele nacht tot Maria", "ze bidt de hele nacht voor Maria"),
        ("De profeet Mohammed werd genoemd", "Mohammed werd genoemd"),
        ("Het Johannes de Deo vraagt wie er komt", "Johannes de Deugd vraagt wie er komt"),
        ("Het Gerrit Bolkestein belt", "ik heb het Gerrit verteld"),
        ("Willem Schrikker wil verlengen", "Willem Schrijver wil verlengen"),
        ("hij werkt bij Van Doorne", "bij Van Doorne thuis was het koud"),
        ("de bus van Van Gelder is stuk", "Van Gelder is ziek"),
        ("de oudste doet vmbo-kader", "de oudste heet Jan-Kader"),
        ("op de hoek van de Jan Evertsen", "Jan Evertsen staat op de hoek"),
        ("er is linde gekapt", "linde zegt dat ze weg wil"),
        ("zorgen om school", "zorgen om merel"),
    ],
)
def test_wat_naar_een_mens_heet_blijft_staan_en_een_mens_niet(vernoemd, mens):
    assert _stukken(vernoemd) == []
    assert [soort for _, soort in _stukken(mens)] == ["NAAM"]


def test_een_leeg_bericht_bevat_niets():
    assert vind("") == ()
    assert vind(" \n\t ") == ()


def test_het_pakket_laadt_spacy_niet():
    code = "import sys, privacy.werkmail, privacy.lakken; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
