"""Gegevens met een vaste bouw, in ruim driehonderd gemaakte schrijfwijzen."""

from itertools import product
from random import Random

import pytest
from stdnum import iban
from stdnum.nl import bsn

from privacy.vinden import vind

JAAR = 2026
_dobbel = Random(20261122)  # noqa: S311


def _bsn():
    while True:
        cijfers = "".join(_dobbel.choice("123456789") for _ in range(9))
        if bsn.is_valid(cijfers):
            return cijfers


def _iban(bank):
    rekening = "".join(_dobbel.choice("0123456789") for _ in range(10))
    controle = iban.calc_check_digits(f"NL00{bank}{rekening}")
    return f"NL{controle}{bank}{rekening}"


def _groepen(tekst, *maten, tussen=" "):
    delen, rest = [], tekst
    for maat in maten:
        delen.append(rest[:maat])
        rest = rest[maat:]
    return tussen.join(deel for deel in (*delen, rest) if deel)


BSNS = [_bsn() for _ in range(4)]
IBANS = [_iban(bank) for bank in ("INGB", "RABO", "ABNA", "BUNQ")]
# Per soort de schrijfwijzen en de zinnen eromheen.
SCHRIJFWIJZEN = [
    (
        "BSN",
        [
            BSNS[0],
            _groepen(BSNS[1], 3, 3),
            _groepen(BSNS[2], 4, 2, tussen="."),
            _groepen(BSNS[3], 3, 3, tussen="-"),
        ],
        "bsn {}|BSN: {}.|Zijn burgerservicenummer is {}, toch?|{}|nummer {} is van hem|bsn-nr. {}",
    ),
    (
        "TELEFOON",
        [
            "0612345678",
            "06-12345678",
            "06 12 34 56 78",
            "06-12 34 56 78",
            "06.12.34.56.78",
            "+31612345678",
            "+31 6 1234 5678",
            "+31(0)612345678",
            "0031 6 12345678",
            "(06) 12345678",
            "023-5551234",
            "023 555 12 34",
            "0255-512345",
            "(0251) 22 33 44",
            "+31 23 555 1234",
            "+49 151 23456789",
            "+48 601 234 567",
            "06/12345678",
        ],
        "Bel {} maar|{}|zijn mobiel: {}|Ze is te bereiken op {}.",
    ),
    (
        "EMAIL",
        [
            "j.jansen@gmail.com",
            "fatima_81@hotmail.nl",
            "Piet.de.Boer@ziggo.nl",
            "kees+werk@live.com",
            "sara [at] gmail [dot] com",
            "sara(at)gmail.com",
            "m.el-amrani@mail.school.nl",
            "roy @ kpnmail.nl",
        ],
        "Mail naar {}.|{}|zijn adres is {} of zo",
    ),
    (
        "IBAN",
        [
            IBANS[0],
            _groepen(IBANS[1], 4, 4, 4, 4),
            IBANS[2].lower(),
            _groepen(IBANS[3], 2, 2, 4, 4, 4),
            "BE68539007547034",
        ],
        "storten op {}|{}|rekening {} staat rood",
    ),
    (
        "POSTCODE",
        ["2011 AB", "2011AB", "1944kj", "8011 xk", "7411-HZ"],
        "Hij woont op {}.|postcode {}|{}",
    ),
    (
        "KENTEKEN",
        [
            "GB-123-X",
            "4-ZLT-93",
            "12-ABC-3",
            "X-99-KLM",
            "ab-12-cd",
            "99-XX-99",
            "TX-BB-42",
            "GB123X",
        ],
        "een auto met kenteken {}|{} staat voor de deur|de scooter {} rijdt rond",
    ),
    (
        "GEBOORTEDATUM",
        [
            "3-5-1988",
            "03-05-1988",
            "03/05/1988",
            "3.5.1988",
            "3 mei 1988",
            "3 mei '88",
            "1988-05-03",
            "03 05 1988",
            "19880503",
            "03051988",
            "3-5-88",
            "3e mei 1988",
            "12 okt. 1991",
            "31 augustus 2001",
        ],
        "geboren op {}|geb. {}|{}|Geboortedatum: {}, woont alleen",
    ),
    (
        "ADRES",
        [
            "Kerkstraat 12",
            "Jan van Galenstraat 3-B",
            "Zijlweg 101 rood",
            "Lange Herenvest 7",
            "Prins Bernhardlaan 45a",
            "dorpsstraat 8",
            "2e Jan Steenstraat 14 hs",
            "Burgemeester van Leeuwenlaan 22",
            "Grote Markt 9",
            "'s-Gravenweg 5",
        ],
        "Hij woont op {}.|adres: {}|De inval was aan de {} gisteren",
    ),
    (
        "ACCOUNT",
        ["@lil.tay020", "@danny_v", "@mo1999"],
        "op insta {}|hij heet {} op TikTok|{}",
    ),
    (
        "ACCOUNT",
        ["danny_020", "lil.tay", "mocro98"],
        "op insta als {}|zit op snapchat onder de naam {}|zijn gebruikersnaam is {}",
    ),
    (
        "DOCUMENTNUMMER",
        [
            "V-nummer 2812345678",
            "v-nr: 2812345678",
            "paspoort NX1234567",
            "paspoortnummer is BKR45L6C1",
            "rijbewijsnummer 5123456789",
            "ID-kaart IJ12B34C5",
        ],
        "{}|Hij heeft {} bij zich.|zie {}",
    ),
    (
        "ZAAKNUMMER",
        [
            "parketnummer 15/123456-24",
            "zaaknummer C/15/345678",
            "PL1100-2024123456",
            "dossiernummer 2024-00123",
            "15-123456-23",
            "BVH nummer 2024123456",
            "proces-verbaalnummer 20241234",
        ],
        "{}|Het gaat om {}.|zie {} voor details",
    ),
]
VARIANTEN = [
    (soort, waarde, zin.format(waarde))
    for soort, waarden, zinnen in SCHRIJFWIJZEN
    for waarde, zin in product(waarden, zinnen.split("|"))
]


