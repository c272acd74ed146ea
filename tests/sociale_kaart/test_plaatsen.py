from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.plaatsen import herken, op_code, regio_gemeenten, regio_naam, zoek
from tests.groei import groeit_rechtlijnig


def gemeenten(tekst):
    return [{gemeente.naam for gemeente in vondst.opties} for vondst in herken(tekst)]


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("ik heb een vraag over Wijk aan Zee", [{"Beverwijk"}]),
        ("tussen Haarlem en Zwolle", [{"Haarlem"}, {"Zwolle"}]),
        ("een gezin in heemstede vraagt om hulp", [{"Heemstede"}]),
        ("een man uit genemuiden komt zijn afspraken niet na", [{"Zwartewaterland"}]),
        ("mevrouw uit Bennebroek heeft schulden", [{"Bloemendaal"}]),
        ("in Bergen op Zoom speelt dit ook", [{"Bergen op Zoom"}]),
        ("in Olst-Wijhe en in Olst", [{"Olst-Wijhe"}, {"Olst-Wijhe"}]),
        ("hangjongeren in nieuw vennep", [{"Haarlemmermeer"}]),
        ("hangjongeren in Nieuw-Vennep", [{"Haarlemmermeer"}]),
        ("de wijkagent van IJmuiden belde", [{"Velsen"}]),
        ("vroeger Haarlemmerliede en Spaarnwoude", [{"Haarlemmermeer"}]),
        ("een inwoner van Den Haag", [{"Den Haag"}]),
        ("een inwoner van 's-Gravenhage", [{"Den Haag"}]),
        ("wonend in 's-Hertogenbosch", [{"Den Bosch"}]),
        ("een casus uit den bosch", [{"Den Bosch"}]),
        ("een casus in Sudwest Fryslan", [{"Súdwest-Fryslân"}]),
        ("een casus in Súdwest-Fryslân", [{"Súdwest-Fryslân"}]),
        ("verwarde man bij station Zwolle", [{"Zwolle"}]),
        ("een Zwolse familie en een Haarlemse school", [{"Zwolle"}, {"Haarlem"}]),
        ("een Kampense jongen en een Velsense man", [{"Kampen"}, {"Velsen"}]),
        ("een Deventerse mevrouw", [{"Deventer"}]),
        ("een vrouw in de Utrechtse Heuvelrug", [{"Utrechtse Heuvelrug"}]),
        ("wijkagent amersfoort hier", [{"Amersfoort"}]),
        ("hij woont in Best", [{"Best"}]),
        ("hij woont in best", [{"Best"}]),
        ("een gezin uit Ede", [{"Ede"}]),
        ("een gezin uit ede", [{"Ede"}]),
        ("hij is verhuisd naar leiden", [{"Leiden"}]),
        ("zij woont in kampen met drie kinderen", [{"Kampen"}]),
        ("Kampen: man van 40 met schulden", [{"Kampen"}]),
        ("ze wonen te Goes", [{"Goes"}]),
        ("gemeente Epe en gemeente Oss", [{"Epe"}, {"Oss"}]),
        ("een gezin in Nuenen", [{"Nuenen, Gerwen en Nederwetten"}]),
        ("het speelt in Harlem", [{"Haarlem"}]),
        ("een vrouw in Zwole", [{"Zwolle"}]),
        ("overlast haarlemermeer", [{"Haarlemmermeer"}]),
        ("een boerderij bij de gemeente Hardenburg", [{"Hardenberg"}]),
        ("hangjongeren in nieuw-venep", [{"Haarlemmermeer"}]),
    ],
)
def test_een_genoemde_plaats_wordt_de_goede_gemeente(zin, verwacht):
    assert gemeenten(zin) == verwacht


