from __future__ import annotations

import pytest

from knowledge.routevraag import vraagt_alleen_waar, vraagt_route, zoekt_contact


@pytest.mark.parametrize(
    "tekst",
    [
        "waar meld ik dit",
        "Bij wie kan ik terecht met een verwarde buurtbewoner?",
        "client heeft huurschuld, naar wie verwijs ik haar",
        "welk nummer moet ik hebben",
        "Wie pakt dit op?",
        "wie licht ik hierover in",
        "een jongen van 17 kijkt dagelijks haatpreken, misschien niets, maar wie denkt mee",
        "de winkelier is er klaar mee en vraagt mij wie dit aanpakt",
        "Achtenveertig aanhoudingen in twee jaar. Wie maakt hier een aanpak op?",
        "ze is zo moe van alles. waar kan ze praten",
        "hij slaapt al een half jaar op banken bij vrienden. wat is de ingang",
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
        "Een jongen van 17 steelt. Waar staat in de wet dat ik dit mag delen?",
        "Het loopt vast. Wie houdt de casusregie?",
        "er is veel overlast, maar wie beslist over opschalen",
    ],
)
def test_een_beschrijving_opdracht_of_vraag_naar_regie_of_de_wet_vraagt_niet_naar_wie(tekst: str):
    assert not vraagt_route(tekst)


def test_alleen_met_een_herkend_probleem_wordt_een_contact_gezocht():
    assert zoekt_contact("gezin met een huurachterstand, waar kan ik ze aanmelden")
    assert not zoekt_contact("waar kan ik mijn oude koelkast kwijt")
    assert not zoekt_contact("wat is een procescoördinator")


@pytest.mark.parametrize(
    "tekst", ["Waar meld ik dit?", "waar kan ik terecht", "wie moet ik bellen"]
)
def test_alleen_de_vraag_waar_iets_heen_moet_zegt_nog_niet_waarvoor(tekst: str):
    assert vraagt_alleen_waar(tekst)


@pytest.mark.parametrize(
    "tekst", ["waar meld ik huiselijk geweld", "waar staat het convenant", "huurschuld in Zwolle"]
)
def test_wie_een_onderwerp_noemt_vraagt_meer_dan_waar(tekst: str):
    assert not vraagt_alleen_waar(tekst)
