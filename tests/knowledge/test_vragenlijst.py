"""Eigenschappen van de vragenmotor, op willekeurige grafen en willekeurig gedrag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vragenlijst import (
    GELEZEN,
    Antwoord,
    NietsOmTerugTeGaan,
    OngeldigAntwoord,
    Optie,
    Stand,
    Voorwaarde,
    Vraag,
    Vragenlijst,
    beantwoord,
    corrigeer,
    loop,
    neem_over,
    stappen,
    terug,
    volgende,
)

WAARDEN = ("ja", "nee", "onbekend")


def maak_vraag(naam, naar, naar_bij=None, **rest):
    opties = tuple(Optie(waarde, waarde) for waarde in WAARDEN)
    return Vraag(naam, f"{naam}?", "omdat", "keuze", opties, naar, naar_bij or {}, **rest)


@st.composite
def lijsten(draw):
    """Een willekeurige vragenlijst zonder kringen: elke vraag wijst alleen vooruit."""
    aantal = draw(st.integers(1, 7))
    namen = [f"v{i}" for i in range(aantal)]
    vragen = {}
    for i, naam in enumerate(namen):
        verder = [*namen[i + 1 :], "klaar", "anders_klaar"]
        naar_bij = draw(
            st.dictionaries(st.sampled_from(WAARDEN), st.sampled_from(verder), max_size=3)
        )
        overslaan = ()
        if i and draw(st.booleans()):
            eerder = draw(st.sampled_from(namen[:i]))
            overslaan = (Voorwaarde({eerder: (draw(st.sampled_from(WAARDEN)),)}),)
        vragen[naam] = maak_vraag(
            naam, draw(st.sampled_from(verder)), naar_bij, overslaan_als=overslaan
        )
    return Vragenlijst("proef", "Proef", "v0", vragen, frozenset({"klaar", "anders_klaar"}))


DADEN = st.lists(
    st.tuples(
        st.sampled_from(["antwoord", "antwoord", "antwoord", "corrigeer", "terug", "neem_over"]),
        st.integers(0, 6),
        st.sampled_from(WAARDEN),
    ),
    max_size=30,
)


def speel(lijst, daden):
    stand = Stand()
    for daad, plek, waarde in daden:
        open_vraag = volgende(lijst, stand)
        naam = f"v{plek % len(lijst.vragen)}"
        if daad == "antwoord" and open_vraag:
            assert open_vraag.id not in stand.antwoorden
            stand = beantwoord(lijst, stand, open_vraag.id, Antwoord(waarde))
        elif daad == "corrigeer" and naam in stand.antwoorden:
            stand = corrigeer(lijst, stand, naam)
        elif daad == "terug" and stand.volgorde:
            stand = terug(lijst, stand)
        elif daad == "neem_over":
            stand = neem_over(lijst, stand, {naam: Antwoord(waarde, herkomst=GELEZEN)})
    return stand


def maak_af(lijst, stand):
    beurten = 0
    while open_vraag := volgende(lijst, stand):
        stand = beantwoord(lijst, stand, open_vraag.id, Antwoord("onbekend"))
        beurten += 1
        assert beurten <= len(lijst.vragen), "het gesprek eindigt niet"
    return stand


@given(lijsten(), DADEN)
def test_elk_gesprek_eindigt_en_vraagt_nooit_wat_bekend_is(lijst, daden):
    stand = maak_af(lijst, speel(lijst, daden))
    assert loop(lijst, stand).einde in lijst.einden


@given(lijsten(), DADEN)
def test_de_uitkomst_is_die_van_een_keer_op_volgorde_antwoorden(lijst, daden):
    stand = maak_af(lijst, speel(lijst, daden))
    pad = loop(lijst, stand)
    opnieuw = Stand()
    while open_vraag := volgende(lijst, opnieuw):
        assert open_vraag.id in pad.gesteld
        opnieuw = beantwoord(lijst, opnieuw, open_vraag.id, stand.antwoorden[open_vraag.id])
    assert loop(lijst, opnieuw).einde == pad.einde
    assert loop(lijst, opnieuw).gesteld == pad.gesteld


@given(lijsten(), DADEN)
def test_een_stand_overleeft_het_bewaren(lijst, daden):
    stand = speel(lijst, daden)
    terug_gelezen = Stand.uit_json(stand.als_json())
    assert terug_gelezen.als_json() == stand.als_json()
    assert volgende(lijst, terug_gelezen) == volgende(lijst, stand)


@given(lijsten(), DADEN)
def test_de_schatting_is_nooit_te_laag(lijst, daden):
    stand = speel(lijst, daden)
    stap, geschat = stappen(lijst, stand)
    nog = 0
    eind = stand
    while open_vraag := volgende(lijst, eind):
        eind = beantwoord(lijst, eind, open_vraag.id, Antwoord("ja"))
        nog += 1
    assert 1 <= stap <= geschat
    assert nog <= geschat - stap + 1


def vertakt():
    return Vragenlijst(
        "proef",
        "Proef",
        "kind",
        {
            "kind": maak_vraag("kind", "doel", {"ja": "meldcode"}),
            "meldcode": maak_vraag("meldcode", "doel"),
            "doel": maak_vraag("doel", "klaar"),
        },
        frozenset({"klaar"}),
    )


def test_een_correctie_laat_antwoorden_van_de_oude_weg_vallen():
    lijst = vertakt()
    stand = Stand()
    for vraag, waarde in (("kind", "ja"), ("meldcode", "nee"), ("doel", "ja")):
        stand = beantwoord(lijst, stand, vraag, Antwoord(waarde))
    stand = beantwoord(lijst, corrigeer(lijst, stand, "kind"), "kind", Antwoord("nee"))
    assert set(stand.antwoorden) == {"kind", "doel"}
    assert loop(lijst, stand).einde == "klaar"


def test_terug_stelt_de_laatste_vraag_opnieuw_en_slaat_gelezen_antwoorden_over():
    lijst = vertakt()
    stand = beantwoord(lijst, Stand(), "kind", Antwoord("ja"))
    stand = neem_over(lijst, stand, {"meldcode": Antwoord("ja", herkomst=GELEZEN)})
    assert volgende(lijst, stand).id == "doel"
    assert volgende(lijst, terug(lijst, stand)).id == "kind"


def test_terug_bij_de_eerste_vraag_zegt_dat_het_niet_kan():
    with pytest.raises(NietsOmTerugTeGaan, match="eerste vraag"):
        terug(vertakt(), Stand())


def test_wat_de_gebruiker_zelf_zei_wordt_niet_overschreven():
    lijst = vertakt()
    stand = beantwoord(lijst, Stand(), "kind", Antwoord("nee"))
    stand = neem_over(lijst, stand, {"kind": Antwoord("ja", herkomst=GELEZEN)})
    assert stand.waarde("kind") == "nee"


def test_een_onbekende_keuze_wordt_geweigerd_en_verandert_niets():
    stand = Stand()
    with pytest.raises(OngeldigAntwoord, match="geen keuze"):
        beantwoord(vertakt(), stand, "kind", Antwoord("misschien"))
    assert stand.antwoorden == {}


@pytest.mark.parametrize(("tekst", "klacht"), [("   ", "leeg"), ("x" * 2001, "te lang")])
def test_een_lege_of_te_lange_tekst_geeft_een_zin(tekst, klacht):
    vraag = Vraag("t", "t?", "u", "tekst", (), "klaar", {})
    lijst = Vragenlijst("p", "P", "t", {"t": vraag}, frozenset({"klaar"}))
    with pytest.raises(OngeldigAntwoord, match=klacht):
        beantwoord(lijst, Stand(), "t", Antwoord(tekst))


@pytest.mark.parametrize(("onderdelen", "waarde"), [(("a",), "nee"), (("a", "b"), "ja")])
def test_onderdelen_tellen_op_tot_ja_vanaf_het_minimum(onderdelen, waarde):
    opties = (
        *(Optie(w, w) for w in WAARDEN),
        Optie("a", "A", onderdeel=True),
        Optie("b", "B", onderdeel=True),
    )
    vraag = Vraag("m", "m?", "u", "meerkeuze", opties, "klaar", {}, minimaal=2)
    lijst = Vragenlijst("p", "P", "m", {"m": vraag}, frozenset({"klaar"}))
    stand = beantwoord(lijst, Stand(), "m", Antwoord("", onderdelen))
    assert stand.waarde("m") == waarde
    assert stand.antwoorden["m"].onderdelen == onderdelen
