from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge import casuswoorden
from knowledge.bronnen import bronnen
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.casuswoorden import problemen
from knowledge.yamlbestand import BestandFout

CASUSSEN = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "casussen.yml").read_text(encoding="utf-8"),
)


@pytest.mark.parametrize("geval", CASUSSEN, ids=lambda geval: geval["tekst"][:40])
def test_probleem_en_signalen_worden_gelezen(geval: dict):
    lezing = lees_casus(geval["tekst"])
    assert geval["probleem"] in lezing.problemen[:2]
    assert set(geval.get("signalen", ())) <= lezing.signalen
    assert not set(geval.get("niet", ())) & lezing.signalen


def test_er_zijn_genoeg_testcasussen():
    assert len({geval["tekst"] for geval in CASUSSEN}) >= 80
    assert {geval["probleem"] for geval in CASUSSEN} == set(problemen()) - {"acuut_gevaar"}


@pytest.mark.parametrize("code", problemen())
def test_elk_probleem_heeft_een_bestaande_bron_en_een_korte_titel(code: str):
    probleem = problemen()[code]
    assert probleem.bron["document"] in bronnen()
    assert len(probleem.titel) <= 30


def test_gevaar_nu_staat_vooraan():
    lezing = lees_casus("Man met schulden staat nu met een mes voor de deur te schreeuwen.")
    assert lezing.probleem == "acuut_gevaar"
    assert "schulden" in lezing.problemen


@pytest.mark.parametrize(
    ("tekst", "weg"),
    [
        ("Er zijn geen schulden en geen verslaving, wel ruzie met de buren", "schulden"),
        ("Hij is niet dakloos, hij heeft ruzie met de buren over geluid", "dakloos"),
        ("Van radicalisering is geen sprake, hij spijbelt", "radicalisering"),
    ],
)
def test_wat_ontkend_wordt_is_geen_probleem(tekst: str, weg: str):
    assert weg not in lees_casus(tekst).problemen


def test_een_bevinding_wijst_de_plek_in_de_tekst_aan():
    tekst = "Één bewoner heeft huurachterstand."
    gevonden = [b for b in lees_casus(tekst).bevindingen if b.waarde == "schulden"]
    assert tekst[gevonden[0].begin : gevonden[0].eind] == "huurachterstand"
    assert 0 < gevonden[0].zekerheid <= 1


@pytest.mark.parametrize("tekst", ["", "...", "hoi", "wat is een procescoördinator?"])
def test_zonder_beschrijving_wordt_niets_gelezen(tekst: str):
    assert lees_casus(tekst).bevindingen == ()


@pytest.mark.parametrize(
    "tekst",
    [
        "Bewoner van 44 drinkt, heeft ruzie met alle buren en laat de wijkverpleging niet binnen.",
        "gezin met 3 kinderen, vader zit vast, moeder heeft schulden en school maakt zich zorgen",
        "Jongen van 16 die steeds wegloopt uit de instelling en wordt opgepakt met drugs op zak",
        "Er is hier een groep jongeren die al weken het winkelcentrum onveilig maakt met scooters",
        "Ik zit met een vrouw die door haar ex wordt lastiggevallen. Hoort dat bij jullie?",
    ],
)
def test_een_beschrijving_lijkt_op_een_casus(tekst: str):
    assert lijkt_casus(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "hoi",
        "ik wil een adviesvraag indienen over een cliënt",
        "Wat zijn de criteria om een man met een verslaving aan te melden bij het veiligheidshuis?",
        "Waar kan ik een zorgmijder met schulden in Zwolle melden?",
        "mag ik gegevens van een cliënt delen met de politie als hij dat niet wil",
        "bedankt, daar kan ik mee verder met deze man",
        "stop maar, ik bel ze zelf wel over de overlast van deze bewoner",
        "Hoe lang duurt het voordat ik antwoord krijg op mijn adviesvraag over dat gezin?",
    ],
)
def test_een_vraag_of_opdracht_lijkt_niet_op_een_casus(tekst: str):
    assert not lijkt_casus(tekst)


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("    gewicht: 92", "    gewicht: hoog", r"problemen\.yml, regel \d+, veld 'gewicht'"),
        (
            "      - suicid*",
            "      - su*",
            r"problemen\.yml, regel \d+, veld 'sterk': .*drie letters",
        ),
        ("    titel: Schulden", "    tietel: Schulden", r"problemen\.yml, regel \d+: veld 'titel'"),
        ("    bron: {document: politie}", "    bron: politie", r"regel \d+, veld 'bron'"),
    ],
)
def test_een_fout_in_de_lijst_noemt_regel_en_veld(tmp_path, oud, nieuw, melding):
    tekst = casuswoorden.PROBLEMEN.read_text(encoding="utf-8")
    assert oud in tekst
    pad = tmp_path / "problemen.yml"
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(BestandFout, match=melding):
        casuswoorden.laad(pad, casuswoorden.SIGNALEN)
