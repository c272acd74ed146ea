"""Een bron onder een antwoord draagt haar adres als dat veilig te openen is."""

from __future__ import annotations

import pytest

from knowledge.bronnen import bronnen
from tests.bot.praten import custom

pytestmark = pytest.mark.rasa


def test_een_bron_met_een_https_adres_draagt_dat_en_een_andere_niet(praat):
    genoemd = []
    for vraag in ("Wat zijn de vijf stappen van de meldcode?", "Wat is een Veiligheidshuis?"):
        for antwoord in custom(praat.zeg(vraag), "antwoord"):
            genoemd += antwoord["bronnen"]

    met = {bron["document"]: bron["adres"] for bron in genoemd if "adres" in bron}
    zonder = {bron["document"] for bron in genoemd} - met.keys()
    assert met == {document: bronnen()[document].adres for document in met}
    assert met
    assert all(adres.startswith("https://") for adres in met.values())
    assert not any((bronnen()[d].adres or "").startswith("https://") for d in zonder)
