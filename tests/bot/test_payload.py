"""Een knop geldt alleen onveranderd, en alleen in het gesprek waar hij voor gemaakt is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.payload import Keuze, lees, teken

NIEUW = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OUD = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="

deel = st.text(st.characters(codec="utf-8", exclude_characters="~\x1f"), min_size=1, max_size=30)
keuzes = st.builds(Keuze, deel, deel, deel)


@given(deel, keuzes)
def test_een_knop_geeft_precies_zijn_eigen_keuze_terug(gesprek, keuze):
    assert lees([NIEUW], gesprek, teken(NIEUW, gesprek, keuze)) == keuze


@given(deel, deel, keuzes)
def test_een_knop_uit_een_ander_gesprek_telt_niet(gesprek, ander, keuze):
    assume(gesprek != ander)

    assert lees([NIEUW], ander, teken(NIEUW, gesprek, keuze)) is None


@given(deel, keuzes, st.sampled_from(["run", "vraag", "waarde"]), deel)
def test_een_veranderd_deel_maakt_de_knop_ongeldig(gesprek, keuze, veld, nieuw):
    assume(getattr(keuze, veld) != nieuw)
    echt = teken(NIEUW, gesprek, keuze)
    mac = echt.rsplit("~", 1)[1]
    anders = replace(keuze, **{veld: nieuw})

    vals = "~".join(("keuze", anders.run, anders.vraag, anders.waarde, mac))

    assert lees([NIEUW], gesprek, vals) is None


@given(deel, keuzes, st.data())
def test_een_veranderd_teken_waar_dan_ook_maakt_de_knop_ongeldig(gesprek, keuze, data):
    echt = teken(NIEUW, gesprek, keuze)
    plek = data.draw(st.integers(0, len(echt) - 1))
    nieuw = data.draw(st.characters(codec="utf-8"))
    assume(nieuw != echt[plek])

    assert lees([NIEUW], gesprek, echt[:plek] + nieuw + echt[plek + 1 :]) is None


@given(deel, st.text())
def test_gewone_tekst_is_nooit_een_knop(gesprek, tekst):
    assert lees([NIEUW], gesprek, tekst) is None
    assert lees([NIEUW], gesprek, f"keuze~{tekst}") is None


def test_een_knop_van_voor_de_sleutelwissel_telt_nog():
    keuze = Keuze("run", "systeem", "ja")

    assert lees([NIEUW, OUD], "gesprek", teken(OUD, "gesprek", keuze)) == keuze
    assert lees([NIEUW], "gesprek", teken(OUD, "gesprek", keuze)) is None
    assert teken(NIEUW, "gesprek", keuze) != teken(OUD, "gesprek", keuze)