@pytest.mark.parametrize(
    "zin",
    [
        "de buren klagen",
        "De buren klagen. Buren horen alles.",
        "ruzie in buren en families",
        "het beste is om te bellen",
        "Best lastig, dit gezin",
        "Beste collega, kun je helpen?",
        "er is overlast in de buurt",
        "hij is heel boos in heel veel gesprekken",
        "kampen met schulden",
        "Ze kampen met schulden",
        "ouders hebben te kampen met verslaving",
        "dit kan leiden tot geweld",
        "overlast van duiven en andere dieren",
        "in houten huizen",
        "hij gooit de hoorn op de haak",
        "zij gaat naar school en naar anderen",
        "gevaarlijk gedrag in beeld",
        "dit speelt in Kennemerland",
        "het Veiligheidshuis IJsselland",
        "ergens in de provincie Utrecht",
        "overal in Nederland en Noord-Holland",
        "meneer Van Dongen is boos",
        "mevrouw Van Ommen en dhr. van Buren",
        "familie van Leeuwarden",
        "overlast in de Amsterdamsestraat",
        "met andere woorden: het loopt vast",
        "het gezin gaat verhuizen naar een andere gemeente",
        "uit tellingen blijkt dat losse meldingen vaak kloppen",
        "Heeft het Landelijk Steunpunt een nummer?",
        "DE BUREN KLAGEN IN HEEL VEEL HUIZEN",
        "",
        "?!",
    ],
)
def test_een_gewoon_woord_wordt_geen_gemeente(zin):
    assert gemeenten(zin) == []


@pytest.mark.parametrize(
    ("zin", "opties"),
    [
        ("een gezin uit Spaarndam", {"Haarlem", "Haarlemmermeer"}),
        ("een man in Rozenburg", {"Haarlemmermeer", "Rotterdam"}),
        ("iemand uit Kloosterhaar", {"Hardenberg", "Twenterand"}),
        ("iemand uit Sibculo", {"Hardenberg", "Twenterand"}),
        ("een boer uit Baarlo", {"Steenwijkerland", "Zwartewaterland", "Peel en Maas"}),
        ("hij woont in Bergen", {"Bergen (NH)", "Bergen (L)"}),
        ("hij woont in Hengelo", {"Hengelo", "Bronckhorst"}),
        ("hij woont in Middelburg", {"Middelburg", "Bodegraven-Reeuwijk"}),
    ],
)
def test_een_dubbelzinnige_naam_geeft_alle_mogelijke_gemeenten(zin, opties):
    assert gemeenten(zin) == [opties]


@pytest.mark.parametrize(
    ("zin", "gemeente"),
    [
        ("een gezin in Spaarndam (Haarlemmermeer)", "Haarlemmermeer"),
        ("een gezin uit Spaarndam gem. Haarlem", "Haarlem"),
        ("hij woont in Bergen (NH)", "Bergen (NH)"),
        ("hij woont in Bergen in Limburg", "Bergen (L)"),
        ("hij woont in Hengelo Gld", "Bronckhorst"),
        ("hij woont in de gemeente Hengelo", "Hengelo"),
        ("hij woont in Elst (Utrecht)", "Rhenen"),
        ("een vrouw uit Den Ham in Groningen", "Westerkwartier"),
    ],
)
def test_wat_erbij_staat_maakt_een_dubbelzinnige_naam_duidelijk(zin, gemeente):
    assert gemeenten(zin) == [{gemeente}]


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("meisje in hoofdorp spijbelt al weken", [{"Haarlemmermeer"}]),
        ("man van 80 in stadshagen vervuilt", [{"Zwolle"}]),
        ("overlast schalkwijk haarlem", [{"Haarlem"}]),
        ("gezin uit velserbroek, vader drinkt", [{"Velsen"}]),
        ("cliënt uit hasselt eet niet meer", [{"Zwartewaterland"}]),
        ("nieuwleussen, buren klagen", [{"Dalfsen"}]),
        ("een jongen in olst wijhe", [{"Olst-Wijhe"}]),
        ("een boer in Archem", [{"Ommen"}]),
        ("ze woont in Borgele", [{"Deventer"}]),
        ("vrouw uit s gravenhage", [{"Den Haag"}]),
        ("iemand uit Loenen", [{"Apeldoorn", "Stichtse Vecht"}]),
        ("casus in Zeist, Utrecht en Amersfoort", [{"Zeist"}, {"Utrecht"}, {"Amersfoort"}]),
        ("oude meer dan genoeg", []),
        ("een jongen van 12", []),
        ("ze kampen al jaren met schulden in Kampen", [{"Kampen"}]),
    ],
)
def test_dorpen_wijken_en_tikfouten_zoals_mensen_ze_typen(zin, verwacht):
    assert gemeenten(zin) == verwacht


