"""Een bericht knippen in wat iemand zegt en wat hij vraagt."""

from __future__ import annotations

import pytest

from knowledge.zinsdelen import HOOGSTENS, knip, zonder_aanloop


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("Nee. Maar wat is een keten eigenlijk?", ("Nee.", "wat is een keten eigenlijk?")),
        ("ja wat is AVE?", ("ja", "wat is AVE?")),
        ("nee, maar wie heeft de regie?", ("nee", "wie heeft de regie?")),
        ("wat is AVE en wie heeft de regie?", ("wat is AVE?", "wie heeft de regie?")),
    ],
)
def test_een_antwoord_en_een_vraag_worden_twee_delen(tekst, delen):
    assert knip(tekst) == delen


@pytest.mark.parametrize(
    "tekst", ["Hij drinkt en slaapt buiten.", "Haarlem", "", "Wat doet het Veiligheidshuis?"]
)
def test_zonder_tweede_deel_blijft_een_bericht_heel(tekst):
    assert knip(tekst) == (tekst,)


def test_te_veel_delen_om_apart_te_lezen_blijft_een_geheel():
    tekst = "Wat is dit? " * (HOOGSTENS + 1)
    assert knip(tekst) == (tekst.strip(),)


def test_zinnen_voor_een_vraag_blijven_los_staan():
    delen = knip("Hij woont in Haarlem. Er zijn schulden. Maar wat is AVE?")
    assert delen == ("Hij woont in Haarlem.", "Er zijn schulden.", "wat is AVE?")


@pytest.mark.parametrize(
    ("tekst", "rest"), [("maar oh wat is dat", "wat is dat"), ("wacht", "wacht"), ("ok, ", "")]
)
def test_aanloop_gaat_eraf(tekst, rest):
    assert zonder_aanloop(tekst) == (rest or tekst)
