from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from knowledge import gevaar, gevaarwoorden
from knowledge.gevaar import lees_gevaar
from knowledge.yamlbestand import BestandFout
from tests.groei import groeit_rechtlijnig

if TYPE_CHECKING:
    from collections.abc import Iterator

ZINNEN = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "gevaar.yml").read_text(encoding="utf-8"),
)
MEESTE_VALS = 0.02
TRAAG = [
    "mes ",
    "hij stond gisteren met een mes voor de deur ",
    "staat vaak met een mes bij de deur ",
    "als iemand nu staat met een mes ",
    "staat met ",
    "heeft een op de in ",
    "nu ",
    "zo nu en dan mes ",
    "stel dat nu een mes ",
    "als iemand nu mes bijl slaat brand baby dak springt water pillen ",
    "a",
    ".",
    "é",
    "a\u0301\u0301\u0301",
    "\ufdfa",
    "a'",
]


def zinnen(kant: str) -> Iterator[str]:
    for groep in ZINNEN[kant].values():
        yield from groep


def test_gevaar_nu_wordt_gevonden():
    alle = list(zinnen("gevaar"))
    gemist = [zin for zin in alle if lees_gevaar(zin) is None]

    assert len(alle) >= 180
    assert gemist == []


def test_zonder_gevaar_nu_zelden_alarm():
    alle = list(zinnen("geen_gevaar"))
    vals = [zin for zin in alle if lees_gevaar(zin) is not None]

    assert len(alle) >= 310
    assert len(vals) <= MEESTE_VALS * len(alle), vals


def test_de_plaats_van_het_gevaar_ligt_in_de_tekst():
    for zin in zinnen("gevaar"):
        gevonden = lees_gevaar(zin)
        assert gevonden is not None
        assert 0 <= gevonden.begin < gevonden.eind <= len(zin)


@pytest.mark.parametrize(
    ("zin", "soort"),
    [
        ("buurman staat met een bijl in de tuin", "wapen"),
        ("er is brand in de flat", "brand"),
        ("hij ligt bewusteloos op de grond", "medisch"),
        ("ze zit op de rand van het viaduct", "suicide_nu"),
        ("de peuter hangt uit het raam", "kind_in_gevaar"),
        ("we zitten opgesloten in de spreekkamer", "bedreiging_professional"),
    ],
)
def test_de_soort_past_bij_het_gevaar(zin: str, soort: str):
    gevonden = lees_gevaar(zin)
    assert gevonden is not None
    assert gevonden.soort == soort


def test_gevaar_achter_een_lang_verhaal_wordt_gevonden():
    verhaal = "Meneer is al jaren bekend bij de ggz en heeft schulden. " * 200
    zin = "Er staat nu iemand met een mes voor de deur."
    gevonden = lees_gevaar(verhaal + zin)
    assert gevonden is not None
    assert gevonden.begin >= len(verhaal)


@pytest.mark.parametrize(
    "zin",
    [
        "ER STAAT EEN MAN MET EEN MES VOOR DE DEUR",
        "er stáát een mán mét een més voor de deur",
        "er staaaat een man met een mes voor de deur",
        "er staat een man met een me\u00ads voor de deur",
    ],
)
def test_hoofdletters_accenten_en_uitgerekte_letters_maken_niet_uit(zin: str):
    assert lees_gevaar(zin) is not None


@pytest.mark.parametrize(
    ("zin", "gevaar_nu"),
    [
        ("hij slaat nu zijn vrouw, waar kan ik dat melden", True),
        ("ze wordt op dit moment mishandeld waar meld ik dat", True),
        ("er staat nu een man met een mes op het plein, bij wie meld ik dat?", True),
        ("vader slaat zijn zoontje momenteel. welk meldpunt is dat", True),
        ("hij sloeg haar vorige week, waar meld ik dat", False),
        ("man slaat vaak zijn vrouw waar kan ik dat melden", False),
    ],
)
def test_een_vraag_naar_de_weg_maakt_gevaar_nu_niet_kleiner(zin: str, gevaar_nu: bool):
    assert (lees_gevaar(zin) is not None) is gevaar_nu


@pytest.mark.parametrize("stuk", TRAAG, ids=range(len(TRAAG)))
def test_een_lang_bericht_kost_naar_verhouding_niet_meer(stuk: str):
    assert groeit_rechtlijnig(lees_gevaar, stuk)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_elke_tekst_kan_worden_gelezen(tekst: str):
    gevonden = lees_gevaar(tekst)
    assert gevonden is None or 0 <= gevonden.begin < gevonden.eind <= len(tekst)


def kapot(tmp_path: Path, oud: str, nieuw: str) -> Path:
    tekst = gevaarwoorden.BESTAND.read_text(encoding="utf-8")
    assert oud in tekst
    pad = tmp_path / "gevaar.yml"
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    return pad


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        (
            "kort_bericht: 35",
            "kort_berich: 30",
            r"gevaar\.yml, regel \d+: veld 'kort_bericht' ontbreekt",
        ),
        (
            "kort_bericht: 35",
            "kort_bericht: veel",
            r"gevaar\.yml, regel \d+, veld 'kort_bericht': ",
        ),
        ("reden: er is nu geweld", "reden: 3", r"gevaar\.yml, regel \d+, veld 'reden': "),
        ("      - with a @wapen", "      - with a @wappen", r"regel \d+, veld 'altijd': .*@wappen"),
        ("      - with a @wapen", "      - .. a @wapen", r"regel \d+, veld 'altijd': .*vast woord"),
        ("begrippen:", "begrippen: [", r"gevaar\.yml, regel \d+: geen geldige YAML"),
    ],
)
def test_een_fout_in_de_lijst_noemt_regel_en_veld(tmp_path, oud, nieuw, melding):
    with pytest.raises(BestandFout, match=melding):
        gevaarwoorden.laad(kapot(tmp_path, oud, nieuw))


def test_een_woord_in_de_lijst_verandert_de_uitkomst(tmp_path, monkeypatch):
    zin = "hij staat met een hellebaard voor de deur"
    assert soort_van(zin) != "wapen"
    pad = kapot(tmp_path, "    - keukenmes", "    - keukenmes\n    - hellebaard")
    lijst = gevaarwoorden.laad(pad)
    monkeypatch.setattr(gevaar, "gevaarwoorden", lambda: lijst)
    assert soort_van(zin) == "wapen"


def soort_van(zin: str) -> str | None:
    gevonden = lees_gevaar(zin)
    return gevonden.soort if gevonden else None


@pytest.mark.parametrize("vraag", ["Waar kan ik dit melden?", "Wie moet ik bellen?"])
@pytest.mark.parametrize(
    "zin",
    [
        "Er hangt nu een peuter van een jaar of drie uit het zolderraam en niemand doet open.",
        "Er wordt hier op dit moment geschoten.",
        "De buren horen een baby gillen en vader slaat alles kort en klein, nu bezig.",
    ],
)
def test_een_vraag_ervoor_maakt_gevaar_niet_minder(vraag: str, zin: str):
    assert lees_gevaar(zin)
    assert lees_gevaar(f"{vraag} {zin}")
