"""Feiten en criteria uit een beschrijving: wat er staat, wat ontkend is, en wat open blijft."""

from __future__ import annotations

import shutil

import pytest

from knowledge import casuslexicon, lexiconbestand
from knowledge.casus import lees_casus
from knowledge.yamlbestand import BestandFout


def _feiten(tekst: str) -> dict[str, bool]:
    return {f"{f.soort}:{f.waarde}": f.geldt for f in lees_casus(tekst).feiten}


def _criteria(tekst: str) -> dict[str, str]:
    return {naam: gevonden.waarde for naam, gevonden in lees_casus(tekst).conclusies.items()}


@pytest.mark.parametrize(
    ("tekst", "feit"),
    [
        ("Hij slaapt buiten.", "leefgebied:wonen"),
        ("Zij heeft schulden bij iedereen.", "leefgebied:geld"),
        ("Er loopt een vechtscheiding.", "leefgebied:gezin"),
        ("Hij hangt rond met foute vrienden.", "leefgebied:vrienden"),
        ("bewoner laat niemand binnen", "leefgebied:houding"),
        ("Heeft een strafblad.", "leefgebied:delictgeschiedenis"),
        ("Jongen gaat niet meer naar school.", "leefgebied:werk_leren"),
        ("De buren zijn bang.", "omgeving:buren"),
        ("De opvang heeft hem geschorst.", "vast:zorg"),
        ("De officier heeft de zaak geseponeerd.", "vast:straf"),
        ("De GGD, de corporatie en de ggz kregen hem niet mee.", "vast:wonen"),
    ],
)
def test_een_feit_wordt_gevonden(tekst, feit):
    assert _feiten(tekst).get(feit) is True


@pytest.mark.parametrize(
    ("tekst", "feit"),
    [
        ("Er is geen politie of overlast.", "gedrag:overlast"),
        ("Dreiging, geweld of overlast is er niet.", "gedrag:geweld"),
        ("Dreiging, geweld of overlast is er niet.", "gedrag:overlast"),
        ("Geen signalen van strafbare dingen of overlast.", "gedrag:overlast"),
        ("Hij leeft zonder schulden.", "leefgebied:geld"),
        ("Hij was vroeger dakloos.", "leefgebied:wonen"),
        ("Vroeger dakloos, veel schulden, nu rustig.", "leefgebied:geld"),
        ("Diefstallen, psychose in verleden, bedreigt buren.", "leefgebied:welzijn"),
        ("Misschien zijn er schulden.", "leefgebied:geld"),
        ("Ik weet niet of er schulden zijn.", "leefgebied:geld"),
    ],
)
def test_wat_ontkend_vroeger_of_onzeker_is_telt_niet(tekst, feit):
    assert _feiten(tekst).get(feit) is False


@pytest.mark.parametrize(
    ("tekst", "feit"),
    [
        ("Hij heeft niet alleen schulden maar ook een drankprobleem.", "leefgebied:geld"),
        ("Geen verslaving, wel schulden.", "leefgebied:geld"),
        ("Hij is niet dakloos, hij heeft schulden.", "leefgebied:geld"),
        ("Vroeger werkte hij, nu heeft hij schulden.", "leefgebied:geld"),
        ("Diefstallen, psychose in verleden, bedreigt buren.", "gedrag:dreiging"),
        ("Diefstallen, psychose in verleden, bedreigt buren.", "leefgebied:delict"),
    ],
)
def test_een_ontkenning_reikt_niet_te_ver(tekst, feit):
    assert _feiten(tekst).get(feit) is True


def test_het_eigen_beroep_is_geen_keten():
    assert "keten:straf" not in _feiten("Ik werk bij de politie en zie een man met schulden.")
    assert "keten:straf" in _feiten("De politie kent hem.")


def test_een_delict_van_vroeger_is_delictgeschiedenis():
    conclusie = lees_casus(
        "Jaren geleden heeft hij ingebroken. Nu drinkt hij, heeft schulden en bedreigt de buren.",
    ).conclusies["multiprobleem"]
    assert "delictgeschiedenis" in conclusie.onderdelen
    assert "delict" not in conclusie.onderdelen


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Man is psychotisch en slaat voorbijgangers.", {"zorgcomponent": "ja"}),
        ("Mevrouw is eenzaam. Er is geen overlast.", {"veiligheidscomponent": "nee"}),
        ("De hulp is net gestart en dat slaat goed aan.", {"ketenoverstijgend": "nee"}),
        ("Zorg en politie moeten hier samen in optrekken.", {"ketenoverstijgend": "ja"}),
        (
            "De reclassering krijgt hem niet op afspraken en de ggz heeft hem uitgeschreven.",
            {"ketenoverstijgend": "ja", "regulier_doorlopen": "ja"},
        ),
    ],
)
def test_wat_duidelijk_is_wordt_een_antwoord(tekst, verwacht):
    assert verwacht.items() <= _criteria(tekst).items()


@pytest.mark.parametrize(
    "tekst",
    [
        "Ik heb een lastige vent in mijn wijk.",
        "Er woont hier een gezin waar altijd wel wat mee is.",
        "Wat is een procescoördinator?",
    ],
)
def test_wat_niet_duidelijk_is_blijft_open(tekst):
    assert _criteria(tekst) == {}


def test_een_conclusie_wijst_aan_waaruit_zij_blijkt():
    tekst = "Hij drinkt. De buren zijn bang."
    reden = lees_casus(tekst).conclusies["systeem"].redenen[0]
    assert tekst[reden.begin : reden.eind] == "buren zijn bang"


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "melding"),
    [
        (
            "leefgebieden.yml",
            "- strafblad",
            "- st*",
            r"leefgebieden\.yml, regel \d+, veld 'delictg",
        ),
        ("zorg.yml", "soort: zorg", "sort: zorg", r"zorg\.yml, regel \d+: veld 'soort'"),
        ("ketens.yml", "@zorgpartij", "@zorgpartei", r"ketens\.yml, .*'@zorgpartei' bestaat niet"),
        ("context.yml", "geen: 5", "geen: veel", r"context\.yml, regel \d+, veld 'geen'"),
        ("begrippen.yml", "begrippen:", "begrip:", r"begrippen\.yml, regel \d+: veld 'begrippen'"),
    ],
)
def test_een_fout_in_een_lijst_noemt_bestand_regel_en_veld(tmp_path, bestand, oud, nieuw, melding):
    shutil.copytree(lexiconbestand.MAP, tmp_path, dirs_exist_ok=True)
    tekst = (tmp_path / bestand).read_text(encoding="utf-8")
    assert oud in tekst
    (tmp_path / bestand).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(BestandFout, match=melding):
        casuslexicon.laad(tmp_path)
