"""De betekenis van zinnen: het taalmodel, het bewaarde bestand en de kop erop."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import artikelbetekenis, betekenis, betekeniskans, vectorbestand
from knowledge.betekeniskans import Kop
from knowledge.yamlbestand import BestandFout

nodig = pytest.mark.skipif(
    not betekenis.beschikbaar(), reason="het taalmodel kan op deze machine niet draaien"
)


@nodig
def test_dezelfde_vraag_in_andere_woorden_ligt_dichterbij_dan_een_andere_vraag():
    vraag, zelfde, anders = betekenis.vectoren(
        [
            "Mag ik gegevens van een cliënt delen met de politie?",
            "is het toegestaan om info over iemand aan agenten te geven",
            "hoeveel gemeenten heeft de regio",
        ]
    )

    assert vraag @ zelfde > vraag @ anders + 0.03


@nodig
@pytest.mark.parametrize("tekst", ["", "\0", "😀" * 500, "a" * 50_000])
def test_elke_tekst_heeft_een_eindige_vector_van_lengte_een(tekst):
    gevonden = betekenis.vector(tekst)

    assert gevonden is not None
    assert np.linalg.norm(gevonden) == pytest.approx(1.0, abs=1e-3)


@nodig
def test_wat_na_het_begin_komt_telt_niet():
    begin = "wie pakt dit op " * 25

    assert np.array_equal(betekenis.vector(begin), betekenis.vector(begin + "in Haarlem"))


@nodig
def test_het_bewaarde_bestand_geeft_dezelfde_betekenis_als_het_taalmodel():
    teksten = artikelbetekenis.teksten()[::700]
    bewaard, vers = betekenis.vectoren(teksten), betekenis.bereken(teksten)

    assert len(teksten) > 5
    assert (bewaard * vers).sum(axis=1).min() > 0.99


def test_elke_zin_van_de_artikelen_staat_in_het_bestand():
    bekend = vectorbestand.bewaard()
    ontbreekt = [
        tekst
        for tekst in artikelbetekenis.teksten()
        if vectorbestand.sleutel(tekst.strip()[: betekenis.HOOGSTENS_TEKENS]) not in bekend
    ]

    assert ontbreekt == [], "draai make betekenis"


def test_zonder_taalmodel_is_er_geen_betekenis(monkeypatch):
    monkeypatch.setattr(betekenis, "beschikbaar", lambda: False)

    assert betekenis.vector("mag ik dit delen") is None


def test_een_processor_zonder_avx2_laadt_het_taalmodel_niet(monkeypatch, tmp_path):
    oud = tmp_path / "cpuinfo"
    oud.write_text("flags : sse sse2 avx\n")
    monkeypatch.setattr(betekenis, "_PROCESSOR", oud)
    monkeypatch.setattr(betekenis.platform, "machine", lambda: "x86_64")

    assert betekenis.beschikbaar.__wrapped__() is False


def test_schrijven_en_lezen_houdt_de_richting_en_dezelfde_invoer_geeft_hetzelfde(tmp_path):
    rijen = np.random.default_rng(1).normal(size=(3, vectorbestand.LENGTE)).astype(np.float32)
    namen = ["een", "twee", "drie"]
    een, twee = tmp_path / "een.npy", tmp_path / "twee.npy"
    vectorbestand.schrijf(namen, vectorbestand.afgerond(rijen), een)
    vectorbestand.schrijf(namen[::-1], vectorbestand.afgerond(rijen[::-1]), twee)

    gelezen = vectorbestand.lees(een)[vectorbestand.sleutel("twee")].astype(np.float32)
    assert een.read_bytes() == twee.read_bytes()
    assert gelezen @ rijen[1] / np.linalg.norm(gelezen) / np.linalg.norm(rijen[1]) > 0.999


@pytest.mark.parametrize("inhoud", [b"", b"geen vectoren"])
def test_een_kapot_bestand_geeft_een_zin_met_wat_te_doen(tmp_path, inhoud):
    pad = tmp_path / "betekenis.npy"
    pad.write_bytes(inhoud)

    with pytest.raises(BestandFout, match=r"betekenis\.npy.*make betekenis"):
        vectorbestand.lees(pad)


def test_een_bestand_met_een_andere_vorm_wordt_geweigerd(tmp_path):
    pad = tmp_path / "betekenis.npy"
    np.save(pad, np.zeros(3))

    with pytest.raises(BestandFout, match="andere vorm"):
        vectorbestand.lees(pad)


def test_een_kop_geeft_kansen_die_samen_een_zijn(tmp_path):
    pad = tmp_path / "kop.npz"
    kop = Kop("x", ("a", "b"), np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2))
    betekeniskans.schrijf(kop, pad)
    logs = betekeniskans.logkansen(betekeniskans.laad(pad), np.array([2.0, 0.0], np.float32))

    assert sum(np.exp(list(logs.values()))) == pytest.approx(1.0)
    assert logs["a"] > logs["b"]


def test_mengen_volgt_de_betekenis_als_de_woorden_twijfelen():
    woorden = [("a", 0.5), ("b", 0.5)]
    gemengd = betekeniskans.gemengd(woorden, {"a": np.log(0.1), "b": np.log(0.9)}, 0.5)

    assert gemengd[0][0] == "b"
    assert sum(kans for _, kans in gemengd) == pytest.approx(1.0)


def test_een_kop_zonder_de_goede_velden_wordt_geweigerd(tmp_path):
    pad = tmp_path / "kop.npz"
    np.savez(pad, namen=np.array(["a"]))

    with pytest.raises(BestandFout, match=r"kop\.npz"):
        betekeniskans.laad(pad)
