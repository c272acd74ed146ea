from __future__ import annotations

import pytest

from knowledge.routevraag import vraagt_route, zoekt_contact


@pytest.mark.parametrize(
    "tekst",
    [
        "waar meld ik dit",
        "Bij wie kan ik terecht met een verwarde buurtbewoner?",
        "client heeft huurschuld, naar wie verwijs ik haar",
        "welk nummer moet ik hebben",
        "Wie pakt dit op?",
        "wie licht ik hierover in",
    ],
)
def test_een_vraag_naar_wie_dit_oppakt_wordt_gezien(tekst: str):
    assert vraagt_route(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Een man in Zwolle hoort stemmen en laat niemand binnen.",
        "Hoort deze man bij jullie?",
        "ik wil een casus bespreken",
        "bedankt",
    ],
)
def test_een_beschrijving_of_opdracht_vraagt_niet_naar_wie(tekst: str):
    assert not vraagt_route(tekst)


def test_alleen_met_een_herkend_probleem_wordt_een_contact_gezocht():
    assert zoekt_contact("gezin met een huurachterstand, waar kan ik ze aanmelden")
    assert not zoekt_contact("waar kan ik mijn oude koelkast kwijt")
    assert not zoekt_contact("wat is een procescoördinator")
