"""Hygiëne van de voorbeeldzinnen: geen dubbele, geen lekken, geen persoonsgegevens."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from ruamel.yaml import YAML

WORTEL = Path(__file__).parents[2]
TRAINING = sorted((WORTEL / "bot" / "data" / "nlu").glob("*.yml"))
TOETSSET = Path(__file__).parent / "data" / "uitspraken.yml"
INTENTIES_DOC = WORTEL / "docs" / "intenties.md"

MINIMUM_VOORBEELDEN = 30
MINIMUM_TOETSZINNEN = 6
KENMERK = re.compile(r"AV-(?:KL|IJ|VR\d\d)-?\d{4}-[2-9A-HJKMNP-TV-Z]{8}", re.IGNORECASE)
CIJFERREEKS = re.compile(r"(?:\d[ .\-/]?){6,}")
PERSOONLIJK = re.compile(r"@|https?:|www\.|\b\d{4} ?[A-Z]{2}\b|\bNL\d{2}", re.IGNORECASE)


def vouw(zin: str) -> str:
    """Maakt zinnen vergelijkbaar: kleine letters, geen leestekens, enkele spaties."""
    return " ".join(re.findall(r"\w+", zin.lower())) or zin.strip()


def lees_yaml(pad: Path):
    return YAML(typ="safe").load(pad.read_text(encoding="utf-8"))


def lees_training() -> dict[str, list[str]]:
    voorbeelden: dict[str, list[str]] = defaultdict(list)
    for pad in TRAINING:
        for blok in lees_yaml(pad)["nlu"]:
            regels = blok["examples"].splitlines()
            voorbeelden[blok["intent"]] += [regel.removeprefix("- ") for regel in regels]
    return voorbeelden


def lees_doc() -> dict[str, list[str]]:
    """Leest de tabel uit de docs: per intentie de drie voorbeelden."""
    rijen = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", INTENTIES_DOC.read_text(encoding="utf-8"), re.M
    )
    return {naam: voorbeelden.strip().split("<br>") for naam, _, voorbeelden in rijen}


@pytest.fixture(scope="module")
def training() -> dict[str, list[str]]:
    return lees_training()


@pytest.fixture(scope="module")
def toetsset() -> dict[str, list[str]]:
    return lees_yaml(TOETSSET)


@pytest.mark.parametrize("pad", TRAINING, ids=lambda pad: pad.stem)
def test_bestand_heeft_de_vorm_die_rasa_leest(pad):
    inhoud = lees_yaml(pad)

    assert inhoud["version"] == "3.1"
    for blok in inhoud["nlu"]:
        assert set(blok) == {"intent", "examples"}
        fout = [regel for regel in blok["examples"].splitlines() if not regel.startswith("- ")]
        assert fout == []


def test_een_intentie_staat_in_precies_een_bestand():
    intenties = [blok["intent"] for pad in TRAINING for blok in lees_yaml(pad)["nlu"]]

    assert [naam for naam, aantal in Counter(intenties).items() if aantal > 1] == []


def test_geen_zin_staat_twee_keer_in_de_voorbeelden(training):
    plaatsen = defaultdict(list)
    for intentie, zinnen in training.items():
        for zin in zinnen:
            plaatsen[vouw(zin)].append(intentie)

    assert {zin: waar for zin, waar in plaatsen.items() if len(waar) > 1} == {}


def test_geen_toetszin_staat_in_de_voorbeelden(training, toetsset):
    geleerd = {vouw(zin) for zinnen in training.values() for zin in zinnen}
    getoetst = [zin for zinnen in toetsset.values() for zin in zinnen]

    assert [zin for zin in getoetst if vouw(zin) in geleerd] == []
    assert len({vouw(zin) for zin in getoetst}) == len(getoetst)


def test_elke_intentie_heeft_genoeg_voorbeelden(training):
    te_weinig = {
        intentie: len(zinnen)
        for intentie, zinnen in training.items()
        if len(zinnen) < MINIMUM_VOORBEELDEN
    }

    assert te_weinig == {}


def test_elke_intentie_wordt_getoetst(training, toetsset):
    assert set(toetsset) == set(training)
    assert min(len(zinnen) for zinnen in toetsset.values()) >= MINIMUM_TOETSZINNEN


def test_geen_zin_bevat_iets_dat_op_een_persoonlijk_nummer_of_adres_lijkt(training, toetsset):
    zinnen = [zin for bron in (training, toetsset) for lijst in bron.values() for zin in lijst]

    verdacht = [
        zin
        for zin in zinnen
        if CIJFERREEKS.search(KENMERK.sub("", zin)) or PERSOONLIJK.search(KENMERK.sub("", zin))
    ]

    assert verdacht == []


def test_een_voorbeeld_bevat_geen_opmaak_die_rasa_als_entiteit_leest(training):
    zinnen = [zin for lijst in training.values() for zin in lijst]

    assert [zin for zin in zinnen if re.search(r"\]\s*[({]", zin)] == []


def test_de_docs_noemen_precies_de_intenties_uit_de_voorbeelden(training):
    assert set(lees_doc()) == set(training)


def test_de_docs_geven_drie_voorbeelden_die_echt_in_de_voorbeelden_staan(training):
    for intentie, zinnen in lees_doc().items():
        assert len(zinnen) == 3, intentie
        assert set(zinnen) <= set(training[intentie]), intentie