def test_er_zijn_ruim_driehonderd_varianten():
    assert len({zin for _, _, zin in VARIANTEN}) >= 300


@pytest.mark.parametrize(("soort", "waarde", "zin"), VARIANTEN)
def test_elke_schrijfwijze_wordt_heel_gevonden(soort, waarde, zin):
    laatste = zin.index(waarde) + len(waarde)
    raak = [v for v in vind(zin, jaar_nu=JAAR) if v.soort == soort]
    assert raak, vind(zin, jaar_nu=JAAR)
    assert any(v.begin < laatste <= v.eind for v in raak), raak


@pytest.mark.parametrize(
    "zin",
    [
        "Bel 112 als er gevaar is, of 0900-8844 zonder spoed.",
        "Veilig Thuis is bereikbaar op 0800-2000.",
        "Bel 113 of 0800-0113 bij gedachten aan zelfdoding.",
        "De gemeente heeft nummer 14 023.",
        "De GGD is bereikbaar op 088 123 45 67.",
        "Mail naar info@veiligthuis.nl of meldpunt.zorg@ggd.nl.",
        "De schuld is 123.456,78 euro.",
        "In 2024 is hij 12 keer aangehouden.",
        "De inval was op 12-03-2026 om 10.30 uur.",
        "Hij loopt 1500 km per jaar.",
        "Art. 7:1 Wvggz en artikel 13b Opiumwet gelden hier.",
        "Groep 8 telt 28 leerlingen.",
        "Er zijn 14 meldingen in de Kerkstraat gedaan.",
        "In de Kerkstraat 3 keer overlast gehad.",
        "Nummer AV-2026-0042 staat nog open.",
        "Van 01-01-2026 tot 31-12-2026 geldt een gebiedsverbod.",
        "Sinds 2008 is hij bekend.",
        "Hij is 2 keer in 3 maanden uit huis gezet.",
    ],
)
def test_wat_erop_lijkt_maar_van_niemand_is_blijft_staan(zin):
    assert vind(zin, jaar_nu=JAAR) == ()


def test_een_getal_van_twee_cijfers_is_geen_bsn():
    assert vind("bsn 12", jaar_nu=JAAR) == ()


