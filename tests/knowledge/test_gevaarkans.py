"""De geleerde kans op gevaar: het bestand, en wat tijd en ontkenning ermee doen."""

from __future__ import annotations

import pytest

from knowledge import gevaarkans, gevaarzinnen
from knowledge.gevaar import lees_gevaar
from knowledge.gevaarkans import kans
from knowledge.yamlbestand import BestandFout


def test_het_model_is_geleerd_uit_de_zinnen_die_er_nu_staan():
    assert gevaarkans.kansmodel().vingerafdruk == gevaarzinnen.vingerafdruk(), "draai make gevaar"


def test_elke_zin_staat_aan_een_kant():
    per_tekst: dict[str, set[bool]] = {}
    for zin in gevaarzinnen.gevaarzinnen():
        per_tekst.setdefault(zin.tekst.lower(), set()).add(zin.gevaar)

    assert [tekst for tekst, kanten in per_tekst.items() if len(kanten) > 1] == []


def test_een_zin_met_keuzes_geeft_steeds_dezelfde_varianten():
    varianten = gevaarzinnen.varianten("(hij|zij) ligt in (de sloot|het water|de vijver)", 4)

    assert len(set(varianten)) == 4
    assert varianten == gevaarzinnen.varianten(
        "(hij|zij) ligt in (de sloot|het water|de vijver)", 4
    )
    assert all(
        variant.startswith(("hij ligt in ", "zij ligt in ")) and "|" not in variant
        for variant in varianten
    )


@pytest.mark.parametrize(
    "tekst",
    ["xyzzy", "x" * 2000, "hm", "Velsen", "wonen", "?!", "mes", "bericht 2", "dit is bericht 2"],
)
def test_een_bericht_dat_niets_zegt_is_geen_gevaar(tekst):
    assert lees_gevaar(tekst) is None


def test_een_woord_over_vroeger_maakt_de_kans_kleiner():
    normen = ["hij", "stond", "met", "een", "mes", "voor", "de", "deur"]

    assert kans(normen, {"tegen", "verleden"}) < kans(normen, {"nu"})


@pytest.mark.parametrize(
    ("regels", "melding"),
    [
        (["uit\tabc\tbasis"], r"model\.tsv, regel 1: .*'basis'"),
        (["uit\tabc\tbasis\tveel"], r"model\.tsv, regel 1, veld 'gewicht'"),
        (["uit\tabc\tbasis\t-1", "letters\tmes\t2"], r"model\.tsv, regel 2: "),
        (["uit\tabc\tbasis\t-1", "cijfers\tmes\t2\t1"], r"model\.tsv, regel 2: "),
        (["uit\tabc\tbasis\t-1", "letters\tmes\t2\tx"], r"model\.tsv, regel 2, veld 'gewicht'"),
    ],
)
def test_een_fout_in_het_model_noemt_bestand_en_regel(tmp_path, regels, melding):
    pad = tmp_path / "model.tsv"
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")

    with pytest.raises(BestandFout, match=melding):
        gevaarkans.laad(pad)
