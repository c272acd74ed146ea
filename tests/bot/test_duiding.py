"""Wat de poort zeker weet gaat voor de gok van de classificator."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.rasa

CASUS = (
    "Een man in Haarlem veroorzaakt al maanden overlast en drinkt veel. De wijkagent en het "
    "wijkteam komen er niet verder mee."
)


@pytest.fixture(scope="module")
def duid():
    from bot.nlu.duiding import duid

    return duid


def test_gevaar_van_de_poort_gaat_voor_alles(duid):
    knop = {"run": "-", "vraag": "opdracht", "waarde": "stop"}

    assert duid("alles is rustig", "groet", {"gevaar": "er is brand", "keuze": knop}) == "acuut"


def test_een_zwakke_gok_op_gevaar_is_een_casus_en_geen_gevaar(duid):
    assert duid("er brandt een lampje", "acuut", {}) == "start_triage"


@pytest.mark.parametrize(
    ("vraag", "waarde", "intentie"),
    [
        ("opdracht", "stop", "stop"),
        ("vervolg", "adviesvraag", "adviesvraag"),
        ("systeem", "ja", "keuze"),
        ("corrigeer", "gemeente", "keuze"),
    ],
)
def test_een_knop_betekent_wat_hij_zegt_wat_de_classificator_ook_gokt(
    duid, vraag, waarde, intentie
):
    keuze = {"run": "r", "vraag": vraag, "waarde": waarde}

    assert duid("keuze~r~...", "groet", {"keuze": keuze}) == intentie


@pytest.mark.parametrize("gok", ["nlu_fallback", "kennis", "contact", "ave", "buiten_bereik"])
def test_een_beschrijving_van_een_casus_begint_een_triage_als_de_gok_onzeker_is(duid, gok):
    assert duid(CASUS, gok, {}) == "start_triage"


@pytest.mark.parametrize("gok", ["adviesvraag", "stop", "route", "bevestig"])
def test_een_duidelijke_bedoeling_blijft_staan_ook_in_een_beschrijving(duid, gok):
    assert duid(CASUS, gok, {}) == gok


@pytest.mark.parametrize("gok", ["start_triage", "kennis", "buiten_bereik", "acuut"])
def test_een_probleem_met_de_vraag_wie_het_oppakt_zoekt_een_contact(duid, gok):
    assert duid("gezin in Zwolle met een huurachterstand, wie pakt dat op", gok, {}) == "route"


def test_iemand_die_niet_meer_wil_leven_is_geen_gewone_triage(duid):
    tekst = "Mijn cliënt van veertig zegt al weken dat hij niet meer wil leven en trekt zich terug"

    assert duid(tekst, "suicide", {}) == "suicide"


def test_onder_de_drempel_telt_een_gok_niet():
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.duiding import Duiding

    def gok(kans):
        bericht = Message({"text": "dag allemaal", "intent": {"name": "groet", "confidence": kans}})
        (uit,) = Duiding(0.3).process([bericht])
        return uit.get("intent")["name"]

    assert gok(0.29) == "nlu_fallback"
    assert gok(0.31) == "groet"
