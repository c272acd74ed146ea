from __future__ import annotations

import pytest

from sociale_kaart.bovenregionaal import lees_plaatsen, wegwijzer_in
from sociale_kaart.plaatsen import zoek


def codes(*namen):
    return [zoek(naam)[0].code for naam in namen]


def in_(*namen, probleem="zorgwekkend_gedrag"):
    return wegwijzer_in(probleem, codes(*namen), nu_gevaar=False, minderjarig=None)


@pytest.mark.parametrize(
    ("tekst", "zeker", "open_"),
    [
        ("man slaapt in Zwolle, zijn ex woont in Haarlem", ["Zwolle", "Haarlem"], []),
        ("overlast in Zwolle en Kampen", ["Zwolle", "Kampen"], []),
        ("gezin uit Hoofddorp, verhuisd naar Nieuw-Vennep", ["Haarlemmermeer"], []),
        ("ze woont in Spaarndam", [], ["Spaarndam"]),
        ("ze woont in Spaarndam en werkt in Zwolle", ["Zwolle"], ["Spaarndam"]),
        ("gezin uit Spaarndam, dat valt onder gemeente Haarlemmermeer", ["Haarlemmermeer"], []),
        ("de buren hebben last", [], []),
    ],
)
def test_een_tekst_noemt_zekere_en_open_plaatsen(tekst, zeker, open_):
    beeld = lees_plaatsen(tekst)
    assert [gemeente.naam for gemeente in beeld.zeker] == zeker
    assert [vondst.naam for vondst in beeld.open] == open_


def test_twee_regios_is_bovenregionaal_en_elke_gemeente_houdt_haar_eigen_contact():
    samen = in_("Zwolle", "Haarlem", "Zwolle")
    assert samen.bovenregionaal
    assert [route.eerste.telefoon for route in samen.routes] == ["038-428 15 50", "023-515 9998"]
    assert samen.kan_leiden == (("VR04", "IJsselland"), ("VR12", "Kennemerland"))
    assert [contact.telefoon for contact in samen.gedeeld] == ["0800-1205"]
    assert "Zwolle (IJsselland) en Haarlem (Kennemerland)" in samen.zin()
    assert "bovenregionaal" in samen.zin()
    assert "IJsselland en Kennemerland spreken samen af" in samen.zin()


def test_twee_gemeenten_in_een_regio_is_niet_bovenregionaal():
    samen = in_("Zwolle", "Deventer")
    assert not samen.bovenregionaal
    assert [route.eerste.telefoon for route in samen.routes] == ["038-428 15 50", "0800-1205"]
    assert "één regio" in samen.zin()


def test_een_contact_dat_per_gemeente_anders_heet_is_niet_gedeeld():
    assert in_("Zwolle", "Haarlem", probleem="schulden").gedeeld == ()


def test_zonder_gemeente_is_er_niets_te_wijzen():
    with pytest.raises(ValueError, match="minstens één"):
        in_()