def test_een_gewoon_woord_als_antwoord_wordt_geen_buurtschap():
    assert zoek("jongen") == ()


def test_een_spelfout_die_even_dicht_bij_twee_gemeenten_ligt_geeft_beide():
    assert gemeenten("zij woont in Roozendaal") == [{"Roosendaal", "Rozendaal"}]


def test_de_vondst_wijst_de_plek_in_de_oorspronkelijke_tekst_aan():
    zin = "Café in Súdwest-Fryslân en dan naar nieuw  vennep."
    stukken = [(vondst.naam, zin[vondst.begin : vondst.eind]) for vondst in herken(zin)]
    assert stukken == [
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("Nieuw-Vennep", "nieuw  vennep"),
    ]


@pytest.mark.parametrize("gemeente", alle_gemeenten().values(), ids=lambda gemeente: gemeente.code)
def test_elke_gemeente_is_bij_haar_naam_te_vinden(gemeente):
    assert gemeente in zoek(gemeente.naam)
    assert gemeente in zoek(f"het speelt in {gemeente.naam.lower()}")
    assert any(gemeente in vondst.opties for vondst in herken(f"Hij woont in {gemeente.naam}."))


@pytest.mark.parametrize(
    ("antwoord", "verwacht"),
    [
        ("het speelt in heemstede", {"Heemstede"}),
        ("ijmuiden", {"Velsen"}),
        ("Bennebroek", {"Bloemendaal"}),
        ("Alkmaar (NH)", {"Alkmaar"}),
        ("bergen nh", {"Bergen (NH)"}),
        ("bergen", {"Bergen (NH)", "Bergen (L)"}),
        ("best", {"Best"}),
        ("in de bilt", {"De Bilt"}),
        ("gemeente haarlem denk ik", {"Haarlem"}),
        ("nieuw venep", {"Haarlemmermeer"}),
        ("zwole", {"Zwolle"}),
        ("stenwijk", {"Steenwijkerland"}),
        ("haarlem of zwolle", {"Haarlem", "Zwolle"}),
        ("rozenburg", {"Haarlemmermeer", "Rotterdam"}),
        ("rozenburg, haarlemmermeer", {"Haarlemmermeer"}),
    ],
)
def test_een_kort_antwoord_wordt_de_goede_gemeente(antwoord, verwacht):
    assert {gemeente.naam for gemeente in zoek(antwoord)} == verwacht


@pytest.mark.parametrize(
    "antwoord",
    [
        "weet ik niet",
        "geen idee",
        "dat zeg ik liever niet",
        "de buren",
        "Kennemerland",
        "meerdere gemeenten",
        "wat bedoel je?",
        "nee",
        "stop",
        "",
        "???",
    ],
)
def test_een_antwoord_zonder_plaats_geeft_niets(antwoord):
    assert zoek(antwoord) == ()


def test_regio_en_gemeente_zijn_op_code_te_vinden():
    assert op_code("GM0193").naam == "Zwolle"
    assert op_code("GM0193").regio_code == "VR04"
    assert regio_naam("VR12") == "Kennemerland"
    assert len(regio_gemeenten("VR12")) == 9
    assert len(regio_gemeenten("VR04")) == 11
    assert len(alle_gemeenten()) == 342
    with pytest.raises(KeyError):
        op_code("GM9999")
    with pytest.raises(KeyError):
        regio_naam("VR99")


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_elke_tekst_geeft_vondsten_die_in_de_tekst_liggen(tekst):
    zoek(tekst)
    vorige = 0
    for vondst in herken(tekst):
        assert vorige <= vondst.begin < vondst.eind <= len(tekst)
        assert vondst.opties
        vorige = vondst.eind


def test_een_lange_tekst_kost_naar_verhouding_niet_meer():
    zin = "Man uit Zwole heeft schulden, de buren in haarlem klagen vaak. "
    assert groeit_rechtlijnig(herken, zin)