def test_een_bsn_dat_niet_klopt_is_twijfel():
    (vondst,) = vind("123456789", jaar_nu=JAAR)
    assert (vondst.soort, vondst.zeker) == ("BSN", False)


def test_een_bsn_met_het_woord_ervoor_gaat_voor_een_telefoonnummer():
    assert [v.soort for v in vind("bsn 012345678", jaar_nu=JAAR)] == ["BSN"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Het convenant is van {}, geldt dat nog?",
        "De wet van {} is vervangen",
        "Verordening (EG) van {}",
        "Er ligt een aangifte {} wegens diefstal",
        "Laatste contact: {}",
        "Met ingang van {} geldt dit",
        "Het incident was op dinsdag {}",
        "meldingen van 3-4-2007, {} en 7-8-2009",
        "Rechtbank Overijssel {}, zaak over een huisverbod",
    ],
)
@pytest.mark.parametrize("datum", ["1 juni 2008", "01-06-2008"])
def test_de_datum_van_een_document_of_voorval_blijft_staan(tekst, datum):
    assert vind(tekst.format(datum), jaar_nu=2026) == ()


@pytest.mark.parametrize(
    "tekst",
    [
        "man {} haarlem",
        "meneer is van {}",
        "Aangifte gedaan door vrouw van {}",
        "afspraak met een jongen ({})",
        "op {} geboren in Kampen",
        "{}, ingeschreven in Zwolle",
    ],
)
@pytest.mark.parametrize("datum", ["1 juni 2008", "01-06-2008"])
def test_een_losse_datum_bij_een_mens_is_een_geboortedatum(tekst, datum):
    gevonden = [v.soort for v in vind(tekst.format(datum), jaar_nu=2026)]
    assert "GEBOORTEDATUM" in gevonden


@pytest.mark.parametrize(
    ("adres", "gevonden"),
    [
        ("zorgloket@kampen.nl", False),
        ("teamjeugd-noord@zwolle.nl", False),
        ("woonoverlast@deltawonen.nl", False),
        ("bos@deventer.nl", True),
        ("roos@haarlemzorg.nl", True),
        ("m.overlast@gmail.com", True),
        ("zorgloket.jansen@gmail.com", True),
    ],
)
def test_een_functiebus_is_geen_mens(adres, gevonden):
    assert bool(vind(f"Mail {adres} maar.")) is gevonden


@pytest.mark.parametrize(
    "woord",
    [
        "vreemdelingennummer", "V-nummer", "V-nr.", "documentnummer", "paspoort", "paspoortnummer",
        "rijbewijs", "zaaknummer", "parketnummer", "cliëntnummer", "dossiernummer", "polisnummer",
        "SKN", "strafzaak",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tussen", [" ", " is ", ": "])
@pytest.mark.parametrize(
    "nummer",
    ["283 516 0947", "28.35.16.0947", "2 8 3 5 1 6 0 9 4 7", "2835 160947", "28/351-60947"],
)
def test_een_nummer_na_zijn_woord_mag_in_elke_groep_geschreven_zijn(woord, tussen, nummer):
    zin = f"zijn {woord}{tussen}{nummer}, zegt het COA"
    gevonden = {i for v in vind(zin, jaar_nu=JAAR) for i in range(v.begin, v.eind)}
    plek = zin.index(nummer)
    assert set(range(plek, plek + len(nummer))) <= gevonden


@pytest.mark.parametrize(
    "rest",
    [
        "volgt op 12-05-2026", "volgt op 12 05 2026", "loopt van 2019 - 2024", "gaat over 12 euro",
        "is onbekend, bel 0800-2000", "gaat over 1.250.000 euro", "is 3 van 8", "kreeg ik om 14.30",
        "telt 9 cijfers", "12 van 13 mei 2026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("woord", ["zaaknummer", "Dossier", "polisnummer", "paspoort"])
def test_een_jaar_datum_bedrag_of_dienstnummer_na_zo_een_woord_blijft_staan(woord, rest):
    assert vind(f"{woord} {rest}", jaar_nu=JAAR) == ()
