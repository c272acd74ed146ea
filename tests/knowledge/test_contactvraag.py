from __future__ import annotations

import pytest

from knowledge.contactvraag import lees_contactvraag

VRAGEN = {
    "nummer_klopt_niet": [
        "dit nummer klopt niet",
        "het nummer van Veilig Thuis in Zwolle klopt niet",
        "dat nummer is niet meer in gebruik",
        "ik kreeg een heel ander bedrijf aan de lijn",
        "het telefoonnummer van de ggd is veranderd",
    ],
    "geen_gehoor": [
        "ik krijg geen gehoor op dat nummer",
        "er wordt niet opgenomen",
        "ik krijg ze niet te pakken",
        "en als ze niet opnemen?",
        "de telefoon gaat maar over",
        "dat nummer gaat over en over",
    ],
    "buiten_kantooruren": ["en buiten kantooruren?", "en 's nachts?", "op zondag ook?"],
    "open": ["is het meldpunt nu open", "tot hoe laat kan ik bellen", "kan ik ze morgen bellen"],
    "mail": ["heb je ook een mailadres"],
    "website": ["en de website?", "is er ook een formulier"],
    "kind": ["en voor een kind?"],
    "anders": ["wie anders?"],
}


@pytest.mark.parametrize(
    ("soort", "tekst"), [(soort, tekst) for soort, lijst in VRAGEN.items() for tekst in lijst]
)
def test_de_soort_vraag_over_een_contact_wordt_gelezen(soort: str, tekst: str):
    assert lees_contactvraag(tekst) == soort


@pytest.mark.parametrize(
    "tekst",
    [
        "nummer van Veilig Thuis",
        "en in Deventer?",
        "bedankt",
        "Gaat over een zorgmachtiging de burgemeester of een ander?",
        "wie gaat over jeugdhulp",
    ],
)
def test_een_gewone_vraag_heeft_geen_soort(tekst: str):
    assert lees_contactvraag(tekst) is None
