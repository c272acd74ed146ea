"""De geleerde soort probleem: de zinnen, het model en wanneer er gevraagd wordt."""

from __future__ import annotations

import pytest

from knowledge import probleemkans, probleemzinnen
from knowledge.casuswoorden import problemen
from knowledge.probleemlezing import lees_probleem
from knowledge.yamlbestand import BestandFout


def test_het_model_is_geleerd_uit_de_zinnen_die_er_nu_staan():
    assert probleemkans.probleemmodel().vingerafdruk == probleemzinnen.vingerafdruk(), (
        "draai make probleem"
    )


def test_elke_soort_behalve_gevaar_heeft_genoeg_eigen_zinnen():
    aantal: dict[str, set[str]] = {}
    for zin in probleemzinnen.kale_zinnen():
        aantal.setdefault(zin.probleem, set()).add(zin.bron)

    assert set(aantal) == set(problemen()) - {"acuut_gevaar"}
    assert min(map(len, aantal.values())) >= 40


def test_de_kansen_zijn_samen_hooguit_een_en_de_hoogste_staat_vooraan():
    rij = probleemkans.kansen("gezin kan de energierekening al maanden niet betalen")

    assert 0.9 < sum(een.kans for een in rij) <= 1
    assert [een.kans for een in rij] == sorted((een.kans for een in rij), reverse=True)
    assert rij[0].probleem == "schulden"


@pytest.mark.parametrize(
    ("tekst", "probleem"),
    [
        ("ze wordt sinds de breuk overal opgewacht door die gast", "stalking"),
        ("in het park worden elke avond bankjes gesloopt en mensen uitgejouwd", "gebied"),
        ("de gezinsvoogd van het kind belt nooit terug", "jeugdbescherming"),
    ],
)
def test_een_beschrijving_zonder_trefwoord_wordt_toch_herkend(tekst: str, probleem: str):
    assert lees_probleem(tekst).zeker == probleem


def test_twijfel_geeft_keuzes_en_geen_gok():
    gelezen = lees_probleem("er is iets met die familie, het zit niet lekker")

    assert gelezen.zeker is None


@pytest.mark.parametrize(
    "tekst",
    ["Voor wie is de levensloopaanpak bedoeld?", "wie heeft gisteren gewonnen, ajax of psv"],
)
def test_een_vraag_zonder_probleem_houdt_bijna_geen_kans_over(tekst: str):
    assert sum(een.kans for een in probleemkans.kansen(tekst)) < 0.3


@pytest.mark.parametrize("tekst", ["Haarlem", "ja", "xyzzy", "?!", "", "wat is AVE"])
def test_een_bericht_zonder_probleem_krijgt_geen_soort(tekst: str):
    assert lees_probleem(tekst).zeker is None


def test_gevaar_van_nu_gaat_altijd_voor():
    gelezen = lees_probleem("hij heeft schulden en staat nu met een mes voor de deur te zwaaien")

    assert gelezen.zeker == "acuut_gevaar"


@pytest.mark.parametrize(
    ("regels", "fout"),
    [
        (["iets anders"], "regel 1"),
        (["uit\tx\tsoorten\ta b", "1"], "verwacht 2 getallen"),
        (["uit\tx\tsoorten\ta b", "1 2", "letters\tk\t1"], "regel 3: verwacht familie"),
        (["uit\tx\tsoorten\ta b", "1 2", "letters\tk\t1\t3 x"], "regel 3, veld 'gewicht'"),
    ],
)
def test_een_kapot_model_noemt_bestand_en_regel(tmp_path, regels: list[str], fout: str):
    pad = tmp_path / "model.tsv"
    pad.write_text("\n".join([*regels, ""] if len(regels) > 1 else [*regels, "x"]))
    with pytest.raises(BestandFout, match=r"model\.tsv") as gemeld:
        probleemkans.laad(pad)

    assert fout in str(gemeld.value)


def test_een_zin_die_er_twee_keer_staat_wordt_geweigerd(tmp_path):
    bron = probleemzinnen.BESTAND.read_text(encoding="utf-8")
    eerste = next(regel for regel in bron.splitlines() if regel.startswith("    - "))
    pad = tmp_path / "zinnen.yml"
    pad.write_text(f"{bron}{eerste}\n", encoding="utf-8")
    with pytest.raises(BestandFout, match="deze zin staat ook op regel"):
        probleemzinnen.probleemzinnen(pad)
