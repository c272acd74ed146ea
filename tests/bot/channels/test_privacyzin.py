"""Wat de gebruiker leest als er iets is weggelaten: eerst uitgelegd, daarna kort."""

from __future__ import annotations

from bot.channels.privacyzin import privacybericht

ZEKER = {"privacy": ["NAAM", "BSN"]}
TWIJFEL = {"privacy": ["NAAM"], "privacy_twijfel": ["NAAM"]}


def _zin(meta, uitgelegd):
    return privacybericht("gesprek", meta, uitgelegd)[0]["text"]


def test_de_eerste_keer_staat_erbij_waarom_en_daarna_niet_meer():
    uitgelegd: set[str] = set()

    assert _zin(ZEKER, uitgelegd).startswith("Ik heb een naam en een BSN weggelaten. Dat heb ik")
    assert _zin(ZEKER, uitgelegd) == "Ik heb een naam en een BSN weggelaten."


def test_bij_twijfel_staat_erbij_wat_te_doen_als_het_iets_anders_was():
    zin = _zin(TWIJFEL, {"gesprek"})

    assert zin.startswith("Ik heb wat op een naam leek weggelaten.")
    assert "zeg het dan op een andere manier" in zin


def test_zeker_en_twijfel_staan_samen_in_een_zin():
    meta = {"privacy": ["NAAM", "BSN"], "privacy_twijfel": ["NAAM"]}

    assert _zin(meta, {"gesprek"}).startswith("Ik heb een BSN en wat op een naam leek weggelaten.")


def test_zonder_iets_weggelaten_komt_er_geen_bericht():
    assert privacybericht("gesprek", {}, set()) == []
