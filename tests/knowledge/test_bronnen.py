from pathlib import Path

import pytest

from knowledge.bronnen import BronFout, bronnen, lees_bronnen, verwijs
from knowledge.yamlbestand import BestandFout

GOED = """bronnen:
  - document: X1
    titel: Een titel
    jaar: 2020
    uitgever: Iemand
    status: geldend
    zekerheid: A
    paragrafen:
      - 1.1 Begin
      - titel: Losse kop
        zekerheid: B
"""


def schrijf(map_: Path, tekst: str) -> Path:
    pad = map_ / "bronnen.yml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_de_drie_documenten_en_de_latere_bronnen_zijn_er() -> None:
    assert {"S1", "S2", "S3", "WGS", "Wvggz", "meldcode", "levensloopaanpak"} <= set(bronnen())
    assert bronnen()["S1"].jaar == 2013


@pytest.mark.parametrize("paragraaf", ["4.2", "5.8 Financiering", "5.8", "5.5.1", "5.10"])
def test_een_paragraaf_is_te_vinden_op_nummer_en_op_kop(paragraaf: str) -> None:
    assert bronnen()["S1"].heeft(paragraaf)


@pytest.mark.parametrize("paragraaf", ["9.9", "4", "5.11", "", "Financiering van vroeger"])
def test_een_paragraaf_die_er_niet_is_bestaat_niet(paragraaf: str) -> None:
    assert not bronnen()["S1"].heeft(paragraaf)


def test_een_verwijzing_draagt_de_hele_kop_en_leest_kort() -> None:
    verwijzing = verwijs("S1", "4.2")
    assert verwijzing.tekst() == "Landelijk kader Veiligheidshuizen (2013), 4.2"
    assert verwijzing.als_bericht() == {
        "document": "S1",
        "paragraaf": "4.2 Focus: ketenoverstijgende aanpak van complexe problematiek",
        "jaar": 2013,
    }


def test_een_kop_zonder_nummer_staat_voluit_in_de_verwijzing() -> None:
    assert verwijs("S2", "meerwaarde").tekst().endswith("(2017), Meerwaarde")


@pytest.mark.parametrize(("document", "paragraaf"), [("S9", "1.1"), ("S1", "9.9")])
def test_verwijzen_naar_iets_wat_niet_bestaat_faalt(document: str, paragraaf: str) -> None:
    with pytest.raises(BronFout, match=r"bronnen\.yml"):
        verwijs(document, paragraaf)


def test_een_paragraaf_kan_minder_zeker_zijn_dan_de_bron(tmp_path: Path) -> None:
    bron = lees_bronnen(schrijf(tmp_path, GOED))["X1"]
    assert bron.is_bevestigd("1.1")
    assert not bron.is_bevestigd("Losse kop")


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel", "veld"),
    [
        ("jaar: 2020", "jaar: ooit", 4, "jaar"),
        ("status: geldend", "status: prima", 6, "status"),
        ("zekerheid: A", "zekerheid: C", 7, "zekerheid"),
        ("titel: Een titel", "titel: ''", 3, "titel"),
        ("- 1.1 Begin", "- Losse kop", 8, "paragrafen"),
        ("zekerheid: B", "zekerheid: D", 11, "zekerheid"),
    ],
)
def test_een_fout_noemt_bestand_regel_en_veld(
    tmp_path: Path, oud: str, nieuw: str, regel: int, veld: str
) -> None:
    with pytest.raises(BronFout) as gevangen:
        lees_bronnen(schrijf(tmp_path, GOED.replace(oud, nieuw)))
    assert str(gevangen.value).startswith(f"bronnen.yml, regel {regel}, veld '{veld}'")


def test_een_dubbele_bron_faalt(tmp_path: Path) -> None:
    dubbel = GOED + GOED.removeprefix("bronnen:\n")
    with pytest.raises(BronFout, match="twee keer"):
        lees_bronnen(schrijf(tmp_path, dubbel))


def test_kapotte_yaml_noemt_de_regel(tmp_path: Path) -> None:
    with pytest.raises(BestandFout, match=r"bronnen.yml, regel \d+: geen geldige YAML"):
        lees_bronnen(schrijf(tmp_path, "bronnen:\n  - [\n"))


def test_een_eigen_naam_voor_een_onderwerp_heet_ook_zo() -> None:
    verwijzing = verwijs("meldcode", "Vijf stappen")
    assert verwijzing.tekst().endswith("(2019), onderwerp Vijf stappen")
    assert verwijzing.als_bericht()["paragraaf"] == "Vijf stappen"
    assert not verwijs("S2", "Sturing").onderwerp
