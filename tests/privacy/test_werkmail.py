import pytest
from cryptography.fernet import Fernet

from privacy.lakken import lak
from privacy.werkmail import (
    is_werkmail,
    lees_werkmail,
    verberg_werkmail,
    versleutel_werkmail,
    vind_werkmail,
)

OUD, NIEUW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
DOMEINEN = ("haarlem.nl", "politie.nl")


@pytest.mark.parametrize("adres", ["a.b@haarlem.nl", "A.B@Haarlem.NL", "x@team.politie.nl"])
def test_een_adres_op_het_domein_van_een_partner_is_werkmail(adres):
    assert is_werkmail(adres, DOMEINEN)


@pytest.mark.parametrize(
    "adres",
    ["a@nephaarlem.nl", "a@haarlem.nl.evil.com", "haarlem.nl", "a@b@haarlem.nl", "a@gmail.com", ""],
)
def test_een_adres_dat_er_alleen_op_lijkt_is_geen_werkmail(adres):
    assert not is_werkmail(adres, DOMEINEN)


def test_zonder_domeinen_is_niets_werkmail():
    assert not is_werkmail("a@haarlem.nl", ())


def test_werkadressen_worden_in_de_tekst_aangewezen():
    tekst = "Mail sara@gmail.com of s.bos@haarlem.nl."
    assert [tekst[b:e] for b, e in vind_werkmail(tekst, DOMEINEN)] == ["s.bos@haarlem.nl"]


def test_een_versleuteld_adres_is_met_de_sleutel_weer_te_lezen():
    teken = versleutel_werkmail("s.bos@haarlem.nl", [NIEUW])
    assert "bos" not in teken
    assert lees_werkmail(f"ja, {teken} graag", [NIEUW]) == "s.bos@haarlem.nl"


def test_na_het_wisselen_van_sleutel_blijft_een_oud_teken_leesbaar():
    teken = versleutel_werkmail("s.bos@haarlem.nl", [OUD])
    assert lees_werkmail(teken, [NIEUW, OUD]) == "s.bos@haarlem.nl"
    assert lees_werkmail(teken, [NIEUW]) is None


def test_er_wordt_met_de_nieuwste_sleutel_versleuteld():
    assert lees_werkmail(versleutel_werkmail("s.bos@haarlem.nl", [NIEUW, OUD]), [NIEUW])


def test_een_verzonnen_teken_wordt_niet_gelezen():
    assert lees_werkmail("[werkmail:gAAAA" + "A" * 120 + "]", [NIEUW]) is None
    assert lees_werkmail("geen teken", [NIEUW]) is None


def test_zonder_sleutel_wordt_er_niets_versleuteld():
    with pytest.raises(ValueError, match="geen sleutel"):
        versleutel_werkmail("s.bos@haarlem.nl", [])


def test_het_teken_zelf_wordt_niet_gelakt():
    teken = versleutel_werkmail("s.bos@haarlem.nl", [NIEUW])
    assert lak(f"Mijn adres is {teken}.").tekst == f"Mijn adres is {teken}."


def test_een_verborgen_teken_laat_de_rest_van_de_zin_staan():
    teken = versleutel_werkmail("s.bos@haarlem.nl", [NIEUW])

    assert verberg_werkmail(f"mail {teken}, of bel") == "mail [je werkmailadres], of bel"
