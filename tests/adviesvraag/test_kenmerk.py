from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviesvraag import kenmerk
from tests.groei import groeit_rechtlijnig

TEKENS = string.digits + string.ascii_uppercase
REGIOS = [f"VR{nummer:02}" for nummer in range(1, 26)]

kenmerken = st.builds(
    lambda regio, jaar, kies: kenmerk.nieuw(regio, jaar, kies=kies),
    regio=st.sampled_from(REGIOS),
    jaar=st.integers(2000, 2999),
    kies=st.randoms(use_true_random=False).map(lambda toeval: toeval.choice),
)


def _kaal(tekst: str) -> str:
    return tekst.replace("-", "")


@pytest.mark.parametrize(
    ("regio", "begin"), [("VR12", "AV-KL2026-"), ("VR04", "AV-IJ2026-"), ("VR13", "AV-VR132026-")]
)
def test_een_kenmerk_heeft_regio_jaar_en_acht_tekens(regio: str, begin: str) -> None:
    nieuw = kenmerk.nieuw(regio, 2026)
    assert nieuw.startswith(begin)
    assert re.fullmatch("[2-9A-HJKMNP-TV-Z]{8}", nieuw.removeprefix(begin))


def test_het_alfabet_heeft_dertig_tekens() -> None:
    assert len(set(kenmerk.ALFABET)) == len(kenmerk.ALFABET) == 30
    assert re.fullmatch("[2-9A-HJKMNP-TV-Z]+", kenmerk.ALFABET)


def test_kenmerken_zijn_niet_te_raden_en_botsen_niet() -> None:
    gemaakt = [kenmerk.nieuw("VR12", 2026) for _ in range(5000)]
    assert len(set(gemaakt)) == 5000
    for plaats in range(-8, 0):
        assert {k[plaats] for k in gemaakt} == set(kenmerk.ALFABET)


@pytest.mark.parametrize("kies", [min, max])
def test_een_kiezer_zonder_toeval_geeft_ook_een_geldig_kenmerk(kies) -> None:
    nieuw = kenmerk.nieuw("VR12", 2026, kies=kies)
    assert kenmerk.lees(nieuw) == nieuw


@pytest.mark.parametrize(
    ("regio", "jaar"), [("KL", 2026), ("VR1", 2026), ("vr12", 2026), ("VR12", 26), ("VR12", 12026)]
)
def test_een_verkeerde_regio_of_een_verkeerd_jaar_wordt_geweigerd(regio: str, jaar: int) -> None:
    with pytest.raises(ValueError, match=r"regiocode|jaar"):
        kenmerk.nieuw(regio, jaar)


@given(kenmerken)
def test_elk_enkel_verkeerd_teken_valt_op(goed: str) -> None:
    kaal = _kaal(goed)
    for plaats in range(len(kaal)):
        for teken in TEKENS.replace(kaal[plaats], ""):
            fout = kaal[:plaats] + teken + kaal[plaats + 1 :]
            assert kenmerk.lees(fout) is None, fout
            if plaats >= len(kaal) - 8:
                assert kenmerk.lijkt_op_kenmerk(fout), fout


@given(kenmerken)
def test_elke_verwisseling_van_twee_buren_valt_op(goed: str) -> None:
    kaal = _kaal(goed)
    for plaats in range(len(kaal) - 1):
        een, twee = kaal[plaats : plaats + 2]
        if een != twee:
            fout = kaal[:plaats] + twee + een + kaal[plaats + 2 :]
            assert kenmerk.lees(fout) is None, fout


scheiding = st.sampled_from(["", " ", "-", ".", "  ", " - ", "–", "\u2011", "\u00a0", "\n"])


@given(kenmerken, st.data())
def test_hoofdletters_spaties_en_streepjes_maken_niet_uit(goed: str, data: st.DataObject) -> None:
    delen = []
    for teken in _kaal(goed):
        delen.append(data.draw(st.sampled_from([teken, teken.lower()])))
        delen.append(data.draw(scheiding))
    rommelig = "".join(delen)
    assert kenmerk.lees(rommelig) == goed
    assert kenmerk.vind(f"Mijn kenmerk is {rommelig}, dank u.") == (goed,)
    assert not kenmerk.lijkt_op_kenmerk(f"Mijn kenmerk is {rommelig}.")


@pytest.mark.parametrize("tekst", ["", "hallo", "AV-KL2026-", "AV-VR122026-7H3KQ9XM", "٢" * 16])
def test_iets_anders_is_geen_kenmerk(tekst: str) -> None:
    assert kenmerk.lees(tekst) is None
    assert kenmerk.vind(tekst) == ()


def test_een_kleefletter_ij_wordt_gelezen() -> None:
    goed = kenmerk.nieuw("VR04", 2026)
    assert kenmerk.lees(goed.replace("IJ", "\u0133")) == goed


def test_in_een_tekst_worden_alle_kenmerken_een_keer_gevonden() -> None:
    een, twee = kenmerk.nieuw("VR12", 2026), kenmerk.nieuw("VR09", 2025)
    tekst = f"status van {een.lower()} en ({twee})? Dus {een}, x{twee} niet."
    assert kenmerk.vind(tekst) == (een, twee)


def test_een_kenmerk_midden_in_een_woord_telt_niet() -> None:
    goed = kenmerk.nieuw("VR12", 2026)
    assert kenmerk.vind(f"N{goed}") == ()
    assert kenmerk.vind(f"{goed}7") == ()


@pytest.mark.parametrize(
    "maak_fout",
    [
        pytest.param(lambda k: k[:-1], id="teken te weinig"),
        pytest.param(lambda k: k + "4", id="teken te veel"),
        pytest.param(lambda k: k.replace("2026", "2O26"), id="letter O in het jaar"),
        pytest.param(lambda k: k.replace("KL", "KM"), id="andere regio"),
        pytest.param(lambda k: k.replace("KL2026", "VR12 2026"), id="regiocode"),
    ],
)
def test_een_bijna_goed_kenmerk_wordt_herkend_als_fout(maak_fout) -> None:
    fout = maak_fout(kenmerk.nieuw("VR12", 2026))
    assert kenmerk.vind(fout) == ()
    assert kenmerk.lijkt_op_kenmerk(f"wat is de status van {fout}?")


@pytest.mark.parametrize(
    "tekst",
    ["Wat is AVE 3?", "In 2026 deden wij een aanvraag", "Bel 023 5678901"],
)
def test_gewone_tekst_lijkt_niet_op_een_kenmerk(tekst: str) -> None:
    assert not kenmerk.lijkt_op_kenmerk(tekst)


def test_naast_een_goed_kenmerk_valt_een_fout_kenmerk_ook_op() -> None:
    goed = kenmerk.nieuw("VR12", 2026)
    fout = goed[:-1] + ("2" if goed[-1] != "2" else "3")
    assert not kenmerk.lijkt_op_kenmerk(goed)
    assert kenmerk.lijkt_op_kenmerk(f"{goed} of {fout}")


@pytest.mark.parametrize("stuk", ["AV", "A ", "AV-KL2026-", "AV-KL2026-7H3KQ9XM ", "A - V - "])
def test_een_lange_tekst_kost_naar_verhouding_niet_meer(stuk: str) -> None:
    assert groeit_rechtlijnig(kenmerk.vind, stuk)
    assert groeit_rechtlijnig(kenmerk.lijkt_op_kenmerk, stuk)
